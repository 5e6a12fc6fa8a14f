"""What people write in Telegram, as the bot is told it: what counts, what is somebody else's, and what answers what."""

import pytest

from bot.chat import CommandTyped, Edited, Place, Reachable, RoomSeen, Said, Say
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.world import Json

VIA: Json = {"via_bot": {"id": 5, "is_bot": True, "first_name": "Gif", "username": "gif"}}
FORWARDED: Json = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Eve", "date": 1}}
FILE: Json = {"file_id": "f", "file_unique_id": "u"}
VOICE: Json = {"voice": {**FILE, "duration": 3}}
PHOTO: Json = {"photo": [{**FILE, "width": 9, "height": 9}]}
STICKER: Json = {
    "sticker": {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
}
VIDEO: Json = {"video": {**FILE, "width": 9, "height": 9, "duration": 2}}
DICE: Json = {"dice": {"emoji": "🎲", "value": 3}}
PAPER: Json = {"document": {**FILE, "mime_type": "application/pdf"}, "caption": "mis frases"}
SCAN: Json = {"document": {**FILE, "mime_type": "image/png"}}


async def after(rig: TelegramRig) -> list[Said]:
    """All that was said once everything so far has been taken."""
    await rig.say(rig.ben, "the end")
    await rig.heard.message("the end")
    return [said for said in rig.heard.all(Said) if said.text != "the end"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(VOICE, "voice"), (PHOTO, "picture"), (VIDEO, "picture"), (SCAN, "picture"), (STICKER, "sticker"),
     (DICE, "sticker"), (PAPER, "text")],
)  # fmt: skip
async def test_kinds(rig: TelegramRig, content: Json, kind: str) -> None:
    rig.world.say(rig.anas, rig.group, **content)

    (said,) = await after(rig)
    assert (said.kind, said.text) == (kind, content.get("caption", ""))


async def test_messages_through_other_bots_and_channels_are_no_messages(rig: TelegramRig) -> None:
    rig.world.say(rig.anas, rig.group, "un aguacate", **VIA)
    rig.world.post_from_channel(rig.group, "Noticias de hoy")
    rig.world.say_as_group(rig.group, "Bienvenidos a todos")

    assert await after(rig) == []


async def test_a_forwarded_message_is_told_as_forwarded_and_is_never_a_command(rig: TelegramRig) -> None:
    rig.world.say(rig.anas, rig.group, "/post vocabulary", **FORWARDED)

    (said,) = await after(rig)
    assert said.forwarded
    assert rig.heard.all(CommandTyped) == []


async def test_pictures_sent_together_are_one_message(rig: TelegramRig) -> None:
    for number in range(3):
        caption: Json = {"caption": "Mis fotos"} if not number else {}
        rig.world.say(rig.anas, rig.group, media_group_id="a1", **PHOTO, **caption)

    (said,) = await after(rig)
    assert said.text == "Mis fotos"


async def test_a_reply_in_a_supergroup_leads_to_the_root_after_a_restart(rig: TelegramRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    first = await rig.say(rig.ana, "uno dos tres", reply_to=post)
    await rig.heard.message("uno dos tres")
    second = await rig.say(rig.ben, "muy bien, Ana", reply_to=first)
    await rig.restart()
    await rig.say(rig.ana, "gracias a ti", reply_to=second)

    said = await rig.heard.message("gracias a ti")
    assert said.reply_chain[0] == second
    assert said.reply_chain[-1] == post


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_reply_to_a_reply_leads_back_in_a_small_group_too(rig: TelegramRig, kind: str) -> None:
    group = rig.world.group("Small", rig.marta, rig.anas, rig.bens, kind=kind)
    rig.world.set_bot(rig.marta, group, "administrator")
    room = Place("telegram", str(group.id))
    post = await rig.platform.deliver(Say(room, plain("task")), "k")
    first = await rig.say(rig.ana, "uno dos tres", room, reply_to=post)
    await rig.say(rig.ben, "cuatro cinco", room, reply_to=first)

    assert (await rig.heard.message("cuatro cinco")).reply_chain == (first, post)


async def test_in_a_topic_nothing_answers_the_topics_first_line(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, rig.anas, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    place = Place("telegram", f"{forum.id}:{topic}")
    await rig.say(rig.ana, "hola a todos", place)
    post = await rig.platform.deliver(Say(place, plain("task")), "k")
    await rig.say(rig.ana, "aquí mi frase", place, reply_to=post)

    assert (await rig.heard.message("hola a todos")).where == place
    assert (await rig.heard.message("hola a todos")).reply_chain == ()
    assert (await rig.heard.message("aquí mi frase")).reply_chain == (post,)


async def test_the_first_command_in_a_topic_shows_the_topic_as_a_room(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, rig.anas, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    place = Place("telegram", f"{forum.id}:{topic}")
    await rig.say(rig.admin, "/setup", place)
    await rig.say(rig.admin, "/setup es", place)

    await rig.heard.times(CommandTyped, 2)
    rooms = [seen for seen in rig.heard.all(RoomSeen) if seen.where == place]
    assert [(room.title, room.kind, room.added, room.by_admin) for room in rooms] == [
        ("School · Spanish A2", "topic", False, True)
    ]
    assert rig.heard.events.index(rooms[0]) < rig.heard.events.index(rig.heard.all(CommandTyped)[0])


async def test_an_edited_message_is_told_each_time(rig: TelegramRig) -> None:
    message = await rig.say(rig.ana, "Yo fui")
    await rig.edit(rig.ana, message, "Yo iba")
    await rig.edit(rig.ana, message, "Yo voy")

    edits = await rig.heard.times(Edited, 2)
    assert [edit.text for edit in edits] == ["Yo iba", "Yo voy"]
    assert len({edit.key for edit in edits}) == 2


@pytest.mark.parametrize(
    ("text", "name", "rest", "addressed"),
    [
        ("/today", "today", "", False),
        ("/Today@TertuliaTestBot", "today", "", True),
        ("/help@tertuliatestbot now", "help", "now", True),
        ("/words\nel pan = bread\nla sal", "words", "el pan = bread\nla sal", False),
    ],
)
async def test_commands(rig: TelegramRig, text: str, name: str, rest: str, addressed: bool) -> None:
    await rig.say(rig.ana, text)

    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest, typed.addressed) == (name, rest, addressed)


@pytest.mark.parametrize("text", ["/start@OtherBot", "/today@OtherBot hoy"])
async def test_another_bots_command_is_nothing_to_us(rig: TelegramRig, text: str) -> None:
    await rig.say(rig.ana, text)

    assert await after(rig) == []
    assert rig.heard.all(CommandTyped) == []


@pytest.mark.parametrize("text", ["/ hola", "//", "1/2 kilo"])
async def test_a_stroke_alone_is_no_command(rig: TelegramRig, text: str) -> None:
    await rig.say(rig.ana, text)

    assert [said.text for said in await after(rig)] == [text]


async def test_a_command_in_reply_to_the_bot_is_addressed_to_it(rig: TelegramRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "/help", reply_to=post)

    typed = await rig.heard.one(CommandTyped)
    assert (typed.addressed, typed.reply_to) == (True, post)


async def test_an_anonymous_admin_is_an_admin_without_a_name(rig: TelegramRig) -> None:
    rig.world.say_as_group(rig.group, "/setup")

    typed = await rig.heard.one(CommandTyped)
    assert (typed.by.user, typed.by_admin) == ("", True)


async def test_start_in_private_opens_the_chat_and_start_in_a_group_is_a_command(rig: TelegramRig) -> None:
    await rig.open_private(rig.ana, "join_x1")
    await rig.say(rig.admin, "/start@TertuliaTestBot hello")

    assert (await rig.heard.one(Reachable)).payload == "join_x1"
    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest, typed.addressed) == ("start", "hello", True)


@pytest.mark.parametrize("privacy", [True, False])
async def test_with_privacy_mode_on_only_commands_and_replies_are_heard(rig: TelegramRig, privacy: bool) -> None:
    rig.world.privacy = privacy
    rig.world.set_bot(rig.marta, rig.group, "member")
    await rig.restart()
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    answer = await rig.say(rig.ana, "una respuesta mía", reply_to=post)
    await rig.say(rig.ben, "respuesta a Ana", reply_to=answer)
    await rig.say(rig.ben, "charla sin más")
    await rig.say(rig.ben, "/today")

    await rig.heard.command(rig.ben)
    told = [said.text for said in rig.heard.all(Said)]
    assert told == (["una respuesta mía"] if privacy else ["una respuesta mía", "respuesta a Ana", "charla sin más"])
    assert [seen.reads_all for seen in rig.heard.all(RoomSeen)][-1] == (not privacy)


async def test_privacy_mode_that_was_switched_off_is_noticed_when_the_bot_is_added_anew(rig: TelegramRig) -> None:
    rig.world.set_bot(rig.marta, rig.group, "left")
    rig.world.privacy = False
    rig.world.set_bot(rig.marta, rig.group, "member")
    await rig.say(rig.ben, "charla sin más")

    await rig.heard.message("charla sin más")
    assert rig.heard.all(RoomSeen)[-1].reads_all


@pytest.mark.parametrize("status", ["administrator", "member"])
async def test_what_telegram_types_for_the_invitation_link_is_no_command_and_goes_where_it_may(
    rig: TelegramRig, status: str
) -> None:
    rig.world.set_bot(rig.marta, rig.group, status)
    line = await rig.say(rig.admin, "/start@TertuliaTestBot setup")
    await rig.say(rig.admin, "/today")

    assert (await rig.heard.command(rig.admin)).name == "today"
    assert len(rig.heard.all(CommandTyped)) == 1
    assert (int(line) in rig.group.messages) == (status == "member")


async def test_after_an_idle_week_telegram_counts_anew_and_nothing_is_lost(rig: TelegramRig) -> None:
    await rig.say(rig.ana, "antes")
    await rig.heard.message("antes")
    for _ in range(2):
        rig.api.polled.clear()
        rig.world.told()
        await rig.api.polled.wait()
    rig.world.count_anew()
    await rig.say(rig.ana, "después")

    assert (await rig.heard.message("después")).text == "después"
