"""A file dropped into the private chat without a word: what is in it, and which list does it go to."""

from __future__ import annotations

from typing import ClassVar

from activities._lists.filing import Filing
from bot.access import allow, choose_class
from bot.activity import Activity, on_press
from bot.chat import File, FileSent
from bot.keys import Key, Press, grid
from bot.phrase import T, later, listing
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

MOST_FILES = 5
"""So many may be sent in one go."""


class Files(Activity):
    """Lists that come as files."""

    name: ClassVar[str] = "files"
    title: ClassVar[str] = later("Files")

    def file_sent(self, turn: Turn, sent: FileSent) -> bool:
        if turn.scene.class_ is None:
            choose_class(turn, Role.TEACHER, needed=True)
        allow(turn, Role.TEACHER)
        files = [*self._waiting(turn)[1 - MOST_FILES :], sent.file]
        keys: list[Key] = [
            Press(T(one.holds), "goes_to", {"activity": one.name})
            for one in sorted(turn.house.activities.values(), key=lambda one: one.name, reverse=True)
            if isinstance(one, Filing)
        ]
        names = listing([T("“{title}”", title=one.name[:60]) for one in files])
        turn.ask("which", T("What is in {names}?", names=names), grid(keys, 2), files=[_packed(one) for one in files])
        return True

    @on_press(Role.TEACHER)
    def goes_to(self, turn: Turn, activity: str) -> None:
        files, chosen = self._waiting(turn), turn.house.activities.get(activity)
        if not files or not isinstance(chosen, Filing):
            raise Refusal("I do not have that file any more. Please send it again.")
        turn.stop_asking()
        turn.activity = chosen.name
        for one in files:
            chosen.take_file(turn, one)

    def _waiting(self, turn: Turn) -> list[File]:
        """The files of which it is not known yet what they hold."""
        draft = turn.records.drafts.get(turn.by.platform, turn.by.user)
        if draft is None or (draft.activity, draft.class_id) != (self.name, turn.class_id):
            return []
        return [File(name, int(size), handle) for name, size, handle in turn.records.drafts.words(draft)["files"]]


def _packed(file: File) -> list[str | int]:
    return [file.name, file.size, file.handle]
