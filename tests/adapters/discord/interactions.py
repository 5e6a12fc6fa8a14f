"""What people do with the bot on Discord: commands, buttons, menus and forms, each answered once and in time."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.adapters.discord import shapes
from tests.adapters.discord.checks import STRING_SELECT, TEXT_INPUT, parts
from tests.adapters.discord.errors import Failed, Json, unknown
from tests.adapters.discord.permissions import May, rights_in
from tests.adapters.discord.world import DIRECT, EPHEMERAL, Channel, Message, Person, World

COMMAND, PRESS, TYPING, FORM = 2, 3, 4, 5
STRING, INTEGER, BOOLEAN, USER, ATTACHMENT = 3, 4, 5, 6, 11
IN_TIME = 3.0
LIFETIME = timedelta(minutes=15)


@dataclass(eq=False)
class Interaction:
    """One use of the bot. `answer` is how it was acknowledged, `original` the message that answered it."""

    id: int
    kind: int
    person: Person
    channel: Channel
    began: float
    ends: Any
    data: Json
    on: Message | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(40))
    answer: Json | None = None
    took: float = 0.0
    original: Message | None = None
    waits: bool = False
    """A deferred answer is still to come."""
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    said: list[Message] = field(default_factory=list)
    """The messages that answered it, the person's alone or for all."""

    @property
    def form(self) -> Json | None:
        answer: Json = self.answer or {}
        return answer["data"] if answer.get("type") == 9 else None

    @property
    def choices(self) -> list[Json]:
        answer: Json = self.answer or {}
        return answer["data"]["choices"] if answer.get("type") == 8 else []


class Interactions:
    """Makes interactions and keeps them by token; `late` counts those not acknowledged in time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_token: dict[str, Interaction] = {}
        self.all: list[Interaction] = []

    # -- what people do -----------------------------------------------------------------------------------------------

    def press(self, person: Person, message: Message, custom_id: str, *values: str) -> Interaction:
        """Press the button of this id, or choose from the menu of this id."""
        assert message.only_for in (0, person.id), "they do not see it"
        found = [one for one in parts(message.components) if one.get("custom_id") == custom_id]
        assert found, f"no such button: {custom_id}"
        (one,) = found
        assert not one.get("disabled"), "the button is grey"
        data: Json = {"custom_id": custom_id, "component_type": one["type"], "id": one["id"]}
        if one["type"] == STRING_SELECT:
            assert set(values) <= {option["value"] for option in one["options"]}
            data["values"] = list(values)
        return self._begin(PRESS, person, message.channel, data, on=message)

    def use(self, person: Person, channel: Channel, name: str, options: dict[str, Any] | None = None) -> Interaction:
        """Use a slash command; a file is (name, content), a person is a Person."""
        command = self.command(person, channel, name)
        data = {"id": command["id"], "name": name, "type": 1, "resolved": {}}
        data["options"] = [self._option(command, one, value, data) for one, value in (options or {}).items()]
        missing = [one["name"] for one in command.get("options", []) if one.get("required")]
        assert set(missing) <= set(options or {}), f"Discord demands {missing}"
        return self._begin(COMMAND, person, channel, data)

    def use_on(self, person: Person, message: Message, name: str) -> Interaction:
        """Hold a message, then Apps, then this command."""
        command = self.command(person, message.channel, name, kind=3)
        resolved = {"messages": {str(message.id): shapes.message(self.world, message)}}
        data = {"id": command["id"], "name": name, "type": 3, "target_id": str(message.id), "resolved": resolved}
        return self._begin(COMMAND, person, message.channel, data)

    def typing(
        self, person: Person, channel: Channel, name: str, option: str, typed: str, given: dict[str, Any] | None = None
    ) -> Interaction:
        """Type into an option that completes."""
        command = self.command(person, channel, name)
        (described,) = [one for one in command["options"] if one["name"] == option]
        assert described.get("autocomplete"), f"{option} does not complete"
        data = {"id": command["id"], "name": name, "type": 1, "resolved": {}}
        data["options"] = [self._option(command, one, value, data) for one, value in (given or {}).items()]
        data["options"].append({"name": option, "type": described["type"], "value": typed, "focused": True})
        return self._begin(TYPING, person, channel, data)

    def send_form(self, asked: Interaction, values: dict[str, str]) -> Interaction:
        """Send the form an interaction was answered with; `values` by label, the others stay as they are."""
        form = asked.form
        assert form, "no form was shown"
        labelled = {_label(form, one): one for one in fields_of(form)}
        assert set(values) <= set(labelled), f"the form asks {list(labelled)}"
        filled = {}
        for label, one in labelled.items():
            text = values.get(label, one.get("value") or "")
            assert len(text) <= (one.get("max_length") or 4000), f"{label} takes no more"
            assert text or not one.get("required", True), f"{label} has to be filled"
            filled[one["custom_id"]] = text
        data = {"custom_id": form["custom_id"], "components": [_sent(one, filled) for one in form["components"]]}
        return self._begin(FORM, asked.person, asked.channel, data, on=asked.on)

    def offered(self, person: Person, channel: Channel, *, kind: int = 1) -> list[Json]:
        """The commands Discord's own menu shows a person here."""
        rights = rights_in(channel, person.id)
        context = 1 if channel.kind == DIRECT else 0
        if context == 0 and not rights & May.USE_APPLICATION_COMMANDS:
            return []
        shown = []
        for one in self.world.commands:
            needed = int(one.get("default_member_permissions") or 0) if context == 0 else 0
            everywhere = one.get("contexts") is None
            if one["type"] == kind and (everywhere or context in one["contexts"]) and not needed & ~int(rights):
                shown.append(one)
        return shown

    def command(self, person: Person, channel: Channel, name: str, *, kind: int = 1) -> Json:
        found = [one for one in self.offered(person, channel, kind=kind) if one["name"] == name]
        assert found, f"Discord does not offer {name} to {person.name} here"
        return found[0]

    def _option(self, command: Json, name: str, value: Any, data: Json) -> Json:
        (described,) = [one for one in command.get("options", []) if one["name"] == name]
        match described["type"]:
            case 3:
                value = " ".join(str(value).split("\n")).strip()
                allowed = [one["value"] for one in described.get("choices") or []]
                assert not allowed or value in allowed, f"{name} is one of {allowed}"
                assert len(value) <= described.get("max_length", 6000)
            case 4:
                value = int(value)
                assert described.get("min_value", value) <= value <= described.get("max_value", value)
            case 6:
                assert isinstance(value, Person)
                data["resolved"].setdefault("users", {})[str(value.id)] = shapes.user(value)
                value = str(value.id)
            case 11:
                made = self._attached(*value)
                data["resolved"].setdefault("attachments", {})[made["id"]] = made
                value = made["id"]
        return {"name": name, "type": described["type"], "value": value}

    def _attached(self, name: str, content: bytes) -> Json:
        ident = str(self.world.ids.next())
        self.world.files[f"{ident}/{name}"] = content
        return shapes.hosted(
            self.world,
            {"id": ident, "filename": name, "size": len(content), "path": f"{ident}/{name}", "ephemeral": True},
        )

    def _begin(self, kind: int, person: Person, channel: Channel, data: Json, on: Message | None = None) -> Interaction:
        made = Interaction(
            self.world.ids.next(), kind, person, channel, self.world.tick(), self.world.now() + LIFETIME, data, on
        )
        self.by_token[made.token] = made
        self.all.append(made)
        self.world.tell("INTERACTION_CREATE", self._shape(made), 0, channel.guild)
        return made

    def _shape(self, one: Interaction) -> Json:
        world, channel = self.world, one.channel
        told: Json = {
            "id": str(one.id), "application_id": str(world.bot.id), "type": one.kind, "token": one.token, "version": 1,
            "data": one.data, "channel_id": str(channel.id), "channel": shapes.channel(world, channel),
            "locale": one.person.locale, "entitlements": [], "attachment_size_limit": 10 * 2**20,
            "app_permissions": str(int(rights_in(channel, world.bot.id))),
            "context": 1 if channel.kind == DIRECT else 0,
            "authorizing_integration_owners": {"0": str(channel.guild.id) if channel.guild else "0"},
        }  # fmt: skip
        if one.on:
            told["message"] = shapes.message(world, one.on, whole=False)
        if channel.guild is None:
            return told | {"user": shapes.user(one.person)}
        guild = channel.guild
        rights = rights_in(channel, one.person.id)
        return told | {
            "guild_id": str(guild.id), "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": shapes.member(guild.members[one.person.id], rights),
        }  # fmt: skip

    # -- what the bot answers -----------------------------------------------------------------------------------------

    def to_answer(self, ident: int, token: str) -> Interaction:
        """The interaction that is now acknowledged; raises Failed when it was, or when it is too late."""
        one = self.by_token.get(token)
        if one is None or one.id != ident:
            raise unknown("Interaction")
        if one.answer is not None:
            raise Failed(400, 40060, "Interaction has already been acknowledged.")
        one.took = self.world.tick() - one.began
        if one.took > IN_TIME:
            raise unknown("Interaction")
        return one

    def answered(self, application: int, token: str) -> Interaction:
        """The interaction that more is said about; raises Failed when its token is dead."""
        one = self.by_token.get(token)
        if one is None or application != self.world.bot.id or one.answer is None:
            raise unknown("Webhook")
        if self.world.now() >= one.ends:
            raise Failed(401, 50027, "Invalid Webhook Token")
        return one

    @property
    def unanswered(self) -> list[Interaction]:
        return [one for one in self.all if one.answer is None]


def fields_of(form: Json) -> list[Json]:
    return [one for one in parts(form["components"]) if one["type"] == TEXT_INPUT]


def _label(form: Json, field_: Json) -> str:
    for one in form["components"]:
        if one.get("component") is field_:
            return str(one["label"])
    return str(field_["label"])


def _sent(one: Json, filled: dict[str, str]) -> Json:
    told: Json = {"type": one["type"], "id": one.get("id", 1)}
    if one["type"] == TEXT_INPUT:
        return told | {"custom_id": one["custom_id"], "value": filled[one["custom_id"]]}
    if "component" in one:
        return told | {"component": _sent(one["component"], filled)}
    if "components" in one:
        return told | {"components": [_sent(inner, filled) for inner in one["components"]]}
    return told


def private(message: Message) -> bool:
    return bool(message.flags & EPHEMERAL)
