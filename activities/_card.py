"""The card: what a classmate suggests, as its author reads it, and the buttons under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from activities._marking import cut, excerpt, first, groups
from bot.chat import Look
from bot.keys import Key, Keys, Press, grid
from bot.language.changes import Change, apply, rewritten
from bot.phrase import N, Phrase, T, lines, listing
from bot.text import plain
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction, Wording
from storage.people import Corrections, Member
from storage.standing import Mark, Passing, Standing

KINDS = {
    "spelling": T("spelling"),
    "small words": T("small words"),
    "verb": T("verb"),
    "word form": T("word form"),
    "word choice": T("word choice"),
    "word order": T("word order"),
    "punctuation": T("punctuation"),
    "capitals": T("capital letters"),
}
ROOM = 900
"""Characters for all that people said; with the sentence it fits into one message everywhere."""
NAMED = 40
"""Of these for a line that only names somebody."""
ROOM_FOR_A_LIST = 3000
"""Characters of a list of cards, so that one message holds it everywhere."""
BIG = 3
"""Level of what *Only big mistakes* lets through."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a correction its author is shown: all that passes, and what of it comes first."""

    before: str
    changes: list[Change]
    first: list[Change]
    rewrite: bool

    @property
    def after(self) -> str:
        return apply(self.before, self.changes)

    def many(self, changes: Sequence[Change]) -> int:
        """How many changes these are to who reads them."""
        return len(groups(self.before, changes))


def changes_of(words: Wording) -> list[Change]:
    return [Change(*one) for one in words.changes]


def as_rows(changes: Sequence[Change]) -> list[tuple[int, int, str, int, str]]:
    return [(one.start, one.end, one.replacement, one.level, one.category) for one in changes]


def wants(author: Member) -> bool:
    """Whether somebody wants classmates to help."""
    return author.left_at is None and author.corrections != Corrections.NOT_NOW


def passing(changes: Sequence[Change], author: Member) -> list[Change]:
    """Those the author wants to see."""
    return [one for one in changes if one.level >= BIG or author.corrections != Corrections.BIG]


def read(turn: Turn, row: Correction) -> tuple[Wording, list[Change]]:
    """Its words, and of its changes what its author wants to see; all of what was read before they wanted less."""
    words = turn.records.corrections.words(row)
    author = turn.records.people.get(row.author_id)
    found = changes_of(words)
    return words, passing(found, author) or found if author else found


def shown(turn: Turn, row: Correction) -> Shown:
    words, found = read(turn, row)
    return Shown(words.before, found, first(words.before, found, focus(turn)), rewritten(words.before, found))


def focus(turn: Turn) -> list[str]:
    """The categories the class works on now."""
    class_ = turn.class_
    over = class_.focus_until is not None and class_.focus_until < turn.today
    return [] if over else [one for one in class_.focus.split(",") if one]


def sentence(found: Shown, *, everything: bool = False) -> Phrase:
    """The author's words with the changes in them, or before and after where there are too many."""
    if found.rewrite:
        before, after = (one if everything else cut(one) for one in (found.before, found.after))
        return lines(T("Before: {text}", text=plain(before)), T("After: {text}", text=plain(after)))
    return excerpt(found.before, found.changes if everything else found.first)


def kinds(changes: Sequence[Change]) -> Phrase | None:
    """What the changes are about, as far as it is sure."""
    named = list(dict.fromkeys(one.category for one in changes if one.category in KINDS))
    return T("About: {what}", what=listing([KINDS[one] for one in named])) if named else None


def card(turn: Turn, row: Correction, *, everything: bool = False) -> tuple[Phrase, Keys]:
    """The card as it stands now. `everything`: all changes, not only those that come first."""
    found = shown(turn, row)
    visible = found.changes if everything or found.rewrite else found.first
    short = not everything and found.rewrite and (cut(found.before), cut(found.after)) != (found.before, found.after)
    phrase = lines(
        _head(turn, row, found),
        "",
        sentence(found, everything=everything),
        None if found.rewrite else kinds(visible),
        *_as_fits(_said(turn, row)),
        _more(found, visible),
        _state(row),
        T("The class may see this sentence, without your name.") if row.shared else None,
    )
    return phrase, _keys(row, more=short or len(visible) < len(found.changes), may_share=not turn.class_.minors)


def called(turn: Turn, member_id: int | None) -> Phrase:
    """A member's name, as long as they are known."""
    member = turn.records.people.get(member_id) if member_id else None
    return member.name if member else T("A classmate")


def within(name: Phrase) -> Phrase:
    """The same in the middle of a sentence."""
    return name if isinstance(name, str) else T("a classmate")


def writer(turn: Turn, row: Contribution | None) -> Phrase:
    """Who wrote a sentence, as classmates may know it: under 18 what the bot posted for somebody has no name."""
    if row is None or (turn.class_.minors and row.post_id):
        return T("A classmate")
    return called(turn, row.member_id)


def author(turn: Turn, row: Correction) -> Phrase:
    """The same of a correction: what its giver may call who wrote the sentence."""
    about = turn.records.contributions.get(row.contribution_id) if row.contribution_id else None
    return called(turn, row.author_id) if about is None and not turn.class_.minors else writer(turn, about)


def _head(turn: Turn, row: Correction, found: Shown) -> Phrase:
    name = called(turn, row.giver_id)
    if found.rewrite:
        return T("{name} suggests another way to say it. Only you see this.", name=name)
    return N(
        "{name} suggests one small change. Only you see this.",
        "{name} suggests {n} small changes. Only you see this.",
        n=found.many(found.changes),
        name=name,
    )


def as_fit(turn: Turn, entries: Sequence[Phrase]) -> Sequence[Phrase]:
    """The first of these, as many as one message holds; of one that is longer itself nothing is left out."""
    left = ROOM_FOR_A_LIST
    for number, entry in enumerate(entries):
        left -= len(turn.house.languages.render(entry, turn.language).plain)
        if left < 0:
            return entries[: max(1, number)]
    return entries


def _as_fits(said: Iterable[tuple[Phrase, int]]) -> Iterator[Phrase]:
    """As much of what was said as leaves room for the sentence; each was told by itself as well."""
    left = ROOM
    for phrase, length in said:
        left -= length
        if left >= 0:
            yield phrase


def _said(turn: Turn, row: Correction) -> Iterator[tuple[Phrase, int]]:
    """What people said of it, each with its length, the teacher's word first."""
    words = turn.records.corrections.words(row)
    giver = called(turn, row.giver_id)
    if row.mark == Mark.GOOD:
        yield T("Your teacher says: a good correction."), 0
    if row.mark == Mark.FINE:
        yield T("Your teacher says: your sentence was fine as it was."), 0
    if words.reason:
        yield T("{name} says: {words}", name=giver, words=plain(words.reason)), len(words.reason)
    if row.question:
        yield T("You asked: {words}", words=plain(words.question)), len(words.question)
    if row.answer == Passing.PASSED and words.answer:
        yield T("{name} answers: {words}", name=giver, words=plain(words.answer)), len(words.answer)
    for opinion in turn.records.opinions.of(row.id or 0):
        reason, name = turn.records.opinions.reason(opinion), called(turn, opinion.member_id)
        if opinion.passing == Passing.PASSED and reason:
            yield T("{name} agrees: {words}", name=name, words=plain(reason)), len(reason)
        elif opinion.passing == Passing.PASSED:
            yield T("{name} agrees.", name=name), NAMED


def _more(found: Shown, visible: Sequence[Change]) -> Phrase | None:
    if len(visible) == len(found.changes):
        return None
    return T("You see {n} of {all} changes.", n=found.many(visible), all=found.many(found.changes))


def _state(row: Correction) -> Phrase | None:
    if row.taken_up_at is not None:
        return T("✓ You wrote it yourself. Well done!")
    match row.standing:
        case Standing.GOT_IT:
            return T("✓ Got it. Write it once more, here or in class: that helps you remember it.")
        case Standing.NOT_MEANT:
            return T("You said: that is not what I meant.")
    return T("Your teacher knows about it.") if row.author_told else None


def _keys(row: Correction, *, more: bool, may_share: bool) -> Keys:
    about = {"correction_id": row.id}
    keys: list[Key] = []
    if row.standing in (Standing.ON_ITS_WAY, Standing.SHOWN):
        keys.append(Press(T("Got it"), "got_it", about, look=Look.MAIN))
    if not row.answer:
        keys.append(Press(T("Why?"), "why", about))
    if row.standing in (Standing.ON_ITS_WAY, Standing.SHOWN):
        keys.append(Press(T("Not what I meant"), "not_meant", about))
    if not row.author_told and row.mark == Mark.NONE:
        keys.append(Press(T("Tell my teacher"), "tell_teacher", about))
    if row.standing == Standing.GOT_IT and not row.kept:
        keys.append(Press(T("Keep"), "keep", about))
    rows = grid(keys, 2)
    if row.standing == Standing.GOT_IT and may_share:
        label = T("Not for the class after all") if row.shared else T("The class may learn from it")
        rows.append([Press(label, "notebook.share", about)])
    return [*rows, [Press(T("Show all"), "show_all", about)]] if more else rows
