"""Spanish is complete: every sentence in the code is translated and keeps its placeholders, bold marks and sign."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.messages import CATALOG, Message, sentences

SENTENCES = sorted(sentences(), key=str)


def _catalog():
    with CATALOG.open("rb") as file:
        return {one.id: one.string for one in read_po(file, locale="es") if one.id}


SPANISH = _catalog()


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_are_sentences_to_translate():
    assert len(SENTENCES) > 100


@pytest.mark.parametrize("message", SENTENCES, ids=lambda one: str(one)[:60])
def test_every_sentence_is_translated_and_keeps_its_placeholders(message: Message):
    spanish = SPANISH.get(message)
    assert spanish, f"not translated: {message!r}"
    pairs = zip((message,) if isinstance(message, str) else message, [spanish] if isinstance(spanish, str) else spanish,
                strict=True)
    for english, translated in pairs:
        assert translated, f"not translated: {english!r}"
        missing = _names(english) - _names(translated)
        # a singular may leave its number out ("one message"), nothing may ask for a value that is not given
        assert missing <= ({"n"} if isinstance(message, tuple) else set()), f"{missing} missing in {translated!r}"
        given = _names(english) | ({"n"} if isinstance(message, tuple) else set())
        assert _names(translated) <= given, f"unknown placeholder in {translated!r}"
        assert english.count("**") == translated.count("**")
        assert re.findall(r"/[a-z]+", english) == re.findall(r"/[a-z]+", translated) or set(
            re.findall(r"(?<![\w/])/[a-z]+", english)
        ) == set(re.findall(r"(?<![\w/])/[a-z]+", translated))


def test_nothing_obsolete_is_translated():
    assert set(SPANISH) <= set(SENTENCES)


def test_spanish_speaks_to_one_person():
    for spanish in SPANISH.values():
        for text in [spanish] if isinstance(spanish, str) else spanish:
            assert not re.search(r"\b(vosotr[oa]s|ustedes|vuestr[oa]s?|usted)\b", text, re.IGNORECASE), text
