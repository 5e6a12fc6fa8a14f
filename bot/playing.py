"""Plays what somebody asked for with a command, a button or a form, once their role allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.access import allow
from bot.chat import CommandTyped, CommandUsed
from bot.command import Command, read_options, read_typed
from bot.refusal import Refusal
from bot.turn import Turn


def play_command(turn: Turn, command: Command, event: CommandTyped | CommandUsed) -> None:
    """Carry out a command somebody was let use, with what they gave."""
    turn.activity = command.activity
    given = (
        read_typed(command, event.rest, turn)
        if isinstance(event, CommandTyped)
        else read_options(command, event.options, turn)
    )
    turn.records.drafts.drop(turn.by.platform, turn.by.user)
    given = command.with_file(given, event.file)
    getattr(turn.house.activities[command.activity], command.method)(turn, **given)


def play_press(turn: Turn, do: str, arguments: Mapping[str, Any]) -> None:
    """Do what a button does ("activity.action"), if the person's role in the turn's class allows it."""
    _play(turn, "press", do, arguments)


def play_form(turn: Turn, do: str, fields: Mapping[str, str]) -> None:
    """The same with a form that came back."""
    _play(turn, "form", do, fields)


def _play(turn: Turn, kind: str, do: str, arguments: Mapping[str, Any]) -> None:
    activity, _, action = do.partition(".")
    doing = turn.house.doings.get((activity, kind, action))
    if doing is None:
        raise Refusal("That button is from an older message. What is open now: /today")
    turn.activity = activity
    allow(turn, doing.role)
    getattr(turn.house.activities[activity], doing.method)(turn, **arguments)
