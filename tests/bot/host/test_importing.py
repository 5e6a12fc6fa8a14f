"""What a host imports: lists for a class, and a whole class on another server, by this program or the one that runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.host import hand_over
from bot.host.importing import perform
from bot.host.trouble import trouble
from storage.classes import Class
from storage.contributions import UsedCard
from storage.corrections import Correction, Wording
from storage.records import Records
from storage.standing import Standing
from storage.vault import Vault
from storage.whole_class import take_out
from tests.cast import a_class, joined
from tests.packages import workbook
from tests.stage import KEY, Stage

PAN = "el pan;bread\nla sal;salt\n…;?\n".encode()
OTHER_KEY = bytes(reversed(range(32)))


def stage_of(folder: Path, key: bytes = KEY) -> Stage:
    folder.mkdir(exist_ok=True)
    return Stage(folder, activities=[Vocabulary(), Discussion()], key=key)


async def brought(stage: Stage, content: bytes, **request: Any) -> dict[str, Any]:
    return await perform(stage.house.engine, {"class": "Tuesday A2", **request}, content)


async def test_a_list_is_added_and_every_line_accounted_for(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await brought(stage, b"la sal = salt")
        report = await brought(stage, PAN)

        assert report == {
            "class": {"id": 1, "name": "Tuesday A2"},
            "list": "words",
            "lines": 3,
            "ready": 1,
            "added": 1,
            "doubles": [{"line": 2, "text": "la sal"}],
            "unread": [{"line": 3, "why": "there is no word at its beginning"}],
            "columns_left_out": [],
            "more_lines_than_read": False,
            "more_sheets_than_read": False,
            "dry_run": False,
        }
        with stage.house.database.read() as records:
            assert [one.word for one in records.cards.all(1)] == ["la sal", "el pan"]


async def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        report = await brought(stage, PAN, dry_run=True)
        assert (report["ready"], report["added"], report["dry_run"]) == (2, 0, True)
        with stage.house.database.read() as records:
            assert records.cards.size(1) == 0


async def test_questions_go_to_their_own_list(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        content = workbook(["Pregunta", "Inicio"], ["¿Qué comes hoy?", "Hoy como …"])
        assert (await brought(stage, content, list="questions"))["added"] == 1
        with stage.house.database.read() as records:
            assert [one.starter for one in records.questions.all(1)] == ["Hoy como …"]


@pytest.mark.parametrize(
    ("request_", "content", "told", "wrong_use"),
    [
        ({"class": "Friday"}, PAN, "There is no class “Friday”. Classes here: “Tuesday A2” (1).", True),
        ({"class": "9" * 30}, PAN, f"There is no class “{'9' * 30}”.", True),
        ({"class": ""}, PAN, "Say which class the list is for: --class NAME", True),
        ({"list": "verbs"}, PAN, "There is no list “verbs”. There is: words, questions", True),
        ({}, b"", "I see no line in that file.", False),
        ({}, b"\x89PNG\r\n\x1a\n\0\0", "I cannot read that kind of file.", False),
        ({}, b'{"kind": "tertulia class"', "This file is damaged.", False),
        ({}, b'{"kind": "tertulia class", "version": 99}', "This is no class that a Tertulia of this version", False),
        (
            {},
            b'{"kind": "tertulia class", "version": 1}',
            "This file is damaged: a part of the class is missing",
            False,
        ),
    ],
)
async def test_what_cannot_be_imported_is_told_in_a_line(
    tmp_path: Path, request_: Mapping[str, Any], content: bytes, told: str, wrong_use: bool
) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        report = await brought(stage, content, **request_)
        assert report["error"].startswith(told)
        assert report["wrong_use"] is wrong_use


async def test_a_name_of_several_classes_asks_for_a_number(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)

        def again(records: Records) -> None:
            records.classes.add(Class(name="Tuesday A2", target="es", created_at=stage.now))

        await stage.house.database.write(again)
        report = await brought(stage, PAN)
        assert report["error"] == "There are 2 classes “Tuesday A2”. Name one by its number: --class 1, 2"
        assert (await brought(stage, PAN, **{"class": "2"}))["class"]["id"] == 2


# -- a whole class ----------------------------------------------------------------------------------------------


async def lived_in(stage: Stage) -> None:
    """A class with a past: two tasks, answers to each other, a correction, somebody who left."""
    class_ = await a_class(stage, ("Ana", "Ben", "Chloe"))
    await joined(stage, class_, "Zoe", left_at=stage.now)
    await brought(stage, b"# En casa\nel pan = bread | Compro pan.\nla sal = salt\nla uva = grape\n")
    await brought(stage, "¿Qué comes hoy? | Hoy como … | pan, sal".encode(), list="questions")
    await stage.types("Marta", "/post", private=True)
    await stage.house.engine.workshop.idle()
    await posted(stage)
    hers = await stage.says("Ana", "Compro dos panes en la tienda hoy", to=stage.task)
    await stage.says("Ben", "Yo compro la sal para tu pan", to=hers)

    def corrected(records: Records) -> None:
        [mine] = records.contributions.of_member(2)
        row = Correction(
            class_id=1,
            round_id=mine.round_id,
            contribution_id=mine.id,
            author_id=2,
            giver_id=3,
            standing=Standing.GOT_IT.value,
            at=stage.now,
            taken_up_at=stage.now,
            erase_at=mine.erase_at,
        )
        records.corrections.add(row, Wording("Compro dos panes", "Compro dos panes frescos"))

    await stage.house.database.write(corrected)


async def posted(stage: Stage) -> None:
    from bot.scene import Scene
    from bot.task import life
    from bot.turn import Turn

    def post(records: Records) -> None:
        class_ = records.classes.get(1)
        turn = Turn(stage.house.house, records, stage.now, "vocabulary", Scene(class_=class_))
        activity: Any = stage.house.house.activities["vocabulary"]
        assert life.open_round(turn, activity, 2, None, stage.now)

    await stage.house.database.write(post)
    await stage.house.carrier.drain()


def exported(stage: Stage, texts_for: Vault | None = None) -> bytes:
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
        assert class_
        return json.dumps(take_out(records, class_, stage.now, texts_for)).encode()


def counted(stage: Stage) -> list[tuple[Any, ...]]:
    """All that reports are made of, without numbers of rows."""
    with stage.house.database.read() as records:
        names = {one.id: one.name for one in records.people.roster(1, gone=True)}
        words = {one.id: one.word for one in records.cards.all(1)}
        used = records.used_cards.by_contribution(1, stage.now - timedelta(days=1), stage.now + timedelta(days=1))
        return [
            (names[one.member_id], names.get(one.answers_member_id), one.at, one.words, one.target_words, one.late,
             sorted(words[card] for card in used.get(one.id or 0, ())))
            for one in records.contributions.of_class(1, stage.now - timedelta(days=1), stage.now + timedelta(days=1))
        ]  # fmt: skip


@pytest.mark.parametrize("with_texts", [True, False])
async def test_what_is_kept_stays_kept_where_its_words_go_along(tmp_path: Path, with_texts: bool) -> None:
    """Without words there is nothing to keep; what was shown to the teacher there is not asked of her here."""
    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)

        def keep(records: Records) -> None:
            [row] = records.corrections.received_by(2)
            row.kept, row.unfolded, row.only_big = True, True, True
            records.reports.note(row.id or 0, 2, stage.now)

        await stage.house.database.write(keep)
        content = exported(stage, Vault(OTHER_KEY) if with_texts else None)
    async with stage_of(tmp_path / "two", OTHER_KEY) as stage:
        await perform(stage.house.engine, {}, content)
        with stage.house.database.read() as records:
            [row] = records.corrections.received_by(2)
            assert (row.kept, bool(row.sealed)) == (with_texts, with_texts)
            assert (row.unfolded, row.only_big) == (True, True)
            assert records.reports.of([row.id]) == []


async def test_a_class_is_the_same_on_another_server(tmp_path: Path) -> None:
    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)
        content = exported(stage, Vault(OTHER_KEY))
        before = counted(stage)
    async with stage_of(tmp_path / "two", OTHER_KEY) as stage:
        report = await perform(stage.house.engine, {}, content)
        counts = {kind: report[kind] for kind in ("members", "cards", "questions", "rounds", "contributions")}
        assert counts == {"members": 5, "cards": 3, "questions": 1, "rounds": 1, "contributions": 2}
        assert report["class"] == {"id": 1, "name": "Tuesday A2"}
        assert counted(stage) == before
        assert len(before) == 2
        with stage.house.database.read() as records:
            texts = [records.contributions.text(one) for one in records.contributions.of_member(2)]
            assert texts == ["Compro dos panes en la tienda hoy"]
            [correction] = records.corrections.received_by(2)
            assert records.corrections.words(correction).after == "Compro dos panes frescos"
            [round] = records.rounds.recent(1, stage.now)
            assert round.closed_at is not None
            assert [one.word for one in records.cards.some(round.state["items"])] == ["el pan", "la sal"]
            assert not any(one.reachable for one in records.accounts.of(records.people.teachers(1)[0]))


async def test_a_word_nobody_asked_for_stays_one(tmp_path: Path) -> None:
    def unasked(records: Records) -> None:
        used = records.session.exec(select(UsedCard)).all()
        used[0].unprompted = True

    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)
        await stage.house.database.write(unasked)
        content = exported(stage, Vault(OTHER_KEY))
    async with stage_of(tmp_path / "two", OTHER_KEY) as stage:
        await perform(stage.house.engine, {}, content)
        with stage.house.database.read() as records:
            assert [one.unprompted for one in records.session.exec(select(UsedCard))].count(True) == 1


async def test_without_sentences_none_is_in_the_file(tmp_path: Path) -> None:
    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)
        content = exported(stage)
        assert b"panes" not in content
        assert '"sealed": null' in content.decode()
    async with stage_of(tmp_path / "two", OTHER_KEY) as stage:
        assert (await perform(stage.house.engine, {}, content))["contributions"] == 2
        with stage.house.database.read() as records:
            assert [records.contributions.text(one) for one in records.contributions.of_member(2)] == [""]


async def test_sentences_for_another_key_are_refused(tmp_path: Path) -> None:
    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)
        content = exported(stage, Vault(bytes(32)))
        assert b"panes" not in content
    async with stage_of(tmp_path / "two", OTHER_KEY) as stage:
        report = await perform(stage.house.engine, {}, content)
        assert report["error"].startswith("The sentences in this file are sealed for another key.")
        with stage.house.database.read() as records:
            assert records.classes.all() == []


async def test_a_class_is_not_put_in_twice_unless_by_another_name(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await lived_in(stage)
        content = exported(stage)
        assert "is here already" in (await perform(stage.house.engine, {}, content))["error"]
        report = await perform(stage.house.engine, {"class": "Copy"}, content)
        assert report["class"] == {"id": 2, "name": "Copy"}
        with stage.house.database.read() as records:
            assert len(records.contributions.of_class(2, stage.now, stage.now + timedelta(days=1))) == 2


async def test_a_class_is_tried_without_a_trace(tmp_path: Path) -> None:
    async with stage_of(tmp_path / "one") as stage:
        await lived_in(stage)
        content = exported(stage)
    async with stage_of(tmp_path / "two") as stage:
        report = await perform(stage.house.engine, {"dry_run": True}, content)
        assert (report["class"]["id"], report["cards"]) == (None, 3)
        with stage.house.database.read() as records:
            assert records.classes.all() == []
            assert records.accounts.get("paper", "u-ana") is None


# -- beside a running bot ---------------------------------------------------------------------------------------


async def test_what_is_handed_over_is_done_by_the_bot_that_runs(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        serving = asyncio.create_task(hand_over.serve(tmp_path, stage.house.take))
        request = {"class": "Tuesday A2", "list": "words"}
        report = await asyncio.to_thread(hand_over.hand_over, tmp_path, request, PAN)
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving

        assert report["added"] == 2
        assert list(hand_over.folder_in(tmp_path).iterdir()) == []
        assert hand_over.folder_in(tmp_path).stat().st_mode & 0o077 == 0


async def test_what_goes_wrong_is_reported_and_the_bot_goes_on(tmp_path: Path) -> None:
    async def perform(request: hand_over.Request, content: bytes) -> hand_over.Report:
        if request.get("bad"):
            raise RuntimeError("nobody foresaw this")
        return {"fine": len(content)}

    serving = asyncio.create_task(hand_over.serve(tmp_path, perform))
    bad = await asyncio.to_thread(hand_over.hand_over, tmp_path, {"bad": True}, b"")
    good = await asyncio.to_thread(hand_over.hand_over, tmp_path, {}, b"123")
    serving.cancel()
    assert "report it with this reference" in bad["error"]
    assert good == {"fine": 3}
    assert list(hand_over.folder_in(tmp_path).iterdir()) == []


def test_what_nobody_takes_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_over, "NOT_HEARD", 0.1)
    with pytest.raises(hand_over.NotTaken):
        hand_over.hand_over(tmp_path, {}, b"")
    assert list(hand_over.folder_in(tmp_path).iterdir()) == []


def test_the_codes_of_what_was_not_done() -> None:
    from bot.host.trouble import BAD_DATA, USAGE, Told

    assert trouble(Told("x", USAGE)) == ("x", 64)
    assert trouble(Told("x", BAD_DATA)) == ("x", 65)
