"""Where the bot's rights are single permissions of a room, each is told once with the name people know it by."""

from __future__ import annotations

from pathlib import Path

from activities.help import Help
from activities.setup import Setup
from activities.vocabulary import Vocabulary
from bot.chat import Private
from bot.port import Limits
from tests.cast import a_class
from tests.stage import Paper, Stage

LIMITS = Limits(
    ephemeral=True, forms=True, permissions=True, reads_as_admin=False, send_key=True, room_sends_per_second=1e6,
    sends_per_second=1e6, room_sends_per_minute=10**6,
)  # fmt: skip


def stage_of(tmp_path: Path) -> Stage:
    return Stage(tmp_path, activities=[Setup(), Help(), Vocabulary()], paper=Paper(limits=LIMITS))


async def test_a_missing_permission_is_told_once_by_its_name(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.add_bot(may_pin=False, may_delete=False)
        await stage.add_bot(may_pin=False, may_delete=False)

        (told,) = [line for line in stage.private_chat("Marta") if "Something is missing" in line]
        assert "Please allow me Pin Messages in that channel's permissions." in told
        assert "delete" not in told
        assert "admin" not in told


async def test_help_says_what_is_not_counted_here(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.add_bot(reads_all=False)
        answer = await stage.types("Marta", "/help", addressed=True)

        assert isinstance(answer, Private)
        assert "Answers between learners are not counted." in answer.text.plain
        assert "Write or Count this" in answer.text.plain


async def test_who_wants_everything_counted_hears_what_stands_against_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.add_bot(reads_all=False)
        await stage.types("Marta", "/setup")
        await stage.presses("Marta", "What counts")
        answer = await stage.presses("Marta", "Everything")

        assert isinstance(answer, Private)
        assert "The person who runs me can change that." in answer.text.plain
        assert "admin" not in answer.text.plain
