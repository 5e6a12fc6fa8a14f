"""What `tertulia doctor` finds about Discord, over a line of its own, without disturbing a bot that is running."""

from collections.abc import Iterable

import discord

from adapters.discord import Section
from adapters.discord.connection import TROUBLE, close, enter, new_client
from adapters.discord.memory import Memory
from adapters.discord.rights import USED
from bot.config import ConfigError
from bot.port import Finding, Gravity

PORTAL = "https://discord.com/developers/applications"
_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""Without these no task can be posted or answered."""
_USED_TOO = {
    "add_reactions": "Add Reactions",
    "pin_messages": "Pin Messages",
    "attach_files": "Attach Files",
    "embed_links": "Embed Links",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
    "manage_messages": "Manage Messages",
}


def invitation(application: int) -> str:
    """The link that adds the bot to a server with just the permissions it uses."""
    return (
        "https://discord.com/oauth2/authorize"
        f"?client_id={application}&scope=bot+applications.commands&permissions={USED.value}"
    )


async def findings(section: Section, memory: Memory) -> list[Finding]:
    client = new_client(section)
    try:
        await enter(section, client)
        application = await client.application_info()
        return [
            *_account(client, application),
            *_intents(section, application.flags),
            *await _rooms(client, memory),
            Finding(Gravity.FINE, f"Add it to a server with this link: {invitation(application.id)}"),
        ]
    except ConfigError:
        remedy = (
            f"{PORTAL} → your application → Bot → Reset Token; put it into token in [discord], and look at api_url."
        )
        return [Finding(Gravity.STOPS, "Discord does not know this token.", remedy)]
    except discord.RateLimited:
        return [Finding(Gravity.NOTE, "Discord asks for a pause.", "Try again in a minute.")]
    except TROUBLE as error:
        what = f"Discord cannot be reached ({type(error).__name__})."
        return [Finding(Gravity.STOPS, what, "Is this machine online? Does it need proxy in [discord]?")]
    finally:
        await close(client)


def _account(client: discord.Client, application: discord.AppInfo) -> Iterable[Finding]:
    yield Finding(Gravity.FINE, f"The bot is {client.user} on Discord.")
    if not application.bot_public:
        what = "Public Bot is off: only you can add it to a server."
        yield Finding(Gravity.NOTE, what, f"To let others: {PORTAL} → Bot → Public Bot.")
    if application.bot_require_code_grant:
        what = "Requires OAuth2 Code Grant is on: it cannot be added with a link."
        yield Finding(Gravity.STOPS, what, f"{PORTAL} → Bot → switch Requires OAuth2 Code Grant off.")
    if application.interactions_endpoint_url:
        what = "An Interactions Endpoint URL is set, so presses and commands do not come here."
        yield Finding(Gravity.STOPS, what, f"{PORTAL} → General Information → empty Interactions Endpoint URL.")


def _intents(section: Section, flags: discord.ApplicationFlags) -> Iterable[Finding]:
    """What the configuration asks for and what the portal gives; asked for in vain, Discord closes the line."""
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    members = flags.gateway_guild_members or flags.gateway_guild_members_limited
    for wanted, given, key, name in (
        (section.message_content, content, "message_content", "Message Content Intent"),
        (section.members, members, "members", "Server Members Intent"),
    ):
        if wanted and not given:
            remedy = f"{PORTAL} → your application → Bot → switch on {name}; or set {key} = false."
            yield Finding(Gravity.STOPS, f"{key} = true, but {name} is off in the portal.", remedy)
    if not section.message_content:
        what = (
            "It reads messages only where it is mentioned or answered with a ping, in private, and what is sent with "
            "Write or Count this. Answers between learners are not counted."
        )
        remedy = (
            "That is enough for replies. To count everything, set message_content = true."
            if content
            else f"That is enough for replies. To count everything: {PORTAL} → Bot → Message Content Intent, "
            "then message_content = true."
        )
        yield Finding(Gravity.NOTE, what, remedy)
    if not section.members:
        what = "It is not told who leaves a server; whoever left is counted as a member until you say so with /people."
        yield Finding(Gravity.NOTE, what, "To be told: Server Members Intent in the portal, then members = true.")


async def _rooms(client: discord.Client, memory: Memory) -> list[Finding]:
    """What is missing in each room in use."""
    found: list[Finding] = []
    for server in memory.servers():
        try:
            guild = await client.fetch_guild(server, with_counts=False)
            me = await guild.fetch_member(client.user.id if client.user else 0)
            channels = {one.id: one for one in await guild.fetch_channels()}
        except (discord.NotFound, discord.Forbidden):
            found.append(Finding(Gravity.NOTE, "A server is gone where it was used.", "Add it again with the link."))
            continue
        rooms = [channels[room] for room in memory.rooms(server) if room in channels]
        for room in rooms:
            found.extend(_missing(room, room.permissions_for(me)))
    return found


def _missing(room: discord.abc.GuildChannel, has: discord.Permissions) -> Iterable[Finding]:
    where = f"#{room.name} ({room.guild.name})"
    needed = [name for key, name in _NEEDED.items() if not getattr(has, key)]
    if needed:
        what = f"In {where} it may not: {', '.join(needed)}. No task can be posted there."
        yield Finding(Gravity.STOPS, what, "Server Settings → Roles → the bot's role, or the channel's Permissions.")
        return
    less = [name for key, name in _USED_TOO.items() if not getattr(has, key)]
    if less:
        what = f"In {where} it may not: {', '.join(less)}."
        yield Finding(Gravity.NOTE, what, "Server Settings → Roles → the bot's role, or the channel's Permissions.")
    else:
        yield Finding(Gravity.FINE, f"In {where} it may do all it needs.")
