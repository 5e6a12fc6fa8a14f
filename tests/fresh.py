"""An empty database, made once a process and copied: the steps that make one take longer than most scenes."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.upgrade import upgrade


def fresh_database(folder: Path) -> None:
    """Put an empty database into a data folder that has none."""
    path = folder / "tertulia.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tertulia.db"
        upgrade(path)
        return path.read_bytes()
