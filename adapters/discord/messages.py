"""What people write, as the bot is told it: said, edited, sent as a file, or typed as a command in private."""

import re
from typing import Literal

import discord

from adapters.discord.addresses import Spot, who
from adapters.discord.presence import Presence
from adapters.discord.rights import is_admin
from bot.chat import CommandTyped, Edited, File, FileSent, Happened, Said

Kind = Literal["text", "voice", "picture", "sticker"]
Written = Said | FileSent | CommandTyped

_COMMAND = re.compile(r"/(\w{1,32})(?:\s+(.*))?", re.DOTALL)
_EMOJI = re.compile(r"<a?:\w{2,32}:\d{15,21}>")
_STAMP = re.compile(r"<t:-?\d+(?::\w)?>")
_MENTION = re.compile(r"<(@[!&]?|#)(\d{15,21})>")
_BY_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)


class Messages:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def written(self, message: discord.Message, spot: Spot) -> Written | None:
        """A new message; None for what no person wrote, and for what the bot may not read."""
        if not by_person(message) or not readable(message):
            return None
        self._learn(message, spot)
        if spot.place.private and (typed := _COMMAND.fullmatch(self.words(message))):
            head = self._head(message, spot)
            rest = (typed[2] or "").strip()
            return CommandTyped(
                head.key, head.at, head.where, head.by, typed[1].lower(), rest, spot.name(message.id), addressed=True,
                file=file_of(message),
            )  # fmt: skip
        file = file_of(message) if spot.place.private else None
        if file is not None:
            head = self._head(message, spot)
            return FileSent(head.key, head.at, head.where, head.by, spot.name(message.id), file)
        return self.said(message, spot)

    def said(self, message: discord.Message, spot: Spot) -> Said:
        """A message as it stands there."""
        head = self._head(message, spot)
        answered = _answered(message)
        theirs = message.reference.resolved if message.reference else None
        author = theirs.author if isinstance(theirs, discord.Message) else None
        ours = author is not None and author.id == self._presence.id
        return Said(
            head.key,
            head.at,
            head.where,
            head.by,
            message=spot.name(message.id),
            text=self.words(message),
            kind=kind_of(message),
            reply_chain=self._chain(message, spot),
            reply_to_user=str(author.id) if answered and author and not ours else "",
            answers_us=ours,
            forwarded=message.flags.forwarded,
            by_admin=is_admin(message.channel, message.author),
        )

    def edited(self, message: discord.Message, spot: Spot) -> Edited | None:
        """A new text of a message; None when it was touched otherwise, such as by a pin or a preview."""
        changed = message.edited_at
        if changed is None or not by_person(message) or not readable(message):
            return None
        self._learn(message, spot)
        key = self._presence.key("edit", message.id, int(changed.timestamp() * 1000))
        return Edited(
            key,
            self._presence.skew.ours(changed),
            spot.place,
            who(message.author),
            spot.name(message.id),
            self.words(message),
            self._chain(message, spot),
        )

    def words(self, message: discord.Message) -> str:
        """What was written, without Discord's own signs: own emoji, time stamps, the numbers of people and rooms."""
        names = {str(one.id): one.display_name for one in message.mentions}
        text = _STAMP.sub("", _EMOJI.sub("", message.content))
        return _MENTION.sub(lambda found: self._named(found, names), text).strip()

    def _named(self, found: re.Match[str], names: dict[str, str]) -> str:
        if found[1] == "#" or found[2] == str(self._presence.id) or "&" in found[1]:
            return ""
        name = names.get(found[2], "")
        return f"@{name}" if name else ""

    def _learn(self, message: discord.Message, spot: Spot) -> None:
        answered = _answered(message)
        if answered:
            self._presence.chains.learn(spot.name(message.id), _name(spot, answered))

    def _chain(self, message: discord.Message, spot: Spot) -> tuple[str, ...]:
        answered = _answered(message)
        return self._presence.chains.of(spot.name(message.id), _name(spot, answered) if answered else "", spot.root)

    def _head(self, message: discord.Message, spot: Spot) -> Happened:
        at = self._presence.skew.ours(message.created_at)
        return Happened(self._presence.key("message", message.id), at, spot.place, who(message.author))


def by_person(message: discord.Message) -> bool:
    return message.type in _BY_PEOPLE and not message.author.bot and message.webhook_id is None


def readable(message: discord.Message) -> bool:
    """Whether the bot is shown what it holds: without Message Content only where it is meant."""
    return bool(message.content or message.attachments or message.stickers or message.flags.forwarded)


def kind_of(message: discord.Message) -> Kind:
    files = message.attachments
    if any(one.is_voice_message() or (one.content_type or "").startswith("audio/") for one in files):
        return "voice"
    if message.content:
        return "text"
    if any((one.content_type or "").startswith(("image/", "video/")) for one in files):
        return "picture"
    return "sticker" if message.stickers else "text"


def file_of(message: discord.Message) -> File | None:
    """A document sent along; pictures and sounds are none."""
    for one in message.attachments:
        if not (one.content_type or "").startswith(("image/", "video/", "audio/")):
            return attached(one)
    return None


def attached(one: discord.Attachment) -> File:
    return File(one.filename, one.size, one.url)


def _answered(message: discord.Message) -> int:
    """The message this one replies to, in the same channel; 0 for none."""
    reference = message.reference
    if reference is None or message.flags.forwarded or reference.channel_id != message.channel.id:
        return 0
    return reference.message_id or 0


def _name(spot: Spot, answered: int) -> str:
    """In a thread its first message stands for the post it hangs under."""
    return str(answered) if answered == spot.under else spot.name(answered)
