"""The command as a host types it: what starts, what stops it, and the one line where it cannot work."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.classes import Class
from storage.database import Database
from storage.upgrade import upgrade
from storage.vault import Vault, key_from_file, key_text, new_key
from tests.ports import free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TERTULIA = [sys.executable, "-P", "-m", "bot"]
needs_signals = pytest.mark.skipif(
    os.name != "posix", reason="Windows has other signals; the way they take is the same"
)


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TERTULIA_")}
    return {**kept, "PYTHONPATH": str(ROOT), "CI": "true", **more}


def tertulia(home: Path, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TERTULIA, *words], cwd=home, env=environment(**more), capture_output=True, text=True, timeout=60, check=False
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a program that cannot work."""
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert "Traceback" not in line
    return line


def configure(home: Path, text: str = "", *, practice: int = 0, web: int = 0) -> str:
    """Write a configuration that serves the practice room on a port; its address."""
    practice, listen = practice or free_port(), f"127.0.0.1:{web}" if web else ""
    on = f"[practice]\nenabled = true\nport = {practice}\n[web]\nlisten = '{listen}'\n"
    (home / "config.toml").write_text(f"{text}\n{on}", encoding="utf-8")
    return f"http://127.0.0.1:{practice}/"


class Running:
    """A program that serves, until it is told to stop or the test ends."""

    def __init__(self, home: Path, *words: str, **more: str) -> None:
        self.process = subprocess.Popen(
            [*TERTULIA, *words],
            cwd=home,
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait_for(self, words: str) -> str:
        """The line in which the program says this."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}: {self.said}")

    def kill(self) -> None:
        assert self.process.stdout is not None
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self, how: signal.Signals) -> int:
        assert self.process.stdout is not None
        self.process.send_signal(how)
        code = self.process.wait(timeout=10)
        self.said += self.process.stdout.read()
        return code


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(*words: str, **more: str) -> Running:
        started.append(Running(tmp_path, *words, **more))
        return started[-1]

    yield start
    for one in started:
        one.kill()


# -- help and words that are not known --


def test_help_lists_what_there_is(tmp_path: Path) -> None:
    done = tertulia(tmp_path, "--help")
    assert done.returncode == 0
    listed = re.findall(r"^  ([a-z]+)  ", done.stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == ["demo", "run", "doctor", "backup", "import", "export"]
    assert list(tmp_path.iterdir()) == []


HELP = """
import sys
sys.argv = ["tertulia", "--help"]
from bot.__main__ import main
try:
    main()
except SystemExit:
    heavy = ("pydantic", "sqlalchemy", "sqlmodel", "aiohttp", "alembic", "structlog", "cryptography", "rich")
    print([name for name in heavy if name in sys.modules])
"""


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [["bogus"], ["demo", "--port", "0"], ["demo", "--port", "many"], ["backup"]])
def test_words_that_are_not_known_are_told(tmp_path: Path, words: list[str]) -> None:
    done = tertulia(tmp_path, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Error:" in done.stderr


@pytest.mark.parametrize(
    ("words", "line", "code"),
    [
        ("import words.csv --class x", "There is no file words.csv.", 64),
        ("import config.toml --class x", "There is no database", 78),
        ("export --class x", "There is no database", 78),
    ],
)
def test_what_cannot_be_carried_is_told(tmp_path: Path, words: str, line: str, code: int) -> None:
    configure(tmp_path)
    done = tertulia(tmp_path, *shlex.split(words))
    assert refused(done).startswith(line)
    assert done.returncode == code


# -- what cannot work --


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            '[telegram]\ntokne = "110201543:AAH"',
            "config.toml: [telegram] tokne is not known. Did you mean [telegram] token?",
        ),
        ("contact = 5", 'config.toml: contact must be text in "quotes".'),
        (
            'data = "nowhere/data"',
            "There is no folder {home}/nowhere for data. Make it, or name another folder as data.",
        ),
        (
            'key_file = "data/key"',
            "The key would lie in {home}/data, with what it protects. Name a key_file outside of it.",
        ),
        ("= 1", 'config.toml: line 1 cannot be read. Write it like: name = "text"'),
    ],
)
def test_configuration_that_cannot_work_is_told(tmp_path: Path, text: str, line: str) -> None:
    configure(tmp_path, text)
    (tmp_path / "data").mkdir()
    done = tertulia(tmp_path, "run")
    assert refused(done) == line.format(home=tmp_path)
    assert done.returncode == 78


def test_nothing_to_serve_is_told(tmp_path: Path) -> None:
    done = tertulia(tmp_path, "run")
    assert "No chat platform is switched on." in refused(done)
    assert done.returncode == 78


@pytest.mark.parametrize("words", [["run"], ["doctor"], ["backup", "copy.db"]])
@pytest.mark.parametrize("how", ["option", "environment"])
def test_file_that_is_not_there_is_told(tmp_path: Path, words: list[str], how: str) -> None:
    if how == "option":
        done = tertulia(tmp_path, *words, "--config", "my.toml")
    else:
        done = tertulia(tmp_path, *words, TERTULIA_CONFIG="my.toml")
    assert done.returncode == 78
    assert "There is no file my.toml." in done.stdout + done.stderr


def test_unknown_name_of_the_environment_is_told(tmp_path: Path) -> None:
    done = tertulia(tmp_path, "run", TERTULIA_TELEGRAM_TOKEN="110201543:AAH")
    assert refused(done).endswith("TERTULIA_TELEGRAM_TOKEN is not known. Did you mean TERTULIA_TELEGRAM__TOKEN?")
    assert done.returncode == 78


@pytest.mark.parametrize("whose", ["practice", "web"])
def test_port_in_use_is_told(tmp_path: Path, whose: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        configure(tmp_path, **{whose: port})
        done = tertulia(tmp_path, "run")
    assert refused(done) == f"127.0.0.1:{port} is in use by another program. Stop that one, or choose another port."
    assert done.returncode == 78


def lived_in(home: Path) -> Path:
    """Leave a key and a database as a first run does."""
    key_from_file(home / "tertulia.key")
    upgrade(home / "data" / "tertulia.db")
    return home / "data" / "tertulia.db"


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_newer_database_is_told_and_left_alone(tmp_path: Path) -> None:
    configure(tmp_path)
    path = lived_in(tmp_path)
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    done = tertulia(tmp_path, "run")
    assert "was written by a newer Tertulia" in refused(done)
    assert done.returncode == 78
    assert path.read_bytes() == before


def test_another_key_is_told(tmp_path: Path) -> None:
    configure(tmp_path)
    path = lived_in(tmp_path)
    change(path, "INSERT INTO setting VALUES ('key', 'of another key')")
    done = tertulia(tmp_path, "run")
    put_it_back = "Put back the key it was made with."
    assert refused(done) == f"This database was made with another key than {tmp_path}/tertulia.key. {put_it_back}"
    assert done.returncode == 78
    done = tertulia(tmp_path, "run", TERTULIA_KEY=key_text(new_key()))
    assert refused(done) == f"This database was made with another key than TERTULIA_KEY. {put_it_back}"
    assert done.returncode == 78


@pytest.mark.parametrize("words", ["run", "export --class 1", "import w.csv --class 1"])
def test_lost_key_is_told_and_not_made_anew(tmp_path: Path, words: str) -> None:
    configure(tmp_path)
    lived_in(tmp_path)
    with_class(tmp_path, "Tuesday A2")
    (tmp_path / "tertulia.key").unlink()
    (tmp_path / "w.csv").write_text("el pan;bread\n", encoding="utf-8")
    done = tertulia(tmp_path, *words.split())
    assert "is gone" in refused(done)
    assert done.returncode == 78
    assert not (tmp_path / "tertulia.key").exists()


def test_key_that_is_none_is_told_without_its_words(tmp_path: Path) -> None:
    configure(tmp_path)
    done = tertulia(tmp_path, "run", TERTULIA_KEY="hush")
    assert refused(done) == "TERTULIA_KEY is not a key. Put back the one Tertulia made."
    assert done.returncode == 78


@pytest.mark.skipif(os.name != "posix", reason="how large a file may grow is limited by a POSIX shell")
def test_full_disk_is_told(tmp_path: Path) -> None:
    configure(tmp_path)
    done = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -f 40; exec {shlex.join([*TERTULIA, 'run'])}"],
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "tertulia.db cannot be used: the disk " in refused(done)
    assert done.returncode == 78


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_told(tmp_path: Path) -> None:
    configure(tmp_path)
    (tmp_path / "data").mkdir(mode=0o500)
    done = tertulia(tmp_path, "run")
    assert "Give this user the right to read and write it" in refused(done)
    assert done.returncode == 78


def test_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    configure(tmp_path)
    (tmp_path / "data").write_text("")
    done = tertulia(tmp_path, "run")
    assert refused(done) == f"{tmp_path / 'data'} is a file. Name a folder as data."
    assert done.returncode == 78


# -- running and stopping --


@needs_signals
@pytest.mark.parametrize(
    "how", ["SIGTERM", *(pytest.param(one, marks=pytest.mark.slow) for one in ("SIGINT", "SIGHUP"))]
)
def test_signal_stops_it_in_peace(tmp_path: Path, running: Callable[..., Running], how: str) -> None:
    address = configure(tmp_path)
    first = running("run")
    first.wait_for(address)
    assert first.stop(signal.Signals[how]) == 0
    assert "Traceback" not in first.said
    second = running("run")
    second.wait_for(address)
    assert second.stop(signal.SIGTERM) == 0


@needs_signals
def test_second_run_stops_itself(tmp_path: Path, running: Callable[..., Running]) -> None:
    address = configure(tmp_path)
    first = running("run")
    first.wait_for(address)
    configure(tmp_path)
    second = tertulia(tmp_path, "run")
    assert refused(second) == f"Tertulia is already running on {tmp_path / 'data'}. Stop that one first."
    assert second.returncode == 75
    assert first.stop(signal.SIGTERM) == 0


@pytest.mark.slow
@needs_signals
def test_killed_run_starts_again(tmp_path: Path, running: Callable[..., Running]) -> None:
    address = configure(tmp_path)
    first = running("run")
    first.wait_for(address)
    first.kill()
    second = running("run")
    second.wait_for(address)
    assert second.stop(signal.SIGTERM) == 0


STUCK = """
import asyncio, sys
from pathlib import Path
import bot.host.process
from bot.host.demo import demo_config

async def serve(stop):
    print("serving", flush=True)
    await stop.wait()
    await asyncio.to_thread(sys.stdin.read)

bot.host.process.LONGEST_STOP = 0.1
bot.host.process.serve_alone(demo_config(Path.cwd(), 8080), serve)
"""


@needs_signals
def test_what_hangs_while_stopping_does_not_hold_it_up(tmp_path: Path) -> None:
    stuck = subprocess.Popen(
        [sys.executable, "-c", STUCK],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert stuck.stdout is not None
    assert stuck.stdout.readline() == "serving\n"
    stuck.send_signal(signal.SIGTERM)
    assert stuck.wait(timeout=10) == 0
    stuck.communicate()


@pytest.mark.slow
@needs_signals
def test_watchdog_is_answered_while_it_runs(tmp_path: Path, running: Callable[..., Running]) -> None:
    port = free_port()
    address = configure(tmp_path, web=port)
    first = running("run")
    first.wait_for(address)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
        assert json.load(answer) == {"ok": True}
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        assert b"tertulia_well 1\n" in answer.read()
    assert first.stop(signal.SIGTERM) == 0


@pytest.mark.slow
@needs_signals
def test_log_is_one_event_a_line(tmp_path: Path, running: Callable[..., Running]) -> None:
    address = configure(tmp_path)
    first = running("run")
    first.wait_for(address)
    first.stop(signal.SIGTERM)
    events: list[dict[str, Any]] = [json.loads(line) for line in first.said.splitlines()]
    assert all({"timestamp", "level", "event"} <= event.keys() for event in events)


@needs_signals
def test_demo_opens_a_room_and_says_where(tmp_path: Path, running: Callable[..., Running]) -> None:
    port = free_port()
    demo = running("demo", "--no-browser", "--port", str(port), TERTULIA_TELEGRAM__TOKEN="x", TERTULIA_BOGUS="y")
    demo.wait_for(f"http://127.0.0.1:{port}\n")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        assert answer.status == 200
    assert demo.stop(signal.SIGINT) == 0
    assert demo.said.endswith("Ctrl-C ends it.\n\n"), demo.said
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == ["demo", "demo.key"]


# -- doctor and backup --


def test_doctor_is_asked_by_a_program(tmp_path: Path) -> None:
    configure(tmp_path)
    done = tertulia(tmp_path, "doctor", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["ok"] is True
    assert all(one.keys() == {"gravity", "what", "remedy"} for one in told["findings"])


def test_doctor_fails_where_a_post_would_stop(tmp_path: Path) -> None:
    done = tertulia(tmp_path, "doctor")
    assert done.returncode == 1
    assert "STOPS  No chat platform is switched on." in done.stdout
    assert done.stdout.endswith("1 of these would stop a post.\n")


def test_doctor_names_a_configuration_it_cannot_read(tmp_path: Path) -> None:
    configure(tmp_path, 'dat = "x"')
    done = tertulia(tmp_path, "doctor", "--json")
    assert done.returncode == 78
    [finding] = json.loads(done.stdout)["findings"]
    assert finding == {
        "gravity": "stops",
        "what": "config.toml: dat is not known.",
        "remedy": "Did you mean data?",
    }


def test_backup_copies_the_database_and_never_the_key(tmp_path: Path) -> None:
    configure(tmp_path)
    lived_in(tmp_path)
    done = tertulia(tmp_path, "backup", "copy.db")
    assert done.returncode == 0
    assert done.stdout.startswith("Saved as copy.db. Keep the key file too")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    key = (tmp_path / "tertulia.key").read_bytes().strip()
    assert key not in (tmp_path / "copy.db").read_bytes()
    again = tertulia(tmp_path, "backup", "copy.db")
    assert refused(again) == "copy.db is there already. Name another file; nothing was saved."
    assert again.returncode == 64


def test_backup_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    """A slash at the end names a folder: the next day's copy goes into it, too."""
    configure(tmp_path)
    lived_in(tmp_path)
    done = tertulia(tmp_path, "backup", "copies/")
    assert done.returncode == 0
    (made,) = (tmp_path / "copies").iterdir()
    assert done.stdout.startswith(f"Saved as copies/{made.name}. ")


@pytest.mark.parametrize("command", ["backup", "export --class x"])
@pytest.mark.parametrize(
    ("dest", "line"),
    [
        ("nowhere/copies/", "There is no folder nowhere. Make it, or name another; nothing was saved."),
        ("nowhere/copy.db", "There is no folder nowhere. Make it, or name another; nothing was saved."),
        ("config.toml/", "config.toml is a file, not a folder. Name another; nothing was saved."),
        ("config.toml/copy.db", "There is no folder config.toml. Make it, or name another; nothing was saved."),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, command: str, dest: str, line: str) -> None:
    configure(tmp_path)
    lived_in(tmp_path)
    done = tertulia(tmp_path, *command.split(), dest)
    assert refused(done) == line
    assert done.returncode == 64
    assert not (tmp_path / "nowhere").exists()


def with_class(home: Path, name: str) -> None:
    database = Database(home / "data" / "tertulia.db", Vault(key_from_file(home / "tertulia.key")))
    database.start()
    at = datetime(2026, 5, 4, tzinfo=UTC)
    class_ = Class(name=name, target="es", natives="en", zone="UTC", ready=True, created_at=at)
    database.submit(lambda records: records.classes.add(class_)).result()
    database.stop()


def test_a_list_and_a_class_go_in_and_out(tmp_path: Path, running: Callable[..., Running]) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for home in (one, two):
        home.mkdir()
        configure(home)
        lived_in(home)
    with_class(one, "Tuesday A2")
    (one / "words.csv").write_text("el pan;bread\nla sal;salt\n…;?\n", encoding="utf-8")

    tried = tertulia(one, "import", "words.csv", "--class", "Tuesday A2", "--dry-run", "--json")
    assert (tried.returncode, json.loads(tried.stdout)["ready"]) == (0, 2)
    bot = running("run", "--config", "one/config.toml")
    bot.wait_for("room open")
    done = tertulia(one, "import", "words.csv", "--class", "Tuesday A2")
    assert done.stdout.splitlines() == [
        "3 lines read for “Tuesday A2”: 2 were added.",
        "Line 3: there is no word at its beginning.",
    ]

    taken = tertulia(one, "export", "--class", "Tuesday A2", "../class.json", "--texts-for", "../two/tertulia.key")
    assert taken.stdout.startswith("Saved as ../class.json. It holds names and accounts")
    assert (tmp_path / "class.json").stat().st_mode & 0o077 == 0
    brought = tertulia(two, "import", "../class.json")
    assert brought.stdout.startswith("The class “Tuesday A2”: 0 members, 2 words, 0 questions")
    again = tertulia(two, "import", "../class.json", "--json")
    assert again.returncode == 65
    assert "is here already" in json.loads(again.stdout)["error"]


def test_a_class_goes_into_a_folder_in_which_nothing_ever_ran(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for home in (one, two):
        home.mkdir()
        configure(home)
    lived_in(one)
    with_class(one, "Tuesday A2")
    assert tertulia(one, "export", "--class", "Tuesday A2", "../class.json").returncode == 0

    tried = tertulia(two, "import", "../class.json", "--dry-run")
    assert "Nothing was changed" in tried.stdout
    assert [one.name for one in two.iterdir()] == ["config.toml"]

    brought = tertulia(two, "import", "../class.json")
    assert (brought.returncode, brought.stderr) == (0, "")
    assert brought.stdout.startswith("The class “Tuesday A2”: 0 members, 0 words")
    assert tertulia(two, "export", "--class", "Tuesday A2", "../again.json").returncode == 0
    assert (two / "tertulia.key").stat().st_mode & 0o077 == 0


def test_a_list_needs_a_class(tmp_path: Path) -> None:
    configure(tmp_path)
    (tmp_path / "words.csv").write_text("el pan;bread\n", encoding="utf-8")
    done = tertulia(tmp_path, "import", "words.csv", "--class", "Tuesday A2")
    assert refused(done) == f"There is no database {tmp_path}/data/tertulia.db yet, so no class to add a list to."
    assert done.returncode == 78
    lived_in(tmp_path)
    with_class(tmp_path, "Tuesday A2")
    done = tertulia(tmp_path, "import", "words.csv", "--class", "Tuesday A2")
    assert done.stdout.splitlines() == ["1 line read for “Tuesday A2”: 1 was added."]
