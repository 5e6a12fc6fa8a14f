"""Questions answered in words where nothing can be written below them: a form takes the answer."""

from __future__ import annotations

from pathlib import Path

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.chat import Form, Popup, Private
from bot.port import Limits
from tests.cast import a_class
from tests.stage import Paper, Stage

FORMS = Limits(
    ephemeral=True, forms=True, send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6,
    sends_per_second=1e6,
)  # fmt: skip


def stage_of(tmp_path: Path) -> Stage:
    return Stage(tmp_path, activities=[Vocabulary(), Discussion()], paper=Paper(limits=FORMS))


async def test_a_list_is_filled_through_a_form_that_keeps_its_lines(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        shown = await stage.types("Marta", "/words")
        assert isinstance(shown, Private)
        assert "press Write" in shown.text.plain

        form = await stage.presses("Marta", "Write")
        assert isinstance(form, Form)
        assert [(field.name, field.long) for field in form.fields] == [("words", True)]
        answer = await stage.sends_form("Marta", words="el pan = bread\nla sal = salt")

        assert isinstance(answer, Private)
        assert answer.replaces
        assert "2 words ready to add" in answer.text.plain


async def test_a_form_of_a_settled_question_changes_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words")
        await stage.presses("Marta", "Write")
        form = stage.answer
        await stage.types("Marta", "/questions")
        stage.answer = form
        answer = await stage.sends_form("Marta", words="el pan = bread")

        assert isinstance(answer, Popup)
        assert "That question is closed." in answer.text.plain


async def test_only_who_was_asked_may_write(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words")
        await stage.presses("Marta", "Write")
        answer = await stage.sends_form("Ana", words="el pan = bread")

        assert isinstance(answer, Popup)
        assert "older message" in answer.text.plain
