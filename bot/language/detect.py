"""Tells which of a class's languages a line is in, word by word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from bot.language.evidence import Evidence, Words
from bot.language.tokens import plain, runs

_SWITCH = 1.4  # what a change of language between two words costs: one odd word changes nothing, a sure one does
_THIRD = 4.5  # so much hint at a third language makes the line unknown
_DOUBT = 0.1  # a word or two whose best reading is no better than this before another one's are unknown
_HASHTAG = regex.compile(r"#\w+")


class Detector:
    """Knows a class's two or three languages and no other; a language nothing is known of is never the answer.

    `cache` is the folder given to `bot.language.dictionary.build`. Files are read at the first line, not here.
    """

    def __init__(self, languages: Sequence[str], cache: Path | None = None) -> None:
        self.languages = tuple(dict.fromkeys(languages))
        self._cache = cache
        self._words: Words | None = None

    def shares(self, text: str) -> dict[str, float]:
        """The share of its words in each language that occurs, the rest being in none; empty when nothing is sure."""
        counts = self.counts(text)
        total = sum(counts.values())
        return {language: count / total for language, count in counts.items() if language}

    def count(self, text: str, language: str) -> int:
        """How many words of the text are in the language."""
        return self.counts(text).get(language, 0)

    def counts(self, text: str) -> dict[str, int]:
        """Words in each language that occurs, "" for those in none of them; empty when nothing is sure.

        Names, numbers, links and laughter are not counted. Where a script has no spaces two characters are a word.
        """
        evidence = list(self._evidence(text))
        ours = [each for each in evidence if each.scores]
        if not ours or _doubtful(ours) or sum(each.strange for each in ours) > _THIRD:
            return {}
        halves = Counter({"": sum(each.weight for each in evidence if not each.scores)})
        for each, state in zip(ours, _path(ours), strict=True):
            halves[self.languages[state]] += each.weight
        return {language: (half + 1) // 2 for language, half in halves.items() if half}

    def _evidence(self, text: str) -> Iterator[Evidence]:
        if self._words is None:
            self._words = Words(self.languages, self._cache)
        shouted = text.upper() == text
        for word in runs(plain(_HASHTAG.sub(" ", text) if "#" in text else text)):
            evidence = self._words.of(word)
            if evidence is not None and (evidence.known or shouted or not word[0].isupper()):
                yield evidence


def _doubtful(evidence: Sequence[Evidence]) -> bool:
    """Whether two languages are equally likely for a word or two."""
    if len(evidence) > 2:
        return False
    sums = sorted(sum(scores) for scores in zip(*(each.scores for each in evidence), strict=True))
    return len(sums) > 1 and sums[-1] - sums[-2] < _DOUBT


def _path(evidence: Sequence[Evidence]) -> list[int]:
    """The likeliest language of each word, given its neighbours (Viterbi)."""
    if all(each.best == evidence[0].best for each in evidence):
        return [evidence[0].best] * len(evidence)
    best = list(evidence[0].scores)
    steps: list[tuple[int, list[bool]]] = []
    for each in evidence[1:]:
        leader = max(range(len(best)), key=best.__getitem__)
        jump = best[leader] - _SWITCH
        steps.append((leader, [jump > value for value in best]))
        best = [max(value, jump) + score for value, score in zip(best, each.scores, strict=True)]
    state = max(range(len(best)), key=best.__getitem__)
    path = [state]
    for leader, switched in reversed(steps):
        state = leader if switched[state] else state
        path.append(state)
    return path[::-1]
