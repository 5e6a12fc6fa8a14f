"""What kinds of learner a class has, each as the moments at which they take up their phone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fortnight.town import ROOM, plain

if TYPE_CHECKING:
    from tests.fortnight.town import Phone
    from tests.fortnight.week import Class

Doing = Callable[["Class", "Phone"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day after the first Sunday, a wall time, and what is done then."""

    day: int
    time: str
    do: Doing


VOCABULARY = (1, 4, 8, 11)
"""Mondays and Thursdays, at six in the evening."""
DISCUSSION = (3, 10)
"""Wednesdays, at six in the evening."""
POSTS = tuple(sorted((*VOCABULARY, *DISCUSSION)))


async def join(class_: Class, phone: Phone) -> None:
    """The way in: one press, a name, two questions."""
    await phone.press("Join", ROOM)
    await _questions(class_, phone)


async def _questions(class_: Class, phone: Phone) -> None:
    await phone.press(f"{phone.name} is fine", phone.private)
    await phone.press("Yes, privately", phone.private)
    if not class_.minors:
        await phone.press("Yes", phone.private)


async def answer(class_: Class, phone: Phone) -> None:
    await phone.answer(class_.sentences.fitting(class_.town.task))


async def answer_a_classmate(class_: Class, phone: Phone) -> None:
    """Reply to what a classmate wrote last."""
    others = [one for one in phone.messages(ROOM) if class_.is_learner(one["by"]) and one["by"] != phone.person]
    await phone.say(class_.sentences.reply(), to=others[-1]["id"])


async def count_me_in(class_: Class, phone: Phone) -> None:
    """Answer without having joined, and say yes to the button that comes."""
    await answer(class_, phone)
    await phone.press("Yes, count me in", ROOM)
    await _questions(class_, phone)


async def no_thanks(class_: Class, phone: Phone) -> None:
    await answer(class_, phone)
    await phone.press("No, thanks", ROOM)


async def say_ok(class_: Class, phone: Phone) -> None:
    for word in ("ok", "jajaja"):
        await phone.answer(word)
    await phone.answer("", kind="sticker")


async def flood(class_: Class, phone: Phone) -> None:
    """Eight messages at once, most of them worth something."""
    task = class_.town.task
    for _ in range(8):
        await phone.say(class_.sentences.fitting(task), to=task["id"])
        await class_.town.pass_on(seconds=12)


async def answer_privately(class_: Class, phone: Phone) -> None:
    """Write to the bot first, look at what it found, and let it be sent."""
    await phone.say(class_.sentences.fitting(class_.town.task), private=True)
    await phone.press("Send to the class for me", phone.private)


async def write_and_delete(class_: Class, phone: Phone) -> None:
    """Write, think again, delete, write anew."""
    message = await phone.answer(class_.sentences.fitting(class_.town.task))
    await class_.town.pass_on(minutes=2)
    await phone.delete(message)
    if class_.town.now.day % 2:
        await answer(class_, phone)


async def write_and_mend(class_: Class, phone: Phone) -> None:
    message = await phone.answer("Mañana fue al mercado con mi madre.")
    await class_.town.pass_on(minutes=1)
    await phone.edit(message, "Mañana voy al mercado con mi madre.")


async def leave(class_: Class, phone: Phone) -> None:
    await phone.leave()


async def look_for_me(class_: Class, phone: Phone) -> None:
    """Press the same button everybody presses."""
    await phone.press("🔒 For me", ROOM, under=class_.town.task["id"])


async def help_me_start(class_: Class, phone: Phone) -> None:
    await phone.press("Help me start", ROOM, under=class_.town.task["id"])


SLIPS = {
    "Me gusta mucho los tomates y el aguacate.": "gustan",
    "En mi cocina hay muchos cucharas.": "muchas",
    "La salsa está muy picante y la cuenta es muy caro.": "cara",
    "Tengo muy sed y quiero un té frío sin azúcar.": "mucha",
}
"""Sentences of the sample class with a slip, and the word that mends each."""


async def mend_with_an_asterisk(class_: Class, phone: Phone) -> None:
    """The habit of group chats: the bot offers to carry it in private."""
    wrong = [one for one in phone.messages(ROOM) if class_.is_learner(one["by"]) and plain(one) in SLIPS]
    await phone.say(f"*{SLIPS[plain(wrong[-1])]}", to=wrong[-1]["id"])
    await phone.press("Send", phone.private)


async def look_at_a_sentence(class_: Class, phone: Phone) -> None:
    """Two classmates' sentences that wait for somebody: one tap each, or a better wording."""
    await phone.say("/correct", private=True)
    for _ in range(2):
        shown = plain(phone.messages(phone.private)[-1])
        slip = next((one for one in SLIPS if one in shown), "")
        if not phone.has("It is fine as it is", phone.private):
            return
        if slip:
            await phone.press("Write it better", phone.private)
            await phone.fill(better=_mended(slip))
            return
        await phone.press("It is fine as it is", phone.private)


def _mended(slip: str) -> str:
    words = {"gustan": "gusta ", "muchas": "muchos ", "cara": "caro", "mucha": "muy "}
    better = SLIPS[slip]
    return slip.replace(words[better], f"{better} " if words[better].endswith(" ") else better, 1)


async def thank(class_: Class, phone: Phone) -> None:
    """Read the card that came, if one did."""
    if phone.has("Got it", phone.private):
        await phone.press("Got it", phone.private)


def corrects(minute: int) -> Iterator[Moment]:
    """Eager, and helps others."""
    yield from eager(minute)
    for day in VOCABULARY[:3]:
        yield Moment(day, f"18:{minute + 30:02d}", mend_with_an_asterisk)


def corrects_when_asked(minute: int) -> Iterator[Moment]:
    """Writes soon, and looks at what waits for somebody."""
    yield from eager(minute)
    for day in (2, 5, 9, 12):
        yield Moment(day, f"12:{minute:02d}", look_at_a_sentence)


def is_corrected(minute: int) -> Iterator[Moment]:
    """Writes soon, often with a slip, and reads the cards in the evening."""
    yield from eager(minute)
    for day in range(1, 14):
        yield Moment(day, f"20:{minute + 20:02d}", thank)


def eager(minute: int) -> Iterator[Moment]:
    """Writes soon after the post, and answers somebody in the evening."""
    yield Moment(0, f"16:{minute:02d}", join)
    for day in POSTS:
        yield Moment(day, f"18:{minute:02d}", answer)
        yield Moment(day, f"20:{minute:02d}", answer_a_classmate)
    yield Moment(4, f"21:{minute:02d}", look_for_me)


def steady(minute: int) -> Iterator[Moment]:
    """Writes the next day, on the way to work."""
    yield Moment(0, f"18:{minute:02d}", join)
    for day in POSTS:
        yield Moment(day + 1, f"08:{minute:02d}", answer)


def needs_help(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"19:{minute:02d}", join)
    for day in VOCABULARY:
        yield Moment(day, f"19:{minute:02d}", help_me_start)
        yield Moment(day, f"19:{minute + 4:02d}", answer)


def late(minute: int) -> Iterator[Moment]:
    """Writes after the close: it counts all the same."""
    yield Moment(0, f"20:{minute:02d}", join)
    for day in (1, 4, 8):
        yield Moment(day, f"18:{minute:02d}", _remember)
    for day in (3, 7, 10):
        yield Moment(day, f"07:{minute:02d}" if day == 7 else f"17:{minute:02d}", _answer_remembered)


async def _remember(class_: Class, phone: Phone) -> None:
    class_.remembered[phone.name] = class_.town.task


async def _answer_remembered(class_: Class, phone: Phone) -> None:
    task = class_.remembered[phone.name]
    await phone.say(class_.sentences.fitting(task), to=task["id"])


def silent(minute: int) -> Iterator[Moment]:
    """Joins, reads, and never writes."""
    yield Moment(0, f"17:{minute:02d}", join)


def reads_only(minute: int) -> Iterator[Moment]:
    """Is in the group and never presses anything."""
    yield from ()


def unjoined(minute: int) -> Iterator[Moment]:
    """Answers without having joined, and then joins by the button under the message."""
    yield Moment(1, f"19:{minute:02d}", count_me_in)
    for day in POSTS[1:]:
        yield Moment(day, f"19:{minute:02d}", answer)


def declines(minute: int) -> Iterator[Moment]:
    """Answers without having joined, says no, and is left in peace."""
    yield Moment(1, f"19:{minute:02d}", no_thanks)
    yield Moment(4, f"19:{minute:02d}", answer)


def week_two(minute: int) -> Iterator[Moment]:
    """Comes into the class on the second Monday."""
    yield Moment(8, f"12:{minute:02d}", join)
    for day in (8, 10, 11):
        yield Moment(day, f"21:{minute:02d}", answer)


def leaves(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"17:{minute:02d}", join)
    yield Moment(1, f"20:{minute:02d}", answer)
    yield Moment(5, f"10:{minute:02d}", leave)


def says_ok(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"17:{minute:02d}", join)
    for day in POSTS[:3]:
        yield Moment(day, f"20:{minute:02d}", say_ok)
    yield Moment(8, f"20:{minute:02d}", answer)


def floods(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"17:{minute:02d}", join)
    yield Moment(4, f"20:{minute:02d}", flood)


def privately(minute: int) -> Iterator[Moment]:
    """Does not like to write in front of all."""
    yield Moment(0, f"17:{minute:02d}", join)
    for day in VOCABULARY:
        yield Moment(day, f"20:{minute:02d}", answer_privately)


def deletes(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"17:{minute:02d}", join)
    for day in VOCABULARY:
        yield Moment(day, f"20:{minute:02d}", write_and_delete)


def mends(minute: int) -> Iterator[Moment]:
    yield Moment(0, f"17:{minute:02d}", join)
    yield Moment(1, f"20:{minute:02d}", write_and_mend)
    yield Moment(4, f"20:{minute:02d}", answer)


def two_accounts(minute: int) -> Iterator[Moment]:
    """Writes from the phone and, once both are known to be one person, from the laptop."""
    yield Moment(0, f"17:{minute:02d}", join)
    yield Moment(1, f"18:{minute:02d}", answer)
    yield Moment(2, f"18:{minute:02d}", _link_the_laptop)
    yield Moment(4, f"18:{minute:02d}", answer)
    yield Moment(4, f"19:{minute:02d}", _answer_on_the_laptop)


async def _link_the_laptop(class_: Class, phone: Phone) -> None:
    await phone.say("/settings", private=True)
    await phone.press("Another account", phone.private)
    code = class_.newest_bold(phone)
    laptop = class_.town.phones[LAPTOP]
    await laptop.say(code, private=True)
    await laptop.press("Yes, that is me", laptop.private)


async def _answer_on_the_laptop(class_: Class, phone: Phone) -> None:
    await answer(class_, class_.town.phones[LAPTOP])


LAPTOP = "Kofi-laptop"
