"""What a person does with chats: open, read, come, go, make a group, take the bot in and out."""

from adapters.practice import asks
from adapters.practice.actor import Actor, Declined
from adapters.practice.rooms import Chat
from adapters.practice.sample import add_person


def open_chat(actor: Actor, ask: asks.Open) -> list[int]:
    chat = actor.chat(ask.chat)
    if not chat.private:
        return []
    if ask.start is None and (actor.rooms.people[actor.person].reachable is not None or chat.messages):
        return []
    return actor.write("open", chat, payload=ask.start or "")


def opened(actor: Actor, chat: Chat) -> list[int]:
    """Writing into the private chat opens it, unless the bot wrote there first: to them it is open."""
    reachable = actor.rooms.people[actor.person].reachable
    if not chat.private or reachable or (reachable is None and chat.messages):
        return []
    return actor.write("open", chat, payload="")


def read(actor: Actor, ask: asks.Read) -> list[int]:
    chat = actor.chat(ask.chat)
    if ask.up_to > actor.rooms.people[actor.person].read.get(chat.key, 0):
        actor.ledger.write({"does": "read", "by": actor.person, "chat": chat.key, "up_to": ask.up_to}, sure=False)
    return []


def add(actor: Actor, ask: asks.AddPerson) -> list[int]:
    chat = actor.room(ask.chat)
    person = ask.person
    if not person:
        if not ask.name:
            raise Declined("empty")
        person = add_person(actor.ledger, ask.name)
    if person not in actor.rooms.people or person in chat.members:
        raise Declined("no_person")
    return actor.write("join", chat, by=person)


def leave(actor: Actor, ask: asks.Leave) -> list[int]:
    chat = actor.room(ask.chat)
    person = ask.person or actor.person
    if person not in chat.members:
        raise Declined("no_person")
    if person == chat.creator or (person != actor.person and not actor.rooms.is_admin(actor.person, chat.key)):
        raise Declined("not_yours")
    return actor.write("leave", chat, by=person)


def make_room(actor: Actor, ask: asks.NewRoom) -> list[int]:
    number = 1 + sum(not chat.private for chat in actor.rooms.chats.values())
    return actor.write("room", Chat(f"room-{number}"), title=ask.title)


def bot(actor: Actor, ask: asks.BotHere) -> list[int]:
    chat = actor.chat(ask.chat)
    if chat.private:
        return actor.write("open" if ask.here else "close", chat)
    if not actor.rooms.is_admin(actor.person, chat.key):
        raise Declined("not_yours")
    if chat.bot_here == ask.here:
        return []
    return actor.write("bot_in" if ask.here else "bot_out", chat, heard=True)
