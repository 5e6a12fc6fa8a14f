"""Work apart without its wait: processes that are forked from one which has loaded matplotlib already.

`bot.apart` starts this file as it would start Python. It hands its streams to a server that was started beforehand,
which forks; the real other side of `bot.apart` goes on from there, in a process of its own with its limits.
"""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

POSSIBLE = hasattr(os, "pidfd_open")
"""Whether this system has what is needed here."""


def client(address: str) -> NoReturn:
    """Give the streams away, and end as the process does that works with them."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(address)
        socket.send_fds(wire, [b"x"], [0, 1, 2])
        os._exit(int(wire.recv(8) or b"70"))


def serve(address: str) -> None:
    """Fork for each client, until nobody holds the other end of standard input."""
    from matplotlib.backends import backend_agg  # noqa: F401
    from matplotlib.figure import Figure  # noqa: F401

    import bot.apart  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while door in select.select([door, sys.stdin], [], [])[0]:
            wire, _ = door.accept()
            _, streams, _, _ = socket.recv_fds(wire, 1, 3)
            if os.fork() == 0:
                door.close()
                _attend(wire, streams)
            wire.close()
            for one in streams:
                os.close(one)


def _attend(wire: socket.socket, streams: list[int]) -> NoReturn:
    """See to it that the work ends when its client does, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    worker = os.fork()
    if worker == 0:
        _work(wire, streams)
    for one in streams:
        os.close(one)
    done = os.pidfd_open(worker)
    if done not in select.select([wire.fileno(), done], [], [])[0]:
        os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    with suppress(OSError):
        wire.send(str(os.waitstatus_to_exitcode(status) & 0xFF).encode())
    os._exit(0)


def _work(wire: socket.socket, streams: list[int]) -> NoReturn:
    from bot import apart

    wire.close()
    for number, one in enumerate(streams):
        os.dup2(one, number)
    sys.stdin = open(0)  # noqa: SIM115  it stays open
    code = 1
    with suppress(BaseException):
        apart.serve()
        code = 0
    os._exit(code)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, ...]]:
    """The command that stands for a new process, while there is a server."""
    address, pipe = str(folder / "door"), subprocess.PIPE
    around = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, __file__, "serve", address], stdin=pipe, stdout=pipe, text=True, env=around
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        yield (sys.executable, "-I", "-S", __file__, "work", address)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        sys.path.insert(0, str(Path(__file__).parents[1]))
        serve(sys.argv[2])
    else:
        client(sys.argv[2])
