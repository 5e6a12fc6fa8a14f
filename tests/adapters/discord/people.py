"""What people do on Discord besides using the bot: write, mend, delete, come, go, and move things about."""

from __future__ import annotations

from typing import Any

from tests.adapters.discord import shapes
from tests.adapters.discord.errors import Json
from tests.adapters.discord.permissions import NOTHING, May, rights_in
from tests.adapters.discord.world import (
    DIRECT,
    GUILDS,
    MEMBERS,
    REACTIONS,
    REPLY,
    THREAD,
    Channel,
    Guild,
    Member,
    Message,
    Person,
    World,
    message_intent,
    where,
)


class People:
    def __init__(self, world: World) -> None:
        self.world = world

    # -- messages -----------------------------------------------------------------------------------------------------

    def say(
        self, person: Person, channel: Channel, text: str, *, answers: int = 0, ping: bool = True, **more: Any
    ) -> Message:
        """Write; `ping`: a reply tells whom it answers, as it does unless switched off."""
        needed = May.SEND_MESSAGES_IN_THREADS if channel.is_thread else May.SEND_MESSAGES
        assert rights_in(channel, person.id) & needed, f"{person.name} may not write there"
        assert len(text) <= 2000, "Discord lets nobody write more"
        answered = channel.messages.get(answers)
        mentions = self.world.pinged(text)
        if answered and ping and answered.author.id not in mentions:
            mentions.append(answered.author.id)
        kind = {"kind": REPLY, "answers": answers} if answered else {}
        return self.world.write(channel, person, text, mentions=mentions, **kind, **more)

    def send_file(self, person: Person, channel: Channel, name: str, content: bytes, text: str = "") -> Message:
        return self.say(person, channel, text, attachments=[self.upload(name, content)])

    def upload(self, name: str, content: bytes, kind: str = "text/plain", **more: Any) -> Json:
        """Keep a file on the CDN; gives the attachment."""
        ident = self.world.ids.next()
        path = f"{ident}/{name}"
        self.world.files[path] = content
        return {"id": str(ident), "filename": name, "size": len(content), "path": path, "content_type": kind, **more}

    def edit(self, person: Person, message: Message, text: str) -> None:
        assert message.author is person
        message.content, message.edited = text.strip(), self.world.now()
        self.world.tell_message("MESSAGE_UPDATE", message)

    def react(self, person: Person, message: Message, sign: str) -> None:
        message.reactions.setdefault(sign, []).append(person.id)
        data = {"user_id": str(person.id), "message_id": str(message.id), "emoji": {"id": None, "name": sign},
                "type": 0, "burst": False, **where(message.channel)}  # fmt: skip
        self.world.tell("MESSAGE_REACTION_ADD", data, REACTIONS, message.channel)

    def show_preview(self, message: Message) -> None:
        """Discord itself puts a preview of a link under a message: an update that is no edit."""
        message.embeds = [{"type": "link", "url": "https://example.org/", "title": "Example"}]
        self.world.tell_message("MESSAGE_UPDATE", message)

    # -- coming and going ---------------------------------------------------------------------------------------------

    def arrive(self, person: Person, guild: Guild) -> None:
        guild.members[person.id] = made = Member(person, self.world.now())
        self.world.tell("GUILD_MEMBER_ADD", {**shapes.member(made), "guild_id": str(guild.id)}, MEMBERS, guild)

    def leave(self, person: Person, guild: Guild) -> None:
        del guild.members[person.id]
        data = {"guild_id": str(guild.id), "user": shapes.user(person)}
        self.world.tell("GUILD_MEMBER_REMOVE", data, MEMBERS, guild)

    def change(self, person: Person, guild: Guild, roles: list[int]) -> None:
        """Give somebody other roles; the bot hears of its own even without the members intent."""
        guild.members[person.id].roles = roles
        data = {**shapes.member(guild.members[person.id]), "guild_id": str(guild.id)}
        intent = GUILDS if person is self.world.bot else MEMBERS
        self.world.tell("GUILD_MEMBER_UPDATE", data, intent, guild)

    def add_bot(self, guild: Guild, rights: May) -> None:
        """Invite the bot with a role of its own."""
        bot = self.world.bot
        guild.members[bot.id] = Member(bot, self.world.now())
        if rights:
            self.world.give(guild, bot, bot.name, rights)
        self.world.tell("GUILD_CREATE", shapes.guild(self.world, guild), GUILDS, guild)

    def remove_bot(self, guild: Guild) -> None:
        self.world.tell("GUILD_DELETE", {"id": str(guild.id)}, GUILDS, guild)
        del guild.members[self.world.bot.id]

    def outage(self, guild: Guild) -> None:
        self.world.tell("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, GUILDS, guild)
        guild.down = True

    def recover(self, guild: Guild) -> None:
        guild.down = False
        self.world.tell("GUILD_CREATE", shapes.guild(self.world, guild), GUILDS, guild)

    # -- channels -----------------------------------------------------------------------------------------------------

    def make_channel(self, guild: Guild, name: str) -> Channel:
        made = self.world.channel(guild, name)
        self.world.tell("CHANNEL_CREATE", shapes.channel(self.world, made), GUILDS, made)
        return made

    def delete_channel(self, channel: Channel) -> None:
        guild = channel.guild
        assert guild
        threads = [one for one in guild.channels.values() if one.parent is channel]
        name = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.world.tell(name, shapes.channel(self.world, channel), GUILDS, channel)
        for one in (channel, *threads):
            del guild.channels[one.id], self.world.channels[one.id]

    def rename(self, channel: Channel, name: str) -> None:
        channel.name = name
        self.tell_channel(channel)

    def hide(self, channel: Channel) -> None:
        """Make a channel private, without the bot."""
        assert channel.guild
        self.world.forbid(channel, channel.guild.id, May.VIEW_CHANNEL)
        self.tell_channel(channel)

    def show(self, channel: Channel) -> None:
        assert channel.guild
        channel.overwrites[channel.guild.id] = (NOTHING, NOTHING)
        self.tell_channel(channel)

    def forbid_bot(self, channel: Channel, rights: May) -> None:
        self.world.forbid(channel, self.world.bot.id, rights)
        self.tell_channel(channel)

    def tell_channel(self, channel: Channel) -> None:
        """Bots hear of all channels of a server, also of those they may not look into; of threads only there."""
        name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        at = channel if channel.is_thread else channel.guild
        self.world.tell(name, shapes.channel(self.world, channel), GUILDS, at)

    def open_thread(self, person: Person, parent: Channel, name: str, kind: int = THREAD) -> Channel:
        made = self.world.thread(parent, name, person, kind=kind)
        data = {**shapes.channel(self.world, made), "newly_created": True}
        self.world.tell("THREAD_CREATE", data, GUILDS, made)
        return made

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        thread.archived, thread.locked = True, locked
        self.tell_channel(thread)

    # -- direct messages ----------------------------------------------------------------------------------------------

    def write_directly(self, person: Person, text: str, *, answers: int = 0) -> Message:
        channel = self.world.direct(person)
        assert channel.kind == DIRECT
        return self.say(person, channel, text, answers=answers)

    def typing(self, person: Person, channel: Channel) -> None:
        """A thing the bot did not ask to hear of."""
        data = {"user_id": str(person.id), "timestamp": int(self.world.now().timestamp()), **where(channel)}
        self.world.tell("TYPING_START", data, message_intent(channel) << 2, channel)
