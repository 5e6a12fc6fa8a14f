"""Files people send: what a message holds, and its content, fetched from the Bot API server or read beside it."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from telegram import Message
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from adapters.telegram.errors import PAUSE
from adapters.telegram.presence import Presence, seconds_of
from bot.chat import File
from bot.port import Refused, TryLater, Why

_TOO_BIG = "file is too big"
"""Telegram's own servers hand out 20 MB at most, a local one more."""


def file_of(message: Message | None) -> File | None:
    """The document a message holds; a picture or an animation sent as one is none."""
    document = message.document if message else None
    if message is None or document is None or message.animation or (document.mime_type or "").startswith("image/"):
        return None
    return File(document.file_name or "", document.file_size or 0, document.file_id)


async def content_of(presence: Presence, file: File, limit: int) -> bytes:
    """The content of a file.

    Raises:
        TryLater, Refused: and nothing else.
    """
    if file.size > limit:
        raise _too_large(limit)
    try:
        told = await presence.bot.raw("getFile", {"file_id": file.handle})
        if int(told.get("file_size", 0)) > limit:
            raise _too_large(limit)
        content = await _read(presence, str(told.get("file_path", "")))
    except RetryAfter as error:
        failed: Exception = TryLater(seconds_of(error))
    except (BadRequest, Forbidden, InvalidToken) as error:
        failed = _too_large(limit) if _TOO_BIG in error.message.lower() else Refused(Why.GONE, "no such file any more")
    except (FileNotFoundError, PermissionError):
        failed = Refused(Why.NO_RIGHT, "the local Bot API server's files cannot be read from here")
    except (TelegramError, OSError, RuntimeError):
        failed = TryLater(PAUSE)
    else:
        if len(content) > limit:
            raise _too_large(limit)
        return content
    # raised outside, so that nothing of the library's, which may name the token, hangs on it
    raise failed


async def _read(presence: Presence, path: str) -> bytes:
    """A local Bot API server names a file on its own disk, every other one an address."""
    if Path(path).is_absolute():
        return await asyncio.to_thread(Path(path).read_bytes)
    if not path:
        raise BadRequest("no file_path")
    return await presence.bot.request.retrieve(f"{presence.bot.base_file_url}/{quote(path)}")


def _too_large(limit: int) -> Refused:
    return Refused(Why.INVALID, f"larger than {limit} bytes")
