"""The life of a group as the class and its teacher see it: who comes and goes, what is forbidden, and what counts."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.chat import Place
from tests.adapters.telegram.test_messages import FORWARDED, PHOTO, VIA, VOICE
from tests.adapters.telegram.test_scene import (
    ADMIN,
    LESSONS,
    PRIVACY_ON,
    added,
    joined_and_answered,
    the_rest,
    words_and_days,
)
from tests.adapters.telegram.theatre import Theatre
from tests.adapters.telegram.world import Json

pytestmark = pytest.mark.slow


@asynccontextmanager
async def a_class(folder: Path, kind: str = "supergroup") -> AsyncIterator[Theatre]:
    """A class with an open task; Ana has joined and answered, the others have not."""
    async with Theatre(folder, kind=kind) as scene:
        await added(scene, ADMIN)
        await scene.types("Marta", LESSONS["en"].setup)
        (way,) = [button.url for post in scene.posts() for row in post.buttons for button in row if button.url]
        await scene.opens("Marta", way.partition("?start=")[2])
        await the_rest(scene, ADMIN)
        await words_and_days(scene)
        await scene.wait(hours=8)
        await joined_and_answered(scene)
        yield scene


async def last_line(scene: Theatre) -> str:
    await scene.wait(minutes=1)
    return scene.task().text.plain.splitlines()[-1]


# -- the bot in the group ----------------------------------------------------------------------------------------------


async def test_demoted_it_goes_on_and_the_teacher_hears_what_is_missing_once(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        for _ in range(2):
            scene.world.set_bot(scene.marta, scene.group, "member")
            await scene.settled()
        desk = scene.transcript(scene.place("Marta", private=True))
        assert desk.count("Something is missing in Tuesday A2:") == 1
        assert "I cannot pin the open task." in desk
        answer = await scene.types("Ana", "Otra frase con la cuchara.", reply_to=scene.task())
        assert answer.sign == "✍"

        scene.world.set_bot(scene.marta, scene.group, "administrator")
        scene.world.set_bot(scene.marta, scene.group, "member")
        await scene.settled()
        desk = scene.transcript(scene.place("Marta", private=True))
        assert desk.count("Something is missing in Tuesday A2:") == 2


async def test_a_plain_member_asks_for_replies_and_an_admin_for_anything(tmp_path: Path) -> None:
    async with Theatre(tmp_path, kind="group") as scene:
        await added(scene, PRIVACY_ON)
        await scene.types("Marta", LESSONS["en"].setup)
        (way,) = [button.url for post in scene.posts() for row in post.buttons for button in row if button.url]
        await scene.opens("Marta", way.partition("?start=")[2])
        await scene.types("Marta", "24", private=True)
        await scene.presses("Marta", "No, all are adults", private=True)
        await scene.presses("Marta", "Everything", private=True)
        assert "I cannot read everything" in scene.last("Marta")
        await scene.presses("Marta", "No, I bring my own", private=True)
        await scene.presses("Marta", "Post the welcome", private=True)
        assert "What counts: your replies to a task." in scene.posts()[0].text.plain
        await words_and_days(scene)
        await scene.wait(hours=8)
        assert "Reply here." in scene.task().text.plain
        answer = await scene.types("Ana", LESSONS["en"].ana, reply_to=scene.task())
        assert [one.reply_to for one in scene.posts()][-1] == answer.message, "she is asked whether it shall count"

        scene.world.set_bot(scene.marta, scene.group, "administrator")
        await scene.settled()
        assert "Write here." in scene.task().text.plain


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_taken_out_and_back_the_class_goes_on(tmp_path: Path, how: str) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.set_bot(scene.marta, scene.group, how)
        await scene.settled()
        assert "I was taken out of Tuesday A2" in scene.transcript(scene.place("Marta", private=True))
        posts = len(scene.posts())
        await scene.wait(days=3)
        assert len(scene.posts()) == posts, "nothing is sent where it may not be"
        assert "I could not post: I am in no group of this class." in scene.transcript(
            scene.place("Marta", private=True)
        )

        scene.world.set_bot(scene.marta, scene.group, "administrator")
        await scene.settled()
        assert "I am in Tuesday A2 again." in scene.transcript(scene.place("Marta", private=True))
        await scene.types("Marta", "/post vocabulary", private=True)
        assert "la mesa — table" in scene.task().text.plain


async def test_a_closed_topic_is_told_with_the_remedy_and_the_task_comes_when_it_opens(tmp_path: Path) -> None:
    async with a_class(tmp_path, "topic") as scene:
        thread = int(scene.room.id.partition(":")[2])
        scene.world.close_topic(scene.marta, scene.group, thread)
        await scene.wait(days=3)
        desk = scene.transcript(scene.place("Marta", private=True))
        assert "I cannot write there, so no task appears." in desk
        assert "la mesa — table" not in scene.transcript()

        scene.world.close_topic(scene.marta, scene.group, thread, reopen=True)
        await scene.settled()
        await scene.types("Marta", "/post vocabulary", private=True)
        assert "la mesa — table" in scene.task().text.plain


async def test_a_deleted_topic_is_told_and_its_task_comes_back(tmp_path: Path) -> None:
    async with a_class(tmp_path, "topic") as scene:
        del scene.group.topics[int(scene.room.id.partition(":")[2])]
        await scene.wait(days=3)
        desk = scene.transcript(scene.place("Marta", private=True))
        assert "I could not post “En casa” in Tuesday A2 · Spanish A2." in desk
        assert "I cannot find that topic any more. To go on in another one: /addroom" in desk
        assert "It is the next one on your list again." in desk

        await scene.types("Marta", "/addroom", private=True)
        code = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", scene.last("Marta"))
        assert code
        thread = scene.world.topic(scene.group, scene.marta, "Spanish again")
        scene.room = Place("telegram", f"{scene.group.id}:{thread}")
        await scene.types("Marta", f"/addroom {code[0]}")
        await scene.types("Marta", "/post vocabulary", private=True)
        assert "la mesa — table" in scene.task().text.plain, "the class goes on in another topic"


async def test_two_topics_of_a_group_are_two_classes(tmp_path: Path) -> None:
    async with a_class(tmp_path, "topic") as scene:
        first, task = scene.room, scene.task()
        other = scene.world.topic(scene.group, scene.marta, "French A1")
        scene.room = Place("telegram", f"{scene.group.id}:{other}")
        await scene.types("Marta", "/setup fr en A1 Europe/London")
        await the_rest(scene, ADMIN)
        assert "short French tasks" in scene.posts()[0].text.plain
        await scene.types("Marta", "/post vocabulary", private=True)
        await scene.presses("Marta", "Tuesday A2 · Spanish A2", private=True)

        scene.room = first
        assert scene.task() != task
        scene.room = Place("telegram", f"{scene.group.id}:{other}")
        assert not any(one.text.plain.startswith("✍") for one in scene.posts())


# -- people ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_who_leaves_the_group_or_is_banned_is_out_of_the_class(tmp_path: Path, how: str) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.leave(scene.anas, scene.group, how)
        await scene.settled()
        await scene.types("Ana", "/progress", private=True)
        assert "You are not in a class of mine yet." in scene.last("Ana")
        await scene.types("Marta", "/people", private=True)
        assert "Ana" not in scene.last("Marta")


async def test_who_blocks_the_bot_is_not_written_to_and_finds_it_all_on_coming_back(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.block(scene.anas)
        await scene.settled()
        before = len(scene.shown_in(scene.place("Ana", private=True)))
        await scene.types("Ana", "/progress")
        assert len(scene.shown_in(scene.place("Ana", private=True))) == before
        led = await scene.presses("Ana", "🔒 For me")
        await scene.follows("Ana", led)

        desk = scene.transcript(scene.place("Ana", private=True))
        assert "In the last 7 days: 1 task, 1 message" in desk
        assert "you wrote 1 message" in desk


async def test_who_unblocks_the_bot_is_greeted_once(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.block(scene.anas)
        await scene.settled()
        await scene.opens("Ana")
        assert scene.transcript(scene.place("Ana", private=True)).count("Hello Ana.") == 1


async def test_an_admin_in_the_groups_name_gets_a_button_and_who_presses_it_is_the_teacher(tmp_path: Path) -> None:
    async with Theatre(tmp_path) as scene:
        await added(scene, ADMIN)
        scene.world.delete(scene.group, int(scene.posts()[0].message))
        await scene.wait(hours=2)
        scene.world.say_as_group(scene.group, "/setup es en A2 Europe/London")
        await scene.settled()
        refused = await scene.presses("Ana", "Set up")
        assert "Only an admin of this group can set up its class." in refused["text"]
        led = await scene.presses("Marta", "Set up")
        await scene.follows("Marta", led)
        assert "Which language does the class learn?" in scene.last("Marta")


async def test_a_promoted_member_may_set_up_at_once_and_a_demoted_one_no_more(tmp_path: Path) -> None:
    async with Theatre(tmp_path) as scene:
        await added(scene, ADMIN)
        refused = await scene.presses("Ana", "Set up")
        assert "Only an admin" in refused["text"]
        scene.world.promote(scene.marta, scene.anas, scene.group)
        scene.world.promote(scene.marta, scene.bens, scene.group)
        scene.world.promote(scene.marta, scene.bens, scene.group, "member")
        await scene.settled()
        refused = await scene.presses("Ben", "Set up")
        assert "Only an admin" in refused["text"]
        led = await scene.presses("Ana", "Set up")
        assert led["url"]


# -- what is said ------------------------------------------------------------------------------------------------------


async def sign_of(scene: Theatre, text: str = "", **content: Any) -> str:
    """The sign on Ana's answer to the task when it is more, or something else, than plain words."""
    message = scene.world.say(scene.anas, scene.group, text, reply_to=int(scene.task().message), **content)
    await scene.settled()
    return scene.group.signs.get(message, "")


async def test_forwarded_and_through_another_bot_nothing_counts(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        for content in (FORWARDED, VIA):
            assert await sign_of(scene, "Ella compra una cuchara y pan.", **content) == ""
        assert await last_line(scene) == "1 has written · 2 of 4 words used"


async def test_what_the_linked_channel_posts_is_nobodys_answer(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        scene.world.post_from_channel(scene.group, "Hoy compramos una cuchara y pan.")
        await scene.settled()
        assert await last_line(scene) == "1 has written · 2 of 4 words used"


async def test_pictures_sent_together_count_once_and_a_voice_note_counts(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        album: list[Json] = [{**PHOTO, "media_group_id": "a1"} for _ in range(3)]
        assert [await sign_of(scene, **one) for one in album] == ["✍", "", ""]
        assert await sign_of(scene, **VOICE) == "✍"
        await scene.types("Ana", "/progress", private=True)
        assert "1 task, 3 messages" in scene.last("Ana")


async def test_an_edited_answer_is_counted_anew(tmp_path: Path) -> None:
    async with a_class(tmp_path) as scene:
        answer = next(one for one in scene.shown_in(scene.room) if one.by == scene.ana)
        scene.world.edit(
            scene.anas, scene.group, int(answer.message), "Compro dos aguacates, queso, pan y una cuchara."
        )
        await scene.settled()
        assert await last_line(scene) == "1 has written · 4 of 4 words used"
        scene.world.edit(scene.anas, scene.group, int(answer.message), "Sí.")
        await scene.settled()
        assert await last_line(scene) == "No answers yet. Be the first!"
        assert scene.group.signs[int(answer.message)] == ""
