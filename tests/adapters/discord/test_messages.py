"""Messages as the bot is told them: who, in which words and language, of which kind, and the same when told again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.chat import Button, Pressed, Said, Say
from bot.text import plain
from tests.adapters.discord.rig import DiscordRig

VOICE = 1 << 13


@pytest.mark.parametrize(
    ("name", "content_type", "more", "kind"),
    [
        ("voice-message.ogg", "audio/ogg", {"duration_secs": 3.2, "waveform": "AAAA"}, "voice"),
        ("photo.jpg", "image/jpeg", {"width": 10, "height": 10}, "picture"),
    ],
)
async def test_voice_and_pictures_are_told_as_what_they_are(
    rig: DiscordRig, name: str, content_type: str, more: dict[str, Any], kind: str
) -> None:
    attachment = rig.api.people.upload(name, b"x", content_type, **more)
    flags = VOICE if kind == "voice" else 0
    rig.api.people.say(rig.anas, rig.channel, "", attachments=[attachment], flags=flags)
    said = await rig.heard.one(Said)
    assert (said.kind, said.text) == (kind, "")


async def test_a_sticker_is_told_as_one(rig: DiscordRig) -> None:
    rig.api.people.say(rig.anas, rig.channel, "", stickers=[{"id": "5", "name": "Hola", "format_type": 1}])
    assert (await rig.heard.one(Said)).kind == "sticker"


async def test_what_is_passed_on_is_told_as_forwarded(rig: DiscordRig) -> None:
    rig.api.people.say(rig.anas, rig.channel, "", forwarded="Palabras de otro", flags=1 << 14)
    said = await rig.heard.one(Said)
    assert said.forwarded
    assert "Palabras" not in said.text or said.forwarded


async def test_people_are_called_as_the_server_calls_them(rig: DiscordRig) -> None:
    rig.guild.members[rig.anas.id].nick = "Anita"
    await rig.say(rig.ana, "hola a todos")
    assert (await rig.heard.message("hola a todos")).by.name == "Anita"
    await rig.say(rig.ben, "hola hola")
    assert (await rig.heard.message("hola hola")).by.name == "Ben"


@pytest.mark.parametrize(("locale", "language"), [("es-ES", "es"), ("es-419", "es"), ("en-GB", "en"), ("pt-BR", "pt")])
async def test_the_language_of_who_presses_is_told(rig: DiscordRig, locale: str, language: str) -> None:
    rig.anas.locale = locale
    message = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("A", "1:1"),),)), "k")
    await rig.press(rig.ana, message, "1:1")
    assert (await rig.heard.one(Pressed)).by.language == language


async def test_a_mention_in_the_middle_stays_readable(rig: DiscordRig) -> None:
    await rig.say(rig.ana, f"Yo y <@{rig.ben}> comemos pan")
    said = await rig.heard.one(Said)
    assert said.text.startswith("Yo y ")
    assert said.text.endswith(" comemos pan")
    assert "<@" not in said.text


async def test_what_a_resumed_session_is_told_again_has_the_same_key(rig: DiscordRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("press"), ((Button("Yes", "1:1"),),)), "k")
    await rig.say(rig.ana, "uno dos tres")
    await rig.press(rig.ana, message, "1:1")
    await rig.heard.one(Pressed)
    before = [event.key for event in rig.heard.events]
    rig.api.gateway.told_again = 6
    rig.api.gateway.cut()
    async with asyncio.timeout(30):
        await rig.api.gateway.ready.wait()
    await rig.say(rig.ana, "cuatro")
    await rig.heard.message("cuatro")

    again = [event.key for event in rig.heard.events[len(before) :] if not event.key.endswith("seen")]
    messages = [event.key for event in rig.heard.all(Said)]
    assert len(set(messages)) == 2
    assert {key for key in again if "interaction" in key} <= set(before)


async def test_a_message_of_nothing_but_spaces_disturbs_nobody(rig: DiscordRig) -> None:
    for text in ("\u200b", "\u200b \u200b", "||||", "```\n```", "<@>", "<t:x>", "<:a:1>"):
        await rig.say(rig.ana, text)
    await rig.say(rig.ana, "al final")
    await rig.heard.message("al final")
