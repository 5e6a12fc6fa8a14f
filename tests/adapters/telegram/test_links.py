"""Links to messages, and replies that show the words meant."""

import pytest

from adapters.telegram.addresses import Address, link_to
from bot.chat import Place, Said, Say
from bot.port import Refused, Why
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig


@pytest.mark.parametrize(
    ("address", "name", "link"),
    [
        (Address(-1001234567890), "", "https://t.me/c/1234567890/42"),
        (Address(-1001234567890, 7), "", "https://t.me/c/1234567890/7/42"),
        (Address(-1001234567890), "spanish_a2", "https://t.me/spanish_a2/42"),
        (Address(-1001234567890, 7), "spanish_a2", "https://t.me/spanish_a2/7/42"),
        (Address(-1000000000001), "", "https://t.me/c/1/42"),
        (Address(-4711), "", ""),
        (Address(4711), "", ""),
    ],
)
def test_a_link_opens_the_chat_at_a_message(address: Address, name: str, link: str) -> None:
    assert link_to(address, "42", name) == link


@pytest.mark.parametrize("message", ["", "x1", "-4", "1/2"])
def test_what_is_no_message_has_no_link(message: str) -> None:
    assert link_to(Address(-1001234567890), message) == ""


async def test_the_name_of_a_public_group_is_learnt_kept_and_forgotten(rig: TelegramRig) -> None:
    number = -1_000_000_000_000 - rig.group.id
    rig.group.username = "spanish_a2"
    await rig.say(rig.ana, "hola")
    await rig.heard.message("hola")
    await rig.restart()
    assert rig.platform.message_link(rig.room, "42") == "https://t.me/spanish_a2/42"

    rig.group.username = ""
    await rig.say(rig.ana, "adiós")
    await rig.heard.message("adiós")
    assert rig.platform.message_link(rig.room, "42") == f"https://t.me/c/{number}/42"
    assert rig.platform.message_link(Place("discord", "1:2"), "42") == ""
    assert rig.platform.message_link(rig.private(rig.ana), "42") == ""


async def test_a_reply_shows_the_words_meant(rig: TelegramRig) -> None:
    theirs = await rig.say(rig.ana, "Ayer yo fui 🎉 al mercado")
    sent = await rig.platform.deliver(Say(rig.room, plain("Or: iba"), reply_to=theirs, quote="🎉 al mercado"), "k")

    message = rig.group.messages[int(sent)]
    assert message["quote"] == {"text": "🎉 al mercado", "position": 12}
    assert message["reply_to_message"]["message_id"] == int(theirs)


@pytest.mark.parametrize("quote", ["no longer there", "x" * 2000, "  "])
async def test_without_the_words_it_is_a_reply_all_the_same(rig: TelegramRig, quote: str) -> None:
    theirs = await rig.say(rig.ana, "Ayer yo fui" + " x" * 1500)
    sent = await rig.platform.deliver(Say(rig.room, plain("Or: iba"), reply_to=theirs, quote=quote), "k")

    message = rig.group.messages[int(sent)]
    assert "quote" not in message
    assert message["reply_to_message"]["message_id"] == int(theirs)


async def test_words_without_a_message_are_left_out(rig: TelegramRig) -> None:
    before = len(await rig.seen(rig.ana))
    await rig.platform.deliver(Say(rig.room, plain("Or: iba"), quote="fui"), "k1")
    await rig.platform.deliver(Say(rig.room, plain("Or: iba"), reply_to="4711", quote="fui"), "k2")

    assert len(await rig.seen(rig.ana)) == before + 2
    assert rig.heard.all(Said) == []


async def test_a_private_message_shows_the_words_meant_in_the_group(rig: TelegramRig) -> None:
    await rig.open_private(rig.ana)
    theirs = await rig.say(rig.ana, "Ayer yo fui al mercado")
    card = Say(rig.private(rig.ana), plain("Or: iba"), reply_to=theirs, reply_in=rig.room.id, quote="yo fui")
    sent = await rig.platform.deliver(card, "k")

    message = rig.world.chats[rig.anas.id].messages[int(sent)]
    assert message["quote"] == {"text": "yo fui", "position": 5}
    assert message["external_reply"]["message_id"] == int(theirs)
    assert message["external_reply"]["chat"]["id"] == rig.group.id


@pytest.mark.parametrize(("quote", "gone", "replies"), [("iba", False, True), ("fui", True, False), ("", True, False)])
async def test_what_is_gone_from_the_group_is_no_reason_to_stay_silent(
    rig: TelegramRig, quote: str, gone: bool, replies: bool
) -> None:
    await rig.open_private(rig.ana)
    theirs = await rig.say(rig.ana, "Ayer yo fui al mercado")
    if gone:
        await rig.delete(rig.ana, theirs)
    card = Say(rig.private(rig.ana), plain("Or: iba"), reply_to=theirs, reply_in=rig.room.id, quote=quote)
    sent = await rig.platform.deliver(card, "k")

    message = rig.world.chats[rig.anas.id].messages[int(sent)]
    assert ("external_reply" in message, "quote" in message) == (replies, False)


async def test_out_of_the_group_it_is_sent_all_the_same_and_a_closed_chat_is_told(rig: TelegramRig) -> None:
    theirs = await rig.say(rig.ana, "Ayer yo fui al mercado")
    card = Say(rig.private(rig.ana), plain("Or: iba"), reply_to=theirs, reply_in=rig.room.id, quote="fui")
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(card, "k")
    assert refused.value.why is Why.BLOCKED

    await rig.open_private(rig.ana)
    rig.world.set_bot(rig.marta, rig.group, "kicked")
    sent = await rig.platform.deliver(card, "k")
    assert "external_reply" not in rig.world.chats[rig.anas.id].messages[int(sent)]
