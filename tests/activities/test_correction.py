"""Scenes of the correction itself: the ways in, the card, and its life."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Form
from storage.people import CorrectionWish
from storage.standing import Standing
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, card, corrections, marks, wrote
from tests.tasks import set_room


async def test_a_correction_typed_in_the_room(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        before = stage.transcript()

        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)

        assert stage.transcript() == before, "the typed line is gone and nothing else appeared"
        shown = card(stage, "Ana")
        assert marks(shown.text) == (
            "Ben suggests one small change. Only you see this.\n\n"
            "Ayer ~~voy~~ **fui** al mercado con mi amigo.\nAbout: verb"
        )
        assert shown.labels == ["Got it", "Why?", "Not what I meant", "Tell my teacher"]
        assert "Ana sees it privately" in stage.told("Ben")
        assert [one.standing for one in corrections(stage)] == [Standing.SHOWN]


async def test_its_whole_life(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        before = stage.transcript()
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "Why not voy?", private=True)
        assert "Why not voy?" in stage.seen("Ben", private=True)[-1].plain
        assert "Why?" not in card(stage, "Ana").labels, "one question"
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "Because it was yesterday.", private=True)
        assert "Ben answers your question “Why not voy?”:\nBecause it was yesterday." in stage.private_chat("Ana")[-1]
        assert "You asked: Why not voy?\nBen answers: Because it was yesterday." in card(stage, "Ana").plain
        assert "Why?" not in card(stage, "Ana").labels
        answer = stage.seen("Ana", private=True)[-1]
        await stage.presses("Ana", "Got it", under=answer, private=True)
        assert (answer.plain.startswith("Ben answers"), answer.labels) == (True, [])
        assert "✓ Got it." in card(stage, "Ana").plain
        assert "Got it" not in card(stage, "Ana").labels
        assert stage.private_chat("Ben")[-1].startswith("Ana says thank you for this:")
        await stage.says("Ana", "ayer fui al mercado con mi amigo", private=True)
        assert stage.told("Ana") == "That is it. Well done!"
        [row] = corrections(stage)
        assert (row.standing, row.taken_up_at) == (Standing.GOT_IT, stage.now)
        assert "✓ You wrote the better sentence yourself. Well done!" in card(stage, "Ana").plain
        assert stage.transcript() == before


async def test_a_bare_reply_opens_a_link_that_goes_again(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", "/correct", reply_to=said.id)
        link = stage.posts()[-1]
        assert (link.plain, link.labels) == ("Corrections are private here.", ["Correct in private"])
        payload = link.buttons[0][0].url.removeprefix("paper:")
        await stage.opens_private("Chloe", payload)
        assert "for somebody else" in stage.told("Chloe")
        await stage.opens_private("Ben", payload)
        assert link not in stage.posts()
        assert "Ana wrote:\nAyer voy al mercado con mi amigo." in stage.told("Ben")
        await stage.says("Ben", BETTER, private=True)
        assert "Ben suggests one small change." in card(stage, "Ana").plain
        await stage.opens_private("Ben", payload)
        assert "used already" in stage.told("Ben")


async def test_a_link_nobody_uses_goes_after_an_hour(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", "/correct", reply_to=said.id)
        await stage.wait(minutes=61)
        assert "Correct in private" not in stage.transcript()
        assert "/correct" not in stage.transcript()


async def test_a_message_s_menu_opens_a_form_with_its_text(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        form = await stage.uses("Ben", "correct", on=said)
        assert isinstance(form, Form)
        assert [(one.name, one.value) for one in form.fields] == [("better", SENTENCE), ("reason", "")]
        await stage.sends_form("Ben", better=BETTER, reason="It was yesterday.")
        assert "Ana sees it privately" in stage.told("Ben")
        assert "Ben says: It was yesterday." in card(stage, "Ana").plain


@pytest.mark.parametrize("wants", [CorrectionWish.NOT_NOW])
async def test_who_wants_none_is_left_alone(tmp_path: Path, wants: CorrectionWish) -> None:
    async with a_task(tmp_path, wants=wants) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Ben") == "Ana does not want corrections right now. Thank you for offering!"
        await stage.says("Ben", "*fui", to=said)
        assert corrections(stage) == []


async def test_typed_where_answers_are_private_it_leads_to_the_form(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        posts = len(stage.posts())
        await stage.types("Ben", "/correct", reply_to=said.id)
        assert stage.told("Ben") == f"Ana wrote:\n{SENTENCE}"
        form = await stage.presses("Ben", "Write it")
        assert isinstance(form, Form)
        assert form.fields[0].value == SENTENCE
        await stage.sends_form("Ben", better="*fui")
        assert "~~voy~~ **fui**" in marks(card(stage, "Ana").text)
        assert len(stage.posts()) == posts


async def test_where_lines_stay_their_writer_is_told_once_how_to_do_it_unseen(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await set_room(stage, may_delete=False)
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert "I cannot delete your line here." in stage.told("Ben")
        other = await wrote(stage, text="Yo gusta mucho el queso.")
        await stage.types("Ben", "/correct Me gusta mucho el queso.", reply_to=other.id)
        assert "I cannot delete" not in stage.told("Ben")
        assert len(corrections(stage)) == 2


async def test_the_note_how_to_do_it_unseen_is_not_lost_where_more_is_asked(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await set_room(stage, may_delete=False)
        said = await wrote(stage, text="Yo va al mercado y ella van al cine.")
        await stage.types("Ben", "/correct *voy", reply_to=said.id)
        assert stage.told("Ben").startswith("I cannot delete your line here.")
        assert "Which one do you mean for Ana?" in stage.told("Ben")


async def test_few_words_that_fit_nowhere_are_shown_to_their_writer_first(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", "/correct zanahoria", reply_to=said.id)
        assert stage.told("Ben").startswith("Shall I send this to Ana?")
        assert stage.private_chat("Ana") == []
        await stage.types("Ana", "/correct zanahoria", reply_to=said.id)
        assert stage.told("Ana") == "I cannot see which words you mean. Please write the whole sentence."


async def test_what_is_far_longer_is_no_correction(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER} {'Y mucho más. ' * 40}", reply_to=said.id)
        assert stage.told("Ben") == "That is much longer than the sentence. Please change as little as you can."
        assert corrections(stage) == []


async def test_one_person_has_one_line_in_the_room_however_often_they_ask(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        for name in ("Ben", "Ben", "Chloe", "Ben"):
            await stage.types(name, "/correct", reply_to=said.id)
        lines = [one for one in stage.posts() if one.plain == "Corrections are private here."]
        assert len(lines) == 2
        await stage.opens_private("Ben", lines[-1].buttons[0][0].url.removeprefix("paper:"))
        assert "Ana wrote:" in stage.told("Ben")
