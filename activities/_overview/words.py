"""The class picture in words: who wrote, who was not heard or not answered, which words wait, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from activities._corrections import lines as correction_lines
from activities._dates import shown
from activities._language_names import LanguageName
from activities._overview.average import Average
from activities._overview.figures import Figures, evenness, figures
from activities._overview.period import Period
from bot.phrase import N, Phrase, T, lines, listing
from bot.turn import Turn
from storage.contributions import Contribution
from storage.people import Member
from storage.standing import GIVEN

USUAL_DAYS = 7
MOST_NAMES = 40


def overview_words(turn: Turn, period: Period) -> Phrase:
    learners = turn.records.people.learners(turn.class_id)
    ids = {one.id or 0 for one in learners}
    written = written_in(turn, period.since, period.until)
    now = figures(written, ids)
    counted = [one for one in learners if one.id in now.wrote or not is_away(one, turn.today)]
    enough = now.enough(len(counted))
    return lines(
        T("**{first} – {last}**", first=shown(period.first), last=shown(period.last)),
        who_wrote(turn, period, now, ids, len(counted), compare=enough),
        N("{n} person wrote 80 % of it.", "{n} people wrote 80 % of it.", n=evenness(now.per_person))
        if enough
        else None,
        _named(T("Not heard from"), [one for one in counted if one.id not in now.wrote]),
        _unanswered(turn, now, learners),
        _unused_words(turn, period),
        _came_back(turn, period),
        _posts(turn, period, written, now, enough=enough),
        _volume(turn, now),
        _corrections(turn, period, ids),
        *correction_lines.of_class(turn, period.since, period.until, ids),
        what_counts(period, len(counted)),
    )


def written_in(turn: Turn, since: datetime, until: datetime) -> Sequence[Contribution]:
    return turn.records.contributions.of_class(turn.class_id, since, until)


def who_wrote(turn: Turn, period: Period, now: Figures, ids: set[int], of: int, *, compare: bool) -> Phrase:
    """How many wrote, beside as many days before where that says anything."""
    if not compare or not _had_tasks_before(turn, period):
        return N("{n} of {of} wrote.", "{n} of {of} wrote.", n=len(now.wrote), of=of)
    earlier = len(figures(written_in(turn, period.before, period.since), ids).wrote)
    return N(
        "{n} of {of} wrote ({earlier}).",
        "{n} of {of} wrote ({earlier}).",
        n=len(now.wrote),
        of=of,
        earlier=_in_the_days_before(period.days, earlier),
    )


def _had_tasks_before(turn: Turn, period: Period) -> bool:
    """Whether the class was there on all the days before, and had a task on one of them."""
    if turn.class_.created_at.astimezone(turn.zone).date() > period.first - timedelta(days=period.days):
        return False
    return any(one.opened_at < period.since for one in turn.records.rounds.recent(turn.class_id, period.before))


def _in_the_days_before(days: int, earlier: int) -> Phrase:
    match days:
        case 1:
            return T("the day before: {n}", n=earlier)
        case 7:
            return T("last week {n}", n=earlier)
    return T("in the {days} days before that: {n}", days=days, n=earlier)


def _named(what: Phrase, people: Sequence[Member]) -> Phrase:
    if not people:
        return T("{what}: 0", what=what)
    names: list[Phrase] = [one.name for one in people[:MOST_NAMES]]
    if len(people) > MOST_NAMES:
        names.append("…")
    return T("{what}: {n} ({names})", what=what, n=len(people), names=listing(names))


def _unanswered(turn: Turn, now: Figures, learners: Iterable[Member]) -> Phrase:
    what = T("Without an answer")
    if not sees_answers(turn):
        return T("{what}: – (I see only replies to me in your group)", what=what)
    return _named(what, [one for one in learners if one.id in now.unanswered])


def _unused_words(turn: Turn, period: Period) -> Phrase | None:
    posted = turn.records.cards.posted_between(turn.class_id, period.since, period.until)
    if not posted:
        return None
    used = {card for _, card in turn.records.used_cards.uses(turn.class_id, period.since, period.until)}
    left: list[Phrase] = [card.word for card in posted if card.id not in used]
    if not left:
        return N("The word was used.", "All {n} words were used.", n=len(posted))
    words = listing([*left[:MOST_NAMES], *(["…"] if len(left) > MOST_NAMES else [])])
    return T("Words nobody used: {n} of {of} ({words})", n=len(left), of=len(posted), words=words)


def _came_back(turn: Turn, period: Period) -> Phrase | None:
    """Words used two weeks or more after their post, in tasks that did not show them."""
    ids = turn.records.used_cards.unprompted(turn.class_id, period.since, period.until)
    words: list[Phrase] = [card.word for card in turn.records.cards.some(sorted(ids))]
    if not words:
        return None
    shown = listing([*words[:MOST_NAMES], *(["…"] if len(words) > MOST_NAMES else [])])
    return T("Words from two weeks ago or earlier, used unasked: {n} ({words})", n=len(words), words=shown)


def _posts(turn: Turn, period: Period, written: Sequence[Contribution], now: Figures, *, enough: bool) -> Phrase:
    rounds = [one for one in turn.records.rounds.recent(turn.class_id, period.since) if one.opened_at < period.until]
    ids = {one.id for one in rounds}
    answers = sum(one.round_id in ids and one.member_id in now.wrote for one in written)
    posts = N("{n} task posted", "{n} tasks posted", n=len(rounds))
    if not rounds or not enough:
        return T("{posts}.", posts=posts)
    return T("{posts}, answers to each: {each}.", posts=posts, each=Average(answers / len(rounds)))


def _volume(turn: Turn, now: Figures) -> Phrase:
    return T(
        "{messages}, {late} late. {words}.",
        messages=N("{n} message", "{n} messages", n=now.messages),
        late=now.late,
        words=words_in(turn, now.target_words),
    )


def _corrections(turn: Turn, period: Period, ids: set[int]) -> Phrase | None:
    """Nothing where nobody corrects: not every class does."""
    rows = turn.records.corrections.of_class(turn.class_id, period.since, period.until)
    given = sum(one.giver_id in ids and one.standing in GIVEN for one in rows)
    again = sum(one.author_id in ids for one in correction_lines.taken_up(turn, period.since, period.until))
    if not given and not again:
        return None
    return T("Corrections among classmates: {given} given, {taken_up} taken up.", given=given, taken_up=again)


def words_in(turn: Turn, n: int) -> Phrase:
    """So many words of the language that is learnt."""
    return N("{n} word in {language}", "{n} words in {language}", n=n, language=LanguageName(turn.class_.target))


def what_counts(period: Period, of: int) -> Phrase:
    """What was counted, from when to when, of whom, and what not."""
    return T(
        "Counted: answers to tasks from {first} to {last}, of {learners} (joined and not away). "
        "Not counted: teachers, helpers, people who have not joined, and all other talk.",
        first=shown(period.first),
        last=shown(period.last),
        learners=N("{n} learner", "{n} learners", n=of),
    )


def is_away(member: Member, today: date) -> bool:
    return member.away_until is not None and member.away_until >= today


def sees_answers(turn: Turn) -> bool:
    """Whether answers between learners reach the bot in every room of the class."""
    return turn.records.rooms.sees_answers(turn.class_id)
