"""The error notebook: the corrections somebody got, by what they are about, with the sentences; their own only."""

from __future__ import annotations

from collections.abc import Sequence

from activities._card import KINDS, sentence, shown
from activities._sheet_file import table
from bot.phrase import N, Phrase, T, later, lines, strong
from bot.turn import Turn
from storage.corrections import Correction
from storage.people import Member
from storage.standing import Mark, Standing

EACH = 4
"""So many sentences, the newest, are shown for each category; the file has all."""
OTHER = T("something else")
HEAD = (
    later("day"), later("about"), later("before"), later("after"), later("because"), later("written once more"),
)  # fmt: skip


def entries(turn: Turn, member: Member) -> list[Correction]:
    """What somebody has read and not refused, as long as its words are kept, the newest first."""
    return [
        one
        for one in reversed(turn.records.corrections.received_by(member.id or 0))
        if one.standing in (Standing.SHOWN, Standing.GOT_IT) and one.mark != Mark.FINE and one.sealed is not None
    ]


def notebook(turn: Turn, found: Sequence[Correction]) -> Phrase:
    """The notebook as text: what comes most often first."""
    pages = _by_kind(turn, found)
    return lines(
        N("**Your notebook: {n} correction**", "**Your notebook: {n} corrections**", n=len(found)),
        *[part for kind, rows in pages for part in _page(turn, kind, rows)],
        T("Only you see this. Words stay 30 days, under 18 seven; press Keep under a card to keep one longer."),
    )


def _page(turn: Turn, kind: str, rows: Sequence[Correction]) -> list[Phrase]:
    head = T("{what}: {n}", what=KINDS.get(kind, OTHER), n=len(rows))
    more = len(rows) - EACH
    return [
        "",
        strong(head),
        *[T("· {sentence}", sentence=sentence(shown(turn, one), everything=True)) for one in rows[:EACH]],
        *([N("… and {n} more in the file", "… and {n} more in the file", n=more)] if more > 0 else []),
    ]


def _by_kind(turn: Turn, found: Sequence[Correction]) -> list[tuple[str, list[Correction]]]:
    """Each correction under all it is about; small things only where there is nothing bigger."""
    pages: dict[str, list[Correction]] = {}
    for one in found:
        for kind in _kinds(turn, one):
            pages.setdefault(kind, []).append(one)
    return sorted(pages.items(), key=lambda page: (not page[0], -len(page[1])))


def _kinds(turn: Turn, row: Correction) -> list[str]:
    changes = shown(turn, row).changes
    highest = max((one.level for one in changes), default=0)
    return list(dict.fromkeys(one.category if one.category in KINDS else "" for one in changes if one.level == highest))


def notebook_file(turn: Turn, found: Sequence[Correction]) -> bytes:
    """All of it as a table, one line a correction."""
    word = turn.house.languages.word
    rows = [
        [
            one.at.astimezone(turn.zone).date().isoformat(),
            ", ".join(word(KINDS.get(kind, OTHER).sentence, turn.language) for kind in _kinds(turn, one)),
            shown(turn, one).before,
            shown(turn, one).after,
            turn.records.corrections.words(one).reason,
            word(T("yes").sentence if one.taken_up_at else T("no").sentence, turn.language),
        ]
        for one in found
    ]
    return table([word(one, turn.language) for one in HEAD], rows)
