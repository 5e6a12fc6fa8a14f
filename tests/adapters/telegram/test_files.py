"""Documents people send: in private, with a command as caption or as a reply, and fetched within the limit."""

from pathlib import Path

import pytest

from bot.chat import CommandTyped, File, FileSent, Place, Said
from bot.port import Refused, TryLater, Why
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.server import TOKEN

CONTENT = b"word,translation\nel pan,bread\n"
LIMIT = 1_000_000


async def test_a_document_in_private_is_a_file(rig: TelegramRig) -> None:
    await rig.open_private(rig.admin)
    message = rig.world.send_file(rig.marta, rig.world.chats[rig.marta.id], "words 1.csv", CONTENT)

    sent = await rig.heard.one(FileSent)
    assert (sent.where, sent.message) == (rig.private(rig.admin), str(message))
    assert (sent.file.name, sent.file.size) == ("words 1.csv", len(CONTENT))
    assert await rig.platform.fetch(sent.file, LIMIT) == CONTENT


async def test_documents_sent_together_are_files_each(rig: TelegramRig) -> None:
    await rig.open_private(rig.admin)
    for name in ("one.csv", "two.csv"):
        rig.world.send_file(rig.marta, rig.world.chats[rig.marta.id], name, CONTENT, media_group_id="a1")

    assert [sent.file.name for sent in await rig.heard.times(FileSent, 2)] == ["one.csv", "two.csv"]


async def test_a_document_in_the_room_is_what_somebody_said(rig: TelegramRig) -> None:
    rig.world.send_file(rig.anas, rig.group, "homework.pdf", CONTENT, caption="Mis tres frases de hoy")

    assert (await rig.heard.one(Said)).text == "Mis tres frases de hoy"
    assert rig.heard.all(FileSent) == []


@pytest.mark.parametrize("private", [True, False])
async def test_a_command_as_the_caption_brings_its_file(rig: TelegramRig, private: bool) -> None:
    await rig.open_private(rig.admin)
    chat = rig.world.chats[rig.marta.id] if private else rig.group
    rig.world.send_file(rig.marta, chat, "words.xlsx", CONTENT, caption="/words@TertuliaTestBot")

    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest, typed.file and typed.file.name) == ("words", "", "words.xlsx")
    assert rig.heard.all(FileSent) == []


async def test_a_command_in_reply_to_a_document_brings_that_file(rig: TelegramRig) -> None:
    document = rig.world.send_file(rig.marta, rig.group, "words.tsv", CONTENT)
    await rig.command(rig.admin, "words", reply_to=str(document))

    typed = await rig.heard.one(CommandTyped)
    assert typed.file is not None
    assert await rig.platform.fetch(typed.file, LIMIT) == CONTENT


async def test_in_a_topic_the_first_line_brings_no_file(rig: TelegramRig) -> None:
    forum = rig.world.group("School", rig.marta, forum=True)
    rig.world.set_bot(rig.marta, forum, "administrator")
    topic = rig.world.topic(forum, rig.marta, "Spanish A2")
    await rig.say(rig.admin, "/words", Place("telegram", f"{forum.id}:{topic}"))

    assert (await rig.heard.one(CommandTyped)).file is None


async def test_a_larger_file_is_not_fetched(rig: TelegramRig) -> None:
    rig.world.uploads["f1"] = "documents/words.csv", CONTENT
    for size in (len(CONTENT), 0):
        with pytest.raises(Refused) as refused:
            await rig.platform.fetch(File("words.csv", size, "f1"), len(CONTENT) - 1)
        assert refused.value.why is Why.INVALID


async def test_telegrams_own_limit_is_a_refusal(rig: TelegramRig) -> None:
    rig.world.uploads["f1"] = "documents/words.csv", b"x" * (20 * 2**20 + 1)
    with pytest.raises(Refused) as refused:
        await rig.platform.fetch(File("words.csv", 0, "f1"), 50 * 2**20)
    assert refused.value.why is Why.INVALID


async def test_a_file_that_is_gone_is_a_refusal(rig: TelegramRig) -> None:
    with pytest.raises(Refused) as refused:
        await rig.platform.fetch(File("words.csv", 9, "f1"), LIMIT)
    assert refused.value.why is Why.GONE


async def test_a_broken_line_is_tried_later_and_tells_no_token(rig: TelegramRig) -> None:
    rig.world.uploads["f1"] = "documents/words.csv", CONTENT
    rig.api.fail("file", "lose")
    with pytest.raises(TryLater) as later:
        await rig.platform.fetch(File("words.csv", 9, "f1"), LIMIT)

    assert later.value.__context__ is None
    assert TOKEN not in repr(later.value)
    assert await rig.platform.fetch(File("words.csv", 9, "f1"), LIMIT) == CONTENT


async def test_a_local_server_names_a_file_on_its_own_disk(rig: TelegramRig, tmp_path: Path) -> None:
    there = tmp_path / "words.csv"
    there.write_bytes(CONTENT)
    rig.world.uploads["f1"] = str(there), CONTENT
    rig.world.uploads["f2"] = str(tmp_path / "elsewhere.csv"), CONTENT

    assert await rig.platform.fetch(File("words.csv", 9, "f1"), LIMIT) == CONTENT
    with pytest.raises(Refused) as refused:
        await rig.platform.fetch(File("words.csv", 9, "f2"), LIMIT)
    assert refused.value.why is Why.NO_RIGHT
