"""Scenes of learners on their way in and out: Join, Count me in, the first private questions, leaving."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities._code import class_payload
from activities.joining import Joining
from activities.people import People
from activities.settings import Settings
from activities.setup import Setup
from activities.today import Today
from activities.vocabulary import Vocabulary
from bot.chat import Link, Nothing, Place, Popup, Pressed, Reachable
from bot.port import Limits
from bot.scene import Scene
from bot.turn import Turn
from storage.classes import Class
from storage.people import CorrectionWish, Member, Role
from storage.rooms import Room
from tests.activities.own_settings import settings
from tests.cast import a_class, joined
from tests.stage import Paper, Seen, Stage
from tests.tasks import post_now, with_words
from tests.toy import Toy, a_task

QUIET = Limits(send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6)
"""A platform without 🤫 answers in a room, as Telegram is."""


class Unlinked(Paper):
    """A platform whose private chat no address opens, as Discord's."""

    def private_link(self, payload: str) -> str:
        return ""


def stage_of(tmp_path: Path, paper: Paper | None = None) -> Stage:
    return Stage(tmp_path, activities=[Setup(), Joining(), People(), Settings(), Toy()], paper=paper)


async def a_class_with_a_task(stage: Stage, **settings: Any) -> tuple[Class, Seen]:
    class_ = await a_class(stage, learners=(), **settings)
    return class_, await a_task(stage, class_)


def member(stage: Stage, name: str, class_id: int = 1) -> Member | None:
    with stage.house.database.read() as records:
        return records.people.member_of(class_id, stage.paper.name, stage.who(name).user)


def wrote(stage: Stage, name: str) -> list[str]:
    with stage.house.database.read() as records:
        found = records.people.member_of(1, stage.paper.name, stage.who(name).user)
        if found is None:
            return []
        return [records.contributions.text(one) for one in records.contributions.of_member(found.id or 0)]


def offers(stage: Stage) -> list[str]:
    return [one.plain for one in stage.posts() if "Yes, count me in" in one.labels]


# -- Join ---------------------------------------------------------------------------------------------------------


async def test_a_press_joins_and_opens_the_private_chat_for_three_short_questions(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        assert stage.answer == Link("paper:joined")
        ana = member(stage, "Ana")
        assert ana is not None
        assert (ana.name, ana.role, ana.corrections, ana.confirmed_at) == ("Ana", Role.LEARNER, "not_now", stage.now)

        await stage.opens_private("Ana", "joined")
        assert stage.told("Ana") == (
            "You are in the class Tuesday A2 now.\n"
            "What should the class call you? Press the button, or write another name."
        )
        await stage.presses("Ana", "Ana is fine", private=True)
        assert stage.told("Ana") == (
            "Nice to meet you, Ana.\n"
            "May classmates help with your sentences? You see what they suggest, the class does not."
        )
        await stage.presses("Ana", "Only big mistakes", private=True)
        await stage.presses("Ana", "No", private=True)
        assert stage.told("Ana") == (
            "Thank you, Ana. That is all.\nWhat is open now: /today. To change your answers: /settings"
        )
        ana = member(stage, "Ana")
        assert ana is not None
        assert (ana.corrections, ana.corrections_asked, ana.reminders) == (CorrectionWish.BIG, True, False)


async def test_who_does_not_press_start_has_joined_all_the_same(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        assert wrote(stage, "Ana") == ["Quiero un aguacate, por favor"]
        await stage.presses("Ana", "Join")
        assert stage.answer == Link("paper:joined"), "the way to the questions stays open"


async def test_two_with_one_name_are_told_apart(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage, learners=("Ana",))
        await a_task(stage, class_)
        await stage.presses("Ána", "Join")
        await stage.opens_private("Ána", "joined")
        assert stage.told("Ána") == (
            "You are in the class Tuesday A2 now.\n"
            "Somebody there is called Ana, too.\n"
            "What should the class call you? Press the button, or write another name."
        )
        assert stage.seen("Ána", private=True)[-1].labels == ["Ána 2 is fine", "Cancel"]
        await stage.says("Ána", "ana", private=True)
        assert stage.told("Ána") == "Somebody in the class is called ana already. For example: ana 2"
        await stage.says("Ána", "Anita", private=True)
        assert stage.told("Ána").startswith("Nice to meet you, Anita.")

        await stage.presses("Ben", "Join")
        await stage.opens_private("Ben", "joined")
        await stage.says("Ben", "Ana", private=True)
        assert stage.told("Ben") == "Somebody in the class is called Ana already. For example: Ana 2"
        await stage.presses("Ben", "Ben is fine", private=True)


async def test_who_comes_back_keeps_the_name_unless_somebody_has_it_now(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage, learners=("Ana",))
        await a_task(stage, class_)
        await joined(stage, class_, "Ben", left_at=stage.now)
        await joined(stage, class_, "Chloe", left_at=stage.now, corrections_asked=True)
        await settings(stage, "Ana", "My name")
        await stage.says("Ana", "Ben", private=True)
        await stage.presses("Ben", "Join")
        await stage.presses("Chloe", "Join")
        found = {name: found.name for name in ("Ana", "Ben", "Chloe") if (found := member(stage, name))}
        assert found == {"Ana": "Ben", "Ben": "Ben 2", "Chloe": "Chloe"}


async def test_joining_twice_is_answered_kindly(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage, learners=("Ana",))
        await a_task(stage, class_)
        await joined(stage, class_, "Hugo", Role.HELPER)
        for name, said in (
            ("Ana", "You are in already, Ana. What is open for you: /today"),
            ("Hugo", "You are in already, as a helper. Thank you!"),
            ("Marta", "You teach this class. Join is for your learners."),
        ):
            await stage.presses(name, "Join")
            assert isinstance(stage.answer, Popup)
            assert stage.told(name) == said


async def test_pop_ups_fit_every_platform(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "Post the welcome", private=True)
        await stage.presses("Zoe", "What is stored?")
        assert isinstance(stage.answer, Popup)
        assert stage.told("Zoe").startswith("If you join: your name, when you write")
        assert len(stage.told("Zoe")) <= 200
        assert member(stage, "Zoe") is None


async def test_without_a_link_the_question_comes_where_the_press_was(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Unlinked()) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        assert "write another name in our private chat" in stage.told("Ana")
        await stage.says("Ana", "Anita", private=True)
        await stage.presses("Ana", "Yes, privately", private=True)
        ana = member(stage, "Ana")
        assert ana is not None
        assert (ana.name, ana.corrections) == ("Anita", "private")


async def test_who_is_reachable_already_is_asked_in_private_at_once(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Paper(limits=QUIET)) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        other = Place(stage.paper.name, "room2")
        stage.room, stage.title = other, "Friday B1"
        class_ = await a_class(stage, learners=(), teacher="Olga")
        await a_task(stage, class_)
        await stage.presses("Ana", "Join")
        assert stage.told("Ana") == "You are in! I have written to you in our private chat."
        assert stage.private_chat("Ana")[-1].startswith("You are in the class Friday B1 now.")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anita", "Anita"),
        ("  Ana\nMaría ", "Ana María"),
        ("\u202eAna\u202c\u200b\ufeff", "Ana"),
        ("José", "José"),
        ("عائشة", "عائشة"),
        ("Z" + "\u0335" * 50, "Z" + "\u0335" * 3),
        ("**Ana**", "**Ana**"),
    ],
)
async def test_a_name_is_kept_as_it_is_read(tmp_path: Path, typed: str, name: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        await stage.says("Ana", typed, private=True)
        ana = member(stage, "Ana")
        assert ana is not None
        assert ana.name == name


@pytest.mark.parametrize("typed", ["", " ", "\u200b\u200c\u200d", "\u3164", "…!", "x" * 41, "x" * 5000, "\x00\x07"])
async def test_what_is_no_name_is_asked_again(tmp_path: Path, typed: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        await stage.says("Ana", typed, private=True)
        assert stage.told("Ana").lower().endswith("for example: ana")
        await stage.says("Ana", "Anita", private=True)
        ana = member(stage, "Ana")
        assert ana is not None
        assert ana.name == "Anita", "the question is still there"


async def test_an_account_without_a_readable_name_can_join(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("\u200b\u202e", "Join")
        found = member(stage, "\u200b\u202e")
        assert found is not None
        assert found.name == "?"


async def test_learners_under_18_are_not_asked_about_reminders(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage, minors=True)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        await stage.presses("Ana", "Ana is fine", private=True)
        assert "Your teacher reads their suggestions first." in stage.told("Ana")
        await stage.presses("Ana", "Yes, privately", private=True)
        assert stage.told("Ana").startswith("Thank you, Ana.")
        ana = member(stage, "Ana")
        assert ana is not None
        assert ana.reminders is None


async def test_cancel_leaves_the_member_and_the_question_comes_again(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        await stage.presses("Ana", "Cancel", private=True)
        assert stage.told("Ana") == "All right. You are in, and I will call you Ana. To change anything: /settings"
        await stage.says("Ana", "Anita", private=True)
        assert "I have no question for you right now." in stage.told("Ana")
        await stage.types("Ana", "/start", private=True)
        assert "What should the class call you?" in stage.told("Ana")


# -- Count me in --------------------------------------------------------------------------------------------------


async def test_a_stranger_s_answer_gets_one_quiet_offer_and_a_yes_counts_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        said = await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        [offer] = [one for one in stage.posts() if "Yes, count me in" in one.labels]
        assert (offer.plain, offer.labels, offer.silent, offer.reply_to) == (
            "Ana, shall I count this?",
            ["Yes, count me in", "No, thanks"],
            True,
            said.id,
        )
        assert member(stage, "Ana") is None
        await stage.presses("Ana", "Yes, count me in")
        assert stage.answer == Link("paper:joined")
        assert wrote(stage, "Ana") == ["Quiero un aguacate, por favor"]
        assert said.reactions
        assert offers(stage) == []


async def test_only_its_writer_may_press(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        for label in ("Yes, count me in", "No, thanks"):
            await stage.presses("Ben", label)
            assert isinstance(stage.answer, Popup)
            assert "for the person who wrote the message" in stage.told("Ben")
        assert member(stage, "Ben") is None
        assert len(offers(stage)) == 1


async def test_a_no_takes_it_away_and_nobody_is_asked_twice(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        await stage.presses("Ana", "No, thanks")
        assert stage.told("Ana") == "All right. I keep nothing about you."
        assert offers(stage) == []
        await stage.says("Ana", "Quiero una cuchara también", to=task)
        assert offers(stage) == []
        assert b"u-ana" not in (tmp_path / "tertulia.db").read_bytes() + (tmp_path / "tertulia.db-wal").read_bytes()


async def test_at_most_three_offers_an_hour_in_a_room(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        for name in ("Ana", "Ben", "Chloe", "Dora"):
            await stage.says(name, f"Quiero un aguacate, soy {name}", to=task)
        assert len(offers(stage)) == 3
        await stage.wait(hours=1, minutes=1)
        await stage.says("Dora", "Quiero un aguacate otra vez", to=task)
        assert len(offers(stage)) == 4


async def test_an_offer_is_gone_after_a_day(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        await stage.wait(hours=23)
        assert len(offers(stage)) == 1
        await stage.wait(hours=2)
        assert offers(stage) == []


async def test_under_18_an_offer_has_no_name(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage, minors=True)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        assert offers(stage) == ["Shall I count this?"]


async def test_an_offer_loses_its_name_when_the_class_is_under_18_and_still_counts(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        assert offers(stage) == ["Ana, shall I count this?"]

        await stage.types("Marta", "/setup", private=True)
        await stage.presses("Marta", "Under 18", private=True)
        await stage.presses("Marta", "Yes, some are under 18", private=True)

        assert offers(stage) == ["Shall I count this?"]
        await stage.presses("Ben", "Yes, count me in")
        assert stage.told("Ben").startswith("This question is for the person who wrote the message.")
        await stage.presses("Ana", "Yes, count me in")
        assert len(wrote(stage, "Ana")) == 1
        assert offers(stage) == []
        stage.paper.shown_to_all.clear()  # what stood there before the class was under 18


async def test_a_message_that_is_gone_is_asked_for_once_more(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        said = await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        stage.paper.chat(stage.room).remove(said)
        await stage.presses("Ana", "Yes, count me in")
        assert stage.told("Ana") == "You are in. I cannot read that message any more: please write it once more."
        assert member(stage, "Ana") is not None
        assert wrote(stage, "Ana") == []


async def test_somebody_else_s_message_is_not_counted_as_mine(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        offer = next(one for one in stage.posts() if "Yes, count me in" in one.labels)
        bens = await stage.says("Ben", "Yo no")
        offer.reply_to = bens.id
        await stage.presses("Ana", "Yes, count me in")
        assert wrote(stage, "Ana") == []


async def test_short_talk_and_who_left_are_not_asked(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_, task = await a_class_with_a_task(stage)
        await stage.says("Ana", "ok", to=task)
        await stage.says("Ben", "Quiero un aguacate, por favor")
        await joined(stage, class_, "Chloe", left_at=stage.now)
        await stage.says("Chloe", "Quiero un aguacate, por favor", to=task)
        assert offers(stage) == []


# -- the private chat ---------------------------------------------------------------------------------------------


async def test_a_stranger_hears_who_this_is_and_one_next_step(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await stage.opens_private("Zoe")
        shown = stage.seen("Zoe", private=True)[-1]
        assert shown.plain == (
            "Hello. I'm Tertulia, a bot for language classes.\n"
            "I post short tasks in a class's group, so that the class practises every week."
        )
        assert shown.labels == ["I am a teacher", "I am a learner"]
        await stage.presses("Zoe", "I am a learner", private=True)
        assert "press Join under a task" in stage.told("Zoe")
        await stage.types("Zoe", "/start", private=True)
        await stage.presses("Zoe", "I am a teacher", private=True)
        assert "press Set up there" in stage.told("Zoe")
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-zoe") is None


async def test_start_says_who_you_are_where(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=())
        await joined(stage, Class(id=1, name="", created_at=stage.now), "Ana", corrections_asked=True)
        await stage.types("Ana", "/start", private=True)
        shown = stage.seen("Ana", private=True)[-1]
        assert shown.plain == (
            "Hello Ana. I'm Tertulia, the bot of your class.\nTuesday A2: you learn here\nWhat I can do for you: /help"
        )
        assert shown.labels == ["What is open now"]
        await stage.types("Marta", "/start", private=True)
        assert "Tuesday A2: you teach here" in stage.told("Marta")


async def test_start_is_not_answered_in_a_room_unless_it_is_for_the_bot(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/start")
        assert stage.answer == Nothing()
        assert stage.posts() == []


async def test_words_out_of_the_blue_get_a_kind_sentence(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        for name in ("Ana", "Zoe"):
            await stage.says(name, "hello?", private=True)
            assert stage.told(name) == (
                "I have no question for you right now. What is open: /today. What I can do: /help"
            )


async def test_a_closed_private_chat_is_noticed(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.happens(Reachable(*stage._head("Ana", stage.private("Ana")), yes=False))
        with stage.house.database.read() as records:
            account = records.accounts.get(stage.paper.name, "u-ana")
        assert account is not None
        assert not account.reachable
        assert stage.private_chat("Ana") == []


async def test_what_was_kept_comes_when_the_private_chat_opens(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Paper(limits=QUIET)) as stage:
        _, _ = await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.types("Ana", "/people")
        assert stage.private_chat("Ana") == []
        await stage.opens_private("Ana", "joined")
        assert stage.private_chat("Ana")[0] == "Only your teacher can do that. What is open for you: /today"


async def test_what_is_open_is_one_button_away(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Joining(), Today(), Toy()]) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Dora", corrections_asked=True)
        await a_task(stage, class_)
        await stage.types("Dora", "/start", private=True)
        await stage.presses("Dora", "What is open now", private=True)
        assert "At the market" in stage.told("Dora")
        await stage.types("Dora", "/start", private=True)
        await stage.leaves("Dora")
        await stage.presses("Dora", "What is open now", private=True)
        assert stage.told("Dora") == "You are not in this class any more. What I can do: /help"


async def test_a_teacher_goes_on_with_the_set_up_from_the_private_chat(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=(), ready=False, zone="")
        await stage.types("Marta", "/start", private=True)
        await stage.presses("Marta", "Go on with the set-up", private=True)
        assert "What time is it now where the class is?" in stage.told("Marta")


# -- a link for learners ------------------------------------------------------------------------------------------


def payload(stage: Stage) -> str:
    with stage.house.database.read() as records:
        turn = Turn(stage.house.house, records, stage.now, "", Scene())
        return class_payload(turn, 1)


async def test_a_link_joins_but_counts_only_when_a_teacher_knows_the_person(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.opens_private("Dora", payload(stage))
        assert stage.told("Dora").startswith("Would you like to join Tuesday A2?")
        assert member(stage, "Dora") is None
        await stage.presses("Dora", "Join", private=True)
        await stage.presses("Dora", "Dora is fine", private=True)
        with stage.house.database.read() as records:
            assert records.people.learners(1) == []
        await stage.types("Marta", "/people", private=True)
        assert "New through the link, waiting for your yes: Dora" in stage.told("Marta")
        await stage.presses("Marta", "Dora (new)", private=True)
        await stage.presses("Marta", "Yes, is in my class", private=True)
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Dora"]


async def test_who_came_through_the_link_may_see_nothing_before(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.opens_private("Dora", payload(stage))
        await stage.presses("Dora", "Join", private=True)
        found = member(stage, "Dora")
        assert found is not None
        assert found.confirmed_at is None
        await stage.types("Dora", "/settings", private=True)
        assert stage.told("Dora") == "You are not in this class yet. Press Join under a task first."


async def test_seen_in_the_room_is_as_good_as_a_teacher_s_yes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.opens_private("Dora", payload(stage))
        await stage.presses("Dora", "Join", private=True)
        await stage.says("Dora", "Quiero un aguacate, por favor", to=task)
        assert wrote(stage, "Dora") == ["Quiero un aguacate, por favor"]
        assert offers(stage) == []


@pytest.mark.parametrize("made_up", ["join_1", "join_", "join_ffffffffffffffffffff", "joined1", "x" * 64])
async def test_a_made_up_link_is_a_plain_start(tmp_path: Path, made_up: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.opens_private("Dora", made_up)
        assert stage.told("Dora").startswith("Hello. I'm Tertulia")


# -- leaving ------------------------------------------------------------------------------------------------------


async def test_leaving_the_room_ends_it_at_once_and_the_same_row_comes_back(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        _, task = await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        before = member(stage, "Ana")
        await stage.leaves("Ana")
        assert member(stage, "Ana") is None
        await stage.says("Ana", "Quiero una cuchara también", to=task)
        await stage.presses("Ana", "Join")
        after = member(stage, "Ana")
        assert before is not None
        assert after is not None
        assert after.id == before.id
        assert wrote(stage, "Ana") == ["Quiero un aguacate, por favor"]


async def test_who_answered_the_questions_is_only_welcomed_back(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_, _ = await a_class_with_a_task(stage)
        await joined(stage, class_, "Ana", corrections_asked=True)
        await stage.leaves("Ana")
        await stage.presses("Ana", "Join")
        assert stage.told("Ana") == "Welcome back, Ana! What is open for you: /today"


async def test_leaving_drops_what_was_on_its_way(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_, _ = await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        ana = member(stage, "Ana")
        assert ana is not None

        def tell(turn: Turn) -> None:
            found = turn.records.people.get(ana.id or 0)
            assert found is not None
            turn.tell(found, "a card", not_before=stage.now + timedelta(hours=1))

        await stage.house.engine.run(
            tell, lambda records: Scene(class_=records.classes.get(class_.id or 0)), now=stage.now
        )
        await stage.leaves("Ana")
        with stage.house.database.read() as records:
            assert all(one.sealed is None for one in records.deliveries.of_member(ana.id or 0))


async def test_the_last_teacher_stays_one_of_two_goes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Olga", Role.TEACHER)
        await stage.leaves("Olga")
        assert member(stage, "Olga") is None
        await stage.leaves("Marta")
        marta = member(stage, "Marta")
        assert marta is not None
        assert marta.role == Role.TEACHER


async def test_who_writes_in_another_room_of_the_class_stays(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_, _ = await a_class_with_a_task(stage)
        second = Place(stage.paper.name, "room2")
        row = Room(class_id=class_.id, platform=second.platform, place=second.id, title="Two", seen_at=stage.now)
        await stage.house.database.write(lambda records: records.rooms.add(row))
        await joined(stage, class_, "Ana")
        await joined(stage, class_, "Ben")
        task = await a_task(stage, class_)
        there = [one for one in stage.posts(second) if one.labels][-1]
        await stage.says("Ana", "Quiero un aguacate, por favor", to=there, room=second)
        await stage.says("Ben", "Quiero una cuchara, por favor", to=task)
        await stage.leaves("Ana")
        await stage.leaves("Ben")
        assert member(stage, "Ana") is not None
        assert member(stage, "Ben") is None


# -- old and foreign buttons --------------------------------------------------------------------------------------


async def test_a_button_from_elsewhere_or_long_ago_is_refused_kindly(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        for code in ("999:0", "1:999", "", ":", "abc", "1:-1", "9" * 60 + ":0"):
            await stage.happens(Pressed(*stage._head("Ana", stage.room), code=code, message="m1"))
            assert stage.told("Ana") == "That button is from an older message. What is open now: /today"
        assert member(stage, "Ana") is None


async def test_a_question_of_a_class_that_was_left_is_refused(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class_with_a_task(stage)
        await stage.presses("Ana", "Join")
        await stage.opens_private("Ana", "joined")
        await stage.leaves("Ana")
        await stage.presses("Ana", "Ana is fine", private=True)
        assert stage.told("Ana") == "You are not in this class yet. Press Join under a task first."
        await stage.says("Ana", "Anita", private=True)
        assert "I have no question for you right now." in stage.told("Ana")


async def test_a_question_that_stands_in_the_private_chat_does_not_point_to_it(tmp_path: Path) -> None:
    quick = Limits(ephemeral=False, room_sends_per_second=1e6, sends_per_second=1e6)
    async with Stage(tmp_path, activities=[Joining(), Vocabulary()], paper=Paper(limits=quick)) as stage:
        class_ = await a_class(stage, learners=("Ana",))
        await with_words(stage, class_)
        await post_now(stage, "vocabulary")
        await stage.leaves("Ana")
        await stage.presses("Ana", "Join")
        assert stage.private_chat("Ana")[-1].endswith("Press the button, or write another name.")
        await stage.types("Marta", "/words")
        assert "To add some, write them here" in stage.private_chat("Marta")[-1]
