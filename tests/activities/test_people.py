"""Scenes at the teacher's desk: who has joined, and what can be changed about each person."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Place, Pressed
from storage.people import Role
from storage.records import Records
from tests.activities.roster_desk import desk, named, stage_of
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.toy import a_task


async def close_chat(stage: Stage, name: str) -> None:
    def close(records: Records) -> None:
        account = records.accounts.get(stage.paper.name, stage.who(name).user)
        assert account is not None
        account.reachable = False

    await stage.house.database.write(close)


async def test_the_roster_says_who_joined_who_did_not_and_who_cannot_be_reached(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, size=24)
        await close_chat(stage, "Ben")
        await close_chat(stage, "Chloe")
        shown = await desk(stage)
        assert shown.plain == (
            "Tuesday A2\n"
            "3 of 24 have joined. Not yet: 21.\n"
            "2 cannot be reached privately: Ben, Chloe.\n"
            "They take part all the same. To be reached, they open a private chat with me and press Start.\n"
            "Press a name to change something."
        )
        assert shown.labels == [
            "Ana",
            "Ben",
            "Chloe",
            "Marta (teacher)",
            "Invite a teacher",
            "Link for learners",
        ]


@pytest.mark.parametrize(
    ("size", "said"),
    [(None, "3 learners have joined."), (3, "All have joined: 3 of 3."), (2, "All have joined: 3 of 2.")],
)
async def test_without_a_size_it_says_only_how_many_joined(tmp_path: Path, size: int | None, said: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, size=size)
        assert said in (await desk(stage)).plain


@pytest.mark.parametrize(
    ("language", "learners", "said"),
    [
        ("en", 0, "0 of 24 have joined. Not yet: 24."),
        ("en", 1, "1 of 24 has joined. Not yet: 23."),
        ("es", 0, "Se han apuntado 0 de 24. Todavía no: 24."),
        ("es", 1, "Se ha apuntado 1 de 24. Todavía no: 23."),
        ("es", 2, "Se han apuntado 2 de 24. Todavía no: 22."),
    ],
)
async def test_one_is_not_many(tmp_path: Path, language: str, learners: int, said: str) -> None:
    async with stage_of(tmp_path) as stage:
        stage.languages["Marta"] = language
        await a_class(stage, learners=("Ana", "Ben")[:learners], size=24)
        assert said in (await desk(stage)).plain


async def test_a_big_class_has_pages(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=tuple(f"Person {number:02}" for number in range(20)))
        shown = await desk(stage)
        assert shown.labels[:8] == [f"Person {number:02}" for number in range(8)]
        assert shown.labels[8:] == ["More ›", "Invite a teacher", "Link for learners"]
        await stage.presses("Marta", "More ›", private=True)
        await stage.presses("Marta", "More ›", private=True)
        shown = stage.seen("Marta", private=True)[-1]
        assert shown.labels[:6] == ["Person 16", "Person 17", "Person 18", "Person 19", "Marta (teacher)", "‹ Back"]
        await stage.presses("Marta", "‹ Back", private=True)
        assert stage.seen("Marta", private=True)[-1].labels[0] == "Person 08"


async def test_one_person_at_a_glance(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        shown = await desk(stage, "Ana")
        assert shown.plain == "Tuesday A2\nAna\nJoined on Mon 4 May · Paper\nLast answer: Mon 4 May"
        assert shown.labels == [
            "Rename",
            "Same person as …",
            "Make helper",
            "Has left",
            "Remove",
            "Pause corrections of Ana",
            "‹ Back",
        ]


async def test_rename(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Ana", "Rename")
        await stage.says("Marta", "x" * 5000, private=True)
        assert "A name can have 40 letters at most." in stage.told("Marta")
        await stage.says("Marta", "Ana\u202e\u200b García", private=True)
        assert "Ana is called Ana García now." in stage.told("Marta")
        assert named(stage, "Ana García") is not None


async def test_a_rename_to_a_name_that_somebody_has_is_refused(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Ana", "Rename")
        await stage.says("Marta", "ben", private=True)
        assert stage.told("Marta") == "Tuesday A2\nSomebody in the class is called ben already. For example: ben 2"
        await stage.says("Marta", "marta", private=True)
        assert stage.told("Marta") == "Tuesday A2\nSomebody in the class is called marta already. For example: marta 2"
        await stage.says("Marta", "Ana B.", private=True)
        assert named(stage, "Ana B.") is not None


async def test_helper_and_learner_again(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        shown = await desk(stage, "Ana", "Make helper")
        assert "Ana (helper)" in shown.plain
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Ben", "Chloe"]
        await stage.presses("Marta", "Learner again", private=True)
        ana = named(stage, "Ana")
        assert ana is not None
        assert ana.role == Role.LEARNER


async def test_has_left_can_be_undone_and_keeps_the_counts(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        await desk(stage, "Ana", "Has left")
        assert named(stage, "Ana") is None
        with stage.house.database.read() as records:
            assert records.taking_part.writers(1) == 1
        await stage.presses("Marta", "Undo", private=True)
        assert named(stage, "Ana") is not None


async def test_who_is_back_after_somebody_took_the_name_gets_a_mark(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Ana", "Has left")
        undo = stage.seen("Marta", private=True)[-1]
        await desk(stage, "Ben", "Rename")
        await stage.says("Marta", "Ana", private=True)
        await stage.presses("Marta", "Undo", under=undo, private=True)
        assert "Ana 2 is in the class again." in undo.plain
        assert named(stage, "Ana 2") is not None


async def test_remove_asks_once_and_erases_what_is_kept_in_this_class(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        shown = await desk(stage, "Ana", "Remove")
        assert "This cannot be undone." in shown.plain
        assert named(stage, "Ana") is not None
        await stage.presses("Marta", "Remove", private=True)
        assert "Ana is removed, with all I kept about them here." in stage.told("Marta")
        with stage.house.database.read() as records:
            assert records.taking_part.writers(1) == 0
            assert records.accounts.get(stage.paper.name, "u-ana") is None
        await stage.wait(minutes=1)
        assert "No answers yet" in stage.task.plain


async def test_the_last_teacher_stays_teacher(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await desk(stage, "Marta (teacher)", "No longer teacher")
        assert stage.told("Marta") == "A class needs a teacher. Invite another one first."
        await joined(stage, class_, "Olga", Role.TEACHER)
        await desk(stage, "Marta (teacher)", "No longer teacher")
        assert "Marta does not teach this class any more." in stage.told("Marta")
        marta = named(stage, "Marta")
        assert marta is not None
        assert marta.role == Role.HELPER
        await stage.types("Marta", "/people", private=True)
        assert stage.told("Marta") == "Only your teacher can do that. What is open for you: /today"


@pytest.mark.parametrize("name", ["Ana", "Zoe"])
async def test_only_a_teacher_sees_the_roster(tmp_path: Path, name: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        for private in (False, True):
            await stage.types(name, "/people", private=private)
            assert "Ben" not in stage.told(name)
            said = "Only your teacher can do that." if name == "Ana" or not private else "You teach no class"
            assert stage.told(name).startswith(said)


async def test_in_a_room_without_a_class_it_says_what_to_do(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.types("Marta", "/people")
        assert stage.told("Marta") == "There is no class here yet. In your group, an admin can type /setup."


async def test_typed_in_the_room_only_the_teacher_sees_it_and_the_line_goes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/people")
        assert "3 learners have joined." in stage.told("Marta")
        assert stage.transcript() == ""


async def test_a_person_of_another_class_cannot_be_reached_through_a_button(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage, learners=("Dora",), teacher="Olga")
        await desk(stage, "Ana")

        def move_on(records: Records) -> None:
            # as if the row a button speaks of belonged to somebody else meanwhile
            for number in range(1, 50):
                found = records.posts.get(number)
                if found is not None and found.buttons:
                    found.buttons = [{**one, "with": {**one["with"], "member_id": 5}} for one in found.buttons]

        await stage.house.database.write(move_on)
        with stage.house.database.read() as records:
            other = records.people.get(5)
            assert other is not None
            assert other.class_id == 2
        for label in ("Rename", "Same person as …", "Make helper", "Has left", "Remove"):
            await stage.presses("Marta", label, private=True)
            assert stage.told("Marta") == "That person is not in this class any more. Who is: /people"


async def test_a_button_for_somebody_who_left_meanwhile_changes_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Ana")
        await stage.leaves("Ana")
        await stage.presses("Marta", "Make helper", private=True)
        assert stage.told("Marta") == "That person is not in this class any more. Who is: /people"


async def test_another_teacher_s_button_is_not_mine(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Olga", Role.TEACHER)
        shown = await desk(stage)
        code = shown.button("Ana").code
        await stage.happens(Pressed(*stage._head("Olga", stage.private("Olga")), code=code, message=shown.id))
        assert stage.told("Olga") == "That button is from an older message. What is open now: /today"


# -- one person, two accounts -------------------------------------------------------------------------------------


async def test_who_does_not_teach_any_more_is_told(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Olga", Role.TEACHER)
        await desk(stage, "Olga (teacher)", "No longer teacher")
        assert stage.private_chat("Olga")[-1] == "Marta says: you do not teach here any more. Thank you for your help!"


async def test_of_minors_the_teachers_list_says_who_is_who_in_pictures_and_files(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, minors=True)
        ana = named(stage, "Ana")
        assert ana
        assert f"In pictures and files: Learner {ana.id}" in (await desk(stage, "Ana")).plain


async def test_an_old_undo_does_not_bring_back_who_left_themselves(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        task = await a_task(stage, await a_class(stage))
        await desk(stage, "Ana", "Has left")
        undo = stage.seen("Marta", private=True)[-1]
        await stage.wait(minutes=5)
        await stage.presses("Ana", "Join", under=task)
        assert named(stage, "Ana") is not None
        await stage.leaves("Ana")

        await stage.presses("Marta", "Undo", under=undo, private=True)

        assert "not in this class any more" in stage.told("Marta")
        assert named(stage, "Ana") is None
