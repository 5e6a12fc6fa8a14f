"""Discord says no: a status, one of its codes, and its words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class Failed(Exception):
    def __init__(self, status: int, code: int, words: str, **more: Any) -> None:
        super().__init__(words)
        self.status, self.code, self.words, self.more = status, code, words, more

    def body(self) -> Json:
        return {"message": self.words, "code": self.code, **self.more}


def invalid(field: str, words: str, code: str = "BASE_TYPE_BAD") -> Failed:
    """A form body that Discord does not take, with the field that is wrong."""
    return Failed(400, 50035, "Invalid Form Body", errors={field: {"_errors": [{"code": code, "message": words}]}})


def too_long(field: str, most: int) -> Failed:
    return invalid(field, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")


def unknown(what: str) -> Failed:
    codes = {
        "Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008, "User": 10013, "Emoji": 10014,
        "Webhook": 10015, "Interaction": 10062, "Application": 10002,
    }  # fmt: skip
    return Failed(404, codes[what], f"Unknown {what.lower() if what == 'Interaction' else what}")


def no_access() -> Failed:
    return Failed(403, 50001, "Missing Access")


def no_right() -> Failed:
    return Failed(403, 50013, "Missing Permissions")
