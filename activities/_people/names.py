"""Names that people give themselves, each other and a class: nothing hidden in them, and short enough for a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

import regex

from activities._lists.lines import clean
from bot.refusal import Refusal
from bot.text import clipped
from bot.typed import folded

LONGEST = 40
LONGEST_TITLE = 60
NOBODY = "?"

_BLANK = regex.compile(r"[\u115f\u1160\u2800\u3164\uffa0\u200b-\u200f]")
"""Letters and joiners without any ink; a name has no use for them."""
_PILED_UP = regex.compile(r"(\p{M}{3})\p{M}+")
_SENTENCE = regex.compile(r"^\S+ \S+ \S.*[.!?…]$")
_LETTER = regex.compile(r"\p{L}")
_INK = regex.compile(r"[\p{L}\p{N}\p{So}]")


def _tidy(text: str) -> str:
    # marks beyond the third reach into the lines above and below
    tidy = clean(_PILED_UP.sub(r"\1", _BLANK.sub("", " ".join(text.split()))))
    return tidy if _INK.search(tidy) else ""


def read_name(words: str) -> str:
    """What somebody wants to be called.

    Raises:
        Refusal: there is nothing to see in it, it is too long, or it is a sentence for a task.
    """
    name = _tidy(words[: LONGEST * 20])
    if _SENTENCE.search(name):
        raise Refusal("That looks like a sentence. First your name, please. For example: Ana")
    if not name:
        raise Refusal("I need a name with letters, for example: Ana")
    if len(name) > LONGEST:
        raise Refusal("A name can have {most} letters at most. For example: Ana", most=LONGEST)
    return name


def read_title(words: str) -> str:
    """What a class is to be called.

    Raises:
        Refusal: there is nothing to see in it, or it is too long.
    """
    title = _tidy(words[: LONGEST_TITLE * 20])
    if not title:
        raise Refusal("I need a name with letters, for example: Tuesday A2")
    if len(title) > LONGEST_TITLE:
        raise Refusal("A class name can have {most} letters at most. For example: Tuesday A2", most=LONGEST_TITLE)
    return title


def name_of(account: str, longest: int = LONGEST) -> str:
    """A name as a platform gives it, made fit for a list; never refused."""
    name = _tidy(account[: longest * 20])
    return clipped(name, longest) or NOBODY


def distinct(name: str, taken: Iterable[str], account: str = "") -> str:
    """The name, or where it is taken the same one with a mark: an initial from the account's name, else a number."""
    known = {folded(one) for one in taken}
    return next(one for one in _marked(name, account) if folded(one) not in known)


def _marked(name: str, account: str) -> Iterator[str]:
    yield name
    own = folded(name).split()
    for word in name_of(account).split()[1:]:
        if folded(word) not in own and _LETTER.match(word):
            yield _with_mark(name, f"{word[0]}.")
    yield from (_with_mark(name, str(number)) for number in count(2))


def _with_mark(name: str, mark: str) -> str:
    return f"{name[: LONGEST - len(mark) - 1].rstrip()} {mark}"
