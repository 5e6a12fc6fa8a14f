"""Scenes of the asterisk: understood in a room, offered to its writer alone, never more than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.port import Limits
from storage.people import CorrectionWish
from storage.rounds import Round
from storage.standing import Standing
from tests.activities.correcting import LIKE_DISCORD, LIKE_TELEGRAM, a_task, card, corrections, marks, wrote
from tests.stage import Stage
from tests.tasks import set_account, texts, the_round


def task(stage: Stage) -> Round:
    with stage.house.database.read() as records:
        found = records.rounds.get(1)
        assert found is not None
        return found


def repairs(stage: Stage) -> list[int]:
    with stage.house.database.read() as records:
        return [one.self_repairs for one in records.contributions.of_round(1)]


@pytest.mark.parametrize("limits", [LIKE_TELEGRAM, LIKE_DISCORD])
async def test_it_is_offered_to_its_writer_and_sent(tmp_path: Path, limits: Limits) -> None:
    async with a_task(tmp_path, limits) as stage:
        said = await wrote(stage)
        posts = len(stage.posts())
        await stage.says("Ben", "*fui (it was yesterday)", to=said)
        offer = stage.seen("Ben", private=True)[-1]
        assert marks(offer.text) == (
            "Shall I send this to Ana? The class does not see it.\n\n"
            "Ayer ~~voy~~ **fui** al mercado con mi amigo.\nAbout: verb\nReason: it was yesterday"
        )
        assert offer.labels == ["Send", "Change", "No"]
        assert [one.standing for one in corrections(stage)] == [Standing.OFFERED]
        assert texts(stage, task(stage)) == ["Ayer voy al mercado con mi amigo."], "it is no contribution"

        await stage.presses("Ben", "Send", private=True)

        assert "Ben says: it was yesterday" in card(stage, "Ana").plain
        assert len(stage.posts()) == posts


async def test_no_leaves_no_trace(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "fui*", to=said)
        await stage.presses("Ben", "No", private=True)
        assert corrections(stage) == []
        assert stage.told("Ben") == "All right. Nobody sees it."


async def test_it_can_be_changed_first(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        await stage.presses("Ben", "Change", private=True)
        await stage.says("Ben", "Ayer fui al mercado con una amiga.", private=True)
        shown = marks(card(stage, "Ana").text)
        assert "Ayer ~~voy~~ **fui** al mercado con ~~mi~~ **una** ~~amigo~~ **amiga**." in shown
        assert "2 small changes" in shown, "what stands side by side is one"
        assert len(corrections(stage)) == 1


async def test_what_may_be_meant_twice_is_asked(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text="Yo va al mercado y ella van al cine.")
        await stage.says("Ben", "*voy", to=said)
        offer = stage.seen("Ben", private=True)[-1]
        assert offer.labels == ["1", "2", "No"]
        [line] = [one for one in marks(offer.text).splitlines() if "~~va~~ **voy**" in one]
        await stage.presses("Ben", line[0], private=True)
        await stage.presses("Ben", "Send", private=True)
        assert "~~va~~ **voy**" in marks(card(stage, "Ana").text)
        assert len(corrections(stage)) == 1


@pytest.mark.parametrize("to_it", [True, False])
async def test_mending_oneself_is_counted_and_nothing_is_said(tmp_path: Path, to_it: bool) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ana", "*fui", to=said if to_it else None)
        assert repairs(stage) == [1]
        assert texts(stage, task(stage)) == ["Ayer fui al mercado con mi amigo."]
        assert stage.private_chat("Ana") == []
        assert "1 has written" in stage.task.plain


async def test_the_command_mends_one_s_own_too(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ana", "/correct *fui", reply_to=said.id)
        assert stage.told("Ana") == "Noted: you corrected your own sentence. The class does not hear of it."
        assert repairs(stage) == [1]
        assert texts(stage, task(stage)) == ["Ayer fui al mercado con mi amigo."]
        await stage.types("Ana", "/correct Ayer fui al mercado con mi amigo.", reply_to=said.id)
        assert stage.told("Ana").startswith("That is the same sentence.")
        assert corrections(stage) == []


@pytest.mark.parametrize(
    "line",
    [
        "*laughs*",
        "* pan\n* queso",
        "¡Qué *bien*!",
        "*see below",
        "me gusta el pan de casa",
        "*aeropuerto internacional",
    ],
)
async def test_what_is_no_correction_is_left_alone(tmp_path: Path, line: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", line, to=said)
        assert corrections(stage) == []
        assert stage.private_chat("Ben") == []


async def test_an_asterisk_that_answers_nothing_is_not_for_a_classmate(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await wrote(stage)
        await stage.says("Ben", "*fui")
        assert corrections(stage) == []


async def test_what_fits_a_classmate_s_newer_sentence_as_well_mends_nobody_s(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await wrote(stage, "Ben", "Yo va a la playa con mi perro.")
        await wrote(stage)
        await stage.says("Ben", "*fui")
        assert texts(stage, task(stage)) == ["Yo va a la playa con mi perro.", "Ayer voy al mercado con mi amigo."]
        assert repairs(stage) == [0, 0]
        assert stage.private_chat("Ben") == []
        await stage.says("Ben", "*fui", to=stage.task)
        assert repairs(stage) == [1, 0], "under the task it is one's own"


async def test_under_the_task_it_mends_one_s_own_last_sentence(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await wrote(stage, "Ben", "Yo tiene dos gatos en casa.")
        await stage.says("Ana", "¡Qué bien!", to=stage.task)
        await stage.says("Ben", "*tengo dos gatos", to=stage.task)
        assert texts(stage, task(stage)) == ["Yo tengo dos gatos en casa."]
        assert repairs(stage) == [1]


async def test_of_short_messages_in_a_row_the_one_it_fits_is_mended(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        for words in ("Yo tiene", "dos gatos", "en casa"):
            said = await stage.says("Ben", words, to=stage.task)
        await stage.says("Ben", "*tengo", to=said)
        assert texts(stage, task(stage)) == ["Yo tengo\ndos gatos\nen casa"]
        await stage.says("Chloe", "*mi casa", to=said)
        assert "Shall I send this to Ben?" in stage.private_chat("Chloe")[-1]


@pytest.mark.parametrize("line", ["*fui\n*a su amigo", "*fui, a su amigo"])
async def test_several_are_offered_together(tmp_path: Path, line: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", line, to=said)
        assert "Ayer ~~voy~~ **fui** al mercado ~~con mi~~ **a su** amigo." in marks(
            stage.seen("Ben", private=True)[-1].text
        )
        assert texts(stage, task(stage)) == [said.plain]


async def test_what_fits_as_a_correction_is_one_and_else_an_answer(tmp_path: Path) -> None:
    async with a_task(tmp_path, counts="everything") as stage:
        said = await wrote(stage, text="La fiesta es en la calle Mayor 12")
        await stage.says("Ana", "*13")
        assert texts(stage, task(stage)) == ["La fiesta es en la calle Mayor 13"]
        await stage.says("Ben", "*llevo pan para todos\n*llevo también queso", to=said)
        assert texts(stage, task(stage))[1:] == ["*llevo pan para todos\n*llevo también queso"], (
            "a list, of what Ben brings"
        )


@pytest.mark.parametrize("counts", ["replies", "everything"])
async def test_under_what_is_not_kept_it_is_no_contribution_either(tmp_path: Path, counts: str) -> None:
    async with a_task(tmp_path, counts=counts) as stage:
        said = await wrote(stage)
        starred = await stage.says("Chloe", "*fui al mercado", to=said)
        of_teacher = await stage.says("Marta", "Hoy yo hace la cena en casa.", to=said)
        of_stranger = await stage.says("Zoe", "Yo va siempre al mercado.")
        voice = await stage.says("Ana", "", to=stage.task, kind="voice")
        for other in (starred, of_teacher, of_stranger, voice):
            await stage.says("Ben", "*fue al mercado ayer", to=other)
        assert texts(stage, task(stage)) == [said.plain, ""], "two contributions, both Ana's"
        assert stage.private_chat("Ben") == []


@pytest.mark.parametrize(
    "line",
    ["*zanahoria", "*fui", "*fui al mercado", "*tengo dos gatos"],
    ids=["fits nowhere", "said again", "said again in words", "for another who is not answered"],
)
async def test_an_asterisk_that_comes_to_nothing_is_not_added_to_what_was_said(tmp_path: Path, line: str) -> None:
    async with a_task(tmp_path, counts="everything") as stage:
        await wrote(stage, "Ana", "Ayer fui al mercado con mi amigo.")
        await wrote(stage, "Ben", "Yo tiene dos gatos en casa.")
        await stage.says("Ana", line)
        assert texts(stage, task(stage)) == ["Ayer fui al mercado con mi amigo.", "Yo tiene dos gatos en casa."]
        assert corrections(stage) == []
        assert stage.private_chat("Ana") == []


async def test_who_has_not_joined_is_not_asked_to_count_an_asterisk(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Zoe", "*fui al mercado", to=said)
        assert "shall I count this?" not in stage.transcript()
        await stage.says("Zoe", "Compro pan en el mercado.", to=stage.task)
        assert "Zoe, shall I count this?" in stage.transcript()


async def test_what_is_too_small_for_its_author_is_not_offered(tmp_path: Path) -> None:
    async with a_task(tmp_path, wants=CorrectionWish.BIG) as stage:
        said = await wrote(stage, text="ayer compre cafe en el mercado")
        await stage.says("Ben", "*compré", to=said)
        assert stage.private_chat("Ben") == []
        assert corrections(stage) == []


async def test_what_was_offered_and_not_sent_is_forgotten(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        await stage.wait(hours=27)
        assert corrections(stage) == []
        await stage.presses("Ben", "Send", private=True)
        assert "too old" in stage.told("Ben")


async def test_an_edit_that_mends_counts_once(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.edits("Ana", said, "Ayer fui al mercado con mi amigo.")
        await stage.edits("Ana", said, "Ayer fui al mercado con mi amiga.")
        await stage.edits("Ana", said, "Ayer fui al mercado con mi amiga. Y compré queso.")
        assert repairs(stage) == [1]
        assert the_round(stage, task(stage)).open


async def test_where_the_private_chat_is_closed_the_offer_waits_under_for_me(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await set_account(stage, "Ben", reachable=False)
        said = await wrote(stage)
        before = stage.transcript()
        await stage.says("Ben", "*fui", to=said)
        assert stage.transcript() == f"{before}\nBen: *fui", "no door is put into the room for it"
        await stage.types("Ben", "/correct")  # an answer that waits as well, and outdates earlier answers
        await stage.opens_private("Ben")
        await stage.presses("Ben", "Send", private=True)
        assert "~~voy~~ **fui**" in marks(card(stage, "Ana").text)


async def test_an_offer_nobody_opened_goes_with_what_was_offered(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await set_account(stage, "Ben", reachable=False)
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        await stage.wait(hours=27)
        await stage.opens_private("Ben")
        assert not any("voy" in one for one in stage.private_chat("Ben")), "Ana's words left with the offer"


async def test_as_many_choices_fit_in_a_row_as_any_platform_takes(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text="Mi casa bonita, tu casa bonita, su casa bonita y la casa bonita.")
        await stage.says("Ben", "*bonito", to=said)
        offer = stage.seen("Ben", private=True)[-1]
        assert offer.plain.startswith("Which one do you mean for Ana?")
        assert offer.labels == ["1", "2", "3", "4", "No"]


async def test_of_two_offers_for_one_sentence_only_the_newest_can_be_sent(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        starred = await stage.says("Ben", "*fue", to=said)
        await stage.edits("Ben", starred, "*fui")
        await stage.wait(minutes=1)
        older, newer = stage.seen("Ben", private=True)
        assert (older.plain, older.labels) == ("You wrote a newer correction of this.", [])
        await stage.presses("Ben", "Send", private=True, under=newer)
        assert "~~voy~~ **fui**" in marks(card(stage, "Ana").text)


@pytest.mark.parametrize(
    ("wants", "text", "then"),
    [
        (CorrectionWish.BIG, "Ayer yo voy a casa y el come.", "*él"),
        (CorrectionWish.PRIVATE, "Ayer yo\nvoy a casa y él come.", "*yo voy"),
    ],
)
async def test_what_nobody_is_offered_takes_no_earlier_offer_away(
    tmp_path: Path, wants: CorrectionWish, text: str, then: str
) -> None:
    async with a_task(tmp_path, wants=wants) as stage:
        said = await wrote(stage, text=text)
        await stage.says("Ben", "*fui", to=said)
        await stage.says("Ben", then, to=said)
        (offer,) = stage.seen("Ben", private=True)
        await stage.presses("Ben", "Send", private=True, under=offer)
        assert "~~voy~~ **fui**" in marks(card(stage, "Ana").text)
