"""The life of a group: the bot or a person comes, goes, is promoted; a topic opens or closes; the group moves."""

from collections.abc import Iterator
from datetime import datetime

from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from adapters.telegram.addresses import GROUPS, NOBODY, in_groups_name, private_place, room, who
from adapters.telegram.presence import Presence
from adapters.telegram.rights import May, Rights, seen
from bot.chat import Arrived, Event, Happened, PersonLeft, Place, Reachable, RoomGone, RoomMoved, Who

THERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class Membership:
    def __init__(self, presence: Presence, rights: Rights) -> None:
        self._presence = presence
        self._rights = rights
        self._seen: set[Place] = set()

    # -- the bot itself ---------------------------------------------------------------------------------------------

    async def of_bot(self, change: ChatMemberUpdated, update: int) -> list[Event]:
        """The bot was added, removed, promoted or demoted, or somebody opened or closed the private chat."""
        chat, here = change.chat, _is_there(change.new_chat_member)
        head = self._head("bot", update, change.date, room(chat.id), _by(change))
        if chat.type == ChatType.PRIVATE:
            return [Reachable(head.key, head.at, private_place(chat.id), head.by, yes=here, greeted=False)]
        if chat.type not in GROUPS:
            return []
        self._rights.forget(chat.id)
        if not here:
            return await self._gone(chat, head)
        return await self._is_here(change, head)

    async def _is_here(self, change: ChatMemberUpdated, head: Happened) -> list[Event]:
        chat, added = change.chat, not _is_there(change.old_chat_member)
        if added:
            await self._presence.look_again()
        may = await self._rights.may(chat.id, change.new_chat_member) or May()
        by_admin = not head.by.user or await self._rights.is_admin(chat.id, change.from_user.id)
        found: list[Event] = [seen(head, may, chat.title or "", topic=False, added=added, by_admin=by_admin)]
        for thread, name in self._presence.memory.topics(chat.id).items():
            in_topic = _at(head, room(chat.id, thread), thread)
            found.append(seen(in_topic, may, titled(chat, name), topic=True, by_admin=by_admin))
        return found

    async def _gone(self, chat: Chat, head: Happened) -> list[Event]:
        if chat.type == ChatType.GROUP and (to := await self._moved_to(chat.id)):
            return [self._moved(chat.id, to, head.at)]
        places = [head.where, *(room(chat.id, thread) for thread in self._presence.memory.topics(chat.id))]
        self._seen.difference_update(places)
        return [RoomGone(f"{head.key}:{place.id}", head.at, place, head.by) for place in places]

    async def _moved_to(self, chat: int) -> int:
        """Where a group that the bot seems to have left went: turned into a supergroup, it has a new id."""
        try:
            await self._presence.bot.get_chat(chat)
        except ChatMigrated as moved:
            return moved.new_chat_id
        except (BadRequest, Forbidden, RetryAfter, InvalidToken):
            pass
        return 0

    def _moved(self, before: int, to: int, at: datetime) -> RoomMoved:
        """Told by both chats and by the error: one key for all."""
        return RoomMoved(f"telegram:{self._presence.id}:moved:{before}:{to}", at, room(before), NOBODY, to=str(to))

    async def first_sight(self, message: Message, by: Who, update: int, *, by_admin: bool) -> list[Event]:
        """A room that is used for the first time since the start: what the bot may do there may have changed."""
        chat, thread = message.chat, (message.message_thread_id or 0) if message.is_topic_message else 0
        place = room(chat.id, thread)
        if chat.type not in GROUPS or place in self._seen:
            return []
        may = await self._rights.may(chat.id)
        if may is None:
            return []
        self._seen.add(place)
        self.notice_topic(message)
        head = self._head("seen", update, message.date, place, by)
        name = self._presence.memory.topics(chat.id).get(thread, "")
        return [seen(head, may, titled(chat, name), topic=bool(thread), by_admin=by_admin)]

    # -- people -----------------------------------------------------------------------------------------------------

    def of_person(self, change: ChatMemberUpdated) -> list[Event]:
        """Somebody came, went, or is admin now or no longer."""
        chat, user = change.chat, change.new_chat_member.user
        if chat.type not in GROUPS:
            return []
        self._rights.forget(chat.id)
        was, is_now = _is_there(change.old_chat_member), _is_there(change.new_chat_member)
        if user.is_bot or was == is_now:
            return []
        return list(self._came_or_went(chat, user, change.date, came=is_now))

    def _came_or_went(self, chat: Chat, user: User, stamp: datetime, *, came: bool) -> Iterator[Event]:
        """In the group and in each of its topics; the line in the chat and the notice for admins have one key."""
        at = self._presence.skew.ours(stamp)
        what: type[Arrived | PersonLeft] = Arrived if came else PersonLeft
        for thread in (0, *self._presence.memory.topics(chat.id)):
            place = room(chat.id, thread)
            moment = int(stamp.timestamp())
            key = f"telegram:{self._presence.id}:{what.__name__}:{place.id}:{user.id}:{moment}"
            yield what(key, at, place, who(user))

    # -- lines in the chat ------------------------------------------------------------------------------------------

    async def line(self, message: Message, update: int) -> list[Event]:
        """What a service line tells; nothing for an ordinary message."""
        chat = message.chat
        if message.migrate_to_chat_id:
            return [self._moved(chat.id, message.migrate_to_chat_id, self._presence.skew.ours(message.date))]
        if message.migrate_from_chat_id:
            return [self._moved(message.migrate_from_chat_id, chat.id, self._presence.skew.ours(message.date))]
        if chat.type not in GROUPS:
            return []
        came = [user for user in message.new_chat_members if not user.is_bot]
        went = [message.left_chat_member] if message.left_chat_member and not message.left_chat_member.is_bot else []
        people = [*((user, True) for user in came), *((user, False) for user in went)]
        events = [event for user, here in people for event in self._came_or_went(chat, user, message.date, came=here)]
        self.notice_topic(message)
        return events or await self._changed(message, update)

    async def _changed(self, message: Message, update: int) -> list[Event]:
        """A new title, or a topic that was opened, closed, or called otherwise."""
        closed = message.forum_topic_closed is not None
        topic = closed or message.forum_topic_reopened is not None or message.forum_topic_edited is not None
        if not topic and not message.new_chat_title:
            return []
        thread = (message.message_thread_id or 0) if topic else 0
        may = await self._rights.may(message.chat.id)
        if may is None:
            return []
        by = _writer(message)
        head = self._head("changed", update, message.date, room(message.chat.id, thread), by)
        title = titled(message.chat, self._presence.memory.topics(message.chat.id).get(thread, ""))
        return [seen(head, may, title, topic=bool(thread), closed=closed)]

    def notice_topic(self, message: Message) -> None:
        """Remember a topic and its name: Telegram tells it with the topic's first line and nowhere else."""
        if not message.is_topic_message or not message.message_thread_id:
            return
        first = message.reply_to_message.forum_topic_created if message.reply_to_message else None
        told = message.forum_topic_created or message.forum_topic_edited or first
        self._presence.memory.see_topic(message.chat.id, message.message_thread_id, (told.name if told else "") or "")

    def _head(self, kind: str, update: int, stamp: datetime, where: Place, by: Who) -> Happened:
        key = f"telegram:{self._presence.id}:{kind}:{where.id}:{update}:{int(stamp.timestamp())}"
        return Happened(key, self._presence.skew.ours(stamp), where, by)


def titled(chat: Chat, topic: str) -> str:
    return f"{chat.title} · {topic}" if topic else chat.title or ""


def _is_there(member: ChatMember) -> bool:
    return member.status in THERE or (isinstance(member, ChatMemberRestricted) and member.is_member)


def _at(head: Happened, where: Place, thread: int) -> Happened:
    return Happened(f"{head.key}:{thread}", head.at, where, head.by)


def _by(change: ChatMemberUpdated) -> Who:
    return NOBODY if in_groups_name(change.from_user, change.chat, change.chat) else who(change.from_user)


def _writer(message: Message) -> Who:
    user = message.from_user
    return NOBODY if user is None or in_groups_name(user, message.chat, message.sender_chat) else who(user)
