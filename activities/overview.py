"""/overview: who takes part, whom nobody answered, which words nobody used; and what was counted."""

from __future__ import annotations

from typing import Annotated, ClassVar

from activities._dates import shown
from activities._overview_file import overview_file
from activities._overview_words import USUAL_DAYS, overview_words
from activities._period import Period
from activities._tasks import ready
from bot.activity import Activity, on_press
from bot.command import Word, command
from bot.keys import Press, row
from bot.phrase import T, later
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

MOST_DAYS = 365


class Overview(Activity):
    """The class picture, in words."""

    name: ClassVar[str] = "overview"
    title: ClassVar[str] = later("Overview")

    @command(later("Who takes part, and which words nobody used."), role=Role.TEACHER, example="/overview 30")
    def overview(
        self, turn: Turn, days: Annotated[int, Word(later("How many days back, 7 if left out"))] = USUAL_DAYS
    ) -> None:
        ready(turn)
        if not 1 <= days <= MOST_DAYS:
            raise Refusal("I can look back 1 to {most} days. Example: /overview 30", most=MOST_DAYS)
        period = Period.ending_now(turn, days)
        turn.show(overview_words(turn, period), row(Press(T("As a file (CSV)"), "file", {"days": days})))

    @on_press(Role.TEACHER)
    def file(self, turn: Turn, days: int) -> None:
        period = Period.ending_now(turn, days)
        caption = T("{class_name}, {first} – {last}, one line for each person and week.", class_name=turn.class_.name,
                    first=shown(period.first), last=shown(period.last))  # fmt: skip
        turn.send_file(f"tertulia-{period.first}-{period.last}.csv", overview_file(turn, period), caption)
