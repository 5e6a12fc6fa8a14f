"""What a class did in some days, as figures; pure functions over contributions, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from storage.contributions import Contribution
from storage.corrections import Correction
from storage.standing import GIVEN, RECEIVED

FEWEST_PEOPLE = 5
FEWEST_CONTRIBUTIONS = 20
MOST_OF_IT = 0.8


@dataclass(frozen=True, slots=True)
class Figures:
    """Totals of some days: people, messages (short ones in a row are several), late contributions, words."""

    wrote: frozenset[int]
    contributions: int
    messages: int
    late: int
    target_words: int
    unanswered: frozenset[int]
    per_person: Mapping[int, int]
    """Contributions of each who wrote."""

    def enough(self, people: int) -> bool:
        """Whether shares and comparisons say anything about this many people."""
        return people >= FEWEST_PEOPLE and self.contributions >= FEWEST_CONTRIBUTIONS


@dataclass(frozen=True, slots=True)
class Week:
    """One member's week, which begins on a Monday: what is counted of them, and nothing else."""

    member: int
    monday: date
    tasks: int
    messages: int
    target_words: int
    words_used: int
    given: int
    received: int
    late: int
    corrections_given: int = 0
    corrections_received: int = 0
    taken_up: int = 0
    self_repairs: int = 0


def figures(contributions: Iterable[Contribution], people: Set[int]) -> Figures:
    """Add up what these people contributed; what others did counts only as an answer."""
    everything = list(contributions)
    mine = [one for one in everything if one.member_id in people]
    per_person = Counter(one.member_id for one in mine)
    return Figures(
        wrote=frozenset(per_person),
        contributions=len(mine),
        messages=sum(one.messages for one in mine),
        late=sum(one.late for one in mine),
        target_words=sum(one.target_words for one in mine),
        unanswered=unanswered(everything, people),
        per_person=per_person,
    )


def evenness(per_person: Mapping[int, int]) -> int:
    """The smallest number of people who together wrote at least 80 %; 0 when nobody wrote."""
    wanted = MOST_OF_IT * sum(per_person.values())
    written = people = 0
    for count in sorted(per_person.values(), reverse=True):
        if written >= wanted:
            break
        written += count
        people += 1
    return people


def unanswered(contributions: Iterable[Contribution], people: Set[int]) -> frozenset[int]:
    """Who wrote for all to read and got no answer in any task; what was only counted nobody could answer."""
    everything = list(contributions)
    wrote = {one.member_id for one in everything if one.member_id in people and not one.private}
    return frozenset(wrote - {one.answers_member_id for one in everything if one.answers_member_id != one.member_id})


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(
    contributions: Sequence[Contribution],
    used: Mapping[int, Set[int]],
    people: Iterable[int],
    first: date,
    zone: tzinfo,
    corrections: Sequence[Correction] = (),
    taken_up: Sequence[Correction] = (),
) -> list[Week]:
    """A row for each of these people and each week since `first` in which anybody wrote, the oldest week first.

    `used` holds the cards found in each contribution, by its id; what is taken up counts in the week it is.
    """
    by_week: dict[date, list[Contribution]] = {}
    corrected: dict[date, list[Correction]] = {}
    again: dict[date, list[Correction]] = {}
    for correction in corrections:
        corrected.setdefault(monday_of(correction.at.astimezone(zone).date()), []).append(correction)
    for correction in taken_up:
        if correction.taken_up_at is not None:
            again.setdefault(monday_of(correction.taken_up_at.astimezone(zone).date()), []).append(correction)
    for one in contributions:
        day = one.at.astimezone(zone).date()
        if day >= first:
            by_week.setdefault(monday_of(day), []).append(one)
    order = list(people)
    return [
        _week(member, monday, by_week[monday], used, corrected.get(monday, []), again.get(monday, []))
        for monday in sorted(by_week)
        for member in order
    ]


def _week(
    member: int,
    monday: date,
    written: Sequence[Contribution],
    used: Mapping[int, Set[int]],
    corrections: Sequence[Correction],
    taken_up: Sequence[Correction],
) -> Week:
    mine = [one for one in written if one.member_id == member]
    cards = {card for one in mine for card in used.get(one.id or 0, ())}
    answers = [one for one in written if one.answers_member_id and one.answers_member_id != one.member_id]
    return Week(
        member=member,
        monday=monday,
        tasks=len({one.round_id for one in mine}),
        messages=sum(one.messages for one in mine),
        target_words=sum(one.target_words for one in mine),
        words_used=len(cards),
        given=sum(one.member_id == member for one in answers),
        received=sum(one.answers_member_id == member for one in answers),
        late=sum(one.late for one in mine),
        corrections_given=sum(one.giver_id == member and one.standing in GIVEN for one in corrections),
        corrections_received=sum(one.author_id == member and one.standing in RECEIVED for one in corrections),
        taken_up=sum(one.author_id == member for one in taken_up),
        self_repairs=sum(one.self_repairs for one in mine),
    )
