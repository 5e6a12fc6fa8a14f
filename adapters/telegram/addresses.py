"""Who and where in Telegram's numbers: places, topics and people, there and back."""

from dataclasses import dataclass

from telegram import Chat, Message, User
from telegram.constants import ChatType

from bot.chat import Place, Who

NAME = "telegram"
NOBODY = Who(NAME, "", "")
"""Somebody Telegram does not name, such as an admin who writes in the group's name."""
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
INVITED = "setup"
"""What the invitation link carries; Telegram types it into the group when the bot is added."""
ANONYMOUS_ADMIN = 1087968824
"""The account that stands for every anonymous admin (GroupAnonymousBot)."""

_SUPERGROUPS = -1_000_000_000_000
"""Below it are the numbers of supergroups; what is left above it is their number in links."""


@dataclass(frozen=True, slots=True)
class Address:
    """A chat, and the topic within it if any; `thread` 0 is the chat itself."""

    chat: int
    thread: int = 0


def address_of(place: Place) -> Address | None:
    """Where a place is; None for one that cannot be on Telegram."""
    chat, _, thread = place.id.partition(":")
    try:
        return Address(int(chat), int(thread or 0))
    except ValueError:
        return None


def room(chat: int, thread: int = 0) -> Place:
    return Place(NAME, f"{chat}:{thread}" if thread else str(chat))


def link_to(address: Address, message: str, public_name: str = "") -> str:
    """The address of a message; empty for the private chat and for a small group, whose messages have none."""
    chat = public_name or (f"c/{_SUPERGROUPS - address.chat}" if address.chat < _SUPERGROUPS else "")
    if not chat or not message.isdecimal():
        return ""
    return "/".join(["https://t.me", chat, *([str(address.thread)] if address.thread else []), message])


def private_place(user: int) -> Place:
    return Place(NAME, str(user), private=True)


def place_of(message: Message) -> Place:
    """The place of a message; a thread is a place of its own only when it is a topic."""
    if message.chat.type == ChatType.PRIVATE:
        return private_place(message.chat.id)
    topic = message.message_thread_id if message.is_topic_message else 0
    return room(message.chat.id, topic or 0)


def who(user: User) -> Who:
    return Who(NAME, str(user.id), user.full_name, user.language_code)


def in_groups_name(user: User | None, chat: Chat, sender_chat: Chat | None) -> bool:
    """Whether an admin speaks as the group itself."""
    return user is not None and user.id == ANONYMOUS_ADMIN and sender_chat is not None and sender_chat.id == chat.id
