"""A new activity and a new platform are one file each: the ones the documentation shows are dropped in and played."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot import discover
from bot.build import assemble
from bot.clock import Time
from bot.config_file import load
from bot.port import Surroundings
from bot.scene import Scene
from bot.task import life
from bot.task.activity import TaskActivity
from bot.turn import Turn
from tests.cast import a_class
from tests.stage import KEY, MONDAY, Stage

DOCS = Path(__file__).parents[2] / "docs"


def code_on(page: str, number: int = 0) -> str:
    """A block of Python on a page of the documentation."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    return blocks[number]


async def post_now(stage: Stage, name: str) -> None:
    """The teacher's schedule posts the activity's next task."""
    activity = stage.house.house.activities[name]
    assert isinstance(activity, TaskActivity)

    def play(turn: Turn) -> None:
        life.open_round(turn, activity, 1, None)

    await stage.house.engine.run(play, lambda records: Scene(class_=records.classes.all()[0]), now=stage.now)
    await stage.house.carrier.drain()


async def test_an_activity_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "activities"
    folder.mkdir()
    (folder / "sentence.py").write_text(code_on("new-activity.md"), encoding="utf-8")
    found = discover.activities(["activities", folder])
    toy = next(one for one in found if one.name == "sentence")
    assert "beginning" in {command.name for command in toy.commands()}

    scene = code_on("new-activity.md", 1)
    played: dict[str, object] = {"Stage": Stage, "TrueSentence": toy, "a_class": a_class, "post_now": post_now}
    exec(compile(scene, "new-activity.md", "exec"), played)
    await played["test_the_class_finishes_a_sentence"](tmp_path / "data")  # type: ignore[operator]


async def test_a_platform_is_one_file(tmp_path: Path) -> None:
    folder, rooms = tmp_path / "adapters", tmp_path / "rooms"
    folder.mkdir()
    rooms.mkdir()
    (folder / "notebook.py").write_text(code_on("new-platform.md"), encoding="utf-8")
    adapter = discover.platforms(["adapters", folder])["notebook"]
    (tmp_path / "config.toml").write_text(f"[notebook]\nfolder = '{rooms}'\n", encoding="utf-8")
    section = adapter.section(folder=str(rooms))
    assert section.model_dump() == {"folder": str(rooms)}

    time = Time(lambda: MONDAY)
    platform = adapter.open(section, Surroundings(folder=tmp_path, now=time.now))
    built = assemble(
        data=tmp_path / "data",
        key=KEY,
        platforms={"notebook": platform},
        activities=[one() for one in discover.activities()],
        time=time,
    )
    (rooms / "club.txt").write_text("Ana: Hola a todos, buenos días.\n", encoding="utf-8")
    stop = asyncio.Event()
    serving = asyncio.create_task(built.serve(stop))
    try:
        async with asyncio.timeout(30):
            while "Tertulia: " not in (rooms / "club.txt").read_text(encoding="utf-8"):
                await asyncio.sleep(0.01)
    finally:
        stop.set()
        await serving
    assert "notebook" not in discover.platforms()


def test_its_section_is_part_of_the_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "adapters"
    folder.mkdir()
    (folder / "notebook.py").write_text(code_on("new-platform.md"), encoding="utf-8")
    (tmp_path / "config.toml").write_text('[notebook]\nfolder = "rooms"\n', encoding="utf-8")
    sections = {name: one.section for name, one in discover.platforms(["adapters", folder]).items()}
    config = load(tmp_path / "config.toml", sections, {})
    assert "notebook" in config.platforms
    assert config.section("notebook").folder == "rooms"
