"""What the doctor finds: the invitation link, privacy mode, a webhook in the way, a wrong token, no network."""

from pathlib import Path

import pytest

from adapters.telegram import Section, open_platform
from bot.config import ConfigError
from bot.port import Finding, Gravity, Surroundings
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.server import TOKEN
from tests.platform_rig import utc_now
from tests.ports import free_port


def stops(findings: list[Finding]) -> list[str]:
    return [one.what for one in findings if one.gravity is Gravity.STOPS]


@pytest.mark.parametrize("privacy", [True, False])
async def test_the_invitation_link_and_what_privacy_mode_means(rig: TelegramRig, privacy: bool) -> None:
    rig.world.privacy = privacy
    before = len(rig.api.called("getUpdates"))
    findings = await rig.platform.check()

    told = "\n".join(f"{one.what} {one.remedy}" for one in findings)
    assert "https://t.me/TertuliaTestBot?startgroup=setup&admin=delete_messages+pin_messages" in told
    assert ("Privacy mode is on" in told) == privacy
    assert stops(findings) == []
    assert len(rig.api.called("getUpdates")) == before


async def test_a_webhook_in_the_way_of_polling(rig: TelegramRig) -> None:
    rig.api.webhook = {"url": "https://example.org/old"}
    assert any("webhook is set" in one.what for one in await rig.platform.check())
    assert rig.api.webhook, "looking changes nothing"

    await rig.restart()
    assert not rig.api.webhook
    await rig.say(rig.ana, "ya te oigo")
    await rig.heard.message("ya te oigo")


async def test_a_wrong_token_and_no_network(tmp_path: Path, rig: TelegramRig) -> None:
    for section in (
        {"token": "1:wrong", "api_url": rig.api.address},
        {"token": TOKEN, "api_url": f"http://127.0.0.1:{free_port()}"},
    ):
        platform = open_platform(Section.model_validate(section), Surroundings(tmp_path, utc_now))
        found = await platform.check()
        assert len(stops(found)) == 1
        assert TOKEN not in str(found)
        assert "wrong" not in str(found)


@pytest.mark.parametrize("proxy", ["not a proxy", "socks9://here"])
def test_a_proxy_that_is_none(tmp_path: Path, proxy: str) -> None:
    section = Section.model_validate({"token": TOKEN, "proxy": proxy})
    with pytest.raises(ConfigError, match="proxy"):
        open_platform(section, Surroundings(tmp_path, utc_now))


async def test_a_proxy_is_not_used_for_this_machine(
    tmp_path: Path, rig: TelegramRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    proxy = f"http://127.0.0.1:{free_port()}"
    section = Section.model_validate({"token": TOKEN, "api_url": rig.api.address, "proxy": proxy})

    assert stops(await open_platform(section, Surroundings(tmp_path, utc_now)).check()) == []
