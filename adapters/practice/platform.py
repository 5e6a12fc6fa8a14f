"""The practice room as the bot sees it: a platform behind the port."""

import asyncio
from pathlib import Path
from urllib.parse import quote

import structlog

from adapters.practice import delivery, visit
from adapters.practice.handover import Handover
from adapters.practice.ledger import Ledger
from adapters.practice.log import Damaged, Log
from adapters.practice.rooms import BOT, NAME
from adapters.practice.sample import furnish
from adapters.practice.server import serving
from adapters.practice.uploads import Uploads
from bot.chat import Act, File, Place
from bot.command import Offered
from bot.port import Finding, Gravity, Receive, Refused, Surroundings, TryLater, Why

BESIDE_A_REAL_BOT = Path("demo", "run")
"""Where the room keeps its log below a real bot's data; a rehearsal's data folder is `demo` as a whole.

Not `demo` itself: the log drops a repeated key, and two databases give the same keys.
"""

_log = structlog.get_logger("adapters.practice")


class PracticeRoom:
    name = NAME
    limits = delivery.LIMITS

    def __init__(self, port: int, surroundings: Surroundings) -> None:
        self.port = port
        self._surroundings = surroundings
        folder = surroundings.folder / ("" if surroundings.sample else BESIDE_A_REAL_BOT)
        self._disk = Log(folder / "practice.jsonl")
        self._uploads = Uploads(folder / "practice-files")
        self._opened: Ledger | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def run(self, offered: Offered, receive: Receive) -> None:
        """Serve the room until cancelled; raises OSError when the port is taken."""
        ledger = self._ledger()
        handover = Handover(ledger, receive)
        try:
            async with serving(self.port, ledger, handover, offered, self._surroundings.sample):
                _log.info("room open", address=self.address)
                handover.hand_again()
                await asyncio.Event().wait()
        finally:
            await handover.close()

    async def deliver(self, act: Act, key: str) -> str:
        try:
            return delivery.carry_out(self._ledger(), act, key)
        except OSError as error:
            _log.error("not written", error=type(error).__name__)
            raise TryLater(10.0, everywhere=True) from error

    async def check(self) -> list[Finding]:
        findings = [await visit.look(self.port)]
        try:
            self._disk.read()
        except Damaged as error:
            what = f"The practice room's memory is damaged: {error}."
            findings.append(Finding(Gravity.STOPS, what, f"Move {self._disk.path} away."))
        return findings

    def private_link(self, payload: str) -> str:
        return f"{self.address}#start={quote(payload, safe='')}"

    def message_link(self, where: Place, message: str) -> str:
        if where.private or where.platform != NAME or not message.isdecimal():
            return ""
        return f"{self.address}#chat={quote(where.id, safe='')}&message={message}"

    async def fetch(self, file: File, limit: int) -> bytes:
        number = self._ledger().rooms.files.get(file.handle, 0)
        message = self._ledger().rooms.messages.get(number)
        # a typed line that the bot took away itself was meant for it alone
        there = message is not None and message.deleted_by in (None, BOT)
        content = self._uploads.content(file.handle) if there else None
        if content is None:
            raise Refused(Why.GONE, "no such file any more")
        if len(content) > limit:
            raise Refused(Why.INVALID, f"more than {limit} bytes")
        return content

    def _ledger(self) -> Ledger:
        """Open the memory when it is needed: looking at a platform must not write."""
        if self._opened is None:
            self._disk.path.parent.mkdir(parents=True, exist_ok=True)
            self._opened = Ledger(self._disk, self._surroundings.now, self._uploads)
            if self._opened.empty:
                furnish(self._opened, self._surroundings.sample)
        return self._opened
