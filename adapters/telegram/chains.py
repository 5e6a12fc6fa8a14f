"""Which message answers which, by id alone: Telegram shows one step back, and the root of the chain in supergroups."""

from collections import OrderedDict

from telegram import Message

MOST = 20_000
"""Messages whose step back is remembered; no word and no writer of them is."""


class Chains:
    def __init__(self) -> None:
        self._back: OrderedDict[tuple[int, int], int] = OrderedDict()

    def learn(self, message: Message) -> None:
        answered = answered_by(message)
        if answered is None:
            return
        self._back[message.chat.id, message.message_id] = answered.message_id
        while len(self._back) > MOST:
            self._back.popitem(last=False)

    def of(self, message: Message, root: int | None = None) -> tuple[str, ...]:
        """The ids a message answers, nearest first; `root` is the chain's root where it is known from elsewhere."""
        answered = answered_by(message)
        step = answered.message_id if answered else self._back.get((message.chat.id, message.message_id))
        found: list[int] = []
        while step is not None and step not in found:
            found.append(step)
            step = self._back.get((message.chat.id, step))
        root = root_of(message) or root
        if root and root != message.message_id and root not in found:
            found.append(root)
        return tuple(map(str, found))


def answered_by(message: Message) -> Message | None:
    """The message this one replies to; in a topic, what looks like a reply to its first line is none."""
    answered = _shown_above(message)
    return answered if answered and answered.chat.id == message.chat.id else None


def answers(message: Message, user: int) -> bool:
    """Whether the message this one replies to is that user's, be it from before the group had its present id."""
    answered = _shown_above(message)
    return bool(answered and answered.sender_chat is None and answered.from_user and answered.from_user.id == user)


def _shown_above(message: Message) -> Message | None:
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return None
    return None if message.is_topic_message and answered.message_id == message.message_thread_id else answered


def root_of(message: Message) -> int | None:
    """In a supergroup the thread of a reply is named after its first message; in a forum it is the topic."""
    return None if message.is_topic_message else message.message_thread_id
