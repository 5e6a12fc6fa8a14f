"""An update the library cannot read does not stop those behind it."""

import logging

import pytest

from bot.chat import Said
from tests.adapters.telegram.rig import TelegramRig


@pytest.mark.parametrize("spoilt", [{"date": "never"}, {"date": 2**62}, None, [], {}])
async def test_what_cannot_be_read_is_left_out(rig: TelegramRig, spoilt: object) -> None:
    await rig.stop()
    await rig.say(rig.ana, "antes")
    await rig.say(rig.ana, "nadie lo lee")
    await rig.say(rig.ana, "después")
    rig.world.updates[1]["message"] = spoilt
    await rig.restart()
    await rig.heard.message("después")

    assert [said.text for said in rig.heard.all(Said)] == ["antes", "después"]


async def test_alone_it_is_left_out_as_well(rig: TelegramRig) -> None:
    await rig.stop()
    await rig.say(rig.ana, "nadie lo lee")
    rig.world.updates[0]["message"] = {"date": "never"}
    await rig.restart()
    await rig.say(rig.ana, "después")
    await rig.heard.message("después")

    assert [said.text for said in rig.heard.all(Said)] == ["después"]


async def test_no_word_of_it_is_logged(rig: TelegramRig, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("telegram").setLevel(logging.DEBUG)
    await rig.stop()
    await rig.say(rig.ana, "mi secreto")
    rig.world.updates[0]["message"]["date"] = "never"
    await rig.restart()
    await rig.say(rig.ana, "después")
    await rig.heard.message("después")

    assert "secreto" not in caplog.text
