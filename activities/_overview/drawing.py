"""What of a class is drawn: who wrote how much, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from activities._dates import shown
from activities._overview.figures import Figures, evenness, figures, monday_of
from activities._overview.period import Period
from activities._overview.picture import Picture, Row
from activities._overview.words import is_away, sees_answers, what_counts, who_wrote, written_in
from activities._people.pseudonyms import outside_name
from bot.calendar.days import cldr
from bot.phrase import N, Phrase, T
from bot.turn import Turn
from storage.contributions import Contribution
from storage.people import Member

_BY_DAY = 14
_BY_WEEK = 112
"""Days up to which there is a column for each day, or for each week; beyond that for each month."""


def picture_of(turn: Turn, period: Period) -> Picture | None:
    """All that is drawn, in the reader's language; None of a class nobody has joined yet."""
    learners = turn.records.people.learners(turn.class_id)
    ids = {one.id or 0 for one in learners}
    written = written_in(turn, period.since, period.until)
    now = figures(written, ids)
    counted = [one for one in learners if one.id in now.wrote or not is_away(one, turn.today)]
    if not learners:
        return None
    enough = now.enough(len(counted))
    title, steps = _steps(turn, period, [one for one in written if one.member_id in ids])

    def said(phrase: Phrase) -> str:
        return turn.house.languages.render(phrase, turn.language).plain

    return Picture(
        title=turn.class_.name,
        period=said(T("{first} – {last}", first=shown(period.first), last=shown(period.last))),
        wrote=len(now.wrote),
        of=len(counted) if enough else 0,
        headline=said(who_wrote(turn, period, now, ids, len(counted), compare=enough)),
        details=tuple(map(said, _details(turn, now, enough=enough))),
        steps_title=said(title),
        steps=steps,
        rows_title=said(T("Messages")),
        rows=tuple(_rows(turn, written, learners, said)),
        late=said(T("late")),
        foot=said(what_counts(period, len(counted))),
    )


def _details(turn: Turn, now: Figures, *, enough: bool) -> Iterator[Phrase]:
    if enough:
        n = evenness(now.per_person)
        yield N("{n} person wrote 80 % of it.", "{n} people wrote 80 % of it.", n=n)
    if now.wrote and sees_answers(turn):
        yield T("Without an answer: {n}", n=len(now.unanswered))


def _rows(
    turn: Turn, written: Sequence[Contribution], learners: Sequence[Member], said: Callable[[Phrase], str]
) -> Iterator[Row]:
    """By name as the roster has them: it is no ranking."""
    for member in learners:
        mine = [one for one in written if one.member_id == member.id]
        late = sum(one.messages for one in mine if one.late)
        remark = said(T("away")) if is_away(member, turn.today) else said(T("not heard from"))
        yield Row(outside_name(turn, member), sum(one.messages for one in mine) - late, late, "" if mine else remark)


def _steps(turn: Turn, period: Period, written: Sequence[Contribution]) -> tuple[Phrase, tuple[tuple[str, int], ...]]:
    """The columns: each with its label and how many people wrote in it."""
    if period.days <= _BY_DAY:
        title, begin, pattern = T("People who wrote, by day"), _same, "EEE" if period.days <= 7 else "d"
    elif period.days <= _BY_WEEK:
        title, begin, pattern = T("People who wrote, by week (from)"), monday_of, "d MMM"
    else:
        title, begin, pattern = T("People who wrote, by month"), _first_of_month, "MMM"
    who: dict[date, set[int]] = {}
    for day in range(period.days):
        who.setdefault(begin(period.first + timedelta(days=day)), set())
    for one in written:
        who.setdefault(begin(one.at.astimezone(turn.zone).date()), set()).add(one.member_id)
    return title, tuple((_label(day, pattern, turn.language), len(who[day])) for day in sorted(who))


def _label(day: date, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=cldr(language)).replace(".", "")


def _same(day: date) -> date:
    return day


def _first_of_month(day: date) -> date:
    return day.replace(day=1)
