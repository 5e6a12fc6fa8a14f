"""The Makefile on machines that are not ready, played by small stand-ins for Python: one line, nothing left behind."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = shutil.which("make")
pytestmark = pytest.mark.skipif(MAKE is None, reason="make is not installed")

OUTER_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "PORT")
NO_ENSUREPIP = "The virtual environment was not created successfully because ensurepip is not available."
# Each plays one Python: what it does to itself before the Makefile's question, and what its venv module answers.
UNREADY = {
    "old": (
        "sys.version_info = (3, 9, 18)",
        "never asked",
        ["Python 3.11 or newer; this is 3.9", "Install python3.12"],
    ),
    "bare": (
        "import importlib.util; importlib.util.find_spec = lambda name: None; sys.version_info = (3, 12, 1)",
        "never asked",
        ["Install python3.12-venv", "apt install python3.12-venv"],
    ),
    "bare and unaware": ("sys.version_info = (3, 11, 2)", NO_ENSUREPIP, ["apt install python3.11-venv"]),
    "on a full disk": ("pass", "No space left on device", [".venv could not be made", "No space left on device"]),
}


def play(program: Path, before: str, venv: str) -> Path:
    """Write a stand-in for Python: answers questions (-c) after a change to itself, and venv by these shell lines."""
    answer = f'exec "{sys.executable}" -c "import sys; {before}; exec(sys.argv[1])" "$2"'
    program.write_text(f'#!/bin/sh\nif [ "$1" = -m ]; then\n{venv}\nelse {answer}\nfi\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def make(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as a person would, not as part of the make that may be running these tests."""
    environment = {name: value for name, value in os.environ.items() if name not in OUTER_MAKE}
    command = [str(MAKE), *arguments]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "a fresh clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.mark.parametrize("kind", UNREADY)
@pytest.mark.parametrize("goal", ["demo", "test"])
def test_unready_machine_is_told_in_one_line(house: Path, kind: str, goal: str) -> None:
    before, complaint, said = UNREADY[kind]
    python = play(house / "python", before, f'mkdir -p .venv/bin; echo "{complaint}" >&2; exit 1')

    done = make(house, goal, f"PYTHON={python}")

    lines = (done.stdout + done.stderr).splitlines()
    assert done.returncode != 0
    assert len(lines) == 1, lines
    assert [words for words in said if words not in lines[0]] == []
    assert not (house / ".venv").exists()


def test_missing_python_is_told_in_one_line(house: Path) -> None:
    done = make(house, "demo", "PYTHON=/nowhere/python3")

    assert done.returncode != 0
    assert "Tertulia needs Python 3.11 or newer, and /nowhere/python3 does not run here" in done.stderr
    assert len((done.stdout + done.stderr).splitlines()) == 1


@pytest.fixture
def ready(house: Path) -> Path:
    """A machine whose Python makes environments that note each installation in `installed` instead of doing it."""
    inner = play(house / "inner", "pass", 'case "$*" in *install*) echo "$*" >> installed;; *) echo pip;; esac')
    (house / "tertulia").write_text('#!/bin/sh\necho "tertulia $*"\n', encoding="utf-8")
    (house / "tertulia").chmod(0o755)
    play(house / "python", "pass", f'mkdir -p .venv/bin && cp "{inner}" .venv/bin/python && cp tertulia .venv/bin')
    return house


def installed(house: Path) -> int:
    return len((house / "installed").read_text(encoding="utf-8").splitlines())


def test_second_run_installs_nothing(ready: Path) -> None:
    first, second = (make(ready, "demo", f"PYTHON={ready / 'python'}", "PORT=9000") for _ in range(2))

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert first.stdout.endswith("tertulia demo --port 9000\n")
    assert second.stdout == "tertulia demo --port 9000\n"
    assert installed(ready) == 1


def test_changed_requirements_are_installed(ready: Path) -> None:
    make(ready, "demo", f"PYTHON={ready / 'python'}")
    later = (ready / ".venv" / ".runtime-installed").stat().st_mtime + 5
    os.utime(ready / "constraints.txt", (later, later))

    make(ready, "demo", f"PYTHON={ready / 'python'}")

    assert installed(ready) == 2


def test_tools_bring_the_program_with_them(ready: Path) -> None:
    make(ready, "test", f"PYTHON={ready / 'python'}")

    done = make(ready, "demo", f"PYTHON={ready / 'python'}")

    assert done.stdout == "tertulia demo\n"
    assert installed(ready) == 1


def test_environment_whose_python_is_gone_is_made_anew(ready: Path) -> None:
    make(ready, "demo", f"PYTHON={ready / 'python'}")
    (ready / ".venv" / "bin" / "python").unlink()

    make(ready, "demo", f"PYTHON={ready / 'python'}")

    assert installed(ready) == 2


def test_unready_python_leaves_a_good_environment_alone(ready: Path) -> None:
    make(ready, "demo", f"PYTHON={ready / 'python'}")
    old = play(ready / "old", UNREADY["old"][0], "exit 1")

    refused = make(ready, "demo", f"PYTHON={old}")

    assert refused.returncode != 0
    assert (ready / ".venv" / "bin" / "tertulia").exists()
