"""How a class begins: who may set it up, its room, its first teacher, and the way into the private chat."""

from __future__ import annotations

from datetime import timedelta

from activities._code import key
from activities._people.membership import classes, enrol, teachers_named
from activities._people.names import LONGEST_TITLE, name_of
from bot.access import choose_class, set_class
from bot.chat import Look, Pressed
from bot.keys import Press, row
from bot.phrase import Phrase, T
from bot.refusal import Refusal
from bot.turn import Turn
from storage.classes import Class
from storage.people import Role
from storage.rooms import Room

HELLO = "hello"
PAYLOAD = "setup"
_HELLO_AGAIN = timedelta(hours=1)


def begin(turn: Turn) -> bool:
    """Find the class that is meant, or make the room's; false when nobody is known who could be its teacher.

    Raises:
        Refusal: the person may not do this; it names who can.
        WhichClass: in private, with several classes.
    """
    if turn.where.private:
        _choose(turn)
        return True
    if turn.scene.class_ is not None:
        if turn.role < Role.TEACHER:
            raise Refusal("Only a teacher of this class can change it: {teachers}.", teachers=teachers_named(turn))
        return True
    if not turn.scene.by_admin:
        raise Refusal("Only an admin of this group can set up its class. Please ask one to type /setup")
    room = turn.scene.room or _room(turn)
    if not turn.by.user:
        # an admin who writes in the group's name: whoever presses the button becomes the teacher
        say_hello(turn, room)
        return False
    _found(turn, room)
    return True


def leads_to_private(turn: Turn) -> bool:
    """Whether the person has to open the private chat first, and was shown the way: the desk is there."""
    if turn.where.private or turn.reaches(turn.by):
        return False
    keys = key(turn, T("Open our private chat"), PAYLOAD)
    if not keys:
        return False
    if isinstance(turn.scene.event, Pressed) and turn.open_private(PAYLOAD):
        return True
    text = T("Let's set up the class in our private chat. Open it and press Start.")
    room = turn.scene.room
    if turn.house.limits(turn.where.platform).ephemeral or room is None:
        turn.show(text, keys)
    else:
        turn.post(room, text, keys, kind=HELLO, language=turn.language)
    return True


def say_hello(turn: Turn, room: Room) -> None:
    """One line in a room without class, with *Set up* for its admins."""
    last = next(iter(turn.records.posts.in_room(room.id or 0, HELLO)), None)
    if not room.may_post or (last and turn.now - last.created_at < _HELLO_AGAIN):
        return
    turn.post(
        room,
        T("Hello! I'm Tertulia, a bot for language classes. An admin of this group can set up the class."),
        row(Press(T("Set up"), "setup.set_up", look=Look.MAIN)),
        kind=HELLO,
        language=turn.language,
    )


def tidy_hello(turn: Turn) -> None:
    """The first line has done its work."""
    for room in turn.records.rooms.of_class(turn.class_id):
        for post in turn.records.posts.in_room(room.id or 0, HELLO, limit=5):
            if post.gone_at is None:
                turn.outbox.delete_post(post)


def my_class(turn: Turn) -> bool:
    """Turn to the person's class whose set-up is not finished, else to one they teach; false if there is none."""
    taught = [class_ for class_, member in classes(turn) if member.role == Role.TEACHER]
    if not taught:
        return False
    set_class(turn, max(taught, key=lambda class_: (not class_.ready, class_.id or 0)))
    return True


def went_away(turn: Turn, room: Room) -> None:
    turn.records.notices.first_time(turn.now, "gone", str(room.id))


def came_back(turn: Turn, room: Room) -> bool:
    """Whether the bot had been removed from this room and is there again."""
    gone = turn.records.notices.known("gone", str(room.id))
    turn.records.notices.unknow("gone", str(room.id))
    return gone


def tell_teachers(turn: Turn, phrase: Phrase) -> None:
    for teacher in turn.records.people.teachers(turn.class_id):
        turn.tell(teacher, phrase)


def _choose(turn: Turn) -> None:
    if turn.scene.class_ is None or turn.role < Role.TEACHER:
        choose_class(turn, Role.TEACHER, needed=True)
    if turn.scene.class_ is None or turn.role < Role.TEACHER:
        raise Refusal("You have no class of your own here yet. Add me to your class's group and press Set up there.")


def _room(turn: Turn) -> Room:
    room = Room(platform=turn.where.platform, place=turn.where.id, seen_at=turn.now)
    turn.records.rooms.add(room)
    turn.scene.room = room
    return room


def _found(turn: Turn, room: Room) -> None:
    title = name_of(room.title, LONGEST_TITLE) if room.title else name_of(turn.by.name)
    class_ = Class(name=title, language=turn.house.languages.nearest(turn.by.language), created_at=turn.now)
    turn.records.classes.add(class_)
    room.class_id = class_.id
    set_class(turn, class_)
    enrol(turn, Role.TEACHER)
