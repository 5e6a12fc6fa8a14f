"""Answers to presses: a glance or a pop-up, the way into the private chat, a private message, or what replaces it."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.telegram.answers import shortened
from bot.chat import NOTHING, Answer, Button, CommandTyped, Event, Form, Link, Popup, Pressed, Private, Say
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.world import Json
from tests.platform_rig import utc_now


async def pressed(rig: TelegramRig, answer: Answer) -> Json | None:
    """What Telegram shows Ana when her press is answered so."""
    rig.heard.answer = lambda event: answer if isinstance(event, Pressed) else NOTHING
    message = await rig.platform.deliver(Say(rig.room, plain("For me"), ((Button("🔒", "2:1"),),)), "k")
    await rig.press(rig.ana, message, "2:1")
    return rig.world.shown[int(rig.ana)][-1]


@pytest.mark.parametrize(
    ("text", "alert"), [("Counted.", False), ("A sentence that is longer than a glance takes. " * 2, True)]
)
async def test_a_longer_pop_up_stays_until_it_is_closed(rig: TelegramRig, text: str, alert: bool) -> None:
    assert await pressed(rig, Popup(plain(text.strip()))) == {"text": text.strip(), "alert": alert, "url": ""}


async def test_nothing_to_say_still_ends_the_press(rig: TelegramRig) -> None:
    assert await pressed(rig, NOTHING) == {"text": "", "alert": False, "url": ""}


async def test_an_address_telegram_does_not_open_is_left_out(rig: TelegramRig) -> None:
    assert await pressed(rig, Link("https://example.org/")) == {"text": "", "alert": False, "url": ""}


async def test_a_private_answer_is_a_pop_up_where_the_private_chat_is_closed(rig: TelegramRig) -> None:
    shown = await pressed(rig, Private(plain("Your words: aguacate, cuchara")))

    assert shown == {"text": "Your words: aguacate, cuchara", "alert": False, "url": ""}


async def test_a_private_file_arrives_in_the_private_chat(rig: TelegramRig) -> None:
    await rig.open_private(rig.ana)
    await pressed(rig, Private(plain("All words"), file=("words.txt", b"el pan")))

    assert (await rig.seen(rig.ana, rig.private(rig.ana)))[-1].file == ("words.txt", b"el pan")


async def test_a_form_is_at_least_named(rig: TelegramRig) -> None:
    assert await pressed(rig, Form("Ask why", "4:1", ())) == {"text": "Ask why", "alert": False, "url": ""}


async def test_an_answer_takes_the_place_of_the_private_post_pressed(rig: TelegramRig) -> None:
    await rig.open_private(rig.ana)
    rig.heard.answer = lambda event: Private(plain("Done"), replaces=True) if isinstance(event, Pressed) else NOTHING
    desk = rig.private(rig.ana)
    message = await rig.platform.deliver(Say(desk, plain("Sure?"), ((Button("Yes", "2:1"),),)), "k")
    await rig.press_in(rig.ana, message, "2:1", desk)

    last = (await rig.seen(rig.ana, desk))[-1]
    assert (last.message, last.text, last.buttons) == (message, plain("Done"), ())


async def test_a_press_that_waited_too_long_is_taken_all_the_same(tmp_path: Path) -> None:
    moment = [utc_now()]
    rig = TelegramRig(tmp_path, now=lambda: moment[0])
    await rig.start()
    try:
        rig.heard.answer = lambda event: Popup(plain("Counted."))
        message = await rig.platform.deliver(Say(rig.room, plain("Join?"), ((Button("Join", "2:1"),),)), "k")
        await rig.stop()
        rig.world.press(rig.anas, rig.group, int(message), "2:1")
        moment[0] += timedelta(minutes=20)
        await rig.restart()
        assert (await rig.heard.one(Pressed)).code == "2:1"
        await rig.say(rig.ana, "hola")
        await rig.heard.message("hola")
        assert rig.world.shown[int(rig.ana)] == []
    finally:
        await rig.close()


@pytest.mark.parametrize(
    "answer", [Popup(plain("Only your teacher can do that.")), Private(plain("Only your teacher can do that."))]
)
async def test_what_was_typed_in_a_room_is_answered_in_private(rig: TelegramRig, answer: Answer) -> None:
    await rig.open_private(rig.ana)
    before = len(await rig.seen(rig.ben))

    def reply(event: Event) -> Answer:
        return answer if isinstance(event, CommandTyped) else NOTHING

    rig.heard.answer = reply
    await rig.command(rig.ana, "post")
    await rig.heard.command(rig.ana)
    await rig.stop()

    assert (await rig.seen(rig.ana, rig.private(rig.ana)))[-1].text == plain("Only your teacher can do that.")
    assert len(await rig.seen(rig.ben)) == before + 1


def test_a_pop_up_is_cut_at_the_end_of_a_sentence() -> None:
    assert shortened("Here is a sentence. " * 12) == ("Here is a sentence. " * 10).strip()


@pytest.mark.parametrize("text", ["palabra " * 40, "x" * 300, "👍" * 150, "👩‍👩‍👧 " * 60])
def test_a_pop_up_is_cut_to_what_fits(text: str) -> None:
    short = shortened(text)

    assert len(short.encode("utf-16-le")) // 2 <= 200
    assert short.endswith("…")
