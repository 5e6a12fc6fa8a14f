"""A correction in Telegram, over its own wire: by the link, by an asterisk, typed; the group sees nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text import Style
from tests.adapters.telegram.test_scene import (
    ADMIN,
    LESSONS,
    PRIVACY_OFF,
    PRIVACY_ON,
    added,
    posted_on_time,
    set_up_by_typed_words,
    the_rest,
    words_and_days,
)
from tests.adapters.telegram.theatre import Theatre
from tests.platform_rig import Seen

pytestmark = pytest.mark.slow
BETTER = {"en": "Compré dos aguacates y queso.", "es": "I bought an avocado and some cheese."}
HEAD = {
    "en": "Ben suggests one small change. Only you see this.",
    "es": "Ben te propone un cambio pequeño. Solo lo ves tú.",
}
STARRED = {"en": "*compré", "es": "*bought"}


async def joins(scene: Theatre, name: str) -> None:
    led = await scene.presses(name, "Join")
    await scene.follows(name, led)
    await scene.presses(name, "{name} is fine", private=True, name=name)
    for label in ("Yes, privately", "Yes"):
        await scene.presses(name, label, private=True)


async def begins(scene: Theatre, standing: str) -> Seen:
    """A task is open, and Ana has answered it."""
    await added(scene, standing)
    await set_up_by_typed_words(scene)
    await the_rest(scene, standing)
    await words_and_days(scene)
    await posted_on_time(scene, pinned=standing == ADMIN)
    for name in ("Ana", "Ben"):
        await joins(scene, name)
    return await scene.types("Ana", LESSONS[scene.language].ana, reply_to=scene.task())


def card(scene: Theatre) -> Seen:
    return [one for one in scene.shown_in(scene.place("Ana", private=True)) if not one.by][-1]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("way", ["link", "typed", "asterisk"])
async def test_a_correction_from_hand_to_hand(tmp_path: Path, way: str, language: str) -> None:
    standing = PRIVACY_ON if way == "link" else ADMIN if way == "typed" else PRIVACY_OFF
    async with Theatre(tmp_path, language=language, privacy=standing != PRIVACY_OFF) as scene:
        said = await begins(scene, standing)
        before = [one.text for one in scene.posts()]
        if way == "link":
            await scene.types("Ben", "/correct", reply_to=said)
            link = scene.posts()[-1].buttons[0][0]
            assert link.label == scene.t("Correct in private")
            await scene.opens("Ben", link.url.partition("?start=")[2])
            await scene.types("Ben", BETTER[language], private=True)
        elif way == "typed":
            line = await scene.types("Ben", f"/correct {BETTER[language]}", reply_to=said)
            assert line.text.plain == "", "the typed line is taken away"
        else:
            await scene.types("Ben", STARRED[language], reply_to=said)
            await scene.presses("Ben", "Send", private=True)

        assert card(scene).text.plain.startswith(HEAD[language])
        assert [span.style for span in card(scene).text if span.style is not Style.PLAIN] == [Style.STRUCK, Style.BOLD]
        await scene.presses("Ana", "Got it", private=True)
        assert scene.t("{name} says thank you for this:", name="Ana") in scene.last("Ben")
        await scene.types("Ana", BETTER[language], private=True)
        assert scene.last("Ana") == scene.t("That is it. Well done!")
        assert [one.text for one in scene.posts()] == before
