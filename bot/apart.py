"""Calls a function of ours in a process of its own: what takes long, needs much memory or reads what others made."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

R = TypeVar("R")

LONGEST = 60.0
"""Seconds after which the process is ended."""
MOST_MEMORY = 700 << 20
"""Bytes of address space the process may have, where the system can hold it to that."""
COMMAND: tuple[str, ...] = (sys.executable, "-m", __name__)
"""What starts the other side."""
_FIRST_TO_GO = "/proc/self/oom_score_adj"
"""Where memory runs out, Linux ends this process before any other."""


_UNDER_WAY: set[subprocess.Popen[bytes]] = set()
"""Processes of this one, so that it can end them when it ends itself."""


class CameToNothing(Exception):
    """The process was ended, or ended itself, before it had a result."""


def apart(function: Callable[..., R], *arguments: Any, seconds: float = LONGEST) -> R:
    """Call a function that stands in a module, with arguments that can be copied; waits for the result.

    Raises:
        CameToNothing: it took too long or too much memory.
        Exception: whatever the function raises.
    """
    here = str(Path(__file__).resolve().parents[1])
    paths = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    # its own threads would only take memory
    around = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    given = pickle.dumps((function, arguments))
    made, result = pickle.loads(_called(given, around, seconds))  # noqa: S301  our own process, over a pipe of ours
    if not made:
        raise result
    answer: R = result
    return answer


def end_all() -> None:
    """End what is under way; who waits for it is told that it came to nothing."""
    for process in tuple(_UNDER_WAY):
        process.kill()


def _called(given: bytes, around: dict[str, str], seconds: float) -> bytes:
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=around) as process:
            _UNDER_WAY.add(process)
            try:
                made, _ = process.communicate(given, seconds)
            finally:
                _UNDER_WAY.discard(process)
                process.kill()
    except (subprocess.TimeoutExpired, OSError) as error:
        raise CameToNothing(type(error).__name__) from error
    if process.returncode:
        raise CameToNothing(f"exit {process.returncode}")
    return made


def serve() -> None:
    """The other side: read what to call, write what came of it."""
    _keep_small()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # nothing that a library prints may stand between the bytes of the result
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own process, as above
    try:
        answer = (True, function(*arguments))
    except Exception as error:  # noqa: BLE001  it is raised again on the other side
        answer = (False, error)
    with out:
        out.write(pickle.dumps(answer))


def _keep_small() -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError):
        Path(_FIRST_TO_GO).write_text("1000")

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(LONGEST), int(LONGEST)))


if __name__ == "__main__":
    serve()
