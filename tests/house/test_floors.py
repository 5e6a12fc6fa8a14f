"""The floors hold: import-linter passes on this house and fails on one where a forbidden import stands."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "adapters", "activities", "storage")
FORBIDDEN = [
    ("floors", "activities", "import adapters"),
    ("floors", "adapters", "import activities"),
    ("floors", "bot", "import activities"),
    ("floors", "bot", "def late():\n    from adapters import anything"),
    ("floors", "storage", "import bot"),
    ("floors", "storage", "import activities"),
    ("floors", "storage", "import adapters"),
    ("adapters", "adapters", "import storage"),
    ("platforms", "bot", "import telegram"),
    ("platforms", "bot", "from discord.ext import commands"),
    ("platforms", "activities", "from telegram.ext import Application"),
    ("platforms", "storage", "import discord"),
]
ALLOWED = {
    "storage": "import sqlite3",
    "bot": "import storage",
    "activities": "import bot, storage",
    "adapters": "import bot, telegram, discord",
}
AT_EVERY_SAVE = {0, 7, 8}
"""One door of each contract; each costs a process of the linter."""


def _seldom(number: int) -> list[pytest.MarkDecorator]:
    return [] if number in AT_EVERY_SAVE else [pytest.mark.slow]


def lint(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this project's contracts over the house in a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    options = ["--no-cache", "--config", str(ROOT / "pyproject.toml"), *arguments]
    return subprocess.run([*command, *options], cwd=house, capture_output=True, text=True, check=False)


def furnish(house: Path, room: str, line: str) -> Path:
    """Build a house of empty rooms with one module that holds one line."""
    for name in ROOMS:
        (house / name).mkdir()
        (house / name / "__init__.py").touch()
    (house / room / "guest.py").write_text(line + "\n", encoding="utf-8")
    return house


def test_floors_hold() -> None:
    answer = lint(ROOT)

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "3 kept, 0 broken" in answer.stdout


@pytest.mark.parametrize(
    ("contract", "room", "line"),
    [pytest.param(*door, marks=_seldom(number)) for number, door in enumerate(FORBIDDEN)],
)
def test_forbidden_import_is_seen(tmp_path: Path, contract: str, room: str, line: str) -> None:
    answer = lint(furnish(tmp_path, room, line), "--contract", contract)

    assert answer.returncode == 1
    assert "0 kept, 1 broken" in answer.stdout, answer.stdout + answer.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("room", "line"), ALLOWED.items())
def test_what_stands_lower_may_be_known(tmp_path: Path, room: str, line: str) -> None:
    answer = lint(furnish(tmp_path, room, line))

    assert answer.returncode == 0, answer.stdout + answer.stderr
