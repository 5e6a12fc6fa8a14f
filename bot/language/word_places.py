"""Every place of a sentence where one word may be meant, and what that costs."""

from collections.abc import Iterator, Sequence

import regex

from bot.language.closed_words import degrees
from bot.language.levels import is_joining
from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.pieces import is_word
from bot.language.places import Place
from bot.language.unlike import contracts, unlike

_FITS = 1.16  # cost of a word: half its letters, or a small word for another of its kind
_FORM = 0.5  # the same of a word that stands there already
_COMPARED = 0.3
_JOIN = 0.05
_DEGREES = {"ru": "более самый самая самое самые", "uk": "більш найбільш самий сама"}
_COMPARATIVES = {  # where an ending makes them, or a superlative
    "en": r".*(?:er|est)", "de": r".*(?:er|st)(?:e[rsnm]?)?", "es": r".*ísim[oa]s?", "it": r".*issim[oaie]",
    "pt": r".*íssim[oa]s?", "ru": r".*(?:е[ей]|ше|же|че|[аe]йш\p{L}+)", "uk": r".*(?:іше?|ш\p{L}{1,3})",
}  # fmt: skip
_BETTER = {  # a comparison in a word of its own
    "en": "better worse",
    "es": "mejor mejores peor peores mayor mayores menor menores",
    "de": "besser lieber",
    "fr": "meilleur meilleure meilleurs meilleures mieux pire pires",
    "it": "migliore migliori peggiore peggiori maggiore maggiori minore minori meglio peggio",
    "pt": "melhor melhores pior piores maior maiores menor menores",
}
_STRESSED = {  # what a pronoun at the end of an infinitive is without it
    "es": {"me": "mi mí", "te": "ti", "le": "él ella", "nos": "nosotros nosotras"},
    "it": {"mi": "me", "ti": "te", "gli": "lui", "le": "lei", "ci": "noi", "vi": "voi"},
}
_VERY = {"es": ("muy", "ísim"), "it": ("molto", "issim"), "pt": ("muito", "íssim")}


def of_word(old: Sequence[str], new: str, words: Lexicon) -> Iterator[Place]:
    """Also for two or three words that are joined, and with the more before a comparative."""
    there = new.lower() not in words.little and plain(new) in map(plain, old)
    limit = _FORM if there else _FITS
    for at, piece in enumerate(old):
        price = unlike(piece, new, words)
        after_degree = at > 0 and _is_degree(old[at - 1], new, words.code)
        better = new.lower() in _BETTER.get(words.code, "").split()
        if after_degree and plain(piece) == plain(new):
            yield Place(_COMPARED, at - 1, at + 1)  # more taller
        elif after_degree and better and piece.lower() not in words.little:
            yield Place(_COMPARED if price <= limit else _FORM, at - 1, at + 1)  # more good
        elif price <= limit:
            yield Place(price, at - (after_degree and price == _FORM and _is_compared(new, words.code)), at + 1)
        if taken := _taken_in(old[at : at + 3], new, words.code):
            yield Place(_JOIN, at, at + taken)
        for end in range(at + 2, min(at + 3, len(old)) + 1):
            parts = old[at:end]
            if all(map(is_word, parts)) and (is_joining(parts, [new], words.code) or contracts(parts, new, words.code)):
                yield Place(_JOIN, at, end)


def _is_compared(word: str, code: str) -> bool:
    return code in _COMPARATIVES and regex.fullmatch(_COMPARATIVES[code], word, regex.I) is not None


def _taken_in(pieces: Sequence[str], new: str, code: str) -> int:
    """How many words an infinitive with something in it stands for: vedere ti, dare a me, zu mitbringen; 0 if none."""
    verb, *after = (piece.lower() for piece in pieces)
    if code == "de" and verb == "zu" and after:
        return 2 if after[0] == new.lower().replace("zu", "", 1) != new.lower() else 0
    if not verb.endswith(("r", "re")) or not after:
        return 0
    stem = verb.removesuffix("e") if code == "it" else verb
    pronoun = new.lower().removeprefix(stem)
    if code == "it" and after[0] == pronoun:
        return 2
    stressed = _STRESSED.get(code, {}).get(pronoun, "").split() if new.lower().startswith(stem) else []
    linked = after[0] == "a"
    return 2 + linked if after[linked : linked + 1] and after[linked] in stressed else 0


def _is_degree(piece: str, new: str, code: str) -> bool:
    very, superlative = _VERY.get(code, ("", ""))
    if piece.lower() == very:
        return superlative in new.lower()
    return piece.lower() in degrees(code) or piece.lower() in _DEGREES.get(code, "").split()
