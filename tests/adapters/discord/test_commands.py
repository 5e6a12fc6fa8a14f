"""The bot's own commands as Discord takes them, in both languages, and set only when they have changed."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import payload
from bot import discover
from bot.command import Command
from bot.house import House
from bot.menu import described
from bot.translations import load_languages
from tests.adapters.discord.description import problems_of_request
from tests.adapters.discord.rig import DiscordRig
from tests.platform_rig import Offering


class AllOfThem(Offering):
    """What the bot really offers."""

    def described(self, command: Command, language: str) -> str:
        house: Any = House({}, {}, {}, {}, load_languages(), tongues=None)  # type: ignore[arg-type]
        return described(house, command, language)


def all_commands() -> Sequence[dict[str, Any]]:
    return payload(AllOfThem([one for activity in discover.activities() for one in activity.commands()]))


def test_discord_takes_every_command() -> None:
    assert problems_of_request("PUT", "/applications/1/commands", {}, all_commands(), multipart=False, files=()) == []


@pytest.mark.parametrize("one", all_commands(), ids=lambda one: one["name"])
def test_each_has_a_spanish_description_that_fits(one: dict[str, Any]) -> None:
    words = one.get("description_localizations") or one["name_localizations"]

    assert set(words) == {"es-ES", "es-419"}
    for said in (one.get("description", ""), *words.values()):
        assert len(said) <= 100
        assert not said.endswith("…"), "cut"


def test_commands_are_called_the_same_everywhere_and_their_options_in_spanish() -> None:
    """Sentences name commands; an option is seen only where it is filled in."""
    commands = [one for one in all_commands() if one["type"] == 1]
    assert [one["name"] for one in commands if "name_localizations" in one] == []

    for one in commands:
        for locale in ("es-ES", "es-419"):
            names = [option["name_localizations"][locale] for option in one["options"]]
            assert len(set(names)) == len(names), "one name, one option"
            assert all(re.fullmatch(r"[\w-]{1,32}", name) and name == name.lower() for name in names)
            assert not {option["name"] for option in one["options"]} & set(names), "left in English"
            assert all(option["description_localizations"][locale] for option in one["options"])
            said = [choice["name_localizations"] for option in one["options"] for choice in option.get("choices", [])]
            assert all(locale in names for names in said)


def test_learners_are_not_shown_what_is_for_teachers() -> None:
    hidden = {one["name"] for one in all_commands() if one.get("default_member_permissions")}

    assert {"setup", "post", "schedule", "people", "overview", "questions", "holiday"} <= hidden
    assert not hidden & {"today", "words", "correct", "progress", "settings", "privacy", "help"}


def test_options_are_typed() -> None:
    options = {(one["name"], option["name"]): option for one in all_commands() for option in one.get("options", [])}

    assert (options["schedule", "count"]["type"], options["schedule", "count"]["min_value"]) == (4, 1)
    assert options["schedule", "days"]["autocomplete"]
    assert options["words", "file"]["type"] == 11
    assert [one["value"] for one in options["setup", "level"]["choices"]] == ["A1", "A2", "B1", "B2", "C1", "C2"]


async def test_they_are_set_once_and_again_when_they_have_changed(tmp_path: Path) -> None:
    rig = DiscordRig(tmp_path)
    await rig.start()
    named = "PUT /applications/{application}/commands"
    assert len(rig.api.called(named)) == 1
    await rig.restart()
    assert len(rig.api.called(named)) == 1

    rig.offering.commands = rig.offering.commands[:1]
    await rig.restart()
    while len(rig.api.called(named)) == 1:
        await rig.api.gateway.heard()
    assert [one["name"] for one in rig.world.commands if one["type"] == 1] == ["today"]
    await rig.close()
