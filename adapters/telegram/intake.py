"""Takes updates in: in order for each chat, presses at once, each until the bot has it on disk."""

import asyncio
from itertools import count
from weakref import WeakValueDictionary

import structlog
from telegram import Update

from adapters.telegram.answers import Answers
from adapters.telegram.menus import Menus
from adapters.telegram.presence import LONGEST_PAUSE
from adapters.telegram.updates import Updates
from bot.chat import NOTHING, Answer, CommandTyped, Event, Pressed, Reachable
from bot.command import Offered
from bot.host.trouble import trouble
from bot.port import Receive

MOST_ATTEMPTS = 5
"""An update that fails so often, with nothing wrong on this machine, is set aside for the others behind it."""
ANSWERS_END_WITHIN = 0.5
"""Seconds that answers on their way may take when the bot stops."""

_log = structlog.get_logger("adapters.telegram")


class Intake:
    def __init__(self, updates: Updates, answers: Answers, menus: Menus, offered: Offered, receive: Receive) -> None:
        self._updates = updates
        self._answers = answers
        self._menus = menus
        self._offered = offered
        self._receive = receive
        self._orders: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._answering: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> None:
        """Take one update; when this returns it is on disk, or was set aside."""
        chat = update.effective_chat
        if update.callback_query or chat is None:
            await self._until_taken(update)
            return
        order = self._orders.setdefault(chat.id, asyncio.Lock())
        async with order:
            await self._until_taken(update)

    async def close(self) -> None:
        if not self._answering:
            return
        _, late = await asyncio.wait(self._answering, timeout=ANSWERS_END_WITHIN)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _until_taken(self, update: Update) -> None:
        for attempt in count(1):
            try:
                await self._take(update)
            except Exception as error:  # noqa: BLE001  the outer door: what fails is tried again, then set aside
                foreseen = trouble(error) is not None
                _log.error("telegram_not_taken", update=update.update_id, attempt=attempt, error=type(error).__name__)
                if attempt >= MOST_ATTEMPTS and not foreseen:
                    return
                await asyncio.sleep(min(2.0 ** (attempt - 1), LONGEST_PAUSE))
            else:
                return

    async def _take(self, update: Update) -> None:
        answered: tuple[Event | None, Answer] = (None, NOTHING)
        for event in await self._updates.events(update):
            answer = await self._receive(event)
            answered = (event, answer)
        self._soon(update, *answered)

    def _soon(self, update: Update, event: Event | None, answer: Answer) -> None:
        """Answer without holding up what comes next."""
        task = asyncio.create_task(self._answer(update, event, answer))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, update: Update, event: Event | None, answer: Answer) -> None:
        try:
            if update.callback_query:
                await self._answers.to_press(update.callback_query, event, answer)
            elif event is not None:
                await self._answers.to_other(event, answer)
            if event is not None and event.where.private and isinstance(event, Pressed | CommandTyped | Reachable):
                await self._menus.refresh(self._offered, event.by)
        except Exception as error:  # noqa: BLE001  the turn is on disk; an answer that fails must not end the bot
            _log.error("telegram_not_answered", update=update.update_id, error=type(error).__name__)
