"""Codes that open something once: typed in the private chat, or carried by the link into it."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from bot.keys import Key, Open
from bot.phrase import Phrase
from bot.turn import Turn
from storage.invitations import Invitation

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look like others when somebody reads a code aloud."""
LENGTH = 10
_SHOWN = re.compile(rf"\s*([{LETTERS}]{{5}})[\s-]?([{LETTERS}]{{5}})\s*", re.IGNORECASE)


def make(turn: Turn, kind: str, lasts: timedelta, *, member_id: int | None = None, value: str = "") -> str:
    """A new code for the class, as people type it ("K7MPQ-2X9RT"); only its hash is kept."""
    code = _fresh()
    invitation = Invitation(
        hash="", kind=kind, class_id=turn.class_id, member_id=member_id, value=value, expires_at=turn.now + lasts
    )
    turn.records.invitations.add(code, invitation)
    return f"{code[:5]}-{code[5:]}"


def read(turn: Turn, words: str, kind: str) -> Invitation | None:
    """What somebody's words open: a code that is good still, alone or behind "kind_" as a link carries it."""
    found = _SHOWN.fullmatch(words.removeprefix(f"{kind}_"))
    if found is None:
        return None
    invitation = turn.records.invitations.of_code((found[1] + found[2]).upper(), turn.now)
    return invitation if invitation and invitation.kind == kind else None


def looks_like_one(words: str) -> bool:
    """Whether somebody meant a code, be it still good or not."""
    return _SHOWN.fullmatch(words) is not None and any(one.isdigit() for one in words)


def link(turn: Turn, platform: str, kind: str, code: str) -> str:
    """The address that carries a code into the private chat on a platform; empty where there is none."""
    return turn.house.link(platform, f"{kind}_{code}")


def key(turn: Turn, label: Phrase, payload: str) -> list[list[Key]]:
    """A button that opens the private chat; none where the platform has no such address."""
    url = turn.house.link(turn.by.platform, payload)
    return [[Open(label, url)]] if url else []


def class_payload(turn: Turn, class_id: int) -> str:
    """What a link for learners carries: it names the class to the bot and nobody else."""
    return f"join_{turn.records.notices.hash('join', str(class_id))[:20]}"


def class_of(turn: Turn, payload: str) -> int | None:
    """The class a link for learners belongs to."""
    for class_ in turn.records.classes.all():
        if class_.id and class_payload(turn, class_.id) == payload:
            return class_.id
    return None


def _fresh() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if not code.isalpha():  # one without a digit might be taken for a word
            return code
