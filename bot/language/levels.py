"""How much a change matters: 1 commas, capitals, accents, chat style; 2 contractions, joined words; 3 the rest."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from bot.language.edits import Edit
from bot.language.likeness import QUOTES, bare, plain
from bot.language.pieces import is_word
from bot.language.shorthand import chat_style, is_stretched, joined
from bot.language.tokens import is_laughter

STYLE, JOINING, BIG = 1, 2, 3
_REMEMBERED = 10_000  # words and what they became
_HYPHENS = regex.compile("[‐‑]")
_TYPED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONE_APOSTROPHES = (["'"], ["’"])
_SPELLED_WITH_APOSTROPHE = {"uk", "be"}  # there it is a letter of the word, not two words joined


def level(edit: Edit, code: str, pieces: Sequence[str]) -> int:
    """1, 2 or 3; `pieces` are the corrected text's."""
    if is_layout(edit) or is_possession(edit, code, pieces):
        return BIG
    return _level(tuple(edit.old), tuple(edit.new), code, moved=edit.moved)


def is_layout(edit: Edit) -> bool:
    """Whether space becomes other space than the one that belongs there: line breaks, indents."""
    return not (edit.old or edit.new) and edit.start < edit.end and edit.replacement not in {"", " "}


def is_possession(edit: Edit, code: str, pieces: Sequence[str]) -> bool:
    """Whether a plural gets the apostrophe that makes it an owner (my friends' house); a pair of quotes does not."""
    if code != "en" or edit.old or edit.new not in _LONE_APOSTROPHES:
        return False
    owner, owned = pieces[edit.at_new - 1 : edit.at_new], pieces[edit.at_new + 1 : edit.at_new + 2]
    if not (owner and owned and is_word(owned[0])):
        return False
    return owner[0].lower().endswith("s") and sum([piece] in _LONE_APOSTROPHES for piece in pieces) == 1


@lru_cache(maxsize=_REMEMBERED)
def _level(left_out: tuple[str, ...], added: tuple[str, ...], code: str, *, moved: bool) -> int:
    old, new = ([piece for piece in side if is_word(piece) or piece == "&"] for side in (left_out, added))
    if not (old or new):
        return STYLE
    if moved:
        return BIG
    if not (old and new):
        return STYLE if all(is_laughter(word.lower()) for word in (*old, *new)) else BIG
    if code == "en" and _accents(old) > _accents(new):
        return BIG  # English has no accents: one too many is a wrong letter (cômics), one too few is none (cafe)
    if is_only_dress(old, new, code) or is_chat_style(old, new, code):
        return STYLE
    return JOINING if is_joining(old, new, code) else BIG


def is_only_dress(old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether the words are the same but for capitals, accents, the kind of apostrophe, hyphens instead of spaces."""
    if _dressed(old) == _dressed(new) or has_hyphens_for_spaces(old, new):
        return True
    return code == "de" and _typed_out(old) == _typed_out(new)


def has_hyphens_for_spaces(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the same words are written apart here and with hyphens there: hip hop, hip-hop."""
    return len(old) != len(new) and _dressed(_apart(old)) == _dressed(_apart(new))


def _apart(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in _HYPHENS.sub("-", word).split("-") if part]


def _dressed(words: Sequence[str]) -> list[str]:
    return [plain(word.translate(QUOTES)) for word in words]


def _accents(words: Sequence[str]) -> int:
    return sum(unicodedata.combining(letter) != 0 for letter in unicodedata.normalize("NFD", "".join(words)))


def _typed_out(words: Sequence[str]) -> list[str]:
    return [word.lower().translate(_TYPED_OUT) for word in words]


def is_chat_style(old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether one is how chats shorten or stretch the other."""
    if len(old) == len(new) == 1 and is_stretched(plain(old[0]), plain(new[0])):
        return True
    if all(word.replace(".", "").replace(",", "").isdigit() for word in (*old, *new)):
        return _digits(old) == _digits(new)
    return _stands_for(old, new, chat_style(code)) or _stands_for(new, old, chat_style(code))


def _digits(words: Sequence[str]) -> str:
    return "".join(filter(str.isdigit, "".join(words)))


def is_joining(old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether the same words are written together, apart or with an apostrophe: alot, dont, a el, dame lo."""
    if _together(old) == _together([word.translate(QUOTES) for word in new]):  # a corrector's ´ is one, too
        return not _is_misspelled(old, new, code)
    forms = joined(code)
    return _stands_for(old, new, forms) or _stands_for(new, old, forms)


def _is_misspelled(old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether a mark inside a word is one of its letters: a hyphen (scifi, sci-fi), in Ukrainian an apostrophe, too."""
    if len(old) != len(new):
        return False
    hyphens, hyphens_new = (_HYPHENS.sub("-", "".join(words)).count("-") for words in (old, new))
    return hyphens != hyphens_new or (code in _SPELLED_WITH_APOSTROPHE and hyphens == 0)


def _together(words: Sequence[str]) -> str:
    return "".join(map(bare, words))


def _stands_for(short: Sequence[str], long: Sequence[str], table: dict[str, frozenset[str]]) -> bool:
    meant = table.get(_phrase(short))
    return meant is not None and (_phrase(long) in meant or plain(_phrase(long)) in map(plain, meant))


def _phrase(words: Sequence[str]) -> str:
    return " ".join(words).lower().translate(QUOTES).replace("' ", "'")
