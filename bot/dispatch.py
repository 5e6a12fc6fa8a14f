"""Gives one thing that happened its one meaning: a command, a press, an answer, a contribution, or nothing."""

from __future__ import annotations

from typing import Any

from bot.access import allow, choose_class, classes_of, set_class, still_allow
from bot.announcing import announce
from bot.chat import CommandTyped, CommandUsed, Deleted, Edited, FileSent, FormSent, Pressed, Reachable, Said
from bot.command import Command
from bot.nearest import nearest
from bot.playing import play_command, play_form, play_press
from bot.refusal import Refusal
from bot.task.listening import deleted, edited, heard
from bot.task.pointing import COUNT_THIS, count_this
from bot.turn import Turn
from storage.classes import Class
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
            announce(turn)


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
    turn.records.drafts.drop(turn.by.platform, turn.by.user)
    opened = Reachable(event.key, event.at, event.where, event.by, payload=event.rest.strip())
    for activity in turn.activities():
        activity.reachable(turn, opened)


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


# -- presses, forms, messages -------------------------------------------------------------------------------------


def _pressed(turn: Turn, event: Pressed) -> None:
    post = turn.scene.post
    number = event.code.partition(":")[2]
    index = int(number) - post.first_button if post and number.isdecimal() and len(number) < 9 else -1
    if post is None or not 0 <= index < len(post.buttons):
        raise Refusal("That button is from an older message. What is open now: /today")
    button: dict[str, Any] = post.buttons[index]
    play_press(turn, button["do"], button["with"])


def _form(turn: Turn, event: FormSent) -> None:
    if turn.scene.post is None:
        raise Refusal("That form is from an older message. What is open now: /today")
    play_form(turn, event.code.partition(":")[2], event.fields)


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
    for activity in turn.activities():
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
            still_allow(turn, doing.role)
            getattr(turn.house.activities[draft.activity], doing.method)(turn, event.text)
            return
    for activity in turn.activities():
        if activity.told(turn, event):
            return
    raise Refusal("I have no question for you right now. What is open: /today. What I can do: /help")
