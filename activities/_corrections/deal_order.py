"""Whose sentence is dealt next: what was looked at least, evenly over authors and correctors, then the oldest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

STILL_MINE = timedelta(hours=24)
"""So long a sentence that was dealt is dealt again to the same person, until they say something of it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Somebody was shown the sentence; `open` until they said something of it."""

    member: int
    at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence nobody has corrected or found fine."""

    contribution: int
    author: int
    at: datetime
    glances: tuple[Glance, ...] = ()


def next_for(waiting: Sequence[Waiting], corrector: int, now: datetime, dealt: Iterable[tuple[int, int]]) -> list[int]:
    """The contributions to deal to somebody, the best first; `dealt` are (author, corrector) of what was dealt lately.

    What they were dealt and have not answered comes again; what they have answered does not.
    """
    pairs = list(dealt)
    of_author = Counter(author for author, _ in pairs)
    of_pair = Counter(author for author, other in pairs if other == corrector)
    found = []
    for one in waiting:
        mine = next((glance for glance in one.glances if glance.member == corrector), None)
        if one.author == corrector or (mine is not None and not mine.open):
            continue
        again = mine is not None and now - mine.at <= STILL_MINE
        others = sum(glance.member != corrector for glance in one.glances)
        found.append(((not again, others, of_author[one.author], of_pair[one.author], one.at), one.contribution))
    return [contribution for _, contribution in sorted(found)]
