"""Ways in and languages: links that carry something, and each person's own language until they choose another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text import Style
from tests.adapters.telegram.test_scene_life import a_class
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow


def payload_shown(scene: Theatre, name: str) -> str:
    """What the link in the last private message to somebody carries."""
    _, found, rest = scene.last(name).partition("https://t.me/TertuliaTestBot?start=")
    assert found, scene.last(name)
    return rest.split()[0]


def menu(scene: Theatre, name: str) -> dict[str, str]:
    """The menu of somebody's private chat."""
    person = scene.cast[name]
    return {one["command"]: one["description"] for one in scene.menu(str(person.id), scene.world.chats[person.id])}


async def test_everybody_is_told_in_the_language_of_their_phone_until_they_choose(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.cast["Chloe"].language = "es"
        led = await scene.presses("Chloe", "Join")
        await scene.follows("Chloe", led)
        assert "¿Cómo quieres que te llame la clase?" in scene.last("Chloe")
        shown = await scene.presses("Chloe", "🔒 For me")
        assert shown["text"] == "Te he escrito en nuestro chat privado."
        assert "No answers yet" not in scene.task().text.plain, "the room is the class's"
        assert "Respuestas" not in scene.task().text.plain
        assert menu(scene, "Chloe")["today"].endswith("Lo que está abierto ahora.")

        await scene.types("Chloe", "/settings", private=True)
        scene.language = "es"
        await scene.presses("Chloe", "Language", private=True)
        await scene.presses("Chloe", "English", private=True)
        await scene.types("Chloe", "/today", private=True)
        assert "one sentence is enough" in scene.last("Chloe")
        assert menu(scene, "Chloe")["today"].endswith("What is open now.")


async def test_a_language_the_bot_does_not_speak_becomes_the_classs(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.cast["Chloe"].language = "de"
        led = await scene.presses("Chloe", "Join")
        await scene.follows("Chloe", led)
        assert "What should the class call you?" in scene.last("Chloe")


async def test_a_link_makes_a_second_teacher_who_has_a_teachers_menu(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await scene.types("Marta", "/people", private=True)
        for label in ("Invite a teacher", "For good"):
            await scene.presses("Marta", label, private=True)
        payload = payload_shown(scene, "Marta")
        await scene.opens("Dan", payload)
        assert "schedule" not in menu(scene, "Dan")
        await scene.presses("Dan", "Yes, I will teach", private=True)
        assert {"schedule", "people", "post"} <= menu(scene, "Dan").keys()
        await scene.opens("Ben", payload)
        assert "or is too old" in scene.last("Ben")


async def test_a_link_for_learners_joins_who_is_seen_in_the_group(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await scene.types("Marta", "/people", private=True)
        await scene.presses("Marta", "Link for learners", private=True)
        await scene.opens("Ben", payload_shown(scene, "Marta"))
        await scene.presses("Ben", "Join", private=True)
        answer = await scene.types("Ben", "Yo como pan con queso.", reply_to=scene.task())
        assert answer.sign == "✍"


async def test_a_link_makes_a_second_phone_the_same_person(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await scene.types("Ana", "/settings", private=True)
        await scene.presses("Ana", "Another account", private=True)
        await scene.opens("Ben", payload_shown(scene, "Ana"))
        await scene.presses("Ben", "Yes, that is me", private=True)
        await scene.types("Ben", "/progress", private=True)
        assert "In the last 7 days: 1 task, 1 message" in scene.last("Ben")


async def test_who_types_a_command_and_cannot_be_reached_is_shown_the_way(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        line = await scene.types("Ben", "/today@TertuliaTestBot")
        assert line.text.plain == "", "the typed line is gone"
        way = scene.posts()[-1]
        assert way.text.plain == "I answer in our private chat. Open it and press Start."
        await scene.opens("Ben", way.buttons[0][0].url.partition("?start=")[2])
        assert "I'm Tertulia, a bot for language classes." in scene.last("Ben")
        await scene.wait(minutes=11)
        assert way.message not in [one.message for one in scene.posts()]


async def test_help_to_start_is_shown_over_the_screen_of_who_has_not_joined(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        shown = await scene.presses("Ben", "Help me start")
        assert shown["text"].startswith("Say one true thing about yourself.")
        assert shown["alert"]


async def test_help_to_start_comes_privately_whether_the_private_chat_is_open_or_closed(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        long = f"¿Qué comes hoy? | Hoy como … | el pan, la sal | {'In Spain lunch is at two. ' * 8}"
        await scene.types("Marta", f"/questions {long}", private=True)
        await scene.presses("Marta", "Import {n} of {total}", private=True, n=1, total=1)
        await scene.types("Marta", "/post discussion", private=True)
        before = scene.transcript()
        shown = await scene.presses("Ana", "Help me start")
        assert shown["text"] == "I have written to you in our private chat."
        helped = scene.last("Ana")
        assert helped.startswith("Begin like this: Hoy como …")
        assert helped.count("lunch is at two") == 8

        scene.world.block(scene.anas)
        await scene.settled()
        written = len(scene.shown_in(scene.place("Ana", private=True)))
        led = await scene.presses("Ana", "Help me start")
        await scene.follows("Ana", led)
        since = [one.text.plain for one in scene.shown_in(scene.place("Ana", private=True))[written:] if not one.by]
        assert helped in since
        assert scene.transcript() == before


async def test_what_somebody_typed_comes_to_life_nowhere(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        lines = "# @admin <b>hoy</b>\n👩‍👩‍👧 *la familia* = _family_ | https://example.org /stop @everyone | 100 %"
        await scene.types("Marta", "/words", private=True)
        await scene.types("Marta", lines, private=True)
        await scene.presses("Marta", "Done", private=True)
        await scene.presses("Marta", "Import {n} of {total}", private=True, n=1, total=1)
        await scene.wait(days=8)
        task = scene.task()
        assert "👩‍👩‍👧 *la familia* — _family_" in task.text.plain
        assert "@admin <b>hoy</b>" in task.text.plain
        assert [span.text for span in task.text if span.style is Style.LINK] == []
