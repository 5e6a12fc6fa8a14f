"""The house: what stands while the program runs and every turn may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from bot.phrase import Languages
from bot.port import Limits, Platform
from bot.task.short import ShortMessages
from bot.task.unsent import UnsentAnswers

if TYPE_CHECKING:
    from bot.activity import Activity, Doing
    from bot.chat import Place
    from bot.command import Command
    from bot.tongues import Tongues


@dataclass(frozen=True)
class House:
    """Activities, commands and platforms by name, and the services a turn may use without touching a network."""

    activities: Mapping[str, Activity]
    commands: Mapping[str, Command]
    doings: Mapping[tuple[str, str, str], Doing]
    """By activity, kind and name."""
    platforms: Mapping[str, Platform]
    languages: Languages
    tongues: Tongues
    contact: str = ""
    short: ShortMessages = field(default_factory=ShortMessages)
    unsent: UnsentAnswers = field(default_factory=UnsentAnswers)
    random: Random = field(default_factory=Random)

    def limits(self, platform: str) -> Limits:
        found = self.platforms.get(platform)
        return found.limits if found else Limits()

    def link(self, platform: str, payload: str) -> str:
        """The address that opens the private chat on a platform; empty where there is none."""
        found = self.platforms.get(platform)
        return found.private_link(payload) if found else ""

    def message_link(self, where: Place, message: str) -> str:
        """The address that opens the chat at a message; empty where there is none."""
        found = self.platforms.get(where.platform)
        return found.message_link(where, message) if found and message else ""
