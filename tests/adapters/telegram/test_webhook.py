"""The webhook's door: the secret is looked at, "taken" is said only when it is, nothing else is there."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from pydantic import ValidationError

from adapters.telegram import Section
from adapters.telegram.webhook import SECRET_HEADER, secret_of
from bot.chat import Said, Say
from bot.config import ConfigError
from bot.port import Uncertain
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.ports import free_port

pytestmark = pytest.mark.slow

UPDATE = {
    "update_id": 5,
    "message": {
        "message_id": 9, "date": 1_770_000_000, "text": "hola por aquí", "chat": {"id": 501, "type": "private"},
        "from": {"id": 501, "is_bot": False, "first_name": "Ana"},
    },
}  # fmt: skip


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[TelegramRig]:
    port = free_port()
    webhook = {"url": f"http://127.0.0.1:{port}/here", "listen": f"127.0.0.1:{port}"}
    rig = TelegramRig(tmp_path, mode="webhook", webhook=webhook)
    await rig.start()
    yield rig
    await rig.close()


async def bring(rig: TelegramRig, secret: str, path: str = "/here", update: object = UPDATE) -> int:
    address = rig.section["webhook"]["url"].replace("/here", path)
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json=update, headers={SECRET_HEADER: secret}) as answer,
    ):
        return answer.status


async def test_only_who_knows_the_secret_is_heard(rig: TelegramRig) -> None:
    secret = rig.api.webhook["secret"]
    assert [await bring(rig, wrong) for wrong in ("", "wrong", secret[:-1])] == [403] * 3
    assert await bring(rig, secret, "/elsewhere") == 404
    assert rig.heard.all(Said) == []

    assert await bring(rig, secret) == 200
    assert [said.text for said in rig.heard.all(Said)] == ["hola por aquí"]


async def test_what_cannot_be_read_is_not_brought_again(rig: TelegramRig) -> None:
    assert await bring(rig, rig.api.webhook["secret"], update={"update_id": 6, "message": {"nothing": 1}}) == 200


async def test_telegram_is_asked_for_all_we_need_and_gives_the_secret_along(rig: TelegramRig) -> None:
    (given,) = rig.api.called("setWebhook")

    assert "chat_member" in given["allowed_updates"]
    assert len(given["secret_token"]) == 64


def test_the_configured_secret_is_used_and_must_be_one_telegram_takes() -> None:
    webhook = {"url": "https://example.org/x", "secret": "my_secret-1"}
    section = Section.model_validate({"token": "1:a", "mode": "webhook", "webhook": webhook})
    assert secret_of(section) == "my_secret-1"

    with pytest.raises(ValidationError):
        Section.model_validate({"webhook": {**webhook, "secret": "with spaces"}})


async def test_an_address_telegram_does_not_take_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    rig = TelegramRig(
        tmp_path, mode="webhook", webhook={"url": "https://nowhere.invalid/x", "listen": f"127.0.0.1:{free_port()}"}
    )
    rig.api.fail("setWebhook", 400)
    with pytest.raises(ConfigError, match="webhook"):
        await rig.start()
    rig.running = None
    await rig.close()


async def test_what_happens_while_the_bot_is_not_there_is_brought_when_it_is_back(rig: TelegramRig) -> None:
    await rig.stop()
    for text in ("mientras tanto", "y otra vez"):
        await rig.say(rig.ana, text)
    await rig.restart()

    await rig.heard.message("y otra vez")
    assert [said.text for said in rig.heard.all(Said)] == ["mientras tanto", "y otra vez"]


async def test_what_is_brought_twice_has_one_key(rig: TelegramRig) -> None:
    secret = rig.api.webhook["secret"]
    assert [await bring(rig, secret), await bring(rig, secret)] == [200, 200]
    first, second = rig.heard.all(Said)
    assert first.key == second.key


async def test_a_502_on_the_way_out_keeps_nothing_from_coming_in(rig: TelegramRig) -> None:
    rig.api.fail("sendMessage", 502)
    with pytest.raises(Uncertain):
        await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.say(rig.ana, "sigo escribiendo")
    await rig.heard.message("sigo escribiendo")
