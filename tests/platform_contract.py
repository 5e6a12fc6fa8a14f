"""The one contract of all chat platforms: each adapter's test inherits it and brings a rig at its library's wire."""

from __future__ import annotations

import asyncio
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.chat import (
    NOTHING,
    Answer,
    Arrived,
    Button,
    CommandTyped,
    Delete,
    Deleted,
    Edit,
    Edited,
    Event,
    Field,
    File,
    FileSent,
    Form,
    FormSent,
    Link,
    Look,
    Menu,
    PersonLeft,
    Pin,
    Place,
    Popup,
    Pressed,
    Private,
    Reachable,
    React,
    RoomSeen,
    Said,
    Say,
    SendFile,
    Unpin,
)
from bot.port import Gravity, Refused, TryLater, Why
from bot.text import Span, Style, Text, bold, italic, join, link, plain, quote, spoiler, struck
from tests.platform_rig import ENTRIES, Rig, Seen, a_png

KEYS = (f"k{number}" for number in count(1))

NASTY = (
    "* _ ~ | < > & [ ] ( ) ` # + - = { } . ! \\ **a** __b__ <b>c</b> &amp; ||d|| [e](http://f) @everyone @ana <@1> :x:"
)
ALPHABET = st.one_of(
    st.sampled_from("*_~|<>&[]()`#+-={}.!\\/@:'\"$%"),
    st.sampled_from(
        ["\u200b", "\u200d", "\u0301", "\u202e", "\u2066", "ñ", "ع", "א", "日", "👍🏽", "👩‍👩‍👧", "\n", " "]
    ),
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")),
)
WORDS = st.lists(ALPHABET, min_size=1, max_size=40).map("".join).map(lambda text: f"a{text}z")
STYLED = st.lists(
    st.tuples(WORDS, st.sampled_from([Style.PLAIN, Style.BOLD, Style.ITALIC, Style.STRUCK, Style.SPOILER])),
    min_size=1,
    max_size=5,
).map(lambda parts: Text.of(Span(text, style) for text, style in parts))

CARDS = st.lists(
    st.tuples(
        st.lists(ALPHABET, min_size=1, max_size=12).map("".join),
        st.sampled_from([Style.PLAIN, Style.BOLD, Style.STRUCK]),
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: Text.of([Span("a"), *(Span(text, style) for text, style in parts), Span("z")]))
"""What is struck or bold on a card may be a comma, a space, half an emoji's neighbour: it begins and ends anyhow."""


def looks(text: Text) -> Text:
    return Text.of(text.spans)


def visible(text: Text) -> tuple[str, list[Style]]:
    """All characters, and the style of each that can be seen: on a space no platform has to show one."""
    styles = [span.style for span in text for character in span.text if not character.isspace()]
    return text.plain, styles


def key() -> str:
    return next(KEYS)


class PlatformContract:
    """Inherit it and give a `rig` fixture; what the platform's limits exclude is skipped."""

    async def last(self, rig: Rig, person: str, where: Place | None = None) -> Seen:
        return (await rig.seen(person, where))[-1]

    # What we do

    async def test_everybody_in_the_room_sees_a_post(self, rig: Rig) -> None:
        message = await rig.platform.deliver(Say(rig.room, plain("Hola")), key())

        for person in (rig.admin, rig.ana, rig.ben):
            seen = await self.last(rig, person)
            assert (seen.message, seen.by, seen.text) == (message, "", plain("Hola"))

    async def test_styles_arrive(self, rig: Rig) -> None:
        text = join(
            " ", [bold("b"), italic("i"), struck("s"), spoiler("sp"), link("l", "https://example.org/a?b=1&c=2")]
        )
        await rig.platform.deliver(Say(rig.room, plain("x ") + text), key())

        assert looks((await self.last(rig, rig.ana)).text) == plain("x ") + text

    async def test_quote_arrives(self, rig: Rig) -> None:
        await rig.platform.deliver(Say(rig.room, plain("Help:\n") + quote("Empieza así") + plain("\nEnd")), key())

        text = (await self.last(rig, rig.ana)).text
        assert Span("Empieza así", Style.QUOTE) in [Span(s.text.strip("\n"), s.style) for s in text]
        assert "Help:" in text.plain
        assert "End" in text.plain

    @given(text=STYLED)
    @example(text=plain(NASTY))
    @example(text=bold(NASTY) + plain(NASTY))
    @settings(
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    async def test_every_character_survives(self, rig: Rig, text: Text) -> None:
        await rig.platform.deliver(Say(rig.room, text), key())

        assert looks((await self.last(rig, rig.ana)).text) == text

    @given(text=CARDS)
    @example(text=join("", [plain("Es rico"), struck(" !"), bold("."), plain("z")]))
    @example(text=join("", [plain("a"), struck(" "), bold("* _ ~"), struck("||"), bold("`"), plain("z")]))
    @settings(
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    async def test_every_character_of_a_card_survives(self, rig: Rig, text: Text) -> None:
        await rig.platform.deliver(Say(rig.room, text), key())

        assert visible((await self.last(rig, rig.ana)).text) == visible(text)

    async def test_a_text_at_the_limit_arrives_and_one_past_it_is_refused(self, rig: Rig) -> None:
        longest = "ñ" * (rig.limits.text - 3) + "end"
        await rig.platform.deliver(Say(rig.room, plain(longest)), key())
        assert (await self.last(rig, rig.ana)).text.plain == longest

        with pytest.raises(Refused) as refused:
            await rig.platform.deliver(Say(rig.room, plain(longest + "!")), key())
        assert refused.value.why is Why.INVALID

    async def test_a_post_can_answer_a_message(self, rig: Rig) -> None:
        asked = await rig.say(rig.ana, "¿Qué significa?")
        await rig.platform.deliver(Say(rig.room, plain("Mira"), reply_to=asked), key())

        assert (await self.last(rig, rig.ben)).reply_to == asked

    async def test_a_post_that_answers_a_message_that_is_gone_is_posted_all_the_same(self, rig: Rig) -> None:
        asked = await rig.say(rig.ana, "nothing")
        await rig.delete(rig.ana, asked)
        await rig.platform.deliver(Say(rig.room, plain("Mira"), reply_to=asked), key())

        assert (await self.last(rig, rig.ben)).text == plain("Mira")

    async def test_an_edit_changes_text_and_buttons(self, rig: Rig) -> None:
        if not rig.limits.can_edit:
            pytest.skip("this platform cannot edit")
        message = await rig.platform.deliver(Say(rig.room, plain("one"), ((Button("A", "1:1"),),)), key())
        after = ((Button("B", "1:2"),),)
        await rig.platform.deliver(Edit(rig.room, message, bold("two"), after), key())

        seen = await self.last(rig, rig.ana)
        assert (seen.message, seen.text) == (message, bold("two"))
        assert [b.code for row in seen.buttons for b in row] == ["1:2"]

    async def test_an_edit_that_changes_nothing_is_done(self, rig: Rig) -> None:
        if not rig.limits.can_edit:
            pytest.skip("this platform cannot edit")
        message = await rig.platform.deliver(Say(rig.room, plain("one")), key())
        await rig.platform.deliver(Edit(rig.room, message, plain("one")), key())

        assert (await self.last(rig, rig.ana)).text == plain("one")

    @pytest.mark.parametrize("act", [Edit, React, Pin, Unpin, Delete])
    async def test_what_is_gone_is_refused_as_gone(self, rig: Rig, act: type) -> None:
        message = await rig.platform.deliver(Say(rig.room, plain("soon gone")), key())
        await rig.platform.deliver(Delete(rig.room, message), key())

        arguments = {Edit: (plain("x"),), React: (rig.limits.signs[:1],)}.get(act, ())
        with pytest.raises(Refused) as refused:
            await rig.platform.deliver(act(rig.room, message, *arguments), key())
        assert refused.value.why is Why.GONE

    async def test_a_room_that_is_not_there_is_refused(self, rig: Rig) -> None:
        with pytest.raises(Refused) as refused:
            await rig.platform.deliver(Say(Place(rig.platform.name, "999999999"), plain("x")), key())
        assert refused.value.why in (Why.GONE, Why.BLOCKED, Why.NO_RIGHT)

    async def test_our_sign_comes_and_goes(self, rig: Rig) -> None:
        if not rig.limits.can_react:
            pytest.skip("this platform has no reactions")
        message = await rig.say(rig.ana, "Compro aguacates")
        sign = rig.limits.signs[0]
        await rig.platform.deliver(React(rig.room, message, ("🦄no such sign", sign)), key())
        assert (await self.last(rig, rig.ben)).sign == sign

        await rig.platform.deliver(React(rig.room, message, ()), key())
        assert (await self.last(rig, rig.ben)).sign == ""

    async def test_a_pin_comes_and_goes(self, rig: Rig) -> None:
        if not rig.limits.can_pin:
            pytest.skip("this platform cannot pin")
        message = await rig.platform.deliver(Say(rig.room, plain("task")), key())
        await rig.platform.deliver(Pin(rig.room, message), key())
        assert [s.message for s in await rig.seen(rig.ana) if s.pinned] == [message]

        await rig.platform.deliver(Unpin(rig.room, message), key())
        assert not any(s.pinned for s in await rig.seen(rig.ana))

    async def test_the_address_of_a_message_leads_to_it(self, rig: Rig) -> None:
        message = await rig.platform.deliver(Say(rig.room, plain("task")), key())
        await rig.platform.deliver(Say(rig.room, plain("something else")), key())
        link = rig.platform.message_link(rig.room, message)

        assert await rig.follow(rig.ana, link) == message
        assert rig.platform.message_link(rig.private(rig.ana), message) == ""
        assert rig.platform.message_link(rig.room, "no-such-message") == ""
        assert rig.platform.message_link(Place("elsewhere", rig.room.id), message) == ""

    async def test_a_deleted_message_is_seen_by_nobody(self, rig: Rig) -> None:
        message = await rig.platform.deliver(Say(rig.room, plain("oops")), key())
        await rig.platform.deliver(Delete(rig.room, message), key())

        assert message not in [s.message for s in await rig.seen(rig.ana)]

    async def test_a_file_arrives_whole(self, rig: Rig) -> None:
        content = bytes(range(256)) * 40
        await rig.platform.deliver(SendFile(rig.room, "wörds año.csv", content, bold("All words")), key())

        seen = await self.last(rig, rig.ben)
        assert seen.file is not None
        assert seen.file[1] == content
        assert seen.file[0].endswith(".csv")
        assert looks(seen.text) == bold("All words")

    async def test_a_picture_is_seen_in_the_chat(self, rig: Rig) -> None:
        content = a_png(500, 900)
        await rig.platform.deliver(SendFile(rig.room, "class.png", content, plain("Tuesday A2")), key())
        seen = await self.last(rig, rig.ben)
        assert (seen.picture, seen.text, seen.file and seen.file[1]) == (True, plain("Tuesday A2"), content)

        await rig.platform.deliver(SendFile(rig.room, "words.csv", b"el pan;bread", plain("All words")), key())
        assert not (await self.last(rig, rig.ben)).picture

    async def test_the_private_chat_is_seen_by_its_person_alone(self, rig: Rig) -> None:
        await rig.open_private(rig.ana)
        await rig.platform.deliver(Say(rig.private(rig.ana), plain("for Ana")), key())

        assert (await self.last(rig, rig.ana, rig.private(rig.ana))).text == plain("for Ana")
        for place in (rig.room, rig.private(rig.ben)):
            assert plain("for Ana") not in [s.text for s in await rig.seen(rig.ben, place)]

    async def test_a_closed_private_chat_is_refused_as_blocked(self, rig: Rig) -> None:
        await rig.open_private(rig.ana)
        await rig.close_private(rig.ana)

        with pytest.raises(Refused) as refused:
            await rig.platform.deliver(Say(rig.private(rig.ana), plain("still there?")), key())
        assert refused.value.why is Why.BLOCKED

    async def test_what_is_only_for_one_person_is_seen_by_that_person_alone(self, rig: Rig) -> None:
        if not rig.limits.ephemeral:
            pytest.skip("this platform has no private messages in rooms")
        await rig.platform.deliver(Say(rig.room, plain("psst"), only_for=rig.ana), key())

        seen = await self.last(rig, rig.ana)
        assert (seen.text, seen.only_me) == (plain("psst"), True)
        for person in (rig.admin, rig.ben):
            assert plain("psst") not in [s.text for s in await rig.seen(person)]

    # Keys and broken lines

    async def test_a_repeated_key_sends_once(self, rig: Rig) -> None:
        if not rig.limits.send_key:
            pytest.skip("this platform has no keys")
        same = key()
        first = await rig.platform.deliver(Say(rig.room, plain("once")), same)
        assert await rig.platform.deliver(Say(rig.room, plain("once")), same) == first
        await rig.restart()
        assert await rig.platform.deliver(Say(rig.room, plain("once")), same) == first

        assert [s.text for s in await rig.seen(rig.ana)].count(plain("once")) == 1

    async def test_what_was_posted_is_there_after_a_restart(self, rig: Rig) -> None:
        message = await rig.platform.deliver(Say(rig.room, bold("here"), ((Button("A", "1:1"),),)), key())
        await rig.restart()
        if rig.limits.can_edit:
            await rig.platform.deliver(Edit(rig.room, message, bold("still here")), key())

        assert (await self.last(rig, rig.ana)).message == message

    async def test_what_certainly_did_not_arrive_is_to_be_tried_later(self, rig: Rig) -> None:
        cut = rig.cut_before_accept()
        if cut is None:
            pytest.skip("this rig cannot cut the line")
        same = key()
        async with cut:
            with pytest.raises(TryLater):
                await rig.platform.deliver(Say(rig.room, plain("later")), same)
        await rig.platform.deliver(Say(rig.room, plain("later")), same)

        assert [s.text for s in await rig.seen(rig.ana)].count(plain("later")) == 1

    # What happens

    async def test_a_message_is_told(self, rig: Rig) -> None:
        text = "Compré 2 *aguacates* <maduros> & una_cuchara"
        message = await rig.say(rig.ana, text)

        said = await rig.heard.message(text)
        assert (said.message, said.where, said.by.user, said.kind) == (message, rig.room, rig.ana, "text")
        assert said.by.platform == rig.platform.name
        assert said.at.utcoffset() is not None
        assert not said.by_admin
        assert not said.forwarded
        assert said.reply_chain == ()

    async def test_a_file_is_told_as_a_handle_and_fetched_within_a_limit(self, rig: Rig) -> None:
        content = bytes(range(256)) * 40
        private = rig.private(rig.admin)
        await rig.open_private(rig.admin)
        message = await rig.send_file(rig.admin, "wörds año.csv", content, where=private)

        sent = await rig.heard.one(FileSent)
        assert (sent.message, sent.where, sent.by.user) == (message, private, rig.admin)
        assert (sent.file.name.endswith(".csv"), sent.file.size) == (True, len(content))
        assert await rig.platform.fetch(sent.file, len(content)) == content
        with pytest.raises(Refused):
            await rig.platform.fetch(sent.file, len(content) - 1)

    async def test_a_file_behind_a_command_comes_with_it(self, rig: Rig) -> None:
        await rig.open_private(rig.admin)
        await rig.send_file(rig.admin, "words.csv", b"el pan;bread", "/words", rig.private(rig.admin))

        used = await rig.heard.command(rig.admin)
        assert (used.name, used.file and used.file.name) == ("words", "words.csv")
        assert used.file
        assert await rig.platform.fetch(used.file, 1000) == b"el pan;bread"

    async def test_a_file_that_is_gone_is_refused(self, rig: Rig) -> None:
        with pytest.raises(Refused):
            await rig.platform.fetch(File("words.csv", 10, "nothing-is-kept-under-this"), 1000)

    async def test_keys_are_unique(self, rig: Rig) -> None:
        for text in ("a a a", "b b b"):
            message = await rig.say(rig.ana, text)
            await rig.heard.message(text)
        await rig.edit(rig.ana, message, "c c c")
        await rig.heard.one(Edited)

        keys = [event.key for event in rig.heard.events]
        assert len(set(keys)) == len(keys)

    async def test_an_answer_to_our_post_names_it(self, rig: Rig) -> None:
        post = await rig.platform.deliver(Say(rig.room, plain("task")), key())
        await rig.say(rig.ana, "Mi frase", reply_to=post)

        said = await rig.heard.message("Mi frase")
        assert (said.reply_chain[0], said.answers_us) == (post, True)

    async def test_an_answer_to_an_answer_leads_back_to_our_post(self, rig: Rig) -> None:
        post = await rig.platform.deliver(Say(rig.room, plain("task")), key())
        first = await rig.say(rig.ana, "La frase de Ana", reply_to=post)
        await rig.say(rig.ben, "La frase de Ben", reply_to=first)

        said = await rig.heard.message("La frase de Ben")
        assert said.reply_chain[0] == first
        assert said.reply_chain[-1] == post
        assert (said.reply_to_user, said.answers_us) == (rig.ana, False)

    async def test_order_in_a_room_is_kept(self, rig: Rig) -> None:
        for number in range(8):
            await rig.say(rig.ana if number % 2 else rig.ben, f"number {number}")
        await rig.heard.message("number 7")

        told = [said.text for said in rig.heard.all(Said) if said.text.startswith("number")]
        assert told == [f"number {number}" for number in range(8)]

    async def test_an_edit_is_told(self, rig: Rig) -> None:
        post = await rig.platform.deliver(Say(rig.room, plain("task")), key())
        message = await rig.say(rig.ana, "Yo fui", reply_to=post)
        await rig.heard.message("Yo fui")
        await rig.edit(rig.ana, message, "Yo iba")

        edited = await rig.heard.one(Edited)
        assert (edited.message, edited.text, edited.by.user) == (message, "Yo iba", rig.ana)

    async def test_a_deletion_is_told(self, rig: Rig) -> None:
        if not rig.limits.sees_deletions:
            pytest.skip("this platform does not tell of deletions")
        message = await rig.say(rig.ana, "Uy no")
        await rig.heard.message("Uy no")
        await rig.delete(rig.ana, message)

        deleted = await rig.heard.one(Deleted)
        assert deleted.message == message
        assert deleted.by.user in (rig.ana, "")

    async def test_a_press_brings_its_code_back(self, rig: Rig) -> None:
        codes = ("123456789012:1", "7:42")
        rows = (
            (Button("One", codes[0], look=Look.MAIN), Button("Web", url="https://example.org/")),
            (Button("2", codes[1]),),
        )
        message = await rig.platform.deliver(Say(rig.room, plain("press"), rows), key())
        for number, code in enumerate(codes, start=1):
            await rig.press(rig.ana, message, code)

            pressed = (await rig.heard.times(Pressed, number))[-1]
            assert pressed.code == code
            assert (pressed.message, pressed.by.user, pressed.where) == (message, rig.ana, rig.room)

    async def test_labels_arrive_as_they_are(self, rig: Rig) -> None:
        label = "<b>*A* & _b_ 🔒 ¿é?"
        await rig.platform.deliver(Say(rig.room, plain("x"), ((Button(label, "1:1"),),)), key())

        assert [b.label for row in (await self.last(rig, rig.ana)).buttons for b in row] == [label]

    async def test_a_press_hands_the_answered_message_back_where_the_platform_tells(self, rig: Rig) -> None:
        theirs = await rig.say(rig.ana, "Compro pan y agua")
        ask = Say(rig.room, plain("Count me in?"), ((Button("Yes", "5:1"),),), reply_to=theirs)
        message = await rig.platform.deliver(ask, key())
        await rig.press(rig.ana, message, "5:1")

        answers = (await rig.heard.one(Pressed)).answers
        assert answers is None or (answers.message, answers.text, answers.by.user) == (
            theirs,
            "Compro pan y agua",
            rig.ana,
        )

    async def test_who_is_admin_is_told_with_each_press_and_command(self, rig: Rig) -> None:
        message = await rig.platform.deliver(Say(rig.room, plain("set up?"), ((Button("Set up", "9:1"),),)), key())
        for number, person in enumerate((rig.admin, rig.ana), start=1):
            await rig.press(person, message, "9:1")
            pressed = (await rig.heard.times(Pressed, number))[-1]
            assert pressed.by_admin == (person == rig.admin)
            await rig.command(person, "today")
            used = await rig.heard.command(person)
            assert used.by_admin == (person == rig.admin)

    async def test_a_command_is_told(self, rig: Rig) -> None:
        await rig.command(rig.ana, "today")

        used = await rig.heard.command(rig.ana)
        assert (used.name, used.where) == ("today", rig.room)

    async def test_typed_words_keep_their_lines(self, rig: Rig) -> None:
        await rig.command(rig.admin, "words", "el pan = bread\nla sal = salt")

        used = await rig.heard.command(rig.admin)
        if isinstance(used, CommandTyped):
            assert (used.name, used.rest) == ("words", "el pan = bread\nla sal = salt")

    async def test_a_room_that_gets_the_bot_is_told(self, rig: Rig) -> None:
        place = await rig.make_room("Thursday B1")

        seen = await rig.heard.one(RoomSeen, lambda room: room.where == place)
        assert (seen.title, seen.added, seen.by_admin, seen.by.user) == ("Thursday B1", True, True, rig.admin)

    async def test_who_comes_is_told(self, rig: Rig) -> None:
        person = await rig.arrive("Eve")

        assert (await rig.heard.one(Arrived, lambda a: a.by.user == person)).where == rig.room

    async def test_who_goes_is_told(self, rig: Rig) -> None:
        await rig.leave(rig.ben)

        left = await rig.heard.one(PersonLeft)
        assert (left.by.user, left.where) == (rig.ben, rig.room)

    async def test_an_opened_private_chat_is_told_with_its_payload(self, rig: Rig) -> None:
        if not rig.platform.private_link("join-7"):
            pytest.skip("this platform has no private links")
        await rig.open_private(rig.ana, "join-7")

        opened = await rig.heard.one(Reachable, lambda r: r.payload == "join-7")
        assert (opened.yes, opened.by.user, opened.where.private) == (True, rig.ana, True)

    async def test_a_closed_private_chat_is_told(self, rig: Rig) -> None:
        await rig.open_private(rig.ana)
        await rig.close_private(rig.ana)

        assert not (await rig.heard.one(Reachable, lambda r: not r.yes)).yes

    async def test_a_private_message_is_told_as_private(self, rig: Rig) -> None:
        await rig.open_private(rig.ana)
        await rig.say(rig.ana, "solo para ti", rig.private(rig.ana))

        assert (await rig.heard.message("solo para ti")).where == rig.private(rig.ana)

    # What comes again

    async def test_what_the_bot_could_not_take_is_told_again_after_a_restart(self, rig: Rig) -> None:
        rig.heard.fails = True
        await rig.say(rig.ana, "importante")
        first = await rig.heard.message("importante")
        await rig.stop()
        rig.heard.fails = False
        await rig.restart()

        told = await rig.heard.times(Said, 2, lambda said: said.text == "importante")
        assert told[1] == first

    async def test_what_was_taken_is_not_told_again(self, rig: Rig) -> None:
        await rig.say(rig.ana, "tomado")
        await rig.heard.message("tomado")
        await rig.restart()
        await rig.say(rig.ana, "después")
        await rig.heard.message("después")

        taken = [said for said in rig.heard.all(Said) if said.text == "tomado"]
        assert len({said.key for said in taken}) == 1
        assert len(taken) == 1

    # Answers

    async def test_a_popup_reaches_who_pressed_alone(self, rig: Rig) -> None:
        await self.answer_press(rig, Popup(plain("Well done, Ana")))

        assert Popup(plain("Well done, Ana")) in [self.worded(shown) for shown in await rig.shown(rig.ana)]
        assert await rig.shown(rig.ben) == []
        assert plain("Well done, Ana") not in [s.text for s in await rig.seen(rig.ben)]

    def worded(self, answer: Answer) -> Answer:
        """An answer without styles, which a pop-up may lose."""
        return Popup(plain(answer.text.plain)) if isinstance(answer, Popup) else answer

    async def test_a_private_answer_reaches_who_pressed_alone(self, rig: Rig) -> None:
        await rig.open_private(rig.ana)
        secret = plain("Your words: aguacate")
        await self.answer_press(rig, Private(secret, ((Button("Got it", "3:1"),),)))

        places = (rig.room, rig.private(rig.ana))
        mine = [s for place in places for s in await rig.seen(rig.ana, place) if s.text == secret]
        popups = [shown for shown in await rig.shown(rig.ana) if shown == Popup(secret)]
        assert len(mine) + len(popups) == 1
        assert secret not in [s.text for s in await rig.seen(rig.ben)]
        assert secret not in [s.text for s in await rig.seen(rig.admin)]

    async def test_a_link_opens_for_who_pressed_alone(self, rig: Rig) -> None:
        url = rig.platform.private_link("w1")
        if not url:
            pytest.skip("this platform has no private links")
        await self.answer_press(rig, Link(url))

        assert Link(url) in await rig.shown(rig.ana)
        assert await rig.shown(rig.ben) == []

    async def test_a_form_is_asked_and_comes_back(self, rig: Rig) -> None:
        form = Form(
            "Ask why", "4:1", (Field("question", "Your question", long=True), Field("name", "Name", required=False))
        )
        await self.answer_press(rig, form)
        shown = [answer for answer in await rig.shown(rig.ana) if isinstance(answer, Form)]
        if not shown:
            pytest.skip("this platform has no forms")

        assert shown[-1].title == "Ask why"
        await rig.send_form(rig.ana, form, {"question": "¿Por qué *iba*?\nNo sé.", "name": ""})
        sent = await rig.heard.one(FormSent)
        assert (sent.code, sent.by.user) == ("4:1", rig.ana)
        assert sent.fields["question"] == "¿Por qué *iba*?\nNo sé."

    async def answer_press(self, rig: Rig, answer: Answer) -> None:
        """Let Ana press a button that the bot answers so."""
        rig.heard.answer = lambda event: answer if isinstance(event, Pressed) else NOTHING
        message = await rig.platform.deliver(Say(rig.room, plain("For me"), ((Button("🔒", "2:1"),),)), key())
        await rig.press(rig.ana, message, "2:1")

    # Commands offered

    async def test_menus_follow_role_and_place(self, rig: Rig) -> None:
        for user, names in ((rig.admin, ("today", "post")), (rig.ana, ("today",))):
            commands = tuple((entry.name, entry.description) for entry in ENTRIES if entry.name in names)
            await rig.platform.deliver(Menu(rig.room, commands, user=user, language="en"), key())

        assert await rig.offered(rig.admin) == ["today", "post"]
        assert await rig.offered(rig.ana) == ["today"]

    async def test_what_fits_is_offered_while_typing(self, rig: Rig) -> None:
        fits = await rig.completed(rig.admin, "post", "activity", "dis")
        if fits is None:
            pytest.skip("this platform has no completion")

        assert fits == ["discussion"]
        asked = rig.offering.asked[-1]
        assert (asked.command, asked.parameter, asked.typed, asked.by.user) == ("post", "activity", "dis", rig.admin)
        assert asked.by_admin

    # Coming and going

    async def test_it_stops_when_cancelled(self, rig: Rig) -> None:
        async with asyncio.timeout(30):
            await rig.stop()

    @pytest.mark.slow
    async def test_it_stops_within_ten_seconds_though_the_bot_hangs(self, rig: Rig) -> None:
        async def hang(_: Event) -> None:
            await asyncio.Event().wait()

        rig.heard.before = hang
        await rig.say(rig.ana, "nunca")
        await rig.heard.message("nunca")

        async with asyncio.timeout(30):
            await rig.stop()

    async def test_check_finds_nothing_that_stops_a_post_and_disturbs_nobody(self, rig: Rig) -> None:
        findings = await rig.platform.check()
        await rig.say(rig.ana, "sigo aquí")
        await rig.heard.message("sigo aquí")

        assert [finding.what for finding in findings if finding.gravity is Gravity.STOPS] == []
