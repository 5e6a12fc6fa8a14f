"""The room's memory: whole lines last, a torn one is cut off, a full disk changes nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.practice.log import Damaged, Log
from bot.chat import Say
from bot.text import plain
from tests.adapters.practice.rig import PracticeRig


def test_lines_come_back_in_order(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.open()
    for number in range(3):
        log.append({"does": "x", "n": number, "text": "ñ\u2028\n\ud800"})

    again = Log(tmp_path / "log").open()
    assert [record["n"] for record in again] == [0, 1, 2]
    assert again[0]["text"] == "ñ\u2028\n\ud800"


@given(cut=st.integers(min_value=0, max_value=60))
def test_a_torn_last_line_is_cut_off(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    log = Log(path)
    log.open()
    for number in range(3):
        log.append({"does": "said", "n": number})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - cut])

    after = Log(path)
    kept = after.open()
    after.append({"does": "said", "n": 9})

    lines = whole[: len(whole) - cut].count(b"\n")
    assert [record["n"] for record in kept] == list(range(lines))
    assert [record["n"] for record in Log(path).read()] == [*range(lines), 9]


def test_a_damaged_line_in_the_middle_is_named(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b'{"does":"x"}\n{"do\n{"does":"x"}\n')

    with pytest.raises(Damaged, match="line 2"):
        Log(tmp_path / "log").open()


async def test_beside_a_real_bot_the_log_lies_in_the_demo_folder_and_is_not_the_demos(tmp_path: Path) -> None:
    demo, real = PracticeRig(tmp_path / "demo"), PracticeRig(tmp_path, sample=None)
    for rig, words in ((demo, "in the demo"), (real, "beside the bot")):
        await rig.start()
        await rig.say("marta" if rig is demo else "teacher", words)
        await rig.stop()
        await rig.close()

    found = {path.relative_to(tmp_path): path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()}
    assert sorted(found) == [Path("demo/practice.jsonl"), Path("demo/run/practice.jsonl")]
    assert "in the demo" not in found[Path("demo/run/practice.jsonl")]
    assert "beside the bot" not in found[Path("demo/practice.jsonl")]


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b'{"does":"x"}\n{"torn')

    assert Log(path).read() == [{"does": "x"}]
    assert path.read_bytes() == b'{"does":"x"}\n{"torn'


async def test_check_names_a_damaged_memory(tmp_path: Path) -> None:
    (tmp_path / "practice.jsonl").write_bytes(b"nonsense\n")

    rig = PracticeRig(tmp_path)
    findings = await rig.platform.check()
    await rig.close()

    assert [f.what for f in findings if f.gravity == "stops"] == [
        "The practice room's memory is damaged: practice.jsonl: line 1 cannot be read."
    ]


async def test_a_full_disk_is_said_and_leaves_no_half_line(rig: PracticeRig) -> None:
    chair = await rig.chair(rig.ana)
    async with rig.full_disk():
        reply = await chair.ask("say", chat="room-1", text="se pierde")
    assert reply["declined"] == "disk"

    await rig.say(rig.ana, "se queda")
    await rig.restart()
    assert [seen.text.plain for seen in await rig.seen(rig.ana)] == ["se queda"]


async def test_what_is_acknowledged_is_on_the_disk(rig: PracticeRig, monkeypatch: pytest.MonkeyPatch) -> None:
    chair, sync, safe = await rig.chair(rig.ana), os.fsync, [0]
    path = rig.folder / "practice.jsonl"

    def noted(descriptor: int) -> None:
        sync(descriptor)
        safe[0] = path.stat().st_size

    monkeypatch.setattr(os, "fsync", noted)
    await chair.ask("say", chat="room-1", text="hola")
    assert b"hola" in path.read_bytes()[: safe[0]]

    await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    assert b"task" in path.read_bytes()[: safe[0]]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.open()
    log.append({"does": "x"})

    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600
