"""The house keeps its own rules: a test for every activity, one name for one thing, nothing of any one machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "adapters", "activities", "storage")
EMPTY_WORDS = {"common", "core", "data", "handler", "helper", "helpers", "info", "manager", "misc", "util", "utils"}
"""Words that say nothing of what a module or a class is for. A *helper* is a person here: a native guest."""
BY_CONTRACT = {"calendar"}
"""`bot.calendar` is a door other programs use; it is never imported as a module of its own."""
# of a machine: somebody's folder; of a network: an index that packages come from
BELONGS_TO_A_MACHINE = re.compile(
    r"(?<![\w.~-])/(?:work|root|home/[a-z]\w*|Users/[A-Za-z]\w*|opt/pypi[\w-]*)/"
    r"|(?:extra-)?index-url|pypi\.org/simple|files\.pythonhosted\.org"
)


def tracked() -> list[Path]:
    try:
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("which files belong to the project is read from git, and this is no git checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def test_every_activity_has_its_test() -> None:
    activities = [path.stem for path in (ROOT / "activities").glob("[!_]*.py")]
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "activities").glob("test_*.py")}

    assert activities
    assert sorted(set(activities) - tested) == []


def test_every_platform_has_its_test() -> None:
    adapters = {path.parent.name for path in (ROOT / "adapters").glob("[!_]*/platform.py")}
    tested = {path.parent.name for path in (ROOT / "tests" / "adapters").glob("*/test_contract.py")}

    assert sorted(adapters - tested) == []


def test_no_module_of_the_bot_is_named_like_pythons_own() -> None:
    names = {path.stem for path in (ROOT / "bot").glob("*")} - {"__init__", "__main__"}

    assert sorted((names & sys.stdlib_module_names) - BY_CONTRACT) == []


def test_names_say_what_a_thing_is_for() -> None:
    classes = re.compile(r"^\s*class (\w+)", re.MULTILINE)
    found = []
    for path in modules():
        for name in [path.stem.title().replace("_", ""), *classes.findall(path.read_text(encoding="utf-8"))]:
            words = {word.lower() for word in re.findall(r"[A-Z][a-z]+", name)}
            if words & EMPTY_WORDS:
                found.append(f"{path.relative_to(ROOT)}: {name}")

    assert found == []


def test_nothing_belongs_to_one_machine() -> None:
    itself = Path(__file__)
    found = []
    for path in tracked():
        if path == itself or path.suffix in (".png", ".db"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if BELONGS_TO_A_MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")

    assert found == []


def test_changes_are_told() -> None:
    assert re.search(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
