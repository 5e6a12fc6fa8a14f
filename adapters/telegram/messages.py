"""What people write, as the bot is told it: said, edited, sent as a file, typed as a command, or /start."""

import contextlib
import re
from collections import OrderedDict
from typing import Literal

from telegram import Document, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from adapters.telegram.addresses import INVITED, NOBODY, in_groups_name, place_of, who
from adapters.telegram.chains import Chains, answered_by, answers
from adapters.telegram.files import file_of
from adapters.telegram.presence import Presence
from adapters.telegram.rights import Rights
from bot.chat import CommandTyped, Edited, FileSent, Happened, Reachable, Said, Who

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w{1,64}))?(?:\s+(.*))?", re.DOTALL)
_ALBUMS = 1000

Kind = Literal["text", "voice", "picture", "sticker"]


class Messages:
    def __init__(self, presence: Presence, rights: Rights) -> None:
        self._presence = presence
        self._rights = rights
        self._chains = Chains()
        self._albums: OrderedDict[str, int] = OrderedDict()

    async def written(self, message: Message) -> Said | CommandTyped | FileSent | Reachable | None:
        """A new message; None for what no person wrote here and now, and for the other pictures of an album."""
        by = self._writer(message)
        if by is None or not _content(message):
            return None
        typed = _COMMAND.fullmatch(words(message)) if message.forward_origin is None else None
        if typed:
            return await self._typed(message, by, typed)
        if not by.user:
            return None
        file = file_of(message)
        if file and message.chat.type == ChatType.PRIVATE:
            head = self._head(message, by)
            return FileSent(head.key, head.at, head.where, by, str(message.message_id), file)
        if not self._first_of_album(message):
            return None
        self._chains.learn(message)
        return self.said(message, by)

    def edited(self, message: Message, update: int) -> Edited | None:
        by = self._writer(message)
        if by is None or not by.user or not _content(message):
            return None
        stamp = message.edit_date or message.date
        key = self._key("edit", message, f"{int(stamp.timestamp())}:{update}")
        at = self._presence.skew.ours(stamp)
        return Edited(key, at, place_of(message), by, str(message.message_id), words(message), self._chains.of(message))

    def said(self, message: Message, by: Who, root: int | None = None) -> Said:
        head = self._head(message, by)
        answered = answered_by(message)
        theirs = answered.from_user if answered and answered.sender_chat is None else None
        ours = answers(message, self._presence.id)
        return Said(
            head.key,
            head.at,
            head.where,
            head.by,
            message=str(message.message_id),
            text=words(message),
            kind=_kind(message),
            reply_chain=self._chains.of(message, root),
            reply_to_user=str(theirs.id) if theirs and not ours else "",
            answers_us=ours,
            forwarded=message.forward_origin is not None,
            by_admin=bool(by.user) and self._rights.known_admin(message.chat.id, int(by.user)),
        )

    def answered(self, post: Message) -> Said | None:
        """The person's message that a post of ours stands under, handed back with a press."""
        message = post.reply_to_message
        by = self._writer(message) if message else None
        if message is None or by is None or not by.user or not _content(message):
            return None
        if post.is_topic_message and not message.is_topic_message:
            return self.said(_in_topic(message, post), by)
        return self.said(message, by, None if post.is_topic_message else post.message_thread_id)

    async def _typed(self, message: Message, by: Who, typed: re.Match[str]) -> CommandTyped | Reachable | None:
        name, bot, rest = typed[1].lower(), (typed[2] or "").lower(), (typed[3] or "").strip()
        if bot and bot != self._presence.username.lower():
            return None
        head = self._head(message, by)
        if name == "start" and head.where.private:
            return Reachable(head.key, head.at, head.where, by, payload=rest)
        if name == "start" and rest == INVITED:
            # Telegram typed it for who followed the invitation link; nobody in the group needs to read it
            with contextlib.suppress(TelegramError):
                await self._presence.bot.delete_message(message.chat.id, message.message_id)
            return None
        answered = answered_by(message)
        ours = bool(answered and answered.from_user and answered.from_user.id == self._presence.id)
        return CommandTyped(
            head.key,
            head.at,
            head.where,
            by,
            name=name,
            rest=rest,
            message=str(message.message_id),
            addressed=bool(bot) or ours,
            by_admin=not by.user or await self._is_admin(message, by),
            reply_to=str(answered.message_id) if answered else "",
            file=file_of(message) or file_of(answered),
        )

    async def _is_admin(self, message: Message, by: Who) -> bool:
        if message.chat.type == ChatType.PRIVATE:
            return False
        return await self._rights.is_admin(message.chat.id, int(by.user))

    def _writer(self, message: Message) -> Who | None:
        """The person who wrote it; without a user for an admin in the group's name; None for bots and channels."""
        user = message.from_user
        if in_groups_name(user, message.chat, message.sender_chat):
            return Who(NOBODY.platform, NOBODY.user, message.chat.title or "")
        if user is None or user.is_bot or message.sender_chat is not None or message.via_bot is not None:
            return None
        return None if message.is_automatic_forward else who(user)

    def _first_of_album(self, message: Message) -> bool:
        """Pictures sent together are one message; told again after a fault, the first is still the first."""
        album = message.media_group_id
        if album is None:
            return True
        first = self._albums.setdefault(album, message.message_id)
        while len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)
        return first == message.message_id

    def _head(self, message: Message, by: Who) -> Happened:
        at = self._presence.skew.ours(message.date)
        return Happened(self._key("message", message), at, place_of(message), by)

    def _key(self, kind: str, message: Message, more: str = "") -> str:
        return f"telegram:{self._presence.id}:{kind}:{message.chat.id}:{message.message_id}:{more}".rstrip(":")


def words(message: Message) -> str:
    return message.text or message.caption or ""


def _content(message: Message) -> bool:
    """Whether somebody said something with it: service lines are no messages."""
    # the library warns that a payment will not be an attachment for ever; here it never is one
    return bool(message.text or (message.successful_payment is None and message.effective_attachment))


def _kind(message: Message) -> Kind:
    document = message.document
    if message.text:
        return "text"
    if message.voice or message.audio or message.video_note:
        return "voice"
    if message.photo or (message.video and not message.animation) or _is_picture(document):
        return "picture"
    return "text" if document and not message.animation else "sticker"


def _is_picture(document: Document | None) -> bool:
    return document is not None and (document.mime_type or "").startswith("image/")


def _in_topic(message: Message, post: Message) -> Message:
    """An answered message without its topic stands in the topic of the post that answers it."""
    told = message.to_dict() | {"is_topic_message": True, "message_thread_id": post.message_thread_id}
    return Message.de_json(told, message.get_bot())
