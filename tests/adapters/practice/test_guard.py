"""The room answers this machine's own browser pages and nobody else."""

import asyncio
import json
import socket
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.port import Gravity
from tests.adapters.practice.rig import PracticeRig

STRANGERS = ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "10.0.0.1", "a@localhost"]
OUTSIDE = ["/page/..%2Fpage%2Fapp.js", "/page/..%2Fserver.py", "/page/../server.py", "/page/%2e%2e/log.py"]
NONSENSE = ["nonsense", "[]", "7", "null", '{"n":1}', '{"n":1,"do":"fly"}', '{"n":[],"do":"say"}', "[" * 5000]


@pytest.mark.parametrize("host", [*STRANGERS, ""])
@pytest.mark.parametrize("path", ["/", "/page/app.js", "/socket", "/file/x", "/nowhere"])
async def test_other_host_names_are_refused(rig: PracticeRig, host: str, path: str) -> None:
    headers = {"Host": host.format(port=rig.port)}
    async with rig.session.get(rig.address.rstrip("/") + path, headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST", "[::1]:{port}"])
async def test_this_machines_names_are_welcome(rig: PracticeRig, host: str) -> None:
    async with rig.session.get(rig.address, headers={"Host": host.format(port=rig.port)}) as response:
        assert response.status == 200
        assert "text/html" in response.headers["Content-Type"]


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://localhost:{port}", "https://127.0.0.1:{port}", "http://127.0.0.1:1"],
)
async def test_other_origins_get_no_socket(rig: PracticeRig, origin: str | None) -> None:
    headers = {"Origin": origin.format(port=rig.port)} if origin else {}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await rig.session.ws_connect(f"{rig.address}socket", headers=headers)
    assert refused.value.status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_what_another_page_asks_for_is_refused(rig: PracticeRig, site: str) -> None:
    async with rig.session.get(f"{rig.address}page/app.js", headers={"Sec-Fetch-Site": site}) as response:
        assert response.status == 403


@pytest.mark.parametrize("path", ["/", "/page/style.css", "/page/icon.svg", "/nowhere"])
async def test_every_answer_is_sealed(rig: PracticeRig, path: str) -> None:
    async with rig.session.get(rig.address.rstrip("/") + path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", [*OUTSIDE, "/page/", "/file/", "/file/abc"])
async def test_only_the_page_is_served(rig: PracticeRig, path: str) -> None:
    async with rig.session.get(URL(rig.address.rstrip("/") + path, encoded=True)) as response:
        assert response.status == 404


@pytest.mark.parametrize("said", NONSENSE)
async def test_nonsense_disturbs_nobody(rig: PracticeRig, said: str) -> None:
    wire = await rig.session.ws_connect(f"{rig.address}socket", headers={"Origin": rig.address.rstrip("/")})
    for line in (said, said):
        if not wire.closed:
            await wire.send_str(line)
    await wire.close()

    await rig.say(rig.ana, "sigo aquí")
    await rig.heard.message("sigo aquí")


async def test_a_huge_line_ends_that_tab_only(rig: PracticeRig) -> None:
    wire = await rig.session.ws_connect(f"{rig.address}socket", headers={"Origin": rig.address.rstrip("/")})
    await wire.send_json({"do": "enter", "as": "ana"})
    await wire.receive()
    await wire.send_str(json.dumps({"n": 1, "do": "say", "chat": "room-1", "text": "x" * 300_000}))
    message = await wire.receive()

    assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    await wire.close()
    await rig.say(rig.ana, "sigo aquí")


async def test_it_listens_on_this_machine_only(rig: PracticeRig) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", rig.port)) != 0


async def test_a_taken_port_is_an_error_at_once(tmp_path: Path, rig: PracticeRig) -> None:
    other = PracticeRig(tmp_path / "other")
    other.port = rig.port
    other.platform = other.opened()

    with pytest.raises(OSError, match="in use"):
        await other.platform.run(other.offering, other.heard)
    await other.close()


async def test_check_knows_its_own_room_and_a_strangers_port(tmp_path: Path, rig: PracticeRig) -> None:
    assert [finding.gravity for finding in await rig.platform.check()] == [Gravity.FINE]

    async def stranger(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail ready\r\n")
        writer.close()

    other = PracticeRig(tmp_path / "other")
    assert [finding.gravity for finding in await other.platform.check()] == [Gravity.FINE]
    async with await asyncio.start_server(stranger, "127.0.0.1", other.port):
        findings = await other.platform.check()
    assert [finding.gravity for finding in findings] == [Gravity.STOPS]
    assert str(other.port) in findings[0].what
    assert not (tmp_path / "other").exists()
    await other.close()
