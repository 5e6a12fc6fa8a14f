"""The engine: one thing that happened becomes one activity's turn in one transaction, and its answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.activity import Activity
from bot.asking import ask_class
from bot.chat import (
    NOTHING,
    Answer,
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Completing,
    Event,
    FormSent,
    Place,
    Popup,
    Pressed,
    Who,
)
from bot.command import Command, MenuEntry
from bot.dispatch import clear_line, dispatch
from bot.health import Pulse
from bot.house import House
from bot.log import error_reference
from bot.menu import complete, described, menu
from bot.phrase import T
from bot.refusal import Refusal, Settled
from bot.scene import Scene, set_scene
from bot.turn import Turn, WhichClass
from bot.workshop import Workshop
from storage.database import Database, Urgent
from storage.records import Records

log = structlog.get_logger("engine")


class Engine:
    """Receives what happens on every platform and what the clock brings."""

    def __init__(self, house: House, database: Database, now: Callable[[], datetime]) -> None:
        self.house = house
        self.database = database
        self.now = now
        self.commands: Sequence[Command] = tuple(house.commands.values())
        self.pulse = Pulse()
        self.workshop = Workshop(self, now)
        self.wake: Callable[[], None] = lambda: None
        self.rehearse: Callable[[ClockAsked], Awaitable[bool]] | None = None

    async def receive(self, event: Event) -> Answer:
        """Take one thing that happened, once; when this returns, its consequences are on disk."""
        if isinstance(event, ClockAsked):
            return await self._rehearse(event)
        started = time.perf_counter()
        urgency = Urgent.PRESS if isinstance(event, Pressed | CommandTyped | CommandUsed | FormSent) else Urgent.MESSAGE
        now = self.now()
        turn = await self.database.write(lambda records: self._take(records, event, now), urgency)
        if turn is None:
            return NOTHING
        self._after(turn)
        if turn.consequences.erased:
            await asyncio.to_thread(self.database.truncate_log)
        took = time.perf_counter() - started
        self.pulse.took(type(event).__name__, took)
        log.debug("event", what=type(event).__name__, activity=turn.activity, ms=round(took * 1000, 1))
        return turn.consequences.answer

    async def run(
        self,
        play: Callable[[Turn], None],
        scene: Callable[[Records], Scene],
        *,
        now: datetime,
        activity: str = "",
        first: Callable[[Records], bool] = lambda _: True,
    ) -> None:
        """Play something the clock brings, in a transaction of its own; `first` stays done even if the play fails."""

        def job(records: Records) -> Turn | None:
            if not first(records):
                return None
            return self._play(Turn(self.house, records, now, activity, scene(records)), play)

        turn = await self.database.write(job, Urgent.CLOCK)
        if turn is not None:
            self._after(turn)

    def tell_activities(
        self, records: Records, scene: Scene, now: datetime, tell: Callable[[Activity, Turn], None]
    ) -> None:
        """Something became of a class's deliveries: every activity hears of it, in a savepoint."""

        def play(turn: Turn) -> None:
            for activity in turn.activities():
                tell(activity, turn)

        self._play(Turn(self.house, records, now, "", scene), play)

    # -- what is offered to adapters ----------------------------------------------------------------------------

    async def menu(self, where: Place, by: Who, *, by_admin: bool = False) -> Sequence[MenuEntry]:
        with self.database.read() as records:
            return menu(self.house, records, where, by, by_admin=by_admin)

    async def complete(self, completing: Completing) -> Sequence[str]:
        with self.database.read() as records:
            return complete(self.house, records, completing, self.now())

    def described(self, command: Command, language: str) -> str:
        return described(self.house, command, language)

    async def counted(self, where: Place) -> Sequence[str]:
        with self.database.read() as records:
            return records.whereabouts.counted_at(where.platform, where.id)

    # -- inside the writer's transaction ------------------------------------------------------------------------

    def _take(self, records: Records, event: Event, now: datetime) -> Turn | None:
        if not records.inbox.take(event.key, now):
            return None
        turn = Turn(self.house, records, now, "", set_scene(records, event, now))
        return self._play(turn, dispatch)

    def _play(self, turn: Turn, play: Callable[[Turn], None]) -> Turn:
        """The activity's part, in a savepoint: a refusal or an error undoes only that."""
        before = replace(turn.scene)
        try:
            with turn.records.session.begin_nested():
                play(turn)
                turn.records.session.flush()
        except Refusal as refusal:
            turn.undone(before)
            if isinstance(refusal, Settled) and turn.scene.draft is not None:
                turn.stop_asking()
            self._refuse(turn, refusal)
        except WhichClass as which:
            turn.undone(before)
            self._ask_class(turn, which)
        except Exception:
            reference = error_reference()
            log.exception(
                "turn failed", reference=reference, activity=turn.activity, what=type(turn.scene.event).__name__
            )
            turn.undone(before)
            if turn.scene.by is not None:
                self._refuse(
                    turn,
                    Refusal(
                        "Sorry, that did not work. It is not your fault. Please try again later. "
                        "(Reference: {reference})",
                        reference=reference,
                    ),
                )
        return turn

    def _refuse(self, turn: Turn, refusal: Refusal) -> None:
        """A refusal is a pop-up to a press or a form, else private; never a message in the room."""
        if turn.scene.by is None or turn.scene.where is None:
            return
        if isinstance(turn.scene.event, Pressed | FormSent) and not turn.scene.later:
            turn.pop(refusal.phrase)
            return
        if isinstance(turn.scene.event, CommandTyped) and not turn.scene.later:
            # what was undone took the clearing of the typed line with it
            clear_line(turn, self.house.commands.get(turn.scene.event.name.lower()))
        turn.show(refusal.phrase, kind="refusal")

    def _ask_class(self, turn: Turn, which: WhichClass) -> None:
        ask_class(turn, which.classes)

    def _after(self, turn: Turn) -> None:
        for language in turn.consequences.learn:
            self.house.tongues.learn(language)
        for job in turn.consequences.jobs:
            self.workshop.begin(job)
        self.wake()

    async def _rehearse(self, event: ClockAsked) -> Answer:
        if self.rehearse is None:
            return NOTHING
        if await self.rehearse(event):
            return NOTHING
        phrase = T("No task is planned yet. Set a schedule first: /schedule")
        return Popup(self.house.languages.render(phrase, self.house.languages.nearest(event.by.language)))
