"""What the bot may ask about itself, its commands, people and servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.adapters.discord import checks, shapes
from tests.adapters.discord.errors import Failed, Json, invalid, unknown
from tests.adapters.discord.permissions import May, rights_in, rights_in_guild
from tests.adapters.discord.routing import Call, route
from tests.adapters.discord.world import Guild

if TYPE_CHECKING:
    from tests.adapters.discord.server import Discord


@route("GET", "/users/@me")
def me(api: Discord, call: Call) -> Json:
    return {**shapes.user(api.world.bot), "email": None, "verified": True, "mfa_enabled": False, "flags": 0}


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def my_application(api: Discord, call: Call) -> Json:
    return shapes.application(api.world)


@route("GET", "/gateway")
def gateway(api: Discord, call: Call) -> Json:
    return {"url": api.gateway_address}


@route("GET", "/gateway/bot")
def gateway_of_bot(api: Discord, call: Call) -> Json:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": api.gateway_address, "shards": api.shards, "session_start_limit": limit}


@route("GET", "/users/@me/guilds")
def my_guilds(api: Discord, call: Call) -> list[Json]:
    mine = [one for one in api.world.guilds.values() if api.world.bot.id in one.members]
    return [
        {
            "id": str(one.id), "name": one.name, "icon": None, "banner": None, "owner": False, "features": [],
            "permissions": str(int(rights_in_guild(one, api.world.bot.id))),
        }
        for one in mine
    ]  # fmt: skip


@route("DELETE", "/users/@me/guilds/{guild}")
def leave_guild(api: Discord, call: Call) -> None:
    api.people.remove_bot(_guild(api, call))


@route("POST", "/users/@me/channels")
def open_direct(api: Discord, call: Call) -> Json:
    person = api.world.people.get(int(call.body["recipient_id"]))
    if person is None:
        raise unknown("User")
    if person.bot:
        raise Failed(400, 50007, "Cannot send messages to this user")
    return shapes.channel(api.world, api.world.direct(person))


@route("GET", "/users/{user}")
def get_user(api: Discord, call: Call) -> Json:
    person = api.world.people.get(call.ident("user"))
    if person is None:
        raise unknown("User")
    return shapes.user(person)


@route("GET", "/guilds/{guild}")
def get_guild(api: Discord, call: Call) -> Json:
    told = shapes.guild(api.world, _guild(api, call))
    return {name: value for name, value in told.items() if name not in ("members", "channels", "threads", "presences")}


@route("GET", "/guilds/{guild}/channels")
def guild_channels(api: Discord, call: Call) -> list[Json]:
    return [shapes.channel(api.world, one) for one in _guild(api, call).channels.values() if not one.is_thread]


@route("GET", "/guilds/{guild}/threads/active")
def active_threads(api: Discord, call: Call) -> Json:
    threads = [one for one in _guild(api, call).channels.values() if one.is_thread and not one.archived]
    seen = [one for one in threads if rights_in(one, api.world.bot.id) & May.VIEW_CHANNEL]
    return {"threads": [shapes.channel(api.world, one) for one in seen], "members": []}


@route("GET", "/guilds/{guild}/members/{user}")
def get_member(api: Discord, call: Call) -> Json:
    found = _guild(api, call).members.get(call.ident("user"))
    if found is None:
        raise unknown("Member")
    return shapes.member(found)


@route("GET", "/guilds/{guild}/members")
def list_members(api: Discord, call: Call) -> list[Json]:
    if not api.world.member_list:
        raise Failed(403, 50001, "Missing Access")
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
    members = sorted(_guild(api, call).members.values(), key=lambda one: one.person.id)
    return [shapes.member(one) for one in members if one.person.id > after][:limit]


@route("GET", "/guilds/{guild}/roles")
def list_roles(api: Discord, call: Call) -> list[Json]:
    guild = _guild(api, call)
    return [shapes.role(guild, one) for one in guild.roles]


@route("GET", "/applications/{application}/commands")
def list_commands(api: Discord, call: Call) -> list[Json]:
    return api.world.commands


@route("PUT", "/applications/{application}/commands")
def install_commands(api: Discord, call: Call) -> list[Json]:
    """The whole list at once; what keeps its name keeps its id."""
    if call.ident("application") != api.world.bot.id:
        raise unknown("Application")
    if not isinstance(call.body, list):
        raise invalid("commands", "Only iterables may be used in a ListType")
    checks.commands(call.body)
    before = {(one["type"], one["name"]): one["id"] for one in api.world.commands}
    api.world.installs += 1
    version = str(api.world.ids.next())
    api.world.commands = [
        {
            "type": 1, "description": "", "contexts": None, "nsfw": False, "dm_permission": True, **given,
            "default_member_permissions": _as_text(given.get("default_member_permissions")),
            "id": before.get((given.get("type", 1), given["name"])) or str(api.world.ids.next()),
            "application_id": str(api.world.bot.id), "version": version,
        }
        for given in call.body
    ]  # fmt: skip
    return api.world.commands


def _as_text(rights: int | str | None) -> str | None:
    return None if rights is None else str(rights)


def _guild(api: Discord, call: Call) -> Guild:
    guild = api.world.guilds.get(call.ident("guild"))
    if guild is None or api.world.bot.id not in guild.members:
        raise unknown("Guild")
    return guild
