"""`kill -9` at every named step of a class week: after the next start nothing is lost and nothing is doubled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

WEEK = Path(__file__).parent.parent / "crash_week.py"
POINTS = ("planned", "posted", "rung", "claimed", "sent", "noted")
DEATHS = [(point, number) for point in POINTS for number in (1, 2, 3)] + [
    (point, number) for point in ("claimed", "sent", "noted") for number in range(5, 33, 5)
]
Life = dict[str, Any]


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> list[Life]:
    """The undisturbed life first, then one for each death."""
    folder = tmp_path_factory.mktemp("week")
    deaths = [str(part) for death in DEATHS for part in death]
    done = subprocess.run(
        [sys.executable, str(WEEK), str(folder), *deaths], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: list[Life] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_the_undisturbed_week_reaches_every_point_often_enough(lives: list[Life]) -> None:
    assert set(lives[0]["points"]) == set(POINTS)
    assert all(lives[0]["points"][point] >= number for point, number in DEATHS)
    assert not lives[0]["killed"]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "death"), list(enumerate(DEATHS, start=1)), ids=str)
def test_the_week_looks_the_same_after_a_death(lives: list[Life], number: int, death: tuple[str, int]) -> None:
    life, whole = lives[number], lives[0]
    assert life["killed"], f"{death} was never reached"
    assert set(life["chats"]) == set(whole["chats"])
    for place, chat in whole["chats"].items():
        assert _without_reminders(life["chats"][place]) == _without_reminders(chat)
        # a reminder found in the middle of its send is never sent again: rather none than two
        assert not Counter(_reminders(life["chats"][place])) - Counter(_reminders(chat))


@pytest.mark.slow
def test_at_most_the_reminders_under_way_are_missing_one_to_each_learner(lives: list[Life]) -> None:
    def count(life: Life) -> int:
        return sum(len(_reminders(chat)) for chat in life["chats"].values())

    assert count(lives[0]) > 0
    assert all(count(lives[0]) - count(life) <= 3 for life in lives)


def _is_reminder(message: list[Any]) -> bool:
    return bool(message[0].startswith("Hi "))


def _without_reminders(chat: list[list[Any]]) -> list[list[Any]]:
    return [message for message in chat if not _is_reminder(message)]


def _reminders(chat: list[list[Any]]) -> list[str]:
    return [message[0] for message in chat if _is_reminder(message)]
