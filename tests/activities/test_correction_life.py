"""Scenes of the card's life: wishes of its author, the night, a second corrector, edits, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat import Form
from bot.port import Limits
from storage.corrections import Wording
from storage.people import CorrectionWish
from storage.standing import Standing
from tests.activities.correcting import (
    BETTER,
    LIKE_DISCORD,
    LIKE_TELEGRAM,
    SENTENCE,
    a_task,
    card,
    corrections,
    marks,
    wrote,
)
from tests.stage import Stage
from tests.tasks import set_account, set_member

LONG = "Ayer voy al mercado. " + "Mi amigo tiene un perro muy grande y muy bueno. " * 7 + "Yo gusta el queso. Es rico !"


def words(stage: Stage) -> list[Wording]:
    with stage.house.database.read() as records:
        return [records.corrections.words(one) for one in corrections(stage)]


async def corrects(stage: Stage, better: str = BETTER, by: str = "Ben", text: str = SENTENCE) -> None:
    said = next((one for one in stage.seen(by) if one.plain == text), None) or await wrote(stage, text=text)
    await stage.types(by, f"/correct {better}", reply_to=said.id)


async def test_only_big_mistakes(tmp_path: Path) -> None:
    async with a_task(tmp_path, wants=CorrectionWish.BIG) as stage:
        await corrects(stage, "Ayer fui al mercado, con mi amigo.")
        shown = card(stage, "Ana")
        assert "Ayer ~~voy~~ **fui** al mercado con mi amigo." in marks(shown.text), "the comma is left out"
        assert "one small change" in shown.plain

        await corrects(stage, "¡Hola a todos aquí!", text="hola a todos aqui")
        assert stage.told("Ben") == (
            "Thank you! Ana asked to hear only of big mistakes.\nThis is a small thing, so I keep it to myself."
        )
        assert len(corrections(stage)) == 1


async def test_two_changes_first(tmp_path: Path) -> None:
    better = LONG.replace("voy", "fui").replace("Yo gusta", "Me gusta").replace("rico !", "rico.")
    async with a_task(tmp_path) as stage:
        await corrects(stage, better, text=LONG)
        shown = card(stage, "Ana")
        assert marks(shown.text) == (
            "Ben suggests 3 small changes. Only you see this.\n\n"
            "Ayer ~~voy~~ **fui** al mercado. … ~~Yo~~ **Me** gusta el queso. …\n"
            "About: verb, small words\nYou see 2 of 3 changes."
        )
        await stage.presses("Ana", "Show all", private=True)
        assert "Es rico~~ !~~**.**" in marks(shown.text)
        assert "Show all" not in shown.labels


@pytest.mark.parametrize("limits", [LIKE_TELEGRAM, LIKE_DISCORD])
async def test_what_was_opened_stays_open(tmp_path: Path, limits: Limits) -> None:
    better = LONG.replace("voy", "fui").replace("Yo gusta", "Me gusta").replace("rico !", "rico.")
    async with a_task(tmp_path, limits) as stage:
        await corrects(stage, better, text=LONG)
        shown = card(stage, "Ana")
        await stage.presses("Ana", "Show all", private=True)
        for does in ("Why?", "Just ask: why?", "Got it", "Tell my teacher", "Keep"):
            await stage.presses("Ana", does, private=True)
            assert "Es rico~~ !~~**.**" in marks(shown.text), does
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "Es pasado.", private=True)
        assert "Ben answers: Es pasado." in shown.plain
        assert "Es rico~~ !~~**.**" in marks(shown.text)


async def test_the_class_s_focus_comes_first(tmp_path: Path) -> None:
    better = LONG.replace("voy", "fui").replace("Yo gusta", "Me gusta").replace("rico !", "rico.")
    async with a_task(tmp_path, focus="punctuation") as stage:
        await corrects(stage, better, text=LONG)
        assert "About: verb, punctuation" in card(stage, "Ana").plain


async def test_another_sentence_is_shown_before_and_after(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage, "Estuve en la plaza de compras ayer por la tarde.")
        assert card(stage, "Ana").plain == (
            "Ben suggests another way to say it. Only you see this.\n\n"
            f"Before: {SENTENCE}\nAfter: Estuve en la plaza de compras ayer por la tarde."
        )


async def test_nothing_is_said_at_night(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.wait(hours=12, minutes=30)  # 22:30 in London
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.private_chat("Ana") == []
        assert corrections(stage)[0].standing == Standing.ON_ITS_WAY
        await stage.wait(hours=9)
        assert "fui" in card(stage, "Ana").plain
        assert corrections(stage)[0].shown_at == datetime(2026, 5, 5, 6, 30, tzinfo=UTC)


async def test_a_closed_chat_is_no_loss(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        await set_account(stage, "Ana", reachable=False)
        await corrects(stage)
        assert stage.private_chat("Ana") == []
        await stage.presses("Ana", "🔒 For me")
        shown = next(one for one in stage.seen("Ana") if "Only you see this." in one.plain)
        assert corrections(stage)[0].standing == Standing.SHOWN
        await stage.presses("Ana", "Got it", under=shown)
        assert corrections(stage)[0].standing == Standing.GOT_IT
        assert "Ana: " not in stage.transcript().replace(f"Ana: {SENTENCE}", "")


async def test_taken_back_until_it_is_answered(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ben", "Take back", private=True)
        assert stage.private_chat("Ana") == ["This correction was taken back. There is nothing to do."]
        assert corrections(stage)[0].standing == Standing.TAKEN_BACK

        await corrects(stage)
        await stage.presses("Ana", "Got it", private=True)
        await stage.presses("Ben", "Take back", private=True)
        assert "has answered already" in stage.told("Ben")


async def test_taken_back_before_it_was_seen_leaves_nothing(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await set_account(stage, "Ana", reachable=False)
        await corrects(stage)
        await stage.presses("Ben", "Take back", private=True)
        await stage.opens_private("Ana")
        assert not any("suggest" in one for one in stage.private_chat("Ana"))


async def test_a_reason_can_follow_and_the_kind_be_set(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ben", "Say why", private=True)
        await stage.says("Ben", "Ayer is the past.", private=True)
        await stage.presses("Ben", "Not about: verb", private=True)
        await stage.presses("Ben", "word choice", private=True)
        assert card(stage, "Ana").plain.endswith("About: word choice\nBen says: Ayer is the past.")
        assert corrections(stage)[0].kinds == [[3, "word choice"]]


async def test_what_it_is_not_about_goes_in_one_tap(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        assert "About: verb" in card(stage, "Ana").plain
        await stage.presses("Ben", "Not about: verb", private=True)
        assert "About" not in card(stage, "Ana").plain
        await stage.presses("Ben", "word choice", private=True)
        assert "About: word choice" in card(stage, "Ana").plain


async def test_a_second_corrector_sees_the_first_card(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        await corrects(stage)
        await stage.uses("Chloe", "correct", on=said)
        assert stage.told("Chloe").startswith("Ben has suggested this already:\n\nAyer voy fui al mercado")
        await stage.presses("Chloe", "I agree")
        assert card(stage, "Ana").plain.endswith("\nChloe agrees.")
        await corrects(stage, by="Chloe")
        assert stage.told("Chloe") == "You have said what you think of it already. Thank you!"
        assert len(corrections(stage)) == 1


async def test_the_same_again_is_agreeing_and_another_is_another(tmp_path: Path) -> None:
    async with a_task(tmp_path, learners=("Ana", "Ben", "Chloe", "Dan")) as stage:
        await corrects(stage)
        await corrects(stage, by="Chloe")
        assert "sees that you agree" in stage.told("Chloe")
        await corrects(stage, "Ayer iba al mercado con mi amigo.", by="Dan")
        assert len(corrections(stage)) == 2
        await corrects(stage, "Ayer iré al mercado con mi amigo.", by="Chloe")
        assert stage.told("Chloe") == "Two people have corrected that sentence already. Thank you for offering!"


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        ("Ayer voy al mercado con mi amigo. ¡Qué bien!", True),
        ("Hoy escribo otra cosa muy distinta.", False),
    ],
)
async def test_an_edited_original_is_followed(tmp_path: Path, edit: str, kept: bool) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await corrects(stage)
        await stage.edits("Ana", said, edit)
        [row] = corrections(stage)
        if kept:
            assert row.standing == Standing.SHOWN
            assert "Ayer ~~voy~~ **fui** al mercado con mi amigo. ¡Qué bien!" in marks(card(stage, "Ana").text)
        else:
            assert row.standing == Standing.GONE
            assert stage.private_chat("Ana") == [
                "You have changed this sentence since then. There is nothing more to do here."
            ]


async def test_an_edit_to_the_better_sentence_is_taking_it_up(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await corrects(stage)
        await stage.edits("Ana", said, BETTER)
        [row] = corrections(stage)
        assert (row.standing, row.taken_up_at) == (Standing.SHOWN, stage.now)
        assert card(stage, "Ana").labels == ["Got it", "Why?", "Tell my teacher"], "that is just what they meant"


async def test_what_is_kept_says_so(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ana", "Got it", private=True)
        assert "Kept" not in card(stage, "Ana").plain
        await stage.presses("Ana", "Keep", private=True)
        assert card(stage, "Ana").plain.endswith("Kept for you: /progress")
        assert "Keep" not in card(stage, "Ana").labels
        assert corrections(stage)[0].erase_at is None, "their file names no day on which it would go"


async def test_a_deleted_original_takes_the_words_along(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await corrects(stage)
        await stage.deletes("Ana", said)
        assert stage.private_chat("Ana") == ["This sentence is not there any more. There is nothing more to do here."]
        assert words(stage) == [Wording()]


@pytest.mark.parametrize(
    ("text", "taken_up"),
    [
        ("Ayer fui al mercado con mi amigo.", True),
        ("¡AYER FUI AL MERCADO CON MI AMIGO!", True),
        ("Sí: ayer fui al mercado con mi amigo, y fue divertido", True),
        ("Ayer voy al mercado con mi amigo", False),
        ("fui", False),
        ("Mañana voy al mercado", False),
    ],
)
async def test_retyping_in_the_room_is_noticed_without_a_word(tmp_path: Path, text: str, taken_up: bool) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        posts = len(stage.posts())
        await stage.says("Ana", text)
        assert (corrections(stage)[0].taken_up_at is not None) is taken_up
        assert len(stage.posts()) == posts


async def test_the_teacher_hears_of_it(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ana", "Tell my teacher", private=True)
        assert "Your teacher knows about it." in card(stage, "Ana").plain
        with stage.house.database.read() as records:
            assert [one.id for one in records.for_teacher.reported(1)] == [corrections(stage)[0].id]


async def test_who_has_not_been_here_for_a_week_gets_no_card(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.wait(days=8)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert "has not been here for a while" in stage.told("Ben")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"/correct {SENTENCE}", "That is the same sentence. Please write it the way you would say it."),
        (f"/correct   {SENTENCE}  ", "That is the same sentence. Please write it the way you would say it."),
        (
            f"/correct {'  '.join(SENTENCE.split())}",
            "That is the same sentence. Please write it the way you would say it.",
        ),
    ],
)
async def test_unchanged_is_refused(tmp_path: Path, typed: str, told: str) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", typed, reply_to=said.id)
        assert stage.told("Ben") == told
        assert corrections(stage) == []


async def test_refusals(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ana", "/correct", reply_to=said.id)
        assert stage.told("Ana") == ("That sentence is yours. Just edit your message, or answer it like this: *fui")
        await stage.types("Ben", f"/correct {BETTER}", reply_to=stage.task.id)
        assert stage.told("Ben").startswith("That sentence is mine.")
        talk = await stage.says("Chloe", "hola a todos hoy")
        await stage.types("Ben", f"/correct {BETTER}", reply_to=talk.id)
        assert stage.told("Ben").startswith("I don't have that sentence.")
        await stage.types("Ben", f"/correct {BETTER}")
        assert stage.told("Ben").startswith("Which sentence do you mean?")
        await set_member(stage, "Ana", left_at=stage.now)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Ben") == "Ana does not want corrections right now. Thank you for offering!"
        assert corrections(stage) == []


async def test_a_forged_button_does_nothing(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        shown = card(stage, "Ana")
        stage.paper.chat(stage.private("Chloe")).append(shown)
        await stage.presses("Chloe", "Got it", under=shown, private=True)
        assert corrections(stage)[0].standing == Standing.SHOWN


async def test_a_long_text_written_anew_is_shown_in_full_when_asked(tmp_path: Path) -> None:
    before = "Yo voy a contar algo de mi casa vieja del pueblo. " * 40
    after = "En la plaza mayor canta siempre otra gente distinta. " * 40
    async with a_task(tmp_path) as stage:
        await corrects(stage, after, text=before.strip())
        shown = card(stage, "Ana")
        assert len(shown.plain) < 1400
        assert shown.plain.count(" …") == 2
        await stage.presses("Ana", "Show all", private=True)
        assert "".join(stage.private_chat("Ana")[1:]).count("canta siempre") == 40
        assert shown.plain.count(" …") == 2, "the card stays"


async def test_what_was_offered_before_is_offered_anew(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        first = stage.seen("Ben", private=True)[-1]
        await stage.says("Ben", "*iba", to=said)
        assert first.labels == [], "only the newest can be sent"
        await stage.presses("Ben", "Send", private=True)
        assert "~~voy~~ **iba**" in marks(card(stage, "Ana").text)


async def test_a_question_from_the_room_is_written_in_a_form(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        await set_account(stage, "Ana", reachable=False)
        await corrects(stage)
        await stage.presses("Ana", "🔒 For me")
        shown = next(one for one in stage.seen("Ana") if "Only you see this." in one.plain)
        await stage.presses("Ana", "Why?", under=shown)
        assert stage.told("Ana").endswith("Write one question, or press the button.\nTo write, press Write.")
        form = await stage.presses("Ana", "Write")
        assert isinstance(form, Form)
        await stage.sends_form("Ana", **{form.fields[0].name: "Why not voy?"})
        assert "Why not voy?" in stage.private_chat("Ben")[-1]
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "It was yesterday.", private=True)
        assert "Ben answers: It was yesterday." in shown.plain


async def test_not_now_stops_what_is_on_its_way(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.wait(hours=13)  # 23:00
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.types("Ana", "/settings", private=True)
        for label in ("Corrections", "Not now"):
            await stage.presses("Ana", label, private=True)
        await stage.wait(hours=10)
        assert corrections(stage)[0].standing == Standing.GONE
        assert not any("suggests" in one for one in stage.private_chat("Ana"))


async def test_a_sentence_shown_in_private_is_answered_with_the_command_too(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        dealt = stage.seen("Ben", private=True)[-1]
        await stage.types("Ben", f"/correct {BETTER}", private=True, reply_to=dealt.id)
        assert "~~voy~~ **fui**" in marks(card(stage, "Ana").text)


async def test_with_a_task_taken_back_its_cards_are_settled(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Marta", "Take back", private=True)
        assert corrections(stage)[0].standing == Standing.GONE
        assert words(stage) == [Wording()]
        assert stage.private_chat("Ana") == ["This sentence is not there any more. There is nothing more to do here."]


async def test_much_that_was_said_leaves_room_for_the_sentence(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ben", "Say why", private=True)
        await stage.says("Ben", "r" * 500, private=True)
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "q" * 501, private=True)
        assert stage.told("Ana") == "That is too long. Two or three sentences are enough."
        await stage.says("Ana", "q" * 500, private=True)
        assert "q" * 500 in stage.private_chat("Ben")[-1]
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "a" * 300, private=True)
        assert "a" * 300 in stage.private_chat("Ana")[-1]
        shown = card(stage, "Ana").plain
        assert len(shown) < 1500
        assert "r" * 500 in shown
        assert "Got it" in card(stage, "Ana").labels


async def test_nothing_more_becomes_of_what_was_taken_back(tmp_path: Path) -> None:
    """Whatever was begun before: a reason, a question, an answer."""
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        receipt = stage.seen("Ben", private=True)[-1]
        await stage.presses("Ana", "Why?", private=True)
        await stage.presses("Ben", "Say why", private=True)
        await stage.presses("Ben", "Take back", under=receipt, private=True)

        await stage.says("Ben", "Porque ayer es pasado.", private=True)
        assert stage.told("Ben") == "That correction is not there any more. Thank you!"
        await stage.says("Ana", "¿Por qué no voy?", private=True)
        assert stage.told("Ana") == "That correction is not there any more. Thank you!"

        assert [one for one in stage.private_chat("Ana") if "suggests" in one] == []
        assert (corrections(stage)[0].standing, corrections(stage)[0].question) == (Standing.TAKEN_BACK, "")


async def test_a_question_about_what_is_gone_is_over(tmp_path: Path) -> None:
    """The next thing somebody writes is not taken for the answer."""
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ana", "Why?", private=True)
        await stage.presses("Ben", "Take back", private=True)
        await stage.says("Ana", "¿Por qué no voy?", private=True)

        await stage.says("Ana", "Gracias.", private=True)

        assert "no question for you" in stage.told("Ana")


async def test_who_has_left_is_asked_nothing(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.presses("Ana", "Why?", private=True)
        await stage.leaves("Ben")

        await stage.says("Ana", "¿Por qué no voy?", private=True)

        assert stage.told("Ana") == "The person who wrote this is not in the class any more. Please ask in class."
        assert corrections(stage)[0].question == ""


NARROW = replace(LIKE_DISCORD, text=2000, utf16=True)
ESSAY = " ".join(f"Ayer voy al mercado {n} y yo compro 🍅 con mi amigo Pedro." for n in range(30))


@pytest.mark.parametrize(
    "better",
    [
        "Estuve en la plaza. " * 80,
        ESSAY.replace("voy", "fui").replace("compro", "compré"),
        ESSAY.replace("voy", "fui", 1).replace("compro", "compro hoy " + "muchas cosas ricas " * 40, 1),
        ESSAY.replace("🍅", "🍅🍅🍅"),
    ],
)
async def test_a_card_is_one_message_whatever_is_said_of_it(tmp_path: Path, better: str) -> None:
    """The narrowest platform takes 2,000 units; what is changed later is changed as a whole."""
    async with a_task(tmp_path, NARROW) as stage:
        said = await wrote(stage, text=ESSAY)
        await stage.types("Ben", f"/correct {better}", reply_to=said.id)
        first = len(stage.seen("Ana", private=True))
        await stage.presses("Ben", "Say why")
        await stage.presses("Ben", "Write")
        await stage.sends_form("Ben", words="r🙂" * 240)
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "q🙂" * 240, private=True)
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "a🙂" * 240, private=True)
        shown = card(stage, "Ana")
        assert first == 1
        await stage.presses("Ana", "Got it", private=True, under=shown)
        assert shown.plain.startswith("Ben suggests")
        assert shown.plain.endswith("that helps you remember.")
        if "Show all" in shown.labels:
            await stage.presses("Ana", "Show all", private=True, under=shown)
            assert any("mercado 29" in one.plain for one in stage.seen("Ana", private=True))
