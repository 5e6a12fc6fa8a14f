"""Whoever watches the bot learns whether it lives, and sees counts only."""

import re
import socket
from contextlib import closing

import aiohttp
import pytest

from bot.health import STALE, Pulse, serving_health
from tests.ports import free_port


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pulse(seconds: Seconds) -> Pulse:
    return Pulse(seconds=seconds)


@pytest.fixture
def port() -> int:
    return free_port()


async def get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


def test_it_is_well_while_the_clock_ticks(pulse: Pulse, seconds: Seconds) -> None:
    assert pulse.well
    seconds.now += STALE
    assert not pulse.well
    pulse.ticked()
    assert pulse.well


def test_it_is_not_well_without_its_writer(seconds: Seconds) -> None:
    alive = [True]
    pulse = Pulse(alive=lambda: alive[0], seconds=seconds)
    assert pulse.well
    alive[0] = False
    assert not pulse.well


async def test_watchdog_is_answered(pulse: Pulse, seconds: Seconds, port: int) -> None:
    async with serving_health(f"127.0.0.1:{port}", pulse):
        assert await get(port, "/healthz") == (200, '{"ok": true}')
        seconds.now += STALE
        assert await get(port, "/healthz") == (503, '{"ok": false}')
        assert (await get(port, "/"))[0] == 404
    with pytest.raises(aiohttp.ClientConnectionError):
        await get(port, "/healthz")


async def test_metrics_are_told(seconds: Seconds, port: int) -> None:
    pulse = Pulse(queued=lambda: 5, deliveries=lambda: {"sent": 2, "waiting": 1}, seconds=seconds)
    for milliseconds in (1, 5, 30, 5000):
        pulse.took("Said", milliseconds / 1000)
    async with serving_health(f"127.0.0.1:{port}", pulse):
        status, text = await get(port, "/metrics")
    lines = text.splitlines()
    assert status == 200
    assert 'tertulia_deliveries{state="sent"} 2' in lines
    assert 'tertulia_deliveries{state="waiting"} 1' in lines
    assert "tertulia_queued_jobs 5" in lines
    assert 'tertulia_events_total{kind="Said"} 4' in lines
    assert "tertulia_turn_seconds_count 4" in lines
    assert "tertulia_turn_seconds_sum 5.036" in lines
    assert [line for line in lines if "_bucket" in line] == [
        'tertulia_turn_seconds_bucket{le="0.005"} 2',
        'tertulia_turn_seconds_bucket{le="0.01"} 2',
        'tertulia_turn_seconds_bucket{le="0.02"} 2',
        'tertulia_turn_seconds_bucket{le="0.05"} 3',
        'tertulia_turn_seconds_bucket{le="0.1"} 3',
        'tertulia_turn_seconds_bucket{le="0.25"} 3',
        'tertulia_turn_seconds_bucket{le="1.0"} 3',
        'tertulia_turn_seconds_bucket{le="+Inf"} 4',
    ]


def test_metrics_are_prometheus_text(pulse: Pulse) -> None:
    pulse.took("Pressed", 0.002)
    sample = re.compile(r'tertulia_[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.]+')
    lines = pulse.metrics().splitlines()
    assert [line for line in lines if not line.startswith("# ") and not sample.fullmatch(line)] == []
    told = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(told) == len(set(told)) == 6
    assert pulse.metrics().endswith("\n")


async def test_port_in_use_is_an_error(pulse: Pulse) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(OSError, match="address already in use"):
            async with serving_health(listen, pulse):
                pass


async def test_nobody_listens_where_it_is_off(pulse: Pulse) -> None:
    async with serving_health("", pulse):
        pass
