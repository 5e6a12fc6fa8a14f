"""How the bot's messages come to be: what it asks for, held against its rights and Discord's limits."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import Any

from tests.adapters.discord import checks
from tests.adapters.discord.errors import Failed, Json, invalid, no_access, no_right, unknown
from tests.adapters.discord.permissions import May, rights_in
from tests.adapters.discord.world import DIRECT, EPHEMERAL, FORUM, REPLY, Channel, Message, Person, World

NONCES_KEPT = timedelta(minutes=3)
REPLIED_TO = (0, REPLY, 20, 23)
Files = list[tuple[str, bytes]]


def reachable(world: World, ident: int) -> Channel:
    """A channel the bot may look into; raises Failed."""
    channel = world.channels.get(ident)
    if channel is None:
        raise unknown("Channel")
    if not rights_in(channel, world.bot.id) & May.VIEW_CHANNEL:
        raise no_access()
    return channel


def demand(world: World, channel: Channel, rights: May) -> None:
    if rights & ~rights_in(channel, world.bot.id):
        raise no_right()


def post(world: World, channel: Channel, given: Json, files: Files) -> Message:
    """Write a message of the bot's; a nonce that is to be unique gives the message that has it."""
    _may_post(world, channel, given, files)
    checks.message(given, len(files))
    nonce = given.get("nonce")
    if given.get("enforce_nonce") and nonce is not None:
        since = world.now() - NONCES_KEPT
        for one in channel.messages.values():
            if one.author is world.bot and one.nonce == nonce and one.at >= since:
                return one
    answers, kind = _answered(world, channel, given)
    asked = {"answers": answers, "kind": REPLY} if kind else {}
    return world.write(
        channel, world.bot, given.get("content") or "", nonce=nonce, **asked, **composed(world, channel, given, files)
    )


def composed(world: World, channel: Channel, given: Json, files: Files) -> dict[str, Any]:
    """The parts of a message as they are kept."""
    mentions, everyone = _pings(world, channel, given)
    return {
        "components": numbered(given.get("components") or []),
        "embeds": [{"type": "rich", **one} for one in given.get("embeds") or []],
        "attachments": kept(world, given, files),
        "flags": given.get("flags") or 0,
        "mentions": mentions,
        "everyone": everyone,
    }


def change(world: World, message: Message, given: Json, files: Files) -> None:
    """Change the parts of a message that are given."""
    checks.message(given, len(files), flags=message.flags & checks.COMPONENTS_V2)
    if "content" in given:
        message.content = (given["content"] or "").strip()
        message.mentions, message.everyone = _pings(world, message.channel, given)
    if "components" in given:
        message.components = numbered(given["components"] or [])
    if "embeds" in given:
        message.embeds = [{"type": "rich", **one} for one in given["embeds"] or []]
    if "attachments" in given or files:
        stay = {str(one["id"]) for one in given.get("attachments") or []}
        message.attachments = [one for one in message.attachments if one["id"] in stay] + kept(world, given, files)
    if "flags" in given:
        message.flags = (message.flags & ~4) | ((given["flags"] or 0) & (4 | checks.COMPONENTS_V2))
    if not (message.content or message.embeds or message.components or message.attachments):
        raise Failed(400, 50006, "Cannot send an empty message")
    message.edited = world.now()
    world.tell_message("MESSAGE_UPDATE", message)


def _may_post(world: World, channel: Channel, given: Json, files: Files) -> None:
    if channel.kind == DIRECT:
        _may_write_to(world, channel)
        return
    if channel.kind == FORUM:
        raise Failed(400, 50024, "Cannot execute action on this channel type")
    if channel.is_thread and channel.archived and channel.locked:
        raise Failed(400, 50083, "Thread is archived")
    demand(world, channel, May.SEND_MESSAGES_IN_THREADS if channel.is_thread else May.SEND_MESSAGES)
    if given.get("embeds"):
        demand(world, channel, May.EMBED_LINKS)
    if files:
        demand(world, channel, May.ATTACH_FILES)


def _may_write_to(world: World, channel: Channel) -> None:
    person = next(world.people[one] for one in channel.recipients if one != world.bot.id)
    if not world.shared_guild(person):
        raise Failed(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
    if person.closed:
        raise Failed(403, 50007, "Cannot send messages to this user")


def _answered(world: World, channel: Channel, given: Json) -> tuple[int, int]:
    reference = given.get("message_reference")
    if not reference:
        return 0, 0
    if channel.guild and not rights_in(channel, world.bot.id) & May.READ_MESSAGE_HISTORY:
        raise Failed(400, 160002, "Cannot reply without permission to read message history")
    ident = int(reference["message_id"])
    found = channel.messages.get(ident)
    if found and not found.only_for and found.kind in REPLIED_TO:
        return ident, REPLY
    if reference.get("fail_if_not_exists", True) in (True, None):
        raise invalid("message_reference", "Unknown message", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE")
    return 0, 0


def _pings(world: World, channel: Channel, given: Json) -> tuple[list[int], bool]:
    """Whom a message of the bot's rings, and whether everyone."""
    text = " ".join([given.get("content") or "", *_words(given.get("components") or [])])
    named, allowed = world.pinged(text), given.get("allowed_mentions")
    reference = given.get("message_reference") or {}
    answered = channel.messages.get(int(reference.get("message_id") or 0))
    everyone = bool(re.search(r"@(everyone|here)\b", text)) and bool(
        rights_in(channel, world.bot.id) & May.MENTION_EVERYONE
    )
    if allowed is None:
        return named + ([answered.author.id] if answered else []), everyone
    parse, users = allowed.get("parse") or [], [int(one) for one in allowed.get("users") or []]
    if "users" in parse and users:
        raise invalid("allowed_mentions", 'parse:["users"] and users: [ids...] are mutually exclusive.')
    found = [one for one in named if "users" in parse or one in users]
    if answered and allowed.get("replied_user"):
        found.append(answered.author.id)
    return list(dict.fromkeys(found)), everyone and "everyone" in parse


def _words(components: list[Json]) -> list[str]:
    return [one["content"] for one in checks.parts(components) if one["type"] == checks.TEXT_DISPLAY]


def numbered(components: list[Json]) -> list[Json]:
    """Components as Discord gives them back, each with a number."""
    given = [dict(one) for one in components]
    for number, one in enumerate(given, start=1):
        one.setdefault("id", number)
        if "components" in one:
            one["components"] = numbered(one["components"])
    return given


def kept(world: World, given: Json, files: Files) -> list[Json]:
    """Keep uploaded files on the CDN, under names Discord makes of theirs."""
    described = {str(one.get("id")): one for one in given.get("attachments") or []}
    made = []
    for number, (name, content) in enumerate(files):
        if len(content) > 10 * 2**20:
            raise Failed(413, 40005, "Request entity too large")
        ident, plain = str(world.ids.next()), _plain(name)
        world.files[f"{ident}/{plain}"] = content
        one = {"id": ident, "filename": plain, "size": len(content), "path": f"{ident}/{plain}"}
        if plain.endswith(".png") and content.startswith(b"\x89PNG"):
            width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
            one |= {"content_type": "image/png", "width": width, "height": height}
        if plain != name:
            one["title"] = name.rpartition(".")[0]
        if text := described.get(str(number), {}).get("description"):
            one["description"] = text
        made.append(one)
    return made


def _plain(name: str) -> str:
    """The characters Discord leaves in a file's name."""
    letters = unicodedata.normalize("NFKD", name).replace(" ", "_")
    return re.sub(r"[^A-Za-z0-9_.-]", "", letters) or "unknown"


def is_private(given: Json) -> bool:
    return bool((given.get("flags") or 0) & EPHEMERAL)


def thinking(world: World, channel: Channel, person: Person, *, private: bool) -> Message:
    """The line that stands there until a deferred answer comes."""
    flags = (EPHEMERAL if private else 0) | 1 << 7
    made = Message(world.ids.next(), channel, world.bot, world.now(), flags=flags, only_for=person.id)
    channel.messages[made.id] = made
    return made
