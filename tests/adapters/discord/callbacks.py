"""The bot's side of interactions: the first answer, and what is said later with the interaction's token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.adapters.discord import checks, posting, shapes
from tests.adapters.discord.errors import Json, invalid, unknown
from tests.adapters.discord.interactions import COMMAND, FORM, PRESS, TYPING, Interaction
from tests.adapters.discord.posting import Files, is_private
from tests.adapters.discord.routing import Call, route
from tests.adapters.discord.world import EPHEMERAL, Message

if TYPE_CHECKING:
    from tests.adapters.discord.server import Discord

ALLOWED = {COMMAND: (4, 5, 9), PRESS: (4, 5, 6, 7, 9), TYPING: (8,), FORM: (4, 5, 6, 7)}


@route("POST", "/interactions/{interaction}/{token}/callback")
def answer(api: Discord, call: Call) -> Json:
    one = api.interactions.to_answer(call.ident("interaction"), call.parts["token"])
    given: Json = call.body
    kind, data = given["type"], given.get("data") or {}
    if kind not in ALLOWED[one.kind] or (kind in (6, 7) and one.on is None):
        raise invalid("type", f"An interaction of kind {one.kind} is not answered with {kind}")
    match kind:
        case 4:
            checks.message(data, len(call.files))
            one.original = _say(api, one, data, call.files, private=is_private(data))
        case 5:
            one.waits = True
            one.original = posting.thinking(api.world, one.channel, one.person, private=is_private(data))
        case 6:
            one.original = one.on
        case 7:
            assert one.on
            posting.change(api.world, one.on, data, call.files)
            one.original = one.on
        case 8:
            checks.choices(data["choices"])
        case 9:
            checks.form(data)
            data["components"] = posting.numbered(data["components"])
    one.answer = {"type": kind, "data": data}
    if not one.waits:
        one.shown.set()
    return _told(api, one, kind)


def _told(api: Discord, one: Interaction, kind: int) -> Json:
    about: Json = {"id": str(one.id), "type": one.kind, "activity_instance_id": None}
    told: Json = {"interaction": about, "resource": {"type": kind}}
    if one.original and kind in (4, 5, 7):
        about |= {
            "response_message_id": str(one.original.id),
            "response_message_loading": one.waits,
            "response_message_ephemeral": bool(one.original.flags & EPHEMERAL),
        }
    if one.original and kind in (4, 7):
        told["resource"]["message"] = shapes.message(api.world, one.original)
    return told


@route("POST", "/webhooks/{webhook}/{token}")
def follow_up(api: Discord, call: Call) -> Json:
    one = api.interactions.answered(call.ident("webhook"), call.parts["token"])
    checks.message(call.body, len(call.files))
    if one.waits:
        made = _fill(api, one, call.body, call.files)
    else:
        made = _say(api, one, call.body, call.files, private=is_private(call.body))
    return shapes.message(api.world, made)


@route("GET", "/webhooks/{webhook}/{token}/messages/{message}")
def read(api: Discord, call: Call) -> Json:
    one = api.interactions.answered(call.ident("webhook"), call.parts["token"])
    return shapes.message(api.world, _found(one, call))


@route("PATCH", "/webhooks/{webhook}/{token}/messages/{message}")
def change(api: Discord, call: Call) -> Json:
    one = api.interactions.answered(call.ident("webhook"), call.parts["token"])
    message = _found(one, call)
    if one.waits and message is one.original:
        return shapes.message(api.world, _fill(api, one, call.body, call.files))
    posting.change(api.world, message, call.body, call.files)
    return shapes.message(api.world, message)


@route("DELETE", "/webhooks/{webhook}/{token}/messages/{message}")
def delete(api: Discord, call: Call) -> None:
    one = api.interactions.answered(call.ident("webhook"), call.parts["token"])
    api.world.delete(_found(one, call))
    one.waits = False
    one.shown.set()


def _found(one: Interaction, call: Call) -> Message:
    named = call.parts["message"]
    found = one.original if named == "@original" else one.channel.messages.get(int(named))
    if found is None or found.id not in one.channel.messages:
        raise unknown("Message")
    return found


def _say(api: Discord, one: Interaction, given: Json, files: Files, *, private: bool) -> Message:
    """A new message, for the person alone or for all."""
    made = api.world.write(
        one.channel,
        api.world.bot,
        given.get("content") or "",
        kind=20 if one.kind == COMMAND else 0,
        only_for=one.person.id if private else 0,
        by_interaction=_origin(one),
        **posting.composed(api.world, one.channel, given, files),
    )
    one.said.append(made)
    return made


def _fill(api: Discord, one: Interaction, given: Json, files: Files) -> Message:
    """The deferred answer takes the place of the line that says it is coming, and stays as private as that was."""
    assert one.original
    del one.channel.messages[one.original.id]
    private = bool(one.original.flags & EPHEMERAL)
    one.original, one.waits = _say(api, one, given, files, private=private), False
    if private:
        one.original.flags |= EPHEMERAL
    one.shown.set()
    return one.original


def _origin(one: Interaction) -> Json:
    return {"id": str(one.id), "type": one.kind, "user": shapes.user(one.person), "authorizing_integration_owners": {}}
