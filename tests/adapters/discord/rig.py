"""Discord's outside: people in a server on a local Discord, and the real library on the other end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from adapters.discord import Section, open_platform
from bot.chat import Answer, Button, Field, Form, Link, Look, Place, Popup
from bot.command import Rest, Word, command, declared
from bot.port import Platform, Surroundings
from bot.text import Span, Text, plain
from storage.people import Role
from tests.adapters.discord.checks import COMPONENTS_V2, TEXT_DISPLAY, parts
from tests.adapters.discord.errors import Json
from tests.adapters.discord.interactions import Interaction, fields_of
from tests.adapters.discord.markup import addresses, shown
from tests.adapters.discord.permissions import May
from tests.adapters.discord.server import TOKEN, Discord
from tests.adapters.discord.world import Channel, Message, Person, World
from tests.platform_rig import Heard, Offering, Rig, Seen, utc_now
from tests.ports import free_port

RIGHTS = (
    May.VIEW_CHANNEL | May.SEND_MESSAGES | May.SEND_MESSAGES_IN_THREADS | May.CREATE_PUBLIC_THREADS | May.EMBED_LINKS
    | May.READ_MESSAGE_HISTORY | May.ATTACH_FILES | May.ADD_REACTIONS | May.PIN_MESSAGES | May.MANAGE_MESSAGES
)  # fmt: skip
"""What the invitation link asks for."""
LOOKS = {1: Look.MAIN, 4: Look.DANGER}
HIDDEN = (6, 18)
"""Discord's own lines: somebody pinned something, somebody opened a thread."""


NO_LINES = Rest("")


class Toys:
    """Commands as the contract uses them."""

    @command("🤫 What is open", role=Role.LEARNER)
    def today(self, turn: Any) -> None: ...

    @command("🤫 Post a task", role=Role.TEACHER)
    def post(
        self,
        turn: Any,
        activity: Annotated[str, Word("which", completes=lambda turn, typed: [])] = "",
        when: Annotated[Literal["now", "later"], Word("at once or not")] = "now",
    ) -> None: ...

    @command("🤫 Add words", role=Role.LEARNER)
    def words(self, turn: Any, lines: Rest = NO_LINES) -> None: ...


class DiscordRig(Rig):
    """`privileged`: Message Content and Members are switched on, in the portal and in the configuration."""

    def __init__(
        self, folder: Path, *, privileged: bool = True, now: Callable[[], datetime] = utc_now, **section: Any
    ) -> None:
        self.folder = folder
        self.now = now
        self.privileged = privileged
        self.world = World(now, content=privileged, members=privileged)
        self.api = Discord(self.world, free_port())
        self.section = {"message_content": privileged, "members": privileged, **section}
        self.heard = Heard()
        self.offering = Offering(declared("toys", Toys))
        self.marta, self.anas, self.bens = (self.world.person(name) for name in ("Marta", "Ana", "Ben"))
        self.admin, self.ana, self.ben = (str(one.id) for one in (self.marta, self.anas, self.bens))
        self.guild = self.world.guild("Tuesday A2", self.marta, self.anas, self.bens)
        assert self.guild.system_channel
        self.channel = self.guild.channels[self.guild.system_channel]
        self.room = Place("discord", str(self.channel.id))
        self.api.people.add_bot(self.guild, RIGHTS)
        self.platform: Platform = self.opened()

    def opened(self) -> Platform:
        addresses_ = {"api_url": self.api.api_address, "gateway_url": self.api.gateway_address}
        section = Section.model_validate({"token": TOKEN, **addresses_, **self.section})
        return open_platform(section, Surroundings(self.folder, self.now))

    async def start(self) -> None:
        await self.api.start()
        await super().start()

    async def run(self, patience: float = 10) -> None:
        """Let the bot run, until it has read what servers there are."""
        self.api.gateway.ready.clear()
        self.running = asyncio.create_task(self.platform.run(self.offering, self.heard))
        ready = asyncio.create_task(self._listens())
        async with asyncio.timeout(patience):
            await asyncio.wait([ready, self.running], return_when=asyncio.FIRST_COMPLETED)
            if self.running.done():
                ready.cancel()
                await self.running

    async def _listens(self) -> None:
        await self.api.gateway.ready.wait()
        while len(self.api.gateway.live) < max(1, int(self.section.get("shards", 0))):
            await asyncio.sleep(0.005)
        await self.api.gateway.heard()
        while not self.world.commands:
            await asyncio.sleep(0.005)

    async def close(self) -> None:
        """End it, and look whether every request was one that Discord describes."""
        await self.stop()
        await self.api.stop()
        assert self.api.problems == []

    # -- people -------------------------------------------------------------------------------------------------------

    def person(self, ident: str) -> Person:
        return self.world.people[int(ident)]

    def at(self, where: Place | None) -> Channel:
        if where is None or not where.private:
            return self.world.channels[int((where or self.room).id)]
        return self.world.direct(self.person(where.id))

    def message(self, ident: str, where: Place | None = None) -> Message:
        thread, _, number = ident.rpartition("-")
        channel = self.world.channels[int(thread)] if thread else self.at(where)
        return channel.messages[int(number)]

    async def say(self, person: str, text: str, where: Place | None = None, reply_to: str = "") -> str:
        """Without Message Content people mention the bot, or reply to it, so that it can read them."""
        answered_ = self.message(reply_to, where) if reply_to else None
        heard = self.privileged or (where and where.private) or (answered_ and answered_.author is self.world.bot)
        said = text if heard else f"<@{self.world.bot.id}> {text}"
        answers = answered_.id if answered_ else 0
        return str(self.api.people.say(self.person(person), self.at(where), said, answers=answers).id)

    async def send_file(
        self, person: str, name: str, content: bytes, text: str = "", where: Place | None = None
    ) -> str:
        return str(self.api.people.send_file(self.person(person), self.at(where), name, content, text).id)

    async def edit(self, person: str, message: str, text: str) -> None:
        self.api.people.edit(self.person(person), self.message(message), text)

    async def delete(self, person: str, message: str) -> None:
        self.world.delete(self.message(message))

    async def press(self, person: str, message: str, code: str) -> None:
        made = self.api.interactions.press(self.person(person), self.message(message), code)
        await answered(made)

    async def command(self, person: str, name: str, rest: str = "", reply_to: str = "") -> None:
        who = self.person(person)
        options = self.api.interactions.command(who, self.channel, name).get("options") or []
        given = {options[0]["name"]: rest} if rest else {}
        await answered(self.api.interactions.use(who, self.channel, name, given))

    async def send_form(self, person: str, form: Form, values: dict[str, str]) -> None:
        labels = {field.name: field.label for field in form.fields}
        named = {labels[name]: value for name, value in values.items()}
        await answered(self.api.interactions.send_form(self.newest_form(self.person(person)), named))

    def newest_form(self, person: Person) -> Interaction:
        return [one for one in self.api.interactions.all if one.person is person and one.form][-1]

    async def make_room(self, title: str) -> Place:
        guild = self.world.guild(title, self.marta)
        self.api.people.add_bot(guild, RIGHTS)
        return Place("discord", str(guild.system_channel))

    async def arrive(self, name: str) -> str:
        person = self.world.person(name)
        self.api.people.arrive(person, self.guild)
        return str(person.id)

    async def leave(self, person: str) -> None:
        self.api.people.leave(self.person(person), self.guild)

    async def open_private(self, person: str, payload: str = "") -> None:
        self.person(person).closed = False

    async def close_private(self, person: str) -> None:
        self.person(person).closed = True

    # -- what they see ------------------------------------------------------------------------------------------------

    async def seen(self, person: str, where: Place | None = None) -> list[Seen]:
        return self.looks(self.person(person), self.at(where))

    def looks(self, person: Person, channel: Channel) -> list[Seen]:
        """What a person sees in a channel."""
        there = channel.guild.members if channel.guild else channel.recipients
        if person.id not in there:
            return []
        messages = sorted(channel.messages.values(), key=lambda one: one.id)
        return [self.as_seen(one) for one in messages if one.only_for in (0, person.id) and one.kind not in HIDDEN]

    def as_seen(self, message: Message) -> Seen:
        files = [(str(one["filename"]), self.world.files[one["path"]]) for one in message.attachments]
        ours = message.author is self.world.bot
        return Seen(
            message=name_of(message),
            by="" if ours else str(message.author.id),
            text=self.text_of(message) if ours else plain(message.content),
            buttons=buttons_of(message.components),
            sign=next((name for name, by in message.reactions.items() if self.world.bot.id in by), ""),
            pinned=message.id in message.channel.pins,
            reply_to=str(message.answers or ""),
            only_me=bool(message.only_for),
            file=files[0] if files else None,
            picture=any(one.get("width") for one in message.attachments),
        )

    def text_of(self, message: Message) -> Text:
        """What is read: nothing rings that should not, and no preview opens by itself."""
        assert not message.everyone, "everybody was rung"
        words = [message.content] if message.content else []
        words += [text for one in message.embeds for text in (one.get("title"), one.get("description")) if text]
        if message.flags & COMPONENTS_V2:
            words += [one["content"] for one in parts(message.components) if one["type"] == TEXT_DISPLAY]
        bare = addresses(message.content)
        assert not bare or message.flags & 4, f"a preview came to life: {bare}"
        spans = [span for text in words for span in (Span("\n"), *shown(text, self._name))]
        return Text.of(spans[1:])

    def _name(self, ident: int) -> str:
        return f"@{self.world.people[ident].name}" if ident in self.world.people else str(ident)

    async def shown(self, person: str) -> list[Answer]:
        mine = [one for one in self.api.interactions.all if one.person.id == int(person)]
        return [answer for one in mine for answer in self.answers_of(one)]

    def answers_of(self, one: Interaction) -> list[Answer]:
        if one.form:
            return [_form(one.form)]
        found: list[Answer] = []
        for message in one.said:
            buttons = [button for row in buttons_of(message.components) for button in row]
            if buttons and all(button.url for button in buttons):
                found.append(Link(buttons[0].url))
            elif not buttons and message.only_for:
                found.append(Popup(self.text_of(message)))
        return found

    async def offered(self, person: str) -> list[str]:
        offered = [one["name"] for one in self.api.interactions.offered(self.person(person), self.channel)]
        return [name for name in offered if name in ("today", "post")]

    async def completed(self, person: str, command: str, parameter: str, typed: str) -> list[str] | None:
        made = self.api.interactions.typing(self.person(person), self.channel, command, parameter, typed)
        await answered(made)
        return [str(one["value"]) for one in made.choices]

    async def follow(self, person: str, link: str) -> str:
        guild, channel, message = map(int, link.removeprefix("https://discord.com/channels/").split("/"))
        there = self.world.channels[channel]
        seen = there.guild is self.world.guilds[guild] and message in [
            int(one.message) for one in self.looks(self.person(person), there)
        ]
        return str(message) if seen else ""

    def cut_before_accept(self) -> AbstractAsyncContextManager[None] | None:
        return self.api.away()


async def answered(made: Interaction) -> None:
    """Wait until what was pressed, used or sent has been answered."""
    async with asyncio.timeout(30):
        await made.shown.wait()


def name_of(message: Message) -> str:
    """A message's id; in a thread under a post the thread's comes first."""
    channel = message.channel
    under = channel.is_thread and channel.parent and channel.id in channel.parent.messages
    return f"{channel.id}-{message.id}" if under else str(message.id)


def buttons_of(components: list[Json]) -> tuple[tuple[Button, ...], ...]:
    rows = [one["components"] for one in parts(components) if one["type"] == 1]
    return tuple(tuple(_button(one) for one in row if one["type"] == 2) for row in rows)


def _button(one: Json) -> Button:
    return Button(
        one.get("label", ""), one.get("custom_id", ""), one.get("url") or "", LOOKS.get(one["style"], Look.PLAIN)
    )


def _form(form: Json) -> Form:
    labels = {one["component"]["custom_id"]: one["label"] for one in form["components"] if "component" in one}
    fields = tuple(
        Field(
            one["custom_id"],
            labels.get(one["custom_id"]) or one["label"],
            one.get("value") or "",
            one["style"] == 2,
            one.get("required", True),
            one.get("max_length") or 4000,
        )
        for one in fields_of(form)
    )
    return Form(form["title"], form["custom_id"], fields)
