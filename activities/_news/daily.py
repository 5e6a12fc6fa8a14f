"""What a teacher's daily message holds: the notes of all her classes that she has not been told, and its hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from activities._hours import shown_hour
from bot.activity import Note
from bot.calendar import instant
from bot.keys import Key, Keys, Press, grid
from bot.phrase import Phrase, T, lines, listing, strong
from bot.turn import Turn
from storage.classes import Class
from storage.people import Member, Role

News = Sequence[tuple[Class, Member, Sequence[Note]]]
"""For each class with something new: who its teacher is there, and the notes."""
USUAL_HOUR = 17
_DAY = timedelta(days=1)


def taught(turn: Turn, teacher: Member) -> list[tuple[Class, Member]]:
    """The classes this person teaches with any account, the oldest first."""
    accounts = turn.records.accounts.of(teacher)
    _, members = turn.records.people.person(accounts[0].platform, accounts[0].user) if accounts else ([], [teacher])
    found = []
    for member in sorted(members, key=lambda one: one.class_id):
        class_ = turn.records.classes.get(member.class_id)
        if class_ and class_.ready and not class_.finished_at and not member.left_at and member.role == Role.TEACHER:
            found.append((class_, member))
    return found


def hour_of(teacher: Member) -> int:
    return USUAL_HOUR if teacher.daily_hour is None else teacher.daily_hour


def daily_line(teacher: Member) -> Phrase:
    return T("Your daily message: {time}, when there is something to say", time=shown_hour(hour_of(teacher)))


def next_time(class_: Class, teacher: Member, now: datetime) -> datetime:
    """The next moment after now at which the wall where the class is shows the teacher's hour."""
    zone = ZoneInfo(class_.zone or "UTC")
    today = now.astimezone(zone).date()
    return next(moment for ahead in range(3) if (moment := _at(today + ahead * _DAY, teacher, zone)) > now)


def _at(day: date, teacher: Member, zone: ZoneInfo) -> datetime:
    return instant(day, time(hour_of(teacher)), zone)


def gather(turn: Turn, classes: Sequence[tuple[Class, Member]]) -> News:
    """All that is new, class by class; the turn is about the last class afterwards."""
    found = []
    for class_, member in classes:
        turn.scene.class_ = class_
        notes = [one for one in _all(turn) if not _is_known(turn, member, one)]
        if notes:
            found.append((class_, member, notes))
    return found


def mark_told(turn: Turn, news: News) -> None:
    for _, member, notes in news:
        for note in notes:
            turn.records.notices.unknow(*_key(member, note))
            turn.records.notices.first_time(turn.now, *_key(member, note))


def message(news: News) -> Phrase:
    """A heading for each class, a line for each note."""
    parts: list[Phrase] = []
    for class_, _, notes in news:
        parts.append(strong(class_.name))
        parts += [listing(["·", note.phrase], " ") for note in notes]
    return lines(*parts)


def keys(news: News) -> Keys:
    """The buttons of all notes; with several classes each says which one it is about."""
    several = sum(any(note.keys for note in notes) for _, _, notes in news) > 1
    found: list[Key] = []
    for class_, _, notes in news:
        for press in (press for note in notes for press in note.keys):
            label = T("{label} ({class_name})", label=press.label, class_name=class_.name) if several else press.label
            arguments = {"class_id": class_.id, "do": press.action, "arguments": press.arguments}
            found.append(Press(label, "daily.go", arguments))
    return grid(found, 1 if several else 2)


def _all(turn: Turn) -> list[Note]:
    """What every activity has to say, its buttons by their full names."""
    found = []
    for activity in turn.activities():
        found += [
            replace(one, keys=tuple(key.of(activity.name) for key in one.keys)) for one in activity.for_teacher(turn)
        ]
    return found


def _is_known(turn: Turn, member: Member, note: Note) -> bool:
    # half a day less, so that a message some minutes earlier than the last one still has it
    since = turn.now - note.again_after + _DAY / 2 if note.again_after else None
    return turn.records.notices.known(*_key(member, note), since=since)


def _key(member: Member, note: Note) -> tuple[str, ...]:
    return "daily", str(member.id), note.about
