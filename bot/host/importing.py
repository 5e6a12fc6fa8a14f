"""Imports what a host names on the command line: lists for a class, or a whole class from another server."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from bot.apart import CameToNothing
from bot.host.hand_over import Report, Request
from bot.refusal import Refusal
from bot.scene import Scene
from bot.turn import Turn
from storage.classes import Class
from storage.database import Urgent
from storage.moving_in import NotAClass, put_in
from storage.records import Records
from storage.whole_class import KIND

if TYPE_CHECKING:
    from bot.engine import Engine


@runtime_checkable
class TakesLists(Protocol):
    """An activity with a list that is filled from files; `opens` is the command of the list."""

    name: str
    opens: str

    def read_file(self, turn: Turn, content: bytes) -> Any:
        """The rows of a file; raises Refusal."""
        ...

    def take_rows(self, turn: Turn, made: Any, *, dry_run: bool) -> Report:
        """Add what is new, unless it is only tried, and say what became of each line."""
        ...


class CannotImport(Exception):
    """The words are one line for the host; `wrong_use` when another command line would do."""

    def __init__(self, line: str, *, wrong_use: bool = False) -> None:
        super().__init__(line)
        self.wrong_use = wrong_use


def is_whole_class(content: bytes) -> bool:
    """Whether a file is a class that was exported, not a list."""
    return content[:2000].lstrip().startswith(b"{") and KIND.encode() in content[:2000]


async def perform(engine: Engine, request: Request, content: bytes) -> Report:
    """Do what was asked for; what goes wrong stands in the report as `error`."""
    try:
        if is_whole_class(content):
            return await _whole_class(engine, request, content)
        return await _list(engine, request, content)
    except (CannotImport, NotAClass) as error:
        return {"error": str(error), "wrong_use": bool(getattr(error, "wrong_use", False))}
    except Refusal as error:
        return {"error": engine.house.languages.render(error.phrase, "en").plain, "wrong_use": False}
    except CameToNothing:
        return {"error": "There is too much in that file. Split it and try again.", "wrong_use": False}


def named(records: Records, name: str) -> Class:
    """The class of a name, or of a number as doctor lists it.

    Raises:
        CannotImport: there is none, or several.
    """
    found = [one for one in records.classes.named(name) if one.finished_at is None]
    if not found and name.isdecimal() and len(name) < 16:
        by_number = records.classes.get(int(name))
        found = [by_number] if by_number and by_number.finished_at is None else []
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(one.id) for one in found)
        line = f"There are {len(found)} classes “{name}”. Name one by its number: --class {numbers}"
        raise CannotImport(line, wrong_use=True)
    there = ", ".join(f"“{one.name}” ({one.id})" for one in records.classes.all()[:20]) or "none yet"
    raise CannotImport(f"There is no class “{name}”. Classes here: {there}.", wrong_use=True)


async def _list(engine: Engine, request: Request, content: bytes) -> Report:
    if not request.get("class"):
        raise CannotImport("Say which class the list is for: --class NAME", wrong_use=True)
    activity = _activity(engine, str(request.get("list", "words")))
    now, dry_run = engine.now(), bool(request.get("dry_run"))

    def turn_of(records: Records) -> Turn:
        class_ = named(records, str(request["class"]))
        return Turn(engine.house, records, now, activity.name, Scene(class_=class_))

    def read() -> Any:
        with engine.database.read() as records:
            return activity.read_file(turn_of(records), content)

    def add(records: Records) -> Report:
        turn = turn_of(records)
        about = {"id": turn.class_id, "name": turn.class_.name}
        return {"class": about, **activity.take_rows(turn, made, dry_run=dry_run), "dry_run": dry_run}

    made = await asyncio.to_thread(read)
    return await engine.database.write(add, Urgent.CLOCK)


def _activity(engine: Engine, wanted: str) -> TakesLists:
    lists = {one.opens.strip("/"): one for one in engine.house.activities.values() if isinstance(one, TakesLists)}
    if wanted not in lists:
        raise CannotImport(f"There is no list “{wanted}”. There is: {', '.join(lists)}", wrong_use=True)
    return lists[wanted]


async def _whole_class(engine: Engine, request: Request, content: bytes) -> Report:
    try:
        values = json.loads(content)
    except ValueError:
        raise NotAClass("This file is damaged. Export the class once more.") from None
    now, dry_run = engine.now(), bool(request.get("dry_run"))

    def add(records: Records) -> Report:
        trying = records.session.begin_nested()
        class_ = put_in(records, values, now, str(request.get("class") or ""))
        kinds = ("members", "cards", "questions", "schedules", "rounds", "contributions", "corrections")
        counts = {kind: len(values[kind]) for kind in kinds}
        about = {"id": None if dry_run else class_.id, "name": class_.name}
        if dry_run:
            trying.rollback()
        else:
            trying.commit()
        return {"class": about, **counts, "sentences": bool(values.get("sealed_for")), "dry_run": dry_run}

    return await engine.database.write(add, Urgent.CLOCK)
