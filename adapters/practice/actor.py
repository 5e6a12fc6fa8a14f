"""One person at work in the room: what is theirs to see, and the pen they write with."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from adapters.practice.ledger import Ledger
from adapters.practice.rooms import Chat, Message, Rooms
from bot.port import Sample


class Declined(Exception):
    """The room will not do it; `str()` is the reason the page has words for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`loud` are the commands that the others in a room may see typed; any other is between its writer and the bot."""

    ledger: Ledger
    person: str
    language: str = ""
    loud: Collection[str] = ()
    sample: Sample | None = None

    @property
    def rooms(self) -> Rooms:
        return self.ledger.rooms

    def chat(self, key: str) -> Chat:
        """Give one of the person's chats; raises Declined."""
        chat = self.rooms.chats.get(key)
        if chat is None or self.person not in chat.members:
            raise Declined("no_chat")
        return chat

    def room(self, key: str) -> Chat:
        """Give one of the person's groups; raises Declined."""
        chat = self.chat(key)
        if chat.private:
            raise Declined("no_chat")
        return chat

    def message(self, ident: str) -> Message:
        """Give a message the person sees; raises Declined."""
        message = self.rooms.message(ident)
        if message is None or not self.rooms.sees(self.person, message):
            raise Declined("gone")
        return message

    def write(self, does: str, chat: Chat, by: str = "", **fields: Any) -> list[int]:
        """Write a deed down, the person's own if not by another; gives its number."""
        record = {"does": does, "chat": chat.key, "by": by or self.person, "language": self.language or None}
        return [self.ledger.write({**record, "heard": chat.bot_here, **fields})]
