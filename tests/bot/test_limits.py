"""What a platform says it cannot do is never asked of it, and people still get their answers."""

from __future__ import annotations

from pathlib import Path

from activities.settings import Settings
from activities.vocabulary import Vocabulary
from bot.chat import Act, Edit, Pin, React
from bot.port import Limits
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import post_now, with_words


class Typewriter(Paper):
    """What stands on it stands."""

    def __init__(self) -> None:
        limits = Limits(
            can_edit=False, can_react=False, can_pin=False, send_key=True, sends_per_second=1e6,
            room_sends_per_second=1e6, room_sends_per_minute=10**6,
        )  # fmt: skip
        super().__init__(limits=limits)
        self.impossible: list[str] = []

    async def deliver(self, act: Act, key: str) -> str:
        if isinstance(act, Edit | React | Pin):
            self.impossible.append(type(act).__name__)
        return await super().deliver(act, key)


async def test_a_task_lives_where_nothing_can_be_changed(tmp_path: Path) -> None:
    typewriter = Typewriter()
    async with Stage(tmp_path, activities=[Vocabulary(), Settings()], paper=typewriter) as stage:
        await with_words(stage, await a_class(stage))
        await post_now(stage, "vocabulary")
        await stage.says("Ana", "El aguacate está en el mercado.", to=stage.task)
        await stage.wait(minutes=5)
        await stage.jump("close")
        assert any("1 person wrote" in one.plain for one in stage.posts())
        assert typewriter.impossible == []


async def test_what_a_private_button_answers_is_a_message_of_its_own(tmp_path: Path) -> None:
    typewriter = Typewriter()
    async with Stage(tmp_path, activities=[Vocabulary(), Settings()], paper=typewriter) as stage:
        await a_class(stage)
        await stage.types("Ana", "/settings", private=True)
        await stage.presses("Ana", "My name", private=True)
        await stage.says("Ana", "Anita", private=True)
        assert "Anita" in stage.told("Ana")
        assert len(stage.private_chat("Ana")) == 5
        assert typewriter.impossible == []
