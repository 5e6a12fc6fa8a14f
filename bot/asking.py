"""The activity every house has: which class is meant, and *Cancel* on every question in progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.activity import Activity, on_press
from bot.chat import CommandTyped, CommandUsed
from bot.dispatch import allow, play_command, set_class
from bot.keys import Press, grid
from bot.phrase import T
from bot.refusal import Refusal
from bot.turn import Turn
from storage.classes import Class
from storage.inbound import Draft
from storage.people import Role


class Asking(Activity):
    """Questions the engine itself asks."""

    name: ClassVar[str] = "asking"

    @on_press(Role.STRANGER)
    def cancel(self, turn: Turn) -> None:
        turn.stop_asking()
        turn.show(T("All right, nothing is changed."))

    @on_press(Role.STRANGER)
    def choose(self, turn: Turn, class_id: int) -> None:
        """The class was chosen: go on with the command that waits."""
        draft = turn.records.inbox.draft(turn.by.platform, turn.by.user)
        class_ = turn.records.classes.get(class_id)
        if draft is None or draft.activity != self.name or class_ is None or turn.scene.event is None:
            raise Refusal("That question is settled. What I can do: /help")
        waiting = turn.records.inbox.words(draft)
        command = turn.house.commands[waiting["name"]]
        set_class(turn, class_)
        allow(turn, command.role)
        event = turn.scene.event
        if "options" in waiting:
            play_command(
                turn, command, CommandUsed(event.key, event.at, event.where, event.by, command.name, waiting["options"])
            )
        else:
            play_command(
                turn,
                command,
                CommandTyped(event.key, event.at, event.where, event.by, command.name, waiting["rest"], ""),
            )


def ask_class(turn: Turn, classes: Sequence[Class]) -> None:
    """Offer the classes as buttons; the words typed wait sealed until one is pressed."""
    turn.activity = Asking.name
    keys = grid([Press(one.name, "choose", {"class_id": one.id}) for one in classes[:20]], width=2)
    turn.show(T("Which class?"), keys)
    event = turn.scene.event
    assert isinstance(event, CommandTyped | CommandUsed)
    words = {"rest": event.rest} if isinstance(event, CommandTyped) else {"options": dict(event.options)}
    draft = Draft(
        platform=turn.by.platform, user=turn.by.user, activity=Asking.name, action="wait", sealed=b"", at=turn.now
    )
    turn.records.inbox.keep(draft, {"name": event.name.lower(), **words})
