"""Where in a sentence a correction belongs, and the sentence with it written there."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from bot.language.lexicon import Lexicon
from bot.language.pieces import Pieces, cut

ELIDED = {"j": "je", "n": "ne", "m": "me", "t": "te", "s": "se", "d": "de", "qu": "que", "c": "ce"}
_ELIDES_IN = {"fr", "it", "ca", "oc"}
_LETTER = regex.compile(r"\p{L}")
_BEGINS = regex.compile(r"(?:^|(?<!\p{N})[.!?…][\"'»”)]*\s+|\n)[¿¡\"'«“„(\s–—-]*$")  # a sentence, not am 1. Mai
_BEFORE = 20  # characters that tell
_VOWEL = regex.compile(r"[aeiouhyàâäéèêëîïôöùûüœæ]", regex.I)
_FULL = regex.compile(r"\b(je|ne|me|te|se|que|le|la|de)\s*$", regex.I)
_ELIDES = regex.compile(r"(?!onz|oui|huit|haï|hau[st]|hors|hurl|héros|hont|hât)[aeiouhàâéèêëîïôöùûœæ]\p{L}*", regex.I)


class Also(NamedTuple):
    """Pieces of the sentence, and what stands in their place; nothing if they are taken out."""

    start: int
    end: int
    text: str = ""


class Place(NamedTuple):
    """Pieces `start` to `end` of the sentence, and what it costs to take them for what is mended.

    `text` is what stands there if not the whole correction; `also` what changes elsewhere, an auxiliary taken out.
    """

    cost: float
    start: int
    end: int
    also: tuple[Also, ...] = ()
    text: str = ""


def is_apart(place: Place, other: Place) -> bool:
    """Whether two places have no piece in common."""
    return all(one.end <= two.start or two.end <= one.start for one in stretches(place) for two in stretches(other))


def stretches(place: Place) -> Iterator[Also]:
    """All that a place changes."""
    yield Also(place.start, place.end)
    yield from place.also


def written(placed: Iterable[tuple[Place, str]], original: str, old: Pieces, words: Lexicon) -> str:
    """The sentence with every correction in its place."""
    edits = []
    for place, correction in placed:
        opens = _begins(original, old.starts[place.start])
        meant = _with_case(place.text or correction, old.texts[place.start], words, first=opens)
        meant = meant.upper() if original.isupper() and " " in original else meant
        edits.append((old.starts[place.start], old.ends[place.end - 1], meant))
        edits += (_also(each, original, old) for each in place.also)
    done, at, begun = "", 0, False
    for start, end, text in sorted(edits):
        done, begun = _added(done, original[at:start], words.code, begun=begun)
        begun = begun or (original[start : start + 1].isupper() and _begins(original, start))
        done, begun = _added(done, text, words.code, begun=begun)
        at = end
    done, _ = _added(done, original[at:], words.code, begun=begun)
    first, was = _LETTER.search(done), _LETTER.search(original)
    if first and was and was[0].isupper():
        return done[: first.start()] + first[0].upper() + done[first.end() :]
    return done


def _begins(original: str, at: int) -> bool:
    """Whether a sentence begins there."""
    return _BEGINS.search(original[max(0, at - _BEFORE) : at]) is not None


def _added(before: str, after: str, code: str, *, begun: bool) -> tuple[str, bool]:
    """With its capital where a sentence has `begun`, and whether that is still to come."""
    letter = _LETTER.search(after) if begun else None
    if letter is not None:
        after = after[: letter.start()] + letter[0].upper() + after[letter.end() :]
    return _elided(before, after, code), begun and letter is None


def _also(also: Also, original: str, old: Pieces) -> tuple[int, int, str]:
    if also.start == also.end:
        at = old.ends[also.start - 1]
        return at, at, f" {also.text}"
    start, end = old.starts[also.start], old.ends[also.end - 1]
    if also.text:
        return start, end, also.text
    if also.end < len(old.texts) and original[end:].startswith(" "):
        return start, end + 1, ""
    return (start - original[:start].endswith(" "), end, "")


def _elided(before: str, after: str, code: str) -> str:
    """Je where j' no longer stands before a vowel, and j' where je does; with what comes `after` it."""
    if code in _ELIDES_IN and before[-1:].isalpha() and after[:1].isalpha():
        after = f" {after}"  # where l' is replaced by la
    if code != "fr" or not after:
        return before + after
    meant = after.lstrip()
    if (full := _FULL.search(before)) and _ELIDES.match(meant):
        return f"{before[: full.start() + len(full[1]) - 1]}'{meant}"
    if not before.endswith(("'", "’")) or _VOWEL.match(meant):
        return before + after
    word = regex.search(r"\p{L}+$", before[:-1])
    whole = ELIDED.get(word[0].lower()) if word else None
    return (
        before + after if word is None or whole is None else f"{before[: word.start()]}{word[0][0]}{whole[1:]} {meant}"
    )


def _with_case(correction: str, replaced: str, words: Lexicon, *, first: bool) -> str:
    """As the sentence has it: at its beginning, without a phone's capital inside, without capitals throughout."""
    word = cut(correction, words.code).texts[0]
    if correction.isupper() and not replaced.isupper() and _is_shouted(correction, replaced, words):
        correction = correction.lower()
        if words.code == "de" and replaced[0].isupper():
            return correction[0].upper() + correction[1:]
    initial, rest = correction[0], correction[1:]
    if first and replaced[0].isupper() and initial.islower():
        return initial.upper() + rest
    if not first and replaced[0].islower() and initial.isupper() and word != "I" and word.lower() != replaced:
        related = word.lower() in words.little or words.one_lemma(word.lower(), replaced) is not None
        return initial.lower() + rest if related and words.code != "de" else correction
    return correction


def _is_shouted(correction: str, replaced: str, words: Lexicon) -> bool:
    """Capitals of somebody in a hurry, not those of BBC or I."""
    if len(correction) < 2:
        return correction != "I" and correction.lower() in words.little
    return replaced.lower() == correction.lower() or all(map(words.knows, correction.lower().split()))
