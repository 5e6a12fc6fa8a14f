"""Lists as files in Telegram: sent with the command, answered with it, or alone; fetched from the Bot API server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene_life import a_class
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow

LIST = "word,translation,example\nel tren,train,Voy en tren.\nel avión,plane,\n,nothing,\n".encode()


async def imported(scene: Theatre) -> None:
    assert "2 words ready to add, out of 3 lines:" in scene.last("Marta")
    assert "Line 4: " in scene.last("Marta")
    await scene.presses("Marta", "Import {n} of {total}", private=True, n=2, total=3)
    await scene.types("Marta", "/words", private=True)
    assert "el avión — plane" in scene.last("Marta")


@pytest.mark.parametrize("private", [True, False])
async def test_a_file_with_the_command_as_its_caption(tmp_path: Path, private: bool) -> None:
    async with a_class(tmp_path) as scene:
        chat = scene.world.chats[scene.marta.id] if private else scene.group
        message = scene.world.send_file(scene.marta, chat, "viaje.csv", LIST, caption="/words")
        await scene.settled()
        assert (message in chat.messages) == private, "what was sent in front of all is gone"
        await imported(scene)


async def test_the_command_as_an_answer_to_a_file(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        message = scene.world.send_file(scene.marta, scene.group, "viaje.csv", LIST)
        await scene.settled()
        scene.world.say(scene.marta, scene.group, "/words", reply_to=message)
        await scene.settled()
        await imported(scene)


async def test_a_file_alone_is_asked_about(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.send_file(scene.marta, scene.world.chats[scene.marta.id], "viaje.csv", LIST)
        await scene.settled()
        await scene.presses("Marta", "Words", private=True)
        await imported(scene)


async def test_a_file_that_is_too_large_gets_a_sentence(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        desk = scene.world.chats[scene.marta.id]
        scene.world.send_file(scene.marta, desk, "todo.csv", b"x" * (20 * 2**20 + 1), caption="/words")
        await scene.settled()
        assert "ready to add" not in scene.last("Marta")
        assert scene.api.called("getFile") == [] or "failed" in scene.api.called("getFile")[-1]
        assert "file" in scene.last("Marta").lower()


async def test_a_learners_file_changes_nothing(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        for caption in ("/words", ""):
            content = {"caption": caption} if caption else {}
            scene.world.send_file(scene.anas, scene.world.chats[scene.anas.id], "viaje.csv", LIST, **content)  # type: ignore[arg-type]
            await scene.settled()
            assert "Only your teacher" in scene.last("Ana")
        assert scene.api.called("getFile") == [], "it is fetched only after the role check"
