"""The door of the program: runs what was typed, and tells an error in one line with its exit code."""

import sys
from typing import TextIO


def main() -> None:
    """Run the `tertulia` command."""
    for stream in (sys.stdout, sys.stderr):
        _write_anything(stream)
    from bot.cli import app

    try:
        app(prog_name="tertulia")
    except Exception as error:  # noqa: BLE001  the last door: nobody else would hear of it
        sys.exit(_tell(error))


def _write_anything(stream: TextIO) -> None:
    """A terminal that lacks a character shows another in its place."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


def _tell(error: Exception) -> int:
    from bot.host.trouble import BROKEN, trouble
    from bot.log import error_reference, start_logging, where

    told = trouble(error)
    if told is None:
        import structlog

        reference = error_reference()
        if not structlog.is_configured():
            start_logging()
        structlog.get_logger("tertulia").error("ended", reference=reference, error=where(error))
        told = f"Something went wrong that nobody foresaw. Please report it with this reference: {reference}", BROKEN
    line, code = told
    sys.stderr.write(" ".join(line.split()) + "\n")
    return code


if __name__ == "__main__":
    main()
