"""What one person is told under a task reaches that person, wherever they can be reached, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from activities.joining import Joining
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from bot.chat import Popup
from bot.port import Limits
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import MARKET, post_now, set_account, with_words

FAST = {"send_key": True, "room_sends_per_second": 1e6, "sends_per_second": 1e6}


def stage_in(folder: Path, *, ephemeral: bool, more: Iterable[Activity] = ()) -> Stage:
    paper = Paper(limits=Limits(ephemeral=ephemeral, **FAST))  # type: ignore[arg-type]
    return Stage(folder, activities=[Vocabulary(), *more], paper=paper)


async def open_task(stage: Stage, **settings: Any) -> None:
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_)
    await post_now(stage, "vocabulary", 5)


@pytest.mark.parametrize(
    ("label", "words"), [("🔒 For me", "you have not written yet"), ("Help me start", "true thing")]
)
async def test_where_a_room_shows_nothing_to_one_alone_the_answer_is_in_the_private_chat(
    tmp_path: Path, label: str, words: str
) -> None:
    async with stage_in(tmp_path, ephemeral=False) as stage:
        await open_task(stage)
        before = stage.transcript()
        await stage.presses("Ana", label)
        assert stage.told("Ana") == "I have written to you in our private chat."
        assert words in stage.private_chat("Ana")[-1]
        assert stage.transcript() == before


async def test_a_closed_private_chat_is_opened_by_the_press_and_holds_the_last_answer(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False) as stage:
        await open_task(stage)
        await set_account(stage, "Ana", reachable=False)
        for _ in range(2):
            await stage.presses("Ana", "Help me start")
            assert stage.told("Ana") == "paper:task"
        assert stage.private_chat("Ana") == []

        await set_account(stage, "Ana", reachable=True)
        await stage.house.database.write(
            lambda records: records.for_me.release(stage.paper.name, stage.who("Ana").user, stage.now)
        )
        await stage.house.carrier.drain()
        [answer] = stage.private_chat("Ana")
        assert "true thing" in answer


async def test_a_short_answer_needs_no_private_chat(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False) as stage:
        await open_task(stage)
        await set_account(stage, "Ana", reachable=False)
        await stage.presses("Ana", "🔒 For me")
        assert isinstance(stage.answer, Popup)
        assert "you have not written yet" in stage.told("Ana")
        await set_account(stage, "Ana", reachable=True)
        await stage.house.carrier.drain()
        assert stage.private_chat("Ana") == []


async def test_when_more_waits_for_me_leads_to_the_private_chat(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False) as stage:
        await open_task(stage)
        await set_account(stage, "Ana", reachable=False)
        await stage.types("Ana", "/words")
        await stage.presses("Ana", "🔒 For me")
        assert stage.told("Ana") == "paper:task"


HELP = {
    "en": ("Help me start", "Say one true thing about yourself.", "Would you like to join? Press Join under the task."),
    "es": (
        "Ayúdame a empezar",
        "Di algo verdadero sobre ti.",
        "¿Quieres apuntarte? Pulsa Me apunto debajo de la tarea.",
    ),
}


@pytest.mark.parametrize("language", HELP)
async def test_a_stranger_reads_all_of_it_behind_the_link_and_nothing_is_kept(tmp_path: Path, language: str) -> None:
    press, first, last = HELP[language]
    async with stage_in(tmp_path, ephemeral=False, more=[Joining()]) as stage:
        stage.languages["Zoe"] = language
        await open_task(stage, language=language, natives=language, target="it")
        await stage.presses("Zoe", press)
        url = stage.told("Zoe")
        assert re.fullmatch(r"paper:start_1_[0-9a-f]{20}", url), "no more than Telegram's 64 letters, and only those"
        await stage.opens_private("Zoe", url.removeprefix("paper:"))
        answer = stage.told("Zoe")
        assert answer.startswith(first)
        assert "Necesito una cuchara para la sopa." in answer
        assert answer.endswith(f"\n{last}")
        stage.house.database.truncate_log()
        assert stage.who("Zoe").user.encode() not in stage.house.database.path.read_bytes()


@pytest.mark.parametrize(
    "payload", ["start_1", "start_1_" + "0" * 20, "start_99_" + "0" * 20, "start_x_", "start_", f"start_{10**30}_x"]
)
async def test_nobody_makes_up_a_link_to_a_task(tmp_path: Path, payload: str) -> None:
    async with stage_in(tmp_path, ephemeral=False, more=[Joining()]) as stage:
        await open_task(stage)
        await stage.opens_private("Zoe", payload)
        assert stage.private_chat("Zoe") == ["That task is gone. Look in the group of your class."]


async def test_behind_the_link_a_member_finds_what_waited_as_well(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False, more=[Joining()]) as stage:
        await open_task(stage)
        await stage.presses("Zoe", "Help me start")
        payload = stage.told("Zoe").removeprefix("paper:")
        await set_account(stage, "Ana", reachable=False)
        await stage.types("Ana", "/words")
        await stage.opens_private("Ana", payload)
        assert any(one.startswith("Your class has had 5 words") for one in stage.private_chat("Ana"))
        assert any(one.startswith("Say one true thing") and "join" not in one for one in stage.private_chat("Ana"))


async def test_a_link_to_a_task_that_was_taken_back(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False, more=[Joining()]) as stage:
        await open_task(stage)
        await stage.presses("Zoe", "Help me start")
        payload = stage.told("Zoe").removeprefix("paper:")
        await stage.presses("Marta", "Take back", private=True)
        await stage.opens_private("Zoe", payload)
        assert stage.private_chat("Zoe") == ["That task is gone. Look in the group of your class."]


async def test_where_no_link_leads_to_the_private_chat_whole_sentences_are_shown(tmp_path: Path) -> None:
    class Islands(Paper):
        def private_link(self, payload: str) -> str:
            return ""

    paper = Islands(limits=Limits(ephemeral=False, **FAST))  # type: ignore[arg-type]
    async with Stage(tmp_path, activities=[Vocabulary()], paper=paper) as stage:
        await open_task(stage)
        await stage.presses("Zoe", "Help me start")
        assert isinstance(stage.answer, Popup)
        said = stage.told("Zoe")
        assert said.startswith("Say one true thing about yourself. It can be short.\nel aguacate — avocado\n")
        assert said.splitlines()[-1].strip() in MARKET.replace(" | ", "\n").replace(" = ", " — ").splitlines()


async def test_what_waited_for_a_closed_private_chat_is_shown_where_only_they_see_it(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=True) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await set_account(stage, "Marta", reachable=False)
        await post_now(stage, "vocabulary", 5)
        assert stage.private_chat("Marta") == []
        stage.paper.closed.add(stage.who("Marta").user)
        await stage.presses("Marta", "🔒 For me")
        assert not any(one.only_for for one in stage.seen("Ana"))
        await stage.presses(
            "Marta", "Close now", under=next(one for one in stage.seen("Marta") if "Posted" in one.plain)
        )
        assert "is closed" in stage.told("Marta"), "its buttons work there"


async def test_of_what_was_asked_before_the_private_chat_was_opened_only_the_last_is_answered(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=False) as stage:
        await open_task(stage)
        await set_account(stage, "Ana", reachable=False)
        for line in ("/words el pan", "/words foo", "/words"):
            await stage.types("Ana", line)
            await stage.wait(minutes=1)
        assert stage.private_chat("Ana") == []
        await stage.house.database.write(
            lambda records: records.for_me.release(stage.paper.name, stage.who("Ana").user, stage.now)
        )
        await stage.house.carrier.drain()
        assert [one.split(".")[0] for one in stage.private_chat("Ana")] == ["Your class has had 5 words so far"]
