"""What the bot knows of languages while it runs: detectors and word forms, made once and kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.language.changes import Change
    from bot.language.detect import Detector
    from bot.language.words import Forms

log = structlog.get_logger("tongues")


class Tongues:
    """Detectors by class languages and forms by list of words; `cache` is where dictionaries are kept once built."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._learning: set[str] = set()
        self._lock = threading.Lock()
        self._detector = lru_cache(maxsize=64)(self._make_detector)
        self._forms = lru_cache(maxsize=256)(self._make_forms)

    def used(self, words: Sequence[str], language: str, text: str) -> set[int]:
        """Which of the words stand in the text, in any form; their places in `words`."""
        return self._forms(tuple(words), language).used(text)

    def target_words(self, text: str, languages: Sequence[str]) -> int:
        """How many words of a text are in the first of these languages."""
        if not languages or not languages[0]:
            return 0
        return self._detector(tuple(languages)).count(text, languages[0])

    def changes(self, before: str, after: str, language: str) -> list[Change]:
        """What makes one text of the other, as far as it can be seen."""
        from bot.language.changes import changes, visible

        return visible(before, changes(before, after, language, self._cache))

    def fits(self, correction: str, text: str, language: str, reason: str = "") -> list[str]:
        """The texts a correction without its place may mean, nearest first; a reason such as "not went" names it."""
        from bot.language.fitting import fit

        return fit(correction, text, language, self._cache, reason)

    def learn(self, language: str) -> None:
        """Build a language's word forms in a process of its own, unless they are there or under way."""
        with self._lock:
            if language in self._learning or self._cache is None:
                return
            self._learning.add(language)
        threading.Thread(target=self._build, args=(language,), name=f"learn {language}", daemon=True).start()

    def _build(self, language: str) -> None:
        from bot.language.dictionary import build

        assert self._cache is not None
        if not build(language, self._cache):
            # without its forms a language's words still count as written and by their lemmas
            log.warning("word forms not built", language=language)
        self._forms.cache_clear()
        self._detector.cache_clear()

    def _make_detector(self, languages: tuple[str, ...]) -> Detector:
        from bot.language.detect import Detector

        return Detector(languages, self._cache)

    def _make_forms(self, words: tuple[str, ...], language: str) -> Forms:
        from bot.language.words import Forms

        return Forms(list(words), language, self._cache)
