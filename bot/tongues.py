"""What the bot knows of languages while it runs: detectors and word forms, made once and kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import structlog

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
        found: set[int] = self._forms(tuple(words), language).used(text)
        return found

    def target_words(self, text: str, languages: Sequence[str]) -> int:
        """How many words of a text are in the first of these languages."""
        if not languages or not languages[0]:
            return 0
        found: int = self._detector(tuple(languages)).count(text, languages[0])
        return found

    def learn(self, language: str) -> None:
        """Build a language's word forms in a process of its own, unless they are there or under way."""
        with self._lock:
            if language in self._learning or self._cache is None:
                return
            self._learning.add(language)
        threading.Thread(target=self._build, args=(language,), name=f"learn {language}", daemon=True).start()

    def _build(self, language: str) -> None:
        from bot.language.words import build

        assert self._cache is not None
        try:
            build(language, self._cache)
        except Exception as error:  # noqa: BLE001  without the forms, words still count as written
            log.warning("word forms not built", language=language, error=type(error).__name__)
        self._forms.cache_clear()

    def _make_detector(self, languages: tuple[str, ...]):  # type: ignore[no-untyped-def]
        from bot.language.detect import Detector

        return Detector(languages)

    def _make_forms(self, words: tuple[str, ...], language: str):  # type: ignore[no-untyped-def]
        from bot.language.words import Forms

        return Forms(list(words), language, self._cache)
