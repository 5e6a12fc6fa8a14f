"""One tab's talk with the room: it says who it is, asks, is told that it was written down, then what the bot says."""

import asyncio
from typing import Any

from pydantic import ValidationError

from adapters.practice import asks, wire
from adapters.practice.actor import Actor, Declined
from adapters.practice.conduct import act
from adapters.practice.handover import Handover
from adapters.practice.happenings import who
from adapters.practice.rooms import place_of
from adapters.practice.tabs import Tab, Tabs
from adapters.practice.wire import Json
from bot.chat import Completing
from bot.command import Offered


class Conversation:
    def __init__(self, tab: Tab, tabs: Tabs, actor: Actor, handover: Handover, offered: Offered) -> None:
        self._actor = actor
        self._tab = tab
        self._tabs = tabs
        self._handover = handover
        self._offered = offered
        self._waiting: set[asyncio.Task[None]] = set()

    def hear(self, asked: Any) -> None:
        """Take one thing the tab asks; what takes time is answered later."""
        number = asked.pop("n", 0) if isinstance(asked, dict) else 0
        try:
            ask = asks.read(asked)
            if isinstance(ask, asks.AskMenu | asks.AskCompletion):
                self._later(self._look_up(number, ask))
                return
            told = act(self._actor, ask)
            self._reply(number, **self._seen(ask))
        except ValidationError as error:
            too_long = any(problem["type"] == "string_too_long" for problem in error.errors())
            self._reply(number, declined="too_long" if too_long else "unclear")
        except Declined as error:
            self._reply(number, declined=str(error))
        except OSError:
            self._reply(number, declined="disk")
        else:
            if told:
                self._later(self._hand_over(number, told, jumping=isinstance(ask, asks.Clock)))

    async def close(self) -> None:
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    def _seen(self, ask: asks.Ask) -> Json:
        """What the tab gets to see at once."""
        rooms, person = self._actor.rooms, self._tab.person
        match ask:
            case asks.Open():
                return {"chat": ask.chat, **wire.history(rooms, person, ask.chat)}
            case asks.Older():
                return {"chat": ask.chat, **wire.history(rooms, person, self._actor.chat(ask.chat).key, ask.before)}
            case _:
                return {}

    async def _hand_over(self, number: int, told: list[int], *, jumping: bool) -> None:
        """Tell the bot, and show its answer to this tab if it was this person's doing."""
        rooms = self._actor.rooms
        own = {line for line in told if rooms.untaken[line]["by"] == self._tab.person}
        tasks = {line: self._handover.hand(line) for line in told}
        if jumping:
            self._tabs.clock(+1)
        try:
            await asyncio.wait(tasks.values())
        finally:
            if jumping:
                self._tabs.clock(-1)
        for line, task in tasks.items():
            given = task.result()
            if line in own or given is None:
                self._tab.send({"push": "answered", "re": number, "answer": wire.answer(given)})

    async def _look_up(self, number: int, ask: asks.AskMenu | asks.AskCompletion) -> None:
        try:
            chat = self._actor.chat(ask.chat)
        except Declined as error:
            self._reply(number, declined=str(error))
            return
        where, by = place_of(chat.key), who(self._actor.rooms, self._tab.person, self._tab.language)
        admin = self._actor.rooms.is_admin(self._tab.person, chat.key)
        if isinstance(ask, asks.AskMenu):
            entries = await self._offered.menu(where, by, by_admin=admin)
            self._reply(number, entries=[wire.entry(entry) for entry in entries])
            return
        completing = Completing(where, by, ask.command, ask.parameter, ask.typed, ask.given, admin)
        self._reply(number, fits=list(await self._offered.complete(completing)))

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    def _reply(self, number: int, **shape: Any) -> None:
        self._tab.send({"re": number, **shape})
