"""What counts in a task: every rule of it as a scene."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.chat import Place, Said
from storage.people import Role
from storage.rounds import Round
from tests.cast import a_class, joined
from tests.stage import Kind, Seen, Stage
from tests.tasks import (
    another_room,
    change,
    contributions,
    post_now,
    set_room,
    texts,
    the_round,
    with_questions,
    with_words,
    words_found,
    writers,
)

LONG = "Compro queso en el mercado."


def stage_in(folder: Path) -> Stage:
    return Stage(folder, activities=[Vocabulary(), Discussion()])


async def open_task(stage: Stage, counts: str = "replies", **settings: Any) -> Round:
    class_ = await a_class(stage, counts=counts, **settings)
    await with_words(stage, class_)
    return await post_now(stage, "vocabulary", 5)


# -- which messages belong to a task ------------------------------------------------------------------------------


async def test_where_replies_count_other_talk_is_never_stored(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        talk = await stage.says("Ana", "Mañana compro queso en el mercado, chicos.")
        await stage.says("Ben", "Yo también compro queso.", to=talk)
        assert contributions(stage, posted) == []
        stage.house.database.truncate_log()
        assert "Yo también".encode() not in stage.house.database.path.read_bytes()

        answer = await stage.says("Ana", LONG, to=stage.task)
        assert answer.reactions == ["✅"]
        assert texts(stage, posted) == [LONG]
        assert writers(stage, posted) == 1


async def test_where_everything_counts_no_reply_is_needed(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        first = await stage.says("Ana", LONG)
        await stage.says("Ben", "Yo también como mucho queso.", to=first)
        assert [one.answers_member_id for one in contributions(stage, posted)] == [
            None,
            contributions(stage, posted)[0].member_id,
        ]
        assert writers(stage, posted) == 2


async def test_everything_is_only_what_is_said_while_a_task_is_open(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        await stage.jump("close")
        await stage.says("Ana", LONG)
        assert contributions(stage, posted) == []


async def test_a_reply_belongs_to_the_post_it_answers_the_rest_to_the_newest(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, counts="everything")
        await with_words(stage, class_)
        await with_questions(stage, class_, "¿Qué compras en el mercado?")
        old = await post_now(stage, "vocabulary", 5)
        old_post = stage.task
        await stage.wait(minutes=5)
        new = await post_now(stage, "discussion")
        await stage.says("Ana", LONG, to=old_post)
        await stage.says("Ana", "Siempre compro pan y fruta.")
        assert texts(stage, old) == [LONG]
        assert texts(stage, new) == ["Siempre compro pan y fruta."]


async def test_replies_to_replies_belong_to_the_task_however_deep(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        said: Seen = stage.task
        for number, name in enumerate(["Ana", "Marta", "Ben", "Chloe", "Ana"]):
            said = await stage.says(name, f"Compro queso en el mercado {'abcde'[number] * 3}.", to=said)
        found = contributions(stage, posted)
        assert len(found) == 4, "the teacher's answer does not count, the answers to it do"
        names = {one.member_id for one in found}
        assert len(names) == 3
        assert found[1].answers_member_id is None, "the teacher is no classmate"
        assert found[2].answers_member_id == found[1].member_id


async def test_nobody_answers_themselves(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        first = await stage.says("Ana", LONG, to=stage.task)
        await stage.says("Ana", "Y también compro una cuchara.", to=first)
        assert [one.answers_member_id for one in contributions(stage, posted)] == [None, None]


async def test_where_nothing_is_posted_in_a_room_nothing_counts_there(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, counts="everything")
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary")
        hall = await another_room(stage, class_)
        await stage.says("Ana", LONG, room=Place(stage.paper.name, hall.place))
        assert contributions(stage, posted) == []


@pytest.mark.parametrize("role", [Role.TEACHER, Role.HELPER])
async def test_teachers_and_helpers_are_not_counted(tmp_path: Path, role: Role) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        class_ = await change(stage, lambda records: records.classes.all()[0])
        await joined(stage, class_, "Hugo", role)
        answer = await stage.says("Hugo", LONG, to=stage.task)
        assert answer.reactions == []
        assert contributions(stage, posted) == []


# -- which messages are long enough and one's own -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "forwarded", "counted"),
    [
        ("Compro queso hoy", "text", False, True),
        ("Compro queso", "text", False, False),
        ("今日は元気です", "text", False, True),
        ("元気です", "text", False, False),
        ("😀😀😀😀", "text", False, False),
        ("!!! ??? ...", "text", False, False),
        ("123 456 789", "text", False, False),
        ("jajaja jajaja jajaja", "text", False, False),
        ("https://example.org/uno/dos/tres", "text", False, False),
        ("", "voice", False, True),
        ("", "picture", False, True),
        ("😀", "sticker", False, False),
        (LONG, "text", True, False),
        ("", "voice", True, False),
        ("", "picture", True, False),
    ],
)
async def test_three_words_or_a_voice_or_a_picture(
    tmp_path: Path, text: str, kind: Kind, forwarded: bool, counted: bool
) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        said = await stage.says("Ana", text, to=stage.task, kind=kind, forwarded=forwarded)
        assert len(contributions(stage, posted)) == int(counted)
        assert bool(said.reactions) is counted


async def test_of_a_voice_note_only_that_it_was_sent_is_kept(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", "", to=stage.task, kind="voice")
        [kept] = contributions(stage, posted)
        assert (kept.kind, kept.words, kept.sealed, kept.erase_at) == ("voice", 0, None, None)
        await stage.presses("Ana", "🔒 For me")
        assert "I do not listen to voice notes" in stage.told("Ana")


@pytest.mark.parametrize(
    "copied",
    [
        "El mercado está abierto los sábados.",
        "el mercado esta abierto los sabados",
        "El mercado está abierto los sábados. Compro queso fresco.",
        "el aguacate — avocado\nel mercado — market",
        "el aguacate, el mercado, el queso",
        "Write a sentence with 2 of these words. Write here.",
    ],
)
async def test_copies_of_the_post_do_not_count(tmp_path: Path, copied: str) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        await stage.says("Ana", copied, to=stage.task)
        assert contributions(stage, posted) == []


async def test_the_whole_post_copied_does_not_count(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        whole = stage.task.plain
        await stage.says("Ana", whole, to=stage.task)
        assert contributions(stage, posted) == []
        await stage.says("Ben", "Compro un aguacate en el mercado.", to=stage.task)
        await stage.says("Ana", stage.task.plain, to=stage.task)
        assert len(contributions(stage, posted)) == 1
        await stage.says("Chloe", f"{whole}\nMi queso está fresco.", to=stage.task)
        assert len(contributions(stage, posted)) == 2


@pytest.mark.parametrize(
    "own",
    ["El mercado está abierto los domingos.", "Mi aguacate está maduro.", "El aguacate está maduro. ¡Qué bien!"],
)
async def test_an_example_made_ones_own_counts(tmp_path: Path, own: str) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", own, to=stage.task)
        assert texts(stage, posted) == [own]


async def test_part_of_the_question_is_an_answer(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿Prefieres vivir en una ciudad grande o en un pueblo?")
        posted = await post_now(stage, "discussion")
        await stage.says("Ana", "¿Prefieres vivir en una ciudad grande o en un pueblo?", to=stage.task)
        await stage.says("Ben", "Vivir en una ciudad grande.", to=stage.task)
        assert texts(stage, posted) == ["Vivir en una ciudad grande."]


async def test_repeats_do_not_count_but_two_people_may_say_the_same(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        for text in (LONG, LONG, "  compro QUESO en el mercado!!  "):
            await stage.says("Ana", text, to=stage.task)
        await stage.says("Ben", LONG, to=stage.task)
        assert len(contributions(stage, posted)) == 2
        assert writers(stage, posted) == 2


async def test_a_repeat_is_known_when_short_words_came_before_it(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", "¡Hola!", to=stage.task)
        await stage.says("Ana", LONG, to=stage.task)
        await stage.wait(minutes=2)
        await stage.says("Ana", LONG, to=stage.task)
        assert texts(stage, posted) == [f"¡Hola!\n{LONG}"]


# -- short messages in a row --------------------------------------------------------------------------------------


async def test_short_messages_in_a_row_are_one(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        hello = await stage.says("Ana", "Hola")
        await stage.wait(seconds=20)
        whole = await stage.says("Ana", "compro queso")
        for more in ("y aguacates", "mañana", "😀"):
            await stage.wait(seconds=50)
            await stage.says("Ana", more)
        [kept] = contributions(stage, posted)
        assert texts(stage, posted) == ["Hola\ncompro queso\ny aguacates\nmañana"]
        assert (kept.messages, kept.words) == (4, 6)
        assert words_found(stage, posted) == ["el aguacate", "el queso"]
        assert (hello.reactions, whole.reactions) == ([], ["✅"])


async def test_after_a_minute_short_messages_are_no_row(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        await stage.says("Ana", "Compro queso")
        await stage.wait(seconds=61)
        await stage.says("Ana", "y aguacates")
        assert contributions(stage, posted) == []
        await stage.says("Ana", "en el mercado")
        assert texts(stage, posted) == ["y aguacates\nen el mercado"]


async def test_two_people_in_the_middle_of_a_sentence_are_two(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        for name, text in [("Ana", "Compro queso"), ("Ben", "Yo no"), ("Ana", "hoy"), ("Ben", "compro nada")]:
            await stage.says(name, text)
        assert texts(stage, posted) == ["Compro queso\nhoy", "Yo no\ncompro nada"]


async def test_the_row_is_kept_in_memory_only(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, "everything")
        await stage.says("Ana", "Secretísimo queso")
        stage.house.database.truncate_log()
        assert "Secretísimo".encode() not in stage.house.database.path.read_bytes()


# -- edits and deletions ------------------------------------------------------------------------------------------


async def test_an_edit_is_counted_anew(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        said = await stage.says("Ana", LONG, to=stage.task)
        await stage.edits("Ana", said, "Compro dos cucharas nuevas hoy.")
        assert texts(stage, posted) == ["Compro dos cucharas nuevas hoy."]
        assert words_found(stage, posted) == ["la cuchara"]
        await stage.edits("Ana", said, "Nada.")
        assert contributions(stage, posted) == []
        assert said.reactions == []
        await stage.edits("Ana", said, LONG)
        assert texts(stage, posted) == [LONG]


async def test_an_answer_edited_until_it_is_long_enough_counts_old_talk_does_not(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, counts="everything")
        await with_words(stage, class_)
        talk = await stage.says("Ana", "Hola, ¿qué tal estáis todos?")
        answer_to_talk = await stage.says("Ben", "Muy bien, gracias.", to=talk)
        posted = await post_now(stage, "vocabulary", 5)
        await stage.edits("Ana", talk, "Hola, ¿qué tal? Compro queso.")
        await stage.edits("Ben", answer_to_talk, "Muy bien, compro queso.")
        assert contributions(stage, posted) == []

        short = await stage.says("Ana", "Compro")
        await stage.wait(minutes=5)
        await stage.edits("Ana", short, LONG)
        assert texts(stage, posted) == [LONG]


async def test_a_part_of_a_row_can_be_edited_and_deleted(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, "everything")
        first, second, third = [await stage.says("Ana", text) for text in ("Hola", "compro queso", "y pan")]
        await stage.edits("Ana", first, "Buenos días")
        assert texts(stage, posted) == ["Buenos días\ncompro queso\ny pan"]
        await stage.deletes("Ana", second)
        assert texts(stage, posted) == ["Buenos días\ny pan"]
        assert words_found(stage, posted) == []
        await stage.deletes("Ana", third)
        assert contributions(stage, posted) == []
        assert first.reactions == []


async def test_a_reply_to_a_part_of_a_row_belongs_to_the_task(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        first = await stage.says("Ana", "Hola", to=stage.task)
        await stage.says("Ana", "compro queso", to=stage.task)
        await stage.says("Ben", "¿Compras mucho queso?", to=first)
        found = contributions(stage, posted)
        assert found[1].answers_member_id == found[0].member_id


async def test_a_deletion_is_uncounted(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        said = await stage.says("Ana", LONG, to=stage.task)
        await stage.says("Ben", "Yo compro una cuchara.", to=stage.task)
        await stage.wait(minutes=1)
        assert "2 have written · 3 of 5 words used" in stage.task.plain
        await stage.deletes("Ana", said)
        await stage.wait(minutes=1)
        assert "1 has written · 1 of 5 words used" in stage.task.plain
        assert writers(stage, posted) == 1


async def test_an_edit_after_the_text_was_erased_stores_nothing_again(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        said = await stage.says("Ana", LONG, to=stage.task)
        await stage.wait(days=31)
        assert texts(stage, posted) == [""]
        await stage.edits("Ana", said, "Compro una cuchara nueva.")
        assert texts(stage, posted) == [""]
        assert words_found(stage, posted) == ["el mercado", "el queso"]
        await stage.deletes("Ana", said)
        assert contributions(stage, posted) == []


@pytest.mark.parametrize(("minors", "days"), [(False, 30), (True, 7)])
async def test_a_text_is_kept_thirty_days_and_seven_of_minors(tmp_path: Path, minors: bool, days: int) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage, minors=minors)
        await stage.says("Ana", LONG, to=stage.task)
        stage.house.database.truncate_log()
        assert LONG.encode() not in stage.house.database.path.read_bytes(), "sealed"
        await stage.wait(days=days, hours=-2)
        assert texts(stage, posted) == [LONG]
        await stage.wait(hours=4)
        assert texts(stage, posted) == [""]


# -- late answers -------------------------------------------------------------------------------------------------


async def test_late_answers_count_in_their_own_column_and_leave_the_closing_as_it_was(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        task = stage.task
        await stage.says("Ana", LONG, to=task)
        await stage.jump("close")
        closing = stage.posts()[-1]
        closed = (task.plain, closing.plain)
        late = await stage.says("Ben", "Yo compro una cuchara.", to=task)
        later = await stage.says("Chloe", "Peso mi aguacate cada día.", to=closing)
        await stage.wait(days=13)

        assert late.reactions == later.reactions == ["✅"]
        assert [one.late for one in contributions(stage, posted)] == [False, True, True]
        assert (writers(stage, posted), writers(stage, posted, late=True)) == (1, 3)
        assert (task.plain, closing.plain) == closed
        assert the_round(stage, posted).state["closed"]["wrote"] == 1


async def test_after_fourteen_days_nothing_counts(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        task = stage.task
        await stage.jump("close")
        await stage.wait(days=14)
        await stage.says("Ana", LONG, to=task)
        await stage.wait(minutes=1)
        await stage.says("Ben", LONG, to=task)
        assert [one.late for one in contributions(stage, posted)] == [True]


async def test_what_was_written_in_time_and_arrives_late_is_in_time(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        task, written_at = stage.task, stage.now
        await stage.jump("close")
        await stage.happens(
            Said("late", written_at, stage.room, stage.who("Ana"), message="x", text=LONG, reply_chain=(task.id,))
        )
        assert [one.late for one in contributions(stage, posted)] == [False]


# -- the quiet sign -----------------------------------------------------------------------------------------------


async def test_one_quiet_sign_for_the_first_three_of_a_person(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        said = [
            await stage.says("Ana", f"Compro queso {word} hoy.", to=stage.task)
            for word in "uno dos tres cuatro".split()
        ]
        other = await stage.says("Ben", LONG, to=stage.task)
        assert [one.reactions for one in said] == [["✅"], ["✅"], ["✅"], []]
        assert other.reactions == ["✅"]


async def test_no_sign_where_the_room_allows_none(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await set_room(stage, may_react=False)
        said = await stage.says("Ana", LONG, to=stage.task)
        assert said.reactions == []
        assert len(contributions(stage, posted)) == 1


# -- what is kept -------------------------------------------------------------------------------------------------


async def test_the_share_of_the_target_language_is_kept_in_words(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", "Mañana compro mucho queso because I really like it.", to=stage.task)
        [kept] = contributions(stage, posted)
        assert kept.words == 9
        assert kept.target_words == 4
        assert kept.at == stage.now
        assert kept.erase_at == stage.now + timedelta(days=30)
