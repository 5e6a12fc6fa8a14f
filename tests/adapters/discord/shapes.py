"""What Discord's objects look like in JSON."""

from __future__ import annotations

from tests.adapters.discord.errors import Json
from tests.adapters.discord.permissions import May, rights_in
from tests.adapters.discord.world import DIRECT, REPLY, THREAD_LINE, Channel, Guild, Member, Message, Person, World


def user(person: Person) -> Json:
    return {
        "id": str(person.id), "username": person.name.lower(), "global_name": person.name, "discriminator": "0",
        "avatar": None, "bot": person.bot, "public_flags": 0,
    }  # fmt: skip


def member(one: Member, rights: May | None = None, *, with_user: bool = True) -> Json:
    told: Json = {
        "nick": one.nick, "avatar": None, "roles": [str(role) for role in one.roles], "deaf": False, "mute": False,
        "joined_at": one.joined.isoformat(), "premium_since": None, "flags": 0, "pending": False,
        "communication_disabled_until": None,
    }  # fmt: skip
    if with_user:
        told["user"] = user(one.person)
    return told | ({"permissions": str(int(rights))} if rights is not None else {})


def application(world: World) -> Json:
    flags = (1 << 19 if world.content else 0) | (1 << 15 if world.member_list else 0)
    return {
        "id": str(world.bot.id), "name": "Tertulia", "icon": None, "description": "", "summary": "", "flags": flags,
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "bot": user(world.bot),
        "owner": user(world.bot), "team": None, "rpc_origins": [], "approximate_guild_count": len(world.guilds),
    }  # fmt: skip


def role(one: Guild, ident: int) -> Json:
    it = one.roles[ident]
    return {
        "id": str(ident), "name": it.name, "color": 0, "colors": {"primary_color": 0}, "hoist": False, "icon": None,
        "position": list(one.roles).index(ident), "permissions": str(int(it.rights)), "managed": False,
        "mentionable": False, "flags": 0,
    }  # fmt: skip


def channel(world: World, it: Channel) -> Json:
    told: Json = {"id": str(it.id), "type": it.kind, "flags": 0}
    told["last_message_id"] = str(max(it.messages)) if it.messages else None
    if it.kind == DIRECT:
        return told | {"recipients": [user(world.people[one]) for one in it.recipients if one != world.bot.id]}
    assert it.guild
    told |= {"guild_id": str(it.guild.id), "name": it.name, "rate_limit_per_user": 0}
    if it.parent:
        return told | _thread(world, it)
    overwrites = [
        {"id": str(who), "type": 0 if who in it.guild.roles else 1, "allow": str(int(allow)), "deny": str(int(deny))}
        for who, (allow, deny) in it.overwrites.items()
    ]
    return told | {
        "position": list(it.guild.channels).index(it.id) if it.id in it.guild.channels else 0, "nsfw": False,
        "permission_overwrites": overwrites, "parent_id": None, "topic": None,
    }  # fmt: skip


def _thread(world: World, it: Channel) -> Json:
    assert it.parent
    told: Json = {
        "parent_id": str(it.parent.id), "owner_id": str(it.owner), "message_count": len(it.messages),
        "member_count": len(it.joined), "total_message_sent": len(it.messages),
        "thread_metadata": {
            "archived": it.archived, "locked": it.locked, "auto_archive_duration": 1440,
            "archive_timestamp": world.now().isoformat(), "create_timestamp": world.now().isoformat(),
        },
    }  # fmt: skip
    if world.bot.id in it.joined:
        told["member"] = thread_member(world, it, world.bot.id)
    return told


def thread_member(world: World, it: Channel, who: int) -> Json:
    return {"id": str(it.id), "user_id": str(who), "join_timestamp": world.now().isoformat(), "flags": 0}


def guild(world: World, it: Guild) -> Json:
    """As in GUILD_CREATE: of the members only the bot, and only threads that are open and that it may see."""
    seen = [one for one in it.channels.values() if rights_in(one, world.bot.id) & May.VIEW_CHANNEL]
    return {
        "id": str(it.id), "name": it.name, "icon": None, "splash": None, "owner_id": str(it.owner), "afk_timeout": 300,
        "afk_channel_id": None, "verification_level": 0, "default_message_notifications": 0, "mfa_level": 0,
        "explicit_content_filter": 0, "roles": [role(it, ident) for ident in it.roles], "emojis": [], "stickers": [],
        "features": ["COMMUNITY"], "system_channel_id": str(it.system_channel) if it.system_channel else None,
        "system_channel_flags": 0, "rules_channel_id": None, "public_updates_channel_id": None, "description": None,
        "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": it.locale, "nsfw_level": 0,
        "premium_progress_bar_enabled": False, "member_count": len(it.members), "large": False, "unavailable": False,
        "joined_at": it.members[world.bot.id].joined.isoformat(), "members": [member(it.members[world.bot.id])],
        "channels": [channel(world, one) for one in it.channels.values() if not one.is_thread],
        "threads": [channel(world, one) for one in seen if one.is_thread and not one.archived],
        "presences": [], "voice_states": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }  # fmt: skip


def message(world: World, it: Message, *, content: bool = True, whole: bool = True) -> Json:
    """`content`: the reader may read all words; `whole`: with the message it answers."""
    readable = world.readable(it, content=content)
    told: Json = {
        "id": str(it.id), "channel_id": str(it.channel.id), "author": user(it.author), "type": it.kind,
        "content": it.content if readable else "", "timestamp": it.at.isoformat(), "tts": False,
        "edited_timestamp": it.edited.isoformat() if it.edited else None, "flags": it.flags,
        "mention_everyone": it.everyone, "mentions": [user(world.people[one]) for one in it.mentions],
        "mention_roles": [], "attachments": [hosted(world, one) for one in it.attachments] if readable else [],
        "embeds": it.embeds if readable else [], "components": it.components if readable else [],
        "pinned": it.id in it.channel.pins,
    }  # fmt: skip
    if it.reactions:
        told["reactions"] = [_reaction(world, name, by) for name, by in it.reactions.items()]
    if it.nonce is not None:
        told["nonce"] = it.nonce
    if it.by_interaction:
        told |= {"interaction_metadata": it.by_interaction, "webhook_id": str(world.bot.id)}
        told["application_id"] = str(world.bot.id)
    if it.thread:
        told["thread"] = channel(world, it.thread)
    told |= _rarely(it) | _what_it_answers(it)
    if whole and it.kind == REPLY:
        answered = it.channel.messages.get(it.answers)
        told["referenced_message"] = message(world, answered, content=content, whole=False) if answered else None
    return told


def _rarely(it: Message) -> Json:
    """Stickers, and what was passed on."""
    told: Json = {"sticker_items": it.stickers} if it.stickers else {}
    if it.forwarded:
        snapshot = {
            "content": it.forwarded, "type": 0, "timestamp": it.at.isoformat(), "edited_timestamp": None, "embeds": [],
            "attachments": [], "mentions": [], "mention_roles": [], "flags": 0,
        }  # fmt: skip
        told["message_snapshots"] = [{"message": snapshot}]
        told["message_reference"] = {"type": 1, "channel_id": str(it.channel.id), "message_id": "5"}
    return told


def _what_it_answers(it: Message) -> Json:
    if it.kind == THREAD_LINE and it.thread:
        return {"message_reference": {"type": 0, "channel_id": str(it.thread.id)}}
    if not it.answers:
        return {}
    reference = {"type": 0, "channel_id": str(it.channel.id), "message_id": str(it.answers)}
    return {"message_reference": reference | ({"guild_id": str(it.channel.guild.id)} if it.channel.guild else {})}


def message_event(world: World, it: Message) -> Json:
    """As the gateway tells it: with the server and who wrote it there."""
    told = message(world, it)
    if it.channel.guild:
        told["guild_id"] = str(it.channel.guild.id)
        if by := it.channel.guild.members.get(it.author.id):
            told["member"] = member(by, with_user=False)
    return told | {"channel_type": it.channel.kind}


def without_words(world: World, it: Message, data: Json) -> Json:
    """The same event for a session that may not read all words."""
    hidden = {"content": "", "embeds": [], "attachments": [], "components": []}
    told = dict(data) if world.readable(it, content=False) else {**data, **hidden}
    if told.get("referenced_message"):
        answered = it.channel.messages[it.answers]
        told["referenced_message"] = message(world, answered, content=False, whole=False)
    return told


def hosted(world: World, attachment: Json) -> Json:
    """An attachment with the address it is kept at."""
    address = f"{world.address}/attachments/{attachment['path']}"
    shown = {name: value for name, value in attachment.items() if name != "path"}
    return {**shown, "url": address, "proxy_url": address}


def _reaction(world: World, name: str, by: list[int]) -> Json:
    return {
        "emoji": {"id": None, "name": name}, "count": len(by), "me": world.bot.id in by, "me_burst": False,
        "count_details": {"normal": len(by), "burst": 0}, "burst_colors": [],
    }  # fmt: skip
