"""What Telegram's refusals and broken lines mean at the port: try later, refused, moved, or nobody knows."""

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from adapters.telegram.presence import seconds_of
from bot.port import Moved, Refused, TryLater, Uncertain, Why

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""The line broke before a word of the request was sent."""

PAUSE = 5.0
"""Seconds of rest after a broken line or a 5xx; the carrier makes it longer each time."""
TOKEN_PAUSE = 60.0

_PRIVATE = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "input_user_deactivated",
    "can't initiate conversation",
)
_REASONS: tuple[tuple[Why, tuple[str, ...]], ...] = (
    (
        Why.GONE,
        (
            "message to edit not found",
            "message to delete not found",
            "message to react not found",
            "message to pin not found",
            "message to unpin not found",
            "message not found",
            "message_id_invalid",
            "message identifier is not specified",
            "message thread not found",
            "topic_deleted",
            "topic_id_invalid",
            "chat not found",
            "chat was deleted",
            "group is deactivated",
            "channel_private",
        ),
    ),
    (Why.TOO_LATE, ("message can't be edited", "can't be deleted for everyone", "query is too old", "message_expired")),
    (
        Why.NO_RIGHT,
        (
            "not enough rights",
            "no rights to send",
            "need administrator rights",
            "chat_admin_required",
            "chat_write_forbidden",
            "chat_restricted",
            "_forbidden",
            "topic_closed",
            "message can't be deleted",
            "not enough permissions",
        ),
    ),
)


def unchanged(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def no_text_there(error: TelegramError) -> bool:
    """The message to edit is a file with a caption."""
    return isinstance(error, BadRequest) and "no text in the message" in error.message.lower()


def sign_unknown(error: TelegramError) -> bool:
    """This reaction is not on Telegram's list, or not allowed in this chat."""
    return isinstance(error, BadRequest) and "reaction" in error.message.lower()


def server_error(error: TelegramError) -> bool:
    """Telegram answered 5xx: it is in trouble, and may have done what was asked."""
    return type(error) is NetworkError and not isinstance(error.__cause__, httpx.HTTPError)


def at_the_port(error: TelegramError, *, private: bool, repeatable: bool) -> Exception:
    """The error in the port's words. `repeatable`: doing the act twice does no harm, so a doubt is no doubt."""
    match error:
        case RetryAfter():
            return TryLater(seconds_of(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Refused(_forbidden(error, private=private), _told(error))
        case InvalidToken():
            return TryLater(TOKEN_PAUSE, everywhere=True)
        case Conflict():
            return TryLater(PAUSE)
        case BadRequest():  # before NetworkError, of which it is a kind
            return Refused(_bad_request(error, private=private), _told(error))
        case NetworkError() if isinstance(error.__cause__, NEVER_LEFT) or repeatable:
            return TryLater(PAUSE, everywhere=True)
    return Uncertain()


def _forbidden(error: Forbidden, *, private: bool) -> Why:
    said = error.message.lower()
    if any(words in said for words in ("not enough rights", "administrator rights", "_forbidden", "no rights")):
        return Why.NO_RIGHT
    if not private and "deleted" in said:
        return Why.GONE
    return Why.BLOCKED


def _bad_request(error: BadRequest, *, private: bool) -> Why:
    said = error.message.lower()
    if private and any(words in said for words in _PRIVATE):
        return Why.BLOCKED
    for why, signs in _REASONS:
        if any(words in said for words in signs):
            return why
    return Why.INVALID


def _told(error: TelegramError) -> str:
    """Telegram's own words; they never quote the message, but are kept short all the same."""
    return error.message[:80]
