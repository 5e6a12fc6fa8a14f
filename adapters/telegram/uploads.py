"""Sends files: a picture that Telegram shows as it is goes as a photo, everything else as a document."""

from collections.abc import Awaitable, Callable

from telegram import InputFile, Message
from telegram.error import BadRequest

from adapters.telegram.addresses import Address
from adapters.telegram.connection import OpenBot
from adapters.telegram.rendering import Rendered

LARGEST_PHOTO = 10_000_000
"""Bytes."""
LONGEST_SIDE = 2560
"""Pixels; Telegram makes a larger photo smaller, and fine print in it unreadable."""
NARROWEST = 20
"""How many times its short side the long one of a photo may be."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZE_AT = 16
"""Where a PNG tells its width and height, four bytes each."""


async def send_file(
    bot: OpenBot, to: Address, name: str, content: bytes, caption: Rendered, turn: Callable[[], Awaitable[None]]
) -> Message:
    """Send it; `turn` waits for leave to send, before each attempt.

    Raises:
        TelegramError: Telegram will not have it, or cannot be reached.
    """
    file = InputFile(content, filename=name)
    words, marks, thread = caption.text or None, caption.entities or None, to.thread or None
    if is_photo(content):
        await turn()
        try:
            return await bot.send_photo(to.chat, file, caption=words, caption_entities=marks, message_thread_id=thread)
        except BadRequest as error:
            if not _no_photo(error):
                raise
    await turn()
    return await bot.send_document(to.chat, file, caption=words, caption_entities=marks, message_thread_id=thread)


def is_photo(content: bytes) -> bool:
    """Whether it is a PNG picture that fits into a photo without being made smaller."""
    if not content.startswith(_PNG) or len(content) > LARGEST_PHOTO or len(content) < _SIZE_AT + 8:
        return False
    width, height = (int.from_bytes(content[at : at + 4]) for at in (_SIZE_AT, _SIZE_AT + 4))
    return 0 < max(width, height) <= min(LONGEST_SIDE, NARROWEST * min(width, height))


def _no_photo(error: BadRequest) -> bool:
    """Telegram cannot make a photo of it, or photos are not allowed there; nothing was sent."""
    said = error.message.lower()
    return "photo" in said or "image" in said
