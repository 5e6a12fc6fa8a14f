"""The life of a server: the bot comes and goes, rooms and rights change, people arrive and leave."""

import time
from datetime import timedelta

import discord

from adapters.discord.addresses import NAME, NOBODY, room, who
from adapters.discord.presence import Presence
from adapters.discord.rights import may, seen
from bot.chat import Arrived, Event, Happened, PersonLeft, Place, PostGone, RoomGone, Who
from bot.chat import Deleted as MessageDeleted

NEW_FOR = timedelta(days=7)

Here = discord.abc.GuildChannel | discord.Thread


class Rooms:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._told: dict[int, object] = {}

    # -- the bot itself ----------------------------------------------------------------------------------------------

    def at_start(self, server: discord.Guild) -> list[Event]:
        """A server is there: the rooms in use as they are now; in a new one the room to say hello in."""
        known = self._presence.memory.rooms(server.id)
        if not known:
            return self.added(server)
        found: list[Event] = []
        for channel in known:
            here = server.get_channel_or_thread(channel)
            if here is not None:
                found.extend(self._look(here))
            elif not self._is_thread(channel):
                found.extend(self.gone(channel))
        return found

    def added(self, server: discord.Guild) -> list[Event]:
        """The bot was added: it may speak in one room, and its owner is the one admin that is known for sure."""
        here = _first_room(server)
        if here is None:
            return []
        self._presence.memory.use(here.id, server.id)
        owner = Who(
            NAME, str(server.owner_id or ""), _owner_name(server), server.preferred_locale.value.partition("-")[0]
        )
        head = self._head("added", room(here.id), owner)
        self._told[here.id] = self._sign(here)
        return [seen(head, here, reads_all=self._reads_all, added=self._new_in(server), by_admin=True)]

    def _new_in(self, server: discord.Guild) -> bool:
        """Whether the bot came lately: a server it has long been in is not greeted anew when the memory was lost."""
        came = server.me.joined_at
        return came is None or self._presence.now() - self._presence.skew.ours(came) < NEW_FOR

    def removed(self, server: int) -> list[Event]:
        return [event for channel in self._presence.memory.rooms(server) for event in self.gone(channel)]

    def first_sight(self, here: Here, by: Who, *, by_admin: bool) -> list[Event]:
        """A room that is used for the first time, or for the first time since the start."""
        if here.id in self._told:
            return []
        self._presence.memory.use(here.id, here.guild.id)
        self._told[here.id] = self._sign(here)
        return [seen(self._head("seen", room(here.id), by), here, reads_all=self._reads_all, by_admin=by_admin)]

    # -- rooms and rights --------------------------------------------------------------------------------------------

    def changed(self, server: discord.Guild) -> list[Event]:
        """Rights or names may have changed: whatever is otherwise now is told."""
        known = [server.get_channel_or_thread(channel) for channel in self._presence.memory.rooms(server.id)]
        return [event for here in known if here is not None for event in self._look(here)]

    def gone(self, channel: int) -> list[Event]:
        """A room is deleted, or the bot is no longer in it."""
        memory = self._presence.memory
        if not memory.knows(channel):
            return []
        memory.leave([channel])
        self._told.pop(channel, None)
        head = self._head("gone", room(channel), NOBODY)
        return [RoomGone(head.key, head.at, head.where, head.by)]

    def _look(self, here: Here) -> list[Event]:
        sign = self._sign(here)
        if self._told.get(here.id) == sign:
            return []
        self._told[here.id] = sign
        head, memory = self._head("changed", room(here.id), NOBODY), self._presence.memory
        sees, hid = may(here).see, memory.hidden(here.id)
        if sees == hid:
            memory.hide(here.id, hidden=not sees)
        if not sees:
            # what it may not see is for the bot as if it were not there; it comes back with the right
            return [] if hid else [RoomGone(head.key, head.at, head.where, head.by)]
        return [seen(head, here, reads_all=self._reads_all)]

    def _sign(self, here: Here) -> object:
        return (may(here), here.name, here.guild.name, len(here.guild.text_channels) > 1)

    def _is_thread(self, channel: int) -> bool:
        return self._presence.memory.post_of(channel) is not None

    # -- people ------------------------------------------------------------------------------------------------------

    def arrived(self, member: discord.Member) -> list[Event]:
        found: list[Event] = []
        for here in self._known(member.guild):
            if here.permissions_for(member).view_channel:
                stamp = int(member.joined_at.timestamp()) if member.joined_at else time.time_ns()
                key = self._presence.key("arrived", here.id, member.id, stamp)
                found.append(Arrived(key, self._presence.now(), room(here.id), who(member)))
        return found

    def left(self, server: discord.Guild | None, user: discord.User | discord.Member) -> list[Event]:
        if server is None:
            return []
        heads = [self._head(f"left:{user.id}", room(here.id), who(user)) for here in self._known(server)]
        return [PersonLeft(head.key, head.at, head.where, head.by) for head in heads]

    def _known(self, server: discord.Guild) -> list[Here]:
        known = [server.get_channel_or_thread(channel) for channel in self._presence.memory.rooms(server.id)]
        return [here for here in known if here is not None]

    # -- messages that are gone --------------------------------------------------------------------------------------

    def deleted(self, channel: int, messages: set[int]) -> list[Event]:
        """Discord tells neither whose a deleted message was nor who deleted it: it may have been ours."""
        spot = self._presence.spot_at_once(channel)
        if spot is None or spot.place.private or not self._presence.memory.knows(int(spot.place.id)):
            return []
        found: list[Event] = []
        for message in sorted(messages):
            at, name = self._presence.now(), spot.name(message)
            key = self._presence.key("deleted", message)
            found.append(MessageDeleted(key, at, spot.place, NOBODY, name))
            found.append(PostGone(f"{key}:post", at, spot.place, NOBODY, name))
        return found

    @property
    def _reads_all(self) -> bool:
        return self._presence.section.message_content

    def _head(self, kind: str, where: Place, by: Who) -> Happened:
        return Happened(self._presence.key(kind, where.id, time.time_ns()), self._presence.now(), where, by)


def _first_room(server: discord.Guild) -> discord.TextChannel | None:
    """Where to say hello: the server's own room for such lines, else the first the bot may write in."""
    rooms = [*([server.system_channel] if server.system_channel else []), *server.text_channels]
    return next((one for one in rooms if may(one).post), rooms[0] if rooms else None)


def _owner_name(server: discord.Guild) -> str:
    return server.owner.display_name if server.owner else ""
