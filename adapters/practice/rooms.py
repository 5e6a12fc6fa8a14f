"""Who and what is in the practice room: people, chats and messages, and what each person may see."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from adapters.practice.log import Record
from bot.chat import Buttons, Place
from bot.text import EMPTY, Text

NAME = "practice"
BOT = ""
"""The bot's id among the people."""


def private(person: str) -> str:
    """The key of a person's private chat with the bot; a room's key never begins with @."""
    return f"@{person}"


def key_of(place: Place) -> str:
    return private(place.id) if place.private else place.id


def place_of(chat: str) -> Place:
    return Place(NAME, chat.removeprefix("@"), private=chat.startswith("@"))


@dataclass(slots=True)
class Person:
    id: str
    name: str
    reachable: bool | None = None
    """Whether the private chat with the bot is open; None until it is opened for the first time."""
    read: dict[str, int] = field(default_factory=dict)
    """The last message read in each chat."""


@dataclass(slots=True)
class Message:
    """`line` is set where it is not a message but what happened in the room: made, joined, left, ..."""

    number: int
    chat: str
    by: str
    at: datetime
    text: Text = EMPTY
    kind: str = "text"
    line: str = ""
    buttons: Buttons = ()
    reply_to: int = 0
    only_for: str = ""
    forwarded: bool = False
    file: tuple[str, bytes] | None = None
    """What the bot sent; a person's file has its `upload` instead: name, size in bytes, whether it is a picture."""
    upload: tuple[str, int, bool] | None = None
    token: str = ""
    edited: bool = False
    deleted_by: str | None = None
    sign: str = ""
    codes: set[str] = field(default_factory=set)
    """All button codes it carries or has carried: a press may cross an edit on its way."""

    @property
    def deleted(self) -> bool:
        return self.deleted_by is not None

    @property
    def gone(self) -> bool:
        """Deleted without a trace: what one person alone saw, and what the bot took away itself."""
        return self.deleted and bool(self.only_for or self.deleted_by == BOT)


@dataclass(slots=True)
class Chat:
    """A room, or a private chat with the bot; `messages` in the order they came."""

    key: str
    title: str = ""
    creator: str = ""
    members: set[str] = field(default_factory=set)
    bot_here: bool = True
    messages: list[int] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)

    @property
    def private(self) -> bool:
        return self.key.startswith("@")


class Rooms:
    """All there is; changed only by `adapters.practice.deeds`, one record of the log at a time."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, int] = {}
        self.sent: dict[str, str] = {}
        """The message id that each delivery's key led to."""
        self.untaken: dict[int, Record] = {}
        """What happened and was not yet taken by the bot, by number."""
        self.samples: set[int] = set()
        """The sample answers somebody has written."""

    def sees(self, person: str, message: Message) -> bool:
        return person in self.chats[message.chat].members and message.only_for in ("", person)

    def message(self, ident: str) -> Message | None:
        """Find a message that is still there."""
        found = self.messages.get(int(ident)) if ident.isascii() and ident.isdigit() else None
        return None if found is None or found.deleted or found.line else found

    def chats_of(self, person: str) -> list[Chat]:
        return [chat for chat in self.chats.values() if person in chat.members]

    def is_admin(self, person: str, chat: str) -> bool:
        return self.chats[chat].creator == person

    def back(self, person: str, chat: str, before: int | None = None) -> Iterator[Message]:
        """Go through what a person may see of a chat, the newest first."""
        numbers = self.chats[chat].messages
        end = len(numbers) if before is None else bisect_left(numbers, before)
        for index in range(end - 1, -1, -1):
            message = self.messages[numbers[index]]
            if self.sees(person, message) and not message.gone:
                yield message

    def unread(self, person: str, chat: str) -> int:
        """How many messages wait for a person, 100 at most."""
        last = self.people[person].read.get(chat, 0)
        count = 0
        for message in self.back(person, chat):
            if message.number <= last or count == 100:
                break
            count += not (message.line or message.deleted or message.by == person)
        return count

    def chain(self, message: Message) -> tuple[str, ...]:
        """The ids a message answers, the nearest first."""
        ids: list[str] = []
        while message.reply_to:
            ids.append(str(message.reply_to))
            message = self.messages[message.reply_to]
        return tuple(ids)
