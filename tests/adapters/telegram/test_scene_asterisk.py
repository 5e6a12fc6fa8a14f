"""The asterisk in Telegram: to oneself in every way people type it; offered to who never pressed START."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene_card import two_learners
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow


def kept(scene: Theatre) -> list[tuple[str, int]]:
    """The texts of the task's contributions, with the self-repairs counted for each."""
    with scene.house.database.read() as records:
        found = records.contributions.of_round(1)
        return [(records.contributions.text(one), one.self_repairs) for one in found]


@pytest.mark.parametrize("kind", ["group", "supergroup", "topic"])
@pytest.mark.parametrize("under", ["nothing", "the task", "one's own"])
async def test_to_oneself(tmp_path: Path, kind: str, under: str) -> None:
    async with two_learners(tmp_path, kind) as (scene, said):
        before = kept(scene)
        await scene.types("Ben", "Qué bien, Ana, yo también.", reply_to=said)
        answered = {"nothing": None, "the task": scene.task(), "one's own": said}[under]
        await scene.types("Ana", "*fui al mercado", reply_to=answered)
        mended = [(text, repairs) for text, repairs in kept(scene) if repairs]
        assert mended == [("Ayer yo fui al mercado 🎉 con Ana.", 1)]
        assert len(kept(scene)) == len(before) + 1, "Ben's answer, and no asterisk"


async def test_an_offer_for_who_never_pressed_start_waits_under_for_me(tmp_path: Path) -> None:
    async with two_learners(tmp_path) as (scene, said):
        await scene.presses("Chloe", "Join")
        before = scene.transcript()
        line = await scene.types("Chloe", "*fui", reply_to=said)
        assert scene.transcript() == f"{before}\nChloe: {line.text.plain}"
        led = await scene.presses("Chloe", "🔒 For me")
        await scene.follows("Chloe", led)
        desk = scene.transcript(scene.place("Chloe", private=True))
        assert "Shall I send this to Ana? The class does not see it." in desk
        await scene.presses("Chloe", "Send", private=True)
        assert "Chloe suggests one small change." in scene.last("Ana")


@pytest.mark.parametrize("kind", ["supergroup", "topic"])
async def test_correct_that_answers_nothing_deals_a_sentence_in_private(tmp_path: Path, kind: str) -> None:
    async with two_learners(tmp_path, kind) as (scene, _):
        before = scene.transcript()
        await scene.types("Ben", "/correct")
        assert scene.transcript() == before
        assert scene.last("Ben").startswith("Ana wrote:")
