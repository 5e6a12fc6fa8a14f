"""The check of requests finds what Telegram would not take; without the published description it finds nothing."""

import pytest

from tests.adapters.telegram.description import PATH, description, problems_of_request, problems_of_result
from tests.adapters.telegram.world import Json

pytestmark = pytest.mark.skipif(description() is None, reason=f"Telegram's description is not at hand: {PATH.name}")


@pytest.mark.parametrize(
    ("method", "given", "wrong"),
    [
        ("sendMessage", {"chat_id": "5", "text": "hola"}, 0),
        ("sendMessage", {"chat_id": "5"}, 1),
        ("sendMessage", {"chat_id": "5", "text": "hola", "colour": "red"}, 1),
        ("sendMessage", {"chat_id": "5", "text": "hola", "disable_notification": "yes"}, 1),
        ("sendMessage", {"chat_id": "5", "text": "hola", "entities": '[{"type": "bold", "offset": 0}]'}, 1),
        ("setMessageReaction", {"chat_id": "5", "message_id": "7", "reaction": '[{"type": "emoji", "emoji": 3}]'}, 1),
        ("sendDocument", {"chat_id": "5", "document": ("words.csv", b"x")}, 0),
        ("sendEverything", {}, 1),
    ],
)
def test_what_is_wrong_is_found(method: str, given: Json, wrong: int) -> None:
    assert len(problems_of_request(method, given)) == wrong


def test_what_the_tests_server_would_say_wrongly_is_found() -> None:
    assert problems_of_result("getFile", {"file_id": "f", "file_unique_id": "u"}) == []
    assert len(problems_of_result("getFile", {"file_id": "f", "colour": "red"})) == 2
    assert problems_of_result("editMessageText", True) == []
