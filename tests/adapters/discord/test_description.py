"""The check of requests finds what Discord would not take; without the published description it finds nothing."""

import pytest

from tests.adapters.discord.description import PATH, description, problems_of_request
from tests.adapters.discord.errors import Json

pytestmark = pytest.mark.skipif(description() is None, reason=f"Discord's description is not at hand: {PATH.name}")

SEND = "/channels/5/messages"
BUTTON = {"type": 2, "style": 1, "custom_id": "7:1", "label": "Join"}


def row(*buttons: Json) -> list[Json]:
    return [{"type": 1, "components": list(buttons)}]


@pytest.mark.parametrize(
    ("method", "path", "body", "wrong"),
    [
        ("POST", SEND, {"content": "hola", "nonce": "k1", "enforce_nonce": True, "tts": False}, 0),
        ("POST", SEND, {"content": "hola", "components": row(BUTTON)}, 0),
        ("POST", SEND, {"content": "hola", "message_reference": {"message_id": 7}}, 0),
        ("POST", SEND, {"content": "hola", "colour": "red"}, 1),
        ("POST", SEND, {"content": "hola", "nonce": "k" * 26}, 1),
        ("POST", SEND, {"content": 5}, 1),
        ("POST", SEND, {"content": "hola", "components": row({**BUTTON, "custom_id": "x" * 101})}, 1),
        ("POST", SEND, {"content": "hola", "components": row(*[BUTTON] * 6)}, 1),
        ("POST", SEND, {"content": "hola", "components": row({**BUTTON, "style": 9})}, 1),
        ("POST", SEND, {"content": "hola", "allowed_mentions": {"parse": ["all"]}}, 1),
        ("POST", "/channels/five/messages", {"content": "hola"}, 1),
        ("PUT", "/applications/5/commands", [{"name": "today", "description": "x", "type": 1}], 0),
        ("PUT", "/applications/5/commands", [{"name": "t" * 33, "description": "x" * 101}], 2),
        ("POST", "/interactions/5/abc/callback", {"type": 9, "data": {"custom_id": "1", "title": "t" * 46}}, 2),
        ("PUT", "/channels/5/messages/pins/7", None, 0),
        ("PUT", "/channels/5/messages/pins/7", {"silent": True}, 1),
        ("POST", "/channels/5/everything", {}, 1),
    ],
)
def test_what_is_wrong_is_found(method: str, path: str, body: Json | None, wrong: int) -> None:
    assert len(problems_of_request(method, path, {}, body)) == wrong


@pytest.mark.parametrize(
    ("query", "wrong"), [({"limit": "100"}, 0), ({"limit": "101"}, 1), ({"after": "7"}, 0), ({"behind": "7"}, 1)]
)
def test_the_query_is_looked_at(query: dict[str, str], wrong: int) -> None:
    assert len(problems_of_request("GET", SEND, query, None)) == wrong
