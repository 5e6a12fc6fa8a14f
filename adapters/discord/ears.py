"""Listens to Discord's gateway: each thing it tells is read as what happened, and handed over in its order."""

import discord
import structlog

from adapters.discord.catchup import CatchUp
from adapters.discord.connection import TROUBLE
from adapters.discord.intake import Intake
from adapters.discord.meanwhile import Meanwhile
from adapters.discord.messages import Messages
from adapters.discord.presence import Presence
from adapters.discord.pressing import Pressing
from adapters.discord.rights import may
from adapters.discord.rooms import Rooms
from bot.chat import Event
from bot.command import Offered
from bot.port import Receive

_log = structlog.get_logger("adapters.discord")


class Ears:
    """The methods that begin with `on_` bear the names the library calls them by."""

    def __init__(self, presence: Presence, offered: Offered, receive: Receive) -> None:
        self._presence = presence
        self.intake = Intake(receive)
        self._messages = Messages(presence)
        self._rooms = Rooms(presence)
        meanwhile = Meanwhile(presence, self.intake, self._messages, self._rooms, offered)
        self._catch_up = CatchUp(presence, self.intake, self._messages, meanwhile)
        self._pressing = Pressing(presence, self._messages, self._rooms, offered, receive)

    def open(self, client: discord.Client) -> None:
        for name in vars(type(self)):
            if name.startswith("on_"):
                setattr(client, name, getattr(self, name))

    # -- the line ----------------------------------------------------------------------------------------------------

    async def on_connect(self) -> None:
        """A new session: nothing of what happened before it will be told. A resumed one tells all by itself."""
        self._catch_up.begin()

    async def on_ready(self) -> None:
        gone = self._presence.memory.servers() - {one.id for one in self._presence.client.guilds}
        for server in gone:
            self._tell(server, self._rooms.removed(server))

    # -- servers, rooms, rights --------------------------------------------------------------------------------------

    async def on_guild_available(self, server: discord.Guild) -> None:
        self._tell(server.id, self._rooms.at_start(server))

    async def on_guild_join(self, server: discord.Guild) -> None:
        self._tell(server.id, self._rooms.at_start(server))

    async def on_guild_remove(self, server: discord.Guild) -> None:
        self._tell(server.id, self._rooms.removed(server.id))

    async def on_guild_update(self, _: discord.Guild, server: discord.Guild) -> None:
        self._tell(server.id, self._rooms.changed(server))

    async def on_guild_role_update(self, _: discord.Role, role: discord.Role) -> None:
        self._tell(role.guild.id, self._rooms.changed(role.guild))

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        self._tell(role.guild.id, self._rooms.changed(role.guild))

    async def on_member_update(self, _: discord.Member, member: discord.Member) -> None:
        if member.id == self._presence.id:
            self._tell(member.guild.id, self._rooms.changed(member.guild))

    async def on_guild_channel_update(self, _: discord.abc.GuildChannel, channel: discord.abc.GuildChannel) -> None:
        self._tell(channel.guild.id, self._rooms.changed(channel.guild))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._tell(channel.guild.id, self._rooms.gone(channel.id))

    async def on_thread_update(self, _: discord.Thread, thread: discord.Thread) -> None:
        self._tell(thread.guild.id, self._rooms.changed(thread.guild))

    async def on_raw_thread_delete(self, gone: discord.RawThreadDeleteEvent) -> None:
        self._tell(gone.guild_id, self._rooms.gone(gone.thread_id))

    # -- people ------------------------------------------------------------------------------------------------------

    async def on_member_join(self, member: discord.Member) -> None:
        if not member.bot:
            self._tell(member.guild.id, self._rooms.arrived(member))

    async def on_raw_member_remove(self, gone: discord.RawMemberRemoveEvent) -> None:
        if not gone.user.bot:
            server = self._presence.client.get_guild(gone.guild_id)
            self._tell(gone.guild_id, self._rooms.left(server, gone.user))

    # -- messages ----------------------------------------------------------------------------------------------------

    async def on_message(self, message: discord.Message) -> None:
        self.intake.soon(self._take(message))

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        self.intake.soon(self.intake.in_order(edit.channel_id, lambda: self._edited(edit.message)))

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        self.intake.soon(self.intake.in_order(gone.channel_id, lambda: self._deleted(gone.channel_id, gone.message_id)))

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        work = self.intake.in_order(gone.channel_id, lambda: self._deleted(gone.channel_id, *gone.message_ids))
        self.intake.soon(work)

    async def _take(self, message: discord.Message) -> None:
        if message.type is discord.MessageType.pins_add and message.author.id == self._presence.id:
            await self._tidy(message)
        async with self.intake.order(message.channel.id):
            await self._catch_up.take(message)

    async def _tidy(self, line: discord.Message) -> None:
        """Discord says with a line of its own that we have pinned something; it goes where the bot may."""
        here = line.channel
        if isinstance(here, discord.abc.GuildChannel | discord.Thread) and may(here).delete:
            try:
                await line.delete()
            except (*TROUBLE, discord.RateLimited) as error:
                _log.info("a line about a pin stayed", error=type(error).__name__)

    async def _edited(self, message: discord.Message) -> list[Event]:
        edited = self._messages.edited(message, await self._presence.spot(message.channel, message.author))
        return [edited] if edited else []

    async def _deleted(self, channel: int, *messages: int) -> list[Event]:
        return self._rooms.deleted(channel, set(messages))

    async def on_interaction(self, given: discord.Interaction) -> None:
        self.intake.soon(self._pressing.take(given))

    def _tell(self, server: int, events: list[Event]) -> None:
        async def found() -> list[Event]:
            return events

        if events:
            self.intake.soon(self.intake.in_order(server, found))
