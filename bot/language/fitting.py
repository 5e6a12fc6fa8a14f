"""Finds the words of a sentence that a correction without its place is meant for: *fui, *to the cinema."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from bot.language import codes
from bot.language.closed_words import degrees
from bot.language.levels import is_joining
from bot.language.lexicon import Lexicon, lexicon
from bot.language.likeness import plain
from bot.language.phrase_places import Place, of_phrase
from bot.language.pieces import Pieces, cut, is_word
from bot.language.unlike import contracts, unlike

_FITS = 1.16  # cost of a word: half its letters, or a small word for another of its kind
_AS_NEAR = 0.12  # so close to the best that the writer has to say which
_FORM = 0.5
_COMPARED = 0.3
_MOST = 4  # places that are offered
_JOIN = 0.05
_INSTEAD_OF = regex.compile(
    r"^(?:not|nicht|no|non|não|pas|не|instead of|en vez de|en lugar de|statt|au lieu de|invece di|em vez de|замість|"
    r"вместо)\s+[\"'«“„]?(?P<word>[\p{L}\p{M}'’\- ]+)|^(?P<word>[^→>]+?)\s*(?:[-–—=]+>|→|➡)",
    regex.I,
)
_ELIDED = {"j": "je", "n": "ne", "m": "me", "t": "te", "s": "se", "d": "de", "qu": "que", "c": "ce"}
_VOWEL = regex.compile(r"[aeiouhyàâäéèêëîïôöùûüœæ]", regex.I)


def fit(correction: str, original: str, language: str, cache: Path | None = None, reason: str = "") -> list[str]:
    """The corrected sentences it may mean, best first; more than one when several places are equally near.

    `reason` as `read_asterisk` gives it: in "not said" it names the word that is mended.
    """
    code = codes.short(language)
    old, new = cut(original, code), cut(correction, code)
    if not (old.texts and new.texts):
        return []
    words = lexicon(language, cache)
    places = list(_named(reason, old, len(new.texts), code)) or list(_places(old, new, words))
    found = [_written(place, original, old, correction, words) for place in _best(places)]
    return list(dict.fromkeys(sentence for sentence in found if sentence != original))


def _named(reason: str, old: Pieces, length: int, code: str) -> Iterator[Place]:
    """Where as many words stand that the reason says were wrong."""
    found = _INSTEAD_OF.match(reason)
    wrong = [plain(piece) for piece in cut(found["word"].strip(), code).texts] if found else []
    texts = [plain(piece) for piece in old.texts]
    for start in range(len(texts) - length + 1 if len(wrong) == length else 0):
        if texts[start : start + length] == wrong:
            yield Place(0.0, start, start + length)


def _best(places: list[Place]) -> list[Place]:
    """Those about as near as the nearest, later ones first: people mend what they wrote last; none over another."""
    places.sort(key=lambda place: (place.cost, -place.start))
    kept: list[Place] = []
    for place in places:
        apart = all(place.end <= other.start or other.end <= place.start for other in kept)
        if apart and place.cost <= places[0].cost + _AS_NEAR:
            kept.append(place)
    return kept[:_MOST]


def _places(old: Pieces, new: Pieces, words: Lexicon) -> Iterator[Place]:
    if len(new.texts) == 1:
        yield from _of_word(old.texts, new.texts[0], words)
    else:
        yield from of_phrase(old.texts, new.texts, words)


def _of_word(old: Sequence[str], new: str, words: Lexicon) -> Iterator[Place]:
    for at, piece in enumerate(old):
        price = unlike(piece, new, words)
        after_degree = at > 0 and old[at - 1].lower() in degrees(words.code)
        if after_degree and plain(piece) == plain(new):
            yield Place(_COMPARED, at - 1, at + 1)  # more taller
        elif 0 < price <= _FITS:
            yield Place(price, at - (after_degree and price == _FORM), at + 1)
        for end in range(at + 2, min(at + 3, len(old)) + 1):
            parts = old[at:end]
            if all(map(is_word, parts)) and (is_joining(parts, [new], words.code) or contracts(parts, new, words.code)):
                yield Place(_JOIN, at, end)


def _written(place: Place, original: str, old: Pieces, correction: str, words: Lexicon) -> str:
    start, end = old.starts[place.start], old.ends[place.end - 1]
    meant = _with_case(correction, old.texts[place.start], words, first=place.start == 0)
    return _not_elided(original[:start], meant, words.code) + meant + original[end:]


def _not_elided(before: str, meant: str, code: str) -> str:
    """Je where j' no longer stands before a vowel."""
    if code != "fr" or not before.endswith(("'", "’")) or _VOWEL.match(meant):
        return before
    word = regex.search(r"\p{L}+$", before[:-1])
    full = _ELIDED.get(word[0].lower()) if word else None
    return before if word is None or full is None else before[: word.start()] + word[0][0] + full[1:] + " "


def _with_case(correction: str, replaced: str, words: Lexicon, *, first: bool) -> str:
    """As the sentence has it at its beginning; a phone's capital goes from a word inside it."""
    initial, rest = correction[0], correction[1:]
    if first and replaced[0].isupper() and initial.islower():
        return initial.upper() + rest
    word = cut(correction, words.code).texts[0]
    if not first and replaced[0].islower() and initial.isupper() and word != "I" and word.lower() != replaced:
        related = word.lower() in words.little or words.one_lemma(word.lower(), replaced) is not None
        return initial.lower() + rest if related and words.code != "de" else correction
    return correction
