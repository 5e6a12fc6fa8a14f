"""The ways back to who pressed or used a command: open for fifteen minutes, and seen by that person alone."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

import discord

from bot.chat import Place

OPEN_FOR = 14 * 60.0
"""Seconds; Discord closes a door after fifteen minutes."""
MOST = 5000
ANSWERED_WITHIN = 4.0


@dataclass(slots=True)
class Door:
    """One interaction; what follows its first answer can be sent only after that."""

    interaction: discord.Interaction
    opened: float = field(default_factory=time.monotonic)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def open(self) -> bool:
        return time.monotonic() - self.opened < OPEN_FOR

    async def ready(self) -> bool:
        """Whether something can be sent through it, once the first answer is out."""
        try:
            async with asyncio.timeout(ANSWERED_WITHIN):
                await self.answered.wait()
        except TimeoutError:
            return False
        return self.open


class Doors:
    def __init__(self) -> None:
        self._doors: OrderedDict[tuple[str, str], Door] = OrderedDict()
        self._messages: OrderedDict[int, Door] = OrderedDict()

    def open(self, where: str, user: str, interaction: discord.Interaction) -> Door:
        """The newest door of a person in a place takes the older one's place."""
        door = self._doors[where, user] = Door(interaction)
        self._doors.move_to_end((where, user))
        _forget(self._doors)
        return door

    def to(self, where: Place, user: str) -> Door | None:
        door = self._doors.get((where.id, user))
        return door if door and door.open else None

    def sent(self, message: int, door: Door) -> None:
        """A message only one person sees can be changed through its own door alone."""
        self._messages[message] = door
        _forget(self._messages)

    def of(self, message: int) -> Door | None:
        return self._messages.get(message)


def _forget(doors: OrderedDict[tuple[str, str], Door] | OrderedDict[int, Door]) -> None:
    while len(doors) > MOST:
        doors.popitem(last=False)
