"""Three classes and what happens to them in a fortnight: who is in them, what the teacher does, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fortnight import habits
from tests.fortnight.answers import Sentences
from tests.fortnight.habits import LAPTOP, Moment
from tests.fortnight.town import ROOM, Phone, Town, labels_of

Habit = Callable[[int], Iterator[Moment]]

LARGE: Mapping[str, Habit] = {
    "Ana": habits.corrects,
    "Ben": habits.is_corrected,
    "Chloe": habits.corrects_when_asked,
    "Dev": habits.late,
    "Ella": habits.steady,
    "Finn": habits.steady,
    "Grace": habits.needs_help,
    "Hugo": habits.silent,
    "Iris": habits.silent,
    "Jack": habits.unjoined,
    "Kofi": habits.two_accounts,
    "Lena": habits.steady,
    "Mo": habits.declines,
    "Nina": habits.privately,
    "Omar": habits.floods,
    "Pia": habits.week_two,
    "Quinn": habits.says_ok,
    "Rosa": habits.deletes,
    "Sam": habits.leaves,
    "Tess": habits.mends,
    "Uma": habits.reads_only,
    "Vera": habits.late,
    "Will": habits.steady,
    "Yusuf": habits.week_two,
}
NINE: Mapping[str, Habit] = {
    "Ana": habits.corrects_when_asked,
    "Ben": habits.steady,
    "Dev": habits.late,
    "Hugo": habits.silent,
    "Jack": habits.unjoined,
    "Nina": habits.privately,
    "Omar": habits.floods,
    "Quinn": habits.says_ok,
    "Rosa": habits.deletes,
}


@dataclass
class Class:
    """One class in its town; `remembered` is the task somebody means to answer later."""

    town: Town
    learners: Mapping[str, Habit]
    minors: bool
    sentences: Sentences = field(default_factory=Sentences)
    remembered: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)

    def is_learner(self, person: str) -> bool:
        return person in self.people

    def newest_bold(self, phone: Phone) -> str:
        """The bold words of the newest message in a private chat, such as a code."""
        message = phone.messages(phone.private)[-1]
        return [str(span[0]) for span in message["text"] if span[1] == "bold"][-1]


async def play(town: Town, learners: Mapping[str, Habit], *, minors: bool) -> Class:
    """Live through the fortnight."""
    class_ = Class(town, learners, minors, people={name.lower() for name in [*learners, LAPTOP]})
    for moment, phone in _moments(class_):
        await town.until(moment.day, moment.time)
        await moment.do(class_, phone)
    await town.until(15, "12:00")
    return class_


def _moments(class_: Class) -> list[tuple[Moment, Phone]]:
    """Everybody's moments in the order of the clock."""
    phones = class_.town.phones
    found = [(moment, class_.town.teacher) for moment in TEACHER]
    for number, (name, habit) in enumerate(class_.learners.items()):
        found += [(moment, phones[name]) for moment in habit(10 + 2 * number)]
    return sorted(found, key=lambda one: (one[0].day, one[0].time))


# -- the teacher ------------------------------------------------------------------------------------------------------


async def set_up(class_: Class, marta: Phone) -> None:
    """Two minutes, with buttons and two typed words."""
    await marta.press("Set up", ROOM)
    for label in ("Spanish", "English", "A2"):
        await marta.press(label, marta.private)
    await marta.say("London", private=True)
    await marta.say(str(len(class_.learners)), private=True)
    await marta.press("Yes, some are under 18" if class_.minors else "No, all are adults", marta.private)
    await marta.press("Replies", marta.private)
    await marta.press("Starter list (159 words, 30 questions)", marta.private)
    await marta.press("Post the welcome", marta.private)
    await marta.say("/schedule vocabulary mon,thu 18:00 4", private=True)
    await marta.say("/schedule discussion wed 18:00", private=True)


async def look(class_: Class, marta: Phone) -> None:
    await marta.say("/overview 7", private=True)


async def who_is_here(class_: Class, marta: Phone) -> None:
    await marta.say("/people", private=True)


async def looks_back(class_: Class, marta: Phone) -> None:
    await marta.say("/overview 14", private=True)


async def lets_corrections_go(class_: Class, marta: Phone) -> None:
    """What her daily message told her: corrections that wait for her OK, all with one press."""
    labels = {label for one in marta.messages(marta.private)[-2:] for label in labels_of(one)}
    if "Look at them" in labels:
        await marta.press("Look at them", marta.private)
        await marta.press("OK all" if marta.has("OK all", marta.private) else "OK", marta.private)


TEACHER = (
    Moment(0, "16:00", set_up),
    Moment(2, "13:00", who_is_here),
    Moment(3, "17:15", lets_corrections_go),
    Moment(6, "17:15", lets_corrections_go),
    Moment(7, "13:00", look),
    Moment(10, "17:15", lets_corrections_go),
    Moment(14, "19:00", looks_back),
)
MINORS: Mapping[str, Habit] = {
    "Ana": habits.corrects_when_asked,
    "Ben": habits.is_corrected,
    "Dev": habits.late,
    "Ella": habits.steady,
    "Finn": habits.steady,
    "Hugo": habits.silent,
    "Jack": habits.unjoined,
    "Mo": habits.declines,
    "Nina": habits.privately,
    "Omar": habits.floods,
    "Rosa": habits.deletes,
    "Pia": habits.week_two,
}
CLASSES: Mapping[str, tuple[Mapping[str, Habit], bool]] = {
    "a class of 24": (LARGE, False),
    "a class of nine": (NINE, False),
    "a class of twelve under 18": (MINORS, True),
}
