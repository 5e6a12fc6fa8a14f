"""Five hundred groups due in the same minute on a local Telegram that counts, while learners go on answering."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from storage.accounts import Account
from storage.classes import Class
from storage.database import Database
from storage.decks import Card
from storage.people import Member, Role
from storage.records import Records
from storage.rooms import Room
from storage.schedules import Schedule
from storage.vault import Vault, key_from_file
from tests.adapters.telegram.server import TOKEN, BotApi, Paces
from tests.adapters.telegram.world import ADMIN, BOT, Chat, Person, World
from tests.fresh import fresh_database
from tests.ports import free_port

resource = pytest.importorskip("resource", reason="Windows counts otherwise")
ROOT = Path(__file__).parents[1]
GROUPS = 500
A_SECOND = 30
"""What Telegram allows over all."""
ANSWERS_A_SECOND = 5
TOO_MANY = 429
WORDS = (("el pan", "bread"), ("la sal", "salt"), ("la mesa", "table"), ("la silla", "chair"))
DUE_IN = timedelta(seconds=8)
LONGEST = 90.0


@dataclass
class Seen:
    """What Telegram saw; `last_post` in seconds since all were due, `signs` in seconds since each answer."""

    last_post: float = 0.0
    signs: list[float] = field(default_factory=list)
    refused: int = 0
    answers: int = 0


def _noon(now: datetime) -> str:
    """A zone where it is about noon: never in quiet hours, whenever this runs."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}"


def _write(records: Records, ana: Person, groups: list[Chat], due: datetime) -> None:
    now = datetime.now(UTC)
    account = Account(platform="telegram", user=str(ana.id), name="Ana", reachable=True, seen_at=now)
    records.accounts.add(account)
    for group in groups:
        class_ = Class(
            name=group.title, target="es", natives="en", level="A2", zone=_noon(now), ready=True, created_at=now
        )
        records.classes.add(class_)
        assert class_.id is not None
        records.rooms.add(
            Room(class_id=class_.id, platform="telegram", place=str(group.id), title=group.title, seen_at=now)
        )
        member = Member(class_id=class_.id, role=Role.LEARNER.value, name="Ana", joined_at=now, confirmed_at=now)
        records.people.add(member)
        records.accounts.link(member, account)
        cards = [Card(class_id=class_.id, position=0, word=word, translation=english) for word, english in WORDS]
        records.cards.add(cards, first=False)
        planned = now + timedelta(days=1)
        schedule = Schedule(
            class_id=class_.id, activity="vocabulary", days="daily", time="12:00", count=4, checked_at=planned
        )
        records.schedules.add(schedule)
        records.schedules.plan(schedule, now.date(), due)


class Minute:
    """The world of the benchmark: a Telegram with the groups in it, and the program as a host runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World(lambda: datetime.now(UTC))
        self.api = BotApi(self.world, free_port())
        self.api.paces = Paces(A_SECOND)
        self.ana, marta = self.world.person("Ana"), self.world.person("Marta")
        self.groups = [self.world.group(f"Group {number}", marta, self.ana) for number in range(GROUPS)]
        for group in self.groups:
            group.members[BOT], group.bot_rights = "administrator", dict(ADMIN)
        self.config = folder / "config.toml"
        self.config.write_text(
            f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{self.api.address}"\n[web]\nlisten = ""\n', encoding="utf-8"
        )
        self.due = datetime.now(UTC)

    async def prepare(self) -> None:
        fresh_database(self.folder / "data")
        database = Database(self.folder / "data" / "tertulia.db", Vault(key_from_file(self.folder / "tertulia.key")))
        database.start()
        self.due = datetime.now(UTC) + DUE_IN
        await database.write(lambda records: _write(records, self.ana, self.groups, self.due))
        database.stop()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Process]:
        await self.api.start()
        words = (sys.executable, "-m", "bot", "run", "--config", str(self.config))
        program = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)
        try:
            polled, ended = asyncio.create_task(self.api.polled.wait()), asyncio.create_task(program.wait())
            await asyncio.wait([polled, ended], return_when=asyncio.FIRST_COMPLETED)
            assert program.returncode is None, "the program did not start"
            yield program
        finally:
            if program.returncode is None:
                program.terminate()
            await program.wait()
            await self.api.stop()

    def seconds(self) -> float:
        return (datetime.now(UTC) - self.due).total_seconds()

    async def lived(self) -> Seen:
        """Until every group has its post and every answer its sign; meanwhile a group after the other answers."""
        seen, waiting, posted = Seen(), dict[tuple[int, int], float](), list[int]()
        counted, next_answer = 0, 0.0
        while self.seconds() < LONGEST and (len(posted) < GROUPS or waiting):
            calls = self.api.calls[counted:]
            counted += len(calls)
            now = self.seconds()
            for method, given in calls:
                seen.refused += given.get("failed") == TOO_MANY
                if method == "sendmessage" and "failed" not in given:
                    posted.append(int(given["chat_id"]))
                    seen.last_post = now
            if seen.answers < len(posted) < GROUPS and now >= next_answer:
                next_answer = max(now, next_answer) + 1 / ANSWERS_A_SECOND
                waiting[posted[seen.answers], self.answer(posted[seen.answers])] = now
                seen.answers += 1
            for (group, message), since in list(waiting.items()):
                if self.world.chats[group].signs.get(message):
                    seen.signs.append(now - since)
                    del waiting[group, message]
            await asyncio.sleep(0.01)
        assert len(posted) == GROUPS, f"{len(posted)} groups have their post"
        assert not waiting, f"{len(waiting)} answers have no sign"
        return seen

    def answer(self, group: int) -> int:
        chat = self.world.chats[group]
        task = next(one for one in chat.messages.values() if one["from"]["id"] == BOT)
        return self.world.say(self.ana, chat, "Compro pan con sal.", reply_to=task["message_id"])


async def test_posts_of_five_hundred_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    minute = Minute(tmp_path)
    await minute.prepare()
    async with minute.running():
        seen = await minute.lived()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = used.ru_utime + used.ru_stime
    with capsys.disabled():
        print(f"\n\n{GROUPS} groups due at once: the last post after {seen.last_post:.1f} s, ", end="")
        print(
            f"ratio to what Telegram allows {seen.last_post * A_SECOND / GROUPS:.2f}; {seen.refused} refused with 429"
        )
        print(f"the program worked {work:.1f} s for it; ", end="")
        print(f"a sign under an answer meanwhile ({seen.answers}): {median(seen.signs):.2f} s, ", end="")
        print(f"99 % below {sorted(seen.signs)[int(len(seen.signs) * 0.99)]:.2f} s")
