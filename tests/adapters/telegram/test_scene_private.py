"""Private first in Telegram: from the private chat into the group, and back by a classmate's answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene_life import a_class, last_line
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow

SENTENCE = "Hoy como pan con una cuchara."


async def joins(scene: Theatre, name: str) -> None:
    led = await scene.presses(name, "Join")
    await scene.follows(name, led)
    await scene.presses(name, "{name} is fine", private=True, name=name)
    await scene.presses(name, "Not now", private=True)
    await scene.presses(name, "Yes", private=True)


async def test_a_sentence_goes_from_the_private_chat_to_the_group_and_is_answered_there(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await joins(scene, "Ben")
        await scene.types("Ben", SENTENCE, private=True)
        assert "Only you see this. What shall I do with it?" in scene.last("Ben")
        before = len(scene.posts())
        await scene.presses("Ben", "Send to the class for me", private=True)
        said = scene.posts()[-1]
        assert len(scene.posts()) == before + 1
        assert said.text.plain == f"Ben: {SENTENCE}"
        assert (await last_line(scene)).startswith("2 have written")

        answer = await scene.types("Ana", "¿Y con una mesa también?", reply_to=said)
        assert answer.sign == "✍"
        await scene.presses("Ben", "🔒 For me")
        assert "1 answer to you:\nAna: ¿Y con una mesa también?" in scene.last("Ben")

        await scene.types("Ana", "/correct Hoy como pan con mi cuchara.", reply_to=said)
        assert "That sentence is mine" not in scene.last("Ana")


async def test_the_reminder_leads_to_the_task_and_takes_a_sentence(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await joins(scene, "Ben")
        await scene.wait(days=6)
        reminders = [
            one for one in scene.shown_in(scene.place("Ben", private=True)) if "is open until" in one.text.plain
        ]
        labels = {button.label: button.url for row in reminders[-1].buttons for button in row}
        assert list(labels) == ["Go there", "Write it here", "Not this week"]
        assert labels["Go there"].startswith("https://t.me/")
        assert labels["Go there"].endswith(f"/{scene.task().message}")


async def test_a_task_deleted_by_hand_is_found_out_at_its_next_edit_and_asked_about(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        await joins(scene, "Ben")
        task = scene.task()
        chat, _ = scene.chat(scene.room)
        del chat.messages[int(task.message)]
        await scene.types("Ben", SENTENCE, private=True)
        await scene.presses("Ben", "Only count it", private=True)
        await scene.wait(minutes=2)
        assert "was deleted in your group, so I have closed it. What was written counts." in scene.last("Marta")
        await scene.presses("Marta", "Post it again", private=True)
        assert "2 have written" in scene.task().text.plain
        assert scene.task().message != task.message
