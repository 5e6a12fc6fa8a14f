"""All that is kept of one person, put together for that person: as a list to read and as a file."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from bot.chat import Edit, Place, Say, SendFile
from bot.envelope import open_act
from bot.turn import Turn
from storage.accounts import Account
from storage.contributions import Contribution
from storage.corrections import Correction
from storage.deliveries import Delivery
from storage.people import Member, Role

NOTE = "Everything Tertulia keeps about you. Ordinary chat is not in it, because it is never kept."


def as_file(turn: Turn, accounts: list[Account], members: list[Member]) -> bytes:
    """A JSON file that a person can read, complete over all classes and platforms."""
    everything = {
        "note": NOTE,
        "made_at": turn.now.isoformat(),
        "accounts": [_account(one) for one in accounts],
        "classes": [_membership(turn, one) for one in members],
        "messages_on_their_way_to_you": [
            _delivery(turn, one) for account in accounts for one in _private(turn, account) if one.sealed
        ],
        "questions_in_progress": [found for account in accounts if (found := _draft(turn, account))],
    }
    return json.dumps(everything, ensure_ascii=False, indent=2).encode()


def _account(account: Account) -> dict[str, Any]:
    return {
        "platform": account.platform,
        "user": account.user,
        "name": account.name,
        "language": account.language,
        "private_chat_open": account.reachable,
        "last_seen": _moment(account.seen_at),
    }


def _membership(turn: Turn, member: Member) -> dict[str, Any]:
    class_ = turn.records.classes.get(member.class_id)
    fields = {**member.model_dump(exclude={"id", "class_id"}), "role": Role(member.role).name.lower()}
    return {
        "class": class_.name if class_ else "",
        **{name: _plain(value) for name, value in fields.items()},
        "answers": _answers(turn, member),
        "corrections_you_got": [
            {**_correction(turn, one, member), "the_class_may_learn_from_it": one.shared}
            for one in turn.records.corrections.received_by(member.id or 0)
        ],
        "corrections_you_gave": [
            _correction(turn, one, member) for one in turn.records.corrections.given_by(member.id or 0)
        ],
        "corrections_you_agreed_with": [
            {"at": _moment(one.at), "reason": turn.records.opinions.reason(one)}
            for one in turn.records.opinions.of_member(member.id or 0)
        ],
        "corrections_you_showed_to_the_teacher_at": [
            _moment(one.at) for one in turn.records.reports.of_member(member.id or 0)
        ],
        "classmates_sentences_you_looked_at": [
            {"at": _moment(one.at), "you_said": one.verdict} for one in turn.records.looks.of_member(member.id or 0)
        ],
    }


def _answers(turn: Turn, member: Member) -> list[dict[str, Any]]:
    used = turn.records.used_cards.by_contribution_of(member.id or 0)
    cards = turn.records.cards.some(sorted({card for ids in used.values() for card in ids}))
    words = {card.id: card.word for card in cards}
    return [
        _contribution(turn, one, [words[card] for card in used.get(one.id or 0, []) if card in words])
        for one in turn.records.contributions.of_member(member.id or 0)
    ]


def _contribution(turn: Turn, row: Contribution, words: list[str]) -> dict[str, Any]:
    round = turn.records.rounds.get(row.round_id)
    return {
        "task": round.title if round else "",
        "at": _moment(row.at),
        "platform": row.platform,
        "kind": row.kind,
        "messages": row.messages,
        "words": row.words,
        "words_in_the_language_you_learn": row.target_words,
        "list_words_used": words,
        "late": row.late,
        "mended_by_yourself": row.self_repairs,
        "answers_a_classmate": row.answers_member_id is not None,
        "in_private": row.private,
        "text": turn.records.contributions.text(row),
        "text_is_deleted_at": _moment(row.erase_at),
    }


def _correction(turn: Turn, row: Correction, member: Member) -> dict[str, Any]:
    """That somebody else showed it to the teacher is not for this member to know."""
    report = turn.records.reports.by(row.id or 0, member.id or 0)
    words = turn.records.corrections.words(row)
    return {
        "at": _moment(row.at),
        "standing": row.standing,
        "before": words.before,
        "after": words.after,
        "kinds": [category for _, category in row.kinds],
        "reason": words.reason,
        "question": words.question,
        "answer": words.answer,
        "answered_at": _moment(row.answered_at),
        "written_by_the_author_at": _moment(row.taken_up_at),
        "shown_to_the_teacher_at": _moment(report.at if report else None),
        "teacher_says": row.mark,
        "kept_until_you_delete_it": row.kept,
        "text_is_deleted_at": _moment(row.erase_at),
    }


def _private(turn: Turn, account: Account) -> list[Delivery]:
    return list(turn.records.deliveries.to_person(account.platform, account.user))


def _delivery(turn: Turn, row: Delivery) -> dict[str, Any]:
    act = open_act(row.act, turn.records.deliveries.payload(row), Place(row.platform, row.place, private=True), "")
    text = act.text.plain if isinstance(act, Say | Edit) else act.caption.plain if isinstance(act, SendFile) else ""
    return {"kind": row.act, "state": row.state, "text": text}


def _draft(turn: Turn, account: Account) -> dict[str, Any] | None:
    draft = turn.records.drafts.get(account.platform, account.user)
    if draft is None:
        return None
    return {"about": f"{draft.activity}.{draft.action}", "gathered": turn.records.drafts.words(draft)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
