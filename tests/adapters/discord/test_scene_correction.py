"""A correction in Discord, over its own wire: hold a message, a form that holds its text; the channel sees nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Form
from bot.text import Style
from tests.adapters.discord.lesson import joins, lesson, set_up_by_buttons, words_and_days
from tests.adapters.discord.theatre import Theatre

pytestmark = pytest.mark.slow
BETTER = {"en": "Compré dos aguacates y queso.", "es": "I bought an avocado and some cheese."}
HEAD = {
    "en": "Ben suggests one small change. Only you see this.",
    "es": "Ben te propone un cambio pequeño. Solo lo ves tú.",
}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_correction_from_hand_to_hand(tmp_path: Path, language: str) -> None:
    async with Theatre(tmp_path, kind="channel", language=language, privileged=False) as scene:
        await set_up_by_buttons(scene, counts="Replies")
        await words_and_days(scene)
        await scene.wait(hours=8)
        for name in ("Ana", "Ben"):
            await joins(scene, name)
        said = await scene.writes("Ana", lesson(scene).ana, to=scene.task())
        before = [one.text for one in scene.posts()]

        (form,) = await scene.holds("Ben", said, "Suggest a correction")
        assert isinstance(form, Form)
        assert [one.value for one in form.fields] == [lesson(scene).ana, ""]
        await scene.fills("Ben", text=BETTER[language])

        card = scene.direct("Ana")[-1]
        assert card.text.plain.startswith(HEAD[language])
        assert [span.style for span in card.text if span.style is not Style.PLAIN] == [Style.STRUCK, Style.BOLD]
        await scene.presses("Ana", "Got it", private=True)
        assert scene.t("{name} says thank you for this:", name="Ana") in scene.last("Ben")
        await scene.writes("Ana", BETTER[language], private=True)
        assert scene.last("Ana") == scene.t("That is it. Well done!")
        assert [one.text for one in scene.posts()] == before
