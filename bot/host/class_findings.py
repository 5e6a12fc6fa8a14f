"""What `tertulia doctor` sees in the classes: whether the next posts can go out, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.port import Finding, Gravity
from bot.scene import Scene
from bot.task.activity import TaskActivity
from bot.turn import Turn
from storage.deliveries import Going

if TYPE_CHECKING:
    from bot.activity import Activity
    from bot.house import House
    from storage.classes import Class
    from storage.records import Records
    from storage.schedules import Schedule


def class_findings(
    records: Records, activities: Mapping[str, type[Activity]], platforms: Sequence[str], now: datetime
) -> Iterator[Finding]:
    """What is so in each class, worst first within it; `platforms` are those switched on."""
    classes = records.classes.all()
    if not classes:
        yield Finding(Gravity.NOTE, "There is no class yet.", "Add the bot to a group; an admin there types /setup.")
    for one in classes:
        yield from _in_class(records, one, activities, platforms, now)
    uncertain = records.deliveries.count(Going.UNCERTAIN)
    if uncertain:
        yield Finding(
            Gravity.NOTE, f"Posts that may not have arrived: {uncertain}.", "Their teacher is asked in private."
        )


def _in_class(
    records: Records, class_: Class, activities: Mapping[str, type[Activity]], platforms: Sequence[str], now: datetime
) -> Iterator[Finding]:
    schedules = records.schedules.of_class(class_.id or 0)
    running = [one for one in schedules if not one.paused and (one.last_date is None or one.last_date >= now.date())]
    name = f"Class {class_.id}, {_short(class_.name)}"
    if not class_.ready:
        yield Finding(Gravity.NOTE, f"{name}: its set-up is not finished.", "A teacher types /setup in its group.")
    if class_.zone and not _zone_is_known(class_.zone):
        yield Finding(Gravity.STOPS, f"{name}: its time zone {class_.zone} is not known here.", "pip install -U tzdata")
    yield from _about_sight(records, class_, name)
    if not running:
        why = "all its schedules are paused or over" if schedules else "nothing is scheduled"
        yield Finding(Gravity.NOTE, f"{name}: {why}.", "A teacher types /schedule.")
        return
    yield from _about_rooms(records, class_, name, platforms)
    for schedule in running:
        yield from _about_schedule(records, class_, schedule, name, activities, now)


def _about_rooms(records: Records, class_: Class, name: str, platforms: Sequence[str]) -> Iterator[Finding]:
    rooms = records.rooms.of_class(class_.id or 0)
    if not rooms:
        yield Finding(Gravity.STOPS, f"{name}: the bot is in none of its groups.", "Add the bot to the group again.")
    for platform in sorted({room.platform for room in rooms} - set(platforms)):
        yield Finding(Gravity.STOPS, f"{name}: it has a group on {platform}, which is off.", f"Set [{platform}] up.")
    for room in rooms:
        if not room.may_post:
            yield Finding(
                Gravity.STOPS,
                f"{name}: the bot may not write in {_short(room.title)}.",
                "Give it that right in the group.",
            )


def _about_sight(records: Records, class_: Class, name: str) -> Iterator[Finding]:
    """What is not counted, because the bot is not sent it."""
    for room in records.rooms.of_class(class_.id or 0):
        if not room.reads_all:
            yield Finding(
                Gravity.NOTE,
                f"{name}: in {_short(room.title)} the bot does not see answers between learners; none is counted.",
                f"docs/{room.platform}.md tells how to change that.",
            )


def _about_schedule(
    records: Records,
    class_: Class,
    schedule: Schedule,
    name: str,
    activities: Mapping[str, type[Activity]],
    now: datetime,
) -> Iterator[Finding]:
    found = activities.get(schedule.activity)
    if found is None:
        yield Finding(
            Gravity.STOPS,
            f"{name}: {schedule.activity} is scheduled, and there is no such activity here.",
            "Put its file back into activities/, or delete the schedule: /schedule.",
        )
    elif _left(records, class_, found, now) == 0:
        command = "/questions" if schedule.activity == "discussion" else "/words"
        yield Finding(
            Gravity.STOPS, f"{name}: the list of {schedule.activity} is empty.", f"A teacher types {command}."
        )


def _left(records: Records, class_: Class, activity: type[Activity], now: datetime) -> int | None:
    """How many items an activity has left for the class; None for one that has no list."""
    if not issubclass(activity, TaskActivity):
        return None
    # to count a list needs records only: nothing is said here, so there is no house to say it
    return activity().left(Turn(cast("House", None), records, now, activity.name, Scene(class_=class_)))


def _zone_is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _short(name: str) -> str:
    """A name from a chat, fit for one line of a terminal."""
    plain = "".join(sign for sign in name if sign.isprintable())
    return f"“{plain[:40]}”" if plain else "without a name"
