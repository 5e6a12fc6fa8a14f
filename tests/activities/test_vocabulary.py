"""The word list and its tasks, as a teacher fills them and a class meets them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from activities._lists.packs import add_pack, packs
from activities.settings import Settings
from activities.vocabulary import Vocabulary
from bot.chat import Popup, Private
from bot.scene import Scene
from bot.text import Style
from bot.turn import Turn
from storage.decks import Card
from storage.people import Role
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.tasks import MARKET, change, post_now, scheduled, set_room, with_words, words_found


def stage_in(folder: Path) -> Stage:
    return Stage(folder, activities=[Vocabulary()])


async def cards(stage: Stage) -> list[Card]:
    return list(await change(stage, lambda records: records.cards.all(1)))


async def words(stage: Stage) -> list[str]:
    return [card.word for card in await cards(stage)]


def labels(stage: Stage, name: str) -> list[str]:
    """The buttons of the newest private message."""
    return stage.seen(name, private=True)[-1].labels


# -- adding words -----------------------------------------------------------------------------------------------


async def test_an_import_is_shown_first_and_adds_nothing_until_its_button_is_pressed(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types(
            "Marta", "/words # At the market\nel pan = bread\nla leche = milk | Bebo leche.", private=True
        )

        assert stage.told("Marta").endswith("2 words ready to add:\n· el pan — bread\n· la leche — milk")
        assert await words(stage) == []

        await stage.presses("Marta", "Import 2 of 2", private=True)
        assert "2 words added.\nChoose the days for your tasks: /schedule" in stage.told("Marta")
        assert [(one.word, one.example, one.aim) for one in await cards(stage)] == [
            ("el pan", "", "At the market"),
            ("la leche", "Bebo leche.", "At the market"),
        ]


async def test_doubles_and_unreadable_lines_are_named_and_left_out(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "la canción = song")
        lines = ["el pan = bread", "Cancion = tune", "= milk", "", "un PAN = loaf", f"{'x' * 90} = long", "el sol"]
        await stage.types("Marta", "/words " + "\n".join(lines), private=True)

        shown = stage.told("Marta")
        assert "2 words ready to add, out of 6 lines:" in shown
        assert "Already on your list: Cancion (line 2), un PAN (line 5)" in shown
        assert "Line 3: there is no word at its beginning." in shown
        assert "Line 6: its word is longer than 80 characters." in shown

        await stage.presses("Marta", "Import 2 of 6", private=True)
        assert await words(stage) == ["la canción", "el pan", "el sol"]


async def test_new_words_come_after_the_list_or_next_as_the_teacher_says(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "uno = one\ndos = two")
        await stage.types("Marta", "/words tres = three\ncuatro = four", private=True)
        await stage.presses("Marta", "Import 2 of 2", private=True)
        assert labels(stage, "Marta") == ["Post these next", "After the current list"]
        assert await words(stage) == ["uno", "dos", "tres", "cuatro"]

        await stage.presses("Marta", "Post these next", private=True)
        assert "Coming next: 2 words." in stage.told("Marta")
        assert await words(stage) == ["tres", "cuatro", "uno", "dos"]


async def test_bare_in_private_gathers_messages_until_done(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words", private=True)
        assert "Your list is empty." in stage.told("Marta")
        await stage.says("Marta", "# Food\nel pan = bread", private=True)
        assert "I have 1 line. Write more, or press Done." in stage.told("Marta")
        await stage.says("Marta", "la leche = milk\nel sol = sun", private=True)
        assert "I have 3 lines." in stage.told("Marta")
        await stage.presses("Marta", "Done", private=True)
        await stage.presses("Marta", "Import 3 of 3", private=True)

        assert [(one.word, one.aim) for one in await cards(stage)] == [
            ("el pan", "Food"),
            ("la leche", "Food"),
            ("el sol", "Food"),
        ]
        await stage.says("Marta", "la luna = moon", private=True)
        assert len(await words(stage)) == 3, "the question is settled, what is written now is no word"


async def test_what_was_gathered_can_be_dropped(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words", private=True)
        await stage.says("Marta", "el pan = bread", private=True)
        await stage.presses("Marta", "Cancel", private=True)
        assert "nothing is changed" in stage.told("Marta")
        assert await words(stage) == []


async def test_an_import_waits_sealed_and_leaves_nothing_readable_on_disk(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words secretisimo = very secret", private=True)
        stage.house.database.truncate_log()
        assert b"secretisimo" not in stage.house.database.path.read_bytes()


async def test_a_second_press_on_import_adds_nothing_twice(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words el pan = bread", private=True)
        preview = stage.seen("Marta", private=True)[-1]
        pressed = [*preview.buttons]
        await stage.presses("Marta", "Import 1 of 1", private=True)
        preview.buttons = tuple(pressed)
        await stage.presses("Marta", "Import 1 of 1", under=preview, private=True)

        assert isinstance(stage.answer, Popup)
        assert await words(stage) == ["el pan"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/words = bread", "Line 1: there is no word at its beginning."),
        ("/words 🎉", "Line 1: there is no word at its beginning."),
        ("/words #", "I see no line there."),
        ("/words \u200b", "I see no line there."),
        (f"/words {'x' * 5000}", "Line 1: its word is longer than 80 characters."),
        ("/words " + "el pan = bread\n" * 10_000, "That is a lot at once."),
    ],
)
async def test_bad_lines_get_one_kind_sentence_and_change_nothing(tmp_path: Path, typed: str, answer: str) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", typed, private=True)

        assert answer in stage.told("Marta")
        assert "el pan" in stage.told("Marta") or "1000 lines" in stage.told("Marta"), "an example, or what to do"
        assert await words(stage) == []


async def test_words_from_right_to_left_and_hidden_characters(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage, target="ar")
        await stage.types("Marta", "/words \u202eكتاب\u202c = book\u200b | هذا كتاب جديد.", private=True)
        await stage.presses("Marta", "Import 1 of 1", private=True)

        [card] = await cards(stage)
        assert (card.word, card.translation, card.example) == ("كتاب", "book", "هذا كتاب جديد.")


async def test_typed_in_the_room_the_line_goes_and_the_answer_is_seen_by_the_teacher_alone(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/words el pan = bread")

        assert isinstance(stage.answer, Private)
        assert "1 word ready to add:" in stage.told("Marta")
        assert stage.transcript() == ""
        await stage.presses("Marta", "Import 1 of 1")
        assert await words(stage) == ["el pan"]


# -- the list ---------------------------------------------------------------------------------------------------


async def test_the_list_is_paged_and_one_word_can_be_moved_changed_and_removed(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "\n".join(f"w{letter} = t{letter}" for letter in "abcdefgh"))
        await stage.types("Marta", "/words", private=True)
        assert "On your list: 8 words. Posted so far: 0." in stage.told("Marta")
        assert "6. wf — tf" in stage.told("Marta")
        assert "wg" not in stage.told("Marta")

        await stage.presses("Marta", "More ›", private=True)
        assert "7. wg — tg\n8. wh — th" in stage.told("Marta")
        await stage.presses("Marta", "8", private=True)
        assert "Place 8 of 8." in stage.told("Marta")
        await stage.presses("Marta", "↑ Earlier", private=True)
        assert "Place 7 of 8." in stage.told("Marta")
        await stage.presses("Marta", "Post it next", private=True)
        assert "Place 1 of 8." in stage.told("Marta")
        await stage.presses("Marta", "↓ Later", private=True)
        assert await words(stage) == ["wa", "wh", "wb", "wc", "wd", "we", "wf", "wg"]

        await stage.presses("Marta", "Change", private=True)
        assert "Now it is:\nwh = th" in stage.told("Marta")
        await stage.says("Marta", "wx = tx | Un ejemplo.", private=True)
        assert "wx — tx\nExample: Un ejemplo." in stage.told("Marta")
        await stage.presses("Marta", "Remove", private=True)
        await stage.presses("Marta", "Yes, remove it", private=True)
        assert await words(stage) == ["wa", "wb", "wc", "wd", "we", "wf", "wg"]


async def test_a_change_is_refused_when_it_cannot_be_read_or_is_there_already(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el pan = bread\nla sal = salt")
        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "1", private=True)
        await stage.presses("Marta", "Change", private=True)
        for typed, answer in [
            ("= bread", "I cannot take that line: there is no word at its beginning."),
            ("uno\ndos", "One line, please."),
            ("Sal = salt", "You have that one already: /words"),
        ]:
            await stage.says("Marta", typed, private=True)
            assert answer in stage.told("Marta")
        await stage.says("Marta", "# At home", private=True)
        await stage.says("Marta", "ignored", private=True)

        assert [(one.word, one.aim) for one in await cards(stage)] == [("el pan", "At home"), ("la sal", "")]


async def test_the_list_goes_out_as_a_table_no_spreadsheet_computes_and_as_lines_that_can_come_back(
    tmp_path: Path,
) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        lines = "# Food\nel pan = =1+1 | @home | +1\nla sal"
        await with_words(stage, class_, lines)
        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "All as a file", private=True)

        table, text = stage.seen("Marta", private=True)[-2:]
        assert table.file is not None
        assert text.file is not None
        rows = list(csv.reader(io.StringIO(table.file.decode("utf-8-sig"))))
        assert rows == [
            ["word", "translation", "example", "note", "aim"],
            ["el pan", "'=1+1", "'@home", "'+1", "Food"],
            ["la sal", "", "", "", "Food"],
        ]
        assert text.file.decode() == lines


async def test_a_learner_sees_all_words_posted_so_far_and_gets_them_as_a_file(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MARKET)
        await stage.types("Ana", "/words")
        assert stage.told("Ana") == "No words have been posted yet. What is open now: /today"
        await post_now(stage, "vocabulary", 2)

        await stage.types("Ana", "/words")
        assert stage.told("Ana") == (
            "Your class has had 2 words so far.\nAt the market\nel aguacate — avocado\nel mercado — market"
        )
        await stage.presses("Ana", "All as a file")
        sent = next(one for one in stage.seen("Ana") if one.file)
        assert sent.only_for == stage.who("Ana").user
        assert b"el mercado,market" in (sent.file or b"")

        await stage.types("Ana", "/words el pan = bread")
        assert stage.told("Ana") == "Only your teacher can add words. All words so far: /words"
        assert len(await words(stage)) == 5


async def test_who_has_not_joined_is_told_how(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Zoe", "/words")
        assert "You are not in this class yet." in stage.told("Zoe")


async def test_a_helper_sees_what_learners_see(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Hugo", Role.HELPER)
        await with_words(stage, class_, MARKET)
        await post_now(stage, "vocabulary", 2)
        await stage.types("Hugo", "/words")
        assert "Your class has had 2 words so far." in stage.told("Hugo")


async def test_a_class_of_its_own_is_all_a_teacher_reaches(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MARKET)
        await stage.types("Marta", "/words", private=True)
        theirs = stage.seen("Marta", private=True)[-1]

        def leave(records) -> None:  # type: ignore[no-untyped-def]
            for member in records.people.teachers(class_.id or 0):
                member.role = Role.LEARNER.value

        await change(stage, leave)
        await stage.presses("Marta", "1", under=theirs, private=True)
        assert stage.told("Marta") == "Only your teacher can do that. What is open for you: /today"


# -- the task ---------------------------------------------------------------------------------------------------


async def test_the_form_of_a_task(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MARKET)
        await scheduled(stage, class_, "vocabulary", "mon,thu", "18:00", 5)
        await stage.jump("post")

        assert stage.task.plain == (
            "✍ Write a sentence with 2 of these words. Reply here.\n"
            "At the market · until Wed 6 May, 20:00\n"
            "el aguacate — avocado\n   El aguacate está maduro.\n"
            "el mercado — market\n   El mercado está abierto los sábados.\n"
            "el queso — cheese\n   Compro queso fresco.\n"
            "pesar — to weigh\n   ¿Cuánto pesa este melón?\n"
            "la cuchara — spoon\n   Necesito una cuchara para la sopa.\n"
            "No answers yet. Be the first!"
        )
        bold = [span.text for span in stage.task.text if span.style is Style.BOLD]
        assert bold == [
            "Write a sentence with 2 of these words. Reply here.",
            "el aguacate", "el mercado", "el queso", "pesar", "la cuchara",
        ]  # fmt: skip
        assert stage.task.labels == ["Help me start", "🔒 For me", "Join"]
        assert stage.task.pinned


@pytest.mark.parametrize(
    ("lines", "counts", "first"),
    [
        ("el sol", "replies", "✍ Write a sentence with this word. Reply here.\nUse new words in your own sentences · "),
        ("el sol", "everything", "✍ Write a sentence with this word. Write here."),
        ("el sol\nla sal", "everything", "✍ Write a sentence with 2 of these words. Write here."),
    ],
)
async def test_the_first_line_says_what_to_do(tmp_path: Path, lines: str, counts: str, first: str) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, counts=counts)
        await with_words(stage, class_, lines)
        await post_now(stage, "vocabulary")
        assert stage.task.plain.startswith(first)


async def test_a_post_stays_below_900_characters_examples_fall_away_first(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        long = "\n".join(
            f"palabra {letter} = translation {letter} | {'Un ejemplo largo. ' * 10}" for letter in "abcdefghijkl"
        )
        await with_words(stage, class_, long)
        await post_now(stage, "vocabulary", 12)
        assert len(stage.task.plain) <= 900
        assert "palabra l — translation l" in stage.task.plain
        assert "Un ejemplo" not in stage.task.plain


async def test_words_too_long_for_one_post_wait_for_the_next(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "\n".join(f"{'x' * 79}{letter} = {'y' * 120}" for letter in "abcdefgh"))
        await post_now(stage, "vocabulary", 8)
        assert len(stage.task.plain) <= 900
        assert await change(stage, lambda records: records.cards.left(1)) == 5


async def test_words_come_in_the_order_of_the_list_and_two_themes_share_a_post(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "# One\na\nb\nc\n# Two\nd\ne")
        first, second = await post_now(stage, "vocabulary", 2), await post_now(stage, "vocabulary", 2)
        assert (first.title, second.title) == ("One", "One, Two")
        assert "One, Two · until" in stage.task.plain


async def test_without_an_aim_a_task_is_called_by_its_first_words(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el sol\nla sal\nel mar\nla luz")
        assert (await post_now(stage, "vocabulary", 3)).title == "el sol, la sal …"
        assert (await post_now(stage, "vocabulary", 1)).title == "la luz"


async def test_inflected_forms_case_and_missing_accents_count(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el aguacate\nla canción\npesar\nbarato\nel pan")
        posted = await post_now(stage, "vocabulary", 5)
        await stage.says("Ana", "Compro dos AGUACATES muy baratas.", to=stage.task)
        await stage.says("Ben", "Las canciones no pesan, cancion mía.", to=stage.task)
        assert words_found(stage, posted, "Ana") == ["el aguacate", "barato"]
        assert words_found(stage, posted, "Ben") == ["la canción", "pesar"]
        await stage.wait(minutes=1)
        assert stage.task.plain.endswith("2 have written · 4 of 5 words used")


async def test_which_words_were_found_is_shown_to_the_person_alone(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MARKET)
        await post_now(stage, "vocabulary", 5)
        await stage.presses("Ana", "🔒 For me")
        assert stage.told("Ana") == "“At the market”: you have not written yet. One sentence is enough."
        await stage.says("Ana", "Compro queso para mi madre.", to=stage.task)
        await stage.presses("Ana", "🔒 For me")
        assert stage.told("Ana") == (
            "“At the market”: you wrote 1 message.\n"
            "· Compro queso para mi madre.\n"
            "Words of the task that I found: el queso\n"
            "One more word of the task and you are done."
        )
        await stage.says("Ana", "El mercado es muy grande.", to=stage.task)
        await stage.presses("Ana", "🔒 For me")
        assert "you wrote 2 messages." in stage.told("Ana")
        assert stage.told("Ana").endswith("Words of the task that I found: el mercado, el queso\nYou are done. 🎉")
        await stage.presses("Zoe", "🔒 For me")
        assert stage.told("Zoe") == "Here you will find your own words and answers. Press Join first."
        await stage.presses("Marta", "🔒 For me")
        assert "Here learners see their own words" in stage.told("Marta")
        assert "queso —" in stage.transcript(), "the room has the task"
        assert "I found" not in stage.transcript()


async def test_one_word_is_enough_where_the_task_has_only_one(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el sol")
        await post_now(stage, "vocabulary")
        await stage.says("Ana", "Hoy hace mucho sol.", to=stage.task)
        assert stage.task.plain.endswith("1 has written · the word was used")
        await stage.presses("Ana", "🔒 For me")
        assert "You are done." in stage.told("Ana")


async def test_help_me_start_gives_examples_and_notes_privately(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el pan = bread | Compro pan. | masculine\nel sol = sun")
        await post_now(stage, "vocabulary")
        before = stage.transcript()
        for name in ("Ana", "Zoe"):
            await stage.presses(name, "Help me start")
            assert stage.told(name) == (
                "Say one true thing about yourself. It can be short.\n"
                "el pan — bread\n   Compro pan.\n   masculine\n"
                "el sol — sun"
            )
        assert stage.transcript() == before


# -- the list while a task is open ------------------------------------------------------------------------------


async def test_correcting_a_word_edits_the_open_post(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el pan = breed\nla sal = salt")
        await post_now(stage, "vocabulary")
        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "What was posted", private=True)
        await stage.presses("Marta", "1", private=True)
        assert "Posted on Mon 4 May." in stage.told("Marta")
        await stage.presses("Marta", "Change", private=True)
        await stage.says("Marta", "el pan = bread", private=True)
        assert "el pan — bread" in stage.task.plain
        assert "breed" not in stage.task.plain


async def test_removing_a_word_of_an_open_task_breaks_nothing(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el pan = bread\nla sal = salt")
        posted = await post_now(stage, "vocabulary")
        await stage.says("Ana", "El pan no tiene sal.", to=stage.task)
        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "What was posted", private=True)
        await stage.presses("Marta", "1", private=True)
        await stage.presses("Marta", "Remove", private=True)
        await stage.presses("Marta", "Yes, remove it", private=True)

        assert "el pan" not in stage.task.plain
        assert "la sal" in stage.task.plain
        await stage.says("Ben", "Compro sal y pan hoy.", to=stage.task)
        assert words_found(stage, posted) == ["la sal"]
        await stage.jump("close")
        assert "2 people wrote, the word was used." in stage.transcript()

        await post_now_refuses_to_lose_its_last_word(stage)


async def post_now_refuses_to_lose_its_last_word(stage: Stage) -> None:
    await with_words(stage, (await change(stage, lambda records: records.classes.all()[0])), "el mar = sea")
    await post_now(stage, "vocabulary")
    await stage.types("Marta", "/words", private=True)
    await stage.presses("Marta", "What was posted", private=True)
    await stage.presses("Marta", "1", private=True)
    await stage.presses("Marta", "Remove", private=True)
    assert stage.told("Marta") == "An open task has nothing else in it. Please close the task first: /post"


async def test_words_taken_back_come_next_again(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "a = 1\nb = 2\nc = 3")
        posted = await post_now(stage, "vocabulary", 2)
        assert await change(stage, lambda records: records.cards.left(1)) == 1
        await stage.presses("Marta", "Take back", private=True)
        assert stage.posts() == []
        assert [one.word for one in await change(stage, lambda records: records.cards.waiting(1))] == ["a", "b", "c"]
        assert (await post_now(stage, "vocabulary", 2)).title == posted.title


# -- starter packs ----------------------------------------------------------------------------------------------


def test_a_pack_is_offered_only_where_it_fits() -> None:
    [pack] = packs("es", "en", "A2")
    assert pack.cards >= 120
    assert pack.questions >= 30
    assert packs("es", "de", "A2") == packs("es", "en", "B1") == packs("", "", "") == []


async def test_a_pack_goes_onto_the_lists_once(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "Mercado = market")
        [pack] = packs("es", "en", "A2")
        added = []

        def play(turn: Turn) -> None:
            added.append(add_pack(turn, pack))

        for _ in range(2):
            await stage.house.engine.run(play, lambda _: Scene(class_=class_), now=stage.now)
        assert [(one.cards, one.questions) for one in added] == [(pack.cards - 1, pack.questions), (0, 0)]
        listed = await cards(stage)
        assert len(listed) == pack.cards
        assert listed[1].aim == "At the market"
        questions = await change(stage, lambda records: records.questions.all(1))
        assert questions[0].easier
        assert questions[0].words.splitlines()[0].startswith("descansar")


async def test_a_room_that_cannot_be_posted_to_takes_no_words(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MARKET)
        await set_room(stage, may_post=False)
        await scheduled(stage, class_, "vocabulary", "mon", "18:00", 2)
        await stage.jump("post")
        await stage.wait(hours=1)
        assert stage.posts() == []
        assert await change(stage, lambda records: records.cards.left(1)) == 5


async def test_every_page_of_the_list_takes_new_words_and_can_be_cancelled(tmp_path: Path) -> None:
    """Also one that was opened before something else was asked."""
    async with Stage(tmp_path, activities=[Vocabulary(), Settings()]) as stage:
        await with_words(stage, await a_class(stage))
        await post_now(stage, "vocabulary", 2)
        await stage.types("Marta", "/words", private=True)
        await stage.types("Marta", "/settings", private=True)

        await stage.presses("Marta", "What was posted", private=True)

        assert "Cancel" in stage.message("Tuesday A2\nOn your list", stage.private("Marta")).labels
        await stage.says("Marta", "la sal = salt", private=True)
        assert stage.told("Marta").endswith("I have 1 line. Write more, or press Done.")
        await stage.presses("Marta", "What comes next", private=True)
        await stage.says("Marta", "el té = tea", private=True)
        assert stage.told("Marta").endswith("I have 2 lines. Write more, or press Done.")
