"""Understands the asterisk with which people mend a word in a chat: *fui, fui*, *fui al cine."""

from typing import NamedTuple

import regex

from bot.language.fitting import fit

__all__ = ["Asterisk", "fit", "read_asterisk"]

_MOST_WORDS = 12
_MOST_WORDS_BEFORE = 4  # fui al cine*: more words before it, and it is the mark of a footnote
_STARS = regex.compile(r"[*＊∗﹡⁎]")
_LIST = regex.compile(r"(?m)^\s*[*•\-–]\s*\S")
_INSIDE = regex.compile(r"[\p{L}\p{N}]\*+[\p{L}\p{N}]")  # p*ta, 3*4, amig*s
_NOT_WORDS = regex.compile(r"[_#@/\\=<>{}|~^$€£%+`]|https?:|www\.|\w\.\w|(?<!\S)\.\w|^\p{N}|\p{N}$")
_CAPITALS = regex.compile(r"\p{Lu}\d*")  # the algorithm A*, a vitamin
_DIGIT = regex.compile(r"\p{N}")
_LETTER = regex.compile(r"\p{L}")
_QUOTED = regex.compile(r"""["'“”„«»‘’‚「『](?P<inner>[^"“”„«»「」『』]+?)["'“”„«»‘’‚」』]""")
_BRACKETS = regex.compile(r"\s*[(\[（【](?P<reason>[^()\[\]（）【】]*)[)\]）】]?\s*$")
_REASON = regex.compile(
    r"\s+(?:[-–—=]+>?|→)\s+(?P<reason>.+)$|,\s*(?P<reason>(?:not|nicht|no|non|não|pas|не)\s+\S+(?:\s\S+)?)$"
    r"|,?\s+(?P<reason>(?:instead of|en vez de|en lugar de|statt|au lieu de|invece di|em vez de)\s+.+)$",
    regex.I,
)
_SORRY = (
    r"(?:oh\s+)?(?:i'?m\s+)?(?:sorry|oops|ooops|whoops|ups|upps|uups|huch|ay|perd[oó]n|disculpa|lo siento|"
    r"quise decir|quiero decir|i mean|i meant|meant|typo|entschuldigung|ich meine|ich meinte|meinte|pardon|désolée?|oups|je veux dire|"
    r"je voulais dire|scusa|scusate|volevo dire|intendevo|desculpa|desculpe|quis dizer|quero dizer|ops|извини|ой|"
    r"вибач|haha+h?|hehe+|jaja+j?|jeje+|hihi+|lol|xd+|ahah+a?|rsrs+|kkk+|ja|jaj|uy|ah|eh)"
)
_BEFORE = regex.compile(rf"^(?:{_SORRY}[\s,:.!…]*)+(?=[*\"'“«])", regex.I)
_SMILEY = r"(?:[:;=8xX]['\-^]?[)(DPpdoO/|\\]+|<3|\^\^|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}\u200d\ufe0f]*)"
_AFTER = regex.compile(rf"(?:[\s,.!]+{_SORRY}[\s.!…]*|\s*{_SMILEY})+$", regex.I)
_NOTE = regex.compile(
    r"(?:nota|note|nb|ps|p\.s|pd|n\.b|hinweis|anm|anmerkung|achtung|remarque|attention|importante?|wichtig|aviso|"
    r"avviso|avertissement|warning|disclaimer|edit|update|atenção|observação|obs|aclaración|ojo)\b\s*[:.\-]",
    regex.I,
)
_ACTIONS = frozenset(
    "sigh sighs hug hugs laughs cries cry facepalm shrug shrugs wink winks waves blush blushes gasp gasps cough coughs "
    "nods yawn yawns suspiro suspira risas llora abrazo abrazos seufz grins lach kicher umarm schluchz zwinker wink "
    "winke hust gähn soupir soupire rire rires câlin câlins sospira ride piange abbraccio risos suspiro chora abraço "
    "bip beep ring boom".split()
)


class Asterisk(NamedTuple):
    """What was meant to be written, and why if that was said."""

    correction: str
    reason: str = ""


def read_asterisk(text: str) -> Asterisk | None:
    """None for all else asterisks are used for: emphasis, lists, actions, footnotes, passwords, ratings, sums."""
    line = _line(text)
    if line is None or _INSIDE.search(line):
        return None
    line = _AFTER.sub("", _BEFORE.sub("", _STARS.sub("*", line))).strip()
    found = _starred(line)
    if found is None:
        return None
    return _as_correction(*found)


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
    before = line.startswith("*")
    words = line.strip("*")
    if not words or "*" in words or (before and line.endswith("*")) or len(line) - len(words) > 2:
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


def _as_correction(words: str, reason: str, behind: bool) -> Asterisk | None:
    if quoted := _QUOTED.fullmatch(words):
        words = quoted["inner"]
    bare = words.strip().rstrip(".,;!").strip()
    length = len(bare.split())
    if not _LETTER.search(bare) or _NOT_WORDS.search(bare) or _NOTE.match(bare) or bare.lower() in _ACTIONS:
        return None
    if length > (_MOST_WORDS_BEFORE if behind else _MOST_WORDS):
        return None
    if behind and (_CAPITALS.fullmatch(bare) or _DIGIT.search(bare) or (length > 1 and bare[0].isupper())):
        return None
    return Asterisk(bare, reason)
