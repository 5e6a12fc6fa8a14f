"""A group chat as people know it: who sees what, who may do what, and what the bot is told of it."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from bot.chat import (
    NOTHING,
    Button,
    Buttons,
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Delete,
    Deleted,
    Edit,
    Event,
    PersonLeft,
    Pin,
    Place,
    Popup,
    PostGone,
    Pressed,
    Private,
    Reachable,
    RoomGone,
    RoomSeen,
    Said,
    Say,
    SendFile,
)
from bot.command import Command
from bot.port import Refused, Why
from bot.text import plain
from storage.people import Role
from tests.adapters.practice.rig import Chair, PracticeRig
from tests.platform_contract import key


async def test_the_room_begins_with_its_class(rig: PracticeRig) -> None:
    seen = await rig.heard.one(RoomSeen)

    assert (seen.title, seen.by.name, seen.by_admin, seen.added) == ("Tuesday A2", "Marta", True, True)
    chair = await rig.chair(rig.ana)
    assert [person["name"] for person in chair.welcome["people"]] == ["Marta", "Ana", "Ben"]
    assert sorted(chair.chats) == ["@ana", "room-1"]


async def test_without_a_sample_there_is_a_room_with_a_teacher(tmp_path: Path) -> None:
    rig = PracticeRig(tmp_path, sample=None)
    await rig.start()
    chair = await rig.chair("")

    assert chair.welcome["me"] == "teacher"
    assert chair.chats["room-1"]["title"] == "Practice class"
    assert chair.welcome["rehearsal"] is False
    assert (await chair.ask("clock", chat="room-1", to="post"))["declined"] == "no_rehearsal"
    await rig.close()


async def test_nothing_meant_for_another_ever_goes_over_a_socket(rig: PracticeRig) -> None:
    ben, marta = await rig.chair(rig.ben), await rig.chair(rig.admin)
    secret = plain("SECRET")
    rig.heard.answer = lambda event: Private(secret) if isinstance(event, Pressed) else NOTHING
    await rig.platform.deliver(Say(rig.private(rig.ana), secret), key())
    hidden = await rig.platform.deliver(Say(rig.room, secret, only_for=rig.ana), key())
    await rig.platform.deliver(Edit(rig.room, hidden, secret), key())
    file = SendFile(rig.room, "SECRET.txt", b"x", plain("SECRET"), only_for=rig.ana)
    await rig.platform.deliver(file, key())
    await rig.platform.deliver(Say(rig.room, plain("for Ana"), reply_to=hidden), key())
    post = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("y", "1:1"),),)), key())
    await rig.press(rig.ana, post, "1:1")
    await rig.say(rig.ana, "SECRET", rig.private(rig.ana))
    await rig.say(rig.ana, "/unknown SECRET")

    for chair in (ben, marta):
        for chat in ("room-1", "@ana"):
            for what in ("open", "older"):
                await chair.ask(what, chat=chat, **({"before": 2**50} if what == "older" else {}))
        await chair.ask("say", chat="room-1", text="hola")
        assert not [line for line in chair.pushed if "SECRET" in line]
    assert [line for line in (await rig.chair(rig.ana)).pushed if "SECRET" in line]


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("open", {"chat": "@ana"}),
        ("older", {"chat": "@ana", "before": 99}),
        ("say", {"chat": "@ana", "text": "hola"}),
        ("menu", {"chat": "@ana"}),
        ("complete", {"chat": "@ana", "command": "post", "parameter": "activity", "typed": ""}),
        ("read", {"chat": "@ana", "up_to": 3}),
        ("form", {"chat": "@ana", "code": "1:1", "fields": {}}),
        ("bot", {"chat": "@ana", "here": False}),
        ("clock", {"chat": "@ana", "to": "post"}),
        ("say", {"chat": "nowhere", "text": "hola"}),
    ],
)
async def test_another_ones_private_chat_is_not_there(rig: PracticeRig, what: str, fields: dict[str, object]) -> None:
    before = len(rig.heard.events)

    assert (await (await rig.chair(rig.ben)).ask(what, **fields))["declined"] == "no_chat"
    assert len(rig.heard.events) == before


async def test_messages_meant_for_another_cannot_be_touched(rig: PracticeRig) -> None:
    buttons = ((Button("y", "1:1"),),)
    hidden = await rig.platform.deliver(Say(rig.room, plain("psst"), buttons, only_for=rig.ana), key())
    ben = await rig.chair(rig.ben)

    for what, fields in {
        "press": {"code": "1:1"},
        "delete": {},
        "forward": {"chat": "room-1"},
        "edit": {"text": "x"},
    }.items():
        assert (await ben.ask(what, message=hidden, **fields))["declined"] == "gone"
    assert (await ben.ask("say", chat="room-1", text="x", reply_to=hidden))["declined"] == "gone"


async def test_a_code_no_button_carries_is_not_passed_on(rig: PracticeRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("y", "1:1"),),)), key())
    await rig.platform.deliver(Edit(rig.room, post, plain("x"), ((Button("z", "1:2"),),)), key())
    ana = await rig.chair(rig.ana)

    assert (await ana.ask("press", message=post, code="9:9"))["declined"] == "gone"
    await rig.press(rig.ana, post, "1:1")
    assert [pressed.code for pressed in rig.heard.all(Pressed)] == ["1:1"]


async def test_only_the_writer_edits_and_the_writer_or_the_admin_deletes(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "hola")
    ben, marta = await rig.chair(rig.ben), await rig.chair(rig.admin)
    assert (await ben.ask("delete", message=message))["declined"] == "not_yours"
    assert (await marta.ask("edit", message=message, text="x"))["declined"] == "not_yours"

    await marta.ask("delete", message=message)
    deleted = await rig.heard.one(Deleted)
    assert (deleted.message, deleted.by.user) == (message, rig.ana)
    assert [seen.message for seen in await rig.seen(rig.ben)] == []


async def test_a_post_deleted_by_hand_is_told(rig: PracticeRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), key())
    assert (await (await rig.chair(rig.ana)).ask("delete", message=post))["declined"] == "not_yours"
    await rig.delete(rig.admin, post)

    gone = await rig.heard.one(PostGone)
    assert (gone.message, gone.by.user) == (post, rig.admin)


async def test_a_deleted_text_is_not_sent_any_more(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "UNSAID")
    await rig.say(rig.ben, "¿qué?", reply_to=message)
    await rig.delete(rig.ana, message)
    late = await Chair.enter(rig.session, rig.address, rig.ben)
    history = await late.ask("open", chat="room-1")
    await late.close()

    assert "UNSAID" not in json.dumps(history) + "".join(late.pushed)


async def test_a_command_for_another_bot_is_only_a_message(rig: PracticeRig) -> None:
    await rig.say(rig.ana, "/help@otherbot please")
    await rig.say(rig.ana, "después")
    await rig.heard.message("después")

    assert rig.heard.all(CommandTyped) == []
    assert (await rig.seen(rig.ben))[0].text.plain == "/help@otherbot please"


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/help", "help", ""),
        ("/HELP@Tertulia", "help", ""),
        ("/words@tertulia a = b\nc = d", "words", "a = b\nc = d"),
        ("/words\nel pan = bread\n\nla sal = salt", "words", "el pan = bread\n\nla sal = salt"),
        ("/schedule vocabulary  mon,thu 18:00 4 ", "schedule", "vocabulary  mon,thu 18:00 4"),
    ],
)
async def test_typed_commands_are_read(rig: PracticeRig, text: str, name: str, rest: str) -> None:
    await rig.say(rig.ana, text)

    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest, typed.addressed) == (name, rest, True)


@pytest.mark.parametrize("text", ["/", "/ help", "//x", "/a-b c", "5/6", " /help"])
async def test_what_only_looks_like_a_command_is_a_message(rig: PracticeRig, text: str) -> None:
    await rig.say(rig.ana, text)

    assert (await rig.heard.one(Said)).text == text


async def test_a_command_that_answers_the_bot_is_addressed_to_it(rig: PracticeRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), key())
    await rig.command(rig.ana, "help", reply_to=post)

    typed = await rig.heard.one(CommandTyped)
    assert (typed.addressed, typed.reply_to) == (True, post)


async def test_only_loud_commands_are_seen_by_the_others(tmp_path: Path) -> None:
    rig = PracticeRig(tmp_path)
    rig.offering.commands = [
        Command("words", "Add words", Role.TEACHER, True, False, "/words", (), "words", "words"),
        Command("post", "Post now", Role.TEACHER, False, False, "/post", (), "post", "post"),
    ]
    await rig.start()
    for text in ("/words x", "/post"):
        await rig.say(rig.admin, text)

    assert [seen.text.plain for seen in await rig.seen(rig.ana)] == ["/post"]
    own = [(seen.text.plain, seen.only_me) for seen in await rig.seen(rig.admin)]
    assert own == [("/words x", True), ("/post", False)]
    await rig.close()


async def test_start_in_private_opens_the_chat(rig: PracticeRig) -> None:
    await rig.say(rig.ana, "/start w7", rig.private(rig.ana))

    assert (await rig.heard.one(Reachable)).payload == "w7"
    assert len(rig.heard.all(Reachable)) == 1


async def test_a_chat_in_which_something_waits_is_read_without_a_greeting(rig: PracticeRig) -> None:
    await rig.platform.deliver(Say(rig.private(rig.ana), plain("Ben suggests one change.")), key())
    await rig.open_private(rig.ana)
    await rig.say(rig.ana, "gracias", rig.private(rig.ana))
    await rig.heard.message("gracias")

    assert rig.heard.all(Reachable) == []


async def test_the_private_chat_is_told_open_once(rig: PracticeRig) -> None:
    for _ in range(3):
        await rig.open_private(rig.ana)
    for text in ("hola", "sigo"):
        await rig.say(rig.ben, text, rig.private(rig.ben))
        await rig.heard.message(text)

    assert [opened.by.user for opened in rig.heard.all(Reachable)] == ["ana", "ben"]


@pytest.mark.parametrize("kind", ["voice", "picture", "sticker"])
async def test_other_kinds_are_told_as_such(rig: PracticeRig, kind: str) -> None:
    await (await rig.chair(rig.ana)).ask("say", chat="room-1", text="", kind=kind)

    said = await rig.heard.one(Said)
    assert (said.kind, said.text) == (kind, "")


async def test_a_forwarded_message_is_told_as_forwarded(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "De otra sala")
    await (await rig.chair(rig.ben)).ask("forward", message=message, chat="room-1")

    said = await rig.heard.one(Said, lambda said: said.by.user == rig.ben)
    assert (said.text, said.forwarded) == ("De otra sala", True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31mc\x7f\x85", "ab[31mc"),
        ("uno\r\ndos\rtres", "uno\ndos\ntres"),
        ("el pan\tbread", "el pan\tbread"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("\u200bzero\u200dwidth \u202eabc 👩‍👩‍👧 e\u0301", "\u200bzero\u200dwidth \u202eabc 👩‍👩‍👧 e\u0301"),
    ],
)
async def test_control_characters_are_taken_out_and_nothing_else(rig: PracticeRig, typed: str, kept: str) -> None:
    await rig.say(rig.ana, typed)

    assert (await rig.heard.one(Said)).text == kept
    assert (await rig.seen(rig.ben))[0].text.plain == kept


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": "x" * 8001}, "too_long"),
        ({"text": "  \n "}, "empty"),
        ({"text": 7}, "unclear"),
        ({"text": "x", "kind": "video"}, "unclear"),
        ({"text": "x", "more": 1}, "unclear"),
        ({}, "empty"),
        ({"text": "x", "reply_to": "99999"}, "gone"),
        ({"text": "x", "reply_to": "²"}, "gone"),
    ],
)
async def test_bad_asks_are_declined_and_change_nothing(rig: PracticeRig, fields: dict[str, object], why: str) -> None:
    chair = await rig.chair(rig.ana)

    assert (await chair.ask("say", chat="room-1", **fields))["declined"] == why
    assert await rig.seen(rig.ana) == []
    await rig.say(rig.ana, "x" * 8000)


async def test_an_admin_takes_people_and_the_bot_out(rig: PracticeRig) -> None:
    marta, ben = await rig.chair(rig.admin), await rig.chair(rig.ben)
    assert (await ben.ask("leave", chat="room-1", person=rig.ana))["declined"] == "not_yours"
    assert (await ben.ask("bot", chat="room-1", here=False))["declined"] == "not_yours"

    assert (await marta.ask("leave", chat="room-1"))["declined"] == "not_yours"
    await marta.ask("leave", chat="room-1", person=rig.ana)
    assert (await rig.heard.one(PersonLeft)).by.user == rig.ana
    assert (await (await rig.chair(rig.ana)).ask("open", chat="room-1"))["declined"] == "no_chat"

    await marta.ask("bot", chat="room-1", here=False)
    await rig.heard.one(RoomGone)
    before = len(rig.heard.events)
    with pytest.raises(Refused):
        await rig.platform.deliver(Say(rig.room, plain("x")), key())
    await rig.say(rig.ben, "sin bot")
    await rig.say(rig.ben, "/today")
    assert len(rig.heard.events) == before

    await marta.ask("bot", chat="room-1", here=True)
    await rig.heard.times(RoomSeen, 2)
    await rig.platform.deliver(Say(rig.room, plain("back")), key())


async def test_two_people_of_one_name_are_two(rig: PracticeRig) -> None:
    assert await rig.arrive("Ana") == "ana-2"
    assert await rig.arrive("Ñusta 🌞") == "nusta"
    assert await rig.arrive("学生") == "person"


async def test_presses_do_not_wait_for_messages_before_them(rig: PracticeRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("y", "1:1"),),)), key())
    slow = asyncio.Event()

    async def receive(event: Event) -> None:
        if isinstance(event, Said):
            await slow.wait()

    rig.heard.before = receive
    await rig.say(rig.ana, "lento")
    await rig.say(rig.ana, "detrás")
    await rig.press(rig.ben, post, "1:1")
    assert [said.text for said in rig.heard.all(Said)] == ["lento"]

    await rig.say(rig.ben, "otra sala", rig.private(rig.ben))
    slow.set()
    await rig.heard.message("detrás")


async def test_a_private_answer_is_written_once_though_its_event_is_told_twice(rig: PracticeRig) -> None:
    rig.heard.answer = lambda event: Private(plain("Sí")) if isinstance(event, CommandTyped) else NOTHING
    await rig.command(rig.ana, "today")
    await rig.heard.one(CommandTyped)
    await rig.seen(rig.ana)
    await rig.stop()
    log = rig.folder / "practice.jsonl"
    log.write_text(re.sub(r'("does":"taken".*"event":)\d+', r"\g<1>0", log.read_text()))
    await rig.restart()
    await rig.heard.times(CommandTyped, 2)

    assert [seen.text.plain for seen in await rig.seen(rig.ana)].count("Sí") == 1


async def test_a_private_answer_can_take_the_place_of_the_one_pressed(rig: PracticeRig) -> None:
    steps = iter([Private(plain("one"), ((Button("next", "1:2"),),)), Private(plain("two"), replaces=True)])
    rig.heard.answer = lambda event: next(steps) if isinstance(event, Pressed) else NOTHING
    post = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("y", "1:1"),),)), key())
    await rig.press(rig.ana, post, "1:1")
    first = (await rig.seen(rig.ana))[-1]
    await rig.press(rig.ana, first.message, "1:2")

    seen = await rig.seen(rig.ana)
    assert [(s.message, s.text.plain) for s in seen] == [(post, "x"), (first.message, "two")]


async def test_an_event_the_bot_could_not_take_is_said_so(rig: PracticeRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("x"), ((Button("y", "1:1"),),)), key())
    rig.heard.fails = True

    assert (await (await rig.chair(rig.ana)).press("press", message=post, code="1:1"))["kind"] == "failed"


async def test_history_comes_in_pages(rig: PracticeRig) -> None:
    for number in range(130):
        await rig.platform.deliver(Say(rig.room, plain(f"n{number}")), key())
    chair = await rig.chair(rig.ana)
    page = await chair.ask("open", chat="room-1")
    assert [len(page["messages"]), page["more"]] == [100, True]

    before = await chair.ask("older", chat="room-1", before=int(page["messages"][0]["id"]))
    texts = [m["text"][0][0] for m in (*before["messages"], *page["messages"]) if "text" in m]
    assert texts == [f"n{number}" for number in range(130)]
    assert before["more"] is False


async def test_unread_messages_are_counted_until_read_in_any_tab(rig: PracticeRig) -> None:
    await rig.platform.deliver(Say(rig.room, plain("who writes has read this")), key())
    await rig.say(rig.ana, "hola")
    for _ in range(3):
        last = await rig.platform.deliver(Say(rig.room, plain("x")), key())
    await rig.platform.deliver(Say(rig.room, plain("x"), only_for=rig.ben), key())
    first, second = await rig.chair(rig.ana), await Chair.enter(rig.session, rig.address, rig.ana)
    assert second.chats["room-1"]["unread"] == 3

    await first.ask("read", chat="room-1", up_to=int(last))
    await second.ask("older", chat="room-1", before=0)
    assert second.chats["room-1"]["unread"] == 0
    await second.close()


async def test_what_only_one_saw_leaves_no_trace_when_deleted(rig: PracticeRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("psst"), only_for=rig.ana), key())
    assert len(await rig.seen(rig.ana)) == 1
    await rig.platform.deliver(Delete(rig.room, message), key())

    assert await rig.seen(rig.ana) == []
    assert message not in (await rig.chair(rig.ana)).messages


async def test_a_second_class_has_its_own_room(rig: PracticeRig) -> None:
    place = await rig.make_room("Thursday B1")
    marta = await rig.chair(rig.admin)
    await marta.ask("add", chat=place.id, person=rig.ben)
    await rig.platform.deliver(Say(place, plain("B1")), key())

    assert [s.text.plain for s in await rig.seen(rig.ben, place)] == ["B1"]
    ana = await rig.chair(rig.ana)
    await rig.platform.deliver(Say(place, plain("B1 again")), key())
    await rig.say(rig.ana, "hola")
    assert place.id not in ana.chats
    assert not [line for line in ana.pushed if "B1" in line]
    assert (await marta.ask("add", chat=place.id, person=rig.ben))["declined"] == "no_person"


async def test_who_asks_is_told_by_the_language_of_the_page(rig: PracticeRig) -> None:
    await rig.say(rig.ana, "hola")

    assert (await rig.heard.one(Said)).by.language == "en"


async def test_another_platforms_place_is_refused(rig: PracticeRig) -> None:
    with pytest.raises(Refused):
        await rig.platform.deliver(Say(Place("telegram", "room-1"), plain("x")), key())


async def test_a_persons_message_is_not_ours_to_edit(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "mío")
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(Edit(rig.room, message, plain("tuyo")), key())
    assert refused.value.why is Why.NO_RIGHT


async def test_a_message_is_found_in_its_own_chat_only(rig: PracticeRig) -> None:
    message = await rig.platform.deliver(Say(rig.private(rig.ana), plain("x")), key())
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(Edit(rig.room, message, plain("y")), key())
    assert refused.value.why is Why.GONE


async def test_a_deleted_post_is_pinned_no_more(rig: PracticeRig) -> None:
    message = await rig.platform.deliver(Say(rig.room, plain("x")), key())
    await rig.platform.deliver(Pin(rig.room, message), key())
    await rig.platform.deliver(Delete(rig.room, message), key())

    chair = await Chair.enter(rig.session, rig.address, rig.ana)
    assert chair.chats["room-1"]["pinned"] == []
    await chair.close()


@pytest.mark.parametrize(
    "buttons",
    [
        ((Button("x" * 41, "1:1"),),),
        ((Button("", "1:1"),),),
        ((Button("x"),),),
        ((Button("x", "1" * 65),),),
        ((Button("x", "1:1"),) * 4,),
        ((Button("x", "1:1"),),) * 25,
    ],
)
async def test_buttons_past_the_limits_are_refused(rig: PracticeRig, buttons: Buttons) -> None:
    with pytest.raises(Refused) as refused:
        await rig.platform.deliver(Say(rig.room, plain("x"), buttons), key())
    assert refused.value.why is Why.INVALID


async def test_a_full_room_stays_quick_to_open(rig: PracticeRig) -> None:
    """Opening reads one page, however long the history is: the work is counted, not timed."""
    for number in range(300):
        await rig.platform.deliver(Say(rig.room, plain(f"n{number}")), key())
    chair = await Chair.enter(rig.session, rig.address, rig.ana)
    assert len(json.dumps(chair.welcome)) < 3000
    assert chair.chats["room-1"]["unread"] == 100
    await chair.close()


async def test_popups_go_to_the_tab_that_asked(rig: PracticeRig) -> None:
    rig.heard.answer = lambda event: Popup(plain("hm")) if isinstance(event, CommandTyped) else NOTHING
    other = await Chair.enter(rig.session, rig.address, rig.ana)
    await (await rig.chair(rig.ana)).press("say", chat="room-1", text="/x")
    await other.ask("older", chat="room-1", before=0)

    assert other.answers == []
    await other.close()


async def test_the_clock_is_moved_for_everybody(rig: PracticeRig) -> None:
    marta, ana = await rig.chair(rig.admin), await rig.chair(rig.ana)
    await marta.press("clock", chat="room-1", to="reminder")

    asked = await rig.heard.one(ClockAsked)
    assert (asked.to, asked.by.user, asked.where) == ("reminder", rig.admin, rig.room)
    await ana.ask("older", chat="room-1", before=0)
    clocks = [json.loads(line) for line in ana.pushed if '"push":"clock"' in line]
    assert [clock["jumping"] for clock in clocks] == [True, False]


async def test_a_sample_learner_answers_the_task_with_what_fits(rig: PracticeRig) -> None:
    marta = await rig.chair(rig.admin)
    assert (await marta.ask("sample", chat="room-1", person=rig.ana))["declined"] == "no_task"
    buttons = ((Button("Join", "1:1"),),)
    await rig.platform.deliver(Say(rig.room, plain("En la ciudad\nla panadería"), buttons), key())
    task = await rig.platform.deliver(Say(rig.room, plain("En la ciudad\nel pan y La sal"), buttons), key())
    await rig.platform.deliver(Say(rig.room, plain("only for Ana"), buttons, only_for=rig.ana), key())
    gone = await rig.platform.deliver(Say(rig.room, plain("taken back"), buttons), key())
    await rig.platform.deliver(Delete(rig.room, gone), key())
    for person in (rig.ana, rig.ben, rig.ana, rig.ben):
        await marta.ask("sample", chat="room-1", person=person)
    said = await rig.heard.times(Said, 4)

    assert [(s.by.user, s.text) for s in said] == [
        (rig.ana, "Compro pan con sal."),
        (rig.ben, "¿Dónde está el pan?"),
        (rig.ana, "La ciudad es grande y bonita."),
        (rig.ben, "Sí."),
    ]
    assert {s.reply_chain for s in said} == {(task,)}
    await rig.restart()
    assert (await (await rig.chair(rig.admin)).ask("sample", chat="room-1", person=rig.ana))["declined"] == "no_sample"


async def test_what_the_bot_answers_a_sample_learner_is_not_shown_to_who_asked(rig: PracticeRig) -> None:
    await rig.platform.deliver(Say(rig.room, plain("el pan"), ((Button("Join", "1:1"),),)), key())
    rig.heard.answer = lambda event: Popup(plain("for Ana")) if isinstance(event, Said) else NOTHING
    marta = await rig.chair(rig.admin)
    await marta.ask("sample", chat="room-1", person=rig.ana)
    await rig.heard.one(Said)
    await marta.ask("older", chat="room-1", before=0)

    assert marta.answers == []


async def test_correct_in_a_message_s_menu_is_told_with_the_message(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "Ayer voy al cine")
    chair = await rig.chair(rig.ben)
    await chair.press("correct", message=message)

    used = await rig.heard.one(CommandUsed)

    assert (used.name, used.by.name, used.where) == ("correct", "Ben", rig.room)
    assert used.on is not None
    assert (used.on.message, used.on.text, used.on.by.name) == (message, "Ayer voy al cine", "Ana")


async def test_nothing_is_corrected_in_a_private_chat(rig: PracticeRig) -> None:
    message = await rig.say(rig.ana, "hola", rig.private(rig.ana))
    chair = await rig.chair(rig.ana)

    assert (await chair.ask("correct", message=message))["declined"] == "gone"
