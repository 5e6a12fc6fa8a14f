"""Lists every sentence the bot can say, in both languages, with its length and its place: `make sentences`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.pofile import read_po

from tests.messages import CATALOG, sentences

LONGEST = 300
"""Characters; a task, an overview and privacy may be longer, but are made of sentences that are not."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages; of one that changes with a number, the form for many."""

    english: str
    spanish: str
    places: tuple[str, ...]

    @property
    def length(self) -> int:
        """Characters of the longer of the two, placeholders as they stand."""
        return max(len(self.english), len(self.spanish))


def listed() -> list[Sentence]:
    """All of them, by the place where they first stand."""
    with CATALOG.open("rb") as file:
        spanish = {one.id: one.string for one in read_po(file, locale="es") if one.id}
    found = []
    for message, places in sentences().items():
        both = message, spanish.get(message, "")
        english, translated = (one if isinstance(one, str) else str((one or [""])[-1]) for one in both)
        found.append(Sentence(english, translated, tuple(f"{path}:{line}" for path, line in places)))
    return sorted(found, key=lambda one: _place(one.places[0]))


def _place(place: str) -> tuple[str, int]:
    path, _, line = place.rpartition(":")
    return path, int(line)


def report() -> Iterator[str]:
    """The list as lines, and its end: how many there are and which are too long."""
    found = listed()
    for one in found:
        yield f"{one.length:4d}  {', '.join(one.places)}"
        yield f"      {_flat(one.english)}"
        yield f"      {_flat(one.spanish)}"
    yield ""
    long = [one for one in found if one.length > LONGEST]
    longest = max(one.length for one in found)
    yield f"{len(found)} sentences in English and Spanish; the longest has {longest} characters."
    yield f"Longer than {LONGEST}: {len(long)}"


def _flat(text: str) -> str:
    return text.replace("\n", " ⏎ ")


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
