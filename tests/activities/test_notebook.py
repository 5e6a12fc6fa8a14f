"""Scenes of the error notebook, of what a class may learn from, and of its most frequent slips of a week."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from activities._corrections.shown import as_rows
from activities.dealing import Dealing
from activities.notebook import Notebook
from activities.privacy import Privacy
from activities.progress import Progress
from bot.language.changes import changes
from storage.corrections import Correction, Wording
from storage.people import CorrectionWish
from storage.records import Records
from storage.standing import Standing
from tests.activities.correcting import BETTER, a_task, card, corrections, marks, wrote
from tests.cast import joined
from tests.stage import Stage
from tests.tasks import change, post_now, scheduled, set_member, with_words

CASES = [
    ("Ayer voy al mercado con mi amigo.", "Ayer fui al mercado con mi amigo."),
    ("Yo tiene dos gatos en casa.", "Yo tengo dos gatos en casa."),
    ("Mis padres vive en Londres ahora.", "Mis padres viven en Londres ahora."),
    ("Nosotros come paella los domingos.", "Nosotros comemos paella los domingos."),
    ("Ellos habla muy bien francés.", "Ellos hablan muy bien francés."),
]


@asynccontextmanager
async def a_notebook(folder: Path, **settings: Any) -> AsyncIterator[Stage]:
    async with a_task(folder, more=[Notebook(), Progress(), Dealing(), Privacy()], **settings) as stage:
        yield stage


async def corrected(stage: Stage, author: str, before: str, after: str, *, by: str = "Ben", answer: str = "") -> None:
    said = await wrote(stage, author, before)
    await stage.types(by, f"/correct {after}", reply_to=said.id)
    if answer:
        await stage.presses(author, answer, private=True, under=card(stage, author))


async def test_the_notebook_behind_progress(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", *CASES[0], answer="Got it")
        await corrected(stage, "Ana", *CASES[1])
        await corrected(stage, "Ana", "Me gusta mucho el playa grande.", "Me gusta mucho la playa grande.")
        await stage.types("Ana", "/progress", private=True)
        assert "Corrections: given 0, received 3, written once more 0." in stage.told("Ana")
        await stage.presses("Ana", "My corrections", private=True)
        shown = stage.seen("Ana", private=True)[-1]
        assert marks(shown.text).startswith(
            "**Your notebook: 3 corrections**\n\n**verb: 2**\n· Yo ~~tiene~~ **tengo** dos gatos en casa.\n"
            "· Ayer ~~voy~~ **fui** al mercado con mi amigo.\n\n"
            "**small words: 1**\n· Me gusta mucho ~~el~~ **la** playa grande.\n"
        )
        await stage.presses("Ana", "As a file (CSV)", private=True)
        file = stage.seen("Ana", private=True)[-1].file
        assert file is not None
        lines = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
        assert lines[0] == ["day", "about", "before", "after", "because", "written once more"]
        assert lines[3] == ["2026-05-04", "verb", *CASES[0], "", "no"]


async def test_for_me_under_a_task_leads_there(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await stage.presses("Ana", "🔒 For me")
        assert "notebook" not in stage.private_chat("Ana")[-1]
        await corrected(stage, "Ana", *CASES[0], answer="Got it")
        await stage.presses("Ana", "🔒 For me")
        assert stage.private_chat("Ana")[-1].endswith("1 correction in your notebook.")
        await stage.presses("Ana", "My corrections", private=True)
        assert stage.private_chat("Ana")[-1].startswith("Your notebook: 1 correction")


async def test_a_formula_in_a_sentence_does_not_come_to_life(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", "=SUM(A1) es mi casa grande y bonito", "=SUM(A1) es mi casa grande y bonita")
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        await stage.presses("Ana", "As a file (CSV)", private=True)
        file = stage.seen("Ana", private=True)[-1].file
        assert file is not None
        assert "'=SUM(A1) es mi casa" in file.decode("utf-8-sig")


async def test_only_one_s_own_and_only_what_was_read(tmp_path: Path) -> None:
    async with a_notebook(tmp_path, approve_corrections=True) as stage:
        await corrected(stage, "Ana", *CASES[0])
        await corrected(stage, "Chloe", *CASES[1])
        await stage.types("Ana", "/progress", private=True)
        assert "My corrections" not in stage.seen("Ana", private=True)[-1].labels
        assert "received" not in stage.told("Ana")
        await stage.types("Ben", "/progress", private=True)
        assert "My corrections" not in stage.seen("Ben", private=True)[-1].labels


async def test_what_was_not_meant_is_no_entry(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", *CASES[0], answer="Not what I meant")
        await stage.types("Ana", "/progress", private=True)
        assert "My corrections" not in stage.seen("Ana", private=True)[-1].labels


async def test_only_big_mistakes_hides_small_things_here_too(tmp_path: Path) -> None:
    async with a_notebook(tmp_path, wants=CorrectionWish.BIG) as stage:
        await corrected(stage, "Ana", "ayer voy al mercado con mi amigo", BETTER)
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        assert "ayer ~~voy~~ **fui** al mercado con mi amigo" in marks(stage.seen("Ana", private=True)[-1].text)


@pytest.mark.parametrize(("minors", "days"), [(False, 30), (True, 7)])
async def test_it_says_how_long_it_keeps_a_sentence(tmp_path: Path, minors: bool, days: int) -> None:
    async with a_notebook(tmp_path, minors=minors) as stage:
        await corrected(stage, "Ana", *CASES[0])
        await stage.types("Marta", "/correct", private=True)
        if minors:
            await stage.presses("Marta", "OK", private=True)
            await stage.opens_private("Ana")
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        assert f"I keep each sentence for {days} days. To keep one longer" in stage.told("Ana")


async def test_words_that_are_gone_leave_the_notebook(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", *CASES[0], answer="Got it")
        await corrected(stage, "Ana", *CASES[1], answer="Got it")
        await stage.presses("Ana", "Keep", private=True, under=card(stage, "Ana"))
        for _ in range(32):
            await stage.wait(days=1)
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        assert "Your notebook: 1 correction\n" in stage.told("Ana")


async def test_nothing_seen_is_not_zero(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", *CASES[0])
        await stage.add_bot(reads_all=False)
        await stage.types("Ana", "/progress", private=True)
        told = "Corrections: given –, received 1, written once more –.\nSentences you corrected yourself: –"
        assert told in stage.told("Ana")


# -- the class --------------------------------------------------------------------------------------------------


async def share(stage: Stage, name: str) -> None:
    await stage.presses(name, "The class may learn from it", private=True, under=card(stage, name))


async def test_the_week_s_most_frequent_slips_close_the_last_task(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        authors = ("Ana", "Chloe", "Ana", "Chloe", "Ana")
        for author, (before, after) in zip(authors, CASES, strict=True):
            await corrected(stage, author, before, after, answer="Got it")
        await share(stage, "Ana")
        await share(stage, "Chloe")
        assert "The class may see this sentence, without your name." in card(stage, "Ana").plain
        await stage.jump("close")
        line = stage.posts()[-1].plain
        assert line.endswith(
            "Corrected most often this week: verb (5).\nFor example (their writers agreed):\n"
            f"· {CASES[4][0]} → {CASES[4][1]}\n· {CASES[3][0]} → {CASES[3][1]}"
        )
        assert not any(name in line for name in ("Ana", "Ben", "Chloe"))


async def test_four_cases_are_not_told(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        for before, after in CASES[:4]:
            await corrected(stage, "Ana", before, after)
        await stage.jump("close")
        assert "is closed" in stage.posts()[-1].plain
        assert "Corrected most often" not in stage.transcript()


async def test_five_changes_of_one_sentence_are_one_case(tmp_path: Path) -> None:
    before = "Ayer voy al cine, mañana voy al bar, hoy voy a casa, luego voy al mercado y siempre voy contigo."
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", before, before.replace("voy", "fui"))
        await stage.jump("close")
        assert "is closed" in stage.posts()[-1].plain
        assert "Corrected most often" not in stage.transcript()


async def slipped(stage: Stage, author: str, kind: str, text: str = "Ayer voy.", *, shared: bool = False) -> None:
    """A correction its author has taken in."""

    def write(records: Records) -> None:
        people = {one.name: one.id for one in records.people.roster(1)}
        row = Correction(
            class_id=1, round_id=1, message=text, author_id=people[author] or 0, giver_id=people["Marta"],
            standing=Standing.GOT_IT.value, at=stage.now, shared=shared,
        )  # fmt: skip
        records.corrections.add(row, Wording(text, f"¡{text}", [(0, 0, "¡", 3, kind)]))

    await stage.house.database.write(write)


async def test_of_each_kind_the_four_newest_are_shown(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await wrote(stage)
        for n in range(6):
            await slipped(stage, "Ana", "verb", f"Ana voy {n}.")
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        shown = stage.told("Ana")
        assert [n for n in range(6) if f"Ana voy {n}." in shown] == [2, 3, 4, 5]
        assert "… and 2 more in the file" in shown


async def test_three_kinds_are_named_with_two_examples_of_two_people(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        for n in range(5):
            for kind in ("verb", "word order", "spelling", "small words"):
                await slipped(stage, "Ana", kind, f"Ana {kind} {n}.", shared=True)
        for n, name in enumerate(("Ben", "Chloe", "Chloe")):
            await slipped(stage, name, "verb", f"{name} verb {n}.", shared=True)
        await slipped(stage, "Ben", "verb", "Muy larga. " * 15, shared=True)
        await slipped(stage, "Chloe", "capitals", "otra cosa.", shared=True)
        await stage.jump("close")
        often, _, *examples = stage.posts()[-1].plain.partition("Corrected most often this week: ")[2].split("\n")
        assert often == "verb (9), small words (5), spelling (5)."
        assert examples == ["· Chloe verb 2. → ¡Chloe verb 2.", "· Ben verb 0. → ¡Ben verb 0."]


async def test_without_a_yes_there_is_no_example(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        for before, after in CASES:
            await corrected(stage, "Ana", before, after, answer="Got it")
        await share(stage, "Ana")
        await stage.presses("Ana", "Not for the class after all", private=True, under=card(stage, "Ana"))
        await stage.jump("close")
        assert stage.posts()[-1].plain.endswith("Corrected most often this week: verb (5).")


async def test_it_is_said_at_the_last_close_of_the_week_only(tmp_path: Path) -> None:
    """A task of a schedule on Mondays and Thursdays closes on Wednesday; what was posted without one, on Sunday."""
    async with a_notebook(tmp_path) as stage:
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        for before, after in CASES:
            await corrected(stage, "Ana", before, after)
        await with_words(stage, class_, "\n".join(f"palabra{n} = word{n}" for n in range(20)))
        schedule = await scheduled(stage, class_, "vocabulary")
        await post_now(stage, "vocabulary", schedule=schedule)
        await stage.says("Chloe", "Hoy compro palabra1 y palabra2.", to=stage.task)
        await stage.jump("close")
        assert "is closed" in stage.posts()[-1].plain
        assert "most often" not in stage.transcript()
        for _ in range(3):
            await stage.wait(days=1, hours=12)
        assert [one.plain for one in stage.posts() if "Corrected most often this week: verb (5)." in one.plain]


async def test_under_18_nothing_is_shared(tmp_path: Path) -> None:
    async with a_notebook(tmp_path, minors=True) as stage:
        await corrected(stage, "Ana", *CASES[0], by="Marta")
        await stage.types("Ana", "/progress", private=True)
        assert not [one for one in stage.seen("Ana", private=True) if "The class may learn from it" in one.labels]


async def test_a_classmate_cannot_share_somebody_else_s_sentence(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await corrected(stage, "Ana", *CASES[0], answer="Got it")
        under = card(stage, "Ana")
        await stage.presses("Ben", "The class may learn from it", under=under)
        assert not any(one.shared for one in corrections(stage))


async def test_a_helper_has_no_notebook(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await joined(stage, class_, "Olga")
        await set_member(stage, "Olga", corrections=CorrectionWish.PRIVATE.value)
        await stage.types("Olga", "/progress", private=True)
        assert stage.told("Olga") == "You have not written yet. One sentence is enough. What is open: /today"


async def test_markup_in_an_example_stays_as_it_was_typed(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        for before, after in CASES[:4]:
            await corrected(stage, "Chloe", before, after)
        await corrected(stage, "Ana", "**Yo** tiene _dos_ <b>gatos</b> {n}", "**Yo** tengo _dos_ <b>gatos</b> {n}",
                        answer="Got it")  # fmt: skip
        await share(stage, "Ana")
        await stage.jump("close")
        line = stage.posts()[-1]
        assert line.plain.endswith("· **Yo** tiene _dos_ <b>gatos</b> {n} → **Yo** tengo _dos_ <b>gatos</b> {n}")
        assert all(span.style == "plain" for span in line.text)


@pytest.mark.parametrize("how", ["said otherwise", "deleted the sentence", "deleted everything"])
@pytest.mark.parametrize("above_a_task", [pytest.param(False, marks=pytest.mark.slow), True])
async def test_an_example_leaves_the_room_with_its_author_s_yes(tmp_path: Path, how: str, above_a_task: bool) -> None:
    async with a_notebook(tmp_path) as stage:
        for before, after in CASES:
            await corrected(stage, "Ana", before, after, answer="Got it")
        await share(stage, "Ana")
        if above_a_task:
            with stage.house.database.read() as records:
                class_ = records.classes.all()[0]
            await with_words(stage, class_, "\n".join(f"palabra{n} = word{n}" for n in range(20)))
            await scheduled(stage, class_, "vocabulary", days="sun", time="20:30")
        await stage.jump("close")
        if above_a_task:
            await stage.jump("post")
        assert CASES[4][1] in stage.posts()[-1].plain

        match how:
            case "said otherwise":
                await stage.presses("Ana", "Not for the class after all", private=True, under=card(stage, "Ana"))
            case "deleted the sentence":
                await stage.deletes("Ana", stage.message(CASES[4][0], stage.room))
            case _:
                await stage.types("Ana", "/privacy", private=True)
                await stage.presses("Ana", "Delete me", private=True)
                await stage.presses("Ana", "Delete everything", private=True)

        assert "Corrected most often this week: verb (5)." in stage.posts()[-1].plain
        assert not any(CASES[4][1] in one.plain for one in stage.posts())


async def test_what_is_erased_no_longer_stands_above_the_next_task(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        for before, after in CASES:
            await corrected(stage, "Ana", before, after, answer="Got it")
        await share(stage, "Ana")
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await with_words(stage, class_, "\n".join(f"palabra{n} = word{n}" for n in range(20)))
        await scheduled(stage, class_, "vocabulary", days="sun", time="20:30")
        await stage.jump("close")
        await stage.jump("post")
        assert CASES[4][1] in stage.task.plain

        await stage.house.database.write(lambda records: records.erasure.class_(1))
        await stage.says("Chloe", "Hoy compro palabra1 y palabra2.", to=stage.task)

        assert "Corrected most often this week" in stage.task.plain
        assert CASES[4][1] not in stage.task.plain


LONGER = "Este es un texto bastante largo de verdad y yo voy ayer al cine con mis amigos del pueblo. " * 20
HARD = [
    *CASES,
    ("Me gusta mucho el playa grande.", "Me gusta mucho la playa grande."),
    ("Yo habo mucho español en clase.", "Yo hablo mucho español en clase."),
    ("Voy mucho al cine con mi hermana.", "Voy al cine mucho con mi hermana."),
    (LONGER, LONGER.replace("voy", "fui")),
]


def written(records: Records, cases: list[tuple[str, str]], now: datetime) -> None:
    """Corrections that Ana has got from Ben, the newest first."""
    people = {one.name: one.id or 0 for one in records.people.roster(1)}
    for number, (before, after) in enumerate(cases):
        row = Correction(
            class_id=1, round_id=1, author_id=people["Ana"], giver_id=people["Ben"],
            standing=Standing.GOT_IT.value, at=now - timedelta(minutes=number),
        )  # fmt: skip
        records.corrections.add(row, Wording(before, after, as_rows(changes(before, after, "es")), "=1+1"))


@pytest.mark.slow
async def test_however_much_there_is_one_message_holds_it(tmp_path: Path) -> None:
    async with a_notebook(tmp_path) as stage:
        await wrote(stage)
        await change(stage, lambda records: written(records, HARD * 50, stage.now))
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        shown = stage.seen("Ana", private=True)[-1]
        assert shown.labels == ["As a file (CSV)"]
        assert shown.plain.startswith("Your notebook: 450 corrections\n\nverb: 300\n")
        assert all(head in shown.plain for head in ("\nsmall words: 50\n", "\nspelling: 50\n", "\nword order: 50\n"))
        assert shown.plain.endswith("To keep one longer, press Got it, then Keep, under its correction.")
        assert len(shown.plain) < 2000
        await stage.presses("Ana", "As a file (CSV)", private=True)
        file = stage.seen("Ana", private=True)[-1].file
        assert file is not None
        rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
        assert len(rows) == 451
        assert rows[9][2:5] == [*HARD[-1], "'=1+1"]


async def test_levels_are_never_counted_together(tmp_path: Path) -> None:
    cases = [
        ("Yo habo español.", "Yo hablo español."),
        ("Manana voy al cine.", "Mañana voy al cine."),
        ("Hola Ana.", "Hola, Ana."),
        ("Voy a el cine.", "Voy al cine."),
    ]
    async with a_notebook(tmp_path) as stage:
        await wrote(stage)
        await change(stage, lambda records: written(records, cases, stage.now))
        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        assert stage.seen("Ana", private=True)[-1].plain.startswith(
            "Your notebook: 4 corrections\n\n"
            "spelling: 1\n· Yo habo hablo español.\n\n"
            "short forms, words together or apart: 1\n· Voy a el al cine.\n\n"
            "commas, capitals, accents, chat style: 2\n· Manana Mañana voy al cine.\n· Hola Hola, Ana.\n"
        )
