"""Files in the practice room: brought by people, shown to who may see them, kept no longer than their message."""

from __future__ import annotations

import pytest

from adapters.practice.uploads import LARGEST
from bot.chat import CommandTyped, Delete, FileSent, Said, SendFile
from bot.port import Refused
from bot.text import plain
from tests.adapters.practice.rig import PracticeRig
from tests.platform_contract import key

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


async def test_a_picture_is_a_message_and_is_shown(rig: PracticeRig) -> None:
    await rig.send_file(rig.ana, "pan.png", PICTURE, "Mi pan", rig.room)

    said = await rig.heard.one(Said)
    assert (said.kind, said.text) == ("picture", "Mi pan")
    shown = next(m for m in (await rig.chair(rig.ana)).messages.values() if m.get("file"))
    assert shown["file"]["picture"]
    async with rig.session.get(rig.address.rstrip("/") + shown["file"]["href"]) as response:
        assert (response.headers["Content-Type"], await response.read()) == ("image/png", PICTURE)


async def test_a_picture_of_the_bot_is_shown(rig: PracticeRig) -> None:
    await rig.platform.deliver(SendFile(rig.room, "overview.png", PICTURE, plain("The class")), key())

    assert (await rig.seen(rig.ben))[-1].file == ("overview.png", PICTURE)
    assert [m["file"]["picture"] for m in (await rig.chair(rig.ben)).messages.values() if m.get("file")] == [True]


async def test_what_calls_itself_a_picture_but_is_none_is_a_file(rig: PracticeRig) -> None:
    await rig.send_file(rig.admin, "page.png", b"<script>alert(1)</script>", where=rig.private(rig.admin))

    await rig.heard.one(FileSent)
    seen = next(m for m in (await rig.chair(rig.admin)).messages.values() if m.get("file"))
    async with rig.session.get(rig.address.rstrip("/") + seen["file"]["href"]) as response:
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_file_is_there_after_a_restart_and_gone_with_its_message(rig: PracticeRig) -> None:
    message = await rig.send_file(rig.admin, "words.csv", b"el pan;bread", where=rig.room)
    sent = await rig.heard.one(FileSent)
    await rig.restart()
    assert await rig.platform.fetch(sent.file, 100) == b"el pan;bread"

    assert message
    await rig.delete(rig.admin, message)
    with pytest.raises(Refused):
        await rig.platform.fetch(sent.file, 100)


async def test_what_was_brought_and_never_said_is_dropped_at_the_next_start(rig: PracticeRig) -> None:
    token = (await rig.bring("words.csv", b"el pan"))["token"]
    assert (rig.folder / "practice-files" / token).exists()
    await rig.restart()
    await rig.say(rig.ana, "hola")
    assert not (rig.folder / "practice-files" / token).exists()
    assert (await (await rig.chair(rig.ana)).ask("say", chat="room-1", file=token))["declined"] == "gone"


async def test_a_file_too_large_is_declined_and_not_kept(rig: PracticeRig) -> None:
    assert await rig.bring("big.apkg", bytes(LARGEST + 1)) == {"declined": "file_too_large"}
    assert list((rig.folder / "practice-files").iterdir()) == []


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
async def test_no_other_page_brings_a_file(rig: PracticeRig, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    async with rig.session.post(f"{rig.address}file", data=b"x", headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize("token", ["..%2Fpractice.jsonl", "..%2f..%2ftertulia.db", "x" * 24, ""])
async def test_only_files_that_were_said_can_be_had(rig: PracticeRig, token: str) -> None:
    await rig.bring("words.csv", b"el pan")
    async with rig.session.get(f"{rig.address}file/{token}") as response:
        assert response.status == 404


async def test_a_typed_line_that_the_bot_took_away_leaves_its_file(rig: PracticeRig) -> None:
    message = await rig.send_file(rig.admin, "words.csv", b"el pan", "/words", rig.room)
    typed = await rig.heard.one(CommandTyped)
    assert message
    await rig.platform.deliver(Delete(rig.room, message), key())
    assert typed.file
    assert await rig.platform.fetch(typed.file, 100) == b"el pan"


async def test_a_command_in_reply_to_a_file_brings_that_file(rig: PracticeRig) -> None:
    message = await rig.send_file(rig.admin, "words.csv", b"el pan", where=rig.private(rig.admin))
    await rig.say(rig.admin, "/words", rig.private(rig.admin), reply_to=message or "")

    typed = await rig.heard.one(CommandTyped)
    assert typed.file
    assert await rig.platform.fetch(typed.file, 100) == b"el pan"
