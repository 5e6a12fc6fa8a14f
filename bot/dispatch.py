"""Gives one thing that happened its one meaning: a command, a press, an answer, a contribution, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.activity import Activity, Doing
from bot.chat import (
    Arrived,
    CommandTyped,
    CommandUsed,
    Deleted,
    Edited,
    FileSent,
    FormSent,
    PersonLeft,
    PostGone,
    Pressed,
    Reachable,
    RoomGone,
    RoomMoved,
    RoomSeen,
    Said,
)
from bot.command import Command, read_options, read_typed
from bot.moving import move_room
from bot.nearest import nearest
from bot.refusal import Refusal, Settled
from bot.scene import member_in, room_of
from bot.task.listening import deleted, edited, heard, sees_otherwise
from bot.task.pointing import COUNT_THIS, count_this
from bot.turn import Turn, WhichClass
from storage.classes import Class, Room
from storage.people import Role

_BY_NAME_ONLY = ("start", "help", "privacy", "settings")
"""In a room these are answered only with @name or as a reply: other bots have them too."""


def dispatch(turn: Turn) -> None:
    """Call whom the event concerns."""
    match turn.scene.event:
        case CommandTyped() | CommandUsed() as event:
            _command(turn, event)
        case Pressed() as event:
            _pressed(turn, event)
        case FormSent() as event:
            _form(turn, event)
        case Said() as event:
            _said(turn, event)
        case FileSent() as event:
            file_sent(turn, event)
        case Edited() as event:
            edited(turn, event)
        case Deleted() as event:
            deleted(turn, event)
        case _:
            _life(turn)


def _life(turn: Turn) -> None:
    """What happens to rooms and people is heard by every activity."""
    match turn.scene.event:
        case RoomSeen() as seen:
            saw = turn.scene.room is None or turn.scene.room.reads_all
            turn.scene.room = room_of(turn.records, seen, turn.now)
            if saw != seen.reads_all:
                sees_otherwise(turn)
            _tell_each(turn, lambda activity: activity.room_seen(turn, seen))
        case RoomGone() as gone if turn.scene.room:
            turn.scene.room.present = False
            _tell_each(turn, lambda activity: activity.room_gone(turn, gone))
        case RoomMoved(to=to) if turn.scene.room:
            _moved(turn, turn.scene.room, to)
        case Arrived() as arrived:
            _tell_each(turn, lambda activity: activity.arrived(turn, arrived))
        case PersonLeft() as left:
            _tell_each(turn, lambda activity: activity.person_left(turn, left))
        case Reachable() as reachable:
            _tell_each(turn, lambda activity: activity.reachable(turn, reachable))
        case PostGone() as post_gone:
            _post_gone(turn, post_gone)


def _each(turn: Turn) -> Iterator[Activity]:
    for name, activity in turn.house.activities.items():
        turn.activity = name
        yield activity


def _tell_each(turn: Turn, tell: Callable[[Activity], None]) -> None:
    for activity in _each(turn):
        tell(activity)


def _moved(turn: Turn, room: Room, to: str) -> None:
    turn.scene.room = move_room(turn.records, room.platform, room.place, to, turn.now)
    if turn.scene.room and turn.scene.class_ and turn.scene.room.class_id == turn.scene.class_.id:
        _tell_each(turn, lambda activity: activity.room_moved(turn))


def _post_gone(turn: Turn, gone: PostGone) -> None:
    post = turn.records.posts.at(gone.where.platform, gone.where.id, gone.message)
    if post is None or post.gone_at:
        return
    post.gone_at = turn.now
    for activity in _each(turn):
        activity.post_gone(turn, post, gone)


# -- commands -----------------------------------------------------------------------------------------------------


def _command(turn: Turn, event: CommandTyped | CommandUsed) -> None:
    name = event.name.lower()
    if isinstance(event, CommandTyped) and not event.where.private and name in _BY_NAME_ONLY and not event.addressed:
        return
    if name == "start" and isinstance(event, CommandTyped):
        _started(turn, event)
        return
    if name == COUNT_THIS and isinstance(event, CommandUsed) and event.on:
        count_this(turn, event.on)
        return
    command = turn.house.commands.get(name)
    if command is None:
        _unknown(turn, name)
        return
    turn.activity = command.activity
    clear_line(turn, command)
    _choose_class(turn, command)
    if not (command.without_class and turn.scene.class_ is None and not turn.where.private):
        allow(turn, command.role)
    play_command(turn, command, event)


def _started(turn: Turn, event: CommandTyped) -> None:
    """`/start` where a platform leaves it to be typed is the same as opening the private chat."""
    turn.records.inbox.drop(turn.by.platform, turn.by.user)
    opened = Reachable(event.key, event.at, event.where, event.by, payload=event.rest.strip())
    for activity in _each(turn):
        activity.reachable(turn, opened)


def play_command(turn: Turn, command: Command, event: CommandTyped | CommandUsed) -> None:
    turn.activity = command.activity
    given = (
        read_typed(command, event.rest, turn)
        if isinstance(event, CommandTyped)
        else read_options(command, event.options, turn)
    )
    turn.records.inbox.drop(turn.by.platform, turn.by.user)
    given = command.with_file(given, event.file)
    getattr(turn.house.activities[command.activity], command.method)(turn, **given)


def _unknown(turn: Turn, name: str) -> None:
    """In a room somebody else's bot may be meant; in private the nearest command is offered."""
    if not turn.where.private:
        return
    found = nearest(name, turn.house.commands)
    if found:
        raise Refusal("I don't know /{typed}. Did you mean /{command}?", typed=name[:32], command=found)
    raise Refusal("I don't know /{typed}. What I can do: /help", typed=name[:32])


def clear_line(turn: Turn, command: Command | None) -> None:
    """A typed line whose answer is private goes from the room, where the bot may."""
    event, room = turn.scene.event, turn.scene.room
    if isinstance(event, CommandTyped) and command and command.private and room and room.may_delete:
        turn.outbox.delete_message(turn.where, event.message)


def _choose_class(turn: Turn, command: Command) -> None:
    """In private: the class of what is answered, else the one in which the person may use this.

    Several are asked about, unless all are meant.
    """
    if not turn.where.private or turn.scene.class_ is not None:
        return
    if answered := _class_answered(turn, command.role):
        set_class(turn, answered)
        return
    if command.every_class:
        for class_ in classes_of(turn, command.role)[:1]:
            set_class(turn, class_)
        return
    choose_class(turn, command.role, needed=command.role > Role.STRANGER)


def _class_answered(turn: Turn, role: Role) -> Class | None:
    """The class that the message of ours is about under which a command was typed."""
    event = turn.scene.event
    if not isinstance(event, CommandTyped) or not event.reply_to:
        return None
    post = turn.records.posts.at(event.where.platform, event.where.id, event.reply_to)
    return next((one for one in classes_of(turn, role) if post and post.private and one.id == post.class_id), None)


def choose_class(turn: Turn, role: Role, *, needed: bool) -> None:
    """Set the class of a private turn to the only one in which the person has the role.

    Raises:
        WhichClass: there are several, and one is needed.
    """
    classes = classes_of(turn, role)
    if len(classes) > 1 and needed:
        raise WhichClass(classes)
    if len(classes) == 1:
        set_class(turn, classes[0])


def classes_of(turn: Turn, role: Role) -> list[Class]:
    """The classes in which who did this has at least a role."""
    members = turn.records.people.memberships(turn.by.platform, turn.by.user)
    found = [turn.records.classes.get(member.class_id) for member in members if member.role >= role]
    return [one for one in found if one is not None and one.finished_at is None]


def set_class(turn: Turn, class_: Class) -> None:
    turn.scene.class_ = class_
    turn.scene.member = member_in(turn.records, class_, turn.by)
    turn.outbox.about(class_)


def allow(turn: Turn, role: Role) -> None:
    """Let the turn go on for this role and above.

    Raises:
        Refusal: the person's role is lower.
    """
    if turn.role >= role:
        return
    if turn.over:
        raise Refusal("This class is finished.")
    if turn.scene.class_ is None:
        if turn.where.private and classes_of(turn, Role.LEARNER):
            raise Refusal("Only your teacher can do that. What is open for you: /today")
        if turn.where.private:
            raise Refusal("You are not in a class of mine yet. In the group of your class, press Join under a task.")
        raise Refusal("There is no class here yet. In your group, an admin can type /setup.")
    if role >= Role.TEACHER:
        raise Refusal("Only your teacher can do that. What is open for you: /today")
    raise Refusal("You are not in this class yet. Press Join under a task first.")


def _still_allow(turn: Turn, role: Role) -> None:
    """The same for who answers a question: with the role the question has gone, too."""
    try:
        allow(turn, role)
    except Refusal as refusal:
        raise Settled(refusal.phrase) from refusal


# -- presses, forms, messages -------------------------------------------------------------------------------------


def _pressed(turn: Turn, event: Pressed) -> None:
    post = turn.scene.post
    number = event.code.partition(":")[2]
    index = int(number) - post.first_button if post and number.isdecimal() and len(number) < 9 else -1
    if post is None or not 0 <= index < len(post.buttons):
        raise Refusal("That button is from an older message. What is open now: /today")
    button: dict[str, Any] = post.buttons[index]
    play_press(turn, button["do"], button["with"])


def play_press(turn: Turn, do: str, arguments: Mapping[str, Any]) -> None:
    """Do what a button does ("activity.action"), if the person's role in the turn's class allows it."""
    activity, _, action = do.partition(".")
    doing = _doing(turn, activity, "press", action)
    getattr(turn.house.activities[activity], doing.method)(turn, **arguments)


def _form(turn: Turn, event: FormSent) -> None:
    activity, _, action = event.code.partition(":")[2].partition(".")
    if turn.scene.post is None:
        raise Refusal("That form is from an older message. What is open now: /today")
    doing = _doing(turn, activity, "form", action)
    getattr(turn.house.activities[activity], doing.method)(turn, **event.fields)


def _doing(turn: Turn, activity: str, kind: str, name: str) -> Doing:
    doing = turn.house.doings.get((activity, kind, name))
    if doing is None:
        raise Refusal("That button is from an older message. What is open now: /today")
    turn.activity = activity
    allow(turn, doing.role)
    return doing


def file_sent(turn: Turn, event: FileSent) -> None:
    """A file in a room is talk between people; in private whose question is in progress is asked first."""
    if not event.where.private:
        return
    draft = turn.scene.draft
    asking = turn.house.activities.get(draft.activity) if draft else None
    if asking is not None:
        turn.activity = asking.name
        if asking.file_sent(turn, event):
            return
    for activity in _each(turn):
        if activity is not asking and activity.file_sent(turn, event):
            return
    raise Refusal("I cannot use that file. What I can do: /help")


def _said(turn: Turn, event: Said) -> None:
    if not event.where.private:
        heard(turn, event)
        return
    draft = turn.scene.draft
    if draft:
        doing = turn.house.doings.get((draft.activity, "words", draft.action))
        if doing:
            turn.activity = draft.activity
            _still_allow(turn, doing.role)
            getattr(turn.house.activities[draft.activity], doing.method)(turn, event.text)
            return
    for activity in _each(turn):
        if activity.told(turn, event):
            return
    raise Refusal("I have no question for you right now. What is open: /today. What I can do: /help")
