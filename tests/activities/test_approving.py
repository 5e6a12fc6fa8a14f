"""Scenes where the teacher looks first: as the class wants it, and always under 18."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.daily import Daily
from activities.overview import Overview
from activities.private_answers import PrivateAnswers
from activities.setup import Setup
from bot.chat import Private
from storage.people import Role
from storage.standing import Passing, Standing
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, card, corrections, marks, wrote
from tests.cast import joined
from tests.stage import Stage
from tests.tasks import set_account, set_member


async def corrected(stage: Stage) -> None:
    said = await wrote(stage)
    await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)


@pytest.mark.parametrize("settings", [{"approve_corrections": True}, {"minors": True}])
async def test_a_correction_waits_for_the_teacher(tmp_path: Path, settings: dict[str, Any]) -> None:
    async with a_task(tmp_path, **settings) as stage:
        await corrected(stage)
        assert "Your teacher looks at it first" in stage.told("Ben")
        assert [one for one in stage.private_chat("Ana") if "suggest" in one] == []

        await stage.types("Marta", "/correct", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        assert marks(listed.text) == (
            "**Tuesday A2**\n1 thing waits for your OK:\n1. Ben for Ana:\nAyer ~~voy~~ **fui** al mercado con mi amigo."
        )
        assert listed.labels == ["OK", "Not this one"]
        await stage.presses("Marta", "OK", private=True)
        assert "Passed on.\nNothing else waits for your OK." in stage.told("Marta")
        await stage.opens_private("Ana")
        assert "Ben suggests one small change." in card(stage, "Ana").plain


async def test_the_overview_leads_to_what_waits(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True, more=[Overview()]) as stage:
        await corrected(stage)
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "1 waits for your OK", private=True)
        assert "1 thing waits for your OK:" in stage.told("Marta")
        await stage.presses("Marta", "OK", private=True)
        await stage.types("Marta", "/overview", private=True)
        assert not any("OK" in label for label in stage.seen("Marta", private=True)[-1].labels)


async def test_question_and_answer_wait_too(tmp_path: Path) -> None:
    async with a_task(tmp_path, minors=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        await stage.opens_private("Ana")
        await stage.presses("Ana", "Why?", private=True)
        await stage.presses("Ana", "Just ask: why?", private=True)
        await stage.opens_private("Ben")
        assert not any("asks" in one for one in stage.private_chat("Ben"))
        await stage.types("Marta", "/correct", private=True)
        assert "1. Ana asks Ben: Why?" in stage.told("Marta")
        await stage.presses("Marta", "OK", private=True)
        await stage.opens_private("Ben")
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "It was yesterday.", private=True)
        assert stage.told("Ben") == "Thank you! Your teacher looks at it first."
        assert "Ben answers: It was yesterday." not in card(stage, "Ana").plain
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        assert "Ben answers: It was yesterday." in card(stage, "Ana").plain


async def test_not_this_one(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "Not this one", private=True)
        assert corrections(stage)[0].standing == Standing.DECLINED
        assert stage.private_chat("Ben")[-1] == (
            "Your teacher kept your correction back this time. Thank you for helping!"
        )
        assert stage.private_chat("Ana") == []


async def test_all_at_once(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.says("Chloe", "Yo gusta mucho el queso.", to=stage.task)
        said = stage.seen("Ben")[-1]
        await stage.types("Ben", "/correct Me gusta mucho el queso.", reply_to=said.id)
        await stage.types("Marta", "/correct", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        assert listed.labels == ["OK all", "1: OK", "1: Not this one", "2: OK", "2: Not this one"]
        await stage.presses("Marta", "OK all", private=True)
        assert {one.standing for one in corrections(stage)} == {Standing.SHOWN}


async def test_of_what_another_teacher_kept_back_nothing_is_said_to_be_passed_on(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await joined(stage, class_, "Olga", Role.TEACHER)
        await corrected(stage)
        said = await wrote(stage, "Chloe", "Yo gusta mucho el queso.")
        await stage.types("Ben", "/correct Me gusta mucho el queso.", reply_to=said.id)
        for teacher in ("Marta", "Olga"):
            await stage.types(teacher, "/correct", private=True)
        await stage.presses("Marta", "1: Not this one", private=True)
        await stage.presses("Olga", "OK all", private=True)
        assert stage.told("Olga").endswith("\nPassed on.\nNothing else waits for your OK.")
        assert [one.standing for one in corrections(stage)] == [Standing.DECLINED, Standing.SHOWN]


async def test_a_second_opinion_with_a_reason_waits(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        await stage.types("Chloe", "/correct", reply_to=said.id)
        await stage.opens_private("Chloe", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))
        await stage.presses("Chloe", "I agree, because …", private=True)
        await stage.says("Chloe", "Ayer!", private=True)
        assert "Chloe agrees" not in card(stage, "Ana").plain
        await stage.types("Marta", "/correct", private=True)
        assert "Chloe agrees with Ben: Ayer!" in stage.told("Marta")
        await stage.presses("Marta", "OK", private=True)
        assert "Chloe agrees: Ayer!" in card(stage, "Ana").plain


async def test_a_teacher_s_own_correction_goes_at_once(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        said = await wrote(stage)
        await stage.types("Marta", f"/correct {BETTER}", reply_to=said.id)
        assert "Marta suggests one small change." in card(stage, "Ana").plain


async def test_under_18_nobody_is_written_to_first(tmp_path: Path) -> None:
    async with a_task(tmp_path, minors=True) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        assert stage.private_chat("Ben") == []
        await stage.says("Ben", "hola", private=True)
        assert any(one.startswith("Shall I send this to Ana?") for one in stage.private_chat("Ben"))
        await stage.presses("Ben", "Send", private=True)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        assert stage.private_chat("Ana") == []
        assert corrections(stage)[0].question == Passing.NONE


async def test_who_looks_where_only_they_see_it_is_told_of_what_came_in_private(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD, minors=True) as stage:
        await corrected(stage)
        await stage.opens_private("Ana")
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        answer = await stage.presses("Ana", "🔒 For me", under=stage.task)
        assert isinstance(answer, Private)
        assert answer.text.plain.endswith("There is more for you in our private chat.")
        assert "Ben suggests one small change." in card(stage, "Ana").plain
        again = await stage.presses("Ana", "🔒 For me", under=stage.task)
        assert isinstance(again, Private)
        assert "private chat" not in again.text.plain


async def test_a_learner_cannot_approve(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        await stage.types("Ben", "/correct", private=True)
        assert "OK" not in stage.told("Ben")
        stage.paper.chat(stage.private("Ben")).append(listed)
        await stage.presses("Ben", "OK", under=listed, private=True)
        assert corrections(stage)[0].standing == Standing.WAITING


async def test_who_asked_does_not_wait_in_vain(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "Why?", private=True)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "Not this one", private=True)
        assert stage.private_chat("Ana")[-1] == (
            "Your teacher would like to answer your question. Please ask in class."
        )
        assert not any("asks" in one for one in stage.private_chat("Ben"))


async def test_under_18_what_was_posted_without_a_name_stays_without_one(tmp_path: Path) -> None:
    async with a_task(tmp_path, minors=True, more=[PrivateAnswers()]) as stage:
        await stage.says("Ana", SENTENCE, private=True)
        await stage.presses("Ana", "Send to the class for me", private=True)
        posted = stage.posts()[-1]
        assert posted.plain == f"A classmate: {SENTENCE}"
        await stage.types("Ben", f"/correct {BETTER}", reply_to=posted.id)
        assert "Your teacher looks at it first, then a classmate sees it privately:" in stage.told("Ben")
        await stage.types("Marta", "/correct", private=True)
        assert "Ben for Ana:" in stage.told("Marta")
        await stage.presses("Marta", "OK", private=True)
        await stage.opens_private("Ana")
        await stage.presses("Ana", "Got it", private=True)
        await stage.opens_private("Ben")
        assert any("A classmate says thank you for this:" in one for one in stage.private_chat("Ben"))
        assert not any("Ana" in one for one in stage.private_chat("Ben"))


@pytest.mark.parametrize("pressed", [("Under 18", "Yes, some are under 18"), ("Corrections", "Yes, I look first")])
async def test_once_the_teacher_looks_first_what_has_not_left_waits_too(
    tmp_path: Path, pressed: tuple[str, str]
) -> None:
    async with a_task(tmp_path, more=[Setup()]) as stage:
        await set_account(stage, "Ana", reachable=False)
        await corrected(stage)
        await stage.types("Marta", "/setup", private=True)
        for label in pressed:
            await stage.presses("Marta", label, private=True)

        await stage.opens_private("Ana")
        assert not any("suggests" in one for one in stage.private_chat("Ana"))
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)

        await stage.opens_private("Ana")
        assert any("suggests one small change" in one for one in stage.private_chat("Ana"))


async def test_once_a_class_is_under_18_what_was_posted_with_a_name_loses_it(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Setup(), PrivateAnswers()]) as stage:
        await stage.says("Ana", SENTENCE, private=True)
        await stage.presses("Ana", "Send to the class for me", private=True)
        stage.paper.shown_to_all.clear()  # she was of age then

        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "Under 18", private=True)
        await stage.presses("Marta", "Yes, some are under 18", private=True)
        await stage.wait(minutes=1)

        assert f"A classmate: {SENTENCE}" in stage.transcript()
        assert "Ana" not in stage.transcript()


async def test_ok_for_what_is_gone_meanwhile_does_not_say_passed_on(tmp_path: Path) -> None:
    async with a_task(tmp_path, minors=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Ben", "Take back", private=True)

        await stage.presses("Marta", "OK", private=True)

        assert stage.told("Marta").endswith("That is done already.\nNothing else waits for your OK.")


async def test_what_its_author_does_not_want_any_more_is_not_in_the_list(tmp_path: Path) -> None:
    async with a_task(tmp_path, minors=True) as stage:
        await corrected(stage)
        await set_member(stage, "Ana", corrections="not_now")
        await stage.types("Marta", "/correct", private=True)
        assert not any("waits for your OK" in one for one in stage.private_chat("Marta"))


LONG = "Ayer voy al mercado con mi amigo y compro pan, queso, fruta, agua y muchas cosas más para la cena. "


async def test_a_teacher_sees_all_of_what_she_passes_on(tmp_path: Path) -> None:
    """No more than one message holds; one that is longer itself comes in parts, none left out."""
    async with a_task(tmp_path, approve_corrections=True) as stage:
        for name, times in (("Ana", 6), ("Chloe", 6), ("Ana", 36)):
            text = "".join(f"{n} {LONG}" for n in range(times)).strip()
            said = await wrote(stage, name, text)
            await stage.types("Ben", f"/correct {text.replace('voy', 'fui').replace('compro', 'compré')}",
                              reply_to=said.id)  # fmt: skip
        await stage.types("Marta", "/correct", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        assert listed.plain.startswith("Tuesday A2\n3 things wait for your OK:\n1. Ben for Ana:\n0 Ayer voy fui")
        assert listed.labels == ["OK all", "1: OK", "1: Not this one", "2: OK", "2: Not this one"]
        await stage.presses("Marta", "OK all", private=True)
        first, second = stage.seen("Marta", private=True)[-2:]
        assert first.plain.startswith("Tuesday A2\nAll passed on.\n1 thing waits for your OK:\n1. Ben for Ana:")
        assert "35 Ayer voy fui" in second.plain
        assert second.labels == ["OK", "Not this one"]


async def test_a_reason_that_came_after_the_teacher_looked_is_looked_at_too(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Ben", "Say why", private=True)
        await stage.says("Ben", "Porque eres tonta.", private=True)

        await stage.presses("Marta", "OK", private=True)

        assert stage.private_chat("Ana") == []
        assert "That has changed since. Please look again.\n1 thing waits for your OK:" in stage.told("Marta")
        assert stage.told("Marta").endswith("Reason: Porque eres tonta.")
        await stage.presses("Marta", "OK", private=True)
        assert "Ben says: Porque eres tonta." in card(stage, "Ana").plain


async def test_once_a_card_is_passed_on_nobody_writes_a_reason_in_vain(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrected(stage)
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        await stage.presses("Ben", "Say why", private=True)
        assert stage.told("Ben") == "Your correction is on its way already. Thank you!"


async def test_a_teacher_says_why_without_her_own_ok(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        said = await wrote(stage)
        await stage.types("Marta", f"/correct {BETTER}", reply_to=said.id)
        await stage.presses("Marta", "Say why", private=True)
        await stage.says("Marta", "Es pasado.", private=True)
        assert "Marta says: Es pasado." in card(stage, "Ana").plain


DAILY = {
    "en": ("1 correction waits for your OK.", "2 corrections and 1 question wait for your OK.",
           "2 corrections, 1 answer and 1 reason wait for your OK."),
    "es": ("1 corrección espera tu visto bueno.", "2 correcciones y 1 pregunta esperan tu visto bueno.",
           "2 correcciones, 1 respuesta y 1 motivo esperan tu visto bueno."),
}  # fmt: skip


@pytest.mark.parametrize("language", DAILY)
async def test_the_daily_line_says_what_waits(tmp_path: Path, language: str) -> None:
    def press(english: str) -> str:
        return stage.house.house.languages.word(english, language)

    def told() -> str:
        return next(one for one in stage.private_chat("Marta")[-1].split("\n") if one.startswith("·"))[2:]

    one, two, three = DAILY[language]
    async with a_task(tmp_path, approve_corrections=True, language=language, more=[Daily()]) as stage:
        await corrected(stage)
        await stage.wait(hours=1)
        await stage.wait(hours=7)
        assert told() == one

        await stage.presses("Marta", press("Look at them"), private=True)
        await stage.presses("Marta", press("OK"), private=True)
        await stage.presses("Ana", press("Why?"), private=True)
        await stage.presses("Ana", press("Just ask: why?"), private=True)
        for text in (f"Hoy sí. {SENTENCE}", f"Hoy no. {SENTENCE}"):
            said = await wrote(stage, "Chloe", text)
            await stage.types("Ben", f"/correct {text.replace('voy', 'fui')}", reply_to=said.id)
        await stage.wait(days=1)
        assert told() == two

        await stage.presses("Marta", press("Look at them"), private=True)
        await stage.presses("Marta", f"1: {press('OK')}", private=True)
        await stage.presses("Ben", press("Answer"), private=True)
        await stage.says("Ben", "Es pasado.", private=True)
        await stage.types("Chloe", "/correct *fui (es pasado)", reply_to=stage.message(SENTENCE, stage.room).id)
        await stage.wait(days=1)
        assert told() == three
