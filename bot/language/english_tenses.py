"""What becomes of an English auxiliary when the verb beside it is mended: have seen, *saw; am agree, *agree."""

from collections.abc import Sequence
from enum import Enum

from bot.language.carriers import BE, DO, HAVE, MODALS, Carrier
from bot.language.english_forms import is_base, is_third, may_be_past, stands_alone
from bot.language.lexicon import Lexicon
from bot.language.verb_shapes import is_finite

_NOT_THIRD = frozenset("i you we they".split())
_THIRD = frozenset("he she it".split())
_NOT_OF = {  # forms of to be that do not follow
    "i": ("are", "is"),
    **dict.fromkeys(("he", "she", "it"), ("am", "are")),
    **dict.fromkeys(("you", "we", "they"), ("am", "is")),
}
_NEGATED = frozenset("don't doesn't didn't dont doesnt didnt".split())
_IF = frozenset("if when until unless before after soon".split())
_ANY = frozenset("come become run put cut let hit set shut cost hurt read quit overcome".split())  # base and participle
_NEVER_PASSIVE = frozenset(
    "happened died arrived occurred existed agreed appeared disappeared lived worked stayed waited belonged depended "
    "seemed travelled traveled walked danced smiled laughed cried talked listened looked jumped".split()
)
_TO_DOING = frozenset("used forward addicted committed opposed close objects object due prior".split())


class Beside(Enum):
    """What becomes of an auxiliary beside the new verb."""

    STAYS = 0
    GOES = 1
    EITHER = 2
    NEVER = 3  # it can neither stay nor go


def is_nonsense(old: Sequence[str], at: int, new: str, words: Lexicon) -> bool:
    """I runs, which is something done rather than said; didn't went; can't can."""
    negated = new.lower().replace("’", "'")
    if negated.endswith("'t") and old[at + 1 : at + 2] == [negated.removesuffix("'t")]:
        return True
    before = old[at - 1].lower().replace("’", "'") if at else ""
    if negated in _NOT_OF.get(before, ()):
        return True
    if before.partition("'")[0] in _NOT_THIRD:
        return is_third(new, words)
    return before in _NEGATED and not negated.endswith("n't") and stands_alone(new, words)


def instead(found: Carrier, form: str, words: Lexicon) -> Beside:
    """Going to eat, *will eat; am not have, *don't have."""
    if is_finite(form, words):
        return Beside.NEVER
    denied = form.replace("’", "'") in _NEGATED and found.word in HAVE | BE
    return _goes(denied or (_is_going_to(found) and form in MODALS))


def beside(found: Carrier, old: Sequence[str], verb: str, form: str, words: Lexicon) -> Beside:
    """Of two forms of one verb; `verb` stands there, `form` is to."""
    wanted = _wanted(found, old, verb, form, words)
    return wanted if wanted != Beside.GOES or _agrees(found, old, form, words) else Beside.NEVER


def _wanted(found: Carrier, old: Sequence[str], verb: str, form: str, words: Lexicon) -> Beside:
    if found.word == "to":
        return _after_to(old[found.start - 1].lower().replace("’", "'") if found.start else "", verb, form, words)
    if _is_going_to(found):
        return instead(found, form, words)
    if is_finite(form, words):
        return Beside.GOES
    if words.one_lemma(verb, form) is None:
        return Beside.STAYS
    if found.word in DO:
        return _goes(stands_alone(form, words) and not is_base(form, words))
    if found.word in BE or verb.endswith("ing"):
        return _after_be(found, verb, form, words)
    return _after_have(verb, form, words) if found.word in HAVE else _after_modal(found, old, verb, form, words)


def _after_to(before: str, verb: str, form: str, words: Lexicon) -> Beside:
    """Must to go; enjoy to swim."""
    if verb == form:
        return _goes(before.removesuffix("n't") in MODALS | {"ca", "wo", "cannot", "let", "make", "makes", "made"})
    if stands_alone(form, words) and not is_base(form, words):
        return Beside.NEVER
    return _goes(form.endswith("ing") and before not in _TO_DOING and is_base(verb, words))


def _after_be(found: Carrier, verb: str, form: str, words: Lexicon) -> Beside:
    base, third = is_base(form, words), is_third(form, words)
    if verb == form:
        asks = found.start == 0 and not found.left
        return _goes(not asks and (base or third or form in _NEVER_PASSIVE))
    if may_be_past(form, words) and is_base(verb, words):
        return Beside.EITHER
    return _goes(third or (base and verb.endswith("ing")))


def _after_have(verb: str, form: str, words: Lexicon) -> Beside:
    if verb == form:
        return _goes(may_be_past(form, words))
    carried = verb != words.lemma(verb) and not verb.endswith("s")
    return _goes(carried and form not in _ANY and (is_base(form, words) or is_third(form, words)))


def _after_modal(found: Carrier, old: Sequence[str], verb: str, form: str, words: Lexicon) -> Beside:
    base, tense = is_base(form, words), stands_alone(form, words)
    if base:
        in_if = any(piece.lower() in _IF for piece in old[: found.start])
        return _goes(verb == form and in_if and found.word in {"will", "would"})
    if not tense:
        return Beside.STAYS
    return Beside.GOES if found.word in {"will", "would"} else Beside.NEVER


def _goes(gone: bool) -> Beside:
    return Beside.GOES if gone else Beside.STAYS


def _is_going_to(found: Carrier) -> bool:
    return found.word == "will" and found.end - found.start > 1


def _agrees(found: Carrier, old: Sequence[str], form: str, words: Lexicon) -> bool:
    subject = (found.left or (old[found.start - 1] if found.start else "")).lower()
    if subject in _NOT_THIRD and is_third(form, words):
        return False
    return not (subject in _THIRD and is_base(form, words) and not may_be_past(form, words))
