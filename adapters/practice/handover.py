"""Hands what happened to the bot: in order in each chat, again after a restart until the bot has taken it."""

import asyncio

import structlog

from adapters.practice.answers import answered
from adapters.practice.happenings import event
from adapters.practice.ledger import Ledger
from bot.chat import Answer, ClockAsked, CommandTyped, CommandUsed, Event, FormSent, Place, Pressed
from bot.port import Receive

PATIENCE = 5.0
"""Seconds that what is under way may take when the room closes."""

AT_ONCE = (Pressed, CommandTyped, CommandUsed, FormSent)
"""What does not wait for the messages before it: somebody looks at the screen and waits."""

_log = structlog.get_logger("adapters.practice")


class Handover:
    def __init__(self, ledger: Ledger, receive: Receive) -> None:
        self._ledger = ledger
        self._receive = receive
        self._orders: dict[Place, asyncio.Lock] = {}
        self._under_way: set[asyncio.Task[Answer | None]] = set()

    def hand(self, number: int) -> asyncio.Task[Answer | None]:
        """Tell the bot one line of the log; gives its answer, or None when it could not take it."""
        happened = event(self._ledger.rooms, number, self._ledger.rooms.untaken[number])
        task = asyncio.create_task(self._hand(number, happened))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    def hand_again(self) -> None:
        """Tell the bot all it has not taken yet, in the order it happened."""
        for number in sorted(self._ledger.rooms.untaken):
            happened = event(self._ledger.rooms, number, self._ledger.rooms.untaken[number])
            if isinstance(happened, ClockAsked):
                # half of a jump is kept by the clock itself; the whole of it once more would lead too far
                self._ledger.write({"does": "taken", "event": number}, sure=False)
            else:
                _ = self.hand(number)

    async def close(self) -> None:
        """Let what is under way come to its end; what does not is told again at the next start."""
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way, timeout=PATIENCE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _receive_after_all(self, asked: ClockAsked) -> Answer:
        """Time goes on only when all that was said before has been heard."""
        before = self._under_way - {asyncio.current_task()}
        if before:
            await asyncio.wait(before)
        return await self._receive(asked)

    async def _hand(self, number: int, happened: Event) -> Answer | None:
        try:
            if isinstance(happened, ClockAsked):
                answer = await self._receive_after_all(happened)
            elif isinstance(happened, AT_ONCE):
                answer = await self._receive(happened)
            else:
                async with self._orders.setdefault(happened.where, asyncio.Lock()):
                    answer = await self._receive(happened)
            answered(self._ledger, number, happened, answer)
            self._ledger.write({"does": "taken", "event": number}, sure=False)
        except Exception as error:  # noqa: BLE001  the outer door: what fails stays untaken and the room goes on
            _log.error("not taken", event_key=happened.key, error=type(error).__name__)
            return None
        return answer
