"""/overview: who takes part, whom nobody answered, which words nobody used; and what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from activities._corrections.queue import unheard
from activities._corrections.to_approve import waiting
from activities._corrections.watched import latest, reported
from activities._dates import shown
from activities._overview.drawing import picture_of
from activities._overview.file import overview_file
from activities._overview.period import Period
from activities._overview.picture import draw
from activities._overview.words import USUAL_DAYS, overview_words
from activities._tasks import ready
from bot.activity import Activity, at_work, on_press, on_result
from bot.apart import CameToNothing, apart
from bot.command import Word, command
from bot.keys import Press, grid, row
from bot.phrase import N, Phrase, T, later
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Report:
    """What was made of the class's days; no picture where there is nothing to draw, or it could not be drawn."""

    period: Period
    words: Phrase | None = None
    picture: bytes = b""
    table: bytes = b""


class Overview(Activity):
    """The class picture, in words."""

    name: ClassVar[str] = "overview"
    title: ClassVar[str] = later("Overview")

    @command(later("Who takes part, and which words nobody used."), role=Role.TEACHER, example="/overview 30")
    def overview(
        self,
        turn: Turn,
        days: Annotated[int, Word(later("How many days back, 7 if left out"), least=1, most=MOST_DAYS)] = USUAL_DAYS,
    ) -> None:
        ready(turn)
        if not 1 <= days <= MOST_DAYS:
            raise Refusal("I can look back 1 to {most} days. Example: /overview 30", most=MOST_DAYS)
        turn.work("look_back", "show", days=days)

    @at_work
    def look_back(self, turn: Turn, days: int) -> Report:
        period = Period.ending_now(turn, days)
        drawn = picture_of(turn, period)
        try:
            picture = apart(draw, drawn) if drawn else b""
        except CameToNothing:
            picture = b""  # the words say the same
        return Report(period, words=overview_words(turn, period), picture=picture)

    @on_result(Role.TEACHER)
    def show(self, turn: Turn, made: Report) -> None:
        if made.picture:
            turn.send_file(_name(made.period, "png"), made.picture, _caption(turn, made.period))
        if made.words is not None:
            keys = row(Press(T("As a file (CSV)"), "file", {"days": made.period.days}))
            turn.show(made.words, [*keys, *grid(_more_keys(turn), 1)])

    @on_press(Role.TEACHER)
    def file(self, turn: Turn, days: int) -> None:
        turn.work("tabulate", "give", days=days)

    @at_work
    def tabulate(self, turn: Turn, days: int) -> Report:
        period = Period.ending_now(turn, days)
        return Report(period, table=overview_file(turn, period))

    @on_result(Role.TEACHER)
    def give(self, turn: Turn, made: Report) -> None:
        caption = T("{period}, one line for each person and week.", period=_caption(turn, made.period))
        turn.send_file(_name(made.period, "csv"), made.table, caption)


def _more_keys(turn: Turn) -> list[Press]:
    """What waits to be looked at."""
    found = []
    if many := len(waiting(turn)):
        found.append(Press(N("{n} waits for your OK", "{n} wait for your OK", n=many), "approving.look"))
    if many := len(reported(turn)):
        label = N("Look at {n} correction, please", "Look at {n} corrections, please", n=many)
        found.append(Press(label, "watching.reported"))
    if many := len(turn.records.for_teacher.reported_texts(turn.class_id, turn.now)):
        found.append(
            Press(N("Look at {n} sentence, please", "Look at {n} sentences, please", n=many), "dealing.reported")
        )
    if latest(turn):
        found.append(Press(T("Corrections"), "watching.latest"))
    if unheard(turn):
        found.append(Press(T("Sentences that wait"), "dealing.unheard"))
    return found


def _caption(turn: Turn, period: Period) -> Phrase:
    first, last = shown(period.first), shown(period.last)
    return T("{class_name}, {first} – {last}", class_name=turn.class_.name, first=first, last=last)


def _name(period: Period, kind: str) -> str:
    return f"tertulia-{period.first}-{period.last}.{kind}"
