"""Scenes of corrections that are too many, unkind, or unwanted: stopped kindly, and the teacher can be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.daily import Daily
from activities.people import People
from activities.watching import Watching
from storage.people import CorrectionWish, Role
from tests.activities.correcting import BETTER, SENTENCE, a_task, card, corrections, wrote
from tests.activities.test_dealing import NOBODY, deal, dealing
from tests.cast import joined
from tests.stage import Seen, Stage
from tests.tasks import set_member


async def sees_the_first_card(stage: Stage, said: Seen, name: str = "Chloe") -> None:
    """Somebody comes second to a sentence, and sees what was suggested."""
    await stage.types(name, "/correct", reply_to=said.id)
    await stage.opens_private(name, stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))
    assert "has suggested this already" in stage.told(name)


async def test_taking_back_and_sending_anew_is_limited_too(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        for number in range(7):
            await stage.types("Ben", f"/correct Ayer fui al mercado con {'mis' if number % 2 else 'un'} amigo.",
                              reply_to=said.id)  # fmt: skip
            if "Take back" in stage.seen("Ben", private=True)[-1].labels:
                await stage.presses("Ben", "Take back", private=True)
        assert stage.told("Ben").startswith("You have helped the same classmate 5 times today.")
        assert len(stage.private_chat("Ana")) == 5


async def test_what_the_teacher_keeps_back_counts_as_well(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        said = await wrote(stage)
        for _ in range(6):
            await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
            if len(corrections(stage)) <= 5 and "Your teacher looks at it first" in stage.told("Ben"):
                await stage.types("Marta", "/correct", private=True)
                await stage.presses("Marta", "Not this one", private=True)
        assert len(corrections(stage)) == 5


async def test_the_limit_is_between_two_and_in_one_direction(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        for n in "abcde":
            said = await wrote(stage, "Ana", f"Ayer voy al mercado con {n} amigos.")
            await stage.types("Ben", f"/correct Ayer fui al mercado con {n} amigos.", reply_to=said.id)
        last = await wrote(stage, "Ana", "Ayer voy al cine con mi hermana.")
        await stage.says("Ben", "*fui", to=last)
        assert not any("Shall I send" in one for one in stage.private_chat("Ben")), "nor by an asterisk"
        assert await deal(stage, "Ben") == NOBODY
        mine = await wrote(stage, "Ben", "Yo tiene dos gatos en casa.")
        await stage.types("Ana", "/correct *tengo", reply_to=mine.id)
        assert "Ana suggests one small change." in card(stage, "Ben").plain
        other = await wrote(stage, "Chloe", "Mi hermana son muy alta.")
        await stage.types("Ben", "/correct *es", reply_to=other.id)
        assert "Ben suggests one small change." in card(stage, "Chloe").plain


async def test_who_is_paused_adds_no_words_to_cards(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await sees_the_first_card(stage, said)
        await stage.presses("Chloe", "I agree, because …", private=True)
        for name in ("Ben", "Chloe"):
            await set_member(stage, name, corrects_paused=True)
        await stage.says("Chloe", "Eres tonta.", private=True)
        assert stage.told("Chloe").startswith("Your teacher asks you to pause correcting for now.")
        await stage.presses("Ben", "Say why", private=True)
        assert stage.told("Ben").startswith("Your teacher asks you to pause correcting for now.")
        assert "tonta" not in card(stage, "Ana").plain


async def test_who_is_paused_answers_nobody_and_nobody_waits_for_it(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[People()]) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.presses("Ana", "Why?", private=True)
        await stage.presses("Ana", "Just ask: why?", private=True)
        await stage.presses("Ben", "Answer", private=True)
        await stage.types("Marta", "/people", private=True)
        for label in ("Ben", "Pause corrections of Ben"):
            await stage.presses("Marta", label, private=True)
        assert stage.private_chat("Ana")[-1] == "Ben cannot say why. Please ask in class: others want to know, too."
        await stage.says("Ben", "Eres tonta.", private=True)
        assert stage.told("Ben").startswith("Your teacher asks you to pause correcting for now.")
        await stage.presses("Ben", "Answer", private=True)
        assert stage.told("Ben").startswith("Your teacher asks you to pause correcting for now.")
        assert not any("tonta" in one for one in stage.private_chat("Ana"))


async def test_who_is_paused_is_asked_nothing(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await set_member(stage, "Ben", corrects_paused=True)
        await stage.presses("Ana", "Why?", private=True)
        assert stage.told("Ana") == "Ben cannot answer right now. Please ask in class."


async def test_who_wants_none_any_more_gets_no_second_opinion(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await sees_the_first_card(stage, said)
        await set_member(stage, "Ana", corrections=CorrectionWish.NOT_NOW.value)
        await stage.presses("Chloe", "I agree", private=True)
        assert stage.told("Chloe") == "Ana does not want corrections right now. Thank you for offering!"
        assert "Chloe" not in card(stage, "Ana").plain


async def test_a_card_is_not_corrected_back(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        shown = card(stage, "Ana")
        for line in ("/correct", f"/correct {SENTENCE}"):
            await stage.types("Ana", line, private=True, reply_to=shown.id)
        await stage.says("Ana", "*voy", private=True, to=shown)
        assert len(corrections(stage)) == 1


async def test_where_two_have_corrected_a_teacher_still_may(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        for name, better in (("Ben", "Ayer iba al mercado con mi amigo."), ("Chloe", "Ayer voy al cine con mi amigo.")):
            await stage.types(name, f"/correct {better}", reply_to=said.id)
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await joined(stage, class_, "Lucía", Role.HELPER)
        await joined(stage, class_, "Dan")
        await stage.types("Dan", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Dan") == "Two people have corrected that sentence already. Thank you for offering!"
        for name in ("Lucía", "Marta"):
            await stage.types(name, f"/correct {BETTER}", reply_to=said.id)
        assert len(corrections(stage)) == 4


async def test_each_report_is_told_to_the_teacher(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        older = await wrote(stage, "Ana", "Ben es un tonto feo de mierda.")
        await wrote(stage, "Chloe", "Todos son unos tontos aquí.")
        assert "Ana wrote:" in await deal(stage, "Ben")
        await stage.presses("Ben", "Another one", private=True)
        await stage.presses("Ben", "Tell the teacher", private=True)
        await stage.wait(days=1)
        assert await deal(stage, "Chloe") == f"Ana wrote:\n{older.plain}\n" + stage.told("Chloe").split("\n")[-1]
        await stage.presses("Chloe", "Tell the teacher", private=True)
        await stage.wait(days=1)
        told = [one for one in stage.private_chat("Marta") if "to look at" in one]
        assert len(told) == 2
        assert "Learners ask you to look at 2 sentences." in told[-1]


async def test_each_card_that_is_shown_to_the_teacher_is_told(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Daily(), Watching()]) as stage:
        for word in ("pan", "queso"):
            said = await wrote(stage, "Ana", f"Ayer yo compra {word} en el mercado.")
            await stage.types("Ben", f"/correct Tú compras {word} como una tonta en el mercado.", reply_to=said.id)
        older, newer = [one for one in stage.seen("Ana", private=True) if "Tell my teacher" in one.labels]
        for shown in (newer, older):
            await stage.presses("Ana", "Tell my teacher", private=True, under=shown)
            await stage.wait(days=1)
        told = [one for one in stage.private_chat("Marta") if "to look at" in one]
        assert len(told) == 2
        assert "Learners ask you to look at 2 corrections." in told[-1]


@pytest.mark.parametrize("kind", ["voice", "picture"])
async def test_what_holds_no_words_is_not_corrected(tmp_path: Path, kind: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await stage.says("Ana", "", to=stage.task, kind=kind)  # type: ignore[arg-type]
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Ben") == "I cannot read voice notes or pictures. Corrections are for written sentences."
