"""What a class decides about corrections: whether the teacher looks first, and what it works on this fortnight."""

from __future__ import annotations

from datetime import timedelta

from activities._corrections.looking_first import look_first
from activities._corrections.shown import KINDS, focus
from activities._dates import shown
from bot.keys import Keys, Press, grid
from bot.phrase import Phrase, T, listing
from bot.refusal import Refusal
from bot.turn import Turn
from bot.typed import folded

FORTNIGHT = timedelta(days=14)
NOTHING = "nothing"


def take_approval(turn: Turn, words: str) -> Phrase | None:
    """Whether corrections wait for the teacher's OK; under 18 they always do."""
    match folded(words[:20]):
        case "yes" | "si":
            turn.class_.approve_corrections = True
            look_first(turn)
        case "no":
            turn.class_.approve_corrections = False
            if turn.class_.minors:
                return T("Some learners are under 18, so corrections still wait for your OK.")
        case _:
            raise Refusal("Please answer yes or no. For example: no")
    return None


def approval_keys() -> Keys:
    return [
        [
            Press(T("Yes, I look first"), "choose", {"question": "corrections", "value": "yes"}),
            Press(T("No"), "choose", {"question": "corrections", "value": "no"}),
        ]
    ]


def take_focus(turn: Turn, words: str) -> Phrase | None:
    """One thing more, or one less, that cards show first for two weeks."""
    word = folded(words[:40])
    if word in (NOTHING, folded(turn.house.languages.word("Nothing special", turn.language))):
        turn.class_.focus, turn.class_.focus_until = "", None
        return None
    kind = next((one for one in KINDS if word in (one, folded(_label(turn, one)))), None)
    if kind is None:
        raise Refusal("Please press one of these: {kinds}.", kinds=listing(list(KINDS.values())))
    now = focus(turn)
    chosen = [one for one in now if one != kind] if kind in now else [*now, kind]
    turn.class_.focus = ",".join(chosen)
    turn.class_.focus_until = turn.today + FORTNIGHT if chosen else None
    return None


def focus_keys(turn: Turn) -> Keys:
    now = focus(turn)
    keys = [
        Press(T("✓ {kind}", kind=label) if kind in now else label, "choose", {"question": "focus", "value": kind})
        for kind, label in KINDS.items()
    ]
    return [*grid(keys, 2), [Press(T("Nothing special"), "choose", {"question": "focus", "value": NOTHING})]]


def about_corrections(turn: Turn) -> Phrase:
    """The line of the class's picture."""
    if turn.class_.approves:
        return T("Corrections: after your OK")
    return T("Corrections: straight to the person who wrote the sentence")


def about_focus(turn: Turn) -> Phrase | None:
    now = focus(turn)
    if not now or turn.class_.focus_until is None:
        return None
    return T(
        "Corrections show first, until {day}: {kinds}",
        day=shown(turn.class_.focus_until),
        kinds=listing([KINDS[one] for one in now if one in KINDS]),
    )


def _label(turn: Turn, kind: str) -> str:
    return turn.house.languages.render(KINDS[kind], turn.language).plain
