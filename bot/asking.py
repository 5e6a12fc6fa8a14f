"""The activity every house has: which class is meant, *Cancel* on every question in progress, and its doorway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from bot.access import allow, set_class
from bot.activity import Activity, on_alarm, on_form, on_press
from bot.chat import CommandTyped, CommandUsed, Field, File, FileSent
from bot.dispatch import file_sent
from bot.keys import Press, grid
from bot.phrase import T, later
from bot.playing import play_command
from bot.refusal import Refusal
from bot.turn import Turn
from storage.classes import Class
from storage.drafts import Draft
from storage.people import Role


class Asking(Activity):
    """Questions the engine itself asks."""

    name: ClassVar[str] = "asking"

    @on_press(Role.STRANGER)
    def cancel(self, turn: Turn) -> None:
        draft = turn.records.drafts.get(turn.by.platform, turn.by.user)
        asked = turn.house.activities.get(draft.activity, self) if draft else self
        turn.stop_asking()
        turn.show(asked.cancelled(turn))

    @on_alarm
    def close_door(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        """The way into the private chat has stood long enough."""
        post = turn.records.posts.get(subject)
        if post is not None and post.gone_at is None:
            turn.outbox.delete_post(post)

    @on_press(Role.STRANGER)
    def write(self, turn: Turn) -> None:
        """Where words cannot be written below a question, a form takes them."""
        _open_draft(turn)
        assert turn.scene.post is not None
        label = turn.house.languages.word(later("Write here"), turn.language)
        turn.ask_form("written", T("Your answer"), [Field("words", label, long=True)], turn.scene.post)

    @on_form(Role.STRANGER)
    def written(self, turn: Turn, words: str = "") -> None:
        """What was written goes where the question in progress takes it."""
        draft = _open_draft(turn)
        doing = turn.house.doings[draft.activity, "words", draft.action]
        turn.scene.draft, turn.activity = draft, draft.activity
        allow(turn, doing.role)
        getattr(turn.house.activities[draft.activity], doing.method)(turn, words)

    @on_press(Role.STRANGER)
    def choose(self, turn: Turn, class_id: int) -> None:
        """The class was chosen: go on with the command that waits."""
        draft = turn.records.drafts.get(turn.by.platform, turn.by.user)
        class_ = turn.records.classes.get(class_id)
        if draft is None or draft.activity != self.name or class_ is None or turn.scene.event is None:
            raise Refusal("That question is closed. What I can do: /help")
        waiting = turn.records.drafts.words(draft)
        set_class(turn, class_)
        self._go_on(turn, waiting)

    def _go_on(self, turn: Turn, waiting: Mapping[str, Any]) -> None:
        event = turn.scene.event
        assert event is not None
        head = (event.key, event.at, event.where, event.by)
        file = File(*waiting["file"]) if waiting.get("file") else None
        if not waiting["name"] and file:
            turn.stop_asking()
            file_sent(turn, FileSent(*head, "", file))
            return
        command = turn.house.commands[waiting["name"]]
        allow(turn, command.role)
        if "options" in waiting:
            play_command(turn, command, CommandUsed(*head, command.name, waiting["options"], file=file))
        else:
            play_command(turn, command, CommandTyped(*head, command.name, waiting["rest"], "", file=file))


def _open_draft(turn: Turn) -> Draft:
    """The question in progress under whose message a button was pressed."""
    draft = turn.records.drafts.get(turn.by.platform, turn.by.user)
    if draft is None or draft.post_id is None or turn.scene.post is None or draft.post_id != turn.scene.post.id:
        raise Refusal("That question is closed. What I can do: /help")
    return draft


def ask_class(turn: Turn, classes: Sequence[Class]) -> None:
    """Offer the classes as buttons; the words typed wait sealed until one is pressed."""
    turn.activity = Asking.name
    keys = grid([Press(one.name, "choose", {"class_id": one.id}) for one in classes[:20]], width=2)
    turn.show(T("Which class?"), keys)
    event = turn.scene.event
    assert isinstance(event, CommandTyped | CommandUsed | FileSent)
    words: dict[str, Any] = {"file": [event.file.name, event.file.size, event.file.handle] if event.file else None}
    match event:
        case CommandTyped():
            words |= {"name": event.name.lower(), "rest": event.rest}
        case CommandUsed():
            words |= {"name": event.name.lower(), "options": dict(event.options)}
        case FileSent():
            words |= {"name": ""}
    draft = Draft(
        platform=turn.by.platform, user=turn.by.user, activity=Asking.name, action="wait", sealed=b"", at=turn.now
    )
    turn.records.drafts.keep(draft, words)
