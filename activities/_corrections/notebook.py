"""The error notebook: the corrections somebody got, by what they are about, with the sentences; their own only."""

from __future__ import annotations

from collections.abc import Sequence

from activities._corrections.one_message import EVERYWHERE, as_fit
from activities._corrections.shown import BIG, KINDS, read, sentence, shown
from activities._sheet_file import table
from bot.language.changes import Change, apply
from bot.phrase import N, Phrase, T, later, lines, strong
from bot.task.keeping import KEPT_FOR, KEPT_FOR_MINORS
from bot.turn import Turn
from storage.corrections import Correction
from storage.people import Member
from storage.standing import Mark, Standing

_Page = tuple[int, str]

EACH = 4
"""So many sentences, the newest, are shown for each category; the file has all."""
AROUND = 250
"""Units for what stands above and below the pages of the notebook."""
HEADED = 80
"""Units for the head of a page, and for how many more there are."""
OTHER = T("something else")
PAGES = {
    **{(BIG, kind): label for kind, label in KINDS.items()},
    (BIG, ""): OTHER,
    (2, ""): T("short forms, words together or apart"),
    (1, ""): T("commas, capitals, accents, chat style"),
}
"""By level and category: levels are never counted together, and of small things nobody needs to know so much."""
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
    pages = _pages(turn, found)
    room = (EVERYWHERE - AROUND) // len(pages) - HEADED
    return lines(
        N("**Your notebook: {n} correction**", "**Your notebook: {n} corrections**", n=len(found)),
        *[part for page, rows in pages for part in _page(turn, PAGES[page], rows, room)],
        T(
            "Only you see this. I keep each sentence for {days} days. "
            "To keep one longer, press Got it, then Keep, under its correction.",
            days=(KEPT_FOR_MINORS if turn.class_.minors else KEPT_FOR).days,
        ),
    )


def _page(turn: Turn, label: Phrase, rows: Sequence[Correction], room: int) -> list[Phrase]:
    entries = as_fit(turn, [T("· {sentence}", sentence=sentence(shown(turn, one))) for one in rows[:EACH]], room)
    head, more = T("{what}: {n}", what=label, n=len(rows)), len(rows) - len(entries)
    if not more:
        return ["", strong(head), *entries]
    rest = N("… and {n} more in the file", "… and {n} more in the file", n=more)
    return ["", strong(head), *entries, rest if entries else N("{n} in the file", "{n} in the file", n=more)]


def _pages(turn: Turn, found: Sequence[Correction]) -> list[tuple[_Page, list[Correction]]]:
    """Each correction under all it is about; small things only where there is nothing bigger."""
    pages: dict[_Page, list[Correction]] = {}
    for one in found:
        for page in _about(read(turn, one)[1]):
            pages.setdefault(page, []).append(one)
    return sorted(pages.items(), key=lambda page: (-page[0][0], not page[0][1], -len(page[1])))


def _about(changes: Sequence[Change]) -> list[_Page]:
    highest = max((one.level for one in changes), default=BIG)
    if highest < BIG:
        return [(highest, "")]
    return list(
        dict.fromkeys((BIG, one.category if one.category in KINDS else "") for one in changes if one.level == BIG)
    )


def notebook_file(turn: Turn, found: Sequence[Correction]) -> bytes:
    """All of it as a table, one line a correction."""
    return table([turn.house.languages.word(one, turn.language) for one in HEAD], [_row(turn, one) for one in found])


def _row(turn: Turn, row: Correction) -> list[str]:
    words, changes = read(turn, row)
    pages = [turn.house.languages.render(PAGES[page], turn.language).plain for page in _about(changes)]
    return [
        row.at.astimezone(turn.zone).date().isoformat(),
        " · ".join(pages),
        words.before,
        apply(words.before, changes),
        words.reason,
        turn.house.languages.word("yes" if row.taken_up_at else "no", turn.language),
    ]
