"""One class in several rooms, on one platform and on two: one round, one roster, one last line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from activities.addroom import AddRoom
from activities.joining import Joining
from activities.news import News
from activities.setup import Setup
from activities.vocabulary import Vocabulary
from bot.chat import Place, Pressed, RoomGone, Who
from bot.port import Limits, TryLater
from storage.accounts import Account
from storage.deliveries import Going
from storage.people import Role
from storage.records import Records
from tests.cast import a_class, joined
from tests.stage import Paper, Seen, Stage
from tests.tasks import change, post_now, scheduled, with_words, writers

LIMITS = Limits(send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6)
GROUP = Place("paper", "room2")
CHANNEL = Place("other", "channel")
LONG = "Compro queso en el mercado."


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A class in the first room; Marta is admin of another one, and of a channel on a platform of its own."""
    activities = [Vocabulary(), Joining(), AddRoom(), Setup(), News()]
    others = [Paper("other", replace(LIMITS, ephemeral=True))]
    async with Stage(tmp_path, activities=activities, paper=Paper(limits=LIMITS), others=others) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await stage.add_bot(room=GROUP, title="Thursday group")
        yield stage


async def code(stage: Stage) -> str:
    await stage.types("Marta", "/addroom", private=True)
    [line] = [one for one in stage.told("Marta").splitlines() if "/addroom " in one]
    return line.split("/addroom ")[1]


async def add(stage: Stage, room: Place = GROUP) -> None:
    typed = await code(stage)
    await stage.types("Marta", f"/addroom {typed}", room=room)


async def also(stage: Stage, name: str, place: Place = CHANNEL) -> None:
    """The account this person has on the other platform is known to be theirs."""

    def link(records: Records) -> None:
        user = f"u-{name.lower()}"
        account = Account(platform=place.platform, user=user, name=name, reachable=True, seen_at=stage.now)
        member = records.people.member_of(1, "paper", user)
        assert member
        records.accounts.add(account)
        records.accounts.link(member, account)

    await change(stage, link)


async def add_channel(stage: Stage) -> None:
    await also(stage, "Marta")
    typed = await code(stage)
    stage.lives("Marta", CHANNEL)
    await stage.add_bot(room=CHANNEL, title="Spanish channel")
    await stage.types("Marta", f"/addroom {typed}")
    stage.lives("Marta", stage.room)


def tasks(stage: Stage, room: Place) -> list[Seen]:
    return [one for one in stage.chat(room) if one.plain.startswith("✍")]


def said(stage: Stage, room: Place) -> list[str]:
    return [one.plain for one in stage.chat(room) if one.by == "Tertulia"]


# -- the way in -------------------------------------------------------------------------------------------------------


async def test_with_a_code_another_group_belongs_to_the_class(stage: Stage) -> None:
    await post_now(stage, "vocabulary")
    await add(stage)

    assert stage.told("Marta") == "Tuesday A2\nThursday group belongs to Tuesday A2 now. Tasks come there, too."
    assert [one.split(".")[0] for one in said(stage, GROUP)] == [
        "I'm Tertulia, a bot",
        "✍ Write a sentence with 2 of these words",
    ]
    assert (tasks(stage, GROUP)[0].pinned, tasks(stage, GROUP)[0].silent) == (True, True)
    assert not any("/addroom" in one.plain for one in stage.chat(GROUP)), "the typed line is gone"


async def test_another_teacher_of_the_class_may_add_a_group_and_the_others_hear_of_it(stage: Stage) -> None:
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
    assert class_
    await joined(stage, class_, "Luis", Role.TEACHER)
    stage.admins.add("Luis")
    await stage.types("Luis", f"/addroom {await code(stage)}", room=GROUP)

    assert "belongs to Tuesday A2 now" in stage.told("Luis")
    assert stage.private_chat("Marta")[-1] == "Tuesday A2\nLuis has added a group: Thursday group"


@pytest.mark.parametrize(
    ("who", "line", "where", "told"),
    [
        ("Marta", "/addroom {code}", "room1", "This group belongs to the class already."),
        ("Zoe", "/addroom {code}", "room2", "I don't know you here as a teacher of that class."),
        ("Ana", "/addroom {code}", "room2", "I don't know you here as a teacher of that class."),
        ("Marta", "/addroom AAAAA-AAAA2", "room2", "This code was used already, or is too old."),
        ("Marta", "/addroom please", "room2", "This code was used already, or is too old."),
        ("Marta", "/addroom {code}", "", "Please type /addroom and the code in the other group, not here."),
        ("Marta", "/addroom", "room2", "There is no class here yet. Write /addroom to me in private"),
        ("Ana", "/addroom", "", "Only your teacher can do that."),
        ("Ana", "/addroom", "room1", "Only your teacher can do that."),
        ("Ana", "/addroom {code}", "room1", "Only your teacher can do that."),
    ],
)
async def test_what_is_refused(stage: Stage, who: str, line: str, where: str, told: str) -> None:
    typed = line.format(code=await code(stage)) if "{code}" in line else line
    stage.admins |= {"Zoe", "Ana"}
    await stage.types(who, typed, private=not where, room=Place("paper", where) if where else None)
    assert told in stage.told(who)
    with stage.house.database.read() as records:
        assert [room.place for room in records.rooms.of_class(1)] == ["room1"]


async def test_the_code_by_itself_in_private_is_led_to_the_other_group(stage: Stage) -> None:
    typed = await code(stage)
    await stage.says("Marta", typed, private=True)
    assert "Please type /addroom and the code in the other group, not here." in stage.told("Marta")
    await stage.types("Marta", f"/addroom {typed}", room=GROUP)
    assert "belongs to Tuesday A2 now" in stage.told("Marta")


async def test_who_is_no_admin_there_cannot_add_it(stage: Stage) -> None:
    typed = await code(stage)
    stage.admins.clear()
    await stage.types("Marta", f"/addroom {typed}", room=GROUP)
    assert "Only an admin of this group can add it." in stage.told("Marta")


async def test_a_group_with_a_class_of_its_own_keeps_it(stage: Stage) -> None:
    typed = await code(stage)
    await stage.types("Marta", "/setup fr en A1 Europe/London", room=GROUP)
    await stage.types("Marta", f"/addroom {typed}", room=GROUP)
    assert "This group has a class of its own." in stage.told("Marta")


async def test_a_code_works_once_and_for_two_days(stage: Stage) -> None:
    typed = await code(stage)
    await stage.types("Marta", f"/addroom {typed}", room=GROUP)
    third = Place("paper", "room3")
    await stage.add_bot(room=third, title="Third")
    await stage.types("Marta", f"/addroom {typed}", room=third)
    assert "This code was used already, or is too old." in stage.told("Marta")

    typed = await code(stage)
    await stage.wait(hours=49)
    await stage.types("Marta", f"/addroom {typed}", room=third)
    assert "This code was used already, or is too old." in stage.told("Marta")


async def test_an_admin_in_the_groups_name_gets_a_button_for_the_teacher(stage: Stage) -> None:
    typed = await code(stage)
    stage.admins.add("")
    nobody = Who("paper", "", "")
    stage.who = lambda name, known=stage.who: known(name) if name else nobody  # type: ignore[method-assign,misc]
    await stage.types("", f"/addroom {typed}", room=GROUP)
    asked = stage.chat(GROUP)[-1]
    assert (asked.plain, asked.labels) == ("Which teacher adds this group to a class?", ["It's me"])

    await stage.presses("Ana", "It's me", room=GROUP)
    assert "Only an admin of this group" in stage.told("Ana")
    await stage.presses("Marta", "It's me", room=GROUP)
    with stage.house.database.read() as records:
        assert [room.place for room in records.rooms.of_class(1)] == ["room1", "room2"]
    assert asked not in stage.chat(GROUP)


async def test_a_press_of_a_class_that_was_made_meanwhile_adds_nothing(stage: Stage) -> None:
    head = ("late", stage.now, GROUP, stage.who("Marta"))
    await stage.happens(Pressed(*head, code="999:0", message="m1", by_admin=True))
    with stage.house.database.read() as records:
        assert [room.place for room in records.rooms.of_class(1)] == ["room1"]


# -- one class in two rooms -------------------------------------------------------------------------------------------


async def test_one_round_in_both_rooms_and_an_answer_counts_in_either(stage: Stage) -> None:
    await add(stage)
    round = await post_now(stage, "vocabulary")
    [here], [there] = tasks(stage, stage.room), tasks(stage, GROUP)

    await stage.says("Ana", LONG, to=here)
    await stage.says("Ana", "El queso pesa mucho hoy.", to=there, room=GROUP)
    answer = await stage.says("Ben", "Necesito una cuchara grande.", to=there, room=GROUP)
    await stage.wait(minutes=1)

    assert answer.reactions == ["✅"]
    assert writers(stage, round) == 2
    assert all("2 have written" in one.plain for one in (here, there))


async def test_what_is_closed_is_closed_in_both(stage: Stage) -> None:
    await add(stage)
    await post_now(stage, "vocabulary")
    await stage.says("Ana", LONG, to=tasks(stage, GROUP)[0], room=GROUP)
    await stage.presses("Marta", "Close now", private=True)

    for room in (stage.room, GROUP):
        assert sum("is closed: 1 person wrote" in one for one in said(stage, room)) == 1
        assert not any(one.pinned for one in stage.chat(room))


async def test_what_is_taken_back_is_gone_from_both(stage: Stage) -> None:
    await add(stage)
    await post_now(stage, "vocabulary")
    await stage.presses("Marta", "Take back", private=True)
    assert tasks(stage, stage.room) == tasks(stage, GROUP) == []


# -- one class on two platforms ---------------------------------------------------------------------------------------


async def test_a_class_on_two_platforms_has_one_roster_and_one_last_line(stage: Stage) -> None:
    await add_channel(stage)
    round = await post_now(stage, "vocabulary")
    stage.lives("Dora", CHANNEL)
    await stage.presses("Dora", "Join")
    [here], [there] = tasks(stage, stage.room), tasks(stage, CHANNEL)

    await stage.says("Ana", LONG, to=here)
    await stage.says("Dora", "Necesito una cuchara grande.", to=there)
    await stage.wait(minutes=1)

    assert writers(stage, round) == 2
    assert all("2 have written" in one.plain for one in (here, there))
    with stage.house.database.read() as records:
        assert [one.name for one in records.people.learners(1)] == ["Ana", "Ben", "Chloe", "Dora"]
    await stage.jump("close")
    for room in (stage.room, CHANNEL):
        assert sum("is closed: 2 people wrote" in one for one in said(stage, room)) == 1


async def test_a_person_with_two_accounts_counts_once_and_is_reminded_once(stage: Stage) -> None:
    await add_channel(stage)
    await also(stage, "Ana")
    await also(stage, "Ben")
    round = await post_now(stage, "vocabulary")
    [here], [there] = tasks(stage, stage.room), tasks(stage, CHANNEL)
    await stage.says("Ana", LONG, to=here)
    stage.lives("Ana", CHANNEL)
    await stage.says("Ana", "Necesito una cuchara grande.", to=there)
    await stage.wait(minutes=1)
    assert writers(stage, round) == 1
    assert all("1 has written" in one.plain for one in (here, there))

    await stage.jump("reminder")
    reminders = {
        platform: sum("is open until" in one.plain for one in stage.chat(Place(platform, "u-ben", private=True)))
        for platform in ("paper", "other")
    }
    assert sum(reminders.values()) == 1


async def test_one_platform_that_is_down_does_not_hold_the_other(stage: Stage) -> None:
    await add_channel(stage)
    stage.papers["other"].failing = [TryLater(30, everywhere=True) for _ in range(200)]
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
    assert class_
    await scheduled(stage, class_, "vocabulary", time="18:00")
    await stage.wait(hours=8, minutes=1)
    assert (len(tasks(stage, stage.room)), len(tasks(stage, CHANNEL))) == (1, 0)
    await stage.says("Ana", LONG, to=tasks(stage, stage.room)[0])
    stage.papers["other"].failing.clear()
    await stage.wait(minutes=5)

    [late] = tasks(stage, CHANNEL)
    assert late.pinned
    await stage.wait(minutes=5)
    assert "1 has written" in late.plain


async def test_what_waits_for_a_platform_that_was_switched_off_ends_and_is_told(stage: Stage) -> None:
    await add_channel(stage)
    stage.papers["other"].failing = [TryLater(60, everywhere=True) for _ in range(2000)]
    round = await post_now(stage, "vocabulary")
    del stage.house.carrier._backoffs["other"]
    off = stage.house.house.platforms
    assert isinstance(off, dict)
    del off["other"]

    await stage.says("Ana", LONG, to=tasks(stage, stage.room)[0])
    await stage.wait(days=8)

    with stage.house.database.read() as records:
        [there] = [one for one in records.posts.of_round(round.id or 0) if one.platform == "other"]
        say = records.deliveries.of_post(there.id or 0)
        assert say
        assert (say.state, say.why, say.sealed) == (Going.MISSED, "late", None)
        assert records.deliveries.count(Going.WAITING) == 0
    told = [one for one in stage.private_chat("Marta") if "I could not post" in one]
    assert len(told) == 1
    assert "Spanish channel" in told[0]


async def test_each_room_can_be_lost_without_the_other(stage: Stage) -> None:
    await add(stage)
    round = await post_now(stage, "vocabulary")
    await stage.happens(RoomGone("gone", stage.now, stage.room, stage.who("Marta")))
    await stage.says("Ben", LONG, to=tasks(stage, GROUP)[0], room=GROUP)
    await stage.wait(minutes=1)
    assert writers(stage, round) == 1
    assert "1 has written" in tasks(stage, GROUP)[0].plain
