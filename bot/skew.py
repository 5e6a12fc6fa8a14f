"""How far a platform's clock is from ours: what happens is told in the bot's own time, by which deadlines are kept.

A platform stamps every message. Its stamp is kept as it is (a message that waited while the bot was down has its true
time) unless the two clocks differ by more than a minute; then the difference, known from the bot's own posts, is taken
off.
"""

from datetime import datetime, timedelta

LEAST = timedelta(minutes=1)


class Skew:
    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def learn(self, stamped: datetime, now: datetime) -> None:
        """A message of ours was stamped just now."""
        ahead = stamped - now
        self._ahead = timedelta(seconds=round(ahead.total_seconds())) if abs(ahead) > LEAST else timedelta(0)

    def ours(self, stamped: datetime) -> datetime:
        """The platform's time of something in the bot's own time."""
        return stamped - self._ahead
