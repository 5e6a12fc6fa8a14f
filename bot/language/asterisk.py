"""Understands the asterisk with which people mend a word in a chat: *fui, fui*, *fui al cine."""

from collections.abc import Sequence

import regex

from bot.language.asides import SORRY, without_asides
from bot.language.fitting import fit
from bot.language.starred import QUOTED, Asterisk, as_correction

__all__ = ["Asterisk", "fit", "read_asterisk"]

_LONGEST = 300  # characters
_MOST = 4  # corrections in a line
_STARS = regex.compile(r"\\?[*＊∗﹡⁎✱✳⁕٭]")  # Discord's users write \* lest it be taken for markup
_STOPPED = regex.compile(r"(?<=\p{L})\*[.!]+$")
_LIST = regex.compile(r"(?m)^\s*[*•\-–]\s*\S")
_INSIDE = regex.compile(r"[\p{L}\p{N}]\*+[\p{L}\p{N}]|\p{L}\*{2,}$")  # p*ta, 3*4, amig*s, oh sh**
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
_ITEM = regex.compile(r"\*\S[^*]*|[^*]*\S\*")  # a list has a space after the asterisk
_DENIED = regex.compile(r"\s(?:no|not|nicht|non|não|pas|не|ні)$", regex.I)  # *burro no, *burrito
_ARROW = regex.compile(r"(?P<wrong>[^*]+?)\s*(?:[-–—=]+>|→|➡️?)\s*(?:\*(?P<words>[^*]+)|(?P<words>[^*]+)\*)")


def read_asterisk(text: str) -> Asterisk | None:
    """None for all else asterisks are used for: emphasis, lists, actions, footnotes, passwords, ratings, sums."""
    lines = _lines(text) if len(text) <= _LONGEST else []
    if len(lines) > 1 and all(map(_ITEM.fullmatch, lines)):
        return _one_to_a_line(lines)
    line = _last(lines)
    if line is None or _INSIDE.search(line):
        return None
    line = _STOPPED.sub("*", without_asides(line))
    if arrow := _ARROW.fullmatch(line):
        return as_correction(arrow["words"].strip(), line.replace("*", "").strip(), behind=False)
    if several := _SEVERAL.fullmatch(line):
        found = _as_several(several.captures("one"), behind=line.endswith("*"))
        return found if found and found.sure else None
    starred = _starred(line)
    if starred is None:
        return None
    words, reason, behind = starred
    return as_correction(words, reason, behind=behind)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in _STARS.sub("*", text).splitlines() if line.strip()]


def _last(lines: Sequence[str]) -> str | None:
    """The line with the asterisk, if it is the only one with one and the last."""
    if not lines or "*" not in lines[-1] or "*" in "".join(lines[:-1]):
        return None
    return None if any(map(_LIST.match, lines[:-1])) else lines[-1]


def _one_to_a_line(lines: Sequence[str]) -> Asterisk | None:
    """All of them with the asterisk on one side."""
    bare = [without_asides(line) for line in lines]
    behind = bare[0].endswith("*")
    if any(line.endswith("*") != behind for line in bare):
        return None
    found = _as_several([line.strip("*") for line in bare], behind=behind)
    return found and found._replace(sure=False)


def _starred(line: str) -> tuple[str, str, bool] | None:
    """The words with the asterisk, a reason after them, whether the asterisk stands behind."""
    line, reason = _without_reason(line)
    if (quoted := QUOTED.fullmatch(line)) and "*" in quoted["inner"]:
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
        found.append(as_correction(words, reason, behind=behind))
    if len(found) > _MOST or not all(found) or any(map(_DENIED.search, parts)):
        return None
    each = [one for one in found if one]
    correction, reason = "\n".join(one.correction for one in each), ", ".join(one.reason for one in each if one.reason)
    return Asterisk(correction, reason, all(one.sure for one in each))
