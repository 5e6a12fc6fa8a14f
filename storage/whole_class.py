"""A whole class as plain values, to be taken to another server."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from storage.classes import Class
from storage.contributions import Contribution, UsedCard
from storage.corrections import Correction
from storage.decks import Card, Question
from storage.parts import Part
from storage.records import Records
from storage.rounds import Round
from storage.schedules import Schedule
from storage.standing import UNANSWERED, Standing
from storage.vault import Vault, WrongKey

Values = dict[str, Any]

KIND = "tertulia class"
VERSION = 1


def take_out(records: Records, class_: Class, now: datetime, texts_for: Vault | None = None) -> Values:
    """The class as plain values; sentences only when `texts_for` is given, and then sealed for that key alone."""
    of_class = [select(one).where(one.class_id == class_.id) for one in (Card, Question, Schedule, Round)]
    cards, questions, schedules, rounds = (records.session.exec(query.order_by("id")).all() for query in of_class)
    members = sorted(records.people.roster(class_.id or 0, gone=True), key=lambda one: one.id or 0)
    return {
        "kind": KIND,
        "version": VERSION,
        "made_at": now.isoformat(),
        "sealed_for": texts_for.hash("key") if texts_for else "",
        "class": _plain(class_),
        "members": [
            {**_plain(one), "accounts": [_plain(account) for account in records.accounts.of(one)]} for one in members
        ],
        "cards": _all(cards),
        "questions": _all(questions),
        "schedules": _all(schedules),
        "rounds": _all(rounds),
        "contributions": _contributions(records, class_.id or 0, texts_for),
        "corrections": _corrections(records, class_.id or 0, texts_for),
    }


def _contributions(records: Records, class_id: int, texts_for: Vault | None) -> list[Values]:
    rows = records.session.exec(select(Contribution).where(Contribution.class_id == class_id)).all()
    used: dict[tuple[int, bool], list[int]] = {}
    parts: dict[int, list[str]] = {}
    of_class = select(Contribution.id).where(Contribution.class_id == class_id)
    for one in records.session.exec(select(UsedCard).where(col(UsedCard.contribution_id).in_(of_class))):
        used.setdefault((one.contribution_id, one.unprompted), []).append(one.card_id)
    query = select(Part).where(col(Part.contribution_id).in_(of_class)).order_by(col(Part.number))
    for part in records.session.exec(query):
        parts.setdefault(part.contribution_id, []).append(part.message)
    return [
        {
            **_sealed(_plain(row), row.sealed, records.vault, texts_for),
            "fingerprint": "",
            "cards": used.get((row.id or 0, False), []),
            "unprompted": used.get((row.id or 0, True), []),
            "parts": parts.get(row.id or 0, []),
        }
        for row in rows
    ]


def _corrections(records: Records, class_id: int, texts_for: Vault | None) -> list[Values]:
    """What was on its way here cannot arrive from there."""
    found = []
    for row in records.session.exec(select(Correction).where(Correction.class_id == class_id)):
        values = _sealed(_plain(row), row.sealed, records.vault, texts_for)
        if row.standing in UNANSWERED and row.standing != Standing.SHOWN:
            values = {**values, "standing": Standing.GONE.value, "sealed": None, "erase_at": None}
        if values["sealed"] is None:
            values = {**values, "kept": False}
        found.append(values)
    return found


def _sealed(values: Values, sealed: bytes | None, vault: Vault, texts_for: Vault | None) -> Values:
    if not sealed or texts_for is None:
        return {**values, "sealed": None, "erase_at": None}
    try:
        return {**values, "sealed": b64encode(texts_for.seal(vault.open(sealed))).decode()}
    except WrongKey:
        return {**values, "sealed": None, "erase_at": None}


def _all(rows: Sequence[Any]) -> list[Values]:
    return [_plain(row) for row in rows]


def _plain(row: Any) -> Values:
    """All columns of a row as JSON has them; sealed words are the caller's to add."""
    values = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    return {
        name: value.isoformat() if isinstance(value, datetime | date) else value
        for name, value in values.items()
        if not isinstance(value, bytes)
    }
