"""Finds words in texts of Chinese, Japanese, Thai and other scripts that put no space between words."""

from collections.abc import Iterable, Iterator

import regex

from bot.language.tokens import SPACELESS, fold

_RUN = regex.compile(f"[{SPACELESS}\\p{{M}}ー々]+")
_ROWS = (
    "わいうえおっ かきくけこい がぎぐげごい さしすせそ たちつてとっ なにぬねのん ばびぶべぼん まみむめもん らりるれろっ"
)
_INFLECTED = regex.compile(r"(.*\p{Han}\p{Hiragana}?)([うくぐすつぬぶむる])")
_ADJECTIVE = regex.compile(r"(.*\p{Han}\p{Hiragana}*)い")


def is_spaceless(word: str) -> bool:
    """Whether it begins in such a script."""
    return _RUN.match(word) is not None


def _patterns(word: str, code: str) -> Iterator[str]:
    yield regex.escape(word)
    if code != "ja":
        return
    if word.endswith("する") and len(word) > 3:
        yield regex.escape(word.removesuffix("する"))
    elif verb := _INFLECTED.fullmatch(word):
        stem, ending = verb.groups()
        row = next(row for row in _ROWS.split() if ending in row)
        more = "てたまなよれろ" if ending == "る" else ""  # 食べて beside 作って
        yield f"{regex.escape(stem)}(?=[{row}{more}])"
    elif adjective := _ADJECTIVE.fullmatch(word):
        yield f"{regex.escape(adjective[1])}(?=[くかさけそ])"


class Runs:
    """Words of one list; of two that begin at the same place the longer one counts."""

    def __init__(self, words: Iterable[tuple[str, int]], code: str) -> None:
        found: dict[str, set[int]] = {}
        for word, index in words:
            for pattern in _patterns(fold(word), code):
                found.setdefault(pattern, set()).add(index)
        longest = sorted(found, key=len, reverse=True)
        self._cards = [found[pattern] for pattern in longest]
        self._pattern = regex.compile("|".join(f"({pattern})" for pattern in longest)) if longest else None

    def used(self, text: str) -> set[int]:
        """Indices of the words in the text."""
        if self._pattern is None:
            return set()
        matches = self._pattern.finditer(fold(text))
        return set().union(*(self._cards[(match.lastindex or 1) - 1] for match in matches))
