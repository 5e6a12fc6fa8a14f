"""Ways to take part that are Discord's own: a form, a menu on a message, a file as an option of a command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import Form, Popup
from tests.adapters.discord.lesson import joins, lesson, now, set_up_by_a_command, words_and_days
from tests.adapters.discord.permissions import May
from tests.adapters.discord.theatre import Theatre

pytestmark = pytest.mark.slow

NOTHING_YET = "No answers yet. Be the first!"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Theatre]:
    """A class without privileged intents, whose first task was just posted; Ana has joined."""
    async with Theatre(tmp_path) as scene:
        await set_up_by_a_command(scene)
        await words_and_days(scene)
        await scene.wait(hours=8)
        await joins(scene, "Ana")
        yield scene


async def later(scene: Theatre) -> str:
    """The task half a minute later, when its last line is brought up to date."""
    await scene.wait(minutes=1)
    return scene.task().text.plain


async def test_an_answer_written_in_the_form_counts(scene: Theatre) -> None:
    (form,) = await scene.presses("Ana", "Write", under=scene.task())
    assert isinstance(form, Form)
    await scene.fills("Ana", text=lesson(scene).ana)
    if scene.offers("Ana", "Only count it"):
        await scene.presses("Ana", "Only count it")
    assert "1 has written · 2 of 4 words used" in await later(scene)


async def test_an_answer_written_in_the_form_can_be_shown_to_the_class(scene: Theatre) -> None:
    await scene.presses("Ana", "Write", under=scene.task())
    await scene.fills("Ana", text=lesson(scene).ana)
    before = len(scene.posts())
    await scene.presses("Ana", "Send to the class for me")
    assert len(scene.posts()) == before + 1
    assert lesson(scene).ana in scene.posts()[-1].text.plain
    assert "1 has written" in await later(scene)


async def test_a_reply_without_a_ring_is_not_read_and_counts_from_its_menu(scene: Theatre) -> None:
    answer = await scene.writes("Ana", lesson(scene).ana, to=scene.task(), ping=False)
    assert answer.sign == ""
    assert scene.t(NOTHING_YET) in await later(scene)

    await scene.holds("Ana", answer, "Count this")
    assert now(scene, answer).sign == "✅"
    assert "1 has written · 2 of 4 words used" in await later(scene)


async def test_what_no_reply_is_counts_from_its_menu_too(scene: Theatre) -> None:
    answer = await scene.writes("Ana", lesson(scene).ana)
    await scene.holds("Ana", answer, "Count this")
    assert "1 has written" in await later(scene)
    await scene.holds("Ana", answer, "Count this")
    assert "1 has written · 2 of 4 words used" in await later(scene)


async def test_nobody_counts_what_somebody_else_wrote(scene: Theatre) -> None:
    await joins(scene, "Ben")
    answer = await scene.writes("Ana", lesson(scene).ana)
    shown = await scene.holds("Ben", answer, "Count this")
    assert [type(one) for one in shown] == [Popup]
    assert scene.t(NOTHING_YET) in await later(scene)


async def test_a_message_that_mentions_the_bot_counts_as_a_reply_does(scene: Theatre) -> None:
    answer = await scene.writes("Ana", f"<@{scene.world.bot.id}> {lesson(scene).ana}", to=scene.task(), ping=False)
    assert answer.sign == "✅"
    assert "1 has written · 2 of 4 words used" in await later(scene)


async def test_an_answer_in_the_private_chat(scene: Theatre) -> None:
    await scene.writes("Ana", lesson(scene).ana, private=True)
    await scene.presses("Ana", "Only count it", private=True)
    assert "1 has written · 2 of 4 words used" in await later(scene)


async def test_a_suggestion_begins_with_the_words_that_are_there(scene: Theatre) -> None:
    await joins(scene, "Ben")
    answer = await scene.writes("Ana", "Yo compro dos aguacate y queso.", to=scene.task())
    (form,) = await scene.holds("Ben", answer, "Suggest a correction")
    assert isinstance(form, Form)
    assert form.fields[0].value == "Yo compro dos aguacate y queso."


async def test_words_come_as_a_file(scene: Theatre) -> None:
    content = b"el tren;train\nel barco;ship\n"
    await scene.uses("Marta", "words", file=("transporte.csv", content))
    await scene.presses("Marta", "Import {n} of {total}", n=2, total=2)
    assert "2 words added" in scene.last("Marta", private=False)


async def test_a_picture_of_the_class_is_for_the_teacher_alone(scene: Theatre) -> None:
    before = scene.transcript(who="Ana")
    await scene.uses("Marta", "overview")
    seen = [one for one in scene.looks(scene.marta, scene.channel) if one.only_me]
    assert any(one.file and one.file[0].endswith(".png") for one in seen)
    assert scene.transcript(who="Ana") == before


async def test_everything_about_me_comes_as_a_file(scene: Theatre) -> None:
    await scene.uses("Ana", "privacy")
    await scene.presses("Ana", "Everything as a file")
    seen = [*scene.looks(scene.anas, scene.channel), *scene.direct("Ana")]
    assert any(one.file for one in seen)


async def test_each_task_in_a_thread_of_its_own(scene: Theatre) -> None:
    await scene.uses("Marta", "setup")
    await scene.presses("Marta", "Threads")
    await scene.presses("Marta", "Yes, a thread each")
    await scene.wait(days=2, hours=14)
    await scene.uses("Marta", "post", activity="vocabulary")
    task = scene.task()
    thread = scene.message(task.message).thread
    assert thread
    assert 0 < len(thread.name) <= 100

    inside = scene.api.people.say(scene.anas, thread, "sin que nadie lo lea")
    answer = scene.api.people.say(scene.anas, thread, f"Compro una mesa y una silla <@{scene.world.bot.id}>")
    await scene.settled()
    await scene.wait(minutes=1)
    assert not inside.reactions
    assert answer.reactions == {"✅": [scene.world.bot.id]}
    assert "1 has written · 2 of" in scene.task().text.plain


async def test_words_in_one_line_are_understood(scene: Theatre) -> None:
    """Discord's options lose their line breaks."""
    await scene.uses("Marta", "words", lines="el tren = train")
    assert "el tren" in scene.last("Marta", private=False)


async def test_who_moderates_is_not_yet_a_teacher(scene: Theatre) -> None:
    scene.world.give(scene.guild, scene.bens, "moderator", May.MANAGE_MESSAGES | May.MANAGE_GUILD)
    before = scene.transcript(who="Chloe")
    shown = await scene.uses("Ben", "post", activity="vocabulary")
    assert shown == [Popup(scene.text("Only your teacher can do that. What is open for you: /today"))]
    made = scene.api.interactions.typing(scene.bens, scene.channel, "schedule", "activity", "")
    await scene.settled()
    assert made.choices == []
    assert scene.transcript(who="Chloe") == before


async def test_a_teacher_is_offered_what_fits(scene: Theatre) -> None:
    made = scene.api.interactions.typing(scene.marta, scene.channel, "schedule", "activity", "voc")
    await scene.settled()
    assert [one["value"] for one in made.choices] == ["vocabulary"]


async def test_buttons_work_after_a_restart(scene: Theatre) -> None:
    await scene.restart()
    await joins(scene, "Ben")
    answer = await scene.writes("Ben", lesson(scene).ben, to=scene.task())
    assert answer.sign == "✅"


async def test_help_says_what_cannot_be_counted(scene: Theatre) -> None:
    await scene.uses("Marta", "help")
    assert "only replies to me" in scene.last("Marta", private=False)


async def test_a_closed_private_chat_loses_no_reminder_nor_disturbs(scene: Theatre) -> None:
    await joins(scene, "Chloe", "Not now", "Yes")
    scene.cast["Chloe"].closed = True
    await scene.wait(days=2, hours=1)
    assert scene.direct("Chloe") == []
    assert not any(lesson(scene).aim in one.text.plain and one.reply_to for one in scene.posts())


async def test_a_closed_private_chat_keeps_the_teachers_news_for_her(scene: Theatre) -> None:
    scene.marta.closed = True
    scene.world.delete(scene.message(scene.task().message))
    await scene.settled()
    await scene.wait(minutes=2)
    scene.marta.closed = False
    await scene.writes("Marta", "hola", private=True)
    await scene.wait(minutes=1)
    assert any("En el mercado" in one.text.plain for one in scene.direct("Marta"))
