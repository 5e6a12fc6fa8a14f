"""Discord in trouble: gone, 429, 503, lines that break; nothing is doubled or lost, and no token is told."""

from __future__ import annotations

import asyncio
import logging
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.discord import Section, open_platform
from bot.chat import Act, Button, Delete, Edit, Pin, Pressed, React, Said, Say, SendFile, Unpin
from bot.config import ConfigError
from bot.port import Moved, Refused, Surroundings, TryLater, Uncertain, Why
from bot.text import plain
from tests.adapters.discord.permissions import May
from tests.adapters.discord.rig import DiscordRig
from tests.adapters.discord.server import TOKEN
from tests.platform_rig import utc_now

SEND = "POST /channels/{channel}/messages"
ONE = "/channels/{channel}/messages/{message}"


async def texts(rig: DiscordRig) -> list[str]:
    return [seen.text.plain for seen in await rig.seen(rig.ana)]


async def failure(rig: DiscordRig, act: Act, key: str = "k") -> Exception:
    with pytest.raises((TryLater, Refused, Moved, Uncertain)) as raised:
        await rig.platform.deliver(act, key)
    return raised.value


# -- what we do -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["lose", "lose answer"])
async def test_a_post_whose_line_broke_is_there_once_however_often_it_is_sent(rig: DiscordRig, how: str) -> None:
    rig.api.fail(SEND, how)

    assert isinstance(await failure(rig, Say(rig.room, plain("task"))), Uncertain | TryLater)
    again = [await rig.platform.deliver(Say(rig.room, plain("task")), "k") for _ in range(2)]
    assert len(set(again)) == 1
    assert await texts(rig) == ["task"]


async def test_after_a_503_the_post_is_tried_later_everywhere(rig: DiscordRig) -> None:
    rig.api.fail(SEND, 503)

    later = await failure(rig, Say(rig.room, plain("task")))
    assert isinstance(later, TryLater)
    assert later.everywhere


@pytest.mark.slow
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_what_the_library_repeats_by_itself_arrives_once(rig: DiscordRig, status: int) -> None:
    rig.api.fail(SEND, status)
    await rig.platform.deliver(Say(rig.room, plain("task")), "k")

    assert await texts(rig) == ["task"]


@pytest.mark.parametrize("how", ["lose", "lose answer", 503])
async def test_what_does_no_harm_twice_is_simply_done_later(rig: DiscordRig, how: str | int) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    for named, act in (
        (f"PATCH {ONE}", Edit(rig.room, message, plain("new"))),
        (f"PUT {ONE}/reactions/{{emoji}}/@me", React(rig.room, message, ("✅",))),
        ("PUT /channels/{channel}/messages/pins/{message}", Pin(rig.room, message)),
        ("DELETE /channels/{channel}/messages/pins/{message}", Unpin(rig.room, message)),
        (f"DELETE {ONE}", Delete(rig.room, message)),
    ):
        # a lost request of a kind that may be repeated, aiohttp repeats once by itself
        rig.api.fail(named, how, times=2)
        assert isinstance(await failure(rig, act), TryLater | Refused), named


async def test_a_server_that_is_gone_is_tried_later_everywhere(rig: DiscordRig) -> None:
    async with rig.api.away():
        later = await failure(rig, Say(rig.room, plain("task")))
    assert isinstance(later, TryLater)
    assert later.everywhere


@pytest.mark.parametrize("how", [429, "global"])
async def test_a_short_pause_is_kept_and_nothing_doubled(rig: DiscordRig, how: str | int) -> None:
    rig.api.fail(SEND, how, times=2, seconds=0.05)
    for text in ("a", "b", "c"):
        await rig.platform.deliver(Say(rig.room, plain(text)), text)

    assert await texts(rig) == ["a", "b", "c"]


async def test_a_long_pause_in_one_channel_is_not_waited_for(rig: DiscordRig) -> None:
    rig.api.fail(SEND, 429, seconds=90.0, channel=rig.channel.id)
    other = await rig.make_room("Thursday")

    later = await failure(rig, Say(rig.room, plain("task")))
    assert isinstance(later, TryLater)
    assert (later.seconds, later.everywhere) == (90, False)
    assert await rig.platform.deliver(Say(other, plain("elsewhere")), "k")


@pytest.mark.slow
async def test_real_paces_are_kept_without_a_single_refusal(rig: DiscordRig) -> None:
    rig.api.paces.real = True
    for number in range(6):
        await rig.platform.deliver(Say(rig.room, plain(str(number))), f"k{number}")

    assert rig.api.paces.refused == 0
    assert await texts(rig) == [str(number) for number in range(6)]


async def test_without_rights(rig: DiscordRig) -> None:
    theirs = await rig.say(rig.ana, "hola")
    for rights, act in (
        (May.PIN_MESSAGES, Pin(rig.room, theirs)),
        (May.MANAGE_MESSAGES, Delete(rig.room, theirs)),
        (May.ADD_REACTIONS, React(rig.room, theirs, ("✅",))),
        (May.ATTACH_FILES, SendFile(rig.room, "a.csv", b"x", plain("x"))),
        (May.SEND_MESSAGES, Say(rig.room, plain("x"))),
        (May.VIEW_CHANNEL, Edit(rig.room, theirs, plain("x"))),
    ):
        rig.api.people.forbid_bot(rig.channel, rights)
        refused = await failure(rig, act)
        assert isinstance(refused, Refused), act
        assert refused.why in (Why.NO_RIGHT, Why.BLOCKED, Why.GONE), act


async def test_a_text_of_signs_alone_arrives_at_its_full_length(rig: DiscordRig) -> None:
    signs = "*" * (rig.limits.text - 1) + "a"
    await rig.platform.deliver(Say(rig.room, plain(signs)), "k")

    assert await texts(rig) == [signs]


async def test_a_channel_that_is_deleted_is_gone(rig: DiscordRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    rig.api.people.delete_channel(rig.channel)

    for act in (Say(rig.room, plain("x")), Edit(rig.room, message, plain("y")), Pin(rig.room, message)):
        refused = await failure(rig, act)
        assert isinstance(refused, Refused)
        assert refused.why is Why.GONE


async def test_a_person_of_no_shared_server_is_blocked(rig: DiscordRig) -> None:
    stranger = str(rig.world.person("Eve").id)
    refused = await failure(rig, Say(rig.private(stranger), plain("x")))
    assert isinstance(refused, Refused)
    assert refused.why is Why.BLOCKED


@pytest.mark.parametrize(
    "act",
    [
        lambda room: Say(room, plain("  \n ")),
        lambda room: Say(room, plain("x"), ((Button("a", "c" * 101),),)),
        lambda room: Say(room, plain("x"), ((Button("a" * 81, "1:1"),),)),
        lambda room: Say(room, plain("x"), ((Button("a", "1:1", "https://example.org"),),)),
        lambda room: Say(room, plain("x"), tuple((Button("a", f"1:{n}"),) for n in range(26))),
        lambda room: SendFile(room, "a.csv", b"x", plain("ñ" * 4001)),
    ],
)
async def test_what_discord_would_not_take_is_not_sent(rig: DiscordRig, act: object) -> None:
    refused = await failure(rig, act(rig.room))  # type: ignore[operator]
    assert isinstance(refused, Refused)
    assert refused.why is Why.INVALID
    assert rig.api.called(SEND) == []


async def test_too_many_edits_of_an_old_post_are_given_up_for_the_next_one(tmp_path: Path) -> None:
    time = [datetime(2026, 5, 4, 9, 0, tzinfo=UTC)]
    rig = DiscordRig(tmp_path, now=lambda: time[0])
    await rig.start()
    message = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    time[0] += timedelta(hours=2)
    for number in range(3):
        await rig.platform.deliver(Edit(rig.room, message, plain(f"task {number}")), f"e{number}")
    refused = await failure(rig, Edit(rig.room, message, plain("task 4")))
    assert isinstance(refused, Refused | TryLater)
    assert not getattr(refused, "everywhere", False)
    time[0] += timedelta(minutes=10)
    await rig.platform.deliver(Edit(rig.room, message, plain("task 5")), "e5")
    assert await texts(rig) == ["task 5"]
    await rig.close()


# -- what happens -----------------------------------------------------------------------------------------------------


async def back(rig: DiscordRig) -> None:
    async with asyncio.timeout(30):
        await rig.api.gateway.ready.wait()


async def test_what_was_said_while_the_line_was_cut_is_told_once_in_its_order(rig: DiscordRig) -> None:
    rig.api.gateway.cut()
    for text in ("uno", "dos"):
        await rig.say(rig.ana, text)
    await back(rig)
    await rig.say(rig.ben, "tres")
    await rig.heard.message("tres")

    assert [said.text for said in rig.heard.all(Said)] == ["uno", "dos", "tres"]
    assert rig.api.gateway.resumed == 1


async def test_a_request_to_reconnect_loses_nothing(rig: DiscordRig) -> None:
    await rig.api.gateway.ask_to_reconnect()
    await rig.say(rig.ana, "uno")
    await rig.heard.message("uno")

    assert [said.text for said in rig.heard.all(Said)] == ["uno"]


@pytest.mark.slow
async def test_a_lost_session_is_read_up_from_the_last_message_taken(rig: DiscordRig) -> None:
    await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "antes")
    await rig.heard.message("antes")
    rig.api.gateway.forget()
    rig.api.gateway.cut()
    for number in range(3):
        await rig.say(rig.ana, f"mientras {number}")
    await back(rig)
    await rig.say(rig.ben, "después")
    await rig.heard.message("después")
    await rig.heard.message("mientras 2")

    assert [said.text for said in rig.heard.all(Said)] == ["antes", *(f"mientras {n}" for n in range(3)), "después"]
    assert rig.api.gateway.identified == 2


async def test_a_new_start_reads_up_what_was_said_meanwhile(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "antes", reply_to=post)
    await rig.heard.message("antes")
    await rig.stop()
    for number in range(150):
        await rig.say(rig.ana, f"mientras {number}", reply_to=post)
    rig.api.gateway.forget()
    await rig.restart()
    await rig.heard.message("mientras 149")

    told = [said.text for said in rig.heard.all(Said)]
    assert told == ["antes", *(f"mientras {number}" for number in range(150))]
    assert all(said.reply_chain[-1] == post for said in rig.heard.all(Said))


async def test_a_new_start_reads_up_private_chats_too(rig: DiscordRig) -> None:
    private = rig.private(rig.ana)
    await rig.say(rig.ana, "hola a solas", private)
    await rig.heard.message("hola a solas")
    await rig.stop()
    await rig.say(rig.ana, "sigo a solas", private)
    rig.api.gateway.forget()
    await rig.restart()

    assert (await rig.heard.message("sigo a solas")).where == private


async def test_while_the_gateway_is_away_nothing_is_lost(rig: DiscordRig) -> None:
    async with rig.api.gateway.away():
        await rig.say(rig.ana, "mientras tanto")
    await rig.say(rig.ana, "y ahora")

    async with asyncio.timeout(30):
        while len(rig.heard.all(Said)) < 2:
            await asyncio.sleep(0.01)
    assert [said.text for said in rig.heard.all(Said)] == ["mientras tanto", "y ahora"]


async def test_one_channel_that_hangs_does_not_hold_up_a_press(rig: DiscordRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "k")
    let_on = asyncio.Event()

    async def wait(event: object) -> None:
        if isinstance(event, Said):
            await let_on.wait()

    rig.heard.before = wait
    for text in ("uno", "dos"):
        await rig.say(rig.ana, text)
    await rig.press(rig.ben, message, "1:1")
    await rig.heard.one(Pressed)
    let_on.set()
    await rig.heard.message("dos")


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_server_whose_clock_is_off_by_an_hour_tells_our_time(tmp_path: Path, hours: int) -> None:
    rig = DiscordRig(tmp_path)
    rig.world.ahead = timedelta(hours=hours)
    await rig.start()
    await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "a la hora")

    said = await rig.heard.message("a la hora")
    assert abs(said.at - utc_now()) < timedelta(minutes=1)
    await rig.close()


# -- tokens -----------------------------------------------------------------------------------------------------------


async def test_a_token_discord_does_not_know_ends_the_start_with_a_sentence(tmp_path: Path, rig: DiscordRig) -> None:
    section = Section.model_validate({"token": "wrong.secret.token", "api_url": rig.api.api_address})
    platform = open_platform(section, Surroundings(tmp_path, utc_now))
    with pytest.raises(ConfigError) as raised:
        await platform.run(rig.offering, rig.heard)

    assert "token" in str(raised.value)
    assert "wrong" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("switched", ["content", "member_list"])
async def test_an_intent_that_is_not_switched_on_ends_the_start_with_a_sentence(tmp_path: Path, switched: str) -> None:
    rig = DiscordRig(tmp_path)
    setattr(rig.world, switched, False)
    with pytest.raises(ConfigError) as raised:
        await rig.start()
    await rig.api.stop()

    assert "ntent" in str(raised.value)
    assert "portal" in str(raised.value)


async def test_the_token_is_in_no_log_line_and_no_error(
    rig: DiscordRig, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for how in ("lose", "lose answer", 503, 403, 429):
        rig.api.fail(SEND, how, seconds=90.0)
        told.append("".join(traceback.format_exception(await failure(rig, Say(rig.room, plain("x")), f"k{how}"))))
    async with rig.api.away():
        told.append("".join(traceback.format_exception(await failure(rig, Say(rig.room, plain("x"))))))
    rig.api.fail("POST /interactions/{interaction}/{token}/callback", 404)
    await back(rig)
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "p")
    made = rig.api.interactions.press(rig.anas, rig.message(message), "1:1")
    await rig.heard.one(Pressed)
    await rig.say(rig.ana, "una frase secreta")
    await rig.heard.message("una frase secreta")
    await rig.platform.check()

    written = "\n".join([*told, caplog.text, *capsys.readouterr()])
    assert len(told) > 5
    for secret in (TOKEN, TOKEN.rpartition(".")[2], made.token, "una frase secreta"):
        assert secret not in written
