"""A message as a reply to another: in this chat or another one, showing the words meant, or less where that fails."""

from telegram import ReplyParameters
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters.telegram.addresses import NAME, address_of
from adapters.telegram.rendering import units
from bot.chat import Place, Say
from bot.port import Refused, Why

LONGEST_QUOTE = 1024

Reply = ReplyParameters | None


def replies(act: Say) -> tuple[Reply, ...]:
    """How to send it, the fullest first; each is tried where the one before it cannot be.

    Raises:
        Refused: the message to reply to cannot be one of Telegram's.
    """
    if not act.reply_to:
        return (None,)
    if not act.reply_to.isascii() or not act.reply_to.isdigit():
        raise Refused(Why.GONE, "no such message to reply to")
    quote = act.quote if 0 < units(act.quote.strip()) <= LONGEST_QUOTE else None
    elsewhere = address_of(Place(NAME, act.reply_in)) if act.reply_in and act.reply_in != act.where.id else None
    chat = elsewhere.chat if elsewhere else None
    # in another chat Telegram takes no such permission: there a reply to what is gone fails
    gone_is_fine = None if elsewhere else True
    shows = [quote, None] if quote else [None]
    kinds = tuple(ReplyParameters(int(act.reply_to), chat, gone_is_fine, quote=words) for words in shows)
    return (*kinds, None) if elsewhere else kinds


def may_be_less(error: TelegramError, tried: Reply) -> bool:
    """Whether it did not arrive because of what it replies to, and may be sent as less of a reply."""
    if tried is None or not isinstance(error, BadRequest | Forbidden):
        return False
    said = error.message.lower()
    return tried.chat_id is not None or (tried.quote is not None and "quote" in said)
