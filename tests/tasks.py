"""Tasks in scenes: words and questions on the list, a schedule, a post now, and what the records hold afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from activities._lists.lines import read
from activities._lists.shapes import CARDS, QUESTIONS, as_card, as_question
from bot.keys import Press, row
from bot.scene import Scene
from bot.task import life
from bot.task.activity import TaskActivity
from bot.turn import Turn
from storage.classes import Class
from storage.contributions import Contribution
from storage.people import Member
from storage.records import Records
from storage.rooms import Room
from storage.rounds import Round
from storage.schedules import Schedule
from tests.stage import Stage

R = TypeVar("R")

MARKET = """# At the market
el aguacate = avocado | El aguacate está maduro.
el mercado = market | El mercado está abierto los sábados.
el queso = cheese | Compro queso fresco.
pesar = to weigh | ¿Cuánto pesa este melón?
la cuchara = spoon | Necesito una cuchara para la sopa."""


async def with_words(stage: Stage, class_: Class, lines: str = MARKET) -> None:
    rows = [as_card(one) for one in read(lines, CARDS).rows]
    await stage.house.database.write(lambda records: records.cards.append(class_.id or 0, rows))


async def with_questions(stage: Stage, class_: Class, lines: str) -> None:
    rows = [as_question(one) for one in read(lines, QUESTIONS).rows]
    await stage.house.database.write(lambda records: records.questions.append(class_.id or 0, rows))


async def scheduled(
    stage: Stage, class_: Class, activity: str, days: str = "mon,thu", time: str = "18:00", count: int = 4
) -> Schedule:
    """A schedule from now on."""
    found = Schedule(
        class_id=class_.id or 0, activity=activity, days=days, time=time, count=count, checked_at=stage.now
    )
    await stage.house.database.write(lambda records: records.schedules.add(found))
    return found


async def post_now(stage: Stage, activity: str, count: int = 4, schedule: Schedule | None = None) -> Round:
    """The next task, posted now; its teacher gets the buttons that close it and take it back."""
    posted: list[Round] = []

    def play(turn: Turn) -> None:
        found = life.open_round(turn, task_activity(stage, activity), count, schedule)
        assert found is not None, "nothing to post"
        posted.append(found)
        about = {"round_id": found.id}
        keys = row(
            Press("Close now", f"{activity}.close_now", about), Press("Take back", f"{activity}.take_back", about)
        )
        for teacher in turn.records.people.teachers(turn.class_id):
            turn.tell(teacher, f"Posted: {found.title}", keys)

    await stage.house.engine.run(play, lambda records: Scene(class_=records.classes.all()[0]), now=stage.now)
    await stage.house.carrier.drain()
    return posted[0]


def task_activity(stage: Stage, name: str) -> TaskActivity:
    found = stage.house.house.activities[name]
    assert isinstance(found, TaskActivity)
    return found


async def change(stage: Stage, job: Callable[[Records], R]) -> R:
    """Change or read the records directly."""
    return await stage.house.database.write(job)


async def set_member(stage: Stage, name: str, **columns: object) -> None:
    """Give somebody on the roster other columns."""

    def job(records: Records) -> None:
        for member in records.people.roster(records.classes.all()[0].id or 0):
            if member.name == name:
                for column, value in columns.items():
                    setattr(member, column, value)

    await change(stage, job)


async def set_account(stage: Stage, name: str, **columns: object) -> None:
    def job(records: Records) -> None:
        account = records.accounts.get(stage.who(name).platform, stage.who(name).user)
        for column, value in columns.items():
            setattr(account, column, value)

    await change(stage, job)


async def set_room(stage: Stage, **columns: object) -> None:
    def job(records: Records) -> None:
        found = records.rooms.at(stage.room.platform, stage.room.id)
        for column, value in columns.items():
            setattr(found, column, value)

    await change(stage, job)


async def another_room(stage: Stage, class_: Class, place: str = "room2") -> Room:
    found = Room(class_id=class_.id, platform=stage.room.platform, place=place, title="Hall", seen_at=stage.now)
    await change(stage, lambda records: records.rooms.add(found))
    return found


def contributions(stage: Stage, round: Round) -> list[Contribution]:
    """What is kept of the answers to a task, oldest first."""
    with stage.house.database.read() as records:
        return list(records.contributions.of_round(round.id or 0))


def texts(stage: Stage, round: Round) -> list[str]:
    with stage.house.database.read() as records:
        return [records.contributions.text(one) for one in records.contributions.of_round(round.id or 0)]


def words_found(stage: Stage, round: Round, name: str | None = None) -> list[str]:
    """The words of the list that were found in a task's answers, of one person if given, in the list's order."""
    with stage.house.database.read() as records:
        who = next((one.id for one in _roster(records) if one.name == name), None) if name else None
        found = records.used_cards.in_round(round.id or 0, who)
        return [card.word for card in records.cards.all(round.class_id) if card.id in found]


def writers(stage: Stage, round: Round, *, late: bool = False) -> int:
    with stage.house.database.read() as records:
        return records.taking_part.writers(round.id or 0, late=late)


def the_round(stage: Stage, round: Round) -> Round:
    """The round as it stands now."""
    with stage.house.database.read() as records:
        found = records.rounds.get(round.id or 0)
        assert found is not None
        return found


def _roster(records: Records) -> list[Member]:
    return list(records.people.roster(records.classes.all()[0].id or 0))
