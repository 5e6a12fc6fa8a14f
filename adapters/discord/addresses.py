"""Who and where in Discord's numbers: channels, threads under a post, people, there and back."""

from dataclasses import dataclass

from discord.abc import User

from bot.chat import Place, Who

NAME = "discord"
NOBODY = Who(NAME, "", "")
"""Somebody Discord does not name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where messages stand: the channel they are in, the place that is for us, and the post a thread hangs under."""

    channel: int
    place: Place
    under: int = 0

    def name(self, message: int) -> str:
        """The id of a message here; in a thread under a post it names the thread as well."""
        return f"{self.channel}-{message}" if self.under else str(message)

    @property
    def root(self) -> str:
        """The post all messages of the thread answer; empty outside such a thread."""
        return str(self.under) if self.under else ""


def room(channel: int) -> Place:
    return Place(NAME, str(channel))


def private_place(user: int) -> Place:
    return Place(NAME, str(user), private=True)


def number(text: str) -> int:
    """A number of Discord's; 0 for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def spot_of(message: str) -> tuple[int, int]:
    """The thread (0: none) and the number of a message by its id; number 0 for what is none of Discord's."""
    thread, dash, rest = message.rpartition("-")
    return (number(thread), number(rest) if number(thread) else 0) if dash else (0, number(message))


def who(user: User, language: str | None = None) -> Who:
    return Who(NAME, str(user.id), user.display_name, language.partition("-")[0] if language else None)
