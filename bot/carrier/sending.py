"""Sends one act over a platform and says what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.carrier.backoff import Backoff
from bot.carrier.outcome import Outcome
from bot.chat import Act
from bot.port import Moved, Platform, Refused, TryLater, Uncertain

log = structlog.get_logger("delivery")

LONGEST_SEND = 60.0


async def send(platform: Platform, act: Act, key: str, backoff: Backoff, now: Callable[[], datetime]) -> Outcome:
    """Send it once; whatever the platform raises is an outcome. `backoff` learns whether the platform works."""
    began = backoff.began
    try:
        async with asyncio.timeout(LONGEST_SEND):
            message = await platform.deliver(act, key)
    except TryLater as later:
        seconds = max(later.seconds, 0.1)
        if later.everywhere:
            seconds = backoff.failed(now(), seconds, began).total_seconds()
            log.warning("platform down", platform=platform.name, seconds=seconds)
        return Outcome(pause=seconds)
    except Refused as refused:
        outcome = Outcome(refused=refused.why)
    except Moved as moved:
        outcome = Outcome(moved=moved.to)
    except (Uncertain, TimeoutError):
        return Outcome(uncertain=True)
    except Exception:
        log.exception("a platform broke its promise", platform=platform.name, act=type(act).__name__)
        return Outcome(uncertain=True)
    else:
        outcome = Outcome(message=message)
    backoff.worked(began)
    return outcome
