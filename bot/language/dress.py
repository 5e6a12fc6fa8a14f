"""What kind of mistake it was to write the right words otherwise: capitals, accents, apostrophes, spaces."""

from collections.abc import Sequence

from bot.language.levels import JOINING, has_hyphens_for_spaces, is_chat_style, is_only_dress
from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.shorthand import is_stretched, joined

_APOSTROPHES = frozenset("'’`´")
_TAKEN_FOR = {"en": frozenset(("its", "were"))}  # it's, we're: a mark too few, or the other word? Nobody knows


def of_dress(old: Sequence[str], new: Sequence[str], level: int, lexicon: Lexicon) -> str:
    """The category of a change of level 1 or 2, by its words; "" when unsure, as for chat style."""
    if not (old and new):
        return ""
    if level == JOINING:
        return _of_joining(old, new, lexicon)
    if [word.lower() for word in old] == [word.lower() for word in new]:
        return "capitals"
    if is_only_dress(old, new, lexicon.code):
        return _of_letters(old, new, lexicon.code)
    if is_chat_style(old, new, lexicon.code) and not is_stretched(plain(old[0]), plain(new[0])):
        return ""
    return "spelling"


def _of_letters(old: Sequence[str], new: Sequence[str], code: str) -> str:
    """An accent is spelling, an apostrophe of another shape a mark; so is a hyphen in English, elsewhere it spells."""
    if has_hyphens_for_spaces(old, new):
        return "punctuation" if code == "en" else "spelling"
    return "spelling" if _letters(old) != _letters(new) else "punctuation"


def _letters(words: Sequence[str]) -> str:
    return "".join(filter(str.isalpha, "".join(words).lower()))


def _of_joining(old: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> str:
    whole, whole_new = (plain("".join(words)) for words in (old, new))
    if _letters([whole]) != _letters([whole_new]):
        parts = [part for word in (*old, *new) for part in word.lower().replace("’", "'").split("'") if part]
        return "small words" if all(part in lexicon.small for part in parts) else ""
    if not _APOSTROPHES & {*whole, *whole_new}:
        return "spelling"
    if _TAKEN_FOR.get(lexicon.code, frozenset()) & {whole, whole_new}:
        return ""
    return "word form" if is_owner(new, lexicon.code) else "punctuation"


def is_owner(words: Sequence[str], code: str) -> bool:
    """Whether an English word ends as of somebody who has something: friend's, friends', not it's."""
    last = words[-1].lower().replace("’", "'")
    return code == "en" and last != "'s" and last.endswith(("'s", "s'")) and last not in joined(code)
