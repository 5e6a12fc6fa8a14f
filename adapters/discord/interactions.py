"""What people press, choose and fill in, read as what happened; and what fits while they type."""

import contextlib
from collections.abc import Mapping
from typing import Any

import discord

from adapters.discord.addresses import Spot, number, who
from adapters.discord.buttons import LONGEST_CODE
from adapters.discord.commands import menus
from adapters.discord.connection import TROUBLE
from adapters.discord.messages import Messages, by_person, readable
from adapters.discord.presence import Presence
from adapters.discord.rights import admin_by
from bot.chat import CommandUsed, Completing, Event, File, FormSent, Happened, Pressed, Said, Who
from bot.command import Offered

_ON_MESSAGE = 3


class Interactions:
    def __init__(self, presence: Presence, messages: Messages, offered: Offered) -> None:
        self._presence = presence
        self._messages = messages
        self._offered = offered
        self._menus = menus(offered)

    async def event(self, given: discord.Interaction, spot: Spot) -> Event | None:
        """What happened; None for what is none of ours."""
        data: Any = given.data or {}
        match given.type:
            case discord.InteractionType.component:
                return await self._pressed(given, spot, str(data.get("custom_id", "")))
            case discord.InteractionType.modal_submit:
                head = self._head(given, spot)
                return FormSent(head.key, head.at, head.where, head.by, str(data.get("custom_id", "")), _fields(data))
            case discord.InteractionType.application_command:
                return self._used(given, spot, data)
        return None

    async def completions(self, given: discord.Interaction, spot: Spot) -> list[str]:
        data: Any = given.data or {}
        options = data.get("options", [])
        asked = next((one for one in options if one.get("focused")), None)
        if asked is None:
            return []
        completing = Completing(
            spot.place,
            by(given),
            str(data["name"]),
            str(asked["name"]),
            str(asked.get("value", "")),
            {str(one["name"]): str(one["value"]) for one in options if not one.get("focused")},
            by_admin=admin_by(given.permissions),
        )
        return list(await self._offered.complete(completing))

    def _used(self, given: discord.Interaction, spot: Spot, data: Mapping[str, Any]) -> CommandUsed:
        resolved = data.get("resolved", {})
        options, file = _options(data, resolved)
        on = self._chosen(given, spot, data) if data.get("type") == _ON_MESSAGE else None
        head = self._head(given, spot)
        return CommandUsed(
            head.key,
            head.at,
            head.where,
            head.by,
            name=self._menus.get(str(data["name"]), "") if on else str(data["name"]),
            options=options,
            by_admin=admin_by(given.permissions),
            on=on,
            file=file,
        )

    def _chosen(self, given: discord.Interaction, spot: Spot, data: Mapping[str, Any]) -> Said | None:
        """The message whose menu was opened: Discord shows it whole, whatever the bot may read otherwise."""
        told = data.get("resolved", {}).get("messages", {}).get(str(data.get("target_id")))
        if told is None or given.channel is None:
            return None
        message = discord.Message(state=given._state, channel=given.channel, data=told)  # type: ignore[arg-type]
        return self._messages.said(message, spot)

    async def _pressed(self, given: discord.Interaction, spot: Spot, code: str) -> Pressed | None:
        if given.message is None or not code or len(code) > LONGEST_CODE:
            return None
        head = self._head(given, spot)
        return Pressed(
            head.key,
            head.at,
            head.where,
            head.by,
            code=code,
            message=spot.name(given.message.id),
            by_admin=admin_by(given.permissions),
            answers=await self._answered(given.message, spot),
        )

    async def _answered(self, post: discord.Message, spot: Spot) -> Said | None:
        """The person's message a post stands under; a press does not bring it, so it is fetched."""
        reference = post.reference
        if reference is None or not reference.message_id or post.flags.ephemeral:
            return None
        there = self._presence.client.get_partial_messageable(spot.channel)
        with contextlib.suppress(*TROUBLE, discord.RateLimited):
            message = await there.fetch_message(reference.message_id)
            if by_person(message) and readable(message):
                return self._messages.said(message, spot)
        return None

    def _head(self, given: discord.Interaction, spot: Spot) -> Happened:
        return Happened(self._presence.key("interaction", given.id), self._presence.now(), spot.place, by(given))


def by(given: discord.Interaction) -> Who:
    return who(given.user, given.locale.value)


def _options(data: Mapping[str, Any], resolved: Mapping[str, Any]) -> tuple[dict[str, str], File | None]:
    """The options as typed or chosen, and the file that was sent as one."""
    options: dict[str, str] = {}
    file: File | None = None
    for one in data.get("options", []):
        value = str(one.get("value", ""))
        if one.get("type") == discord.AppCommandOptionType.attachment.value:
            told = resolved.get("attachments", {}).get(value, {})
            file = File(str(told.get("filename", "")), number(str(told.get("size", 0))), str(told.get("url", "")))
        else:
            options[str(one["name"])] = value
    return options, file


def _fields(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by name; each line stands in a row or under a label."""
    found: dict[str, str] = {}
    for one in data.get("components", []):
        for line in one.get("components", [one.get("component")]):
            if line and "custom_id" in line:
                found[str(line["custom_id"])] = str(line.get("value", ""))
    return found
