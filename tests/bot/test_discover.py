"""A file in a folder is an activity or a platform; names that would be mixed up are refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.activity import Activity
from bot.config import ConfigError
from bot.discover import activities, platforms

ACTIVITY = """
from bot.activity import Activity
from bot.command import command
from storage.people import Role

class {kind}(Activity):
    name = "{name}"

    @command("Say hello.", role=Role.STRANGER)
    def {command}(self, turn, times: int = 1) -> None: ...
"""
ADAPTER = """
from pydantic import BaseModel

class Section(BaseModel):
    wings: int = 2
    @property
    def on(self) -> bool:
        return self.wings > 2

def open_platform(section, surroundings):
    import a_library_nobody_has
"""


def write_activity(folder: Path, file: str, name: str, command: str, kind: str = "Greeting") -> None:
    (folder / file).write_text(ACTIVITY.format(name=name, command=command, kind=kind))


def names(folder: Path) -> list[str]:
    return [one.name for one in activities([folder])]


def test_a_file_is_an_activity(tmp_path: Path) -> None:
    write_activity(tmp_path, "greeting.py", "greeting", "hello")
    [found] = activities([tmp_path])
    assert issubclass(found, Activity)
    assert [one.name for one in found.commands()] == ["hello"]
    assert activities([tmp_path]) == [found]


def test_a_folder_is_an_activity(tmp_path: Path) -> None:
    (tmp_path / "greeting").mkdir()
    write_activity(tmp_path / "greeting", "__init__.py", "greeting", "hello")
    assert names(tmp_path) == ["greeting"]


def test_an_underscore_hides(tmp_path: Path) -> None:
    write_activity(tmp_path, "_greeting.py", "greeting", "hello")
    assert names(tmp_path) == []


def test_only_what_a_file_declares_is_its(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("from bot.activity import Activity\nfrom bot.asking import Asking\n")
    assert names(tmp_path) == []


def test_a_file_may_be_called_like_any_module(tmp_path: Path) -> None:
    for name in ("calendar", "json", "help"):
        write_activity(tmp_path, f"{name}.py", name, f"{name}s")
    assert names(tmp_path) == ["calendar", "help", "json"]
    import calendar

    assert calendar.MONDAY == 0


def test_files_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write_activity(tmp_path / folder, "greeting.py", folder, f"hello_{folder}")
    assert [one.name for one in activities([tmp_path / "a", tmp_path / "b"])] == ["a", "b"]


def test_two_activities_of_one_name_are_refused(tmp_path: Path) -> None:
    write_activity(tmp_path, "first.py", "greeting", "hello")
    write_activity(tmp_path, "second.py", "greeting", "hi")
    with pytest.raises(ConfigError, match=r"Two activities are called greeting: .*first and .*second\. Give one"):
        activities([tmp_path])


def test_two_commands_of_one_name_are_refused(tmp_path: Path) -> None:
    write_activity(tmp_path, "first.py", "greeting", "hello")
    write_activity(tmp_path, "second.py", "shouting", "hello")
    with pytest.raises(
        ConfigError, match=r"Two activities declare the command /hello: .*first and .*second\. Give one"
    ):
        activities([tmp_path])


def test_a_broken_file_is_an_error_each_time(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import nothing_of_that_name\n")
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError):
            activities([tmp_path])


def test_the_houses_own_activities_have_their_own_names_and_commands() -> None:
    found = activities()
    assert all(one.name == one.name.lower() and one.__module__.startswith("activities.") for one in found)


def test_a_platform_is_a_file_whose_library_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "owl.py").write_text(ADAPTER)
    found = platforms(["adapters", tmp_path])
    assert {"practice", "telegram", "discord", "owl"} <= found.keys()
    assert found["owl"].section.model_fields.keys() == {"wings"}
    with pytest.raises(ModuleNotFoundError):
        found["owl"].open(None, None)  # type: ignore[arg-type]


def test_a_file_that_is_no_adapter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "owl.py").write_text("Section = dict\n")
    with pytest.raises(ConfigError, match=r"owl\.py is no adapter: it lacks open_platform"):
        platforms([tmp_path])


def test_two_platforms_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "discord.py").write_text(ADAPTER)
    with pytest.raises(ConfigError, match="Two platforms are called discord: "):
        platforms(["adapters", tmp_path])


def test_finding_platforms_imports_none_of_their_libraries() -> None:
    program = (
        "import sys\n"
        "from bot.discover import platforms\n"
        "platforms()\n"
        "print([name for name in ('telegram', 'discord', 'aiohttp') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
