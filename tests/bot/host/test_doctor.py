"""The doctor names each problem with its remedy, says whether a post would stop, and changes nothing."""

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.config_file import load
from bot.discover import platforms
from bot.host import doctor
from bot.host.class_findings import class_findings
from bot.host.lock import only_run
from bot.port import Finding, Gravity
from storage.classes import Class
from storage.database import Database
from storage.decks import Card
from storage.deliveries import Delivery, Going
from storage.records import Records
from storage.rooms import Room
from storage.schedules import Schedule
from storage.upgrade import upgrade
from storage.vault import Vault, key_from_file
from tests.ports import free_port
from tests.toy import Toy

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A host's folder with a configuration that works."""
    (tmp_path / "config.toml").write_text(
        f"[practice]\nenabled = true\nport = {free_port()}\n[web]\nlisten = '127.0.0.1:{free_port()}'\n"
    )
    return tmp_path


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first run leaves behind: a key and a database."""
    left = tmp_path_factory.mktemp("first")
    vault = Vault(key_from_file(left / "tertulia.key"))
    upgrade(left / "data" / "tertulia.db")
    database = Database(left / "data" / "tertulia.db", vault)
    database.start()
    database.submit(lambda records: records.settings.claim_key()).result(10)
    database.stop()
    return left


@pytest.fixture
def lived_in(home: Path, first_run: Path) -> Path:
    """The host's folder after a first run."""
    shutil.copytree(first_run, home, dirs_exist_ok=True)
    return home


async def found(home: Path, *gravities: Gravity) -> list[str]:
    """The findings of these gravities as lines; of those that stop a post, if none is given."""
    folders: list[str | Path] = ["adapters", home / "adapters"]
    adapters = platforms(folders)
    config = load(home / "config.toml", {name: one.section for name, one in adapters.items()}, {})
    findings = await doctor.examine(config, adapters, NOW)
    return [f"{one.what} {one.remedy}" for one in findings if one.gravity in (gravities or {Gravity.STOPS})]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


async def test_a_fresh_host_is_told_that_all_is_well(home: Path) -> None:
    assert await found(home) == []
    assert [one.name for one in home.iterdir()] == ["config.toml"]


async def test_a_lived_in_host_is_well_and_left_as_it_is(lived_in: Path) -> None:
    before = contents(lived_in)
    assert await found(lived_in) == []
    assert contents(lived_in) == before


async def test_it_looks_beside_a_running_bot(lived_in: Path) -> None:
    database = Database(lived_in / "data" / "tertulia.db", Vault(key_from_file(lived_in / "tertulia.key")))
    database.start()
    with only_run(lived_in / "data"):
        assert await found(lived_in) == []
        assert any("Tertulia is running" in line for line in await found(lived_in, Gravity.FINE))
    database.submit(lambda records: records.settings.set("a", "1")).result(10)
    database.stop()
    assert any("Start it: tertulia run" in line for line in await found(lived_in, Gravity.NOTE))


async def test_all_platforms_off_stops(home: Path) -> None:
    (home / "config.toml").write_text("")
    assert "No chat platform is switched on. Put a bot token into config.toml, or try it out: tertulia demo" in (
        await found(home)
    )


OWL = """
import asyncio
from pydantic import BaseModel
from bot.config import ConfigError
from bot.port import Finding, Gravity

class Section(BaseModel):
    on: bool = False

class Owl:
    async def check(self):
        {check}

def open_platform(section, surroundings):
    {open}
"""


@pytest.mark.parametrize(
    ("open_platform", "check", "line"),
    [
        ("return Owl()", 'return [Finding(Gravity.STOPS, "It sleeps.", "Wake it.")]', "It sleeps. Wake it."),
        ('raise ConfigError("It needs a library. Install it.")', "pass", "It needs a library. Install it."),
        ("return Owl()", "raise TimeoutError", "owl does not answer. Is this machine online? Does it need a proxy?"),
        ("return Owl()", "int('hush')", "owl could not be looked at (ValueError). Please report this."),
    ],
)
async def test_a_platform_in_trouble_stops(home: Path, open_platform: str, check: str, line: str) -> None:
    (home / "adapters").mkdir()
    (home / "adapters" / "owl.py").write_text(OWL.format(open=open_platform, check=check))
    (home / "config.toml").write_text("[owl]\non = true\n[web]\nlisten = ''")
    assert await found(home) == [line]


async def test_a_platform_that_is_off_is_not_opened(home: Path) -> None:
    (home / "adapters").mkdir()
    (home / "adapters" / "owl.py").write_text(OWL.format(open="raise ConfigError", check="pass"))
    assert await found(home) == []


async def test_a_missing_folder_stops(home: Path) -> None:
    text = (home / "config.toml").read_text()
    (home / "config.toml").write_text(f'data = "nowhere/data"\nkey_file = "nowhere/key"\n{text}')
    assert await found(home) == [
        f"There is no folder {home / 'nowhere'} for data. Make it, or name another folder as data.",
        f"There is no folder {home / 'nowhere'} for the key. Make it, or name another key_file.",
    ]


async def test_a_key_beside_what_it_protects_stops(home: Path) -> None:
    text = (home / "config.toml").read_text()
    (home / "config.toml").write_text(f'key_file = "data/tertulia.key"\n{text}')
    (home / "data").mkdir()
    [line] = await found(home)
    assert line == f"The key would lie in {home / 'data'}, with what it protects. Name a key_file outside of it."


async def test_a_lost_key_stops_and_is_not_made_anew(lived_in: Path) -> None:
    (lived_in / "tertulia.key").unlink()
    [line] = await found(lived_in)
    assert "is gone, and sentences kept so far cannot be read without it." in line
    assert not (lived_in / "tertulia.key").exists()


async def test_another_key_stops(lived_in: Path) -> None:
    (lived_in / "tertulia.key").unlink()
    key_from_file(lived_in / "tertulia.key")
    line = (
        f"This database was made with another key than {lived_in / 'tertulia.key'}. Put back the key it was made with."
    )
    assert await found(lived_in) == [line]


@pytest.mark.parametrize("content", ["", "my shopping list"])
async def test_a_key_file_that_holds_no_key_stops(lived_in: Path, content: str) -> None:
    (lived_in / "tertulia.key").write_text(content)
    [line] = await found(lived_in)
    assert line == f"{lived_in / 'tertulia.key'} is not a key. Put back the one Tertulia made."
    assert "shopping" not in line


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told by its mode on POSIX systems")
async def test_a_key_others_can_read_is_noted(lived_in: Path) -> None:
    (lived_in / "tertulia.key").chmod(0o644)
    assert f"Others on this machine can read {lived_in / 'tertulia.key'}. chmod 600 {lived_in / 'tertulia.key'}" in (
        await found(lived_in, Gravity.NOTE)
    )


async def test_a_newer_database_stops(lived_in: Path) -> None:
    with closing(sqlite3.connect(lived_in / "data" / "tertulia.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    [line] = await found(lived_in)
    assert "was written by a newer Tertulia" in line


async def test_a_database_that_is_none_stops(lived_in: Path) -> None:
    (lived_in / "data" / "tertulia.db").write_text("my shopping list, and something more" * 100)
    [line] = await found(lived_in)
    assert "it is no database. Move it away, or start from a backup." in line


async def test_a_damaged_database_stops(lived_in: Path) -> None:
    path = lived_in / "data" / "tertulia.db"
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    assert any("damaged" in line for line in await found(lived_in))


async def test_a_port_in_use_stops(home: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        (home / "config.toml").write_text(
            f"[practice]\nenabled = true\nport = {free_port()}\n[web]\nlisten = '127.0.0.1:{port}'"
        )
        [line] = await found(home)
    assert line.startswith(f"127.0.0.1:{port} cannot be listened on: ")


def test_findings_are_told_in_lines() -> None:
    findings = [
        Finding(Gravity.FINE, "The key is there."),
        Finding(Gravity.NOTE, "It is late.", "Go to bed."),
        Finding(Gravity.STOPS, "The disk is full.", "Free some space."),
    ]
    assert list(doctor.as_lines(findings)) == [
        "ok     The key is there.",
        "note   It is late. Go to bed.",
        "STOPS  The disk is full. Free some space.",
        "1 of these would stop a post.",
    ]
    assert list(doctor.as_lines(findings[:2]))[-1] == "Nothing here would stop a post."


def test_findings_are_told_as_the_documentation_says() -> None:
    page = (Path(__file__).parents[3] / "docs" / "doctor.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    findings = [Finding(Gravity(one["gravity"]), one["what"], one["remedy"]) for one in example["findings"]]
    assert json.loads(doctor.as_json(findings)) == example
    assert example["ok"] is False
    assert json.loads(doctor.as_json([])) == {"ok": True, "findings": []}


# -- what is seen in the classes --


class Town:
    """One class with a room, a word and a schedule, each to be spoilt by a test."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.class_ = Class(name="Tuesday\u202e A2", zone="Europe/London", ready=True, created_at=NOW)
        records.classes.add(self.class_)
        class_id = self.class_.id or 0
        self.room = Room(class_id=class_id, platform="paper", place="r", title="Group", seen_at=NOW)
        records.rooms.add(self.room)
        self.card = Card(class_id=class_id, position=1, word="pan")
        records.cards.add([self.card], first=False)
        self.schedule = Schedule(class_id=class_id, activity="toy", days="mon", time="18:00", count=2, checked_at=NOW)
        records.schedules.add(self.schedule)

    def findings(self, platforms: tuple[str, ...] = ("paper",)) -> list[tuple[Gravity, str]]:
        self.records.session.flush()
        found = class_findings(self.records, {"toy": Toy}, platforms, NOW)
        return [(one.gravity, one.what) for one in found]


@pytest.fixture
def town(lived_in: Path) -> Iterator[Town]:
    from sqlmodel import Session, create_engine

    engine = create_engine(f"sqlite:///{lived_in / 'data' / 'tertulia.db'}")
    with Session(engine, expire_on_commit=False) as session:
        yield Town(Records(session, Vault(bytes(32))))
    engine.dispose()


def test_a_class_in_order_is_not_mentioned(town: Town) -> None:
    assert town.findings() == []


def pause(town: Town) -> None:
    town.schedule.paused = True


def end(town: Town) -> None:
    town.schedule.last_date = date(2026, 5, 3)


def delete_schedule(town: Town) -> None:
    town.schedule.deleted_at = NOW


def leave(town: Town) -> None:
    town.room.present = False


def silence(town: Town) -> None:
    town.room.may_post = False


def blind(town: Town) -> None:
    town.room.reads_all = False


def use_up(town: Town) -> None:
    town.card.posted_at = NOW


def lose_zone(town: Town) -> None:
    town.class_.zone = "Europe/Atlantis"


def lose_activity(town: Town) -> None:
    town.schedule.activity = "juggling"


def unready(town: Town) -> None:
    town.class_.ready = False


NAME = "Class 1, “Tuesday A2”"


@pytest.mark.parametrize(
    ("spoil", "gravity", "what"),
    [
        (leave, Gravity.STOPS, f"{NAME}: the bot is in none of its groups."),
        (silence, Gravity.STOPS, f"{NAME}: the bot may not write in “Group”."),
        (blind, Gravity.NOTE, f"{NAME}: in “Group” the bot does not see answers between learners; none is counted."),
        (use_up, Gravity.STOPS, f"{NAME}: the list of toy is empty."),
        (lose_zone, Gravity.STOPS, f"{NAME}: its time zone Europe/Atlantis is not known here."),
        (lose_activity, Gravity.STOPS, f"{NAME}: juggling is scheduled, and there is no such activity here."),
        (pause, Gravity.NOTE, f"{NAME}: all its schedules are paused or over."),
        (end, Gravity.NOTE, f"{NAME}: all its schedules are paused or over."),
        (delete_schedule, Gravity.NOTE, f"{NAME}: nothing is scheduled."),
        (unready, Gravity.NOTE, f"{NAME}: its set-up is not finished."),
    ],
)
def test_what_is_wrong_with_a_class_is_named(
    town: Town, spoil: Callable[[Town], None], gravity: Gravity, what: str
) -> None:
    spoil(town)
    assert town.findings() == [(gravity, what)]


def test_a_room_on_a_platform_that_is_off_stops(town: Town) -> None:
    assert town.findings(platforms=()) == [(Gravity.STOPS, f"{NAME}: it has a group on paper, which is off.")]


def test_a_finished_class_is_past_care(town: Town) -> None:
    leave(town)
    town.class_.finished_at = NOW
    assert town.findings() == [(Gravity.NOTE, "There is no class yet.")]


def test_posts_in_doubt_are_noted(town: Town) -> None:
    row = Delivery(platform="paper", place="r", act="say", state=Going.UNCERTAIN, not_before=NOW)
    town.records.deliveries.add(row, "{}")
    assert town.findings() == [(Gravity.NOTE, "Posts that may not have arrived: 1.")]
