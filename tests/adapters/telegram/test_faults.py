"""Telegram in trouble: gone, 429, 502, lines that break; nothing is doubled or lost, and no token is told."""

from __future__ import annotations

import asyncio
import errno
import logging
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, Forbidden

from adapters.telegram import Section, open_platform
from adapters.telegram.errors import at_the_port
from bot.chat import Act, Button, Delete, Edit, Pin, Pressed, React, Said, Say, SendFile, Unpin
from bot.config import ConfigError
from bot.port import Moved, Refused, Surroundings, TryLater, Uncertain, Why
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.server import TOKEN
from tests.platform_rig import utc_now

pytestmark = pytest.mark.slow


async def texts(rig: TelegramRig) -> list[str]:
    return [seen.text.plain for seen in await rig.seen(rig.ana)]


async def failure(rig: TelegramRig, act: Act) -> Exception:
    with pytest.raises((TryLater, Refused, Moved, Uncertain)) as raised:
        await rig.platform.deliver(act, "k")
    return raised.value


@pytest.mark.parametrize(("how", "there"), [("lose", 0), ("lose answer", 1), (502, 0), (500, 0)])
async def test_a_post_whose_line_broke_is_uncertain_and_not_sent_again(
    rig: TelegramRig, how: int | str, there: int
) -> None:
    rig.api.fail("sendMessage", how)

    assert isinstance(await failure(rig, Say(rig.room, plain("task"))), Uncertain)
    assert len(await texts(rig)) == there
    assert len(rig.api.called("sendMessage")) <= 1


async def test_after_a_502_new_sends_rest_though_only_one_is_uncertain(rig: TelegramRig) -> None:
    rig.api.fail("sendMessage", 502)
    await failure(rig, Say(rig.room, plain("first")))

    later = await failure(rig, Say(rig.room, plain("second")))
    assert isinstance(later, TryLater)
    assert later.everywhere
    assert 0 < later.seconds <= 5


@pytest.mark.parametrize("how", ["lose", "lose answer", 502])
async def test_what_does_no_harm_twice_is_simply_done_later(rig: TelegramRig, how: int | str) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    for method, act in (
        ("editMessageText", Edit(rig.room, message, plain("new"))),
        ("setMessageReaction", React(rig.room, message, ("✍",))),
        ("pinChatMessage", Pin(rig.room, message)),
        ("unpinChatMessage", Unpin(rig.room, message)),
        ("deleteMessage", Delete(rig.room, message)),
    ):
        rig.api.fail(method, how)
        assert isinstance(await failure(rig, act), TryLater)


async def test_a_server_that_is_gone_is_tried_later_everywhere(rig: TelegramRig) -> None:
    async with rig.api.away():
        later = await failure(rig, Say(rig.room, plain("task")))
    assert isinstance(later, TryLater)
    assert later.everywhere


async def test_a_429_asks_for_a_pause_in_this_chat_alone(rig: TelegramRig) -> None:
    rig.api.fail("sendMessage", 429, seconds=17, times=2, chat=rig.group.id)
    other = await rig.make_room("Thursday")

    later = await failure(rig, Say(rig.room, plain("task")))
    assert isinstance(later, TryLater)
    assert (later.seconds, later.everywhere) == (17, False)
    assert await rig.platform.deliver(Say(other, plain("elsewhere")), "k")


async def test_kicked_in_the_middle(rig: TelegramRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    rig.world.set_bot(rig.marta, rig.group, "kicked")

    for act in (Say(rig.room, plain("x")), Edit(rig.room, message, plain("y")), Pin(rig.room, message)):
        refused = await failure(rig, act)
        assert isinstance(refused, Refused)
        assert refused.why is Why.BLOCKED


async def test_without_rights(rig: TelegramRig) -> None:
    rig.world.set_bot(rig.marta, rig.group, "member")
    theirs = await rig.say(rig.ana, "hola")

    for act in (Pin(rig.room, theirs), Delete(rig.room, theirs)):
        refused = await failure(rig, act)
        assert isinstance(refused, Refused)
        assert refused.why in (Why.NO_RIGHT, Why.TOO_LATE)
    rig.group.may_send = False
    assert (await failure(rig, Say(rig.room, plain("x")))).why is Why.NO_RIGHT  # type: ignore[attr-defined]


async def test_a_private_chat_never_opened_is_refused_as_blocked(rig: TelegramRig) -> None:
    refused = await failure(rig, Say(rig.private(rig.ben), plain("x")))
    assert isinstance(refused, Refused)
    assert refused.why is Why.BLOCKED


async def test_the_next_sign_is_taken_where_the_first_is_not_allowed(rig: TelegramRig) -> None:
    theirs = await rig.say(rig.ana, "Compro pan")
    rig.group.allowed_reactions = ["❤"]
    await rig.platform.deliver(React(rig.room, theirs, ("✍", "👍", "❤")), "k")
    assert rig.group.signs[int(theirs)] == "❤"

    rig.group.allowed_reactions = []
    refused = await failure(rig, React(rig.room, theirs, ("✍", "👍", "❤")))
    assert isinstance(refused, Refused)


@pytest.mark.parametrize(
    "act",
    [
        lambda room: Say(room, plain("  \n ")),
        lambda room: Say(room, plain("x"), ((Button("a", "c" * 65),),)),
        lambda room: Say(room, plain("x"), ((Button("a", "1:1", "https://example.org"),),)),
        lambda room: SendFile(room, "a.csv", b"x", plain("ñ" * 1025)),
        lambda room: Say(room, plain("psst"), only_for="1"),
    ],
)
async def test_what_telegram_would_not_take_is_not_sent(rig: TelegramRig, act: object) -> None:
    refused = await failure(rig, act(rig.room))  # type: ignore[operator]
    assert isinstance(refused, Refused)
    assert refused.why is Why.INVALID
    assert rig.api.called("sendMessage") == []


@given(st.text(), st.booleans())
def test_every_refusal_has_a_reason(words: str, private: bool) -> None:
    for error in (BadRequest(words), Forbidden(words)):
        assert isinstance(at_the_port(error, private=private, repeatable=False), Refused)


# -- updates ----------------------------------------------------------------------------------------------------------


async def test_while_the_server_is_gone_nothing_is_lost(rig: TelegramRig) -> None:
    async with rig.api.away():
        await rig.say(rig.ana, "mientras tanto")
    await rig.say(rig.ana, "y ahora")

    await rig.heard.message("y ahora")
    assert [said.text for said in rig.heard.all(Said)] == ["mientras tanto", "y ahora"]


@pytest.mark.parametrize("how", [502, "lose", "lose answer", 409])
async def test_polling_goes_on_after(rig: TelegramRig, how: int | str) -> None:
    rig.api.fail("getUpdates", how)
    await rig.say(rig.ana, "uno dos")
    await rig.heard.message("uno dos")
    await rig.say(rig.ana, "tres cuatro")
    await rig.heard.message("tres cuatro")

    assert [said.text for said in rig.heard.all(Said)] in (
        ["uno dos", "tres cuatro"],
        ["uno dos", "uno dos", "tres cuatro"],
    )
    assert len({said.key for said in rig.heard.all(Said)}) == 2


async def test_an_update_is_confirmed_only_when_the_bot_has_taken_it(rig: TelegramRig) -> None:
    let_on = asyncio.Event()

    async def wait(_: object) -> None:
        await let_on.wait()

    rig.heard.before = wait
    await rig.say(rig.ana, "despacio")
    await rig.heard.message("despacio")
    assert len(rig.world.updates) == 1

    let_on.set()
    rig.api.polled.clear()
    async with asyncio.timeout(30):
        await rig.api.polled.wait()
    assert rig.world.updates == []


async def test_a_redelivered_update_has_the_same_key(rig: TelegramRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "k")
    await rig.stop()
    written = await rig.say(rig.ana, "uno dos tres", reply_to=message)
    await rig.edit(rig.ana, written, "uno dos cuatro")
    await rig.arrive("Eve")
    rig.world.set_bot(rig.marta, rig.group, "member")
    rig.world.press(rig.anas, rig.group, int(message), "1:1")
    updates = list(rig.world.updates)
    await rig.restart()
    await rig.heard.one(Pressed)
    await rig.stop()
    told = len(rig.heard.events)
    # the confirmation never arrived: all of it comes again
    rig.world.updates[:] = updates
    await rig.restart()
    await rig.heard.times(Pressed, 2)
    await rig.stop()

    first, again = rig.heard.events[:told], rig.heard.events[told:]
    assert told >= 5
    assert sorted(event.key for event in first) == sorted(event.key for event in again)


async def test_one_chat_that_hangs_does_not_hold_up_a_press(rig: TelegramRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "k")
    let_on = asyncio.Event()

    async def wait(event: object) -> None:
        if isinstance(event, Said):
            await let_on.wait()

    rig.heard.before = wait
    for text in ("uno", "dos"):
        await rig.say(rig.ana, text)
    rig.world.press(rig.bens, rig.group, int(message), "1:1")
    await rig.heard.message("uno")
    let_on.set()
    await rig.heard.one(Pressed)


@pytest.mark.slow
@pytest.mark.parametrize(("error", "aside"), [(RuntimeError("bad"), True), (OSError(errno.ENOSPC, "full"), False)])
async def test_what_fails_for_itself_is_set_aside_and_what_the_disk_refuses_is_not(
    rig: TelegramRig, error: Exception, aside: bool
) -> None:
    async def refuse(event: object) -> None:
        if isinstance(event, Said) and event.text == "veneno":
            raise error

    rig.heard.before = refuse
    await rig.say(rig.ana, "veneno")
    async with asyncio.timeout(40):
        while len(rig.heard.all(Said)) < 5:
            await asyncio.sleep(0.1)
    await rig.say(rig.ana, "después")
    if aside:
        await rig.heard.message("después")
    else:
        await rig.stop()
        assert [update["message"]["text"] for update in rig.world.updates] == ["veneno", "después"]


async def test_a_second_program_with_the_token_is_told_clearly(rig: TelegramRig) -> None:
    with structlog.testing.capture_logs() as logs:
        rig.api.fail("getUpdates", 409)
        await rig.say(rig.ana, "uno dos")
        await rig.heard.message("uno dos")
        while not any("another program" in line["event"] for line in logs):
            await asyncio.sleep(0.01)

    assert any(line["log_level"] == "error" for line in logs)


async def test_what_cannot_be_answered_any_more_is_let_go(rig: TelegramRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "k")
    query = rig.world.press(rig.anas, rig.group, int(message), "1:1")
    del rig.world.queries[query]

    await rig.heard.one(Pressed)
    await rig.say(rig.ana, "sigo aquí")
    await rig.heard.message("sigo aquí")


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_server_whose_clock_is_off_by_an_hour_tells_our_time(rig: TelegramRig, hours: int) -> None:
    rig.world.ahead = timedelta(hours=hours)
    await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "a la hora")

    said = await rig.heard.message("a la hora")
    assert abs(said.at - utc_now()) < timedelta(minutes=1)


async def test_a_message_that_waited_has_its_own_time(tmp_path: Path) -> None:
    time = [datetime(2026, 5, 4, 9, 0, tzinfo=UTC)]
    rig = TelegramRig(tmp_path, now=lambda: time[0])
    await rig.start()
    await rig.stop()
    await rig.say(rig.ana, "temprano")
    time[0] += timedelta(hours=3)
    await rig.restart()

    assert (await rig.heard.message("temprano")).at == time[0] - timedelta(hours=3)
    await rig.close()


# -- tokens -----------------------------------------------------------------------------------------------------------


async def test_a_token_telegram_does_not_know_ends_the_start_with_a_sentence(tmp_path: Path, rig: TelegramRig) -> None:
    section = Section.model_validate({"token": "1:wrong", "api_url": rig.api.address})
    platform = open_platform(section, Surroundings(tmp_path, utc_now))
    with pytest.raises(ConfigError) as raised:
        await platform.run(rig.offering, rig.heard)

    assert "@BotFather" in str(raised.value)
    assert "wrong" not in "".join(traceback.format_exception(raised.value))


async def test_the_token_is_in_no_log_line_and_no_error(
    rig: TelegramRig, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    told = []
    for how in ("lose", "lose answer", 502, 500, 403, 429):
        rig.api.fail("sendMessage", how, seconds=1)
        try:
            await rig.platform.deliver(Say(rig.room, plain("task")), "k")
        except (TryLater, Refused, Uncertain) as error:
            told.append("".join(traceback.format_exception(error)))
    async with rig.api.away():
        told.append("".join(traceback.format_exception(await failure(rig, Say(rig.room, plain("x"))))))
    rig.api.fail("getUpdates", 502)
    await rig.say(rig.ana, "uno dos")
    await rig.heard.message("uno dos")
    await rig.platform.check()

    written = "\n".join([*told, caplog.text, *capsys.readouterr()])
    assert len(told) > 5
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written
