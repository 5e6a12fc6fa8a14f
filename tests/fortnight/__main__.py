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

PHONES = {
    "Marta": "the teacher: sets the class up in two minutes, looks in for a minute every few days",
    "Ana": "eager: writes soon after the post, answers classmates, mends a slip with an asterisk",
    "Nina": "does not like to write in front of all: tries her sentence in private first",
    "Dev": "late: writes on the last evening or after the close",
    "Hugo": "silent: joins, reads, never writes",
}
_INTRODUCTION = """# A fortnight

Three classes live through two weeks in the practice room: the real program behind its real wire, its clock in a
script's hand. `make fortnight` plays it anew and writes these pages; the slow tests play it, too, and fail when
a phone rings too often, when the teacher gets more than one message a day, or when the room reads the name of
somebody under 18.

The class of 24 has learners of many habits: eager, steady, late, silent, one who comes with two accounts, two
who join in the second week, one who leaves, one who writes *ok*, one who floods, one who deletes, one who
answers in private, one who answers without having joined and says yes, and one who says no.

## How often a phone rings

Messages of the bot that make a phone ring in fourteen days, without what answers something the person has just
done. A post in the group rings on every phone; closing lines are silent; classmates' messages are not counted.

| class | a learner a day: median | worst (whose) | reminders in all | the teacher, unasked |
| --- | --- | --- | --- | --- |
"""
_PHONES_HEAD = """
## What five people saw

Each page is one phone of the class of 24: the group, and after 🔒 the private chat with the bot, where a
question that is answered in place is shown in each of its forms. A message in the group stands as it was at the
end of the fortnight.

"""


async def write(folder: Path) -> None:
    """Play all classes; of the first one keep the phones."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number, (title, (learners, minors)) in enumerate(CLASSES.items()):
        with TemporaryDirectory() as data:
            async with town(Path(data), (*learners, LAPTOP)) as here:
                class_ = await play(here, learners, minors=minors)
                lines.append(_line(title, class_))
                if number == 0:
                    _write_phones(folder, class_)
    phones = "\n".join(f"- [{name}]({name.lower()}.md), {who}" for name, who in PHONES.items())
    page = _INTRODUCTION + "\n".join(lines) + "\n" + _PHONES_HEAD + phones + "\n"
    (folder / "README.md").write_text(page, encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _write_phones(folder: Path, class_: Class) -> None:
    for name, who in PHONES.items():
        page = f"# {name}'s phone\n\n{name}: {who}.\n\n{transcript(class_.town.phones[name])}\n"
        (folder / f"{name.lower()}.md").write_text(page, encoding="utf-8")


def _line(title: str, class_: Class) -> str:
    found = counts(class_)
    of_teacher = sorted(found.teacher.values())
    return (
        f"| {title} | {found.median:g} | {found.worst} ({found.worst_of}) | {found.reminders} | "
        f"{sum(of_teacher)} in 14 days, {of_teacher[-1]} a day at most |"
    )


if __name__ == "__main__":
    start_logging(level="WARNING")
    asyncio.run(write(Path(sys.argv[1])))
