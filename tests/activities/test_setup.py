"""Scenes of a class's first ten minutes: from the bot's first line in the group to the welcome card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from activities.joining import Joining
from activities.people import People
from activities.setup import Setup
from bot.chat import Link, Place, Popup, RoomGone
from bot.port import Limits
from storage.classes import Class
from storage.people import Member, Role
from storage.records import Records
from storage.rooms import Room
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.toy import scheduled

QUIET = Limits(send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6)
"""A platform without 🤫 answers in a room, as Telegram is."""


class Unlinked(Paper):
    """A platform whose private chat no address opens, as Discord's."""

    def private_link(self, payload: str) -> str:
        return ""


def stage_of(tmp_path: Path, paper: Paper | None = None) -> Stage:
    return Stage(tmp_path, activities=[Setup(), Joining(), People()], paper=paper)


def the_class(stage: Stage) -> Class:
    with stage.house.database.read() as records:
        [found] = records.classes.all()
        return found


def classes(stage: Stage) -> int:
    with stage.house.database.read() as records:
        return len(records.classes.all())


def the_room(stage: Stage) -> Room:
    with stage.house.database.read() as records:
        found = records.rooms.at(stage.room.platform, stage.room.id)
        assert found is not None
        return found


def roster(stage: Stage) -> list[Member]:
    with stage.house.database.read() as records:
        return list(records.people.roster(the_class(stage).id or 0))


async def in_private(stage: Stage) -> None:
    """The bot is added, the teacher presses and starts the private chat."""
    await stage.add_bot()
    await stage.presses("Marta", "Set up")
    await stage.opens_private("Marta", "setup")


async def answered(stage: Stage, *labels: str) -> None:
    for label in labels:
        await stage.presses("Marta", label, private=True)


async def test_two_minutes_from_the_first_line_to_the_welcome(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot()
        assert stage.transcript() == (
            "Tertulia: Hello! I'm Tertulia, a bot for language classes. An admin of this group can set up the class.\n"
            "   [Set up]"
        )
        await stage.presses("Marta", "Set up")
        assert stage.answer == Link("paper:setup")
        await stage.opens_private("Marta", "setup")
        await answered(stage, "Spanish", "English", "A2", "London 10:00")
        assert "In London it is 10:00 now." in stage.told("Marta")
        assert "On Sun 25 Oct the clocks go back there." in stage.told("Marta")
        await stage.says("Marta", "24", private=True)
        await answered(stage, "No, all are adults", "Replies", "Starter list (159 words, 30 questions)")
        assert "Your class is ready." in stage.told("Marta")
        await answered(stage, "Post the welcome")

        found = the_class(stage)
        assert (found.name, found.target, found.natives, found.level, found.zone, found.size, found.ready) == (
            "Tuesday A2",
            "es",
            "en",
            "A2",
            "Europe/London",
            24,
            True,
        )
        assert [(one.name, one.role) for one in roster(stage)] == [("Marta", Role.TEACHER)]
        assert stage.transcript() == (
            "Tertulia: I'm Tertulia, a bot. I post short Spanish tasks here.\n"
            "If you join, I keep when you write and which words you use. "
            "Your teacher sees it, the class does not. No marks. You can stop any time.\n"
            "What counts: your replies to a task.\n"
            "   [Join] [What is stored?]"
        )


async def test_every_answer_is_saved_at_once_and_the_set_up_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await answered(stage, "Spanish")
        assert the_class(stage).target == "es"
        await answered(stage, "Cancel")
        await stage.types("Marta", "/setup", private=True)
        assert "Which language do the learners speak?" in stage.told("Marta")


async def test_typed_words_answer_the_questions_at_once(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot()
        await stage.types("Marta", "/setup spanish inglés,fr a2 New York")
        found = the_class(stage)
        assert (found.target, found.natives, found.level, found.zone) == ("es", "en,fr", "A2", "America/New_York")
        assert "private chat" in stage.told("Marta")
        await stage.opens_private("Marta", "setup")
        assert "How many learners" in stage.told("Marta")


async def test_once_the_private_chat_is_open_the_questions_come_where_the_teacher_stands(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await stage.types("Marta", "/setup")
        assert "Which language does the class learn?" in stage.told("Marta")
        await stage.presses("Marta", "Spanish")
        assert "Which language do the learners speak?" in stage.told("Marta")
        assert "Which language" not in stage.transcript()


async def test_a_platform_without_links_asks_on_the_spot(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Unlinked()) as stage:
        await stage.add_bot()
        await stage.presses("Marta", "Set up")
        assert "Which language does the class learn?" in stage.told("Marta")


async def test_where_nothing_is_private_the_room_only_shows_the_way(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Paper(limits=QUIET)) as stage:
        await stage.add_bot()
        await stage.types("Marta", "/setup")
        shown = stage.posts()[-1]
        assert shown.plain == "Let's set up the class in our private chat. Open it and press Start."
        assert shown.button("Open our private chat").url == "paper:setup"
        await stage.opens_private("Marta", "setup")
        assert "Which language does the class learn?" in stage.told("Marta")


async def test_a_time_typed_leads_to_the_cities_that_have_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await answered(stage, "Spanish", "English", "A2")
        await stage.says("Marta", "11:03", private=True)
        assert "In these cities it is about 11:03 now." in stage.told("Marta")
        await answered(stage, "Madrid 11:00")
        assert the_class(stage).zone == "Europe/Madrid"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/setup spansh", "Did you mean Spanish?"),
        ("/setup qqqqq", "For example: Spanish, or es"),
        ("/setup es es", "Which language do the learners speak already?"),
        ("/setup es en A9", "is not one of these: A1, A2, B1, B2, C1, C2."),
        ("/setup es en A2 Lodnon", "Did you mean one of these? London"),
        ("/setup es en A2 Qqqqqqqq", "London, or Europe/London"),
        ("/setup es en A2 ../../etc/passwd", "London, or Europe/London"),
        ("/setup es en,fr,de,it A2", "Three languages at most, please."),
        ("/setup es en A2 Europe/London extra words", "Example: /setup es en A2 Europe/London"),
        ("/setup " + "x" * 5000, "I don't know the language “xxxxx"),
        ("/setup e\u202es", "I don't know the language"),
    ],
)
async def test_what_cannot_be_read_gets_one_sentence_and_changes_nothing(tmp_path: Path, typed: str, said: str) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot()
        before = stage.transcript()
        await stage.types("Marta", typed)
        assert said in stage.told("Marta")
        assert len(stage.told("Marta")) < 300
        assert classes(stage) == 0
        assert stage.transcript() == before, "the room keeps nothing of it"


@pytest.mark.parametrize(
    ("until", "typed", "said"),
    [
        ([], "", "For example: Spanish, or es"),
        (["Spanish"], "spanish", "Which language do the learners speak already?"),
        (["Spanish", "English"], "D1", "For example: A2"),
        (["Spanish", "English", "A2"], "25:00", "Write a city or a time zone"),
        (["Spanish", "English", "A2"], "x" * 5000, "Write a city or a time zone"),
        (["Spanish", "English", "A2", "London 10:00"], "0", "For example: 24"),
        (["Spanish", "English", "A2", "London 10:00"], "1000", "For example: 24"),
        (["Spanish", "English", "A2", "London 10:00"], "many", "For example: 24"),
        (["Spanish", "English", "A2", "London 10:00", "Skip"], "perhaps", "For example: no"),
        (["Spanish", "English", "A2", "London 10:00", "Skip", "No, all are adults"], "?", "or write: replies"),
    ],
)
async def test_a_wrong_answer_is_asked_again(tmp_path: Path, until: list[str], typed: str, said: str) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await answered(stage, *until)
        before = the_class(stage).model_dump()
        await stage.says("Marta", typed, private=True)
        assert said in stage.told("Marta")
        assert the_class(stage).model_dump() == before


async def test_a_language_without_word_forms_is_said_kindly(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await stage.says("Marta", "yoruba", private=True)
        assert "I know little Yoruba yet" in stage.told("Marta")
        assert the_class(stage).target == "yo"


async def test_only_an_admin_sets_up_and_afterwards_only_its_teachers(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot()
        await stage.types("Ben", "/setup es en A2 London")
        assert "Only an admin of this group can set up its class." in stage.told("Ben")
        await stage.presses("Ben", "Set up")
        assert isinstance(stage.answer, Popup)
        assert classes(stage) == 0

        await stage.presses("Marta", "Set up")
        stage.admins.add("Olga")
        await stage.presses("Olga", "Set up")
        assert stage.told("Olga") == "Only a teacher of this class can change it: Marta."
        await stage.types("Olga", "/setup")
        assert stage.told("Olga") == "Only a teacher of this class can change it: Marta."
        assert classes(stage) == 1


async def test_in_private_a_person_without_a_class_hears_what_to_do(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.types("Zoe", "/setup", private=True)
        assert stage.told("Zoe") == (
            "You have no class of your own here yet. Add me to your class's group and press Set up there."
        )


async def test_a_learner_has_no_class_to_set_up_either(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/setup", private=True)
        assert "You have no class of your own here yet." in stage.told("Ana")


async def test_a_teacher_of_two_classes_is_asked_which_one(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage, level="B1")
        await stage.types("Marta", "/setup", private=True)
        assert stage.told("Marta") == "Which class?"
        await stage.presses("Marta", "Friday B1", private=True)
        assert "Spanish B1 for people who speak English" in stage.told("Marta")


async def test_a_ready_class_shows_itself_and_each_thing_can_be_changed(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, size=24)
        await stage.types("Marta", "/setup", private=True)
        assert stage.told("Marta").splitlines() == [
            "Tuesday A2",
            "Spanish A2 for people who speak English",
            "In London it is 10:00 now.",
            "24 learners",
            "All are adults",
            "What counts: replies to a task",
            "Reminders: 18:00",
            "Corrections: straight to the person who wrote the sentence",
            "In the group I speak English",
            "Groups: Tuesday A2",
        ]
        await answered(stage, "Level", "B1")
        await answered(stage, "Under 18", "Yes, some are under 18")
        await answered(stage, "What counts", "Everything")
        await answered(stage, "They speak", "French")
        await answered(stage, "Time", "Paris 11:00")
        await answered(stage, "Name")
        await stage.says("Marta", "Wednesday \u202eB1\u200b", private=True)
        await answered(stage, "I speak", "Español")
        found = the_class(stage)
        assert (found.name, found.level, found.minors, found.counts, found.natives, found.zone, found.language) == (
            "Wednesday B1",
            "B1",
            True,
            "everything",
            "fr",
            "Europe/Paris",
            "es",
        )
        assert "Wednesday B1" in stage.told("Marta")


@pytest.mark.parametrize(("typed", "hour"), [("8pm", 20), ("6", 18), ("las 17", 17), ("12", 12)])
async def test_the_hour_of_the_reminder_is_the_teachers(tmp_path: Path, typed: str, hour: int) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Reminders", "19:00", "Reminders")
        assert the_class(stage).reminder_hour == 19
        await stage.says("Marta", typed, private=True)
        assert the_class(stage).reminder_hour == hour
        assert f"Reminders come at {hour:02}:00, from the next task on." in stage.told("Marta")


@pytest.mark.parametrize("typed", ["21:00", "7am", "18:30", "soon"])
async def test_nobody_is_reminded_in_quiet_hours(tmp_path: Path, typed: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Reminders")
        await stage.says("Marta", typed, private=True)
        assert stage.told("Marta").endswith("I need a full hour from 8:00 to 20:00. For example: 18:00")
        assert the_class(stage).reminder_hour == 18


async def test_under_18_there_are_no_reminders_to_set(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, minors=True)
        await stage.types("Marta", "/setup", private=True)
        assert "Reminders" not in [*stage.seen("Marta", private=True)[-1].labels, stage.told("Marta")]


@pytest.mark.parametrize("typed", ["", "\u200b\u200e", "x" * 5000, "!!!", "\u3164"])
async def test_a_class_name_is_short_and_can_be_read(tmp_path: Path, typed: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Name")
        await stage.says("Marta", typed, private=True)
        assert "For example: Tuesday A2" in stage.told("Marta") or "for example: Tuesday A2" in stage.told("Marta")
        assert the_class(stage).name == "Tuesday A2"


async def test_a_topic_counts_everything_first(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot(kind="topic")  # type: ignore[arg-type]
        await stage.types("Marta", "/setup es en A2 London")
        await stage.opens_private("Marta", "setup")
        await answered(stage, "Skip", "No, all are adults")
        shown = stage.seen("Marta", private=True)[-1]
        assert shown.labels[:2] == ["Everything", "Replies"]


async def test_the_welcome_says_the_days(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        found = await a_class(stage)
        await scheduled(stage, found)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Post the welcome")
        assert stage.posts()[-1].plain.startswith(
            "I'm Tertulia, a bot. I post short Spanish tasks here on Mondays and Thursdays."
        )


@pytest.mark.parametrize(("sees_all", "said"), [(True, "everything you write here"), (False, "your replies to a task")])
async def test_the_welcome_asks_for_replies_where_only_those_are_seen(
    tmp_path: Path, sees_all: bool, said: str
) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, counts="everything")
        await stage.add_bot(reads_all=sees_all)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Post the welcome")
        assert f"What counts: {said}" in stage.posts()[-1].plain


async def test_the_welcome_waits_for_later(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await in_private(stage)
        await answered(stage, "French", "English", "A2", "London 10:00", "Skip", "No, all are adults", "Replies")
        await answered(stage, "Later")
        assert "The welcome waits for you here: /setup" in stage.told("Marta")
        assert "Join" not in stage.transcript()


async def test_what_the_bot_may_not_do_is_told_once_with_the_remedy(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.add_bot(may_delete=False, may_pin=False)
        await stage.add_bot(may_delete=False, may_pin=False)
        told = [line for line in stage.private_chat("Marta") if "Something is missing" in line]
        assert len(told) == 1
        assert told[0].count("Please make me an admin there, with the rights to delete and pin messages.") == 1
        assert "I cannot pin the open task." in told[0]
        await stage.add_bot()
        await stage.add_bot(may_delete=False)
        assert sum("I cannot delete" in line for line in stage.private_chat("Marta")) == 2


async def test_what_the_bot_cannot_see_is_told_once_with_what_is_not_counted(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        for _ in range(2):
            await stage.add_bot(reads_all=False)
        told = [line for line in stage.private_chat("Marta") if "Something is missing" in line]
        assert len(told) == 1
        assert "answers between learners are not counted" in told[0]
        assert "make me an admin" in told[0]


async def test_who_may_not_write_cannot_post_the_welcome(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.add_bot(may_post=False)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Post the welcome")
        assert "I cannot write in your group." in stage.told("Marta")


async def test_the_teacher_hears_when_the_bot_is_taken_out_and_back(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.happens(RoomGone(*stage._head("Marta", stage.room)))
        assert "I was taken out of Tuesday A2" in stage.private_chat("Marta")[-1]
        assert not the_room(stage).present
        await stage.add_bot()
        assert "I am in Tuesday A2 again." in stage.private_chat("Marta")[-1]
        assert the_room(stage).present
        assert stage.posts() == []


async def test_added_twice_the_bot_says_hello_once(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.add_bot()
        await stage.add_bot()
        assert len(stage.posts()) == 1


async def test_an_admin_without_a_name_gets_the_button(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        from bot.chat import CommandTyped, Who

        nobody = Who(stage.paper.name, "", "Group")
        event = CommandTyped("anonymous", stage.now, stage.room, nobody, "setup", "es", "m0", by_admin=True)
        await stage.happens(event)
        assert classes(stage) == 0
        assert stage.posts()[-1].labels == ["Set up"]


async def test_an_old_or_foreign_button_does_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await joined(stage, the_class(stage), "Olga", Role.TEACHER)
        await stage.types("Marta", "/setup", private=True)
        shown = stage.seen("Marta", private=True)[-1]
        code = shown.button("Level").code
        from bot.chat import Pressed

        await stage.happens(Pressed(*stage._head("Olga", stage.private("Olga")), code=code, message=shown.id))
        assert "from an older message" in stage.told("Olga")
        await answered(stage, "Level")
        await stage.happens(Pressed(*stage._head("Marta", stage.private("Marta")), code=code, message=shown.id))
        assert "from an older message" in stage.told("Marta")


async def test_somebody_who_is_no_teacher_any_more_cannot_press(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        found = await a_class(stage)
        await joined(stage, found, "Olga", Role.TEACHER)
        await stage.types("Olga", "/setup", private=True)

        def step_down(records: Records) -> None:
            member = records.people.member_of(found.id or 0, stage.paper.name, "u-olga")
            assert member is not None
            member.role = Role.HELPER.value

        await stage.house.database.write(step_down)
        await stage.presses("Olga", "Level", private=True)
        assert "Only your teacher can do that." in stage.told("Olga")


async def test_long_names_are_cut_on_buttons_only(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, name="A class with a name of nearly sixty letters, as some have it")
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage)
        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "A class with a name of nearly sixty let…", private=True)
        assert stage.told("Marta").startswith("A class with a name of nearly sixty letters, as some have it\n")


async def test_after_which_class_the_buttons_are_about_that_class(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage)
        await stage.types("Marta", "/setup", private=True)
        await answered(stage, "Friday B1", "Level", "C1")
        with stage.house.database.read() as records:
            assert [one.level for one in records.classes.all()] == ["A2", "C1"]


async def test_a_class_under_18_has_a_letter_for_the_parents_in_both_languages(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=("Ana",), minors=True)
        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "Letter for parents", private=True)
        letter = stage.told("Marta")
        assert "Our class “Tuesday A2” practises Spanish in a group chat" in letter
        assert "deleted after 7 days" in letter
        assert "Discord asks for 13 years" in letter, "no platform is known: all ages are named"
        assert letter.splitlines()[-1] == "Marta"
        assert "Ana" not in letter

        await stage.presses("Marta", "Back to the class", private=True)
        await stage.presses("Marta", "Español", private=True)
        assert "Carta para las familias" in stage.told("Marta")


async def test_adults_need_no_letter(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=())
        await stage.types("Marta", "/setup", private=True)
        assert "Letter for parents" not in stage.seen("Marta", private=True)[-1].labels
        await stage.presses("Marta", "Under 18", private=True)
        await stage.presses("Marta", "Yes, some are under 18", private=True)
        assert "I have a letter for the parents." in stage.told("Marta")
        assert "Letter for parents" in stage.seen("Marta", private=True)[-1].labels


async def test_the_letter_names_the_age_of_the_platform_the_class_is_on_and_who_answers(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Paper("discord")) as stage:
        await a_class(stage, learners=(), minors=True)
        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "Letter for parents", private=True)
        assert "Discord asks for 13 years" in stage.told("Marta")
        assert "Telegram" not in stage.told("Marta")


async def test_both_languages_typed_anew_are_taken_together(tmp_path: Path) -> None:
    """Also where the one was the other before."""
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=(), target="es", natives="en")

        await stage.types("Marta", "/setup en es", private=True)

        assert (the_class(stage).target, the_class(stage).natives) == ("en", "es")
        await stage.types("Marta", "/setup fr fr", private=True)
        assert (the_class(stage).target, the_class(stage).natives) == ("en", "es")


async def test_who_is_asked_in_words_in_the_group_hears_where_to_write(tmp_path: Path) -> None:
    """A number written into the group would be read by all, and not by me."""
    paper = Unlinked(limits=replace(QUIET, ephemeral=True, forms=True))
    async with stage_of(tmp_path, paper) as stage:
        await stage.add_bot()
        await stage.types("Marta", "/setup es en A2 Europe/London")
        assert "Write the number." in stage.told("Marta")
        assert stage.told("Marta").endswith("To write, press Write.")
