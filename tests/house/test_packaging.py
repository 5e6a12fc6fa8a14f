"""What a host installs is whole: every file of the rooms is in the wheel, every library is pinned, the command runs."""

import importlib.metadata
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "adapters", "activities", "storage")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that must succeed; its words, also those of a failure."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    return next(folder.glob("tertulia-*.whl"))


def tracked() -> set[str]:
    """Files of the rooms that git knows and that are still there."""
    try:
        listed = run("git", "-c", "safe.directory=*", "ls-files", "-z", "--", *ROOMS)
    except (AssertionError, FileNotFoundError):
        pytest.skip("which files belong to the project is read from git, and this is no git checkout")
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


@pytest.mark.slow
def test_wheel_holds_the_rooms_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert tracked() - names == set()
    assert {name.split("/")[0] for name in names} == set(ROOMS)
    assert not [name for name in names if name.endswith(".pyc")]


@pytest.mark.slow
def test_installed_command_starts_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "a host's folder"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # Lends the libraries installed here; a folder named in a .pth file does not lend its own .pth files,
    # so the project's editable install stays out.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    words = run(home / "bin" / "tertulia", "--help", cwd=tmp_path)
    rooms = run(python, "-P", "-c", f"import {', '.join(ROOMS)}; print({', '.join(f'{r}.__file__' for r in ROOMS)})")

    assert "doctor" in words
    assert rooms.count(str(packages)) == len(ROOMS)


def needed(asked: list[Requirement]) -> Iterator[str]:
    """Names of all libraries that these requirements lead to, as far as they are installed here."""
    seen: set[tuple[str, frozenset[str]]] = set()
    while asked:
        wanted = asked.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        yield name
        for line in importlib.metadata.requires(name) or ():
            further = Requirement(line)
            extras = wanted.extras or {""}
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                asked.append(further)


def test_every_library_is_pinned_within_what_is_asked_for() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    asked = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]

    assert set(needed(asked[:])) == set(pins)
    assert [str(wanted) for wanted in asked if pins[canonicalize_name(wanted.name)] not in wanted.specifier] == []
