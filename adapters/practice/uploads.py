"""Files that people bring into the practice room: each in a folder beside the log, under a name nobody can guess."""

import os
import re
import secrets
from collections.abc import AsyncIterator, Collection
from pathlib import Path

LARGEST = 20_000_000
"""Bytes of one file."""
LONGEST_NAME = 120
_TOKEN = re.compile(r"[\w-]{24}")
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


class TooLarge(Exception):
    """There is more of the file than the room takes."""


class Uploads:
    """What was brought and not said yet, by token, and the contents of what was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fresh: dict[str, tuple[str, int, bool]] = {}

    async def take(self, name: str, blocks: AsyncIterator[bytes]) -> str:
        """Put a file away; gives its token.

        Raises:
            TooLarge: and nothing is kept.
            OSError: the disk did not take it.
        """
        token = secrets.token_urlsafe(18)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / token
        size, head = 0, b""
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                async for block in blocks:
                    size += len(block)
                    if size > LARGEST:
                        raise TooLarge
                    head = head or block[:16]
                    out.write(block)
                out.flush()
                os.fsync(out.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._fresh[token] = (name[:LONGEST_NAME] or "file", size, bool(picture_kind(head)))
        return token

    def claim(self, token: str) -> tuple[str, int, bool] | None:
        """The name and size of a file that was brought, and whether it is a picture; it can be said once."""
        return self._fresh.pop(token, None)

    def content(self, token: str) -> bytes | None:
        path = self._folder / token
        return path.read_bytes() if _TOKEN.fullmatch(token) and path.is_file() else None

    def tidy(self, kept: Collection[str]) -> None:
        """Drop what was brought and never said."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def picture_kind(content: bytes) -> str:
    """The kind of picture by its first bytes; empty for any other file."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _PICTURES.items() if content.startswith(mark)), "")
