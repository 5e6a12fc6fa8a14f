"""The room at its first start, and what a sample learner writes when somebody asks for it."""

import re
import unicodedata

from adapters.practice.ledger import Ledger
from adapters.practice.rooms import BOT, Message, Rooms
from bot.port import Sample

FIRST_ROOM = "room-1"


def furnish(ledger: Ledger, sample: Sample | None) -> None:
    """Make the first group and its people: the sample class, or a teacher alone."""
    teacher = add_person(ledger, sample.teacher if sample else "Teacher")
    title = sample.room if sample else "Practice class"
    ledger.write({"does": "room", "chat": FIRST_ROOM, "title": title, "by": teacher})
    for name in sample.learners if sample else ():
        ledger.write({"does": "join", "chat": FIRST_ROOM, "by": add_person(ledger, name)})


def add_person(ledger: Ledger, name: str) -> str:
    ident = _ident(name, ledger.rooms)
    ledger.write({"does": "person", "id": ident, "name": name})
    return ident


def task_in(rooms: Rooms, person: str, chat: str) -> Message | None:
    """The newest post of the bot with buttons that everybody in the room sees."""
    posts = (m for m in rooms.back(person, chat) if m.by == BOT and m.buttons and not m.only_for and not m.deleted)
    return next(posts, None)


def fitting(sample: Sample, name: str, task: Message, used: set[int]) -> int | None:
    """Choose an answer of this learner's that is not yet written: one that fits, else the shortest; None without any.

    It fits when all its words stand in the task, or its aim does.
    """
    answers = enumerate(sample.answers)
    left = [number for number, answer in answers if number not in used and answer.by in ("", name)]
    shown = task.text.plain
    fits = (number for number in left if all(_stands_in(word, shown) for word in sample.answers[number].to))
    return next(fits, _shortest(sample, left))


def _shortest(sample: Sample, left: list[int]) -> int | None:
    return min(left, key=lambda number: len(sample.answers[number].text), default=None)


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text.casefold()) is not None


def _ident(name: str, rooms: Rooms) -> str:
    """A short name for addresses: "Ana María" → "ana-maria", with a number when it is taken."""
    ascii_name = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:24] or "person"
    number, ident = 1, stem
    while ident in rooms.people:
        number += 1
        ident = f"{stem}-{number}"
    return ident
