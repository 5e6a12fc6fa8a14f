"""Discord's own manners: acknowledged in time, seen by one person, forms, commands in every language, files, rings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat import (
    NOTHING,
    Answer,
    Button,
    CommandUsed,
    Edit,
    Event,
    Field,
    Form,
    FormSent,
    Nothing,
    Popup,
    Pressed,
    Private,
    Say,
)
from bot.text import plain
from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.rig import DiscordRig, answered

KEYS = ((Button("🔒", "2:1"),),)


def answering(rig: DiscordRig, answer: Answer) -> None:
    rig.heard.answer = lambda event: answer if isinstance(event, Pressed | CommandUsed | FormSent) else NOTHING


async def pressed(rig: DiscordRig) -> Interaction:
    message = await rig.platform.deliver(Say(rig.room, plain("task"), KEYS), "k")
    made = rig.api.interactions.press(rig.anas, rig.message(message), "2:1")
    await answered(made)
    return made


# -- in time ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("answer", [Private(plain("done")), Popup(plain("done")), Nothing()])
@pytest.mark.parametrize("way", ["press", "command"])
async def test_a_slow_turn_is_acknowledged_in_time_and_answered_privately(
    rig: DiscordRig, answer: Answer, way: str
) -> None:
    async def slowly(event: Event) -> None:
        if isinstance(event, Pressed | CommandUsed):
            async with asyncio.timeout(30):
                while not (rig.api.interactions.all and rig.api.interactions.all[-1].answer):
                    await asyncio.sleep(0.01)

    rig.heard.before = slowly
    answering(rig, answer)
    if way == "press":
        made = await pressed(rig)
    else:
        made = rig.api.interactions.use(rig.anas, rig.channel, "today")
        await answered(made)
    async with asyncio.timeout(30):
        while rig.api.open or (not isinstance(answer, Nothing) and not made.said):
            await asyncio.sleep(0.01)

    assert 0 < made.took < 3
    told = [(one.content, one.only_for) for one in made.said]
    assert told == ([] if isinstance(answer, Nothing) else [("done", rig.anas.id)])
    assert not any("thinking" in one.text.plain for one in await rig.seen(rig.ana))
    assert [one for one in rig.channel.messages.values() if one.flags & 1 << 7] == []


@pytest.mark.slow
async def test_a_form_that_comes_too_late_is_replaced_by_a_sentence(rig: DiscordRig) -> None:
    async def slowly(event: Event) -> None:
        async with asyncio.timeout(30):
            while rig.api.interactions.all and not rig.api.interactions.all[-1].answer:
                await asyncio.sleep(0.01)

    rig.heard.before = slowly
    answering(rig, Form("Ask", "4:1", (Field("question", "Your question"),)))
    made = await pressed(rig)
    async with asyncio.timeout(30):
        while not made.said:
            await asyncio.sleep(0.01)
    assert made.said[0].only_for == rig.anas.id


async def test_a_turn_that_fails_is_told_to_who_pressed(rig: DiscordRig) -> None:
    rig.heard.fails = True
    made = await pressed(rig)
    assert [one.only_for for one in made.said] == [rig.anas.id]


async def test_every_interaction_is_answered_once(rig: DiscordRig) -> None:
    answering(rig, Popup(plain("ok")))
    for _ in range(5):
        await pressed(rig)
        await rig.command(rig.ben, "today")
    assert rig.api.interactions.unanswered == []
    assert not any(call.failed for call in rig.api.calls)


# -- for one person ---------------------------------------------------------------------------------------------------


async def test_a_private_answer_takes_the_place_of_the_one_that_was_pressed(rig: DiscordRig) -> None:
    answering(rig, Private(plain("one"), KEYS))
    first = (await pressed(rig)).said[0]
    answering(rig, Private(plain("two"), KEYS, replaces=True))
    await answered(rig.api.interactions.press(rig.anas, first, "2:1"))

    assert (first.content, first.only_for) == ("two", rig.anas.id)
    mine = [one.text.plain for one in await rig.seen(rig.ana) if one.only_me]
    assert mine == ["two"]


async def test_a_private_answer_is_changed_later_through_its_own_door(rig: DiscordRig) -> None:
    await rig.command(rig.ana, "today")
    message = await rig.platform.deliver(Say(rig.room, plain("psst"), only_for=rig.ana), "w")
    await rig.platform.deliver(Edit(rig.room, message, plain("changed")), "e")

    assert [one.text.plain for one in await rig.seen(rig.ana) if one.only_me] == ["changed"]
    assert not any(one.only_me for one in await rig.seen(rig.ben))


async def test_what_is_for_one_person_comes_privately_when_the_quarter_of_an_hour_is_over(tmp_path: Path) -> None:
    time = [datetime(2026, 5, 4, 9, 0, tzinfo=UTC)]
    rig = DiscordRig(tmp_path, now=lambda: time[0])
    await rig.start()
    await rig.command(rig.ana, "today")
    time[0] += timedelta(minutes=20)
    await rig.platform.deliver(Say(rig.room, plain("psst"), only_for=rig.ana), "w")

    told = [*await rig.seen(rig.ana), *await rig.seen(rig.ana, rig.private(rig.ana))]
    assert [one.text.plain for one in told] == ["psst"]
    assert await rig.seen(rig.ben) == []
    await rig.close()


async def test_an_answer_with_a_file_arrives_whole(rig: DiscordRig) -> None:
    content = bytes(range(256)) * 4
    answering(rig, Private(plain("your words"), file=("words.csv", content)))
    (told,) = (await pressed(rig)).said
    seen = rig.as_seen(told)
    assert (seen.file, seen.only_me) == (("words.csv", content), True)


async def test_a_long_private_answer_full_of_signs_arrives(rig: DiscordRig) -> None:
    text = "*" * (rig.limits.text - 1) + "a"
    answering(rig, Private(plain(text)))
    (told,) = (await pressed(rig)).said
    assert rig.text_of(told).plain == text


# -- buttons and forms ------------------------------------------------------------------------------------------------


async def test_a_button_works_after_a_restart(rig: DiscordRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task"), KEYS), "k")
    await rig.restart()
    await rig.press(rig.ana, message, "2:1")
    assert (await rig.heard.one(Pressed)).code == "2:1"


async def test_twenty_five_buttons_in_odd_rows_all_arrive(rig: DiscordRig) -> None:
    rows = tuple(tuple(Button(f"{r}{n}", f"{r}:{n}") for n in range(3)) for r in range(8))
    message = await rig.platform.deliver(Say(rig.room, plain("many"), rows), "k")
    (seen,) = [one for one in await rig.seen(rig.ana) if one.message == message]
    assert [b.code for row in seen.buttons for b in row] == [b.code for row in rows for b in row]


async def test_a_form_holds_what_was_there_and_keeps_its_lines(rig: DiscordRig) -> None:
    lines = "el pan = bread\nla sal = salt"
    long_title = "Une phrase meilleure que la mienne, s'il vous plaît"
    answering(
        rig,
        Form(
            long_title,
            "4:1",
            (
                Field("text", "A label that is rather longer than forty-five characters", lines, long=True),
                Field("why", "Why?", required=False, limit=100),
            ),
        ),
    )
    made = await pressed(rig)
    form = made.form
    assert form
    assert len(form["title"]) <= 45
    answering(rig, NOTHING)
    await answered(rig.api.interactions.send_form(made, {}))
    sent = await rig.heard.one(FormSent)
    assert (sent.code, sent.fields["text"], sent.fields["why"]) == ("4:1", lines, "")
    assert sent.by.user == rig.ana


# -- commands ---------------------------------------------------------------------------------------------------------


async def test_commands_are_installed_once_and_again_only_when_they_changed(rig: DiscordRig) -> None:
    assert rig.world.installs == 1
    await rig.restart()
    assert rig.world.installs == 1
    rig.offering.commands = rig.offering.commands[:1]
    await rig.stop()
    rig.world.commands = []
    await rig.restart()
    assert rig.world.installs == 2
    assert [one["name"] for one in rig.world.commands if one["type"] == 1] == ["today"]


async def test_completion_of_somebody_who_may_not_is_empty_and_answered(rig: DiscordRig) -> None:
    assert await rig.completed(rig.admin, "post", "activity", "zzz") == []
    assert rig.api.interactions.unanswered == []


async def test_a_command_in_the_private_chat_is_told_as_private(rig: DiscordRig) -> None:
    made = rig.api.interactions.use(rig.anas, rig.world.direct(rig.anas), "today")
    await answered(made)
    assert (await rig.heard.one(CommandUsed)).where == rig.private(rig.ana)


async def test_a_quick_reply_rings_nobody(rig: DiscordRig) -> None:
    asked = await rig.say(rig.ana, "¿Qué significa?")
    await rig.platform.deliver(Say(rig.room, plain("@everyone <@" + rig.ben + "> mira"), reply_to=asked), "k")
    (ours,) = [one for one in rig.channel.messages.values() if one.author is rig.world.bot]
    assert (ours.everyone, [who for who in ours.mentions if who != rig.anas.id]) == (False, [])


async def test_a_silent_post_is_silent(rig: DiscordRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task"), silent=True), "k")
    assert rig.message(message).flags & 1 << 12


# -- without privileged intents ---------------------------------------------------------------------------------------


@pytest.fixture
async def plain_rig(tmp_path: Path) -> AsyncIterator[DiscordRig]:
    rig = DiscordRig(tmp_path, privileged=False)
    await rig.start()
    yield rig
    await rig.close()


async def test_only_what_is_meant_for_the_bot_is_told(plain_rig: DiscordRig) -> None:
    rig = plain_rig
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    people, bot = rig.api.people, rig.world.bot
    people.say(rig.anas, rig.channel, "nadie lo ve")
    people.say(rig.anas, rig.channel, "sin sonido", answers=int(post), ping=False)
    people.say(rig.anas, rig.channel, "con sonido aquí", answers=int(post))
    people.say(rig.anas, rig.channel, f"<@{bot.id}> con mención aquí")
    people.say(rig.anas, rig.channel, f"con mención detrás <@{bot.id}>")
    people.write_directly(rig.anas, "a solas contigo")
    await rig.heard.message("a solas contigo")

    told = [said.text for said in rig.heard.all(type(await rig.heard.message("con sonido aquí")))]
    assert sorted(told) == ["a solas contigo", "con mención aquí", "con mención detrás", "con sonido aquí"]


async def test_an_edit_of_an_answer_with_ping_is_told(plain_rig: DiscordRig) -> None:
    from bot.chat import Edited

    rig = plain_rig
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    message = await rig.say(rig.ana, "Yo fui al mercado", reply_to=post)
    await rig.heard.message("Yo fui al mercado")
    await rig.edit(rig.ana, message, "Yo iba al mercado")
    assert (await rig.heard.one(Edited)).text == "Yo iba al mercado"
