"""The numbers docs/corrections.md promises, each on both of its sides."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.chat import Form, Private
from storage.contributions import Contribution
from storage.records import Records
from storage.standing import Mark, Standing
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, card, corrections, wrote
from tests.activities.test_dealing import NOBODY, deal, dealing
from tests.stage import Stage
from tests.tasks import set_member

# each on its edge: scenes in the middle of it are played at every save
pytestmark = pytest.mark.slow

FIVE = "You have helped the same classmate 5 times today."


async def corrects(stage: Stage, text: str = SENTENCE, better: str = BETTER, name: str = "Ben") -> None:
    said = await wrote(stage, text=text)
    await stage.types(name, f"/correct {better}", reply_to=said.id)


def told(stage: Stage) -> list[str]:
    """What the task's answers say by now."""
    with stage.house.database.read() as records:
        return [records.contributions.text(one) for one in records.contributions.of_round(1)]


def answers(stage: Stage) -> list[Contribution]:
    with stage.house.database.read() as records:
        return list(records.contributions.of_round(1))


async def test_a_day_of_five_is_from_midnight_to_midnight_where_the_class_is(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        assert stage.now.astimezone(ZoneInfo("Europe/London")).hour == 10
        await stage.wait(hours=15)
        for n in "abcde":
            await corrects(stage, f"Ayer voy al mercado con {n} amigos.", f"Ayer fui al mercado con {n} amigos.")
        await stage.wait(hours=22)
        await corrects(stage)
        assert stage.told("Ben").startswith(FIVE)
        await stage.wait(hours=2)
        await corrects(stage, "Yo gusta el queso.", "Me gusta el queso.")
        assert len(corrections(stage)) == 6


@pytest.mark.parametrize("more", [0, 1])
async def test_a_better_text_is_twice_as_long_and_200_characters_at_most(tmp_path: Path, more: int) -> None:
    async with a_task(tmp_path) as stage:
        rest = 2 * len(SENTENCE) + 200 - len(BETTER) + more
        await corrects(stage, better=BETTER + (" y más" * 100)[: rest - 1] + "z")
        assert len(corrections(stage)) == 1 - more
        assert stage.told("Ben").startswith("That is much longer") == bool(more)


@pytest.mark.parametrize(("mark", "shown"), [(Mark.GOOD, True), (Mark.FINE, False)])
async def test_a_card_that_mended_nothing_is_not_agreed_with(tmp_path: Path, mark: Mark, shown: bool) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.presses("Ana", "Got it", private=True)
        row = corrections(stage)[0].id or 0

        def judge(records: Records) -> None:
            found = records.corrections.get(row)
            assert found is not None
            found.mark = mark.value

        await stage.house.database.write(judge)
        answer = await stage.uses("Chloe", "correct", on=said)
        assert isinstance(answer, Private if shown else Form)


async def test_each_message_of_one_answer_may_be_corrected(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        first = await wrote(stage, text="Yo tiene")
        second = await wrote(stage, text="dos gato")
        await stage.types("Ben", "/correct Yo tengo", reply_to=first.id)
        await stage.types("Ben", "/correct dos gatos", reply_to=second.id)
        assert [one.message for one in corrections(stage)] == [first.id, second.id]
        await stage.types("Ben", "/correct Yo tuve", reply_to=first.id)
        assert stage.told("Ben") == "You have corrected that sentence already. Thank you!"


async def test_what_it_is_about_is_said_of_the_change_that_matters_most(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage, "ayer voy al mercado con mi amigo.")
        assert [kind for _, kind in corrections(stage)[0].kinds] == ["capitals", "verb"]
        await stage.presses("Ben", "Not about: verb", private=True)
        await stage.presses("Ben", "word choice", private=True)
        assert [kind for _, kind in corrections(stage)[0].kinds] == ["capitals", "word choice"]


async def test_what_a_classmate_has_sent_meanwhile_is_agreed_with(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Chloe", "*fui (ayer)", to=said)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.presses("Chloe", "Send", private=True)
        (row,) = corrections(stage)
        assert row.standing == Standing.SHOWN
        assert card(stage, "Ana").plain.endswith("Chloe agrees: ayer")


@pytest.mark.parametrize(("days", "again"), [(14, True), (15, False)])
async def test_taken_up_within_fourteen_days(tmp_path: Path, days: int, again: bool) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        await stage.wait(days=days)
        await stage.says("Ana", BETTER, private=True)
        assert (corrections(stage)[0].taken_up_at is not None) is again


@pytest.mark.parametrize(("minutes", "mended"), [(10, True), (11, False)])
async def test_an_asterisk_mends_one_s_own_message_of_the_last_ten_minutes(
    tmp_path: Path, minutes: int, mended: bool
) -> None:
    async with a_task(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(minutes=minutes)
        await stage.says("Ana", "*fui")
        assert told(stage)[0] == (BETTER if mended else SENTENCE)


async def test_of_several_messages_that_fit_the_last_is_mended(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        for words in ("Yo tiene", "tiene gatos", "en casa"):
            await stage.says("Ben", words, to=stage.task)
        await stage.says("Ben", "*tengo")
        assert told(stage) == ["Yo tiene\ntengo gatos\nen casa"]


@pytest.mark.parametrize(
    ("edit", "repairs"),
    [
        ("Ayer fui al mercado con mis amigos.", 1),
        ("Hoy no escribo nada de eso, perdón a todos.", 0),
        (f"{SENTENCE} Y luego al cine.", 0),
    ],
)
async def test_a_self_repair_changes_words_and_keeps_most(tmp_path: Path, edit: str, repairs: int) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.edits("Ana", said, edit)
        assert [one.self_repairs for one in answers(stage)] == [repairs]


async def test_a_card_does_not_follow_to_one_of_two_places(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.edits("Ana", said, f"{SENTENCE} {SENTENCE}")
        assert corrections(stage)[0].standing == Standing.GONE


async def test_a_card_that_was_taken_up_stays_when_the_sentence_is_edited(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.says("Ana", BETTER, private=True)
        before = card(stage, "Ana").plain
        await stage.edits("Ana", said, "Hoy no escribo nada de eso, perdón.")
        assert card(stage, "Ana").plain == before


@pytest.mark.parametrize(("days", "comes"), [(14, True), (15, False)])
async def test_a_sentence_is_dealt_for_fourteen_days(tmp_path: Path, days: int, comes: bool) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(days=days)
        await set_member(stage, "Ana", confirmed_at=stage.now)
        assert (await deal(stage, "Ben") != NOBODY) is comes


@pytest.mark.parametrize(("hours", "waiting"), [(23, "1 sentence has"), (24, "2 sentences have")])
async def test_after_24_hours_a_sentence_is_on_the_teacher_s_list(tmp_path: Path, hours: int, waiting: str) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(hours=1)
        await stage.wait(hours=31)
        line = next(one for one in stage.seen("Marta", private=True) if "Show the sentences" in one.labels)
        await stage.says("Ben", "Yo tiene dos gatos en casa.", to=stage.task)
        await stage.wait(hours=hours)
        await stage.presses("Marta", "Show the sentences", private=True, under=line)
        assert any(f"{waiting} waited for more than a day:\n" in one for one in stage.private_chat("Marta"))


@pytest.mark.parametrize(("hours", "again"), [(24, True), (25, False)])
async def test_what_was_dealt_comes_first_for_24_hours(tmp_path: Path, hours: int, again: bool) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        first = await deal(stage, "Ben")
        await stage.wait(hours=hours)
        await wrote(stage, "Chloe", "Yo tiene dos gatos en casa.")
        await deal(stage, "Marta")
        await stage.presses("Marta", "Another one", private=True)
        assert ((await deal(stage, "Ben")) == first) is again


async def test_what_was_only_counted_in_private_is_nobody_s_to_correct(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        (counted,) = answers(stage)

        def only_count(records: Records) -> None:
            found = records.contributions.get(counted.id or 0)
            assert found is not None
            found.private = True

        await stage.house.database.write(only_count)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Ben") == "Ana does not want corrections right now. Thank you for offering!"
        assert corrections(stage) == []
