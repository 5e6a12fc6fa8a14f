"""Who is an admin in a room, and what the bot may do there, from the permissions Discord tells."""

from dataclasses import dataclass

import discord

from bot.chat import Happened, RoomSeen

ADMIN = ("administrator", "manage_guild", "manage_channels")
"""Any of these makes an admin: who may change the server or the room may give the room a class."""

USED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    embed_links=True,
    attach_files=True,
    add_reactions=True,
    pin_messages=True,
    manage_messages=True,
)
"""All the bot ever uses, and what the invitation link asks for."""


@dataclass(frozen=True, slots=True)
class May:
    """What the bot may do in a room."""

    see: bool
    post: bool
    delete: bool
    pin: bool
    react: bool


def admin_by(permissions: discord.Permissions) -> bool:
    return any(getattr(permissions, name) for name in ADMIN)


def is_admin(channel: object, person: discord.abc.User) -> bool:
    """Whether somebody is an admin of a room, as far as it is known without asking."""
    if not isinstance(person, discord.Member) or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return False
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return False
    return admin_by(channel.permissions_for(person))


def may(channel: discord.abc.GuildChannel | discord.Thread) -> May:
    me = channel.guild.me
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return May(see=True, post=True, delete=False, pin=False, react=True)
    has = channel.permissions_for(me)
    in_thread = isinstance(channel, discord.Thread)
    return May(
        see=has.view_channel,
        post=has.view_channel and (has.send_messages_in_threads if in_thread else has.send_messages),
        delete=has.manage_messages,
        pin=has.pin_messages,
        react=has.add_reactions and has.read_message_history,
    )


def title(channel: discord.abc.GuildChannel | discord.Thread) -> str:
    """What a room is called: by its server alone where that has but this one, else by both."""
    others = [one for one in channel.guild.text_channels if one.id != channel.id]
    return channel.guild.name if not others else f"{channel.guild.name} · {channel.name}"


def seen(
    head: Happened,
    channel: discord.abc.GuildChannel | discord.Thread,
    *,
    reads_all: bool,
    added: bool = False,
    by_admin: bool = False,
) -> RoomSeen:
    has = may(channel)
    return RoomSeen(
        head.key,
        head.at,
        head.where,
        head.by,
        title=title(channel),
        kind="topic" if isinstance(channel, discord.Thread) else "group",
        reads_all=reads_all,
        may_delete=has.delete,
        may_pin=has.pin,
        may_react=has.react,
        may_post=has.post,
        added=added,
        by_admin=by_admin,
    )
