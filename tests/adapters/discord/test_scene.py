"""A class in Discord from the first line to the last, in a channel and a thread, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Popup
from tests.adapters.discord.lesson import (
    joins,
    lesson,
    now,
    set_up_by_a_command,
    set_up_by_buttons,
    taken_into_a_thread,
    words_and_days,
)
from tests.adapters.discord.theatre import Theatre
from tests.platform_rig import Seen

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("kind", "language", "privileged"),
    [
        ("channel", "en", False),
        ("thread", "es", False),
        ("channel", "es", True),
        ("thread", "en", True),
    ],
)
async def test_a_class_from_the_first_line_to_the_last(
    tmp_path: Path, kind: str, language: str, privileged: bool
) -> None:
    async with Theatre(tmp_path, kind=kind, language=language, privileged=privileged) as scene:
        assert len(scene.posts()) == 1, "it says hello"
        counts = "Everything" if privileged else "Replies"
        if kind == "thread":
            await taken_into_a_thread(scene)
            await set_up_by_a_command(scene, counts=counts)
        else:
            await set_up_by_buttons(scene, counts=counts)
        await words_and_days(scene)
        await posted_on_time(scene)
        await joined_and_answered(scene, freely=privileged)
        await counted_in(scene)
        await reminded_and_closed(scene)
        await taken_back(scene)
        commands_offered(scene)
        all_within_limits(scene)
        await told_again_changes_nothing(scene)


async def posted_on_time(scene: Theatre) -> None:
    before = len(scene.posts())
    await scene.wait(hours=8)
    task = scene.task()
    assert len(scene.posts()) == before + 1
    assert lesson(scene).shown[0] in task.text.plain
    assert task.pinned
    lines = [one for one in scene.at(scene.room).messages.values() if one.kind == 6]
    assert lines == [], "Discord's own line about the pin is gone"


async def joined_and_answered(scene: Theatre, *, freely: bool) -> None:
    await joins(scene, "Ana")
    answer = await scene.writes("Ana", lesson(scene).ana, to=None if freely else scene.task())
    assert answer.sign == "✅"
    assert scene.t("No answers yet. Be the first!") not in scene.task().text.plain


async def counted_in(scene: Theatre) -> None:
    """The first answer of somebody who did not join, and the offer only its writer may take."""
    before = len(scene.posts())
    answer = await scene.writes("Ben", lesson(scene).ben, to=scene.task())
    offer = scene.posts()[-1]
    assert (len(scene.posts()), offer.reply_to) == (before + 1, answer.message)
    assert offer.text.plain == scene.t("{name}, shall I count this?", name="Ben")

    refused = await scene.presses("Ana", "Yes, count me in")
    assert [type(one) for one in refused] == [Popup]
    await scene.presses("Ben", "Yes, count me in")
    assert len(scene.posts()) == before, "the offer is gone"
    assert now(scene, answer).sign == "✅"


async def reminded_and_closed(scene: Theatre) -> None:
    await joins(scene, "Chloe", "Not now", "Yes")
    await scene.wait(days=2)
    aim = lesson(scene).aim
    assert aim in scene.last("Chloe")
    assert not any(aim in one.text.plain for one in scene.direct("Ana")), "she has written"

    await scene.wait(hours=3)
    assert not any(post.pinned for post in scene.posts())
    assert aim in scene.posts()[-1].text.plain
    assert scene.posts()[-1].message != scene.task().message, "a line of its own says that it is closed"


async def taken_back(scene: Theatre) -> None:
    await scene.wait(hours=13)
    await scene.uses("Marta", "post", activity="vocabulary")
    posted: Seen = scene.task()
    assert lesson(scene).shown[1] in posted.text.plain
    await scene.presses("Marta", "Take back")
    assert posted.message not in [one.message for one in scene.posts()]


def commands_offered(scene: Theatre) -> None:
    """Discord shows learners no command that is a teacher's, and all of them in their language."""
    here = scene.at(scene.room)
    everybody = {one["name"]: one for one in scene.api.interactions.offered(scene.anas, here)}
    teachers = {one["name"] for one in scene.api.interactions.offered(scene.marta, here)}
    assert {"today", "correct", "progress", "settings", "privacy", "help"} <= set(everybody)
    assert not {"setup", "post", "schedule", "people", "holiday"} & set(everybody)
    assert {"setup", "post", "schedule", "people", "words"} <= teachers
    locale = {"en": "", "es": "es-ES"}[scene.language]
    today = everybody["today"]
    shown = today["description_localizations"][locale] if locale else today["description"]
    assert shown == "🤫 " + scene.t("What is open now.")


def all_within_limits(scene: Theatre) -> None:
    """The server refuses what is too long; nothing was refused."""
    failed = [(call.named, call.failed) for call in scene.api.calls if call.failed and call.method != "GET"]
    assert failed == []
    assert scene.api.interactions.unanswered == []
    assert all(one.took < 3 for one in scene.api.interactions.all)


async def told_again_changes_nothing(scene: Theatre) -> None:
    """A new start reads the rooms up; what it knew it takes once."""
    channels = [scene.at(scene.room), *(scene.world.direct(person) for person in scene.cast.values())]
    before = [scene.transcript(channel) for channel in channels]
    scene.api.gateway.forget()
    await scene.restart()
    await scene.settled()

    assert [scene.transcript(channel) for channel in channels] == before
