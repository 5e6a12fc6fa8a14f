"""A whole class as plain values: every table is either carried along or left behind knowingly."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import SQLModel

from storage.moving_in import NotAClass, put_in
from storage.records import Records
from storage.whole_class import KIND, VERSION
from tests.storage.town import NOW, Town

CARRIED = {
    "class", "member", "member_account", "account", "card", "question", "schedule", "round", "contribution",
    "contribution_part", "used_card", "correction",
}  # fmt: skip
LEFT_BEHIND = {
    "room", "post", "delivery", "alarm", "occurrence",  # of the chat over there
    "inbound", "draft", "notice", "invitation", "setting",  # of that server
    "correction_opinion", "correction_report", "contribution_look",  # said of corrections and sentences, not counted
}  # fmt: skip


def test_every_table_is_carried_along_or_left_behind_knowingly() -> None:
    """Whoever adds a table says here, in storage/whole_class.py and in docs/import.md which of the two it is."""
    assert set(SQLModel.metadata.tables) == CARRIED | LEFT_BEHIND


EMPTY: dict[str, Any] = {
    "kind": KIND,
    "version": VERSION,
    "class": {"id": 1, "name": "Tuesday A2", "created_at": "2026-05-04T09:00:00+00:00"},
    **{name: [] for name in ("members", "cards", "questions", "schedules", "rounds", "contributions", "corrections")},
}
MEMBER = {"id": 1, "name": "Ana", "role": 1, "joined_at": "2026-05-04T09:00:00+00:00", "accounts": []}
CARD = {"id": 1, "position": 1, "word": "el pan"}


@pytest.mark.parametrize(
    "change",
    [
        {"class": {"name": "x"}},
        {"class": {"id": 1, "name": "x", "created_at": "yesterday"}},
        {"class": []},
        {"members": [{"name": "Ana"}]},
        {"members": [{**MEMBER, "joined_at": 7.5e300}]},
        {"members": [{**MEMBER, "accounts": [{"platform": "x"}]}]},
        {"cards": [{**CARD, "word": ["a"]}]},
        {"cards": [{**CARD, "position": "first"}]},
        {"cards": "el pan"},
        {"rounds": [{"id": 1, "activity": "vocabulary", "opened_at": None, "deadline": None}]},
        {"contributions": [{"id": 1, "round_id": 9, "member_id": 9}]},
        {"corrections": [7]},
        {"version": 2},
        {"kind": "something else"},
    ],
)
def test_a_file_that_somebody_changed_is_refused(town: Town, change: dict[str, Any]) -> None:
    with pytest.raises(NotAClass):
        put_in(town.records, {**EMPTY, **change}, NOW)


def test_the_least_there_can_be_is_a_class(town: Town) -> None:
    values = {**EMPTY, "members": [MEMBER], "cards": [CARD]}
    class_ = put_in(town.records, values, NOW, "Wednesday A2")
    assert class_.name == "Wednesday A2"
    assert [one.name for one in members(town.records, class_.id)] == ["Ana"]


def members(records: Records, class_id: int | None) -> list[Any]:
    return list(records.people.roster(class_id or 0))
