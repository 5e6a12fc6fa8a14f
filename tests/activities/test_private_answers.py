"""Private first: a sentence tried out in private is sent, only counted or forgotten, as its writer says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from activities.discussion import Discussion
from activities.privacy import Privacy
from activities.private_answers import PrivateAnswers
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from bot.chat import Act, Deleted, Edited, PostGone, Say
from bot.port import Limits, Refused, Why
from storage.rounds import Round
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.tasks import (
    change,
    contributions,
    post_now,
    texts,
    the_round,
    with_questions,
    with_words,
    words_found,
    writers,
)

FAST = {"send_key": True, "room_sends_per_second": 1e6, "sends_per_second": 1e6, "room_sends_per_minute": 10**6}
SENTENCE = "Compro dos quesos en el mercado."


def activities() -> list[Activity]:
    return [Vocabulary(), Discussion(), PrivateAnswers(), Privacy()]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, activities=activities()) as found:
        yield found


async def open_task(stage: Stage, **settings: Any) -> Round:
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_)
    return await post_now(stage, "vocabulary", 4)


def mine(stage: Stage, name: str = "Ana") -> str:
    return stage.private_chat(name)[-1]


def labels(stage: Stage, name: str = "Ana") -> list[str]:
    return stage.paper.chat(stage.private(name))[-1].labels


async def test_found_words_are_shown_and_nothing_is_kept_of_who_walks_away(stage: Stage) -> None:
    round = await open_task(stage)
    before = stage.transcript()
    await stage.says("Ana", SENTENCE, private=True)
    assert mine(stage).split("\n") == [
        "At the market",
        "Words of the task that I found: el mercado, el queso",
        "Only you see this. What shall I do with it?",
    ]
    assert labels(stage) == ["Send to the class for me", "Only count it", "Try again"]
    assert stage.transcript() == before
    await stage.wait(days=1)
    assert contributions(stage, round) == []
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert stage.told("Ana") == "I do not have that sentence any more. Please write it once more."


async def test_sent_it_stands_in_the_room_in_her_name_counts_once_and_can_be_answered(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    said = stage.posts()[-1]
    assert said.plain == f"Ana: {SENTENCE}"
    assert said.reply_to == stage.task.id
    assert mine(stage).split("\n") == [
        "It is in your group now.",
        "Words of the task that I found: el mercado, el queso",
        "You are done. 🎉",
    ]
    assert texts(stage, round) == [SENTENCE]
    assert words_found(stage, round, "Ana") == ["el mercado", "el queso"]
    assert stage.task.plain.endswith("1 has written · 2 of 4 words used")

    await stage.says("Ben", "¡Qué rico es el queso!", to=said)
    [hers, his] = contributions(stage, round)
    assert his.answers_member_id == hers.member_id
    assert hers.message == said.id
    await stage.presses("Ana", "🔒 For me")
    assert "1 answer to you:\nBen: ¡Qué rico es el queso!" in stage.told("Ana")


async def test_a_second_press_sends_nothing_more(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    [offer] = [one for one in stage.seen("Ana", private=True) if "Only count it" in one.labels]
    buttons = offer.buttons
    await stage.presses("Ana", "Send to the class for me", private=True)
    offer.buttons = buttons
    await stage.presses("Ana", "Only count it", private=True)
    assert len(contributions(stage, round)) == 1
    await stage.says("Ana", SENTENCE, private=True)
    assert mine(stage) == "You have said just that already, and it counts. Try another sentence."


async def test_only_counted_the_class_sees_nothing_but_the_number(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    posts = len(stage.posts())
    await stage.presses("Ana", "Only count it", private=True)
    assert mine(stage).startswith("Counted. The class does not see your sentence.")
    assert len(stage.posts()) == posts
    assert SENTENCE not in stage.transcript()
    assert stage.task.plain.endswith("1 has written · 2 of 4 words used")
    [hers] = contributions(stage, round)
    assert hers.private
    assert hers.sealed
    assert SENTENCE.encode() not in hers.sealed


async def test_try_again_forgets_and_asks(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Try again", private=True)
    assert mine(stage) == "“At the market”: write your sentence here. Only you see it."
    await stage.says("Ana", "La cuchara pesa mucho hoy.", private=True)
    assert "pesar" in mine(stage)
    await stage.presses("Ana", "Only count it", private=True)
    assert texts(stage, round) == ["La cuchara pesa mucho hoy."]


async def test_it_can_be_taken_back(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    await stage.presses("Ana", "Take it back", private=True)
    assert mine(stage) == "It is out of your group again, and does not count."
    assert SENTENCE not in stage.transcript()
    assert (contributions(stage, round), writers(stage, round)) == ([], 0)
    await stage.wait(minutes=1)
    assert "No answers yet" in stage.task.plain


async def test_of_minors_the_room_is_told_no_name(stage: Stage) -> None:
    round = await open_task(stage, minors=True)
    await stage.says("Ana", SENTENCE, private=True)
    assert "If I send it, the class does not see your name." in mine(stage)
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert stage.posts()[-1].plain == f"A classmate: {SENTENCE}"
    assert "Ana" not in stage.transcript()
    assert mine(stage).startswith("It is in your group now, without your name.")
    assert len(texts(stage, round)) == 1


async def test_of_minors_a_name_in_the_sentence_is_not_posted_either(stage: Stage) -> None:
    round = await open_task(stage, minors=True)
    await stage.says("Ana", "Soy Ana y compro queso en el mercado con Ben.", private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert stage.told("Ana").startswith("There is a name in it, and under 18 I post no names.")
    assert "Ana" not in stage.transcript()
    await stage.presses("Ana", "Only count it", private=True)
    assert len(contributions(stage, round)) == 1


async def test_what_is_too_long_for_one_message_is_not_cut_in_two(stage: Stage) -> None:
    await open_task(stage)
    await stage.says("Ana", "Compro queso en el mercado. " * 200, private=True)
    before = len(stage.posts())
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert stage.told("Ana") == "That is too long for one message. A few sentences are enough."
    assert len(stage.posts()) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("hola", "“At the market” is open. Write a sentence of three words or more, please."),
        ("el aguacate — avocado", "Those are the words of the task itself. Please write a sentence of your own."),
        ("Me gusta mucho bailar.", "I found no word of the task in it yet."),
    ],
)
async def test_what_is_no_answer_yet(stage: Stage, words: str, told: str) -> None:
    await open_task(stage)
    await stage.says("Ana", words, private=True)
    assert told in mine(stage)


async def test_a_voice_note_belongs_in_the_group(stage: Stage) -> None:
    await open_task(stage)
    await stage.says("Ana", "", private=True, kind="voice")
    assert mine(stage) == "Here I can take sentences only. Please send that in your group."


async def test_with_nothing_open_and_for_teachers_it_is_talk_as_before(stage: Stage) -> None:
    class_ = await a_class(stage)
    await stage.says("Ana", SENTENCE, private=True)
    assert mine(stage).startswith("I have no question for you right now.")
    await with_words(stage, class_)
    await post_now(stage, "vocabulary", 4)
    await stage.says("Marta", SENTENCE, private=True)
    assert mine(stage, "Marta").startswith("I have no question for you right now.")
    await joined(stage, class_, "Zoe", confirmed_at=None)
    await stage.says("Zoe", SENTENCE, private=True)
    assert mine(stage, "Zoe").startswith("I have no question for you right now.")


async def test_with_several_tasks_open_it_asks_which(stage: Stage) -> None:
    round = await open_task(stage)
    with stage.house.database.read() as records:
        class_ = records.classes.all()[0]
    await with_questions(stage, class_, "# Food\n¿Qué comes hoy?")
    other = await post_now(stage, "discussion")
    await stage.says("Ana", "Hoy no como mucho.", private=True)
    assert (mine(stage), labels(stage)) == ("Which task is this for?", ["Food", "At the market"])
    await stage.presses("Ana", "Food", private=True)
    assert mine(stage) == "Food\nOnly you see this. What shall I do with it?"
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert (len(contributions(stage, other)), len(contributions(stage, round))) == (1, 0)
    assert mine(stage).endswith("You are done. 🎉")


async def test_with_several_tasks_open_a_sentence_with_the_words_of_one_is_for_that_one(stage: Stage) -> None:
    round = await open_task(stage)
    with stage.house.database.read() as records:
        class_ = records.classes.all()[0]
    await with_questions(stage, class_, "# Food\n¿Qué comes hoy?")
    await post_now(stage, "discussion")
    await stage.says("Ana", SENTENCE, private=True)
    assert mine(stage).startswith("At the market\nWords of the task that I found:")
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert len(contributions(stage, round)) == 1


async def test_the_reminder_leads_there_and_into_the_group(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.jump("reminder")
    chat = stage.paper.chat(stage.private("Ana"))[-1]
    assert chat.labels == ["Go there", "Write it here", "Not this week"]
    assert chat.button("Go there").url == f"paper:{stage.room.id}/{stage.task.id}"
    await stage.presses("Ana", "Write it here", private=True)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert texts(stage, round) == [SENTENCE]


async def test_a_reply_to_the_reminder_is_meant_for_its_task(stage: Stage) -> None:
    round = await open_task(stage)
    with stage.house.database.read() as records:
        class_ = records.classes.all()[0]
    await with_questions(stage, class_, "# Food\n¿Qué comes hoy?")
    await stage.jump("reminder")
    await post_now(stage, "discussion")
    [reminder] = [one for one in stage.seen("Ana", private=True) if "Write it here" in one.labels]
    await stage.says("Ana", "Me gusta mucho bailar.", private=True, to=reminder)
    assert mine(stage).startswith("At the market")
    await stage.presses("Ana", "Only count it", private=True)
    assert texts(stage, round) == ["Me gusta mucho bailar."]


async def test_for_me_is_a_way_there_too(stage: Stage) -> None:
    await open_task(stage)
    await stage.presses("Ana", "🔒 For me")
    await stage.presses("Ana", "Try a sentence")
    assert stage.told("Ana") == "“At the market”: write your sentence to me in our private chat. Only you see it."
    await stage.says("Ana", SENTENCE, private=True)
    assert "Only count it" in labels(stage)


async def test_a_task_that_closed_meanwhile(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Marta", "Close now", private=True)
    closed = stage.transcript()
    await stage.presses("Ana", "Send to the class for me", private=True)
    assert stage.transcript() == f"{closed}\nTertulia: Ana: {SENTENCE}"
    assert [(one.member_id, one.late) for one in contributions(stage, round)] == [(2, True)]
    assert the_round(stage, round).closed_at


async def test_a_task_that_closed_while_it_asked_which(stage: Stage) -> None:
    round = await open_task(stage)
    await with_questions(stage, await change(stage, lambda records: records.classes.all()[0]), "¿Qué comes hoy?")
    await post_now(stage, "discussion")
    await stage.says("Ana", "Hoy bebo agua fría.", private=True)
    asked = stage.seen("Ana", private=True)[-1]
    await stage.presses("Marta", "Close now", under="Tuesday A2\nPosted: At", private=True)
    await stage.presses("Ana", "At the market", under=asked, private=True)
    await stage.presses("Ana", "Only count it", private=True)
    assert [one.late for one in contributions(stage, round)] == [True]


async def test_a_fortnight_after_the_close_it_is_over(stage: Stage) -> None:
    await open_task(stage)
    await stage.presses("Ana", "🔒 For me", under=stage.task)
    await stage.presses("Marta", "Close now", private=True)
    await stage.wait(days=15)
    await stage.presses("Ana", "Try a sentence")
    assert stage.told("Ana") == "“At the market” is closed. What is open now: /today"


class Closed(Paper):
    """Takes nothing that is said in the room, once it is closed."""

    shut = False

    async def deliver(self, act: Act, key: str) -> str:
        if self.shut and isinstance(act, Say) and not act.where.private:
            raise Refused(Why.INVALID)
        return await super().deliver(act, key)


async def test_what_the_room_does_not_take_counts_all_the_same_and_is_told(tmp_path: Path) -> None:
    paper = Closed(limits=Limits(ephemeral=True, **FAST))  # type: ignore[arg-type]
    async with Stage(tmp_path, activities=activities(), paper=paper) as stage:
        round = await open_task(stage)
        await stage.says("Ana", SENTENCE, private=True)
        paper.shut = True
        await stage.presses("Ana", "Send to the class for me", private=True)
        await stage.wait(minutes=1)
        assert writers(stage, round) == 1
        assert mine(stage) == "I could not post your sentence for “At the market” in the group. It counts."


async def test_deleted_by_hand_in_the_room_it_no_longer_counts(stage: Stage) -> None:
    round = await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    said = stage.posts()[-1]
    stage.paper.chat(stage.room).remove(said)
    await stage.happens(PostGone("gone1", stage.now, stage.room, stage.who("Marta"), said.id))
    assert contributions(stage, round) == []
    assert the_round(stage, round).open


async def test_delete_me_takes_it_out_of_the_room(stage: Stage) -> None:
    await open_task(stage)
    await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Send to the class for me", private=True)
    await stage.types("Ana", "/privacy", private=True)
    await stage.presses("Ana", "Delete me", private=True)
    await stage.presses("Ana", "Delete everything", private=True)
    assert SENTENCE not in stage.transcript()


async def test_an_edit_of_what_was_only_counted_is_counted_anew(stage: Stage) -> None:
    round = await open_task(stage)
    message = await stage.says("Ana", SENTENCE, private=True)
    await stage.presses("Ana", "Only count it", private=True)
    text = "Compro un aguacate en el mercado."
    await stage.happens(Edited("ed1", stage.now, stage.private("Ana"), stage.who("Ana"), message.id, text))
    assert words_found(stage, round) == ["el aguacate", "el mercado"]
    await stage.happens(Deleted("de1", stage.now, stage.private("Ana"), stage.who("Ana"), message.id))
    assert contributions(stage, round) == []
