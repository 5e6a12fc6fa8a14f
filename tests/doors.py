"""A class that is lived in, and people outside who try its doors: what came of an attempt that should fail."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.activity import Activity, Doing
from bot.chat import (
    Answer,
    Event,
    Form,
    Place,
    Popup,
    Pressed,
    Private,
    Who,
)
from bot.discover import activities
from storage.classes import Class
from storage.drafts import Draft
from storage.people import CorrectionWish, Role
from storage.posts import Post
from storage.records import Records
from storage.rooms import Room
from tests.cast import a_class, enrol
from tests.stage import Stage
from tests.tasks import MARKET, post_now, set_member, with_questions, with_words

SENTENCE = "Ayer voy al mercado zafarrancho con mi amigo."
BETTER = "Ayer fui al mercado zafarrancho con mi amigo."
SECRETS = (
    "Anastasia",
    "Benigno",
    "Clotilde",
    "Marta",
    "zafarrancho",
    "aguacate",
    "cuchara",
    "ferrocarril",
    "Tuesday A2",
)
"""What only people of the class may read: its names, words, questions and sentences."""
STRANGER, LEARNER, TEACHER = "Zoe", "Nora", "Tom"
OUTSIDERS = (STRANGER, LEARNER, TEACHER)
OTHER_ROOM = Place("paper", "room2")
_OURS = ("class", "room", "member", "card", "question", "schedule", "round", "occurrence", "contribution", "correction")
_WITHIN = {
    "contribution_look": "contribution_id IN (SELECT id FROM contribution WHERE class_id = 1)",
    "contribution_part": "contribution_id IN (SELECT id FROM contribution WHERE class_id = 1)",
    "used_card": "contribution_id IN (SELECT id FROM contribution WHERE class_id = 1)",
    "correction_opinion": "correction_id IN (SELECT id FROM correction WHERE class_id = 1)",
    "correction_report": "correction_id IN (SELECT id FROM correction WHERE class_id = 1)",
    "member_account": "member_id IN (SELECT id FROM member WHERE class_id = 1)",
    "invitation": "class_id = 1",
}


class Town:
    """A class that is lived in, and people who have no business there."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.house = stage.house.engine.house
        self.ids: dict[str, Any] = {}
        self._whole: sqlite3.Connection | None = None

    # -- what the class holds -----------------------------------------------------------------------------------

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the class."""
        tables = {name: "id = 1" if name == "class" else "class_id = 1" for name in _OURS} | _WITHIN
        with closing(sqlite3.connect(self.stage.house.database.path)) as found:
            return {
                name: sorted(found.execute(f'SELECT * FROM "{name}" WHERE {where}').fetchall(), key=repr)
                for name, where in tables.items()
            }

    def keep(self) -> None:
        """Remember all there is, to come back to."""
        self._whole = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.stage.house.database.path)) as now:
            now.backup(self._whole)
        self._before = self.state()

    def put_back(self) -> None:
        assert self._whole
        with closing(sqlite3.connect(self.stage.house.database.path, timeout=10)) as now:
            self._whole.backup(now)
        for place in [one for one in self.stage.paper.chats if self._outside(one)]:
            del self.stage.paper.chats[place]

    def _outside(self, place: Place) -> bool:
        return place == OTHER_ROOM or place.id in {self.stage.who(one).user for one in OUTSIDERS}

    # -- an attempt ---------------------------------------------------------------------------------------------

    async def tries(self, what: str, event: Event, *, known: str = "") -> str | None:
        """What came of an attempt that should come to nothing; None if it did. `known` may be shown."""
        answer = await self.stage.happens(event)
        read = _words_of(answer) + [
            one.plain + " ".join(one.labels) + repr(one.file)
            for place, chat in self.stage.paper.chats.items()
            if self._outside(place)
            for one in chat
            if one.by == "Tertulia"
        ]
        read += [one.plain for one in self.stage.chat(self.stage.room) if one.only_for == event.by.user]
        shown = sorted({secret for secret in SECRETS for text in read if secret in text and secret != known})
        after = self.state()
        changed = [name for name, rows in after.items() if rows != self._before[name]]
        self.put_back()
        if not shown and not changed:
            return None
        return f"{event.by.name} {what}: shown {shown}, changed {changed}"

    def head(self, name: str, where: Place | None = None) -> tuple[str, datetime, Place, Who]:
        return self.stage._head(name, where or self.stage.private(name))

    # -- doors --------------------------------------------------------------------------------------------------

    def doings(self, kind: str) -> Iterator[tuple[str, Doing]]:
        for (activity, found, name), doing in sorted(self.house.doings.items()):
            if found == kind:
                yield f"{activity}.{name}", doing

    def arguments(self, name: str, method: str) -> dict[str, Any]:
        """Arguments that name what the class has, as its own buttons would."""
        activity = self.house.activities[name.partition(".")[0]]
        found = {}
        for one, parameter in inspect.signature(getattr(activity, method)).parameters.items():
            if one in ("turn", "words") or parameter.kind is parameter.VAR_KEYWORD:
                continue
            assert one in self.ids, f"say in _ids what the class's own button would carry: {name}({one})"
            found[one] = self.ids[one]
        if name.startswith("discussion.") and "item_id" in found:
            found["item_id"] = self.ids["question_id"]
        return found

    async def post_for(self, name: str, class_id: int, do: str, arguments: dict[str, Any]) -> Pressed:
        """A press on a button as it might have stood in this person's private chat, once or by a mistake of ours."""
        place = self.stage.private(name)

        def write(records: Records) -> int:
            post = Post(
                class_id=class_id,
                round_id=self.ids["round_id"],
                platform=place.platform,
                place=place.id,
                private=True,
                message="forged",
                buttons=[{"do": do, "with": arguments}],
                created_at=self.stage.now,
            )
            records.posts.add(post)
            return post.id or 0

        code = await self.stage.house.database.write(write)
        return Pressed(*self.head(name), f"{code}:0", "forged")

    async def asked(self, draft: Draft) -> None:
        """A question in progress whose gathered words name what the class has."""
        await self.stage.house.database.write(lambda records: records.drafts.keep(draft, self.ids))


def _words_of(answer: Answer) -> list[str]:
    match answer:
        case Popup(text):
            return [text.plain]
        case Private(text, buttons):
            return [text.plain, *(one.label for row in buttons for one in row), repr(answer.file)]
        case Form(title, _, fields):
            return [title, *(f"{one.label} {one.value}" for one in fields)]
    return []


@asynccontextmanager
async def a_town(tmp_path: Path, more: Iterable[Activity] = ()) -> AsyncIterator[Town]:
    async with Stage(tmp_path, activities=[*(one() for one in activities()), *more]) as stage:
        class_ = await a_class(stage, learners=("Anastasia", "Benigno", "Clotilde"))
        for learner in ("Anastasia", "Benigno", "Clotilde"):
            await set_member(stage, learner, corrections=CorrectionWish.PRIVATE.value)
        await with_words(stage, class_, MARKET)
        await with_questions(stage, class_, "¿Te gusta el ferrocarril? | Me gusta…\n¿Qué ferrocarril conoces?")
        await stage.house.database.write(lambda records: _other_class(stage, records))
        await _lived(stage)
        town = Town(stage)
        town.ids = _ids(stage)
        town.keep()
        yield town


def _other_class(stage: Stage, records: Records) -> None:
    other = Class(
        name="Elsewhere", target="es", natives="en", level="A2", zone="Europe/London", language="en", ready=True,
        created_at=stage.now,
    )  # fmt: skip
    records.classes.add(other)
    records.rooms.add(
        Room(class_id=other.id, platform="paper", place=OTHER_ROOM.id, title="Elsewhere", seen_at=stage.now)
    )
    enrol(stage, records, other, TEACHER, Role.TEACHER)
    enrol(stage, records, other, LEARNER, Role.LEARNER)


async def _lived(stage: Stage) -> None:
    """A week's business: tasks, answers, a correction, and every list and card the class has put up."""
    await stage.types("Marta", "/schedule vocabulary mon,thu 18:00 4", private=True)
    await post_now(stage, "discussion")
    await post_now(stage, "vocabulary")
    said = await stage.says("Anastasia", SENTENCE, to=stage.task)
    await stage.says("Benigno", "El aguacate zafarrancho es verde y bueno.", to=stage.task)
    await stage.types("Benigno", f"/correct {BETTER}", reply_to=said.id)
    await stage.says("Clotilde", "¿Cómo se dice aquí el zafarrancho?", private=True)
    for name in ("Marta", "Benigno", "Anastasia"):
        for line in _LINES:
            await stage.types(name, line, private=True)


_LINES = (
    "/words /questions /schedule /post /overview /people /today /correct /progress /settings /privacy /help".split()
)


def _ids(stage: Stage) -> dict[str, Any]:
    def first(sql: str) -> Any:
        with closing(sqlite3.connect(stage.house.database.path)) as found:
            row = found.execute(sql).fetchone()
        assert row, sql
        return row[0]

    member = first("SELECT id FROM member WHERE name = 'Anastasia'")
    correction = first("SELECT id FROM correction WHERE class_id = 1")
    said = first("SELECT id FROM contribution WHERE class_id = 1")
    return {
        "member_id": member,
        "other_id": first("SELECT id FROM member WHERE name = 'Benigno'"),
        "mine": member,
        "other": first("SELECT id FROM member WHERE name = 'Benigno'"),
        "correction_id": correction,
        "correction_ids": [correction],
        "opinion_id": 0,
        "seen": "",
        "items": [[correction, "correction", 0]],
        "contribution_id": said,
        "message": first("SELECT message FROM contribution WHERE class_id = 1"),
        "round_id": first("SELECT id FROM round WHERE activity = 'vocabulary'"),
        "schedule_id": first("SELECT id FROM schedule WHERE class_id = 1"),
        "item_id": first("SELECT id FROM card WHERE class_id = 1"),
        "question_id": first("SELECT id FROM question WHERE class_id = 1"),
        "first": first("SELECT id FROM card WHERE class_id = 1"),
        "last": first("SELECT max(id) FROM card WHERE class_id = 1"),
        "deliveries": [first("SELECT id FROM delivery WHERE class_id = 1")],
        "class_id": 1,
        "do": "people.person",
        "arguments": {"member_id": member},
        "slot": "2026-05-07",
        "at": "2026-05-04T09:00:00+00:00",
        "who": stage.who("Anastasia").user,
        "hash": "0" * 64,
        "what": "correction",
        "kind": "verb",
        "how": "private",
        "activity": "vocabulary",
        "question": "name",
        "value": "Stolen",
        "code": "es",
        "language": "en",
        "mark": 1,
        "by": 1,
        "start": 0,
        "page": 0,
        "days": 30,
        "sure": True,
        "yes": True,
        "on": True,
        "use": True,
        "paused": True,
        "posted": False,
        "hour": 12,
        "better": BETTER,
        "reason": "zafarrancho",
    }
