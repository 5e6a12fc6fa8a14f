"""/overview: who takes part, whom nobody answered, which words nobody used; and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar

from activities._dates import shown
from activities._figures import Figures, evenness, figures, weeks
from activities._sheet_file import UNKNOWN, table
from activities._tasks import ready
from bot.activity import Activity, on_press
from bot.calendar import instant
from bot.command import Word, command
from bot.keys import Press, row
from bot.phrase import N, Phrase, T, later, lines, listing
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution
from storage.people import Member, Role

USUAL_DAYS = 7
MOST_DAYS = 365
MOST_NAMES = 40
HEAD = (
    later("week"), later("name"), later("tasks"), later("messages"), later("words in the target language"),
    later("list words used"), later("answers given"), later("answers received"), later("late"),
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """Whole days on the class's calendar, the last one as far as it has come."""

    days: int
    first: date
    last: date
    since: datetime
    until: datetime
    before: datetime

    @classmethod
    def ending_now(cls, turn: Turn, days: int) -> Period:
        first = turn.today - timedelta(days=days - 1)
        since, before = (instant(day, time(0), turn.zone) for day in (first, first - timedelta(days=days)))
        return cls(days, first, turn.today, since, turn.now + timedelta(microseconds=1), before)


class Overview(Activity):
    """The class picture, in words."""

    name: ClassVar[str] = "overview"
    title: ClassVar[str] = later("Overview")

    @command(later("Who takes part, and which words nobody used."), role=Role.TEACHER, example="/overview 30")
    def overview(
        self, turn: Turn, days: Annotated[int, Word(later("How many days back, 7 if left out"))] = USUAL_DAYS
    ) -> None:
        ready(turn)
        if not 1 <= days <= MOST_DAYS:
            raise Refusal("I can look back 1 to {most} days. Example: /overview 30", most=MOST_DAYS)
        period = Period.ending_now(turn, days)
        turn.show(_words(turn, period), row(Press(T("As a file (CSV)"), "file", {"days": days})))

    @on_press(Role.TEACHER)
    def file(self, turn: Turn, days: int) -> None:
        period = Period.ending_now(turn, days)
        caption = T("{class_name}, {first} – {last}, one line for each person and week.", class_name=turn.class_.name,
                    first=shown(period.first), last=shown(period.last))  # fmt: skip
        turn.send_file(f"tertulia-{period.first}-{period.last}.csv", _csv(turn, period), caption)


def _words(turn: Turn, period: Period) -> Phrase:
    learners = turn.records.people.learners(turn.class_id)
    ids = {one.id or 0 for one in learners}
    written = _written(turn, period.since, period.until)
    now = figures(written, ids)
    counted = [one for one in learners if one.id in now.wrote or not _away(one, turn.today)]
    enough = now.enough(len(counted))
    return lines(
        T("**{first} – {last}**", first=shown(period.first), last=shown(period.last)),
        _who_wrote(turn, period, now, ids, len(counted), compare=enough),
        N("{n} person wrote 80 % of it.", "{n} people wrote 80 % of it.", n=evenness(now.per_person))
        if enough
        else None,
        _named(T("Not heard from"), [one for one in counted if one.id not in now.wrote]),
        _unanswered(turn, now, learners),
        _unused_words(turn, period),
        _posts(turn, period, written, now, enough=enough),
        _volume(now),
        _what_counts(period, len(counted)),
    )


def _written(turn: Turn, since: datetime, until: datetime) -> Sequence[Contribution]:
    return turn.records.contributions.of_class(turn.class_id, since, until)


def _who_wrote(turn: Turn, period: Period, now: Figures, ids: set[int], of: int, *, compare: bool) -> Phrase:
    head = T("{n} of {of} wrote.", n=len(now.wrote), of=of)
    if not compare:
        return head
    earlier = len(figures(_written(turn, period.before, period.since), ids).wrote)
    if period.days == USUAL_DAYS:
        return T("{n} of {of} wrote (last week {earlier}).", n=len(now.wrote), of=of, earlier=earlier)
    return T(
        "{n} of {of} wrote (in the {days} days before {earlier}).",
        n=len(now.wrote),
        of=of,
        days=period.days,
        earlier=earlier,
    )


def _named(what: Phrase, people: Sequence[Member]) -> Phrase:
    if not people:
        return T("{what}: 0", what=what)
    names: list[Phrase] = [one.name for one in people[:MOST_NAMES]]
    if len(people) > MOST_NAMES:
        names.append("…")
    return T("{what}: {n} ({names})", what=what, n=len(people), names=listing(names))


def _unanswered(turn: Turn, now: Figures, learners: Iterable[Member]) -> Phrase:
    what = T("Nobody answered")
    if not _sees_answers(turn):
        return T("{what}: – (I see only replies to me in your group)", what=what)
    return _named(what, [one for one in learners if one.id in now.unanswered])


def _unused_words(turn: Turn, period: Period) -> Phrase | None:
    posted = turn.records.cards.posted_between(turn.class_id, period.since, period.until)
    if not posted:
        return None
    used = {card for _, card in turn.records.contributions.uses(turn.class_id, period.since, period.until)}
    left: list[Phrase] = [card.word for card in posted if card.id not in used]
    if not left:
        return T("All {n} words were used.", n=len(posted))
    words = listing([*left[:MOST_NAMES], *(["…"] if len(left) > MOST_NAMES else [])])
    return T("Words nobody used: {n} of {of} ({words})", n=len(left), of=len(posted), words=words)


def _posts(turn: Turn, period: Period, written: Sequence[Contribution], now: Figures, *, enough: bool) -> Phrase:
    rounds = [one for one in turn.records.rounds.recent(turn.class_id, period.since) if one.opened_at < period.until]
    ids = {one.id for one in rounds}
    answers = sum(one.round_id in ids and one.member_id in now.wrote for one in written)
    posts = N("{n} task posted", "{n} tasks posted", n=len(rounds))
    if not rounds or not enough:
        return T("{posts}.", posts=posts)
    each = f"{answers / len(rounds):.1f}"
    return T("{posts}, {each} answers each.", posts=posts, each=each)


def _volume(now: Figures) -> Phrase:
    return T(
        "{messages}, {late} late. {words}.",
        messages=N("{n} message", "{n} messages", n=now.messages),
        late=now.late,
        words=N("{n} word in the language you teach", "{n} words in the language you teach", n=now.target_words),
    )


def _what_counts(period: Period, of: int) -> Phrase:
    return T(
        "Counted: answers to tasks from {first} to {last}, of the {of} who joined and are not away. "
        "Not counted: teachers, helpers, who has not joined, and all other talk.",
        first=shown(period.first),
        last=shown(period.last),
        of=of,
    )


def _away(member: Member, today: date) -> bool:
    return member.away_until is not None and member.away_until >= today


def _sees_answers(turn: Turn) -> bool:
    return all(room.reads_all for room in turn.records.classes.rooms(turn.class_id))


def _csv(turn: Turn, period: Period) -> bytes:
    learners = {one.id or 0: one for one in turn.records.people.learners(turn.class_id)}
    written = _written(turn, period.since, period.until)
    used = turn.records.contributions.used_in(turn.class_id, period.since, period.until)
    sees = _sees_answers(turn)
    rows: list[list[str | int]] = [
        [
            week.monday.isoformat(),
            _name(turn, learners[week.member]),
            week.tasks,
            week.messages,
            week.target_words,
            week.words_used,
            week.given if sees else UNKNOWN,
            week.received if sees else UNKNOWN,
            week.late,
        ]
        for week in weeks(written, used, learners, period.first, turn.zone)
    ]
    return table([turn.house.languages.word(one, turn.language) for one in HEAD], rows)


def _name(turn: Turn, member: Member) -> str:
    """Of minors a file holds no name; the number stays the same from file to file."""
    if not turn.class_.minors:
        return member.name
    return turn.house.languages.render(T("Learner {n}", n=member.id or 0), turn.language).plain
