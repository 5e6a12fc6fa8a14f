"""The life of a group: added, promoted, demoted, removed, moved; topics that close; people who come and go."""

import pytest

from bot.chat import (
    Arrived,
    Button,
    CommandTyped,
    Delete,
    Edit,
    PersonLeft,
    Place,
    Pressed,
    Reachable,
    RoomGone,
    RoomMoved,
    RoomSeen,
    Said,
    Say,
    Unpin,
)
from bot.port import Moved, Refused, Why
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig

pytestmark = pytest.mark.slow


async def test_added_promoted_and_demoted(rig: TelegramRig) -> None:
    group = rig.world.group("Thursday", rig.marta, rig.anas)
    rig.world.set_bot(rig.anas, group, "member")
    rig.world.set_bot(rig.marta, group, "administrator", can_pin_messages=False)
    rig.world.set_bot(rig.marta, group, "member")

    rooms = await rig.heard.times(RoomSeen, 3)
    assert all(room.may_react for room in rooms)
    assert [(room.added, room.by_admin) for room in rooms] == [(True, False), (False, True), (False, True)]
    assert [(room.reads_all, room.may_delete, room.may_pin, room.may_post) for room in rooms] == [
        (False, False, False, True),
        (True, True, False, True),
        (False, False, False, True),
    ]


async def test_what_a_group_does_not_allow_is_told(rig: TelegramRig) -> None:
    group = rig.world.group("Quiet", rig.marta)
    group.may_send = False
    group.allowed_reactions = ["🔥"]
    rig.world.set_bot(rig.marta, group, "member")

    room = await rig.heard.one(RoomSeen)
    assert (room.may_post, room.may_react) == (False, False)


async def test_an_allowed_stand_in_for_our_sign_is_enough(rig: TelegramRig) -> None:
    group = rig.world.group("Hearts", rig.marta)
    group.allowed_reactions = ["❤", "🔥"]
    rig.world.set_bot(rig.marta, group, "administrator")

    assert (await rig.heard.one(RoomSeen)).may_react


@pytest.mark.parametrize("how", ["left", "kicked"])
async def test_removed_from_a_group_and_all_its_topics(rig: TelegramRig, how: str) -> None:
    forum = rig.world.group("School", rig.marta, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    await rig.heard.one(RoomSeen)
    await rig.restart()
    rig.world.set_bot(rig.marta, forum, how)

    gone = await rig.heard.times(RoomGone, 2)
    assert [one.where.id for one in gone] == [str(forum.id), f"{forum.id}:{topic}"]
    assert len({one.key for one in gone}) == 2


async def test_a_group_that_becomes_a_supergroup_moves_and_is_not_gone(rig: TelegramRig) -> None:
    group = rig.world.group("Small", rig.marta, rig.anas, kind="group")
    rig.world.set_bot(rig.marta, group, "administrator")
    await rig.heard.one(RoomSeen)
    old = Place("telegram", str(group.id))
    post = await rig.platform.deliver(Say(old, plain("task")), "k")
    new = rig.world.upgrade(group)

    moves = await rig.heard.times(RoomMoved, 3)
    assert {(one.key, one.where.id, one.to) for one in moves} == {(moves[0].key, str(group.id), str(new.id))}
    assert rig.heard.all(RoomGone) == []
    after = [event for event in rig.heard.events if isinstance(event, RoomMoved | RoomSeen)]
    assert isinstance(after[1], RoomMoved), "the move is told before the new room is seen"
    with pytest.raises(Moved) as moved:
        await rig.platform.deliver(Say(old, plain("x")), "k")
    assert moved.value.to == str(new.id)
    for act in (Edit(old, post, plain("x")), Delete(old, post), Unpin(old, post)):
        with pytest.raises(Refused) as refused:
            await rig.platform.deliver(act, "k")
        assert refused.value.why is Why.GONE, "that number may be anybody's message there"


async def test_a_closed_topic_may_not_be_written_in(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    place = Place("telegram", f"{forum.id}:{topic}")
    rig.world.close_topic(rig.marta, forum, topic)

    closed = await rig.heard.one(RoomSeen, lambda room: room.where == place)
    assert (closed.kind, closed.title, closed.may_post) == ("topic", "School · Spanish A2", False)
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(Say(place, plain("x")), "k")
    assert refused.value.why is Why.NO_RIGHT

    rig.world.close_topic(rig.marta, forum, topic, reopen=True)
    await rig.heard.one(RoomSeen, lambda room: room.where == place and room.may_post)


async def test_a_deleted_topic_is_gone(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(Say(Place("telegram", f"{forum.id}:4711"), plain("x")), "k")
    assert refused.value.why is Why.GONE


async def test_a_new_title_is_told(rig: TelegramRig) -> None:
    rig.world.retitle(rig.marta, rig.group, "Tuesday B1")

    assert (await rig.heard.one(RoomSeen)).title == "Tuesday B1"


async def test_who_comes_and_goes_is_told_once_and_in_each_topic(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    rig.world.arrive(rig.anas, forum)
    rig.world.leave(rig.anas, forum, "kicked")

    await rig.heard.times(PersonLeft, 4)
    for kind in (Arrived, PersonLeft):
        told = {(one.key, one.where.id, one.by.user) for one in rig.heard.all(kind)}
        assert {place for _, place, _ in told} == {str(forum.id), f"{forum.id}:{topic}"}
        assert len(told) == 2, "the line in the chat and the notice for admins are one and the same"


async def test_a_new_admin_is_one_at_once(rig: TelegramRig) -> None:
    await rig.command(rig.ana, "setup")
    await rig.heard.command(rig.ana)
    rig.world.promote(rig.marta, rig.anas, rig.group)
    await rig.command(rig.ana, "setup")

    first, second = await rig.heard.times(CommandTyped, 2)
    assert (first.by_admin, second.by_admin) == (False, True)


async def test_admins_are_asked_for_once(rig: TelegramRig) -> None:
    for _ in range(5):
        await rig.command(rig.ana, "today")
    await rig.heard.times(CommandTyped, 5)

    assert len(rig.api.called("getChatAdministrators")) == 1


async def test_the_bot_is_blocked_and_unblocked(rig: TelegramRig) -> None:
    await rig.open_private(rig.ana)
    await rig.close_private(rig.ana)
    await rig.open_private(rig.ana)

    told = await rig.heard.times(Reachable, 4)
    assert [one.yes for one in told] == [True, False, True, True]
    assert all(one.where == rig.private(rig.ana) for one in told)


async def test_a_press_in_a_topic_is_in_the_topic(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, rig.anas, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    place = Place("telegram", f"{forum.id}:{topic}")
    theirs = await rig.say(rig.ana, "Compro pan y agua", place)
    ask = Say(place, plain("Count me in?"), ((Button("Yes", "5:1"),),), reply_to=theirs)
    message = await rig.platform.deliver(ask, "k")
    await rig.press_in(rig.ana, message, "5:1", place)

    pressed = await rig.heard.one(Pressed)
    assert pressed.where == place
    assert isinstance(pressed.answers, Said)
    assert (pressed.answers.where, pressed.answers.message) == (place, theirs)


@pytest.mark.parametrize("forum", [True, False])
async def test_a_press_under_an_old_post_is_still_where_the_post_stands(rig: TelegramRig, forum: bool) -> None:
    group = rig.world.group("School", rig.marta, rig.anas, forum=forum)
    rig.world.set_bot(rig.marta, group, "administrator")
    topic = rig.world.topic(group, rig.marta, "Spanish A2") if forum else 0
    place = Place("telegram", f"{group.id}:{topic}" if forum else str(group.id))
    message = await rig.platform.deliver(Say(place, plain("task"), ((Button("Join", "5:1"),),)), "k")
    await rig.restart()
    query = rig.world.press(rig.anas, group, int(message), "5:1", old=True)
    await rig.api.answered(query)

    pressed = await rig.heard.one(Pressed)
    assert (pressed.where, pressed.message, pressed.answers) == (place, message, None)


async def test_a_press_hands_back_the_message_with_the_post_it_answers(rig: TelegramRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k1")
    theirs = await rig.say(rig.ana, "Compro pan y agua", reply_to=post)
    await rig.heard.message("Compro pan y agua")
    await rig.restart()
    ask = Say(rig.room, plain("Count me in?"), ((Button("Yes", "5:1"),),), reply_to=theirs)
    message = await rig.platform.deliver(ask, "k2")
    await rig.press(rig.ana, message, "5:1")

    answers = (await rig.heard.one(Pressed)).answers
    assert answers is not None
    assert (answers.message, answers.reply_chain) == (theirs, (post,))


@pytest.mark.parametrize("how", [404, 429])
async def test_what_the_server_will_not_say_holds_nothing_up(rig: TelegramRig, how: int) -> None:
    for method in ("getChat", "getChatMember", "getChatAdministrators"):
        rig.api.fail(method, how, times=9, seconds=60)
    place = await rig.make_room("Thursday")
    await rig.command(rig.admin, "today")

    assert (await rig.heard.one(RoomSeen, lambda room: room.where == place)).may_delete
    await rig.heard.command(rig.admin)
