"""Reminders: private, rare, and only to who has not written and has not said no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.calendar.deadline import AFTER_POST, next_waking, quiet
from bot.calendar.wall_time import When, clock
from bot.chat import Place
from bot.keys import Keys, Open, Press, row
from bot.phrase import Phrase, T
from bot.task.form import away
from bot.task.mine import PRIVATE_FIRST
from storage.deliveries import Urgency
from storage.people import Member
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

MOST_A_WEEK = 2
MOST_UNANSWERED = 2
WEEK = timedelta(days=7)


def remind(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Remind everyone who may be reminded; at most once a round."""
    turn.activity = activity.name
    if not round.open or turn.now >= round.deadline or turn.class_.minors or on_holiday(turn):
        return
    if quiet(turn.now, turn.zone):
        # the alarm rang late: the morning will do, if the task is still open then
        turn.wake("remind", next_waking(turn.now, turn.zone), round=round)
        return
    wrote = turn.records.taking_part.who_wrote(round.id or 0, late=True)
    for member in turn.records.people.learners(turn.class_id):
        if member.id not in wrote and _may_be_reminded(turn, member):
            member.reminders_unanswered += 1
            post = turn.tell(
                member,
                _words(turn, member, round),
                _keys(turn, member, round),
                urgency=Urgency.REMINDER,
                kind="reminder",
                expires_at=min(round.deadline, turn.now + timedelta(hours=2)),
            )
            if post is not None:
                # what is written in reply to it is meant for this task
                post.round_id = round.id


def _words(turn: Turn, member: Member, round: Round) -> Phrase:
    if round.deadline.astimezone(turn.zone).date() == turn.today:
        return T(
            "Hi {name}. “{title}” is open until {time}. One sentence is enough.",
            name=member.name,
            title=round.title,
            time=clock(round.deadline, turn.zone),
        )
    return T(
        "Hi {name}. “{title}” is open until {when}. One sentence is enough.",
        name=member.name,
        title=round.title,
        when=When(round.deadline, turn.zone),
    )


def _keys(turn: Turn, member: Member, round: Round) -> Keys:
    accounts = turn.records.accounts.of(member)
    platform = next((one.platform for one in accounts if one.reachable), "")
    return [*ways_in(turn, platform, round), *row(Press(T("Not this week"), "not_this_week"))]


def ways_in(turn: Turn, platform: str, round: Round) -> Keys:
    """*Go there* where the platform has addresses of messages, *Write it here* where answers are tried out."""
    posts = turn.records.posts.of_round(round.id or 0)
    post = next((one for one in posts if one.platform == platform and one.gone_at is None), None)
    link = turn.house.message_link(Place(post.platform, post.place), post.message or "") if post else ""
    here = Press(T("Write it here"), f"{PRIVATE_FIRST}.write_here", {"round_id": round.id})
    return row(Open(T("Go there"), link) if link else None, here if PRIVATE_FIRST in turn.house.activities else None)


def on_holiday(turn: Turn) -> bool:
    return turn.class_.holiday_until is not None and turn.class_.holiday_until >= turn.today


def _may_be_reminded(turn: Turn, member: Member) -> bool:
    if away(turn, member) or (member.rest_until and member.rest_until > turn.now):
        return False
    if member.joined_at > turn.now - AFTER_POST or member.reminders_unanswered >= MOST_UNANSWERED:
        return False
    account = next((one for one in turn.records.accounts.of(member) if one.reachable), None)
    if account is None:
        return False
    agreed = member.reminders if member.reminders is not None else turn.house.limits(account.platform).reminds_unasked
    return agreed and turn.records.deliveries.reminders(member.id or 0, turn.now - WEEK) < MOST_A_WEEK


def rest(turn: Turn) -> None:
    """*Not this week*: no reminder for seven days, and no question why."""
    turn.member.rest_until = turn.now + WEEK
    turn.member.reminders_unanswered = 0
    turn.show(T("All right. No reminders for seven days. To change this: /settings"))
