"""The README, the example of a configuration and the links of the pages are true to the program as it is."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from bot import discover
from bot.config import Config, config_model

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT_ONLY = {"key"}
"""Keys that are never written into a file."""
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md"])


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading of the README, without its head."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]


def leaves(part: BaseModel, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of a configuration with what it holds: "telegram.webhook.url"."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from leaves(value, f"{before}{name}.")
        elif name not in ENVIRONMENT_ONLY:
            yield before + name, _plain(value)


def _plain(value: Any) -> Any:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case Path():
            return str(value)
    return value


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name, value


@pytest.fixture(scope="module")
def keys() -> dict[str, Any]:
    """What may be set, with its default."""
    model: type[Config] = config_model({name: one.section for name, one in discover.platforms().items()})
    return dict(leaves(model.model_validate({})))


def test_command_table_lists_what_is_declared() -> None:
    declared = [command.name for activity in discover.activities() for command in activity().commands()]
    listed = [name[1] for cells in rows("Commands") if (name := re.match(r"`/(\w+)", cells[0]))]

    assert [name for name, times in Counter(declared).items() if times > 1] == []
    assert sorted(listed) == sorted(declared)


def test_configuration_table_lists_every_key_with_its_default(keys: dict[str, Any]) -> None:
    listed = {
        cells[0].strip("`"): tomllib.loads(f"it = {cells[1].strip('`')}")["it"] for cells in rows("Configuration")
    }

    assert {name: listed.get(name) for name in keys} == keys


def test_example_holds_every_key_with_its_default(keys: dict[str, Any]) -> None:
    example = dict(flat(tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))))

    assert {name: example.get(name) for name in keys} == keys


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
