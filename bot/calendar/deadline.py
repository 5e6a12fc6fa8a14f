"""The times of a task: how long it is open, when it is brought to mind, and when nothing is said."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.calendar.days import Days
from bot.calendar.due_times import instant

CLOSING = time(20)
QUIET_FROM = time(21)
QUIET_UNTIL = time(7, 30)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
AFTER_POST = timedelta(hours=3)
GRACE = timedelta(hours=6)
"""A post that is less late than this goes out late; later it is told as missed."""


def open_until(posted_at: datetime, days: Days | None, zone: tzinfo, until: date | None = None) -> datetime:
    """The deadline in UTC, always 20:00 in `zone`; `days` of the schedule, None for a post without one.

    `posted_at` is the due time of a post that went out on time; its seconds do not matter.

    It is the eve of the schedule's next date; where that is less than a day after the post, the first 20:00 a whole
    day after it, so a daily task posted at 18:00 is open until 20:00 on the next day. It is never more than seven days
    after the post, which is what decides without a schedule. A day is one on the clock on the wall, also where the
    clocks change. During a holiday (`until`, its last day) the deadline moves behind it.
    """
    posted = posted_at.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    eve = days.after(posted.date()) - DAY if days else posted.date() + WEEK
    earliest = posted.date() + (DAY if posted.time() <= CLOSING else 2 * DAY)
    latest = posted.date() + (WEEK if posted.time() >= CLOSING else WEEK - DAY)
    deadline = instant(min(max(eve, earliest), latest), CLOSING, zone)
    return after_holiday(deadline, until, days, zone) if until else deadline


def after_holiday(deadline: datetime, until: date, days: Days | None, zone: tzinfo) -> datetime:
    """A deadline that falls before or within a holiday moves to 20:00 on the first class day after it.

    `until` is the last day of the holiday; class days are `days`, every day without a schedule.
    """
    if deadline.astimezone(zone).date() > until:
        return deadline
    return instant(days.after(until) if days else until + DAY, CLOSING, zone)


def reminder_at(posted_at: datetime, deadline: datetime, zone: tzinfo, hour: int | time = 18) -> datetime | None:
    """The last reminder hour before the deadline, UTC; None where that is within three hours of the post.

    A reminder hour within the quiet hours waits for the morning, and comes to nothing if the task is closed by then.
    """
    wall = hour if isinstance(hour, time) else time(hour)
    last = deadline.astimezone(zone).date()
    reminder = max(moment for ago in range(3) if (moment := instant(last - ago * DAY, wall, zone)) < deadline)
    reminder = next_waking(reminder, zone)
    return reminder if posted_at + AFTER_POST <= reminder < deadline else None


def quiet(now: datetime, zone: tzinfo) -> bool:
    """Whether it is between 21:00 and 07:30 in `zone`."""
    wall = now.astimezone(zone).time()
    return wall >= QUIET_FROM or wall < QUIET_UNTIL


def next_waking(now: datetime, zone: tzinfo) -> datetime:
    """`now` outside the quiet hours, else the next 07:30 in `zone`; UTC."""
    if not quiet(now, zone):
        return now.astimezone(UTC)
    local = now.astimezone(zone)
    return instant(local.date() + (DAY if local.time() >= QUIET_FROM else timedelta()), QUIET_UNTIL, zone)
