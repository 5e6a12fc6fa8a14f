"""What a turn leaves to be done outside of it comes back as a turn, or as one kind sentence."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest

from bot.activity import Activity, at_work, on_press, on_result
from bot.apart import _UNDER_WAY, COMMAND, CameToNothing, apart, end_all
from bot.chat import File, FileSent, Pressed
from bot.command import command
from bot.keys import Press, row
from bot.phrase import T
from bot.port import TryLater
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role
from storage.records import Records
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.toy import Toy, scheduled, with_words

ROOT = Path(__file__).parents[2]


class Slow(Activity):
    name: ClassVar[str] = "slow"
    title: ClassVar[str] = "Slow"
    go: ClassVar[threading.Event] = threading.Event()

    @command("Count.", role=Role.TEACHER)
    def count(self, turn: Turn) -> None:
        turn.show(T("Shall I?"), row(Press(T("Yes"), "yes"), Press(T("Change"), "change"), Press(T("Wait"), "wait")))

    @on_press(Role.TEACHER)
    def yes(self, turn: Turn) -> None:
        turn.work("counted", "tell")

    @on_press(Role.TEACHER)
    def change(self, turn: Turn) -> None:
        turn.work("changed", "tell")

    @on_press(Role.TEACHER)
    def wait(self, turn: Turn) -> None:
        turn.work("waited", "tell")

    @at_work
    def counted(self, turn: Turn) -> int:
        return len(turn.records.people.learners(turn.class_id))

    @at_work
    def changed(self, turn: Turn) -> int:
        turn.class_.name = "Other"
        turn.records.session.flush()
        return 0

    @at_work
    def waited(self, turn: Turn) -> int:
        self.go.wait(5)
        return 0

    def file_sent(self, turn: Turn, sent: FileSent) -> bool:
        turn.scene.class_ = turn.records.classes.get(1)
        turn.scene.member = turn.records.people.member_of(1, turn.by.platform, turn.by.user)
        turn.fetch(sent.file, "weighed", "tell", limit=1_000_000)
        return True

    @at_work
    def weighed(self, turn: Turn, content: bytes) -> int:
        if not content:
            raise Refusal("That file is empty.")
        return len(content)

    @on_result(Role.TEACHER)
    def tell(self, turn: Turn, made: int) -> None:
        turn.show(T("It is {n}.", n=made))


def stage_of(tmp_path: Path, paper: Paper | None = None) -> Stage:
    return Stage(tmp_path, activities=[Slow()], paper=paper)


async def pressed(stage: Stage, label: str) -> None:
    await stage.types("Marta", "/count", private=True)
    await stage.presses("Marta", label, private=True)


async def test_what_was_made_comes_back_to_who_asked(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await pressed(stage, "Yes")

        assert "One moment" in stage.told("Marta")
        assert "It is 3." in stage.private_chat("Marta")[-1]


async def test_in_a_room_only_who_asked_sees_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/count")
        await stage.presses("Marta", "Yes")

        assert [one.plain for one in stage.seen("Marta") if "It is 3." in one.plain]
        assert not [one for one in stage.seen("Ana") if "It is" in one.plain]


async def test_work_cannot_write(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await pressed(stage, "Change")

        assert "Reference" in stage.private_chat("Marta")[-1]
        with stage.house.database.read() as records:
            class_ = records.classes.get(1)
            assert class_
            assert class_.name == stage.title


async def test_who_lost_the_right_meanwhile_gets_nothing(tmp_path: Path) -> None:
    Slow.go.clear()
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Nora", Role.TEACHER)
        await stage.types("Nora", "/count", private=True)
        seen = stage.seen("Nora", private=True)[-1]
        work = asyncio.create_task(stage.presses("Nora", "Wait", private=True, under=seen))
        while not stage.house.engine.workshop._under_way:
            await asyncio.sleep(0)

        def lose(records: Records) -> None:
            member = records.people.member_of(1, "paper", stage.who("Nora").user)
            assert member
            member.role = Role.LEARNER.value

        await stage.house.database.write(lose)
        Slow.go.set()
        await work

        assert "Only your teacher" in stage.private_chat("Nora")[-1]


async def test_a_file_is_fetched_after_the_role_is_known(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", b"12345")
        assert "It is 5." in stage.private_chat("Marta")[-1]

        await stage.sends("Marta", "empty.csv", b"")
        assert "That file is empty." in stage.private_chat("Marta")[-1]


async def test_a_file_too_large_is_never_fetched(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "big.csv", b"", size=1_000_001)
        assert "1 MB at most" in stage.private_chat("Marta")[-1]

        await stage.sends("Marta", "liar.csv", b"x" * 1_000_001, size=10)
        assert "smaller one" in stage.private_chat("Marta")[-1]


class Moody(Paper):
    moods: int = 1

    async def fetch(self, file: File, limit: int) -> bytes:
        if self.moods:
            self.moods -= 1
            raise TryLater(0.0)
        return await super().fetch(file, limit)


@pytest.mark.parametrize(("moods", "told"), [(2, "It is 2."), (9, "in a few minutes")])
async def test_a_file_that_cannot_be_had_now_is_asked_for_again(tmp_path: Path, moods: int, told: str) -> None:
    paper = Moody()
    paper.moods = moods
    async with stage_of(tmp_path, paper) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", b"12")

        assert told in stage.private_chat("Marta")[-1]


async def test_who_waits_when_the_bot_stops_is_told(tmp_path: Path) -> None:
    Slow.go.clear()
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/count", private=True)
        seen = stage.seen("Marta", private=True)[-1]
        work = asyncio.create_task(stage.presses("Marta", "Wait", private=True, under=seen))
        workshop = stage.house.engine.workshop
        while not workshop._under_way:
            await asyncio.sleep(0)
        await workshop.close(0)
        Slow.go.set()
        await work
        await stage.house.carrier.drain()

        assert "do it once more" in stage.private_chat("Marta")[-1]


@pytest.fixture
def _cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a host's: in a long run of tests such processes are forked from one that waits."""
    monkeypatch.setattr("bot.apart.COMMAND", COMMAND)


@pytest.mark.usefixtures("_cold")
def test_apart_gives_the_result_and_the_error_of_a_function() -> None:
    assert apart(sorted, [3, 1, 2]) == [1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


@pytest.mark.usefixtures("_cold")
def test_apart_ends_what_takes_too_long() -> None:
    with pytest.raises(CameToNothing):
        apart(eval, "__import__('time').sleep(30)", seconds=0.5)


@pytest.mark.usefixtures("_cold")
def test_apart_is_ended_with_the_program_it_works_for() -> None:
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(apart, eval, "__import__('time').sleep(30)")
        while not _UNDER_WAY:
            threading.Event().wait(0.01)
        end_all()
        with pytest.raises(CameToNothing):
            waiting.result(5)


@pytest.mark.usefixtures("_cold")
def test_apart_ends_what_eats_too_much() -> None:
    with pytest.raises((CameToNothing, MemoryError)):
        apart(eval, "len(b'x' * (4 << 30))")


@pytest.mark.usefixtures("_cold")
def test_apart_is_not_disturbed_by_what_a_library_prints() -> None:
    assert apart(eval, "print('noise') or 7") == 7


async def test_who_waits_when_the_bot_dies_is_told_after_the_next_start(tmp_path: Path) -> None:
    Slow.go.clear()
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/count", private=True)
        press = stage.seen("Marta", private=True)[-1].button("Wait")
        head = ("dies", stage.now, stage.private("Marta"), stage.who("Marta"))
        await stage.house.engine.receive(Pressed(*head, code=press.code, message="m"))
        dying = list(stage.house.engine.workshop._under_way)
        for task in dying:
            task.cancel()
        await asyncio.gather(*dying, return_exceptions=True)
    Slow.go.set()
    async with stage_of(tmp_path, stage.paper) as again:
        await again.wait(minutes=9)
        assert "do it once more" not in again.private_chat("Marta")[-1]
        await again.wait(minutes=2)
        assert "do it once more" in again.private_chat("Marta")[-1]


async def test_the_same_pressed_twice_is_done_once(tmp_path: Path) -> None:
    Slow.go.clear()
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/count", private=True)
        press = stage.seen("Marta", private=True)[-1].button("Wait")
        for key in ("one", "two", "three"):
            head = (key, stage.now, stage.private("Marta"), stage.who("Marta"))
            await stage.house.engine.receive(Pressed(*head, code=press.code, message="m"))
        Slow.go.set()
        await stage.house.engine.workshop.idle()
        await stage.wait(minutes=30)
        assert [told for told in stage.private_chat("Marta") if "It is" in told or "once more" in told] == [
            "Tuesday A2\nIt is 0."
        ]


async def test_a_rehearsal_jumps_once_work_is_done(tmp_path: Path) -> None:
    Slow.go.clear()
    async with Stage(tmp_path, activities=[Slow(), Toy()]) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *"abcdef")
        await scheduled(stage, class_)
        await stage.types("Marta", "/count", private=True)
        press = stage.seen("Marta", private=True)[-1].button("Wait")
        head = ("waits", stage.now, stage.private("Marta"), stage.who("Marta"))
        await stage.house.engine.receive(Pressed(*head, code=press.code, message="m"))
        jumping = asyncio.create_task(stage.jump("post"))
        done, _ = await asyncio.wait([jumping], timeout=0.3)
        assert not done
        Slow.go.set()
        assert await jumping
        await stage.house.carrier.drain()
        assert [told for told in stage.private_chat("Marta") if "It is" in told or "once more" in told] == [
            "Tuesday A2\nIt is 0."
        ]


async def test_what_is_done_needs_no_apology(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await pressed(stage, "Yes")
        await stage.wait(minutes=30)
        assert not [told for told in stage.private_chat("Marta") if "once more" in told]


ALL_ACTIVITIES = """
import sys
from bot import build, discover
[one() for one in discover.activities()]
print([name for name in ("matplotlib", "numpy", "openpyxl", "zstandard", "PIL") if name in sys.modules])
"""


def test_what_is_done_apart_is_never_loaded_into_the_bot() -> None:
    done = subprocess.run([sys.executable, "-c", ALL_ACTIVITIES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
