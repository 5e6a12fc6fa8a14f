"""The Bot API's methods over the tests' world, as strict as Telegram about lengths, rights, times and what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.adapters.telegram.world import BOT, REACTIONS, Chat, Failed, Json, World, live, units

ENTITIES = (
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "mention", "url", "hashtag", "bot_command", "email", "custom_emoji",
)  # fmt: skip
QUERY_LIVES = timedelta(minutes=15)
LARGEST_FILE = 20 * 2**20
LARGEST_PHOTO = 10 * 2**20
DELETABLE = timedelta(hours=48)

Given = dict[str, Any]


class Methods:
    def __init__(self, world: World) -> None:
        self.world = world
        self._doings: dict[str, Callable[[Given], Any]] = {
            "getme": lambda given: self.world.bot(),
            "sendmessage": self._send_message,
            "senddocument": self._send_document,
            "sendphoto": self._send_photo,
            "editmessagetext": self._edit_text,
            "editmessagecaption": self._edit_caption,
            "setmessagereaction": self._react,
            "pinchatmessage": self._pin,
            "unpinchatmessage": self._unpin,
            "deletemessage": self._delete,
            "answercallbackquery": self._answer,
            "setmycommands": self._set_commands,
            "deletemycommands": self._delete_commands,
            "getchat": self._get_chat,
            "getchatadministrators": self._administrators,
            "getchatmember": self._member,
            "getfile": self._get_file,
        }

    def call(self, method: str, given: Given) -> Any:
        """Do a method; raises Failed."""
        doing = self._doings.get(method)
        if doing is None:
            raise Failed(404, "Not Found: method not found")
        return doing(given)

    # -- messages -----------------------------------------------------------------------------------------------------

    def _send_message(self, given: Given) -> Json:
        chat, thread = self._may_write(given)
        content = _text(given, "text", "entities", 4096)
        return self._sent(chat, thread, given, content)

    def _send_document(self, given: Given) -> Json:
        chat, thread = self._may_write(given)
        name, data = given["document"]
        document = {"file_id": "f1", "file_unique_id": "u1", "file_name": name, "file_size": len(data)}
        content = {"document": document, **_text(given, "caption", "caption_entities", 1024)}
        message = self._sent(chat, thread, given, content)
        chat.files[message["message_id"]] = (name, data)
        return message

    def _send_photo(self, given: Given) -> Json:
        chat, thread = self._may_write(given)
        if chat.kind != "private" and not chat.may_send_photos:
            raise Failed(400, "Bad Request: not enough rights to send photos to the chat")
        name, data = given["photo"]
        width, height = _pixels(data)
        size = {"file_id": "p1", "file_unique_id": "u1", "width": width, "height": height, "file_size": len(data)}
        message = self._sent(
            chat, thread, given, {"photo": [size], **_text(given, "caption", "caption_entities", 1024)}
        )
        chat.files[message["message_id"]] = (name, data)
        return message

    def _sent(self, chat: Chat, thread: int, given: Given, content: Json) -> Json:
        reply = json.loads(given.get("reply_parameters", "{}"))
        reply_to = reply.get("message_id", 0)
        if reply_to and reply.get("chat_id", chat.id) != chat.id:
            return self.world.bot_says(chat, thread, 0, **content, **self._external(reply), **_keyboard(given))
        if reply_to and reply_to not in chat.messages:
            if not reply.get("allow_sending_without_reply"):
                raise Failed(400, "Bad Request: message to be replied not found")
            reply_to = 0
        quoted = _quoted(reply, chat.messages[reply_to]) if reply_to else {}
        return self.world.bot_says(chat, thread, reply_to, **content, **quoted, **_keyboard(given))

    def _external(self, reply: Json) -> Json:
        """What a message that replies to one in another chat shows of it; a reply to nothing is not sent."""
        chat = self.world.chat(int(reply["chat_id"]))
        answered = chat.messages.get(reply["message_id"])
        if answered is None:
            raise Failed(400, "Bad Request: message to be replied not found")
        origin = {"type": "user", "date": answered["date"], "sender_user": answered["from"]}
        told = {"origin": origin, "chat": chat.shape(), "message_id": reply["message_id"]}
        return {"external_reply": told, **_quoted(reply, answered)}

    def _edit_text(self, given: Given) -> Json:
        return self._edited(given, "text", _text(given, "text", "entities", 4096))

    def _edit_caption(self, given: Given) -> Json:
        return self._edited(given, "caption", _text(given, "caption", "caption_entities", 1024))

    def _edited(self, given: Given, what: str, content: Json) -> Json:
        chat = self._chat(given)
        message = self._message(chat, given, "edit")
        if message["from"]["id"] != BOT:
            raise Failed(400, "Bad Request: message can't be edited")
        if what not in message:
            raise Failed(400, f"Bad Request: there is no {what} in the message to edit")
        kept = {name: value for name, value in message.items() if name not in (*content, "entities", "reply_markup")}
        fresh = {**kept, **content, **_keyboard(given)}
        if {**fresh, "edit_date": 0} == {**message, "edit_date": 0}:
            raise Failed(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        fresh["edit_date"] = self.world.date()
        message.clear()
        message.update(fresh)
        return message

    def _delete(self, given: Given) -> bool:
        chat = self._chat(given)
        message = self._message(chat, given, "delete")
        old = self.world.date() - message["date"] > DELETABLE.total_seconds()
        ours = message["from"]["id"] == BOT and not old and "pinned_message" not in message
        if not ours and not self._right(chat, "can_delete_messages") and not (chat.kind == "private" and not old):
            raise Failed(400, "Bad Request: message can't be deleted for everyone")
        self.world.delete(chat, message["message_id"])
        return True

    def _react(self, given: Given) -> bool:
        chat = self._chat(given)
        message = self._message(chat, given, "react")
        chosen = json.loads(given.get("reaction", "[]"))
        if len(chosen) > 1:
            raise Failed(400, "Bad Request: REACTIONS_TOO_MANY")
        allowed = REACTIONS if chat.allowed_reactions is None else chat.allowed_reactions
        if chosen and (chosen[0].get("type") != "emoji" or chosen[0].get("emoji") not in allowed):
            raise Failed(400, "Bad Request: REACTION_INVALID")
        chat.signs[message["message_id"]] = chosen[0]["emoji"] if chosen else ""
        return True

    def _pin(self, given: Given) -> bool:
        chat = self._chat(given)
        message = self._message(chat, given, "pin")
        self._may_pin(chat)
        if message["message_id"] not in chat.pinned:
            chat.pinned.append(message["message_id"])
            self.world.pin_line(chat, self.world.bot_shape(), message)
        return True

    def _unpin(self, given: Given) -> bool:
        chat = self._chat(given)
        message = self._message(chat, given, "unpin")
        self._may_pin(chat)
        if message["message_id"] in chat.pinned:
            chat.pinned.remove(message["message_id"])
        return True

    def _may_pin(self, chat: Chat) -> None:
        if chat.kind != "private" and not self._right(chat, "can_pin_messages"):
            raise Failed(400, "Bad Request: not enough rights to manage pinned messages in the chat")

    # -- presses ------------------------------------------------------------------------------------------------------

    def _answer(self, given: Given) -> bool:
        query = self.world.queries.pop(given["callback_query_id"], None)
        if query is None or self.world.date() - self.world.pressed_at[query["id"]] > QUERY_LIVES.total_seconds():
            raise Failed(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if units(given.get("text", "")) > 200:
            raise Failed(400, "Bad Request: MESSAGE_TOO_LONG")
        url = given.get("url", "")
        if url and not url.startswith(f"https://t.me/{self.world.username}?start="):
            self.world.queries[query["id"]] = query
            raise Failed(400, "Bad Request: URL_INVALID")
        self.world.shown[query["from"]["id"]].append(
            {"text": given.get("text", ""), "alert": given.get("show_alert") == "true", "url": url}
        )
        self.world.on_answer(query["id"])
        return True

    # -- menus --------------------------------------------------------------------------------------------------------

    def _set_commands(self, given: Given) -> bool:
        commands = json.loads(given["commands"])
        if not 1 <= len(commands) <= 100:
            raise Failed(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for one in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]):
                raise Failed(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= units(one["description"]) <= 256:
                raise Failed(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.world.menus[self._scope(given)] = commands
        return True

    def _delete_commands(self, given: Given) -> bool:
        self.world.menus.pop(self._scope(given), None)
        return True

    def _scope(self, given: Given) -> tuple[str, str]:
        scope = json.loads(given.get("scope", '{"type": "default"}'))
        language = given.get("language_code", "")
        if language and not re.fullmatch(r"[a-z]{2}", language):
            raise Failed(400, "Bad Request: LANG_CODE_INVALID")
        if "chat_id" in scope:
            self._chat(scope)
        return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope), language

    # -- chats --------------------------------------------------------------------------------------------------------

    def _get_chat(self, given: Given) -> Json:
        chat = self._chat(given)
        told: Json = {
            **chat.shape(), "accent_color_id": 1, "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
                "gifts_from_channels": False,
            },
        }  # fmt: skip
        if chat.kind != "private":
            everybody = ("send_messages", "send_audios", "send_documents", "send_photos", "send_videos")
            told["permissions"] = {f"can_{one}": chat.may_send for one in everybody} | {"can_pin_messages": False}
        if chat.allowed_reactions is not None:
            told["available_reactions"] = [{"type": "emoji", "emoji": one} for one in chat.allowed_reactions]
        return told

    def _administrators(self, given: Given) -> list[Json]:
        chat = self._chat(given)
        admins = [user for user, status in chat.members.items() if status in ("creator", "administrator")]
        return [self.world.membership(chat, user) for user in admins]

    def _member(self, given: Given) -> Json:
        return self.world.membership(self._chat(given), int(given["user_id"]))

    # -- files --------------------------------------------------------------------------------------------------------

    def _get_file(self, given: Given) -> Json:
        if given["file_id"] not in self.world.uploads:
            raise Failed(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path, data = self.world.uploads[given["file_id"]]
        if len(data) > LARGEST_FILE:
            raise Failed(400, "Bad Request: file is too big")
        told = {"file_id": given["file_id"], "file_unique_id": given["file_id"], "file_size": len(data)}
        return {**told, "file_path": path}

    # -- what is there ------------------------------------------------------------------------------------------------

    def _chat(self, given: Given) -> Chat:
        return self.world.chat(int(given["chat_id"]))

    def _may_write(self, given: Given) -> tuple[Chat, int]:
        chat, thread = self._chat(given), int(given.get("message_thread_id", 0))
        if chat.kind != "private" and chat.members[BOT] == "member" and not chat.may_send:
            raise Failed(400, "Bad Request: not enough rights to send text messages to the chat")
        if thread:
            topic = chat.topics.get(thread)
            if topic is None:
                raise Failed(400, "Bad Request: message thread not found")
            if topic["closed"] and not self._right(chat, "can_manage_topics"):
                raise Failed(400, "Bad Request: TOPIC_CLOSED")
        return chat, thread

    def _message(self, chat: Chat, given: Given, what: str) -> Json:
        found = chat.messages.get(int(given["message_id"]))
        if found is None:
            raise Failed(400, f"Bad Request: message to {what} not found")
        return found

    def _right(self, chat: Chat, right: str) -> bool:
        return chat.members.get(BOT) == "administrator" and bool(chat.bot_rights.get(right))


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of what can be a photo."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or not data.rstrip().endswith(b"IEND\xaeB`\x82"):
        raise Failed(400, "Bad Request: IMAGE_PROCESS_FAILED")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if len(data) > LARGEST_PHOTO:
        raise Failed(400, "Bad Request: file is too big")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Failed(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return width, height


def _quoted(reply: Json, answered: Json) -> Json:
    """The words a reply shows of the message it answers: just as they stand there, or it is not sent."""
    quote = reply.get("quote", "")
    if not quote:
        return {}
    words: str = answered.get("text") or answered.get("caption") or ""
    if units(quote) > 1024 or quote not in words:
        raise Failed(400, "Bad Request: QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": units(words[: words.index(quote)])}}


def _text(given: Given, what: str, entities: str, longest: int) -> Json:
    """A text and its entities as Telegram keeps them: spaces around it gone, what lives in it alive."""
    text = given.get(what, "")
    if what == "text" and not text.strip():
        raise Failed(400, "Bad Request: message text is empty")
    if not text:
        return {}
    read = [_entity(text, one) for one in json.loads(given.get(entities, "[]"))]
    left = units(text) - units(text.lstrip())
    text = text.strip()
    if units(text) > longest:
        kind = "message is too long" if what == "text" else "message caption is too long"
        raise Failed(400, f"Bad Request: {kind}")
    kept = [{**one, "offset": one["offset"] - left} for one in read]
    return {what: text, entities: kept + [one for one in live(text) if not any(_meet(one, other) for other in kept)]}


def _entity(text: str, entity: Json) -> Json:
    if entity["type"] not in ENTITIES:
        raise Failed(400, "Bad Request: can't parse MessageEntity: unsupported entity type")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    raw = text.encode("utf-16-le")
    if start < 0 or entity["length"] <= 0 or end * 2 > len(raw):
        raise Failed(400, "Bad Request: entity beyond the text")
    for place in (start, end):
        if 0xDC <= (raw[place * 2 + 1] if place * 2 < len(raw) else 0) <= 0xDF:
            raise Failed(400, "Bad Request: entity begins or ends within a character")
    if entity["type"] == "text_link" and not re.match(r"(https?|tg)://", entity.get("url", "")):
        raise Failed(400, "Bad Request: can't parse MessageEntity: wrong URL")
    return entity


def _meet(one: Json, other: Json) -> bool:
    inside = other["type"] in ("text_link", "code", "pre")
    return (
        inside and one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )


def _keyboard(given: Given) -> Json:
    if "reply_markup" not in given:
        return {}
    markup = json.loads(given["reply_markup"])
    keys = [key for row in markup["inline_keyboard"] for key in row]
    if len(keys) > 100 or any(len(row) > 8 for row in markup["inline_keyboard"]):
        raise Failed(400, "Bad Request: reply markup is too long")
    for key in keys:
        if not key["text"].strip():
            raise Failed(400, "Bad Request: button text is empty")
        if ("url" in key) == ("callback_data" in key):
            raise Failed(
                400, "Bad Request: can't parse inline keyboard button: exactly one optional field must be used"
            )
        if "callback_data" in key and not 1 <= len(key["callback_data"].encode()) <= 64:
            raise Failed(400, "Bad Request: BUTTON_DATA_INVALID")
        if "url" in key and not re.match(r"(https?|tg)://", key["url"]):
            raise Failed(400, "Bad Request: BUTTON_URL_INVALID")
    return {"reply_markup": markup} if keys else {}
