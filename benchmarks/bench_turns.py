"""A contribution's turn, beside the same rows written with plain sqlite3; and how long the program takes to start."""

from __future__ import annotations

import asyncio
import itertools
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot import discover
from bot.chat import Said
from bot.scene import Scene
from bot.task import life
from bot.task.activity import TaskActivity
from bot.turn import Turn
from storage.decks import Card
from storage.records import Records
from tests.cast import a_class
from tests.stage import Stage

LEARNERS = tuple(f"Learner{number}" for number in range(40))
WORDS = ("el aguacate", "la cuchara", "el pan", "comprar")
TURNS = 400


async def _with_open_task(stage: Stage) -> None:
    class_ = await a_class(stage, learners=LEARNERS)
    class_id = class_.id or 0

    def cards(records: Records) -> None:
        records.cards.add([Card(class_id=class_id, position=0, word=word) for word in WORDS], first=False)

    def post(turn: Turn) -> None:
        vocabulary = turn.house.activities["vocabulary"]
        assert isinstance(vocabulary, TaskActivity)
        life.open_round(turn, vocabulary, 4, None)

    await stage.house.database.write(cards)
    await stage.house.engine.run(post, lambda _: Scene(class_=class_), now=stage.now)
    await stage.house.carrier.drain()


def _messages(stage: Stage, first: int, count: int) -> list[Said]:
    task = stage.task.id
    return [
        Said(
            f"bench{number}",
            stage.now,
            stage.room,
            stage.who(LEARNERS[number % len(LEARNERS)]),
            message=f"x{number}",
            text=f"Hoy compro pan y {number} aguacates en el mercado.",
            reply_chain=(task,),
        )
        for number in range(first, first + count)
    ]


async def _one_by_one(stage: Stage) -> list[float]:
    """Milliseconds of each turn, one after the other, each on disk before the next begins."""
    took = []
    for said in _messages(stage, 0, TURNS):
        started = time.perf_counter()
        await stage.house.engine.receive(said)
        took.append((time.perf_counter() - started) * 1000)
    return took


async def _together(stage: Stage) -> float:
    """Turns a second when they come all at once and share commits."""
    started = time.perf_counter()
    await asyncio.gather(*(stage.house.engine.receive(said) for said in _messages(stage, TURNS, TURNS)))
    return TURNS / (time.perf_counter() - started)


def _recorded(path: Path) -> list[tuple[str, tuple[Any, ...]]]:
    """The rows one contribution left: what plain sqlite3 writes for comparison."""
    connection = sqlite3.connect(path)
    rows = []
    for table in ("inbound", "contribution", "delivery"):
        row = connection.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone()
        rows.append((f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row))
    connection.close()
    return rows


def _plain(path: Path, rows: list[tuple[str, tuple[Any, ...]]]) -> list[float]:
    """Milliseconds to write the same rows in one transaction, with the same promise about the disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    numbers = itertools.count(10**6)
    took = []
    for _ in range(TURNS):
        number = next(numbers)
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for statement, row in rows:
            fresh = [number if position == 0 else value for position, value in enumerate(row)]
            fresh = [
                f"plain{number}" if isinstance(value, str) and value.startswith(("bench", "x")) else value
                for value in fresh
            ]
            connection.execute(statement, fresh)
        connection.execute("COMMIT")
        took.append((time.perf_counter() - started) * 1000)
    connection.close()
    return took


async def test_turns_of_contributions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with Stage(tmp_path, activities=[one() for one in discover.activities()], durable=True) as stage:
        await _with_open_task(stage)
        turns = await _one_by_one(stage)
        rate = await _together(stage)
        counted = await stage.house.database.write(lambda records: records.taking_part.writers(1))
        assert counted == len(LEARNERS)
    rows = _recorded(tmp_path / "tertulia.db")
    plain = _plain(tmp_path / "tertulia.db", rows)
    with capsys.disabled():
        print(
            f"\n\na contribution's turn: {median(turns):.2f} ms, 99 % below {sorted(turns)[int(TURNS * 0.99)]:.2f} ms"
        )
        print(f"the same rows with plain sqlite3: {median(plain):.2f} ms; ratio {median(turns) / median(plain):.1f}")
        print(f"{rate:.0f} turns a second when they come together")


def _seconds(run: Callable[[], object], times: int = 5) -> float:
    took = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        took.append(time.perf_counter() - started)
    return median(took)


def test_start_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    def start(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], check=True, capture_output=True, env={**os.environ, "COLUMNS": "80"}
        )

    bare = _seconds(lambda: start("-c", "pass"))
    helped = _seconds(lambda: start("-m", "bot", "--help"))
    with capsys.disabled():
        print(f"\n`tertulia --help`: {helped:.2f} s; ratio to a bare Python {helped / bare:.1f}")
