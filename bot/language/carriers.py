"""The auxiliary that carries a verb of a sentence: have seen, I've seen, está comiendo, bin ins Kino gegangen."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language.lexicon import Lexicon
from bot.language.pieces import is_word
from bot.language.shorthand import joined

HAVE = frozenset("have has had having ve".split())
BE = frozenset("am is are was were be been".split())
DO = frozenset("do does did".split())
MODALS = frozenset("can could will would shall should may might must".split())
_NEGATED = frozenset(
    "haven't hasn't hadn't isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't".split()
)
_MORE = {  # besides the auxiliaries of the closed lists
    "es": "voy vas va vamos van iba iban sigo sigue",
    "fr": "vais vas va allons allez vont allais allait",
    "it": "sto stai sta stiamo stanno stavo stavi stava stavamo stavano",
    "de": "tue tust tut tun tat",
}
_MODALS_DE = (
    "kann kannst können könnt konnte konnten könnte könnten muss musst müssen müsst musste mussten müsste will willst "
    "wollen wollt wollte wollten soll sollst sollen sollt sollte sollten darf darfst dürfen durfte dürfte mag magst "
    "mögen möchte möchtest möchten"
)
_LINKED = {  # voy a comer; estou a comer; je vais aller partirai
    "es": ("a", frozenset("voy vas va vamos van iba iban".split())),
    "pt": ("a", frozenset("estou está estamos estão estava estavam".split())),
    "fr": ("aller", frozenset("vais vas va allons allez vont".split())),
}
_CARRIES_ITSELF = {  # to be, in the perfect of to be
    "de": ("bin bist ist sind seid", "gewesen"),
    "it": ("sono sei è siamo siete", "stato stata stati state"),
}
_BETWEEN = {
    "en": "never always already just also really still ever often usually only",
    "es": "siempre ya nunca también",
    "fr": "pas jamais toujours déjà bien beaucoup plus encore souvent rien aussi",
    "it": "mai sempre già ancora appena spesso più anche",
    "pt": "já sempre nunca também",
    "ru": "завтра сегодня вчера уже скоро потом всегда часто тоже",
    "uk": "завтра сьогодні вчора вже скоро потім завжди часто теж також",
}
_MOST_BETWEEN = 2
_CLAUSE = 60  # pieces of the longest clause: all of a text without a mark would be read again for each of its words


class Carrier(NamedTuple):
    """Pieces `start` to `end` of a sentence; `left` is what stays of them without the auxiliary: I of I've."""

    start: int
    end: int
    word: str
    left: str = ""


@lru_cache
def _carriers(code: str, aux: frozenset[str]) -> frozenset[str]:
    found = aux | set(_MORE.get(code, "").split())
    return found - (set(_MODALS_DE.split()) if code == "de" else _NEGATED) - {"hay"}


@lru_cache
def _between(code: str) -> frozenset[str]:
    return frozenset(_BETWEEN.get(code, "").split())


def is_carrier(piece: str, words: Lexicon) -> bool:
    """Of a whole piece."""
    return piece.lower() in _carriers(words.code, words.aux)


def carrier(old: Sequence[str], verb: int, words: Lexicon) -> Carrier | None:
    """That of the verb at a place; none of a negated or a modal one where nothing can be taken out of it."""
    at = verb - 1
    for _ in range(_MOST_BETWEEN):
        at -= at >= 0 and old[at].lower() in _between(words.code)
    if at < 0:
        return None
    if words.code == "en":
        return _english(old, at, verb, words)
    link, linked = _LINKED.get(words.code, ("", frozenset()))
    if at and old[at].lower() == link and old[at - 1].lower() in linked:
        return Carrier(at - 1, at + 1, old[at - 1].lower())
    if is_carrier(old[at], words):
        return Carrier(at, at + 1, old[at].lower())
    return _bracket(old, verb, words) if words.code == "de" else None


def _english(old: Sequence[str], at: int, verb: int, words: Lexicon) -> Carrier | None:
    lower = old[at].lower().replace("’", "'")
    if lower == "to" and at > 1 and old[at - 1].lower() == "going" and old[at - 2].lower() in BE:
        return Carrier(at - 2, at + 1, "will")
    if lower == "to":
        return Carrier(at, at + 1, "to")
    if is_carrier(lower, words):
        return Carrier(at, at + 1, lower)
    found = sorted(meant.split() for meant in joined("en").get(lower, ()) if lower.startswith(meant.split()[0]))
    short = [(pronoun, *rest) for pronoun, *rest in found if len(rest) == 1 and rest[0] in HAVE | BE | MODALS]
    if not short:
        return None
    pronoun, word = short[0] if _is_participle(old[verb].lower(), words) else short[-1]  # he has, he is; I had, I would
    return Carrier(at, at + 1, word, old[at][: len(pronoun)])


def _is_participle(lower: str, words: Lexicon) -> bool:
    return words.lemma(lower) not in {None, lower} and not lower.endswith(("ing", "s"))


def _bracket(old: Sequence[str], verb: int, words: Lexicon) -> Carrier | None:
    """German: right after the verb in a subordinate clause, else before it in the same clause."""
    if verb + 1 < len(old) and is_carrier(old[verb + 1], words):
        return Carrier(verb + 1, verb + 2, old[verb + 1].lower())
    for at in range(verb - 1, max(-1, verb - 1 - _CLAUSE), -1):
        if not is_word(old[at]):
            return None
        if is_carrier(old[at], words):
            return Carrier(at, at + 1, old[at].lower())
    return None


def carries_itself(word: str, verb: str, code: str) -> bool:
    """Habe gewesen, *bin: it carries the verb as well, rather than standing for both."""
    forms, participles = _CARRIES_ITSELF.get(code, ("", ""))
    return word.lower() in forms.split() and verb.lower() in participles.split()


def clause_end(old: Sequence[str], at: int) -> int:
    """Where the clause of a piece ends: before a mark or a conjunction."""
    last = min(len(old), at + 1 + _CLAUSE)
    for end in range(at + 1, last):
        if not is_word(old[end]) or old[end].lower() in {"und", "aber", "denn", "dass", "weil", "wenn", "als", "ob"}:
            return end
    return last
