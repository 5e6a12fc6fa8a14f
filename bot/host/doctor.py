"""`tertulia doctor`: names what would stop a post, each in one line with its remedy; it only reads."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.config import Config, ConfigError
from bot.discover import Adapter
from bot.host.database_findings import database_findings
from bot.host.machine_findings import machine_findings, stops
from bot.port import Finding, Gravity, Surroundings

PLATFORM_PATIENCE = 20.0
"""Seconds a platform has to answer."""


async def examine(config: Config, adapters: Mapping[str, Adapter], now: datetime) -> list[Finding]:
    """All findings about a configuration that could be read, this machine, and the platforms there are."""
    found = [Finding(Gravity.FINE, "The configuration can be read.")]
    found += machine_findings(config, now)
    found += database_findings(config, now)
    found += await _platforms(config, adapters, now)
    return found


def as_json(findings: Iterable[Finding]) -> str:
    """The findings for other programs; the form is told in docs/doctor.md."""
    listed = [{"gravity": one.gravity.value, "what": one.what, "remedy": one.remedy} for one in findings]
    return json.dumps({"ok": not stopped(findings), "findings": listed}, ensure_ascii=False, indent=2)


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One line a finding, then one that sums up."""
    signs = {Gravity.FINE: "ok   ", Gravity.NOTE: "note ", Gravity.STOPS: "STOPS"}
    for one in findings:
        yield f"{signs[one.gravity]}  {one.what} {one.remedy}".rstrip()
    number = sum(one.gravity is Gravity.STOPS for one in findings)
    yield f"{number} of these would stop a post." if number else "Nothing here would stop a post."


def stopped(findings: Iterable[Finding]) -> bool:
    return any(one.gravity is Gravity.STOPS for one in findings)


async def _platforms(config: Config, adapters: Mapping[str, Adapter], now: datetime) -> list[Finding]:
    if not config.platforms:
        remedy = "Put a bot token into config.toml, or try it out: tertulia demo"
        return [Finding(Gravity.STOPS, "No chat platform is switched on.", remedy)]
    found: list[Finding] = []
    for name in config.platforms:
        found += await _platform(name, config, adapters[name], now)
    return found


async def _platform(name: str, config: Config, adapter: Adapter, now: datetime) -> list[Finding]:
    try:
        async with asyncio.timeout(PLATFORM_PATIENCE):
            platform = adapter.open(config.section(name), Surroundings(folder=config.data, now=lambda: now))
            return await platform.check()
    except ConfigError as error:
        return [stops(str(error))]
    except TimeoutError:
        return [Finding(Gravity.STOPS, f"{name} does not answer.", "Is this machine online? Does it need a proxy?")]
    except Exception as error:  # noqa: BLE001  whatever it is, the other findings are told too
        return [
            Finding(Gravity.STOPS, f"{name} could not be looked at ({type(error).__name__}).", "Please report this.")
        ]
