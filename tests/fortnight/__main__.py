"""Plays the fortnight of three classes and writes down what people saw: `make fortnight`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.log import start_logging
from tests.fortnight.counts import counts
from tests.fortnight.habits import LAPTOP
from tests.fortnight.town import town
from tests.fortnight.transcript import transcript
from tests.fortnight.week import CLASSES, Class, play

PHONES = ("Marta", "Ana", "Nina", "Dev", "Hugo")
"""The teacher, somebody eager, somebody who writes in private first, somebody late, somebody silent."""


async def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table = []
    for title, (learners, minors) in CLASSES.items():
        with TemporaryDirectory() as data:
            async with town(Path(data), (*learners, LAPTOP)) as here:
                class_ = await play(here, learners, minors=minors)
                table.append(_line(title, class_))
                for name in PHONES if title == "a class of 24" else ():
                    page = f"# {name}'s phone\n\n{transcript(here.phones[name])}\n"
                    (folder / f"{name.lower()}.md").write_text(page, encoding="utf-8")
    sys.stdout.write("\n".join(table) + "\n")


def _line(title: str, class_: Class) -> str:
    found = counts(class_)
    of_teacher = sorted(found.teacher.values())
    return (
        f"| {title} | {found.median:g} | {found.worst} ({found.worst_of}) | {found.reminders} | "
        f"{sum(of_teacher)} in 14 days, {of_teacher[-1]} at most |"
    )


if __name__ == "__main__":
    start_logging(level="WARNING")
    asyncio.run(write(Path(sys.argv[1])))
