"""One message a day to a teacher, about all her classes, at the hour she chose; nothing to say, no message."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from activities._hours import OFFERED, read_hour, shown_hour
from activities._news.daily import gather, hour_of, keys, mark_told, message, next_time, taught
from bot.access import set_class
from bot.activity import Activity, on_alarm, on_press, on_words
from bot.calendar.deadline import quiet
from bot.chat import Place
from bot.keys import Press, grid, row
from bot.phrase import T, later, lines
from bot.playing import play_press
from bot.refusal import Refusal
from bot.turn import Turn
from storage.alarms import Alarm
from storage.classes import Class
from storage.deliveries import Going, Urgency
from storage.people import Member, Role
from storage.records import Records

KIND = "daily"


class Daily(Activity):
    """Every activity adds its notes by `for_teacher`; each note is told once."""

    name: ClassVar[str] = "daily"
    title: ClassVar[str] = later("One message a day")

    def upkeep(self, records: Records, now: datetime) -> None:
        """Whoever teaches hears from the bot from now on; of several classes the oldest one's alarm speaks for all."""
        for class_ in records.classes.all():
            known = records.alarms.subjects(class_.id or 0, self.name, "say")
            for teacher in records.people.teachers(class_.id or 0):
                if class_.ready and teacher.id not in known:
                    _set_alarm(records, class_, teacher, now)

    @on_alarm
    def say(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        teacher = turn.records.people.get(subject)
        if teacher is None or teacher.left_at or teacher.role != Role.TEACHER:
            return
        _set_alarm(turn.records, turn.class_, teacher, turn.now)
        classes = taught(turn, teacher)
        # rung late, in the night, it waits for the next day: what is to be told is still true then
        if classes and classes[0][0].id == turn.class_id and not quiet(turn.now, turn.zone):
            _tell(turn, teacher, classes)

    @on_press(Role.STRANGER)
    def go(self, turn: Turn, class_id: int, do: str, arguments: dict[str, Any]) -> None:
        """A button under a note: played in the note's class, and answered below, so that the other notes stay."""
        class_ = turn.records.classes.get(class_id)
        if class_ is None or class_.finished_at:
            raise Refusal("That class is finished.")
        set_class(turn, class_)
        turn.scene.post = None
        play_press(turn, do, arguments)

    @on_press(Role.TEACHER)
    def hours(self, turn: Turn) -> None:
        presses = [Press(shown_hour(hour), "hour", {"hour": hour}) for hour in OFFERED]
        turn.ask(
            "written",
            lines(
                T("One message a day, about all your classes, when there is something to say. At what time?"),
                T("Now it comes at {time}.", time=shown_hour(hour_of(turn.member))),
            ),
            grid(presses),
        )

    @on_words(Role.TEACHER)
    def written(self, turn: Turn, words: str) -> None:
        self._choose(turn, read_hour(words))

    @on_press(Role.TEACHER)
    def hour(self, turn: Turn, hour: int) -> None:
        self._choose(turn, hour)

    def _choose(self, turn: Turn, hour: int) -> None:
        """One hour for one person, in all their classes."""
        turn.stop_asking()
        for class_, member in taught(turn, turn.member) or [(turn.class_, turn.member)]:
            member.daily_hour = hour
            _set_alarm(turn.records, class_, member, turn.now)
        turn.show(
            T("Saved. Your daily message comes at {time}.", time=shown_hour(hour)),
            row(Press(T("‹ Back"), "settings.back")),
        )


def _tell(turn: Turn, teacher: Member, classes: list[tuple[Class, Member]]) -> None:
    """Send what is new; where the private chat is closed, only the newest such message waits, with all there is."""
    news = gather(turn, classes)
    turn.activity = Daily.name
    turn.scene.class_ = classes[0][0] if len(classes) == 1 else None
    turn.outbox.about(turn.scene.class_)
    account = next(iter(sorted(turn.records.accounts.of(teacher), key=lambda one: not one.reachable)), None)
    if not news or account is None:
        return
    if account.reachable:
        mark_told(turn, news)
    else:
        _outdate(turn, teacher)
    turn.outbox.say(
        Place(account.platform, account.user, private=True),
        message(news),
        keys(news),
        language=turn.house.languages.nearest(teacher.language, account.language, classes[0][0].language),
        activity=Daily.name,
        kind=KIND,
        urgency=Urgency.CARE,
        member=teacher,
        keep=not account.reachable,
    )


def _outdate(turn: Turn, teacher: Member) -> None:
    for waiting in turn.records.for_me.of(teacher.id or 0):
        post = turn.records.posts.get(waiting.post_id) if waiting.post_id else None
        if post is not None and post.kind == KIND:
            turn.records.deliveries.settle(waiting, Going.FAILED, turn.now, "outdated")


def _set_alarm(records: Records, class_: Class, teacher: Member, now: datetime) -> None:
    at, class_id, subject = next_time(class_, teacher, now), class_.id or 0, teacher.id or 0
    records.alarms.wake(Alarm(class_id=class_id, activity=Daily.name, name="say", subject=subject, at=at))
