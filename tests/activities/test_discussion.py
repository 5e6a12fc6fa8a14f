"""Questions on the list, and tasks that ask for an answer and for one to a classmate."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from activities.discussion import Discussion
from bot.text import Style
from storage.decks import Question
from tests.cast import a_class
from tests.stage import Stage
from tests.tasks import another_room, change, post_now, scheduled, set_room, with_questions

FULL = "# Food\n¿Qué comes hoy? | Hoy como … | la sopa = soup, el arroz = rice | Lunch is late in Spain."


def stage_in(folder: Path) -> Stage:
    return Stage(folder, activities=[Discussion()])


async def listed(stage: Stage) -> list[Question]:
    return list(await change(stage, lambda records: records.questions.all(1)))


async def test_questions_are_shown_first_and_kept_with_all_their_help(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", f"/questions {FULL}\n¿Y tú?\n¿Qué COMES hoy?\n{'palabra ' * 61}", private=True)
        shown = stage.told("Marta")
        assert "2 questions ready to add, out of 4 lines:\n· ¿Qué comes hoy?\n· ¿Y tú?" in shown
        assert "Already on your list: ¿Qué COMES hoy? (line 4)" in shown
        assert "Line 5: it has more than 60 words." in shown
        await stage.presses("Marta", "Import 2 of 4", private=True)

        first, second = await listed(stage)
        assert (first.question, first.starter, first.note) == (
            "¿Qué comes hoy?",
            "Hoy como …",
            "Lunch is late in Spain.",
        )
        assert first.words == "la sopa = soup\nel arroz = rice"
        assert (first.aim, second.aim) == ("Food", "Food")


async def test_only_teachers_have_questions(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/questions ¿Qué comes?")
        assert stage.told("Ana") == "Only your teacher can do that. What is open for you: /today"
        assert await listed(stage) == []


async def test_the_list_of_questions_and_one_of_them(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, f"{FULL}\n{'¿Una pregunta muy larga? ' * 6}")
        await stage.types("Marta", "/questions", private=True)
        assert "On your list: 2 questions. Posted so far: 0." in stage.told("Marta")
        assert "1. ¿Qué comes hoy?" in stage.told("Marta")
        assert max(len(line) for line in stage.told("Marta").splitlines()) <= 110
        await stage.presses("Marta", "1", private=True)
        assert stage.told("Marta") == (
            "Tuesday A2\n¿Qué comes hoy?\nBegin like this: Hoy como …\n"
            "Words that help:\n· la sopa = soup\n· el arroz = rice\n"
            "Good to know: Lunch is late in Spain.\nAim: Food\nPlace 1 of 2."
        )
        await stage.presses("Marta", "Change", private=True)
        assert "¿Qué comes hoy? | Hoy como … | la sopa = soup, el arroz = rice | Lunch is late in Spain." in (
            stage.told("Marta")
        )
        await stage.says("Marta", "¿Qué cenas hoy? | Hoy ceno …", private=True)
        first = (await listed(stage))[0]
        assert (first.question, first.starter, first.words, first.aim) == ("¿Qué cenas hoy?", "Hoy ceno …", "", "Food")


async def test_questions_as_a_table(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, FULL)
        await stage.types("Marta", "/questions", private=True)
        await stage.presses("Marta", "All as a file", private=True)
        table, text = stage.seen("Marta", private=True)[-2:]
        rows = list(csv.reader(io.StringIO((table.file or b"").decode("utf-8-sig"))))
        assert rows[0] == ["question", "starter", "words", "note", "aim"]
        assert rows[1][2] == "la sopa = soup, el arroz = rice"
        assert (text.file or b"").decode() == FULL


# -- the task -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "sees_all", "first"),
    [
        ("replies", True, "💬 Answer this question. Then answer one classmate. Reply here."),
        ("everything", True, "💬 Answer this question. Then answer one classmate. Write here."),
        ("replies", False, "💬 Answer this question. Reply here."),
        ("everything", False, "💬 Answer this question. Reply here."),
    ],
)
async def test_answering_a_classmate_is_asked_for_only_where_it_can_be_seen(
    tmp_path: Path, counts: str, sees_all: bool, first: str
) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, counts=counts)
        await another_room(stage, class_)
        await set_room(stage, reads_all=sees_all)
        await with_questions(stage, class_, FULL)
        await post_now(stage, "discussion")
        assert stage.task.plain == (
            f"{first}\nFood · until Sun 10 May, 20:00\n¿Qué comes hoy?\nNo answers yet. Be the first!"
        )
        assert "¿Qué comes hoy?" in [span.text for span in stage.task.text if span.style is Style.BOLD]


async def test_one_question_a_post_in_the_order_of_the_list(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿Uno?\n# Two\n¿Dos?")
        await scheduled(stage, class_, "discussion", "mon,tue", "18:00", 1)
        await stage.jump("post")
        assert "Say what you think · until" in stage.task.plain
        await stage.jump("post")
        assert "Two · until" in stage.task.plain
        assert stage.private_chat("Marta") == [], "that the list ends is said once a day, with all else"


async def test_one_sentence_is_done_and_the_close_says_who_got_an_answer(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, FULL)
        await post_now(stage, "discussion")
        first = await stage.says("Ana", "Hoy como una sopa.", to=stage.task)
        await stage.says("Ben", "¿Es una sopa de arroz?", to=first)
        await stage.presses("Ana", "🔒 For me")
        assert stage.told("Ana").split("\n") == [
            "“Food”: you wrote 1 message.",
            "· Hoy como una sopa.",
            "You are done. 🎉",
            "1 answer to you:",
            "Ben: ¿Es una sopa de arroz?",
        ]
        await stage.jump("close")
        assert stage.posts()[-1].plain == "“Food” is closed: 2 people wrote, 1 got an answer. Late answers still count."


async def test_help_me_start_offers_beginning_words_and_culture(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, f"{FULL}\n¿Y tú?")

        def easier(records) -> None:  # type: ignore[no-untyped-def]
            records.questions.all(class_.id)[0].easier = "¿Sopa o arroz?"

        await change(stage, easier)
        await post_now(stage, "discussion")
        await stage.presses("Ben", "Help me start")
        assert stage.told("Ben") == (
            "Begin like this: Hoy como …\nIn easier words: ¿Sopa o arroz?\n"
            "Words that help:\n· la sopa = soup\n· el arroz = rice\nGood to know: Lunch is late in Spain."
        )
        await post_now(stage, "discussion")
        await stage.presses("Ben", "Help me start")
        assert stage.told("Ben") == "Write one sentence that is true for you. Mistakes are fine."


async def test_correcting_a_question_edits_the_open_post(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿Qué komes hoy?")
        await post_now(stage, "discussion")
        await stage.types("Marta", "/questions", private=True)
        await stage.presses("Marta", "What was posted", private=True)
        await stage.presses("Marta", "1", private=True)
        await stage.presses("Marta", "Change", private=True)
        await stage.says("Marta", "¿Qué comes hoy?", private=True)
        assert "¿Qué comes hoy?" in stage.task.plain


async def test_a_long_question_without_aim_gives_a_short_title(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿" + "muy largo " * 20 + "?")
        posted = await post_now(stage, "discussion")
        assert len(posted.title) <= 60
        assert posted.title.endswith("muy …") or posted.title.endswith("largo …")


async def test_a_corrected_question_gives_the_open_post_and_its_close_another_title(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿Qué comiste oy?")
        await post_now(stage, "discussion")
        await stage.says("Ana", "Hoy comí una sopa.", to=stage.task)
        await stage.types("Marta", "/questions", private=True)
        await stage.presses("Marta", "What was posted", private=True)
        await stage.presses("Marta", "1", private=True)
        await stage.presses("Marta", "Change", private=True)
        await stage.says("Marta", "¿Qué comiste hoy?", private=True)
        assert "¿Qué comiste hoy?" in stage.task.plain
        assert "oy?" not in stage.task.plain.replace("hoy?", "")
        await stage.jump("close")
        assert stage.posts()[-1].plain.startswith("“¿Qué comiste hoy?” is closed: 1 person wrote")
