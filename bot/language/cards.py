"""Reads what teachers write on a card: el/la estudiante, bueno, -a, sich freuen (auf), to look after sb."""

from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

import regex

from bot.language.articles import articles, reflexives, somebody
from bot.language.tokens import fold, tokens

_BRACKETS = regex.compile(r"\s*[(\[{（【][^)\]}）】]*[)\]}）】]")
_GLUED = regex.compile(r"(?<=\p{L})\((-?\p{L}{1,4})\)")  # niño(a), Lehrer(in)
_ALTERNATIVES = regex.compile(r"\s*[,;、，；]\s*|\s+/\s+|\s+/|/\s+")
_PARTS = regex.compile(r"['’ʼ\-]")
_ENDINGS = frozenset(
    "a as o os e es in innen ra ora esa isa iz triz trice ne nes le ve te euse elle enne ère ière ive che sse".split()
)  # what stands for a whole word after a stroke, even without a hyphen
_COMBINATIONS = 8
_LONGEST = 300  # characters


class Reading(NamedTuple):
    """One way to take a card: its words without the small ones, and whether an article said "noun"."""

    words: tuple[str, ...]
    noun: bool
    verb: bool  # a "to" or a reflexive pronoun said so


def readings(card: str, code: str) -> list[Reading]:
    """Every way to take it; at least one if it has any letter."""
    return list(dict.fromkeys(_readings(card, code)))


def _readings(card: str, code: str) -> Iterator[Reading]:
    card = " ".join(card[:_LONGEST].split())
    card = card.split(" + ")[0]  # acabar de + infinitive
    text = _BRACKETS.sub("", _GLUED.sub(r"/\1", card)) or card
    first = ""
    for part in _ALTERNATIVES.split(text):
        if first and part.startswith("-"):
            part = _suffixed(first, part[1:], code)  # noqa: PLW2901 (bueno, -a)
        words = [list(_alternatives(word, code)) for word in part.split()]
        for combination in islice(product(*words), _COMBINATIONS):
            written = [token for word in combination for token in tokens(word)]
            first = first or (written[-1] if written else "")
            if reading := _reading(written, code):
                yield reading


def _alternatives(word: str, code: str) -> Iterator[str]:
    head, *others = word.split("/")
    yield head
    for other in others:
        bare = other.removeprefix("-")
        short = bare != other or (bare in _ENDINGS and len(bare) < len(head) - 1)
        yield _suffixed(head, bare, code) if short else other


def _suffixed(word: str, ending: str, code: str) -> str:
    """simpático/a, Lehrer/in, heureux/-euse, actor/-triz: the whole word."""
    if code == "de" or not word or not ending:
        return word + ending
    if len(ending) <= 2 and ending[0] in "aeo":
        return word[:-1] + ending if word[-1] in "aeo" else word + ending
    at = word.rfind(ending[0])
    return word[:at] + ending if at > 0 else word + ending


def _reading(written: list[str], code: str) -> Reading | None:
    noun = verb = False
    words = [part for word in written for part in _elided(word, code)]
    if len(words) > 1 and fold(words[0]) in articles(code):
        noun, verb = code != "en" or fold(words[0]) != "to", fold(words[0]) == "to"
    small = articles(code) | {fold(word) for word in somebody(code)}
    if len(words) > 1 and words[0].lower() in reflexives(code):
        words, verb = words[1:], True
    big = [word for word in words if fold(word) not in small] or words
    if not big:
        return None
    return Reading(tuple(big), noun and len(big) == 1, verb)


def _elided(word: str, code: str) -> list[str]:
    """l'homme is two words; комп'ютер and o'clock are one."""
    parts = _PARTS.split(word)
    if len(parts) == 2 and fold(parts[0]) in articles(code) | reflexives(code):
        return parts
    return [word]
