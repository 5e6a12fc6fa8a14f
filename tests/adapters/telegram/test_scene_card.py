"""Corrections in Telegram: offered in private through a link, typed and gone, and shown to their author alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.text import Style
from tests.adapters.telegram.test_scene_life import a_class
from tests.adapters.telegram.theatre import Theatre
from tests.adapters.telegram.world import Json
from tests.platform_rig import Seen

pytestmark = pytest.mark.slow

SENTENCE = "Ayer yo voy al mercado 🎉 con Ana."
BETTER = "Ayer yo fui al mercado 🎉 con Ana."


@asynccontextmanager
async def two_learners(folder: Path, kind: str = "supergroup") -> AsyncIterator[tuple[Theatre, Seen]]:
    """Ana and Ben have joined and can be reached; Ana has written a sentence that could be better."""
    async with a_class(folder, kind) as scene:
        led = await scene.presses("Ben", "Join")
        await scene.follows("Ben", led)
        await scene.presses("Ben", "{name} is fine", private=True, name="Ben")
        for label in ("Yes, privately", "Yes"):
            await scene.presses("Ben", label, private=True)
        yield scene, await scene.types("Ana", SENTENCE, reply_to=scene.task())


def newest(scene: Theatre, name: str) -> Json:
    """The newest message of the bot's in somebody's private chat, as Telegram keeps it."""
    chat = scene.world.chats[scene.cast[name].id]
    return [one for one in chat.messages.values() if one["from"]["is_bot"]][-1]


@pytest.mark.parametrize("kind", ["group", "supergroup", "topic"])
async def test_a_bare_correct_leads_to_the_private_chat_and_the_card_quotes_the_words(
    tmp_path: Path, kind: str
) -> None:
    async with two_learners(tmp_path, kind) as (scene, said):
        await scene.types("Ben", "/correct", reply_to=said)
        way = scene.posts()[-1]
        assert way.buttons[0][0].label == "Correct in private"
        await scene.opens("Ben", way.buttons[0][0].url.partition("?start=")[2])
        assert SENTENCE in scene.last("Ben")
        await scene.types("Ben", BETTER, private=True)

        card = newest(scene, "Ana")
        assert card["quote"] == {"text": "voy", "position": 8}
        assert card["external_reply"]["message_id"] == int(said.message)
        shown = [one for one in scene.shown_in(scene.place("Ana", private=True)) if not one.by][-1]
        assert [span.text for span in shown.text if span.style is Style.STRUCK] == ["voy"]
        assert shown.buttons[0][0].label == "Got it"


async def test_a_correction_typed_in_front_of_all_is_carried_out_and_removed(tmp_path: Path) -> None:
    async with two_learners(tmp_path) as (scene, said):
        before = scene.transcript()
        line = await scene.types("Ben", f"/correct {BETTER}", reply_to=said)
        assert line.text.plain == ""
        assert scene.transcript() == before
        assert newest(scene, "Ana")["quote"]["text"] == "voy"


async def test_where_the_line_cannot_be_removed_its_giver_is_told_how_to_do_it_unseen(tmp_path: Path) -> None:
    async with two_learners(tmp_path) as (scene, said):
        scene.world.set_bot(scene.marta, scene.group, "administrator", can_delete_messages=False)
        await scene.settled()
        line = await scene.types("Ben", f"/correct {BETTER}", reply_to=said)
        assert line.text.plain != ""
        assert "So that nobody sees it, answer with /correct alone next time." in scene.last("Ben")


async def test_a_card_waits_under_for_me_for_who_closed_the_private_chat(tmp_path: Path) -> None:
    async with two_learners(tmp_path) as (scene, said):
        scene.world.block(scene.anas)
        await scene.settled()
        await scene.types("Ben", f"/correct {BETTER}", reply_to=said)
        assert "suggests" not in scene.last("Ana")

        led = await scene.presses("Ana", "🔒 For me")
        await scene.follows("Ana", led)
        desk = scene.transcript(scene.place("Ana", private=True))
        assert "Ben suggests one small change. Only you see this." in desk
        assert "“En el mercado”: you wrote 2 messages." in desk


async def test_the_asterisk_adds_nothing_to_the_room(tmp_path: Path) -> None:
    async with two_learners(tmp_path) as (scene, said):
        await scene.types("Ben", "*fui", reply_to=said)
        before = scene.transcript()
        assert before.splitlines()[-1] == "Ben: *fui"
        assert "fui" in scene.last("Ben"), "offered to its writer, in private"
        assert "fui" not in scene.last("Ana")
