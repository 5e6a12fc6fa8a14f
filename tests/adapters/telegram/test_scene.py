"""A class in Telegram from the first line to the last, in each kind of group, in two languages, seeing more or less."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chat import Place
from tests.adapters.telegram.theatre import Theatre
from tests.adapters.telegram.world import units

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Lesson:
    """What a class learns: how it is set up, its words, and what its learners write."""

    setup: str
    pressed: tuple[str, ...]
    words: tuple[str, str]
    shown: tuple[str, str]
    ana: str
    ben: str
    dan: str
    tried: str
    aim: str


LESSONS = {
    "en": Lesson(
        "/setup es en A2 Europe/London",
        ("Spanish", "English", "A2", "London 10:00"),
        (
            "# En el mercado\nel aguacate = avocado\nla cuchara = spoon\nel queso = cheese\nel pan = bread",
            "# En casa\nla mesa = table\nla silla = chair\nla cama = bed\nla puerta = door",
        ),
        ("el aguacate — avocado", "la mesa — table"),
        "Compro dos aguacates y queso.",
        "Yo como pan con queso.",
        "A mí también me gusta mucho el queso.",
        "No tengo ninguna cuchara en casa.",
        "En el mercado",
    ),
    "es": Lesson(
        "/setup en es A2 Europe/London",
        ("Inglés", "Español", "A2", "Londres 10:00"),
        (
            "# At the market\navocado = el aguacate\nspoon = la cuchara\ncheese = el queso\nbread = el pan",
            "# At home\ntable = la mesa\nchair = la silla\nbed = la cama\ndoor = la puerta",
        ),
        ("avocado — el aguacate", "table — la mesa"),
        "I buy an avocado and some cheese.",
        "I eat bread with cheese.",
        "I like cheese very much too.",
        "I have no spoon at home.",
        "At the market",
    ),
}
ADMIN, PRIVACY_OFF, PRIVACY_ON = "as admin", "privacy mode off", "privacy mode on"


@pytest.mark.parametrize("standing", [ADMIN, PRIVACY_OFF, PRIVACY_ON])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["group", "supergroup", "topic"])
async def test_a_class_from_the_first_line_to_the_last(tmp_path: Path, kind: str, language: str, standing: str) -> None:
    by_buttons = kind == "supergroup" or (kind, language) == ("group", "es")
    async with Theatre(tmp_path, kind=kind, language=language, privacy=standing != PRIVACY_OFF) as scene:
        await added(scene, standing)
        await (set_up_by_buttons(scene) if by_buttons else set_up_by_typed_words(scene))
        await the_rest(scene, standing)
        await words_and_days(scene)
        await posted_on_time(scene, pinned=standing == ADMIN)
        await joined_and_answered(scene)
        await counted_in(scene)
        await answered_by_a_classmate(scene, seen=standing != PRIVACY_ON)
        await typed_in_front_of_all(scene, removed=standing == ADMIN)
        if kind == "supergroup":  # its picture takes its time
            await looked_over(scene, seen=standing != PRIVACY_ON)
        await tried_in_private(scene)
        await reminded_and_closed(scene)
        await taken_back(scene)
        await discussed(scene, seen=standing != PRIVACY_ON)
        menus(scene)
        all_within_limits(scene)
        await told_again_changes_nothing(scene)


async def added(scene: Theatre, standing: str) -> None:
    """By the invitation link, which makes it an admin, or by hand."""
    scene.world.set_bot(scene.marta, scene.group, "administrator" if standing == ADMIN else "member")
    if standing == ADMIN:
        scene.world.say(scene.marta, scene.group, f"/start@{scene.world.username} setup")
    await scene.settled()
    if scene.kind == "topic":
        topic = scene.world.topic(scene.group, scene.marta, "Spanish A2")
        scene.room = Place("telegram", f"{scene.group.id}:{topic}")
    else:
        assert len(scene.posts()) == 1


async def set_up_by_buttons(scene: Theatre) -> None:
    if scene.kind == "topic":
        await scene.types("Marta", "/setup")
    led = await scene.presses("Marta", "Set up")
    await scene.follows("Marta", led)
    for label in LESSONS[scene.language].pressed:
        await scene.presses("Marta", label, private=True)


async def set_up_by_typed_words(scene: Theatre) -> None:
    await scene.types("Marta", LESSONS[scene.language].setup)
    (way,) = [button.url for post in scene.posts() for row in post.buttons for button in row if button.url]
    await scene.opens("Marta", way.partition("?start=")[2])


async def the_rest(scene: Theatre, standing: str) -> None:
    await scene.types("Marta", "24", private=True)
    for label in ("No, all are adults", "Replies"):
        await scene.presses("Marta", label, private=True)
    if scene.offers("Marta", "No, I bring my own"):
        await scene.presses("Marta", "No, I bring my own", private=True)
    await scene.presses("Marta", "Post the welcome", private=True)
    (welcome,) = scene.posts()
    assert welcome.buttons[0][0].label == scene.t("Join")

    blind = scene.t("I see only commands and replies to me, so answers between learners are not counted.")
    told = scene.transcript(scene.place("Marta", private=True))
    assert told.count(blind) == (standing == PRIVACY_ON), "it is told once what is not counted"
    await scene.types("Marta", "/help", private=True)
    assert (blind in scene.last("Marta")) == (standing == PRIVACY_ON), "and said in /help always"


async def words_and_days(scene: Theatre) -> None:
    """The teacher's desk is the private chat."""
    for lines in LESSONS[scene.language].words:
        await scene.types("Marta", "/words", private=True)
        await scene.types("Marta", lines, private=True)
        await scene.presses("Marta", "Done", private=True)
        await scene.presses("Marta", "Import {n} of {total}", private=True, n=4, total=4)
    await scene.types("Marta", "/schedule vocabulary mon,thu 18:00 4", private=True)


async def posted_on_time(scene: Theatre, *, pinned: bool) -> None:
    assert len(scene.posts()) == 1
    await scene.wait(hours=8)
    task = scene.task()
    assert LESSONS[scene.language].shown[0] in task.text.plain
    assert task.pinned == pinned


async def joined_and_answered(scene: Theatre) -> None:
    led = await scene.presses("Ana", "Join")
    await scene.follows("Ana", led)
    await scene.presses("Ana", "{name} is fine", private=True, name="Ana")
    for label in ("Yes, privately", "Yes"):
        await scene.presses("Ana", label, private=True)
    answer = await scene.types("Ana", LESSONS[scene.language].ana, reply_to=scene.task())
    assert answer.sign == "✍"
    assert scene.t("No answers yet. Be the first!") not in scene.task().text.plain


async def counted_in(scene: Theatre) -> None:
    """The first answer of somebody who did not join, and the offer only its writer may take."""
    before = len(scene.posts())
    answer = await scene.types("Ben", LESSONS[scene.language].ben, reply_to=scene.task())
    offer = scene.posts()[-1]
    assert (len(scene.posts()), offer.reply_to) == (before + 1, answer.message)
    assert offer.text.plain == scene.t("{name}, shall I count this?", name="Ben")

    refused = await scene.presses("Ana", "Yes, count me in")
    assert refused["text"]
    led = await scene.presses("Ben", "Yes, count me in")
    assert led["url"]
    assert len(scene.posts()) == before, "the offer is gone"
    (counted,) = [one for one in scene.shown_in(scene.room) if one.message == answer.message]
    assert counted.sign == "✍"


async def answered_by_a_classmate(scene: Theatre, *, seen: bool) -> None:
    """Chloe joins and answers Ana: that counts where the bot can see it."""
    led = await scene.presses("Chloe", "Join")
    await scene.follows("Chloe", led)
    await scene.presses("Chloe", "{name} is fine", private=True, name="Chloe")
    for label in ("Not now", "Yes"):
        await scene.presses("Chloe", label, private=True)
    (anas,) = [one for one in scene.shown_in(scene.room) if one.text.plain == LESSONS[scene.language].ana]
    answer = await scene.types("Dan", LESSONS[scene.language].dan, reply_to=anas)
    assert answer.sign == ""
    offers = [one for one in scene.posts() if one.text.plain == scene.t("{name}, shall I count this?", name="Dan")]
    assert len(offers) == seen
    if seen:
        await scene.presses("Dan", "No, thanks")
    answer = await scene.types("Ben", LESSONS[scene.language].dan, reply_to=anas)
    assert answer.sign == ("✍" if seen else "")


async def typed_in_front_of_all(scene: Theatre, *, removed: bool) -> None:
    """A command typed in the room is answered at the desk, and goes where the bot may take it away."""
    before = scene.posts()
    line = await scene.types("Marta", "/people")
    assert scene.t("Press a name to change something.") in scene.last("Marta")
    assert (line.text.plain == "") == removed
    refused = await scene.types("Ana", "/post vocabulary")
    assert scene.last("Ana") == scene.t("Only your teacher can do that. What is open for you: /today")
    assert (refused.text.plain == "") == removed
    assert [one.text for one in scene.posts()] == [one.text for one in before], "nothing is said in the room"


async def looked_over(scene: Theatre, *, seen: bool) -> None:
    """The picture is seen as a photo; answers between learners are no number where they are not seen."""
    await scene.types("Marta", "/overview", private=True)
    assert [one.picture for one in scene.shown_in(scene.place("Marta", private=True)) if one.file] == [True]
    blind = scene.t("{what}: – (I see only replies to me in your group)", what=scene.t("Without an answer"))
    assert scene.t("Without an answer") in scene.last("Marta")
    assert (blind in scene.last("Marta")) != seen


async def tried_in_private(scene: Theatre) -> None:
    """Ana tries a sentence out in private, then lets the bot say it for her."""
    lesson, before = LESSONS[scene.language], len(scene.posts())
    await scene.presses("Ana", "🔒 For me")
    await scene.presses("Ana", "Try a sentence", private=True)
    await scene.types("Ana", lesson.tried, private=True)
    assert len(scene.posts()) == before
    await scene.presses("Ana", "Send to the class for me", private=True)
    relayed = scene.posts()[-1]
    assert len(scene.posts()) == before + 1
    assert lesson.tried in relayed.text.plain
    assert "Ana" in relayed.text.plain


async def reminded_and_closed(scene: Theatre) -> None:
    await scene.wait(days=2)
    aim = LESSONS[scene.language].aim
    assert aim in scene.last("Chloe")
    reminder = [one for one in scene.shown_in(scene.place("Chloe", private=True)) if not one.by][-1]
    way = scene.house.engine.house.platforms["telegram"].message_link(scene.room, scene.task().message)
    assert [key.url for row in reminder.buttons for key in row if key.url] == ([way] if scene.kind != "group" else [])
    assert aim not in scene.last("Ana"), "she has written"

    await scene.wait(hours=3)
    assert not any(post.pinned for post in scene.posts())
    assert aim in scene.posts()[-1].text.plain
    assert scene.posts()[-1].message != scene.task().message, "a line of its own says that it is closed"


async def taken_back(scene: Theatre) -> None:
    before = len(scene.posts())
    await scene.wait(hours=13)
    await scene.types("Marta", "/post vocabulary", private=True)
    assert LESSONS[scene.language].shown[1] in scene.task().text.plain
    await scene.presses("Marta", "Take back", private=True)
    assert len(scene.posts()) == before


async def discussed(scene: Theatre, *, seen: bool) -> None:
    """Answering a classmate is asked for only where the bot can see it."""
    await scene.types("Marta", "/questions ¿Qué comes hoy? | Hoy como …", private=True)
    await scene.presses("Marta", "Import {n} of {total}", private=True, n=1, total=1)
    await scene.types("Marta", "/post discussion", private=True)
    task = next(one for one in reversed(scene.posts()) if one.text.plain.startswith("💬"))
    mutual = scene.t("Answer this question. Then answer one classmate. Reply here.")
    alone = scene.t("Answer this question. Reply here.")
    assert task.text.plain.splitlines()[0] == f"💬 {mutual if seen else alone}"


def menus(scene: Theatre) -> None:
    """What is offered where: a few commands for all in the group, set-up for its admins, the desk in private."""
    in_group = [one["command"] for one in scene.menu(scene.ana, scene.group)]
    assert in_group == ["today", "correct", "help"]
    assert [one["command"] for one in scene.menu(scene.admin, scene.group)] == [*in_group, "setup"]
    desk = scene.menu(scene.admin, scene.world.chats[scene.marta.id])
    assert [one["command"] for one in desk][:4] == ["words", "questions", "schedule", "post"]
    mine = scene.menu(scene.ana, scene.world.chats[scene.anas.id])
    assert [one["command"] for one in mine][:3] == ["today", "correct", "progress"]
    assert "post" not in [one["command"] for one in mine]
    assert [one["description"] for one in mine if one["command"] == "today"] == ["🤫 " + scene.t("What is open now.")]


async def told_again_changes_nothing(scene: Theatre) -> None:
    """Telegram tells everything a second time, as it does when a confirmation is lost."""
    places = [scene.room, *(scene.place(name, private=True) for name in scene.cast)]
    before = [scene.transcript(place) for place in places]
    await scene.stop()
    scene.world.updates[:] = scene.world.history
    await scene.run()
    await scene.settled()

    assert [scene.transcript(place) for place in places] == before


def all_within_limits(scene: Theatre) -> None:
    for method, given in scene.api.calls:
        assert units(str(given.get("text", ""))) <= (200 if method == "answercallbackquery" else 4096)
        assert units(str(given.get("caption", ""))) <= 1024
    failed = [(method, given["failed"]) for method, given in scene.api.calls if "failed" in given]
    assert [one for one in failed if one[0] != "getupdates"] == []
