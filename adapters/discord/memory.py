"""What must outlive a restart and Discord does not tell again: rooms in use, how far each was read, commands set."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot import small_file

WRITE_AFTER = 1.0
"""Seconds that news may wait to be written together; what a crash loses is read twice and taken once."""
MOST_CHATS = 100
"""Private chats that are read up after a restart, the newest."""
CHATS_KEPT = 8 * 24 * 3600 * 1000
"""Milliseconds after its last message that a private chat is kept; whose it is, is not."""
MOST_THREADS = 1000


class Memory:
    """A small file; losing it costs a few requests and what was said while the bot was down, no post."""

    def __init__(self, path: Path) -> None:
        self._path = path
        kept = small_file.read(path)
        self.account = str(kept.get("account", ""))
        self.commands = str(kept.get("commands", ""))
        self._rooms: dict[str, str] = kept.get("rooms", {})
        self._hidden: list[str] = kept.get("hidden", [])
        self._read_to: dict[str, int] = kept.get("read_to", {})
        self._private: dict[str, bool] = dict.fromkeys(kept.get("private", []), True)
        self._chats: dict[int, int] = {}
        self._users: dict[int, int] = {}
        self._threads: dict[str, str] = kept.get("threads", {})
        self._later: asyncio.TimerHandle | None = None

    def introduce(self, account: str) -> None:
        if account != self.account:
            # another bot has its own commands, rooms and chats
            self.account, self.commands = account, ""
            self._hidden = []
            self._rooms, self._read_to, self._private, self._threads = {}, {}, {}, {}
            self._changed()

    # -- rooms in use: channel and its server ------------------------------------------------------------------------

    def rooms(self, server: int) -> list[int]:
        return [int(channel) for channel, of in self._rooms.items() if of == str(server)]

    def servers(self) -> set[int]:
        return {int(of) for of in self._rooms.values()}

    def knows(self, channel: int) -> bool:
        return str(channel) in self._rooms

    def use(self, channel: int, server: int) -> None:
        if self._rooms.get(str(channel)) != str(server):
            self._rooms[str(channel)] = str(server)
            self._changed()

    def hidden(self, channel: int) -> bool:
        """Whether the bot may not look into a room in use."""
        return str(channel) in self._hidden

    def hide(self, channel: int, *, hidden: bool) -> None:
        self._hidden = [*(one for one in self._hidden if one != str(channel)), *([str(channel)] if hidden else [])]
        self._changed()

    def leave(self, channels: Iterable[int]) -> None:
        for channel in channels:
            self._hidden = [one for one in self._hidden if one != str(channel)]
            self._rooms.pop(str(channel), None)
            self._read_to.pop(str(channel), None)
        self._changed()

    # -- how far a channel was read ----------------------------------------------------------------------------------

    def read_to(self) -> dict[int, int]:
        """The last message taken, by channel."""
        return {int(channel): message for channel, message in self._read_to.items()}

    def last(self, channel: int) -> int:
        return self._read_to.get(str(channel), 0)

    def unfollow(self, channel: int) -> None:
        self._read_to.pop(str(channel), None)

    def begin(self, channel: int, before: int) -> None:
        """From here on a channel is followed; one that is followed already stays where it is."""
        if str(channel) not in self._read_to:
            self._read_to[str(channel)] = before
            self._changed()

    def taken(self, channel: int, message: int) -> None:
        if self._read_to.get(str(channel), message) <= message:
            self._read_to[str(channel)] = message
            self._changed()

    # -- private chats and threads -----------------------------------------------------------------------------------

    def chat(self, user: int) -> int:
        """The channel of somebody's private chat; 0 when it is not known since the start."""
        return self._chats.get(user, 0)

    def user_of(self, channel: int) -> int:
        """Whose private chat a channel is; 0 when that is not known since the start."""
        return self._users.get(channel, 0)

    def private(self, channel: int) -> bool:
        return str(channel) in self._private

    def know_chat(self, user: int, channel: int) -> None:
        self._chats[user], self._users[channel] = channel, user
        if not self.private(channel):
            self._private[str(channel)] = True
            self._changed()

    def post_of(self, thread: int) -> str | None:
        """The channel in which the post of a thread stands, empty when it hangs under none; None: not known."""
        return self._threads.get(str(thread))

    def know_thread(self, thread: int, parent: int) -> None:
        self._threads[str(thread)] = str(parent) if parent else ""
        while len(self._threads) > MOST_THREADS:
            self._threads.pop(next(iter(self._threads)))
        self._changed()

    def know_commands(self, mark: str) -> None:
        self.commands = mark
        self._changed()

    # -- the file ----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(WRITE_AFTER, self.write)

    def write(self) -> None:
        """Write now what is new."""
        if self._later is None:
            return
        self._later.cancel()
        self._later = None
        read_to = self._newest()
        self._private = {channel: True for channel in self._private if channel in read_to}
        kept = {
            "account": self.account,
            "commands": self.commands,
            "rooms": self._rooms,
            "hidden": self._hidden,
            "read_to": read_to,
            "private": list(self._private),
            "threads": self._threads,
        }
        small_file.write(self._path, kept)

    def _newest(self) -> dict[str, int]:
        """Rooms and threads, and of private chats those that were used lately."""
        now = max(map(_written_at, self._read_to.values()), default=0)
        used = [one for one in self._private if one in self._read_to]
        fresh = [one for one in used if _written_at(self._read_to[one]) > now - CHATS_KEPT]
        newest = sorted(fresh, key=self._read_to.__getitem__)[-MOST_CHATS:]
        return {one: at for one, at in self._read_to.items() if one not in self._private or one in newest}


def _written_at(message: int) -> int:
    """When a message was written, in milliseconds of Discord's own count."""
    return message >> 22
