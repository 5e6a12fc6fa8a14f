"""A small activity for scenes about time and delivery: its tasks are words of the class's list, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.phrase import N, Phrase, T
from bot.scene import Scene
from bot.task import life
from bot.task.activity import Task, TaskActivity
from bot.turn import Turn
from storage.classes import Class
from storage.decks import Card
from storage.rounds import Round
from storage.schedules import Schedule
from tests.stage import Seen, Stage


class Toy(TaskActivity):
    """Posts the next words of the list."""

    name: ClassVar[str] = "toy"
    title: ClassVar[str] = "Toy words"
    most: ClassVar[int] = 12
    usual: ClassVar[int] = 4

    def next_task(self, turn: Turn, count: int) -> Task | None:
        cards = turn.records.cards.waiting(turn.class_id, count)
        return Task(cards[0].aim, {"cards": [one.id for one in cards]}) if cards else None

    def posted(self, turn: Turn, round: Round) -> None:
        for card in turn.records.cards.some(round.state["cards"]):
            card.posted_at = turn.now

    def taken_back(self, turn: Turn, round: Round) -> None:
        for card in turn.records.cards.some(round.state["cards"]):
            card.posted_at = None

    def left(self, turn: Turn) -> int:
        return turn.records.cards.left(turn.class_id)

    def what_to_do(self, turn: Turn, round: Round) -> Phrase:
        return N("Write a sentence with this word.", "Write a sentence.", n=len(round.state["cards"]))

    def aim(self, turn: Turn, round: Round) -> Phrase:
        return round.title

    def body(self, turn: Turn, round: Round, *, brief: bool) -> Sequence[Phrase]:
        return [T("{word}", word=one.word) for one in turn.records.cards.some(round.state["cards"])]

    def starting_help(self, turn: Turn, round: Round) -> Phrase:
        return "…"

    def found(self, turn: Turn, round: Round, text: str) -> set[int]:
        cards = turn.records.cards.some(round.state["cards"])
        return {one.id or 0 for one in cards if one.word in text}

    def tally(self, turn: Turn, round: Round) -> dict[str, int]:
        used = turn.records.used_cards.in_round(round.id or 0)
        return {"words": len(round.state["cards"]), "used": len(used)}


async def with_words(stage: Stage, class_: Class, *words: str, aim: str = "At the market") -> None:
    """Put words on the class's list."""
    rows = [Card(class_id=class_.id or 0, position=place, word=word, aim=aim) for place, word in enumerate(words)]
    await stage.house.database.write(lambda records: records.session.add_all(rows))


async def a_task(stage: Stage, class_: Class) -> Seen:
    """An open task about two words, in the room."""
    await with_words(stage, class_, "aguacate", "cuchara")

    def play(turn: Turn) -> None:
        activity = turn.house.activities["toy"]
        assert isinstance(activity, Toy)
        life.open_round(turn, activity, 2, None)

    await stage.house.engine.run(play, lambda records: Scene(class_=records.classes.get(class_.id or 0)), now=stage.now)
    await stage.house.carrier.drain()
    return stage.task


async def scheduled(
    stage: Stage, class_: Class, days: str = "mon,thu", time: str = "18:00", count: int = 2
) -> Schedule:
    """A schedule of the toy, from now on."""
    row = Schedule(class_id=class_.id or 0, activity="toy", days=days, time=time, count=count, checked_at=stage.now)
    await stage.house.database.write(lambda records: records.schedules.add(row))
    return row


class Talk(Toy):
    """A second one, one word at a time."""

    name: ClassVar[str] = "talk"
    title: ClassVar[str] = "Talk"
    most: ClassVar[int] = 1
    usual: ClassVar[int] = 1
