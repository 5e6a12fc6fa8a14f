"""Discord's limits of requests, counted in real seconds, and the headers that tell of them."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from dataclasses import dataclass

from tests.adapters.discord.errors import Failed
from tests.adapters.discord.routing import Call

UNLIMITED = (1_000_000, 1.0)
REAL: dict[str, tuple[int, float]] = {
    "POST /channels/{channel}/messages": (5, 5.0),
    "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
    "PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me": (1, 0.25),
    "DELETE /channels/{channel}/messages/{message}": (5, 1.0),
}
GLOBAL = 50


@dataclass
class Bucket:
    limit: int
    seconds: float
    since: float = 0.0
    used: int = 0


class Paces:
    """`real`: as Discord has them; else there are none, and the headers say so."""

    def __init__(self, *, real: bool = False) -> None:
        self.real = real
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._all: deque[float] = deque()
        self.refused = 0

    def count(self, call: Call, *, counted_globally: bool) -> dict[str, str]:
        """Count a call and give its headers; raises Failed."""
        now = time.monotonic()
        if self.real and counted_globally:
            self._globally(now)
        major = call.parts.get("channel") or call.parts.get("guild") or call.parts.get("token") or ""
        limit, seconds = REAL.get(call.named, UNLIMITED) if self.real else UNLIMITED
        bucket = self._buckets.setdefault((call.named, major), Bucket(limit, seconds))
        bucket.limit, bucket.seconds = limit, seconds
        if now >= bucket.since + bucket.seconds:
            bucket.since, bucket.used = now, 0
        left = bucket.since + bucket.seconds - now
        if bucket.used >= bucket.limit:
            self.refused += 1
            raise limited(left)
        bucket.used += 1
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(call.named.encode(), usedforsecurity=False).hexdigest(),
        }

    def _globally(self, now: float) -> None:
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        if len(self._all) >= GLOBAL:
            self.refused += 1
            raise limited(1.0, everywhere=True)
        self._all.append(now)


def limited(seconds: float, *, everywhere: bool = False) -> Failed:
    return Failed(429, 0, "You are being rate limited.", retry_after=seconds, **{"global": everywhere})
