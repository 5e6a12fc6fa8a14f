"""A whole class moves in: plain values made on another server become rows of the database here."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import SQLModel

from storage.accounts import Account
from storage.classes import Class
from storage.contributions import Contribution, UsedCard
from storage.corrections import Correction
from storage.decks import Card, Question
from storage.parts import Part
from storage.people import Member
from storage.records import Records
from storage.rounds import Round
from storage.schedules import Schedule
from storage.whole_class import KIND, VERSION, Values

Row = TypeVar("Row", bound=SQLModel)

_ITEMS = ("items", "cards")
"""What the state of a round calls the rows of the list it took."""
_AGAIN = "again"


class NotAClass(Exception):
    """These values are no class that can be put in; the words are one line for the host."""


def put_in(records: Records, values: Mapping[str, Any], now: datetime, name: str = "") -> Class:
    """Make a class of plain values; its rooms are not among them, so its schedules wait.

    Raises:
        NotAClass: they are none, it is there already, or its sentences are sealed for another key.
    """
    if values.get("kind") != KIND or values.get("version") != VERSION:
        raise NotAClass("This is no class that a Tertulia of this version has exported.")
    if values.get("sealed_for") and values["sealed_for"] != records.vault.hash("key"):
        raise NotAClass(
            "The sentences in this file are sealed for another key. Export it again for this server's key, "
            "or without sentences."
        )
    try:
        return _Import(records, now).carry_out(values, name)
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        # a file somebody changed by hand may lack anything
        raise NotAClass("This file is damaged: a part of the class is missing in it.") from error


class _Import:
    """One class on its way in; the numbers of its rows there lead to their numbers here."""

    def __init__(self, records: Records, now: datetime) -> None:
        self._records = records
        self._now = now
        self._new: dict[str, dict[int, int]] = {}

    def carry_out(self, values: Mapping[str, Any], name: str) -> Class:
        class_ = self._row(Class, values["class"])
        class_.name = name or class_.name
        if any(one.created_at == class_.created_at for one in self._records.classes.named(class_.name)):
            raise NotAClass(f"The class “{class_.name}” is here already. Nothing was changed.")
        self._records.classes.add(class_)
        self._class_id = class_.id or 0
        for one in values["members"]:
            self._member(one)
        for kind, table in (("cards", Card), ("questions", Question), ("schedules", Schedule), ("rounds", Round)):
            self._rows(table, values[kind])
        for one in values["contributions"]:
            self._contribution(one)
        for one in values["corrections"]:
            # cards and answers on their way stayed where they were
            self._add("correction", one["id"], self._row(Correction, {**one, "post_id": None, "posts": []}))
        return class_

    def _add(self, kind: str, old: int, row: Any) -> None:
        self._records.session.add(row)
        self._records.session.flush()
        self._new.setdefault(kind, {})[old] = row.id

    def _here(self, kind: str, old: int | None) -> int | None:
        return None if old is None else self._new.get(kind, {}).get(old)

    def _member(self, values: Mapping[str, Any]) -> None:
        member = self._row(Member, values)
        self._add("member", values["id"], member)
        for one in values["accounts"]:
            account = self._records.accounts.get(one["platform"], one["user"])
            if account is None:
                # this bot has not been spoken to yet, whatever the other one had
                account = self._row(Account, {**one, "reachable": False})
                self._records.accounts.add(account)
            self._records.accounts.link(member, account)

    def _rows(self, table: type[SQLModel], values: Iterable[Mapping[str, Any]]) -> None:
        for one in values:
            row: Any = self._row(table, one)
            match row:
                case Schedule():
                    row.paused, row.checked_at = True, self._now
                case Round():
                    row.closed_at = row.closed_at or self._now
                    row.state = self._state(row)
            self._add(str(table.__tablename__), one["id"], row)

    def _state(self, round: Round) -> Values:
        """The state of a round with the rows of its list as they are called here."""
        state = dict(round.state)
        kind = "question" if round.activity == "discussion" else "card"
        for name in _ITEMS:
            if isinstance(state.get(name), list):
                state[name] = [new for old in state[name] if (new := self._here(kind, old))]
        if isinstance(state.get(_AGAIN), int):
            state[_AGAIN] = self._here(kind, state[_AGAIN])
        return state

    def _contribution(self, values: Mapping[str, Any]) -> None:
        row = self._row(Contribution, values)
        if self._records.whereabouts.of_message(row.platform, row.place, row.message):
            # the same class is here under another name; its messages stay that one's
            row.message = f"{row.message} of class {self._class_id}"
        self._add("contribution", values["id"], row)
        for unprompted, cards in ((False, values["cards"]), (True, values["unprompted"])):
            used = [new for old in cards if (new := self._here("card", old))]
            self._records.session.add_all(
                UsedCard(contribution_id=row.id or 0, card_id=card, unprompted=unprompted) for card in used
            )
        for number, message in enumerate(values["parts"]):
            if self._records.whereabouts.of_message(row.platform, row.place, message) is None:
                part = Part(platform=row.platform, place=row.place, message=message, number=number,
                            contribution_id=row.id or 0)  # fmt: skip
                self._records.session.add(part)
                self._records.session.flush()

    def _row(self, table: type[Row], values: Mapping[str, Any]) -> Row:
        """A row of plain values, checked against its columns; what it points to is called as it is here."""
        columns = [column for column in table.__table__.columns if column.name != "id"]  # type: ignore[attr-defined]
        given = {column.name: values[column.name] for column in columns if column.name in values}
        for column in columns:
            for key in column.foreign_keys:
                kind = key.column.table.name
                given[column.name] = self._class_id if kind == "class" else self._here(kind, given.get(column.name))
        if isinstance(given.get("sealed"), str):
            given["sealed"] = b64decode(given["sealed"], validate=True)
        return table.model_validate(given)
