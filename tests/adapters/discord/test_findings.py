"""What the doctor finds on Discord: the invitation link, intents, missing permissions, a wrong token, no network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.discord import Section, open_platform
from bot.chat import RoomSeen
from bot.port import Finding, Gravity, Surroundings
from tests.adapters.discord.permissions import May
from tests.adapters.discord.rig import RIGHTS, DiscordRig
from tests.adapters.discord.server import TOKEN
from tests.platform_rig import utc_now
from tests.ports import free_port


def told(findings: list[Finding]) -> str:
    return "\n".join(f"{one.what} {one.remedy}" for one in findings)


def stops(findings: list[Finding]) -> list[str]:
    return [one.what for one in findings if one.gravity is Gravity.STOPS]


async def test_the_invitation_link_asks_for_exactly_the_permissions_used(rig: DiscordRig) -> None:
    findings = await rig.platform.check()
    found = re.search(r"https://discord\.com/oauth2/authorize\?(\S+)", told(findings))
    assert found
    asked = dict(part.split("=") for part in found[1].rstrip(".").split("&"))
    assert asked["client_id"] == str(rig.world.bot.id)
    assert asked["scope"] == "bot+applications.commands"
    assert May(int(asked["permissions"])) == RIGHTS
    assert stops(findings) == []


async def test_looking_opens_no_second_session_and_installs_nothing(rig: DiscordRig) -> None:
    sessions, installs = rig.api.gateway.identified, rig.world.installs
    await rig.platform.check()
    assert (rig.api.gateway.identified, rig.world.installs) == (sessions, installs)


async def test_what_cannot_be_counted_without_message_content(tmp_path: Path) -> None:
    rig = DiscordRig(tmp_path, privileged=False)
    await rig.start()
    findings = await rig.platform.check()
    assert "not counted" in told(findings)
    assert stops(findings) == []
    await rig.close()


@pytest.mark.parametrize("switched", ["content", "member_list"])
async def test_an_intent_asked_for_in_vain_stops(rig: DiscordRig, switched: str) -> None:
    setattr(rig.world, switched, False)
    assert len(stops(await rig.platform.check())) == 1


@pytest.mark.parametrize(
    ("rights", "gravity", "name"),
    [
        (May.PIN_MESSAGES, Gravity.NOTE, "Pin Messages"),
        (May.ADD_REACTIONS, Gravity.NOTE, "Add Reactions"),
        (May.SEND_MESSAGES, Gravity.STOPS, "Send Messages"),
        (May.VIEW_CHANNEL, Gravity.STOPS, "View Channel"),
    ],
)
async def test_a_missing_permission_is_named(rig: DiscordRig, rights: May, gravity: Gravity, name: str) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.forbid_bot(rig.channel, rights)
    findings = await rig.platform.check()
    assert [one.gravity for one in findings if name in one.what] == [gravity]


async def test_a_token_that_is_wrong(tmp_path: Path, rig: DiscordRig) -> None:
    section = Section.model_validate({"token": "wrong.secret.token", "api_url": rig.api.api_address})
    findings = await open_platform(section, Surroundings(tmp_path, utc_now)).check()
    assert len(stops(findings)) == 1
    assert "secret" not in told(findings)


async def test_no_network(tmp_path: Path) -> None:
    section = Section.model_validate({"token": TOKEN, "api_url": f"http://127.0.0.1:{free_port()}/api/v10"})
    findings = await open_platform(section, Surroundings(tmp_path, utc_now)).check()
    assert len(stops(findings)) == 1
    assert TOKEN not in told(findings)
