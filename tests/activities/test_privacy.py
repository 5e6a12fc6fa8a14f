"""Scenes of what is kept: shown, given as a file, and erased down to the last byte."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select

from activities.joining import Joining
from activities.other_account import OtherAccount
from activities.people import People
from activities.privacy import Privacy
from activities.settings import Settings
from activities.setup import Setup
from bot.chat import Place, Popup, Private
from bot.port import Limits
from bot.scene import Scene
from bot.turn import Turn
from storage.accounts import Account
from storage.deliveries import Delivery
from storage.people import Member, Role
from storage.posts import Post
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.toy import Toy, a_task, scheduled

SECRET = "Mi abuela Clotilde esconde un aguacate debajo del piano"
QUIET = Limits(send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6)


def stage_of(tmp_path: Path, **given: Any) -> Stage:
    activities = [Privacy(), Settings(), OtherAccount(), People(), Joining(), Setup(), Toy()]
    return Stage(tmp_path, activities=activities, **given)


def on_disk(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("tertulia.db*")))


async def deleted(stage: Stage, name: str) -> None:
    await stage.types(name, "/privacy", private=True)
    await stage.presses(name, "Delete me", private=True)
    await stage.presses(name, "Delete everything", private=True)


async def the_file(stage: Stage, name: str) -> dict[str, Any]:
    await stage.types(name, "/privacy", private=True)
    await stage.presses(name, "Everything as a file", private=True)
    content = stage.seen(name, private=True)[-1].file
    assert content is not None
    found: dict[str, Any] = json.loads(content)
    return found


async def test_a_learner_sees_what_is_kept_why_and_who_answers(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", SECRET, to=task)
        await stage.types("Ana", "/privacy", private=True)
        told = stage.told("Ana")
        assert "Tuesday A2: your name (Ana), your settings, 1 counted answer, 1 text." in told
        for heading in ("Why", "How long", "The chat", "Who sees it", "Who answers for this bot"):
            assert f"\n{heading}: " in told
        assert SECRET not in told


async def test_a_stranger_hears_that_nothing_is_kept(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Zoe", "/privacy", private=True)
        shown = stage.seen("Zoe", private=True)[-1]
        assert shown.plain.startswith("I keep nothing about you.")
        assert shown.labels == []
        await stage.types("Zoe", "/privacy", addressed=True)
        assert stage.told("Zoe").startswith("I keep nothing about you.")
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-zoe") is None


async def test_in_a_room_it_answers_only_if_meant(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/privacy")
        assert not isinstance(stage.answer, Private | Popup)


async def test_who_was_asked_once_is_told_and_may_have_that_deleted(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Zoe", SECRET, to=task)
        await stage.types("Zoe", "/privacy", private=True)
        assert "I asked you once to join." in stage.told("Zoe")
        await stage.presses("Zoe", "Delete me", private=True)
        await stage.presses("Zoe", "Delete everything", private=True)
        await stage.types("Zoe", "/privacy", private=True)
        assert stage.told("Zoe").startswith("I keep nothing about you.")


async def test_the_file_holds_everything_over_all_classes_and_accounts(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", SECRET, to=task)
        first = stage.room
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        other = await a_class(stage, learners=("Ana",), teacher="Olga")
        stage.room = first

        def keep(turn: Turn) -> None:
            member = turn.records.people.member_of(other.id or 0, stage.paper.name, "u-ana")
            assert member is not None
            turn.tell(member, "A card that waits", not_before=turn.now + timedelta(hours=12))

        await stage.house.engine.run(
            keep, lambda records: Scene(class_=records.classes.get(other.id or 0)), now=stage.now
        )
        found = await the_file(stage, "Ana")
        assert found["accounts"] == [
            {
                "platform": "paper",
                "user": "u-ana",
                "name": "Ana",
                "language": None,
                "private_chat_open": True,
                "last_seen": "2026-05-04T09:00:00+00:00",
            }
        ]
        assert [one["class"] for one in found["classes"]] == ["Tuesday A2", "Friday B1"]
        [answer] = found["classes"][0]["answers"]
        assert answer["text"] == SECRET
        assert answer["list_words_used"] == ["aguacate"]
        assert answer["task"] == "At the market"
        assert (found["classes"][0]["name"], found["classes"][0]["role"]) == ("Ana", "learner")
        assert "A card that waits" in [one["text"] for one in found["messages_on_their_way_to_you"]]
        assert "Ben" not in json.dumps(found)


async def test_the_file_is_never_sent_to_the_room(tmp_path: Path) -> None:
    async with stage_of(tmp_path, paper=Paper(limits=QUIET)) as stage:
        await a_class(stage)
        await stage.types("Ana", "/privacy", addressed=True)
        await stage.presses("Ana", "Everything as a file", private=True)
        assert stage.posts() == []
        assert stage.seen("Ana", private=True)[-1].file is not None


async def test_the_file_holds_what_the_tables_hold(tmp_path: Path) -> None:
    """A column added to an account or a member is in the file, or this test asks why not."""
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        found = await the_file(stage, "Ana")
        assert set(Member.model_fields) - {"id", "class_id"} <= set(found["classes"][0])
        renamed = {"reachable": "private_chat_open", "seen_at": "last_seen"}
        assert {renamed.get(one, one) for one in Account.model_fields} - {"id"} == set(found["accounts"][0])


async def test_delete_me_asks_once_and_a_no_keeps_everything(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/privacy", private=True)
        await stage.presses("Ana", "Delete me", private=True)
        assert stage.told("Ana") == (
            "Delete everything I keep about you? This cannot be undone.\n"
            "This will be deleted: 1 account, 1 class, 0 answers."
        )
        await stage.presses("Ana", "Keep it", private=True)
        assert stage.told("Ana") == "All right, nothing is deleted."
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-ana") is not None


async def test_no_byte_of_a_sentence_is_ever_in_plain_nor_left_after_erasure(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", SECRET, to=task)
        await the_file(stage, "Ana")
        with stage.house.database.read() as records:
            ana = records.people.member_of(1, stage.paper.name, "u-ana")
            assert ana is not None
            [kept] = records.contributions.of_member(ana.id or 0)
            sealed = kept.sealed
        assert sealed is not None
        before = on_disk(tmp_path)
        assert sealed in before, "the sealed sentence is there"
        for piece in (SECRET, "Clotilde", "piano"):
            assert piece.encode() not in before
            assert json.dumps(piece).encode() not in before

        await deleted(stage, "Ana")
        assert isinstance(stage.answer, Private)
        assert stage.told("Ana") == "Done. Everything about you is deleted. Goodbye, and thank you."
        after = on_disk(tmp_path)
        assert sealed not in after
        assert sealed[12:40] not in after
        assert b"u-ana" not in after
        assert SECRET.encode() not in after


async def test_nothing_in_any_table_speaks_of_the_person_any_more(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        said = await stage.says("Ana", SECRET, to=task)
        await stage.says("Ben", "Mi abuela también, pero una cuchara", to=said)
        await stage.says("Ana", "ok", to=task)
        await stage.types("Ana", "/settings", private=True)
        await stage.presses("Ana", "My name", private=True)
        await stage.types("Ana", "/settings")
        await deleted(stage, "Ana")
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-ana") is None
            assert records.drafts.get(stage.paper.name, "u-ana") is None
            assert "Ana" not in [one.name for one in records.people.roster(1, gone=True)]
            assert not [one for one in records.session.exec(select(Delivery)) if one.place == "u-ana"]
            assert not [one for one in records.session.exec(select(Post)) if "u-ana" in (one.place, one.only)]
            bens = records.people.member_of(1, stage.paper.name, "u-ben")
            assert bens is not None
            [answer] = records.contributions.of_member(bens.id or 0)
            assert answer.answers_member_id is None, "Ben's answer stays, without saying whom it answered"
        await stage.says("Ana", "hola", private=True)
        assert "I have no question for you right now." in stage.told("Ana")


async def test_all_accounts_of_a_person_go_together(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/settings", private=True)
        await stage.presses("Ana", "Another account", private=True)
        code = stage.told("Ana").split("account: ")[1].split()[0]
        await stage.says("AnaPhone", code, private=True)
        await stage.presses("AnaPhone", "Yes, that is me", private=True)
        await deleted(stage, "AnaPhone")
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-ana") is None
            assert records.accounts.get(stage.paper.name, "u-anaphone") is None
        assert b"u-ana" not in on_disk(tmp_path)


async def test_closed_tasks_keep_their_line_and_open_ones_count_anew(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await stage.says("Ana", SECRET, to=task)
        await stage.says("Ben", "Quiero una cuchara, por favor", to=task)
        await stage.wait(minutes=1)
        assert "2 have written" in task.plain
        await deleted(stage, "Ana")
        await stage.wait(minutes=1)
        assert "1 has written" in task.plain


async def test_the_only_teacher_is_told_that_the_class_ends(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        task = await a_task(stage, class_)
        await scheduled(stage, class_)
        await stage.says("Ana", SECRET, to=task)
        await stage.types("Marta", "/privacy", private=True)
        await stage.presses("Marta", "Delete me", private=True)
        assert "You are the only teacher of Tuesday A2. If you go, it ends" in stage.told("Marta")
        await stage.presses("Marta", "Delete everything", private=True)
        posts = len(stage.posts())
        await stage.wait(days=8)
        assert len(stage.posts()) == posts, "nothing is posted any more"
        with stage.house.database.read() as records:
            assert records.classes.all() == []
            room = records.rooms.at(stage.room.platform, stage.room.id)
            assert room is not None
            assert room.class_id is None
        stage.admins.add("Olga")
        await stage.types("Olga", "/setup")
        assert "private chat" in stage.told("Olga"), "the room is free for another class"


async def test_one_of_two_teachers_just_goes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await joined(stage, class_, "Olga", Role.TEACHER)
        await stage.types("Marta", "/privacy", private=True)
        await stage.presses("Marta", "Delete me", private=True)
        assert "only teacher" not in stage.told("Marta")
        await stage.presses("Marta", "Delete everything", private=True)
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.teachers(1)] == ["Olga"]


async def test_who_was_deleted_can_join_again_as_somebody_new(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage)
        await a_task(stage, class_)
        await deleted(stage, "Ana")
        await stage.presses("Ana", "Join")
        with stage.house.database.read() as records:
            found = records.people.member_of(1, stage.paper.name, "u-ana")
            assert found is not None
            assert found.corrections_asked is False
            assert list(records.contributions.of_member(found.id or 0)) == []


async def test_an_old_delete_button_of_somebody_else_deletes_nobody(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Ana", "/privacy", private=True)
        await stage.presses("Ana", "Delete me", private=True)
        shown = stage.seen("Ana", private=True)[-1]
        from bot.chat import Pressed

        code = shown.button("Delete everything").code
        await stage.happens(Pressed(*stage._head("Ben", stage.private("Ben")), code=code, message=shown.id))
        assert stage.told("Ben") == "That button is from an older message. What is open now: /today"
        with stage.house.database.read() as records:
            assert len(records.people.learners(1)) == 3
