"""Scenes of a member's own settings, and leaving."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.chat import Place
from storage.people import CorrectionWish, Role
from tests.activities.own_settings import member, settings, stage_of
from tests.cast import a_class, joined


async def test_a_learner_s_settings(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        shown = await settings(stage, "Ana")
        assert shown.plain == (
            "Your settings in Tuesday A2:\nName: Ana\nLanguage: English\n"
            "Help with my sentences: Not now\nReminders: yes"
        )
        assert shown.labels == [
            "Corrections",
            "No reminders",
            "Away …",
            "My name",
            "Language",
            "Another account",
            "Leave the class",
        ]


async def test_each_can_be_changed(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await settings(stage, "Ana", "Corrections", "Yes, privately")
        assert member(stage, "Ana").corrections == CorrectionWish.PRIVATE
        shown = await settings(stage, "Ana", "Corrections")
        assert shown.labels[:2] == ["✓ Yes, privately", "Only big mistakes"]
        await settings(stage, "Ana", "No reminders")
        assert member(stage, "Ana").reminders is False
        await settings(stage, "Ana", "Remind me")
        assert member(stage, "Ana").reminders is True
        await settings(stage, "Ana", "My name")
        await stage.says("Ana", "Anita", private=True)
        assert member(stage, "Ana").name == "Anita"
        shown = await settings(stage, "Ana", "Language", "Español")
        assert member(stage, "Ana").language == "es"
        assert "español" in shown.plain


async def test_a_name_that_somebody_has_is_refused_and_one_s_own_is_not(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await settings(stage, "Ana", "My name")
        await stage.says("Ana", "BEN", private=True)
        assert stage.told("Ana") == "Somebody in the class is called BEN already. For example: BEN 2"
        assert member(stage, "Ana").name == "Ana"
        await stage.says("Ana", "ANA", private=True)
        assert member(stage, "Ana").name == "ANA"


@pytest.mark.parametrize("wish", [{"minors": True}, {"approve_corrections": True}])
async def test_where_the_teacher_looks_first_it_says_so(tmp_path: Path, wish: dict[str, Any]) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, **wish)
        shown = await settings(stage, "Ana", "Corrections")
        assert "Your teacher reads their suggestions first." in shown.plain


async def test_away_until_and_back(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await settings(stage, "Ana", "Away …")
        for typed in ("yesterday", "31 Feb", "1 Jan 2020", "", "x" * 5000):
            await stage.says("Ana", typed, private=True)
            assert "for example" in stage.told("Ana").lower()
        await stage.says("Ana", "18 May", private=True)
        assert member(stage, "Ana").away_until == date(2026, 5, 18)
        assert "Away until Mon 18 May" in stage.told("Ana")
        await stage.presses("Ana", "I am back", private=True)
        assert member(stage, "Ana").away_until is None


async def test_one_language_in_all_classes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage, learners=("Ana",), teacher="Olga")
        await stage.types("Ana", "/settings", private=True)
        await stage.presses("Ana", "Friday B1", private=True)
        await stage.presses("Ana", "Language", private=True)
        await stage.presses("Ana", "Español", private=True)
        assert (member(stage, "Ana", 1).language, member(stage, "Ana", 2).language) == ("es", "es")


@pytest.mark.parametrize("role", [Role.HELPER, Role.TEACHER])
async def test_teachers_and_helpers_are_not_offered_what_is_for_learners(tmp_path: Path, role: Role) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Olga", role)
        shown = await settings(stage, "Olga")
        daily = ["Daily message"] if role == Role.TEACHER else []
        assert shown.labels == [*daily, "My name", "Language", "Another account", "Leave the class"]


async def test_under_18_reminders_are_not_offered(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, minors=True)
        shown = await settings(stage, "Ana")
        assert "Reminders" not in shown.plain
        assert "No reminders" not in shown.labels


async def test_strangers_hear_what_to_do(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Zoe", "/settings", private=True)
        assert stage.told("Zoe").startswith("You are not in a class of mine yet.")
        await stage.types("Zoe", "/settings", addressed=True)
        assert stage.told("Zoe") == "You are not in this class yet. Press Join under a task first."


# -- leaving ------------------------------------------------------------------------------------------------------


async def test_leaving_asks_once_and_ends_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        shown = await settings(stage, "Ana", "Leave the class")
        assert "What you wrote stays counted until you choose “Delete me”." in shown.plain
        assert member(stage, "Ana").left_at is None
        await stage.presses("Ana", "Leave", private=True)
        assert stage.told("Ana").startswith("You have left Tuesday A2.")
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Ben", "Chloe"]
        await stage.presses("Ana", "Delete me", private=True)
        assert "Delete everything I keep about you?" in stage.told("Ana")


async def test_the_only_teacher_cannot_leave(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await settings(stage, "Marta", "Leave the class")
        assert stage.told("Marta") == "You are the only teacher here. Invite another one first: /people"
        await joined(stage, class_, "Olga", Role.TEACHER)
        await settings(stage, "Marta", "Leave the class", "Leave")
        assert "You have left Tuesday A2." in stage.told("Marta")
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.teachers(1)] == ["Olga"]


async def test_an_old_button_after_leaving(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await settings(stage, "Ana")
        await stage.leaves("Ana")
        await stage.presses("Ana", "Corrections", private=True)
        assert stage.told("Ana") == "You are not in this class yet. Press Join under a task first."


@pytest.mark.parametrize("typed", ["Hola, bot, ¿qué tal?", "/nothing", "/privacy", "/help", "/today"])
async def test_the_chosen_language_holds_where_no_class_is_meant(tmp_path: Path, typed: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.languages["Ana"] = "en"
        await settings(stage, "Ana", "Language", "Español")

        await (stage.types if typed.startswith("/") else stage.says)("Ana", typed, private=True)

        told = stage.seen("Ana", private=True)[-1].plain
        assert not re.search(r"\b(I|you|What|the)\b", told), told


async def test_the_goodbye_is_in_the_chosen_language(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await settings(stage, "Ana", "Language", "Español")
        await stage.types("Ana", "/privacy", private=True)
        await stage.presses("Ana", "Borrarme", private=True)

        await stage.presses("Ana", "Borrar todo", private=True)

        assert stage.told("Ana").startswith("Listo.")
