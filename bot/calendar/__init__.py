"""Days, dates, wall time and zones, as people say them; and the moments that come of them."""

from bot.calendar.due_times import due, instant

__all__ = ["due", "instant"]
