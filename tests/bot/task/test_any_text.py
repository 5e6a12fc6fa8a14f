"""Whatever is said, edited and deleted in a room: no turn fails, and the counts stay true."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from activities.vocabulary import Vocabulary
from bot.chat import Private
from storage.contributions import Contribution
from storage.records import Records
from tests.cast import a_class
from tests.stage import Seen, Stage
from tests.tasks import post_now, with_words

WORDS = "compro queso el mercado aguacates hoy no jaja 市場で買う https://example.org 😀 \u202e شكرا 1234".split()
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*WORDS, "\ud800", "\x1e"]), max_size=6).map(" ".join),
    st.sampled_from(["El aguacate está maduro.", "Compro queso en el mercado.", "x" * 12_000]),
)
KINDS = st.sampled_from(["text"] * 6 + ["voice", "picture", "sticker"])
STEPS = st.tuples(
    st.sampled_from(["say", "say", "say", "reply", "reply", "edit", "delete", "wait"]),
    st.sampled_from(["Ana", "Ben", "Marta", "Zoe"]),
    TEXTS,
    KINDS,
    st.booleans(),
    st.integers(0, 30),
)


@settings(max_examples=20)
@example([("reply", "Ana", "compro queso \ud800 hoy \x1e pan", "text", False, 0)], "replies")
@given(st.lists(STEPS, max_size=25), st.sampled_from(["replies", "everything"]))
def test_no_turn_fails_and_counts_stay_true(steps: Sequence[Any], counts: str) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_play(Path(folder), steps, counts))


async def _play(folder: Path, steps: Sequence[Any], counts: str) -> None:
    async with Stage(folder, activities=[Vocabulary()]) as stage:
        class_ = await a_class(stage, counts=counts)
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary", 5)
        task = stage.task
        said: list[tuple[Seen, str]] = []
        never: set[str] = set()
        for step, name, text, kind, forwarded, number in steps:
            await _step(stage, (step, name, text, kind, forwarded, number), task, said, never)
            assert not any("Sorry" in one.plain for mine in stage.whispers.values() for one in mine)
            assert not isinstance(stage.answer, Private)
        await stage.wait(minutes=1)
        with stage.house.database.read() as records:
            _check(records, list(records.contributions.of_round(posted.id or 0)), never)
            count = records.taking_part.writers(posted.id or 0)
        assert task.plain.splitlines()[-1].startswith(f"{count} ha" if count else "No answers yet")
        for name in ("Ana", "Ben", "Marta", "Zoe"):
            assert not any("Sorry" in one for one in stage.private_chat(name))


async def _step(stage: Stage, step: Any, task: Seen, said: list[Any], never: set[str]) -> None:
    kind_of_step, name, text, kind, forwarded, number = step
    mine = [one for one in said if one[1] == name]
    match kind_of_step:
        case "wait":
            await stage.wait(seconds=number * 5)
        case "edit" if mine:
            await stage.edits(name, mine[number % len(mine)][0], text)
        case "delete" if mine:
            gone = mine[number % len(mine)]
            said.remove(gone)
            await stage.deletes(name, gone[0])
            never.add(gone[0].id)
        case "say" | "reply":
            target = (said[number % len(said)][0] if said and number % 2 else task) if kind_of_step == "reply" else None
            seen = await stage.says(name, text, to=target, kind=kind, forwarded=forwarded)
            if name in ("Marta", "Zoe") or forwarded or kind == "sticker":
                never.add(seen.id)
            else:
                said.append((seen, name))


def _check(records: Records, kept: list[Contribution], never: set[str]) -> None:
    messages: list[str] = []
    for one in kept:
        parts = records.contributions.parts(one)
        assert (one.sealed is None) == (one.kind != "text")
        assert len(parts) == (one.messages if one.sealed else 0)
        messages += [message for message, _ in parts] or [one.message]
        assert one.message in (messages if not parts else [message for message, _ in parts])
    assert len(messages) == len(set(messages)), "a message counts once"
    assert not never & set(messages), "deleted, forwarded, a sticker, a teacher's, a stranger's"
    learners = {member.id for member in records.people.learners(1)}
    assert {one.member_id for one in kept} <= learners
    assert records.taking_part.writers(1) == len({one.member_id for one in kept})
