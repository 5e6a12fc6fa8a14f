"""Whatever update Telegram describes, with whichever of its fields, is read without an error."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Update

from adapters.telegram.pin_lines import PinLines
from adapters.telegram.updates import UNREADABLE, WANTED, Updates
from tests.adapters.telegram.description import PATH, description
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.world import BOT, Json

pytestmark = pytest.mark.skipif(description() is None, reason=f"Telegram's description is not at hand: {PATH.name}")

KINDS = {"callback_query": "CallbackQuery", "my_chat_member": "ChatMemberUpdated", "chat_member": "ChatMemberUpdated"}
CHATS = {"private": 55, "group": -77, "supergroup": -1_001_234_567_890, "channel": -1_009_000_000_000}
TEXTS = ("", "hola 🎉", "/today", "/words@TertuliaTestBot x", "/start setup", "/start join_1", "5:1", "/", "x" * 300)
LIKELY = ("from", "text", "caption", "document", "reply_to_message", "message", "data", "message_thread_id")
DEEPEST = 4


def made(kind: str, random: Random, depth: int = 0) -> Any:
    """An object of a kind with all it must have, and some of what it may have."""
    if kind.startswith("Array of "):
        return [made(kind.removeprefix("Array of "), random, depth + 1) for _ in range(random.randrange(3))]
    match kind:
        case "Integer":
            return random.choice((0, 1, 7, 1_700_000_000, BOT, *CHATS.values()))
        case "Float":
            return 1.5
        case "String":
            return random.choice(TEXTS)
        case "True":
            return True
        case "Boolean":
            return random.choice((True, False))
    described = (description() or {})["types"][kind]
    if described.get("subtypes"):
        return made(random.choice(described["subtypes"]), random, depth)
    return _fitted(kind, _fields(described.get("fields", []), random, depth), random)


def _fields(fields: list[Json], random: Random, depth: int) -> Json:
    found: Json = {}
    for field in fields:
        chance = 0.0 if depth >= DEEPEST else 0.7 if field["name"] in LIKELY else 0.04
        if field["required"] or random.random() < chance:
            dated = "date" in field["name"] and field["types"] == ["Integer"]
            kind = random.choice(field["types"])
            found[field["name"]] = random.choice((0, 1_700_000_000)) if dated else made(kind, random, depth + 1)
    return found


def _fitted(kind: str, given: Json, random: Random) -> Json:
    """With those words that stand for what an object is."""
    if kind == "Chat":
        given["type"] = random.choice(list(CHATS))
        given["id"] = CHATS[given["type"]]
    for field in (description() or {})["types"][kind].get("fields", []):
        if fixed := re.search(r"always [“\"](\w+)[”\"]", field["description"]):
            given[field["name"]] = fixed[1]
    return given


@given(seed=st.integers(0, 2**32))
@settings(max_examples=4 * settings().max_examples, deadline=None, suppress_health_check=list(HealthCheck))
async def test_any_update_is_read(rig: TelegramRig, seed: int) -> None:
    random, telegram = Random(seed), rig.platform
    name = random.choice(WANTED)
    raw = {"update_id": 1, name: made(KINDS.get(name, "Message"), random)}
    presence = telegram._presence  # type: ignore[attr-defined]  # what is read does not show from outside
    try:
        update = Update.de_json(raw, presence.bot)
    except UNREADABLE:
        return

    events = await Updates(presence, PinLines(presence)).events(update)
    assert all(event.key for event in events)
    assert len({event.key for event in events}) == len(events)
