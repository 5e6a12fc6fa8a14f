"""Who may do what in a channel, by roles and overwrites, as Discord works it out."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.adapters.discord.world import Channel, Guild


class May(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


NOTHING = May(0)
EVERYTHING = May((1 << 53) - 1)
EVERYONE = (
    May.VIEW_CHANNEL | May.SEND_MESSAGES | May.ADD_REACTIONS | May.EMBED_LINKS | May.ATTACH_FILES
    | May.READ_MESSAGE_HISTORY | May.USE_APPLICATION_COMMANDS | May.CREATE_PUBLIC_THREADS | May.SEND_MESSAGES_IN_THREADS
)  # fmt: skip
"""What a new server lets everybody do."""


def rights_in_guild(guild: Guild, user: int) -> May:
    if user == guild.owner:
        return EVERYTHING
    member = guild.members.get(user)
    if member is None:
        return NOTHING
    rights = guild.roles[guild.id].rights
    for role in member.roles:
        rights |= guild.roles[role].rights
    return EVERYTHING if rights & May.ADMINISTRATOR else rights


def rights_in(channel: Channel, user: int) -> May:
    """What a user may do in a channel; a thread has the rights of its parent."""
    guild = channel.guild
    if guild is None:
        return EVERYTHING if user in channel.recipients else NOTHING
    rights = rights_in_guild(guild, user)
    if rights == EVERYTHING or user not in guild.members:
        return rights
    overwrites = (channel.parent or channel).overwrites
    roles = guild.members[user].roles
    allow, deny = overwrites.get(guild.id, (NOTHING, NOTHING))
    rights = rights & ~deny | allow
    of_roles = [overwrites[role] for role in roles if role in overwrites]
    for _, denied in of_roles:
        rights &= ~denied
    for allowed, _ in of_roles:
        rights |= allowed
    allow, deny = overwrites.get(user, (NOTHING, NOTHING))
    rights = rights & ~deny | allow
    return rights if rights & May.VIEW_CHANNEL else NOTHING
