"""How likely a word's letters are in each of a few languages, from langdetect's own profiles."""

import json
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from math import log
from pathlib import Path

import regex

from bot.language import codes

# langdetect's smoothing (alpha / BASE_FREQ): what a group of letters counts that a profile does not have.
_UNSEEN = 0.5 / 10_000
_LONGEST = 3
_SYLLABLES = ((0x3040, 0x309F, "あ"), (0x30A0, 0x30FF, "ア"), (0xAC00, 0xD7AF, "가"))  # as langdetect folds them
_NO_LETTER = regex.compile(r"[^\p{L}\p{M}]+")


def _path(name: str) -> Path:
    package = find_spec("langdetect")  # found, not imported: importing it costs more than reading the files
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "profiles" / name


def has_profile(language: str) -> bool:
    """Whether langdetect carries one for it."""
    return bool(_files(language))


def _files(language: str) -> list[Path]:
    names = (name for name in codes.profiles(language) if name.replace("-", "").isalpha())
    return [path for path in map(_path, names) if path.is_file()]


def _shares(language: str) -> dict[str, float]:
    counts: Counter[str] = Counter()
    totals = [0] * _LONGEST
    for path in _files(language):
        profile = json.loads(path.read_text(encoding="utf-8"))
        totals = [total + more for total, more in zip(totals, profile["n_words"], strict=True)]
        for letters, count in profile["freq"].items():
            counts[letters.lower()] += count
    return {letters: count / totals[len(letters) - 1] for letters, count in counts.items() if len(letters) <= _LONGEST}


class Profiles:
    """The profiles of some languages, side by side; a language without one has only unseen letters."""

    def __init__(self, languages: Sequence[str]) -> None:
        shares = [_shares(language) for language in languages]
        self._unseen = [log(_UNSEEN)] * len(shares)
        self._likely = {
            letters: [log(share.get(letters, 0) + _UNSEEN) for share in shares] for letters in set().union(*shares)
        }

    def score(self, word: str) -> tuple[list[float], int]:
        """Log-likelihood of a lower-case word in each language, and the number of letter groups it is the sum of."""
        padded = f" {_NO_LETTER.sub(' ', word).translate(_FOLD)} "
        sums = [0.0] * len(self._unseen)
        groups = 0
        for length in range(1, _LONGEST + 1):
            for start in range(len(padded) - length + 1):
                letters = padded[start : start + length]
                if letters == " " or " " in letters[1:-1]:
                    continue
                groups += 1
                sums = [a + b for a, b in zip(sums, self._likely.get(letters, self._unseen), strict=True)]
        return sums, groups


_FOLD = {code: letter for first, last, letter in _SYLLABLES for code in range(first, last + 1)}
