"""Telegram's world for the tests: people, chats and messages, and the updates the bot is sent about them."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.adapters.telegram.description import problems_of

Json = dict[str, Any]

BOT = 7_000_000_001
ANONYMOUS = 1_087_968_824
CHANNEL_BOT = 136_817_688
REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 🌚 🌭 "
    "💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 😈 😴 😭 🤓 👻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🎅 🎄 "
    "💅 🤪 🗿 🆒 💘 🦄 😘 💊 😎 👾 😡 "
).split()
ADMIN = {
    "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
    "can_manage_video_chats": False, "can_restrict_members": False, "can_promote_members": False,
    "can_change_info": False, "can_invite_users": False, "can_post_stories": False, "can_edit_stories": False,
    "can_delete_stories": False, "can_pin_messages": True, "can_manage_topics": False,
}  # fmt: skip
ASKED_FOR_ONLY = ("chat_member", "message_reaction", "message_reaction_count")


class Failed(Exception):
    """Telegram says no: an error code, its words, and parameters."""

    def __init__(self, code: int, words: str, **parameters: int) -> None:
        super().__init__(words)
        self.code, self.words, self.parameters = code, words, parameters


@dataclass
class Person:
    id: int
    name: str
    language: str = "en"
    opened: bool = False
    blocked: bool = False

    def shape(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


@dataclass
class Chat:
    id: int
    kind: str
    title: str = ""
    forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    bot_rights: Json = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    signs: dict[int, str] = field(default_factory=dict)
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    allowed_reactions: list[str] | None = None
    may_send: bool = True
    may_send_photos: bool = True
    username: str = ""
    moved_to: int = 0
    ids: Any = None

    def shape(self) -> Json:
        told: Json = {"id": self.id, "type": self.kind}
        if self.kind == "private":
            return {**told, "first_name": self.title}
        public = {"username": self.username} if self.username else {}
        return {**told, "title": self.title, **({"is_forum": True} if self.forum else {}), **public}


class World:
    """All there is. `privacy`: the bot's privacy mode is on. `tell` is called with each update for the bot."""

    def __init__(self, now: Callable[[], datetime], *, privacy: bool = True) -> None:
        self._now = now
        self.ahead = timedelta(0)
        """How far the server's clock is ahead."""
        self.privacy = privacy
        self.username = "TertuliaTestBot"
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.allowed: list[str] | None = None
        self.updates: list[Json] = []
        self.history: list[Json] = []
        """All updates there ever were."""
        self.told: Callable[[], None] = lambda: None
        self.menus: dict[tuple[str, str], list[Json]] = {}
        self.queries: dict[str, Json] = {}
        self.pressed_at: dict[str, int] = {}
        self.uploads: dict[str, tuple[str, bytes]] = {}
        """What people sent, by its file_id: path on the server and content."""
        self.shown: dict[int, list[Json]] = {}
        """What each person's presses were answered with."""
        self.on_answer: Callable[[str], None] = lambda query: None
        self._numbers = itertools.count(500)
        self._update_ids = itertools.count(900_001)
        self._private_ids = itertools.count(1)

    # -- what is there ------------------------------------------------------------------------------------------------

    def date(self) -> int:
        return int((self._now() + self.ahead).timestamp())

    def bot(self) -> Json:
        return {
            "id": BOT, "is_bot": True, "first_name": "Tertulia", "username": self.username, "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy, "supports_inline_queries": False,
        }  # fmt: skip

    def bot_shape(self) -> Json:
        return {"id": BOT, "is_bot": True, "first_name": "Tertulia", "username": self.username}

    def person(self, name: str, language: str = "en") -> Person:
        made = Person(1_000 + next(self._numbers), name, language)
        self.people[made.id] = made
        self.shown[made.id] = []
        chat = Chat(made.id, "private", name, members={made.id: "member"}, ids=self._private_ids)
        self.chats[made.id] = chat
        return made

    def group(
        self, title: str, creator: Person, *members: Person, kind: str = "supergroup", forum: bool = False
    ) -> Chat:
        number = next(self._numbers)
        ident = -number if kind == "group" else -1_000_000_000_000 - number
        ids = self._private_ids if kind == "group" else itertools.count(10)
        chat = Chat(ident, kind, title, forum, {creator.id: "creator", BOT: "left"}, ids=ids)
        chat.members.update({one.id: "member" for one in members})
        self.chats[ident] = chat
        return chat

    def topic(self, chat: Chat, by: Person, name: str) -> int:
        message = self._message(chat, by.shape(), forum_topic_created={"name": name, "icon_color": 7322096})
        thread: int = message["message_id"]
        message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.topics[thread] = {"name": name, "closed": False}
        self.tell("message", message)
        return thread

    def chat(self, ident: int) -> Chat:
        """A chat the bot can speak in; raises Failed."""
        chat = self.chats.get(ident)
        if chat is None:
            raise Failed(400, "Bad Request: chat not found")
        if chat.moved_to:
            raise Failed(
                400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
            )
        if chat.kind == "private":
            person = self.people[ident]
            if person.blocked:
                raise Failed(403, "Forbidden: bot was blocked by the user")
            if not person.opened:
                raise Failed(403, "Forbidden: bot can't initiate conversation with a user")
        elif chat.members[BOT] in ("left", "kicked"):
            raise Failed(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
        return chat

    # -- what people do -----------------------------------------------------------------------------------------------

    def say(
        self, person: Person, chat: Chat, text: str = "", *, reply_to: int = 0, thread: int = 0, **content: Any
    ) -> int:
        """A person writes; gives the message's id. `content` is whatever else it holds, in Telegram's words."""
        message = self._message(chat, person.shape())
        if text:
            message |= {"text": text, **_with_entities(text)}
        message |= content
        self._thread(chat, message, reply_to, thread)
        self.tell("message", message)
        return int(message["message_id"])

    def send_file(
        self, person: Person, chat: Chat, name: str, data: bytes, *, reply_to: int = 0, thread: int = 0, **content: Any
    ) -> int:
        """A person sends a document; gives the message's id."""
        ident = f"file-{next(self._numbers)}"
        self.uploads[ident] = f"documents/{name}", data
        document = {"file_id": ident, "file_unique_id": ident, "file_name": name, "file_size": len(data)}
        return self.say(person, chat, document=document, reply_to=reply_to, thread=thread, **content)

    def say_as_group(self, chat: Chat, text: str) -> int:
        """An anonymous admin writes."""
        user = {"id": ANONYMOUS, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        message = self._message(chat, user, sender_chat=chat.shape(), text=text, **_with_entities(text))
        self.tell("message", message)
        return int(message["message_id"])

    def post_from_channel(self, chat: Chat, text: str) -> None:
        """The linked channel's post arrives by itself."""
        user = {"id": CHANNEL_BOT, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
        channel = {"id": -1_002_000_000_000, "type": "channel", "title": "News"}
        self.tell("message", self._message(chat, user, sender_chat=channel, text=text, is_automatic_forward=True))

    def edit(self, person: Person, chat: Chat, message: int, text: str) -> None:
        stored = chat.messages[message]
        stored.pop("entities", None)
        stored |= {"text": text, "edit_date": self.date(), **_with_entities(text)}
        self.tell("edited_message", stored)

    def press(self, person: Person, chat: Chat, message: int, code: str, *, old: bool = False) -> str:
        """A person presses a button; gives the query's id. `old`: Telegram no longer says what the post is."""
        pressed = chat.messages[message]
        codes = [key.get("callback_data", "") for row in _rows(pressed) for key in row]
        assert code in codes, f"no button {code} among {codes}"
        query: Json = {
            "id": f"{next(self._numbers)}0001", "from": person.shape(), "message": pressed, "chat_instance": "1",
            "data": code,
        }  # fmt: skip
        if old:
            query["message"] = {"chat": chat.shape(), "message_id": message, "date": 0}
        self.queries[query["id"]] = query
        self.pressed_at[query["id"]] = self.date()
        self.tell("callback_query", query)
        return str(query["id"])

    def delete(self, chat: Chat, message: int) -> None:
        del chat.messages[message]
        if message in chat.pinned:
            chat.pinned.remove(message)

    def open(self, person: Person, payload: str = "") -> None:
        if person.blocked:
            person.blocked = False
            self._changed(self.chats[person.id], person.shape(), BOT, "kicked", "member")
        person.opened = True
        self.say(person, self.chats[person.id], f"/start {payload}".strip())

    def block(self, person: Person) -> None:
        person.blocked = True
        self._changed(self.chats[person.id], person.shape(), BOT, "member", "kicked")

    def arrive(self, person: Person, chat: Chat) -> None:
        chat.members[person.id] = "member"
        self._changed(chat, person.shape(), person.id, "left", "member")
        self.tell("message", self._message(chat, person.shape(), new_chat_members=[person.shape()]))

    def leave(self, person: Person, chat: Chat, status: str = "left") -> None:
        chat.members[person.id] = status
        self._changed(chat, person.shape(), person.id, "member", status)
        self.tell("message", self._message(chat, person.shape(), left_chat_member=person.shape()))

    def promote(self, by: Person, person: Person, chat: Chat, status: str = "administrator") -> None:
        before, chat.members[person.id] = chat.members[person.id], status
        self._changed(chat, by.shape(), person.id, before, status)

    def set_bot(self, by: Person, chat: Chat, status: str, **rights: Any) -> None:
        """Add the bot ("member", "administrator"), change it, or take it out ("left", "kicked")."""
        before, chat.members[BOT] = chat.members[BOT], status
        old = self._membership(chat, BOT, before)
        chat.bot_rights = {**ADMIN, **rights}
        self._changed(chat, by.shape(), BOT, before, status, old)

    def pin(self, by: Person, chat: Chat, message: int) -> None:
        chat.pinned.append(message)
        self.pin_line(chat, by.shape(), chat.messages[message])

    def pin_line(self, chat: Chat, by: Json, pinned: Json) -> None:
        """The line that Telegram leaves behind a pin, however silent."""
        topic = {name: pinned[name] for name in ("message_thread_id", "is_topic_message") if name in pinned}
        where = topic if chat.forum else {}
        self.tell("message", self._message(chat, by, pinned_message=_one_level(pinned), **where))

    def retitle(self, by: Person, chat: Chat, title: str) -> None:
        chat.title = title
        self.tell("message", self._message(chat, by.shape(), new_chat_title=title))

    def close_topic(self, by: Person, chat: Chat, thread: int, *, reopen: bool = False) -> None:
        chat.topics[thread]["closed"] = not reopen
        line: Json = {"forum_topic_reopened" if reopen else "forum_topic_closed": {}}
        self.tell("message", self._message(chat, by.shape(), message_thread_id=thread, is_topic_message=True, **line))

    def upgrade(self, chat: Chat) -> Chat:
        """A group becomes a supergroup: a new id, no old message."""
        number = next(self._numbers)
        new = Chat(
            -1_000_000_000_000 - number, "supergroup", chat.title, members=dict(chat.members), ids=itertools.count(10)
        )
        new.bot_rights = dict(chat.bot_rights)
        self.chats[new.id] = new
        chat.moved_to = new.id
        creator = self.people[next(iter(chat.members))].shape()
        self._changed(chat, creator, BOT, chat.members[BOT], "left")
        self._changed(new, creator, BOT, "left", new.members[BOT])
        self.tell("message", self._message(chat, creator, migrate_to_chat_id=new.id))
        self.tell("message", self._message(new, creator, migrate_from_chat_id=chat.id))
        return new

    def count_anew(self) -> None:
        """Nothing has happened for a week: the next update has a number of no order."""
        self._update_ids = itertools.count(17)

    # -- what the bot is told -----------------------------------------------------------------------------------------

    def tell(self, kind: str, payload: Json) -> None:
        if kind in ("message", "edited_message") and not self._bot_hears(payload):
            return
        if kind == "chat_member" and self.chats[payload["chat"]["id"]].members.get(BOT) != "administrator":
            return
        allowed = kind not in ASKED_FOR_ONLY if self.allowed is None else kind in self.allowed
        if not allowed:
            return
        update = {"update_id": next(self._update_ids), kind: _copy(payload)}
        assert problems_of("Update", update) == [], f"the test server itself is wrong: {problems_of('Update', update)}"
        self.updates.append(update)
        self.history.append(update)
        self.told()

    def _bot_hears(self, message: Json) -> bool:
        chat = self.chats[message["chat"]["id"]]
        if chat.kind == "private":
            return True
        status = chat.members.get(BOT)
        if status in ("left", "kicked"):
            return "migrate_to_chat_id" in message
        if status == "administrator" or not self.privacy or _service(message) or self._reply_to_bot(message):
            return True
        return str(message.get("text", message.get("caption", ""))).startswith("/")

    def _reply_to_bot(self, message: Json) -> bool:
        return bool(message.get("reply_to_message", {}).get("from", {}).get("id") == BOT)

    def _changed(self, chat: Chat, by: Json, user: int, before: str, after: str, old: Json | None = None) -> None:
        change = {
            "chat": chat.shape(), "from": by, "date": self.date(),
            "old_chat_member": old or self._membership(chat, user, before),
            "new_chat_member": self._membership(chat, user, after),
        }  # fmt: skip
        self.tell("my_chat_member" if user == BOT else "chat_member", change)

    def membership(self, chat: Chat, user: int) -> Json:
        return self._membership(chat, user, chat.members.get(user, "left"))

    def _membership(self, chat: Chat, user: int, status: str) -> Json:
        shape = self.bot_shape() if user == BOT else self.people[user].shape()
        told: Json = {"status": status, "user": shape}
        match status:
            case "administrator":
                return {**told, **(chat.bot_rights if user == BOT and chat.bot_rights else ADMIN)}
            case "creator":
                return {**told, "is_anonymous": False}
            case "kicked":
                return {**told, "until_date": 0}
        return told

    # -- messages -----------------------------------------------------------------------------------------------------

    def bot_says(self, chat: Chat, thread: int, reply_to: int, **content: Any) -> Json:
        message = self._message(chat, self.bot_shape(), **content)
        self._thread(chat, message, reply_to, thread)
        return message

    def _message(self, chat: Chat, by: Json, **content: Any) -> Json:
        message = {
            "message_id": next(chat.ids), "date": self.date(), "chat": chat.shape(), "from": by, **content,
        }  # fmt: skip
        chat.messages[message["message_id"]] = message
        return message

    def _thread(self, chat: Chat, message: Json, reply_to: int, thread: int) -> None:
        """Where a message stands: its topic, or in a supergroup the chain of replies it belongs to."""
        answered = chat.messages.get(reply_to)
        if answered:
            message["reply_to_message"] = _one_level(answered)
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            if not answered and thread in chat.messages:
                message["reply_to_message"] = _one_level(chat.messages[thread])
        elif answered and chat.kind == "supergroup" and not chat.forum:
            message["message_thread_id"] = answered.get("message_thread_id", answered["message_id"])


def _one_level(message: Json) -> Json:
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _copy(payload: Json) -> Json:
    copied: Json = json.loads(json.dumps(payload))
    return copied


def _rows(message: Json) -> list[list[Json]]:
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _service(message: Json) -> bool:
    lines = ("new_chat_members", "left_chat_member", "new_chat_title", "migrate_to_chat_id", "migrate_from_chat_id",
             "pinned_message")  # fmt: skip
    return any(name in message for name in lines) or any(name.startswith("forum_topic") for name in message)


_LIVE = re.compile(
    r"(?P<bot_command>(?<![\w/])/[a-z0-9_]{1,32}(?:@\w{3,32})?\b)"
    r"|(?P<mention>(?<![\w`])@[A-Za-z0-9_]{3,32}\b)"
    r"|(?P<url>https?://[^\s]+)"
)


def live(text: str) -> list[Json]:
    """What comes to life by itself in a text: commands, mentions, addresses."""
    return [
        {"type": str(found.lastgroup), "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in _LIVE.finditer(text)
    ]


def _with_entities(text: str) -> Json:
    found = live(text)
    return {"entities": found} if found else {}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def start() -> datetime:
    return datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
