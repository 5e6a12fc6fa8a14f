"""Loads the interface languages from `bot/locales`; the English sentences stand in the code."""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from typing import Any

from bot.phrase import Languages

CODES = ("es",)


@cache
def load_languages() -> Languages:
    """Every interface language with its sentences, read once."""
    return Languages({code: _read(code) for code in CODES})


class _Sentences(gettext.NullTranslations):
    """The sentences of one language, singular and plural; what is not translated stays English."""

    def __init__(self, catalog: Any) -> None:
        super().__init__()
        self._one = {one.id: one.string for one in catalog if isinstance(one.id, str) and one.string}
        self._many = {one.id[0]: one.string for one in catalog if isinstance(one.id, tuple) and all(one.string)}

    def gettext(self, message: str) -> str:
        found: str = self._one.get(message, message)
        return found

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self._many.get(msgid1)
        return found[0 if n == 1 else 1] if found else (msgid1 if n == 1 else msgid2)


def _read(code: str) -> gettext.NullTranslations:
    from babel.messages.pofile import read_po

    source = files("bot") / "locales" / code / "LC_MESSAGES" / "tertulia.po"
    with source.open("rb") as file:
        return _Sentences(read_po(file, locale=code))
