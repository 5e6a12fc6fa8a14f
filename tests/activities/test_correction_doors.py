"""Within one class: what is somebody's own in a correction nobody else presses, whatever button they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors import a_town

pytestmark = pytest.mark.slow
AUTHOR, GIVER, THIRD, TEACHER = "Anastasia", "Benigno", "Clotilde", "Marta"
PLAY_ALONG = {"correction", "dealing", "approving", "watching", "notebook"}
FOR_AUTHOR = frozenset(
    "correction.got_it correction.got_it_now correction.not_meant correction.why correction.just_why "
    "correction.tell_teacher correction.keep "
    "correction.show_all notebook.share".split()
)
FOR_GIVER = frozenset(
    "correction.send correction.meant correction.change correction.not_sent correction.take_back correction.say_why "
    "correction.kind correction.set_kind correction.answer correction.dont_know".split()
)
FOR_THIRD = frozenset("correction.agree correction.add_reason".split())
FOR_BOTH = frozenset(["watching.tell"])
FOR_WHOM_IT_WAS_DEALT = frozenset(  # in this class to who has corrected it
    "dealing.fine dealing.another dealing.report".split()
)
FOR_TEACHER = frozenset(
    "approving.look approving.approve approving.hold approving.approve_all watching.reported watching.latest "
    "watching.good watching.fine watching.seen dealing.unheard dealing.found_fine dealing.reported dealing.seen".split()
)
FOR_ALL = frozenset("correction.write dealing.deal notebook.show notebook.file".split())
"""What somebody has no right to there says so itself, or it is about their own."""


async def test_every_press_is_its_owner_s_alone(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        known = FOR_AUTHOR | FOR_GIVER | FOR_BOTH | FOR_THIRD | FOR_WHOM_IT_WAS_DEALT | FOR_TEACHER | FOR_ALL
        presses = {do: doing for do, doing in town.doings("press") if do.partition(".")[0] in PLAY_ALONG}
        assert set(presses) <= known, f"say for whom these are: {set(presses) - known}"
        assert known <= set(presses), f"these are gone: {known - set(presses)}"
        faults = []
        for do, doing in presses.items():
            for name in (AUTHOR, GIVER, THIRD, TEACHER):
                if name not in _owners(do):
                    event = await town.post_for(name, 1, do, town.arguments(do, doing.method))
                    before = town.state()
                    answer = await town.stage.happens(event)
                    after = town.state()
                    faults += [f"{name} presses {do}: {one}" for one in after if after[one] != before[one]]
                    town.put_back()
                    assert "error" not in repr(answer).lower()
        assert faults == []


def _owners(do: str) -> set[str]:
    for presses, names in (
        (FOR_AUTHOR, {AUTHOR}),
        (FOR_GIVER, {GIVER}),
        (FOR_BOTH, {AUTHOR, GIVER}),
        (FOR_THIRD, {THIRD, TEACHER}),
        (FOR_WHOM_IT_WAS_DEALT, {GIVER}),
        (FOR_TEACHER, {TEACHER}),
    ):
        if do in presses:
            return names
    return {AUTHOR, GIVER, THIRD, TEACHER}
