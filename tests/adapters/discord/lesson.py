"""A class on Discord, step by step: set up, given words and days, joined, and answered, as its people do it there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import Place
from tests.adapters.discord.theatre import Theatre
from tests.platform_rig import Seen


@dataclass(frozen=True)
class Lesson:
    """What a class learns: how it is set up, its words, and what its learners write."""

    target: str
    native: str
    named: tuple[str, str]
    words: tuple[str, str]
    shown: tuple[str, str]
    ana: str
    ben: str
    chloe: str
    aim: str


LESSONS = {
    "en": Lesson(
        "es",
        "en",
        ("Spanish", "English"),
        (
            "# En el mercado\nel aguacate = avocado\nla cuchara = spoon\nel queso = cheese\nel pan = bread",
            "# En casa\nla mesa = table\nla silla = chair\nla cama = bed\nla puerta = door",
        ),
        ("el aguacate — avocado", "la mesa — table"),
        "Compro dos aguacates y queso.",
        "Yo como pan con queso.",
        "Busco una cuchara y pan.",
        "En el mercado",
    ),
    "es": Lesson(
        "en",
        "es",
        ("Inglés", "Español"),
        (
            "# At the market\navocado = el aguacate\nspoon = la cuchara\ncheese = el queso\nbread = el pan",
            "# At home\ntable = la mesa\nchair = la silla\nbed = la cama\ndoor = la puerta",
        ),
        ("avocado — el aguacate", "table — la mesa"),
        "I buy an avocado and some cheese.",
        "I eat bread with cheese.",
        "I need a spoon and bread.",
        "At the market",
    ),
}


def lesson(scene: Theatre) -> Lesson:
    return LESSONS[scene.language]


async def taken_into_a_thread(scene: Theatre) -> None:
    """The class meets in a thread of its own, which Marta opened."""
    thread = scene.api.people.open_thread(scene.marta, scene.channel, "Spanish A2")
    scene.room = Place("discord", str(thread.id))
    await scene.settled()


async def set_up_by_buttons(scene: Theatre, *, counts: str = "Replies") -> None:
    await scene.presses("Marta", "Set up")
    for label in (*lesson(scene).named, "A2"):
        await scene.presses("Marta", label)
    await scene.presses("Marta", "Londres 10:00" if scene.language == "es" else "London 10:00")
    await the_rest(scene, counts=counts)


async def set_up_by_a_command(scene: Theatre, *, counts: str = "Replies") -> None:
    words = lesson(scene)
    await scene.uses("Marta", "setup", target=words.target, native=words.native, level="A2", timezone="Europe/London")
    await the_rest(scene, counts=counts)


async def the_rest(scene: Theatre, *, counts: str) -> None:
    await scene.presses("Marta", "Write")
    await scene.fills("Marta", text="24")
    for label in ("No, all are adults", counts):
        await scene.presses("Marta", label)
    if scene.offers("Marta", "No, I bring my own"):
        await scene.presses("Marta", "No, I bring my own")
    await scene.presses("Marta", "Post the welcome")
    welcome = scene.posts()[-1]
    assert welcome.buttons[0][0].label == scene.t("Join")


async def words_and_days(scene: Theatre) -> None:
    for lines in lesson(scene).words:
        await scene.uses("Marta", "words")
        await scene.presses("Marta", "Write")
        await scene.fills("Marta", text=lines)
        await scene.presses("Marta", "Import {n} of {total}", n=4, total=4)
    await scene.uses("Marta", "schedule", activity="vocabulary", days="mon,thu", time="18:00", count=4)


async def joins(scene: Theatre, name: str, *labels: str) -> None:
    """Join by the button, keep one's name, answer the two questions with these labels."""
    await scene.presses(name, "Join")
    await scene.presses(name, "{name} is fine", name=name)
    for label in labels or ("Yes, privately", "Yes"):
        await scene.presses(name, label)


def now(scene: Theatre, message: Seen) -> Seen:
    """A message as it stands now."""
    return scene.as_seen(scene.message(message.message))
