"""The word that comes back, and the words that come back by themselves."""

from __future__ import annotations

from pathlib import Path

from activities.discussion import Discussion
from activities.overview import Overview
from activities.vocabulary import Vocabulary
from tests.cast import a_class
from tests.stage import Stage
from tests.tasks import change, post_now, scheduled, with_questions, with_words, words_found

WORDS = "\n".join(f"{word} = {n}" for n, word in enumerate(
    ("la cuchara", "el queso", "el pan", "la leche", "el vino", "la mesa", "el libro", "la casa")))  # fmt: skip


def stage_in(folder: Path) -> Stage:
    return Stage(folder, activities=[Vocabulary(), Discussion(), Overview()])


async def one_came_back(stage: Stage) -> None:
    """Two tasks of two words, a week apart: the second brings a word of the first back."""
    await with_words(stage, await a_class(stage), WORDS)
    await post_now(stage, "vocabulary", 2)
    await stage.wait(days=8)
    await post_now(stage, "vocabulary", 2)


async def test_the_word_few_have_used_comes_back_and_counts_as_a_word_of_the_task(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, WORDS)
        first = await post_now(stage, "vocabulary", 2)
        assert "🔁" not in stage.task.plain, "there is no earlier word yet"
        for name in ("Ana", "Ben", "Chloe"):
            await stage.says(name, "Yo compro queso hoy.", to=stage.task)
        await stage.jump("close")
        second = await post_now(stage, "vocabulary", 2)
        assert stage.task.plain.split("\n")[2:5] == ["el pan — 2", "la leche — 3", "🔁 again: la cuchara"]
        await stage.says("Ana", "Tomo leche con cuchara.", to=stage.task)
        assert stage.task.plain.endswith("1 has written · 2 of 3 words used")
        assert words_found(stage, second) == ["la cuchara", "la leche"]
        await stage.presses("Ana", "🔒 For me")
        assert "Words of the task that I found: la leche, la cuchara" in stage.told("Ana")
        assert "You are done." in stage.told("Ana")
        await stage.presses("Ben", "Help me start")
        assert "la cuchara — 0" in stage.told("Ben")
        assert first.id != second.id


async def test_a_word_in_an_open_task_is_no_earlier_word_and_none_comes_back_twice_in_a_row(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, WORDS)
        await post_now(stage, "vocabulary", 2)
        await post_now(stage, "vocabulary", 2)
        assert "🔁" not in stage.task.plain
        await stage.wait(days=8)
        await post_now(stage, "vocabulary", 2)
        assert "🔁 again: la cuchara" in stage.task.plain
        await stage.wait(days=8)
        await post_now(stage, "vocabulary", 2)
        assert "🔁 again: el queso" in stage.task.plain


async def test_a_taken_back_post_leaves_the_word_where_it_was(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await one_came_back(stage)
        await stage.presses("Marta", "Take back", private=True)
        posted = await change(stage, lambda records: [one.word for one in records.cards.posted(1)])
        assert posted == ["la cuchara", "el queso"]
        await post_now(stage, "vocabulary", 2)
        assert "🔁 again: la cuchara" in stage.task.plain


async def test_a_corrected_word_that_came_back_is_corrected_in_the_open_post(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await one_came_back(stage)

        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "What was posted", private=True)
        await stage.presses("Marta", "3", private=True)
        await stage.presses("Marta", "Change", private=True)
        await stage.says("Marta", "la cucharita = teaspoon", private=True)
        assert "🔁 again: la cucharita" in stage.task.plain


async def test_words_that_come_back_by_themselves_are_told_once_a_week_without_names(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, WORDS)
        await with_questions(stage, class_, "# Food\n¿Qué comes?\n# Home\n¿Qué ves?\n# Work\n¿Qué haces?")
        await post_now(stage, "vocabulary", 2)
        await stage.wait(days=13)
        await scheduled(stage, class_, "discussion", "sun,tue", "18:00", 1)
        await stage.jump("post")
        await stage.says("Ana", "Yo como queso con pan todos los días.", to=stage.task)
        await stage.jump("close")
        assert "came back" not in stage.transcript(), "thirteen days are not two weeks"
        await stage.jump("post")
        await stage.says("Ben", "Veo una cuchara y un queso.", to=stage.task)
        await stage.wait(days=6)
        [told] = [one.plain for one in stage.posts() if "came back" in one.plain]
        assert "2 words from weeks ago came back by themselves: la cuchara, el queso." in told
        assert "Ben" not in told
        await stage.types("Marta", "/overview", private=True)
        assert "used unasked: 2 (la cuchara, el queso)" in stage.told("Marta")


async def test_a_word_the_task_shows_is_not_unasked(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, WORDS)
        await post_now(stage, "vocabulary", 2)
        await stage.wait(days=16)
        await post_now(stage, "vocabulary", 2)
        await stage.says("Ana", "Tomo leche con cuchara y queso.", to=stage.task)
        await stage.types("Marta", "/overview", private=True)
        assert "used unasked: 1 (el queso)" in stage.told("Marta")
