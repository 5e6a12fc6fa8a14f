"""What is longer than Telegram shows at once: over the screen, in one message; none of it is cut or left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene import ADMIN
from tests.adapters.telegram.test_scene_correction import begins
from tests.adapters.telegram.test_scene_life import a_class
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow
HELP = {"en": "In Spain lunch is at two. ", "es": "En España se come a las dos. "}


@pytest.mark.parametrize("language", HELP)
async def test_who_has_not_joined_reads_all_of_a_long_help_behind_the_link(tmp_path: Path, language: str) -> None:
    async with a_class(tmp_path) as scene:
        for person in scene.cast.values():
            person.language = language
        await scene.types(
            "Marta", f"/questions ¿Qué comes? | Hoy como … | el pan | {HELP[language] * 12}", private=True
        )
        scene.language = language
        await scene.presses("Marta", "Import {n} of {total}", private=True, n=1, total=1)
        await scene.types("Marta", "/post discussion", private=True)
        before = scene.transcript()
        scene.language = "en"
        led = await scene.presses("Ben", "Help me start")
        assert not led.get("text")
        await scene.follows("Ben", led)
        scene.language = language
        assert scene.last("Ben").count(HELP[language].strip()) == 12
        assert scene.last("Ben").endswith(scene.t("Would you like to join? Press Join under the task."))
        assert scene.transcript() == before


@pytest.mark.parametrize(("days", "left"), [(0, []), (3, ["…"])])
async def test_delete_me_reaches_all_messages_of_a_long_text(tmp_path: Path, days: int, left: list[str]) -> None:
    """What Telegram does not take away any more after two days is emptied."""
    async with Theatre(tmp_path, privacy=False) as scene:
        await begins(scene, ADMIN)
        await scene.types("Ana", ("Ayer voy al mercado con mi amigo. " * 125)[:4094], reply_to=scene.task())
        ben = scene.place("Ben", private=True)
        await scene.types("Ben", "/correct", private=True)
        while "Compr" in scene.last("Ben"):
            await scene.presses("Ben", "Another one", private=True)
        long = [one for one in scene.shown_in(ben) if not one.by and "Ayer" in one.text.plain]
        assert len(long) == 2
        await scene.wait(days=days)
        before = len(scene.shown_in(ben))
        await scene.types("Ana", "/privacy", private=True)
        for label in ("Delete me", "Delete everything"):
            await scene.presses("Ana", label, private=True)
        shown = [one.text.plain for one in scene.shown_in(ben) if not one.by]
        assert [one for one in shown if "Ayer" in one] == []
        assert [one for one in shown if one == "…"] == left
        assert "The person who wrote this has deleted it." in shown
        assert len(scene.shown_in(ben)) == before - 1 + len(left)
