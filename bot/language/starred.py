"""Whether words with an asterisk before or behind them may be a correction, and how sure that is."""

from typing import NamedTuple

import regex

from bot.language.asides import is_action, is_note

_MOST_WORDS = 12
_MOST_WORDS_BEFORE = 4  # fui al cine*: more words before it, and it is the mark of a footnote
_NOT_WORDS = regex.compile(
    r"[_#@/\\=<>{}|~^$€£%+`\[\]()]|\p{L}:\s|^[b-df-hj-np-tv-xz]{1,4}$|https?:|www\.|\w\.\w|(?<!\S)\.\w|^\p{N}(?!\p{N}{0,3}\s\p{L})|\p{N}$"
)
_CAPITALS = regex.compile(r"\p{Lu}\d*")  # the algorithm A*, a vitamin
_LIKE_A_NAME = regex.compile(r"(?!I['’\s])\p{Lu}")
_DIGIT = regex.compile(r"\p{N}")
_LETTER = regex.compile(r"\p{L}")
_NUMBER = regex.compile(r"(?:^|(?<=\s))\p{N}{1,4}(?:[:.hH]\p{N}{0,2})?(?:\s?(?:h|am|pm|uhr))?$", regex.I)
QUOTED = regex.compile(r"""["'“”„«»‘’‚「『](?P<inner>[^"“”„«»「」『』]+?)["'“”„«»‘’‚」』]""")


class Asterisk(NamedTuple):
    """What was meant to be written, several corrections one to a line, and why if that was said.

    `sure` is False where only the sentence it answers can tell that it is one: *milk, below it *eggs; *13.
    """

    correction: str
    reason: str = ""
    sure: bool = True


def as_correction(words: str, reason: str, *, behind: bool) -> Asterisk | None:
    """None for what is no word, something done, a note, or too long; `behind` if the asterisk is."""
    if quoted := QUOTED.fullmatch(words):
        words = quoted["inner"]
    bare = words.strip().rstrip(".,;!").strip()
    length = len(bare.split())
    bare = bare.rstrip("?") if length == 1 and "¿" not in bare else bare
    words = bare if behind else _NUMBER.sub("", bare).strip()
    if words and (not _LETTER.search(words) or _NOT_WORDS.search(words) or is_action(words) or is_note(words)):
        return None
    if length > (_MOST_WORDS_BEFORE if behind else _MOST_WORDS):
        return None
    if not bare or "*" in reason or (behind and (_CAPITALS.fullmatch(bare) or _DIGIT.search(bare))):
        return None
    return Asterisk(bare, reason, words == bare and not (behind and length > 1 and _LIKE_A_NAME.match(bare)))
