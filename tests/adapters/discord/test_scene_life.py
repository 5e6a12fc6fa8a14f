"""A class through the life of its server: rights that are missing, rooms that close, the bot out and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.records import Records
from tests.adapters.discord.lesson import joins, lesson, now, set_up_by_a_command, words_and_days
from tests.adapters.discord.permissions import May
from tests.adapters.discord.rig import RIGHTS, DiscordRig
from tests.adapters.discord.theatre import Theatre

pytestmark = pytest.mark.slow


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Theatre]:
    """A class with everything switched on; Ana has joined, the first task is due in a minute."""
    async with Theatre(tmp_path, privileged=True) as scene:
        await set_up_by_a_command(scene, counts="Everything")
        await words_and_days(scene)
        await joins(scene, "Ana")
        await scene.wait(hours=7, minutes=59)
        yield scene


def tasks(scene: Theatre) -> int:
    return sum(post.text.plain.startswith("✍") for post in scene.posts())


def told(scene: Theatre, words: str) -> int:
    return sum(words.casefold() in post.text.plain.casefold() for post in scene.direct("Marta"))


async def classes(scene: Theatre) -> list[Any]:
    def read(records: Records) -> list[Any]:
        return [one for one in [records.classes.get(1)] if one]

    return await scene.house.database.write(read)


async def test_a_missing_right_is_told_to_the_teacher_once_with_its_name(scene: Theatre) -> None:
    scene.api.people.forbid_bot(scene.channel, May.PIN_MESSAGES)
    await scene.settled()
    await scene.wait(minutes=2)
    await scene.wait(days=3)

    assert tasks(scene) == 2
    assert not any(post.pinned for post in scene.posts())
    assert told(scene, "Pin Messages") == 1


async def test_a_room_that_may_not_be_written_in_is_told_and_the_post_comes_when_it_may(scene: Theatre) -> None:
    scene.api.people.forbid_bot(scene.channel, May.SEND_MESSAGES)
    await scene.settled()
    await scene.wait(minutes=30)
    assert tasks(scene) == 0
    assert scene.direct("Marta")


async def test_a_room_made_private_is_told_and_nothing_is_sent_there(scene: Theatre) -> None:
    scene.api.people.hide(scene.channel)
    await scene.settled()
    await scene.wait(minutes=30)
    assert tasks(scene) == 0
    assert scene.direct("Marta")


async def test_who_leaves_the_server_is_no_longer_expected(scene: Theatre) -> None:
    await joins(scene, "Ben")
    await scene.wait(minutes=1)
    scene.api.people.leave(scene.bens, scene.guild)
    await scene.settled()
    await scene.uses("Marta", "people")
    assert "Ben" not in scene.last("Marta", private=False)


async def test_the_bot_taken_out_and_brought_back_goes_on_with_the_class(scene: Theatre) -> None:
    scene.api.people.remove_bot(scene.guild)
    await scene.settled()
    await scene.wait(days=2)
    assert tasks(scene) == 0
    scene.api.people.add_bot(scene.guild, RIGHTS)
    await scene.settled()
    await scene.wait(days=5)
    assert tasks(scene) >= 1
    assert len(await classes(scene)) == 1


async def test_the_data_of_a_server_left_is_erased_after_thirty_days(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await scene.writes("Ana", lesson(scene).ana)
    scene.api.people.remove_bot(scene.guild)
    await scene.settled()
    await scene.wait(days=29)
    (class_,) = await classes(scene)
    assert class_.finished_at is None
    await scene.wait(days=3)
    assert await classes(scene) == [] or (await classes(scene))[0].finished_at is not None


async def test_an_outage_of_the_server_changes_nothing(scene: Theatre) -> None:
    scene.api.people.outage(scene.guild)
    await scene.settled()
    scene.api.people.recover(scene.guild)
    await scene.settled()
    await scene.wait(minutes=2)
    assert tasks(scene) == 1
    assert scene.direct("Marta") == []


async def test_many_answers_deleted_at_once_are_uncounted(scene: Theatre) -> None:
    await joins(scene, "Ben")
    await scene.wait(minutes=1)
    written = [await scene.writes("Ana", lesson(scene).ana), await scene.writes("Ben", lesson(scene).ben)]
    await scene.wait(minutes=1)
    assert "2 have written" in scene.task().text.plain
    scene.world.delete_many([scene.message(one.message) for one in written])
    await scene.settled()
    await scene.wait(minutes=1)
    assert scene.t("No answers yet. Be the first!") in scene.task().text.plain


async def test_a_busy_class_keeps_its_last_line_up_to_date_within_discords_limit_of_edits(scene: Theatre) -> None:
    """Discord lets a message older than an hour be edited a few times in ten minutes."""
    await scene.wait(minutes=1)
    scene.api.paces.real = False
    for name in ("Ben", "Chloe"):
        await joins(scene, name)
    await scene.wait(hours=2)
    for number in range(6):
        await scene.writes(("Ana", "Ben", "Chloe")[number % 3], f"{lesson(scene).ana} {number} veces")
        await scene.wait(minutes=1)
    await scene.wait(minutes=20)
    assert "3 have written" in scene.task().text.plain
    edits = [call for call in scene.api.called("PATCH /channels/{channel}/messages/{message}") if call.failed]
    assert edits == [], "Discord never had to refuse one"


async def test_a_reply_to_an_old_task_counts_late(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    old = scene.task()
    await scene.wait(days=3)
    answer = await scene.writes("Ana", lesson(scene).ana, to=old)
    assert now(scene, answer).sign == "✅"


@pytest.mark.parametrize("shards", [2])
async def test_two_shards_hear_everything_once(tmp_path: Path, shards: int) -> None:
    rig = DiscordRig(tmp_path, shards=shards)
    await rig.api.start()
    await rig.run(20)
    guilds = [rig.world.guild(f"Room {number}", rig.marta, rig.anas) for number in range(4)]
    for guild in guilds:
        rig.api.people.add_bot(guild, RIGHTS)
        assert guild.system_channel
        rig.api.people.say(rig.anas, guild.channels[guild.system_channel], f"hola {guild.name}")
    for guild in guilds:
        await rig.heard.message(f"hola {guild.name}")
    assert len({said.key for said in rig.heard.events}) == len(rig.heard.events)
    await rig.close()
