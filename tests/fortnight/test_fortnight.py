"""A fortnight of three classes in the practice room: what reaches people, how often, and whom it names."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fortnight.counts import counts
from tests.fortnight.habits import LAPTOP
from tests.fortnight.town import ROOM, plain, town
from tests.fortnight.week import CLASSES, Class, play

pytestmark = pytest.mark.slow

MOST_A_DAY = 3
"""Such as a post, an answer sent for a classmate, and a thank-you for a correction."""


@asynccontextmanager
async def lived(folder: Path, title: str) -> AsyncIterator[Class]:
    learners, minors = CLASSES[title]
    async with town(folder, (*learners, LAPTOP)) as here:
        yield await play(here, learners, minors=minors)


@pytest.mark.parametrize("title", CLASSES)
async def test_a_fortnight_is_quiet_on_every_phone(tmp_path: Path, title: str) -> None:
    async with lived(tmp_path, title) as class_:
        found = counts(class_)
        assert found.worst <= MOST_A_DAY, found
        assert max(found.teacher.values()) <= 1, found.teacher
        if class_.minors:
            assert found.reminders == 0, "under 18 the bot never writes first"
        posts = [one for one in class_.town.teacher.messages(ROOM) if "Help me start" in str(one.get("buttons"))]
        assert len(posts) == 6
        assert "15 of 20 have written" in plain(posts[0]) or title != "a class of 24"
        _nobody_is_named(class_)


def _nobody_is_named(class_: Class) -> None:
    """Under 18 no name at all; else only *Count me in* names its person, and what is sent for somebody its writer."""
    names = re.compile(rf"\b({'|'.join(class_.learners)})\b")
    naming = [text for text in class_.town.platform.in_room if names.search(text)]
    if class_.minors:
        assert naming == []
    own = re.compile(r"\w+, shall I count this\?|Nina: ")
    assert [text for text in naming if not own.match(text)] == []
