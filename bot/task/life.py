"""From post to last line: how a task is opened, kept up to date, shown to one person, and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.chat import Place
from bot.days import Days
from bot.deadline import GRACE, open_until, quiet, reminder_at
from bot.phrase import N, Phrase, T, lines
from bot.refusal import Refusal
from bot.task.form import keys_of, task_language, task_text
from bot.task.form import last_line as last_line
from storage.deliveries import Going
from storage.people import Role
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.schedules import Schedule

REFRESH_EVERY = timedelta(seconds=30)
TAKE_BACK_WITHIN = timedelta(minutes=10)


def round_of(turn: Turn, round_id: int) -> Round:
    """The round of a button or alarm.

    Raises:
        Refusal: it is of another class, taken back or gone.
    """
    found = turn.records.rounds.get(round_id)
    if found is None or found.class_id != turn.class_id or found.taken_back_at:
        raise Refusal("This task is gone. What is open now: /today")
    return found


def open_round(
    turn: Turn, activity: TaskActivity, count: int, schedule: Schedule | None, due_at: datetime | None = None
) -> Round | None:
    """Post the next task in every room of the class; None when the list is empty."""
    task = activity.next_task(turn, count)
    rooms = [room for room in turn.records.classes.rooms(turn.class_id) if room.may_post]
    if task is None or not rooms:
        return None
    turn.activity = activity.name
    posted_at = due_at or turn.now
    days = Days.read(schedule.days) if schedule else None
    found = Round(
        class_id=turn.class_id,
        activity=activity.name,
        title=task.title,
        schedule_id=schedule.id if schedule else None,
        state=task.state,
        opened_at=turn.now,
        deadline=open_until(posted_at, days, turn.zone, turn.class_.holiday_until),
    )
    turn.records.rounds.add(found)
    activity.posted(turn, found)
    text, language = task_text(turn, activity, found, opening=True), task_language(turn)
    for room in rooms:
        post = turn.post(
            room,
            text,
            keys_of(activity, found),
            kind="task",
            round=found,
            language=language,
            silent=quiet(turn.now, turn.zone),
            expires_at=min(found.deadline, posted_at + GRACE),
        )
        if room.may_pin and turn.house.limits(room.platform).can_pin:
            turn.outbox.pin(post)
    _set_alarms(turn, found)
    return found


def _set_alarms(turn: Turn, round: Round) -> None:
    turn.wake("close", round.deadline, round=round)
    reminder = reminder_at(turn.now, round.deadline, turn.zone, turn.class_.reminder_hour)
    if reminder and not turn.class_.minors:
        turn.wake("remind", reminder, round=round)


def move_deadline(turn: Turn, activity: TaskActivity, round: Round, deadline: datetime) -> None:
    """Let an open task close at another moment, and say so in its posts."""
    turn.activity = activity.name
    round.deadline = deadline
    turn.records.rounds.unwake(turn.class_id, activity.name, "remind", round.id or 0)
    _set_alarms(turn, round)
    rewrite(turn, activity, round)


def refresh(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Bring the last line up to date, at most every 30 seconds."""
    if not round.open:
        return
    turn.activity = activity.name
    soonest = (round.refreshed_at or round.opened_at) + REFRESH_EVERY
    if turn.now < soonest:
        if turn.records.rounds.alarm(turn.class_id, activity.name, "refresh", round.id or 0) is None:
            turn.wake("refresh", soonest, round=round)
        return
    round.refreshed_at = turn.now
    rewrite(turn, activity, round)


def rewrite(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Edit all posts of a round to what is true now."""
    text, language = task_text(turn, activity, round), task_language(turn)
    for post in turn.records.rounds.posts(round.id or 0):
        turn.edit(post, text, keys_of(activity, round), language=language)


def take_back(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Delete a fresh post everywhere; its items come next again, its answers count nowhere.

    Raises:
        Refusal: it is older than ten minutes.
    """
    if turn.now - round.opened_at > TAKE_BACK_WITHIN:
        raise Refusal("A post can be taken back for ten minutes. After that you can close it: /post")
    forget_round(turn, activity, round)
    round.taken_back_at = turn.now
    activity.taken_back(turn, round)


def forget_round(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Take a round out of the rooms and the counts."""
    round_id = round.id or 0
    for one in turn.records.contributions.of_round(round_id):
        turn.records.contributions.remove(one)
    for name in ("close", "remind", "refresh", "close_line"):
        turn.records.rounds.unwake(turn.class_id, activity.name, name, round_id)
    turn.records.deliveries.cancel_round(round_id, turn.now)
    for post in turn.records.rounds.posts(round_id):
        if post.gone_at is None:
            turn.outbox.delete_post(post)


def show_for_me(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """What this person did in this task and what waits for them; the same for everyone."""
    member = turn.scene.member
    if member is None:
        turn.pop(T("Here you will find your own words and answers. Press Join first."))
        return
    waiting = turn.records.deliveries.kept(member.id or 0)
    turn.show(_mine(turn, activity, round))
    for delivery in waiting:
        delivery.state, delivery.not_before = Going.WAITING, turn.now
        delivery.platform, delivery.place, delivery.private = _where_now(turn)


def _where_now(turn: Turn) -> tuple[str, str, bool]:
    return turn.by.platform, turn.by.user, True


def _mine(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    member = turn.member
    if member.role != Role.LEARNER:
        return T("You see here what learners see: their own words and what waits for them.")
    mine = turn.records.contributions.of_round(round.id or 0, member.id)
    if not mine:
        return T("“{title}”: you have not written yet. One sentence is enough.", title=round.title)
    cards = turn.records.contributions.cards_used(round.id or 0, member.id)
    needed = activity.needed(turn, round)
    done = (
        T("You are done. 🎉")
        if len(cards) >= needed
        else N("One more word and you are done.", "{n} more words and you are done.", n=needed - len(cards))
    )
    return lines(
        N("“{title}”: you wrote one message.", "“{title}”: you wrote {n} messages.", n=len(mine), title=round.title),
        activity.own_words(turn, round, cards),
        done,
    )


def place_of(turn: Turn, round: Round) -> Place | None:
    """Where the newest standing post of a round is."""
    standing = [post for post in turn.records.rounds.posts(round.id or 0) if post.gone_at is None]
    return Place(standing[-1].platform, standing[-1].place) if standing else None
