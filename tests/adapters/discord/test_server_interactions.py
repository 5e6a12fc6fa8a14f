"""The local Discord's commands, buttons, menus and forms: answered once, in time, and seen by the right one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.permissions import NOTHING
from tests.adapters.discord.test_server import refused
from tests.adapters.discord.town import Town


@pytest.fixture
async def town(unused_tcp_port_factory: Any) -> AsyncIterator[Town]:
    town = Town(unused_tcp_port_factory(), content=False, members=False)
    await town.start(NOTHING)
    yield town
    await town.stop()
    assert town.api.problems == []


class Keys(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.Button(label="Join", custom_id="7:1"))
        self.add_item(discord.ui.Button(label="Web", url="https://example.org/"))


async def pressed(town: Town) -> tuple[Interaction, discord.Interaction[Any]]:
    sent = await town.channel().send("task", view=Keys())
    made = town.api.interactions.press(town.ana, town.shown(sent), "7:1")
    return made, await town.taken(made)


async def test_a_press_is_answered_to_one_person(town: Town) -> None:
    made, interaction = await pressed(town)
    await interaction.response.send_message("psst", ephemeral=True)

    assert made.shown.is_set()
    assert made.original
    assert (made.original.content, made.original.only_for) == ("psst", town.ana.id)
    assert isinstance(interaction.user, discord.Member)
    assert await refused(town.channel().fetch_message(made.original.id)) == 10008


async def test_it_is_answered_once(town: Town) -> None:
    _, interaction = await pressed(town)
    await interaction.response.defer()
    again = discord.InteractionResponse(interaction)
    assert await refused(again.defer()) == 40060


async def test_it_is_answered_within_three_seconds(town: Town) -> None:
    seconds = [0.0]
    town.world.tick = lambda: seconds[0]
    _, interaction = await pressed(town)
    seconds[0] = 3.1
    assert await refused(interaction.response.defer()) == 10062
    assert len(town.api.interactions.unanswered) == 1


async def test_a_deferred_answer_comes_as_private_as_it_was_deferred(town: Town) -> None:
    made, interaction = await pressed(town)
    await interaction.response.defer(ephemeral=True, thinking=True)
    assert not made.shown.is_set()
    await interaction.followup.send("later")

    assert made.shown.is_set()
    assert [(one.content, one.only_for) for one in made.said] == [("later", town.ana.id)]


async def test_the_token_dies_after_a_quarter_of_an_hour(town: Town) -> None:
    _, interaction = await pressed(town)
    await interaction.response.defer()
    town.at += timedelta(minutes=14)
    await interaction.followup.send("in time", ephemeral=True)
    town.at += timedelta(minutes=1)
    assert await refused(interaction.followup.send("too late")) == 50027


class Ask(discord.ui.Modal, title="Ask why"):
    question: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Your question", max_length=300)


async def test_a_form_is_filled_and_comes_back(town: Town) -> None:
    made, interaction = await pressed(town)
    await interaction.response.send_modal(Ask(custom_id="4:1"))
    sent = town.api.interactions.send_form(made, {"Your question": "¿Por qué?"})
    taken = await town.taken(sent)

    assert taken.type is discord.InteractionType.modal_submit
    assert taken.data
    assert "¿Por qué?" in str(taken.data)
    await taken.response.edit_message(content="asked", view=None)
    assert made.on
    assert (made.on.content, made.on.components) == ("asked", [])


async def installed(town: Town) -> None:
    tree = discord.app_commands.CommandTree(town.client)

    @tree.command(name="words", description="Words")
    @discord.app_commands.autocomplete(lines=_complete)
    async def words(
        interaction: discord.Interaction[Any], lines: str = "", file: discord.Attachment | None = None
    ) -> None: ...

    @tree.context_menu(name="Suggest a correction")
    async def suggest(interaction: discord.Interaction[Any], message: discord.Message) -> None: ...

    await tree.sync()


async def _complete(interaction: discord.Interaction[Any], typed: str) -> list[discord.app_commands.Choice[str]]:
    return [discord.app_commands.Choice(name=typed + "!", value=typed)]


async def test_a_command_brings_its_options_without_line_breaks(town: Town) -> None:
    await installed(town)
    content = b"pan = bread"
    made = town.api.interactions.use(
        town.ana, town.room, "words", {"lines": "pan\nsal", "file": ("words.csv", content)}
    )
    interaction = await town.taken(made)
    namespace: Any = interaction.namespace

    assert namespace.lines == "pan sal"
    assert await namespace.file.read() == content
    await interaction.response.send_message("for all")
    assert made.original
    assert made.original.only_for == 0


async def test_what_fits_is_completed(town: Town) -> None:
    await installed(town)
    made = town.api.interactions.typing(town.ana, town.room, "words", "lines", "pa")
    async with asyncio.timeout(30):
        await made.shown.wait()

    assert [one["name"] for one in made.choices] == ["pa!"]


async def test_a_menus_command_brings_the_message_with_its_words(town: Town) -> None:
    await installed(town)
    theirs = town.api.people.say(town.ana, town.room, "Yo fui al mercado")
    interaction = await town.taken(town.api.interactions.use_on(town.ana, theirs, "Suggest a correction"))
    messages: Any = interaction.data

    assert messages["resolved"]["messages"][str(theirs.id)]["content"] == "Yo fui al mercado"
    await interaction.response.defer(ephemeral=True)


async def test_the_context_of_direct_messages(town: Town) -> None:
    await installed(town)
    interaction = await town.taken(town.api.interactions.use(town.ana, town.world.direct(town.ana), "words"))

    assert isinstance(interaction.user, discord.User)
    assert interaction.guild is None
    await interaction.response.send_message("here")
