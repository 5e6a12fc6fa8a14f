"""What each line of the log does to the rooms; replaying all lines gives the same rooms again."""

from collections.abc import Callable

from adapters.practice import messages
from adapters.practice.log import Record
from adapters.practice.messages import Change
from adapters.practice.rooms import Chat, Person, Rooms, private

HEARD = {
    "room", "join", "leave", "bot_in", "bot_out", "open", "close",
    "said", "typed", "edit", "delete", "press", "used", "form", "clock",
}  # fmt: skip
"""The deeds of people that the bot is told of."""


def do(rooms: Rooms, number: int, record: Record) -> Change:
    """Carry one line of the log out."""
    if record["does"] in HEARD and record.get("heard", True):
        rooms.untaken[number] = record
    change = _DEEDS[record["does"]](rooms, number, record)
    if key := record.get("key"):
        rooms.sent[key] = str(record.get("message", number))
    return change


def _person(rooms: Rooms, _: int, record: Record) -> Change:
    ident = record["id"]
    rooms.people[ident] = Person(ident, record["name"])
    rooms.chats[private(ident)] = Chat(private(ident), members={ident})
    return Change(wide=True)


def _room(rooms: Rooms, number: int, record: Record) -> Change:
    by = record["by"]
    rooms.chats[record["chat"]] = Chat(record["chat"], record["title"], by, members={by})
    return messages.line(rooms, number, record, "made")


def _join(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].members.add(record["by"])
    return messages.line(rooms, number, record, "joined")


def _leave(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].members.discard(record["by"])
    return messages.line(rooms, number, record, "left")


def _bot_in(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].bot_here = True
    return messages.line(rooms, number, record, "bot_in")


def _bot_out(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].bot_here = False
    return messages.line(rooms, number, record, "bot_out")


def _open(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].reachable = True
    return Change(record["chat"])


def _close(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].reachable = False
    return Change(record["chat"])


def _read(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].read[record["chat"]] = record["up_to"]
    return Change(record["chat"])


def _taken(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.untaken.pop(record["event"], None)
    return Change()


def _only_heard(rooms: Rooms, _: int, record: Record) -> Change:  # noqa: ARG001  a press changes nothing here
    return Change()


_DEEDS: dict[str, Callable[[Rooms, int, Record], Change]] = {
    "person": _person,
    "room": _room,
    "join": _join,
    "leave": _leave,
    "bot_in": _bot_in,
    "bot_out": _bot_out,
    "open": _open,
    "close": _close,
    "said": messages.said,
    "typed": messages.said,
    "say": messages.say,
    "edit": messages.edit,
    "rewrite": messages.rewrite,
    "delete": messages.delete,
    "remove": messages.delete,
    "react": messages.react,
    "pin": messages.pin,
    "unpin": messages.pin,
    "read": _read,
    "taken": _taken,
    "press": _only_heard,
    "used": _only_heard,
    "form": _only_heard,
    "clock": _only_heard,
}
