"""Discord's world for the tests: people, servers, channels and messages, and who is told what happens in them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.adapters.discord.errors import Json, unknown
from tests.adapters.discord.ids import Ids
from tests.adapters.discord.permissions import EVERYONE, NOTHING, May

TEXT, DIRECT, FORUM, THREAD, PRIVATE_THREAD = 0, 1, 15, 11, 12
REPLY, PINNED_LINE, THREAD_LINE = 19, 6, 18
EPHEMERAL = 1 << 6

GUILDS, MEMBERS, MESSAGES, REACTIONS, DIRECT_MESSAGES, CONTENT = 1 << 0, 1 << 1, 1 << 9, 1 << 10, 1 << 12, 1 << 15
"""Intents."""


@dataclass(eq=False)
class Person:
    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False
    closed: bool = False
    """Takes no direct messages."""


@dataclass
class Member:
    person: Person
    joined: datetime
    roles: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass
class Role:
    id: int
    name: str
    rights: May


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner: int
    locale: str = "en-US"
    system_channel: int | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    down: bool = False


@dataclass(eq=False)
class Channel:
    id: int
    kind: int
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    owner: int = 0
    recipients: tuple[int, ...] = ()
    overwrites: dict[int, tuple[May, May]] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pins: list[int] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    joined: set[int] = field(default_factory=set)
    """Who follows a thread."""

    @property
    def is_thread(self) -> bool:
        return self.kind in (THREAD, PRIVATE_THREAD)


@dataclass(eq=False)
class Message:
    id: int
    channel: Channel
    author: Person
    at: datetime
    content: str = ""
    kind: int = 0
    edited: datetime | None = None
    answers: int = 0
    mentions: list[int] = field(default_factory=list)
    everyone: bool = False
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    reactions: dict[str, list[int]] = field(default_factory=dict)
    flags: int = 0
    nonce: Any = None
    only_for: int = 0
    by_interaction: Json | None = None
    thread: Channel | None = None
    edits: list[datetime] = field(default_factory=list)
    stickers: list[Json] = field(default_factory=list)
    forwarded: str = ""
    """The words of a message that was passed on."""


@dataclass(frozen=True)
class Event:
    """Something the gateway tells: to sessions with the intent, of the shard of `guild`.

    `about` is the message whose words some sessions may not read.
    """

    name: str
    data: Json
    intent: int = 0
    guild: int = 0
    about: Message | None = None


class World:
    """All there is. `content` and `members`: the privileged intents are switched on in the portal."""

    def __init__(self, now: Callable[[], datetime], *, content: bool = True, members: bool = True) -> None:
        self.ahead = timedelta(0)
        """How far Discord's clock is ahead of the bot's."""
        self.now: Callable[[], datetime] = lambda: now() + self.ahead
        self.tick: Callable[[], float] = time.monotonic
        """Seconds, for how fast the bot answers."""
        self.ids = Ids(self.now)
        self.content, self.member_list = content, members
        self.people: dict[int, Person] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.files: dict[str, bytes] = {}
        """What is kept on the CDN, by path."""
        self.commands: list[Json] = []
        self.installs = 0
        self.address = ""
        self.told: Callable[[Event], None] = lambda event: None
        self.bot = self.person("Tertulia", bot=True)

    # -- what is there ------------------------------------------------------------------------------------------------

    def person(self, name: str, locale: str = "en-US", *, bot: bool = False) -> Person:
        made = Person(self.ids.next(), name, locale, bot)
        self.people[made.id] = made
        return made

    def guild(self, name: str, owner: Person, *others: Person) -> Guild:
        """A new server without the bot, with one channel."""
        ident = self.ids.next()
        guild = Guild(ident, name, owner.id)
        guild.roles[ident] = Role(ident, "@everyone", EVERYONE)
        for person in (owner, *others):
            guild.members[person.id] = Member(person, self.now())
        self.guilds[ident] = guild
        guild.system_channel = self.channel(guild, "general").id
        return guild

    def channel(self, guild: Guild, name: str, kind: int = TEXT) -> Channel:
        made = Channel(self.ids.next(), kind, name, guild)
        self.channels[made.id] = guild.channels[made.id] = made
        return made

    def thread(self, parent: Channel, name: str, by: Person, *, ident: int = 0, kind: int = THREAD) -> Channel:
        made = Channel(ident or self.ids.next(), kind, name, parent.guild, parent, by.id, joined={by.id})
        assert parent.guild
        self.channels[made.id] = parent.guild.channels[made.id] = made
        return made

    def direct(self, person: Person) -> Channel:
        """The direct messages between a person and the bot."""
        for channel in self.channels.values():
            if channel.kind == DIRECT and person.id in channel.recipients:
                return channel
        made = Channel(self.ids.next(), DIRECT, recipients=(person.id, self.bot.id))
        self.channels[made.id] = made
        return made

    def give(self, guild: Guild, person: Person, name: str, rights: May) -> Role:
        """Give somebody a role of their own with these rights."""
        role = Role(self.ids.next(), name, rights)
        guild.roles[role.id] = role
        guild.members[person.id].roles.append(role.id)
        return role

    def forbid(self, channel: Channel, who: int, rights: May) -> None:
        """Take rights away from a person or role in one channel."""
        allow, deny = channel.overwrites.get(who, (NOTHING, NOTHING))
        channel.overwrites[who] = (allow & ~rights, deny | rights)

    def message(self, channel: Channel, ident: int) -> Message:
        """A message all can see; raises Failed."""
        found = channel.messages.get(ident)
        if found is None or found.only_for:
            raise unknown("Message")
        return found

    def shared_guild(self, person: Person) -> bool:
        return any({person.id, self.bot.id} <= guild.members.keys() for guild in self.guilds.values())

    # -- what is written ----------------------------------------------------------------------------------------------

    def write(self, channel: Channel, author: Person, content: str = "", **more: Any) -> Message:
        """Put a message where all of the channel see it, and tell."""
        made = Message(self.ids.next(), channel, author, self.now(), content.strip(), **more)
        channel.messages[made.id] = made
        if channel.is_thread:
            channel.archived = False
        self.tell_message("MESSAGE_CREATE", made)
        return made

    def delete(self, message: Message) -> None:
        channel = message.channel
        del channel.messages[message.id]
        if message.id in channel.pins:
            channel.pins.remove(message.id)
        if not message.only_for:
            self.tell("MESSAGE_DELETE", {"id": str(message.id), **where(channel)}, message_intent(channel), channel)

    def delete_many(self, messages: list[Message]) -> None:
        channel = messages[0].channel
        for message in messages:
            del channel.messages[message.id]
        data = {"ids": [str(one.id) for one in messages], **where(channel)}
        self.tell("MESSAGE_DELETE_BULK", data, message_intent(channel), channel)

    def pinged(self, text: str) -> list[int]:
        """The people a text mentions."""
        found = [int(one) for one in re.findall(r"<@!?(\d+)>", text)]
        return [ident for ident in dict.fromkeys(found) if ident in self.people]

    # -- what the bot is told -----------------------------------------------------------------------------------------

    def tell_message(self, name: str, message: Message, **more: Any) -> None:
        from tests.adapters.discord.shapes import message_event

        if message.only_for:
            return
        data = message_event(self, message) | more
        self.tell(name, data, message_intent(message.channel), message.channel, about=message)

    def tell(
        self, name: str, data: Json, intent: int = 0, at: Channel | Guild | None = None, *, about: Message | None = None
    ) -> None:
        """Tell the bot, if it is there and may look."""
        from tests.adapters.discord.permissions import rights_in

        guild = at.guild if isinstance(at, Channel) else at
        if guild and (self.bot.id not in guild.members or guild.down):
            return
        if isinstance(at, Channel) and not rights_in(at, self.bot.id) & May.VIEW_CHANNEL:
            return
        self.told(Event(name, data, intent, guild.id if guild else 0, about))

    def readable(self, message: Message, *, content: bool) -> bool:
        """Whether the bot is shown a message's words: with the intent, in direct messages, its own, or mentioned."""
        return (
            content
            or message.channel.kind == DIRECT
            or message.author is self.bot
            or self.bot.id in message.mentions
        )  # fmt: skip


def where(channel: Channel) -> Json:
    told = {"channel_id": str(channel.id)}
    return told | ({"guild_id": str(channel.guild.id)} if channel.guild else {})


def message_intent(channel: Channel) -> int:
    return MESSAGES if channel.guild else DIRECT_MESSAGES
