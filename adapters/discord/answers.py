"""Gives the bot's answer to who pressed, chose or filled in: within three seconds, and seen by them alone."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import discord
import structlog

from adapters.discord.buttons import modal_of
from adapters.discord.composing import edited, file_of, message_of
from adapters.discord.connection import TROUBLE
from adapters.discord.doors import Door, Doors
from adapters.discord.interactions import by
from bot.chat import Answer, Button, Form, Link, Popup, Private
from bot.phrase import Phrase, T
from bot.port import Refused
from bot.translations import load_languages

WAIT = 2.0
"""Seconds the turn may take before the press is acknowledged; Discord waits three, from when it was pressed."""

SORRY = T("Sorry, that did not work. Please try again in a minute.")

_log = structlog.get_logger("adapters.discord")


class Answers:
    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def give(self, door: Door, turn: asyncio.Task[Answer]) -> None:
        """Wait for the turn, acknowledge meanwhile if need be, and answer."""
        given = door.interaction
        done, _ = await asyncio.wait({turn}, timeout=WAIT)
        if not done:
            with _told_when_lost():
                await self._acknowledge(given)
        answer = await self._outcome(given, turn)
        try:
            with _told_when_lost():
                await self._answer(door, answer)
        except Refused as error:
            # what does not fit into a message is no reason to leave the press unanswered
            _log.error("an answer does not fit", why=error.why)
            with _told_when_lost():
                await self._show(door, self._shown(self._say(given, SORRY)))
        finally:
            door.answered.set()

    async def _outcome(self, given: discord.Interaction, turn: asyncio.Task[Answer]) -> Answer:
        try:
            return await turn
        except Exception as error:  # noqa: BLE001  the outer door: whoever pressed is told, and may press again
            _log.error("discord_not_taken", what=str(given.type), error=type(error).__name__)
            return self._say(given, SORRY)

    async def _acknowledge(self, given: discord.Interaction) -> None:
        """From here on no form can be the answer, and what comes is private."""
        # a form that hangs on no message has none to leave as it is
        alone = given.type is discord.InteractionType.modal_submit and given.message is None
        await given.response.defer(ephemeral=True, thinking=alone)

    async def _answer(self, door: Door, answer: Answer) -> None:
        given = door.interaction
        match answer:
            case Form() if given.response.is_done():
                await self._show(door, self._shown(self._say(given, T("That took me too long. Please press again."))))
            case Form():
                await given.response.send_modal(modal_of(answer))
            case Popup(text):
                await self._show(door, message_of(text))
            case Link(url):
                words = load_languages().render(T("Here it goes on:"), given.locale.value)
                await self._show(door, message_of(words, ((Button(_host(url), url=url),),)))
            case Private() if answer.replaces and self._stands_private(given):
                await self._replace(door, answer)
            case Private():
                await self._show(door, self._shown(answer))
            case _:
                await self._nothing(given)

    async def _nothing(self, given: discord.Interaction) -> None:
        """A press needs no words; of a command a line would stay that says the bot is thinking."""
        if given.message is not None:
            if not given.response.is_done():
                await given.response.defer()
            return
        if not given.response.is_done():
            await self._acknowledge(given)
        await given.delete_original_response()

    async def _show(self, door: Door, shown: dict[str, Any]) -> None:
        given = door.interaction
        shown.pop("bare", "")
        if not given.response.is_done():
            sent = await given.response.send_message(**shown, ephemeral=True)
            if sent.message_id:
                self._doors.sent(sent.message_id, door)
        elif given.message is not None:
            message = await given.followup.send(**shown, ephemeral=True, wait=True)
            self._doors.sent(message.id, door)
        else:
            original = await given.edit_original_response(**_changed(shown))
            self._doors.sent(original.id, door)

    async def _replace(self, door: Door, answer: Private) -> None:
        """The private message that was pressed becomes the answer."""
        given = door.interaction
        shown = _changed(self._shown(answer))
        if given.response.is_done():
            await given.edit_original_response(**shown)
        else:
            await given.response.edit_message(**shown)
        if given.message is not None:
            self._doors.sent(given.message.id, door)

    def _shown(self, answer: Private) -> dict[str, Any]:
        found = message_of(answer.text, answer.buttons)
        if answer.file:
            found["file"] = file_of(*answer.file)
        return found

    def _stands_private(self, given: discord.Interaction) -> bool:
        return given.message is not None and (given.guild_id is None or given.message.flags.ephemeral)

    def _say(self, given: discord.Interaction, phrase: Phrase) -> Private:
        return Private(load_languages().render(phrase, by(given).language or "en"))


@contextmanager
def _told_when_lost() -> Iterator[None]:
    """The turn is on disk; an answer that does not arrive is told to the log alone."""
    try:
        yield
    except (*TROUBLE, discord.RateLimited, discord.InteractionResponded, RuntimeError) as error:
        code = getattr(error, "code", 0)
        _log.info("an answer did not arrive", error=type(error).__name__, code=code)


def _changed(shown: dict[str, Any]) -> dict[str, Any]:
    file = shown.get("file")
    return {**edited(shown), **({"attachments": [file]} if file else {})}


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0] or "…"
