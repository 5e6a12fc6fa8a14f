"""Understands the asterisk with which people mend a word in a chat: *fui, fui*, *fui al cine."""

from typing import NamedTuple

import regex

from bot.language.asides import SORRY, is_action, is_note, without_asides
from bot.language.fitting import fit

__all__ = ["Asterisk", "fit", "read_asterisk"]

_LONGEST = 300  # characters
_MOST_WORDS = 12
_MOST = 4  # corrections in a line
_MOST_WORDS_BEFORE = 4  # fui al cine*: more words before it, and it is the mark of a footnote
_STARS = regex.compile(r"\\?[*＊∗﹡⁎✱✳⁕٭]")  # Discord's users write \* lest it be taken for markup
_STOPPED = regex.compile(r"(?<=\p{L})\*[.!]+$")
_LIST = regex.compile(r"(?m)^\s*[*•\-–]\s*\S")
_INSIDE = regex.compile(r"[\p{L}\p{N}]\*+[\p{L}\p{N}]|\p{L}\*{2,}$")  # p*ta, 3*4, amig*s, oh sh**
_NOT_WORDS = regex.compile(
    r"[_#@/\\=<>{}|~^$€£%+`\[\]()]|\p{L}:\s|^[b-df-hj-np-tv-xz]$|https?:|www\.|\w\.\w|(?<!\S)\.\w|^\p{N}(?!\p{N}{0,3}\s\p{L})|\p{N}$"
)
_CAPITALS = regex.compile(r"\p{Lu}\d*")  # the algorithm A*, a vitamin
_LIKE_A_NAME = regex.compile(r"(?!I['’\s])\p{Lu}")
_DIGIT = regex.compile(r"\p{N}")
_LETTER = regex.compile(r"\p{L}")
_QUOTED = regex.compile(r"""["'“”„«»‘’‚「『](?P<inner>[^"“”„«»「」『』]+?)["'“”„«»‘’‚」』]""")
_BRACKETS = regex.compile(r"\s*[(\[（【](?P<reason>[^()\[\]（）【】]*)[)\]）】]?\s*$")
_REASON = regex.compile(
    r"\s+(?:[-–—=]+>?|→)\s+(?P<reason>.+)$|,\s*(?P<reason>(?:not|nicht|no|non|não|pas|не)\s+\S+(?:\s\S+)?)$"
    r"|,?\s+(?P<reason>(?:instead of|en vez de|en lugar de|statt|au lieu de|invece di|em vez de)\s+.+)$",
    regex.I,
)
_NOT_THAT = regex.compile(
    r"(?P<words>[^*]+)\*,?\s+(?P<reason>(?:not|nicht|no|non|não|pas|не)\s+\S+(?:\s\S+)?)", regex.I
)
_MEANT = regex.compile(rf"^\s*{SORRY}\s*:\s+", regex.I)
_SEVERAL = regex.compile(  # *fui, *vi · fui*, vi*
    r"\*(?P<one>[^*\s][^*]*?)(?:(?:\s*[,;/&+]\s*|\s+(?:and|y|e|und|et|и|та|і)\s+|\s+)\*(?P<one>[^*\s][^*]*))+"
    r"|(?P<one>[^*]*[^*\s])\*(?:\s*[,;/&+]\s*(?P<one>[^*]*[^*\s])\*)+"
)
_DENIED = regex.compile(r"\s(?:no|not|nicht|non|não|pas|не|ні)$", regex.I)  # *burro no, *burrito
_ARROW = regex.compile(r"(?P<wrong>[^*]+?)\s*(?:[-–—=]+>|→|➡️?)\s*(?:\*(?P<words>[^*]+)|(?P<words>[^*]+)\*)")


class Asterisk(NamedTuple):
    """What was meant to be written, several corrections one to a line, and why if that was said."""

    correction: str
    reason: str = ""


def read_asterisk(text: str) -> Asterisk | None:
    """None for all else asterisks are used for: emphasis, lists, actions, footnotes, passwords, ratings, sums."""
    line = _line(text) if len(text) <= _LONGEST else None
    if line is None or _INSIDE.search(line):
        return None
    line = _STOPPED.sub("*", without_asides(line))
    if arrow := _ARROW.fullmatch(line):
        return _as_correction(arrow["words"].strip(), line.replace("*", "").strip(), behind=False)
    if several := _SEVERAL.fullmatch(line):
        return _as_several(several.captures("one"), behind=line.endswith("*"))
    found = _starred(line)
    if found is None:
        return None
    words, reason, behind = found
    return _as_correction(words, reason, behind=behind)


def _line(text: str) -> str | None:
    """The line with the asterisk, if it is the only one with one and the last."""
    lines = [line.strip() for line in _STARS.sub("*", text).strip().splitlines() if line.strip()]
    if not lines or "*" not in lines[-1] or "*" in "".join(lines[:-1]):
        return None
    return None if len(lines) > 1 and any(map(_LIST.match, lines[:-1])) else lines[-1]


def _starred(line: str) -> tuple[str, str, bool] | None:
    """The words with the asterisk, a reason after them, whether the asterisk stands behind."""
    line, reason = _without_reason(line)
    if (quoted := _QUOTED.fullmatch(line)) and "*" in quoted["inner"]:
        line = quoted["inner"].strip()
    if not reason and (found := _NOT_THAT.fullmatch(line)):
        return found["words"].strip(), found["reason"], True
    before = line.startswith("*")
    words = _MEANT.sub("", line.strip("*"))
    if not words or "*" in words or (before and line.endswith("*")) or line.count("*") > 2:
        return None
    words = words.strip()
    if not before and not line.endswith("*"):
        return None
    if before and not reason:
        words, reason = _without_reason(words)
    return words, reason, not before


def _without_reason(line: str) -> tuple[str, str]:
    if found := _BRACKETS.search(line):
        return line[: found.start()].strip(), found["reason"].strip()
    if line.startswith("*") and (found := _REASON.search(line)):
        return line[: found.start()].strip(), found["reason"].strip()
    return line, ""


def _as_several(parts: list[str], *, behind: bool) -> Asterisk | None:
    """None if one of them is none."""
    found = []
    for part in parts:
        words, reason = _without_reason(part.strip())
        found.append(_as_correction(words, reason, behind=behind))
    if len(found) > _MOST or not all(found) or any(map(_DENIED.search, parts)):
        return None
    each = [one for one in found if one]
    return Asterisk("\n".join(one.correction for one in each), ", ".join(one.reason for one in each if one.reason))


def _as_correction(words: str, reason: str, *, behind: bool) -> Asterisk | None:
    if quoted := _QUOTED.fullmatch(words):
        words = quoted["inner"]
    bare = words.strip().rstrip(".,;!").strip()
    length = len(bare.split())
    bare = bare.rstrip("?") if length == 1 and "¿" not in bare else bare
    if not _LETTER.search(bare) or _NOT_WORDS.search(bare) or is_action(bare) or is_note(bare):
        return None
    if length > (_MOST_WORDS_BEFORE if behind else _MOST_WORDS):
        return None
    if behind and (_CAPITALS.fullmatch(bare) or _DIGIT.search(bare) or (length > 1 and _LIKE_A_NAME.match(bare))):
        return None
    return Asterisk(bare, reason)
