"""One bot a database: the second is refused, and no crash leaves the lock behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.host.lock import AlreadyRunning, is_running, only_run

HOLD = """
import sys
from pathlib import Path
from bot.host.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(data: Path) -> subprocess.Popen[str]:
    """Another process that runs on this folder until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def let_go(other: subprocess.Popen[str]) -> None:
    other.communicate(timeout=60)


def test_second_process_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    other = hold(tmp_path)
    with pytest.raises(AlreadyRunning, match="already running on"), only_run(tmp_path):
        pass
    let_go(other)
    with only_run(tmp_path):
        pass


def test_second_run_in_one_process_is_refused(tmp_path: Path) -> None:
    with only_run(tmp_path), pytest.raises(AlreadyRunning), only_run(tmp_path):
        pass
    with only_run(tmp_path):
        pass


def test_another_folder_is_another_bot(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with only_run(tmp_path), only_run(tmp_path / "other"):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill without a last word")
def test_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    other = hold(tmp_path)
    other.kill()
    let_go(other)
    assert not is_running(tmp_path)
    with only_run(tmp_path):
        pass


def test_looking_says_whether_somebody_runs_and_changes_nothing(tmp_path: Path) -> None:
    assert not is_running(tmp_path)
    assert list(tmp_path.iterdir()) == []
    other = hold(tmp_path)
    assert is_running(tmp_path)
    assert is_running(tmp_path)
    let_go(other)
    assert not is_running(tmp_path)
