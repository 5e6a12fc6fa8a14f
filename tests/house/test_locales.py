"""Spanish is complete: every sentence in the code is translated and keeps its placeholders, commands and bold marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po

from tests.messages import CATALOG, Message, sentences
from tests.sentences import LONGEST, listed, report

SENTENCES = sorted(sentences(), key=str)


def _catalog() -> dict[Message, str | tuple[str, ...]]:
    with CATALOG.open("rb") as file:
        found: dict[Any, Any] = {one.id: one.string for one in read_po(file, locale="es") if one.id}
    return found


SPANISH = _catalog()


def _pairs() -> Iterator[tuple[str, str, bool]]:
    """Each English sentence with its Spanish, and whether it changes with a number."""
    for message in SENTENCES:
        spanish = SPANISH.get(message) or ""
        if isinstance(message, str):
            yield message, str(spanish), False
        else:
            yield from ((one, two, True) for one, two in zip(message, spanish or ("", ""), strict=True))


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _commands(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w/])/[a-z]+", text))


def test_there_are_sentences_to_translate() -> None:
    assert len(SENTENCES) > 400


def test_every_sentence_is_translated() -> None:
    assert [english for english, spanish, _ in _pairs() if not spanish.strip()] == []


def test_placeholders_are_kept() -> None:
    wrong = []
    for english, spanish, counted in _pairs():
        # a sentence about one thing may leave its number out, and none may ask for a value that is not given
        given = _names(english) | ({"n"} if counted else set())
        if not (_names(english) - ({"n"} if counted else set()) <= _names(spanish) <= given):
            wrong.append((english, spanish))
    assert wrong == []


def test_commands_and_bold_marks_are_kept() -> None:
    wrong = [
        (english, spanish)
        for english, spanish, _ in _pairs()
        if _commands(english) != _commands(spanish) or english.count("**") != spanish.count("**")
    ]
    assert wrong == []


def test_nothing_obsolete_is_translated() -> None:
    assert sorted(set(SPANISH) - set(SENTENCES), key=str) == []


def test_spanish_speaks_to_one_person() -> None:
    plural = re.compile(r"\b(vosotr[oa]s|ustedes|vuestr[oa]s?|usted)\b", re.IGNORECASE)
    assert [spanish for _, spanish, _ in _pairs() if plural.search(spanish)] == []


NEVER_ON_SCREENS = (
    r"\b(decks?|prompts?|rounds?|windows?|contributions?|occurrences?|deliver(?:y|ies)|activit(?:y|ies))\b",
    r"\b(?:an?|the|no|this|that|each|every|open|last|next|today's|my|your|of) posts?\b",
    r"\b(mazos?|rondas?|ventanas?|publicaci(?:ón|ones)|actividad(?:es)?|alumn\w+|ejercicios?)\b",
)


def test_screens_say_word_list_question_task_and_open_until() -> None:
    never = [re.compile(pattern, re.IGNORECASE) for pattern in NEVER_ON_SCREENS]
    bare = [re.sub(r"/[a-z]+|\{\w+\}", "", text) for english, spanish, _ in _pairs() for text in (english, spanish)]
    assert [text for text in bare for pattern in never if pattern.search(text)] == []


def test_no_sentence_is_longer_than_people_read() -> None:
    assert [one for one in listed() if one.length > LONGEST] == []


def test_the_list_names_each_sentence_with_its_place_and_both_languages() -> None:
    listing = "\n".join(report())
    assert re.search(r"^ *\d+  bot/task/mine\.py:\d+\n +You are done\. 🎉\n +\S", listing, re.MULTILINE)
    assert listing.endswith("Longer than 300: 0")
