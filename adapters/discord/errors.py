"""What Discord's refusals and broken lines mean at the port: try later, refused, or nobody knows."""

import aiohttp
import discord

from bot.port import Refused, TryLater, Uncertain, Why

PAUSE = 5.0
"""Seconds of rest after a broken line or a 5xx; the carrier makes it longer each time."""
LONG_PAUSE = 60.0

UNKNOWN_MESSAGE = 10008
UNKNOWN_EMOJI = 10014
NO_RIGHT = 50013
OLD_EDITS = 30046
"""Too many edits of a message older than an hour; the next one may pass."""
NO_DOOR = 10015
DOOR_CLOSED = 50027
"""The fifteen minutes of an interaction are over."""
THREAD_ARCHIVED = 50083
THREAD_THERE_ALREADY = 160004

_NO_PRIVATE_CHAT = {10013, 50007, 50033, 50278}
_REASONS = {
    10003: Why.GONE,  # channel
    10004: Why.GONE,  # server
    UNKNOWN_MESSAGE: Why.GONE,
    NO_DOOR: Why.TOO_LATE,
    10062: Why.TOO_LATE,
    30003: Why.INVALID,  # pins are full
    30010: Why.NO_RIGHT,  # reactions are full
    50001: Why.NO_RIGHT,
    50005: Why.NO_RIGHT,
    NO_RIGHT: Why.NO_RIGHT,
    50021: Why.INVALID,
    90001: Why.NO_RIGHT,
}


def at_the_port(error: Exception, *, private: bool, repeatable: bool) -> Exception:
    """The error in the port's words. `repeatable`: doing the act twice does no harm, so a doubt is no doubt."""
    match error:
        case discord.RateLimited():
            return TryLater(error.retry_after)
        case discord.HTTPException():
            return _answered(error, private=private)
        case aiohttp.ClientError() if _never_left(error):
            return TryLater(PAUSE, everywhere=True)
        case RuntimeError():
            # the session is closed: we are about to stop
            return TryLater(PAUSE)
    return TryLater(PAUSE, everywhere=True) if repeatable else Uncertain()


def _never_left(error: Exception) -> bool:
    """Whether the line broke before the whole request was written."""
    closed_before = isinstance(error.__cause__, aiohttp.ClientConnectionResetError)
    return closed_before or isinstance(error, aiohttp.ClientConnectorError | aiohttp.InvalidURL)


def _answered(error: discord.HTTPException, *, private: bool) -> Exception:
    if error.code in (OLD_EDITS, DOOR_CLOSED):
        return Refused(Why.TOO_LATE, str(error.code))
    if error.status == 429:
        return TryLater(_asked(error), everywhere=True)
    if error.status == 401:
        return TryLater(LONG_PAUSE, everywhere=True)
    if error.status >= 500:
        return TryLater(PAUSE, everywhere=True)
    return Refused(_why(error, private=private), f"{error.status} {error.code}")


def _why(error: discord.HTTPException, *, private: bool) -> Why:
    if private and (error.code in _NO_PRIVATE_CHAT or error.status == 403):
        return Why.BLOCKED
    known = _REASONS.get(error.code)
    if known is not None:
        return known
    match error.status:
        case 403:
            return Why.NO_RIGHT
        case 404:
            return Why.GONE
    return Why.INVALID


def _asked(error: discord.HTTPException) -> float:
    asked = error.response.headers.get("Retry-After", "")
    return float(asked) if asked.replace(".", "", 1).isdigit() else LONG_PAUSE
