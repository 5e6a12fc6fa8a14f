"""Writes the next step from what the models have and the steps so far lack: `python -m storage.migrations "Add …"`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import create_engine

from storage.upgrade import newest, settings, upgrade


def write_step(message: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        if newest():
            upgrade(path)
        engine = create_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            number = f"{int(newest() or 0) + 1:04}"
            command.revision(settings(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    write_step(sys.argv[1])
