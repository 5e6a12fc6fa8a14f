"""What somebody wrote as the better sentence, laid upon the text it is for: all of it, a sentence of it, or a word."""

from __future__ import annotations

from rapidfuzz import fuzz

from activities._corrections.sentences import sentences
from bot.language.asterisk import read_asterisk
from bot.turn import Turn

_ALIKE = 60.0
"""Of 100: so like must two texts be for one to stand for the other."""
_WHOLE = 0.7
"""A text of at least this share of the other's length is meant to stand for it, however it is worded."""


def without_asterisk(better: str, text: str) -> tuple[str, str]:
    """What was written as one writes in a chat, and the reason behind it; an asterisk of the text's own stays."""
    starred = None if text.lstrip().startswith("*") else read_asterisk(better)
    if starred is None:
        return better.strip(), ""
    if starred.reason or "\n" in starred.correction:
        return starred.correction, starred.reason
    # a whole sentence keeps its full stop, which an asterisk's few words do not have
    return better.strip().strip("*").strip(), ""


def placed(turn: Turn, better: str, text: str, reason: str = "") -> list[str]:
    """The whole texts that may be meant, the likeliest first; none for a few words that fit nowhere."""
    if "\n" in better and "\n" not in text and (several := fitted(turn, better, text, reason)):
        return several
    start, end = _nearest(better, text)
    old = text[start:end]
    if len(better) >= _WHOLE * len(old.strip()) or fuzz.ratio(old.strip(), better) >= _ALIKE:
        return [text[:start] + _with_edges(better, old) + text[end:]]
    return fitted(turn, better, text, reason)


def instead_of(text: str, better: str) -> str:
    """The better text in place of all of it."""
    return _with_edges(better, text)


def is_for(turn: Turn, words: str, text: str, language: str) -> bool:
    """Whether what somebody wrote can only be about this text: very like it, or an asterisk that fits."""
    starred = read_asterisk(words)
    if starred is not None and turn.house.tongues.fits(starred.correction, text, language, starred.reason):
        return True
    start, end = _nearest(words, text)
    return fuzz.ratio(text[start:end].strip(), words.strip()) >= _ALIKE


def fitted(turn: Turn, correction: str, text: str, reason: str = "") -> list[str]:
    """The texts a few words may mean, put where they fit; none when they fit nowhere, or nobody would see a change."""
    tongues, language = turn.house.tongues, turn.class_.target
    return [one for one in tongues.fits(correction, text, language, reason) if tongues.changes(text, one, language)]


def _nearest(better: str, text: str) -> tuple[int, int]:
    """Where in the text the as many sentences stand that are most like these; the whole text if that is as near."""
    places, many = _places(text), len(_places(better))
    whole = (0, len(text))
    if not 0 < many < len(places):
        return whole
    windows = [(places[at][0], places[at + many - 1][1]) for at in range(len(places) - many + 1)]
    return max([whole, *windows], key=lambda place: fuzz.ratio(text[place[0] : place[1]].strip(), better))


def _places(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end in sentences(text) if text[start:end].strip()]


def _with_edges(better: str, old: str) -> str:
    """The space around what is replaced stays as it was."""
    lead, tail = len(old) - len(old.lstrip()), len(old.rstrip())
    return old[:lead] + better + old[tail:]
