"""What the bot may ask about channels: messages, reactions, pins and threads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

import regex

from tests.adapters.discord import posting, shapes
from tests.adapters.discord.errors import Failed, Json, invalid, no_right, unknown
from tests.adapters.discord.permissions import May, rights_in
from tests.adapters.discord.routing import Call, route
from tests.adapters.discord.world import (
    DIRECT,
    GUILDS,
    PINNED_LINE,
    REACTIONS,
    THREAD_LINE,
    Channel,
    Message,
    World,
    where,
)

if TYPE_CHECKING:
    from tests.adapters.discord.server import Discord

EMOJI = regex.compile(r"^[\p{Emoji}\u200d\ufe0f\U0001f3fb-\U0001f3ff]+$")
OLD = timedelta(hours=1)
OLD_EDITS = 3
"""Edits a message older than an hour may have in ten minutes; Discord's own number is not published."""


def _channel(api: Discord, call: Call) -> Channel:
    return posting.reachable(api.world, call.ident("channel"))


def _message(api: Discord, call: Call) -> Message:
    return api.world.message(_channel(api, call), call.ident("message"))


def _awake(channel: Channel) -> None:
    if channel.is_thread and channel.archived:
        raise Failed(400, 50083, "Thread is archived")


@route("GET", "/channels/{channel}")
def get_channel(api: Discord, call: Call) -> Json:
    return shapes.channel(api.world, _channel(api, call))


@route("POST", "/channels/{channel}/messages")
def create_message(api: Discord, call: Call) -> Json:
    return shapes.message(api.world, posting.post(api.world, _channel(api, call), call.body, call.files))


@route("POST", "/channels/{channel}/typing")
def type_in(api: Discord, call: Call) -> None:
    posting.demand(api.world, _channel(api, call), May.SEND_MESSAGES)


@route("GET", "/channels/{channel}/messages")
def list_messages(api: Discord, call: Call) -> list[Json]:
    """The newest first, whichever way it was asked."""
    channel = _channel(api, call)
    if not rights_in(channel, api.world.bot.id) & May.READ_MESSAGE_HISTORY:
        return []
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid("limit", "int value should be less than or equal to 100.", "NUMBER_TYPE_MAX")
    found = [one for one in sorted(channel.messages.values(), key=lambda one: one.id) if not one.only_for]
    if "after" in call.query:
        found = [one for one in found if one.id > int(call.query["after"])][:limit]
    elif "before" in call.query:
        found = [one for one in found if one.id < int(call.query["before"])][-limit:]
    else:
        found = found[-limit:]
    return [shapes.message(api.world, one, content=api.world.content) for one in reversed(found)]


@route("GET", "/channels/{channel}/messages/pins")
def list_pins(api: Discord, call: Call) -> Json:
    channel = _channel(api, call)
    pinned = [shapes.message(api.world, channel.messages[one], content=api.world.content) for one in channel.pins]
    items = [{"pinned_at": api.world.now().isoformat(), "message": one} for one in pinned]
    return {"items": items, "has_more": False}


@route("GET", "/channels/{channel}/messages/{message}")
def get_message(api: Discord, call: Call) -> Json:
    posting.demand(api.world, _channel(api, call), May.READ_MESSAGE_HISTORY)
    return shapes.message(api.world, _message(api, call), content=api.world.content)


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(api: Discord, call: Call) -> Json:
    message = _message(api, call)
    _awake(message.channel)
    if message.author is not api.world.bot:
        raise Failed(403, 50005, "Cannot edit a message authored by another user")
    _not_too_often(api.world, message)
    posting.change(api.world, message, call.body, call.files)
    return shapes.message(api.world, message)


def _not_too_often(world: World, message: Message) -> None:
    now = world.now()
    message.edits = [one for one in message.edits if one > now - timedelta(minutes=10)]
    if now - message.at > OLD and len(message.edits) >= OLD_EDITS:
        words = "Maximum number of edits to messages older than 1 hour reached. Try again later"
        raise Failed(429, 30046, words, retry_after=600.0, **{"global": False})
    message.edits.append(now)


@route("POST", "/channels/{channel}/messages/bulk-delete")
def delete_messages(api: Discord, call: Call) -> None:
    channel = _channel(api, call)
    posting.demand(api.world, channel, May.MANAGE_MESSAGES)
    found = [channel.messages[int(one)] for one in call.body["messages"] if int(one) in channel.messages]
    if not 2 <= len(call.body["messages"]) <= 100:
        raise invalid("messages", "Must be between 2 and 100 in length.")
    api.world.delete_many(found)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(api: Discord, call: Call) -> None:
    message = _message(api, call)
    _awake(message.channel)
    if message.author is not api.world.bot:
        if message.channel.kind == DIRECT:
            raise Failed(403, 50003, "Cannot execute action on a DM channel")
        posting.demand(api.world, message.channel, May.MANAGE_MESSAGES)
    api.world.delete(message)


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def add_reaction(api: Discord, call: Call) -> None:
    message, sign = _message(api, call), unquote(call.parts["emoji"])
    channel = message.channel
    _awake(channel)
    if not EMOJI.match(sign):
        raise Failed(400, 10014, "Unknown Emoji")
    posting.demand(api.world, channel, May.READ_MESSAGE_HISTORY)
    if sign not in message.reactions:
        posting.demand(api.world, channel, May.ADD_REACTIONS)
        if len(message.reactions) >= 20:
            raise Failed(400, 30010, "Maximum number of reactions reached (20)")
    by = message.reactions.setdefault(sign, [])
    if api.world.bot.id not in by:
        by.append(api.world.bot.id)
        _tell_reaction(api.world, "MESSAGE_REACTION_ADD", message, sign)


@route("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def delete_reaction(api: Discord, call: Call) -> None:
    message, sign = _message(api, call), unquote(call.parts["emoji"])
    _awake(message.channel)
    if not EMOJI.match(sign):
        raise Failed(400, 10014, "Unknown Emoji")
    by = message.reactions.get(sign, [])
    if api.world.bot.id in by:
        by.remove(api.world.bot.id)
        message.reactions = {name: who for name, who in message.reactions.items() if who}
        _tell_reaction(api.world, "MESSAGE_REACTION_REMOVE", message, sign)


def _tell_reaction(world: World, name: str, message: Message, sign: str) -> None:
    data = {"user_id": str(world.bot.id), "message_id": str(message.id), "emoji": {"id": None, "name": sign},
            "type": 0, "burst": False, **where(message.channel)}  # fmt: skip
    world.tell(name, data, REACTIONS, message.channel)


@route("PUT", "/channels/{channel}/messages/pins/{message}")
def pin(api: Discord, call: Call) -> None:
    message = _message(api, call)
    channel = message.channel
    _awake(channel)
    if channel.guild:
        posting.demand(api.world, channel, May.PIN_MESSAGES)
    if message.id in channel.pins:
        return
    if len(channel.pins) >= 250:
        raise Failed(400, 30003, "Maximum number of pins reached for the channel (250)")
    channel.pins.append(message.id)
    _tell_pins(api.world, message)
    api.world.write(channel, api.world.bot, kind=PINNED_LINE, answers=message.id)


@route("DELETE", "/channels/{channel}/messages/pins/{message}")
def unpin(api: Discord, call: Call) -> None:
    message = _message(api, call)
    channel = message.channel
    _awake(channel)
    if channel.guild:
        posting.demand(api.world, channel, May.PIN_MESSAGES)
    if message.id in channel.pins:
        channel.pins.remove(message.id)
        _tell_pins(api.world, message)


def _tell_pins(world: World, message: Message) -> None:
    channel = message.channel
    data = {**where(channel), "last_pin_timestamp": world.now().isoformat()}
    world.tell("CHANNEL_PINS_UPDATE", data, GUILDS if channel.guild else 1 << 12, channel)
    world.tell_message("MESSAGE_UPDATE", message)


@route("POST", "/channels/{channel}/messages/{message}/threads")
def open_thread(api: Discord, call: Call) -> Json:
    message = _message(api, call)
    channel = message.channel
    if channel.is_thread or channel.kind == DIRECT:
        raise Failed(400, 50024, "Cannot execute action on this channel type")
    posting.demand(api.world, channel, May.CREATE_PUBLIC_THREADS)
    if message.thread:
        raise Failed(400, 160004, "A thread has already been created for this message")
    message.thread = api.world.thread(channel, call.body["name"], api.world.bot, ident=message.id)
    shape = shapes.channel(api.world, message.thread)
    api.world.tell("THREAD_CREATE", {**shape, "newly_created": True}, GUILDS, channel)
    message.flags |= 1 << 5
    api.world.tell_message("MESSAGE_UPDATE", message)
    return shape


@route("POST", "/channels/{channel}/threads")
def open_free_thread(api: Discord, call: Call) -> Json:
    channel = _channel(api, call)
    if call.body.get("type") != 11:
        raise no_right()
    posting.demand(api.world, channel, May.CREATE_PUBLIC_THREADS)
    made = api.world.thread(channel, call.body["name"], api.world.bot)
    shape = shapes.channel(api.world, made)
    api.world.tell("THREAD_CREATE", {**shape, "newly_created": True}, GUILDS, channel)
    api.world.write(channel, api.world.bot, call.body["name"], kind=THREAD_LINE, thread=made)
    return shape


@route("PUT", "/channels/{channel}/thread-members/@me")
def join_thread(api: Discord, call: Call) -> None:
    channel = _channel(api, call)
    _awake(channel)
    channel.joined.add(api.world.bot.id)
    data = shapes.thread_member(api.world, channel, api.world.bot.id) | {"guild_id": where(channel)["guild_id"]}
    api.world.tell("THREAD_MEMBER_UPDATE", data, GUILDS, channel)


@route("PATCH", "/channels/{channel}")
def change_channel(api: Discord, call: Call) -> Json:
    channel = _channel(api, call)
    if not channel.is_thread:
        posting.demand(api.world, channel, May.MANAGE_CHANNELS)
    unarchives = set(call.body) == {"archived"} and not call.body["archived"] and not channel.locked
    if channel.owner != api.world.bot.id and not unarchives:
        posting.demand(api.world, channel, May.MANAGE_THREADS)
    if channel.archived and call.body.get("archived", True):
        raise Failed(400, 50083, "Thread is archived")
    channel.archived = call.body.get("archived", channel.archived)
    channel.locked = call.body.get("locked", channel.locked)
    channel.name = call.body.get("name", channel.name)
    api.world.tell("THREAD_UPDATE", shapes.channel(api.world, channel), GUILDS, channel)
    return shapes.channel(api.world, channel)


@route("DELETE", "/channels/{channel}")
def delete_channel(api: Discord, call: Call) -> Json:
    posting.demand(api.world, _channel(api, call), May.MANAGE_CHANNELS)
    raise unknown("Channel")
