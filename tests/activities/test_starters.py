"""The starter pack holds together: every line is whole, every example shows its word, nothing appears twice."""

import re
import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Any, NamedTuple

import pytest
from simplemma import lemmatize

PACK = files("activities.starters") / "es-en" / "A2"
THEMES = ("food", "town", "family", "travel", "work", "feelings")
PLURAL_YOU = re.compile(r"\b(?:vosotr[oa]s|ustedes|vuestr[oa]s?|os|\w+[áé]is|sois|vais|dais)\b", re.IGNORECASE)

# simplemma reads these verb forms as nouns or adjectives.
ALSO_VERBS = {
    form: verb
    for verb, forms in {
        "contar": "cuento cuenta cuentas",
        "cortar": "corto corta",
        "enviar": "envío",
        "gastar": "gasto",
        "girar": "giro gira giras",
        "limpiar": "limpio",
        "mezclar": "mezcla",
        "odiar": "odio",
        "pesar": "peso pesa",
    }.items()
    for form in forms.split()
}


class Card(NamedTuple):
    theme: str
    aim: str
    word: str
    translation: str
    example: str
    note: str


def read_cards(theme: str) -> list[Card]:
    cards, aim = [], ""
    for line in (PACK / "words" / f"{theme}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            aim = line[2:]
        elif line:
            card, example, note = line.split(" | ")
            word, translation = card.split(" = ")
            cards.append(Card(theme, aim, word, translation, example, note))
    return cards


def read_toml(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((PACK / f"{name}.toml").read_text("utf-8"))


def bare(word: str) -> str:
    """The word as a dictionary lists it: without article, reflexive ending, marks."""
    word = re.sub(r"^(?:el|la|los|las) ", "", word.strip("¡!¿?").lower())
    return re.sub(r"(?<=[aeií]r)se\b", "", word)


def lemmas(text: str) -> set[str]:
    """Every word of the text and its lemma, accents folded; a feminine or plural ending also as masculine singular."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = {
        form
        for word in words
        for form in (word, lemmatize(word, "es"), ALSO_VERBS.get(word, word), re.sub(r"[oa]s?$", "o", word))
    }
    return {fold(form) for form in found}


def fold(text: str) -> str:
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()


def shows(text: str, word: str) -> bool:
    there = lemmas(text)
    return all(lemmas(part) & there for part in bare(word).split())


CARDS = [card for theme in THEMES for card in read_cards(theme)]
QUESTIONS = read_toml("questions")["question"]
LEARNERS = read_toml("answers")["learner"]
ANSWERS = read_toml("answers")["answer"]
COUNTED = [answer for answer in ANSWERS if answer["quality"] != "short"]


def every_file() -> list[Any]:
    return [*(PACK / "words").iterdir(), PACK / "questions.toml", PACK / "answers.toml"]


def test_word_files_are_the_six_themes() -> None:
    assert {entry.name for entry in (PACK / "words").iterdir()} == {f"{theme}.txt" for theme in THEMES}
    assert len(CARDS) >= 120
    assert min(Counter(card.theme for card in CARDS).values()) >= 20


@pytest.mark.parametrize("entry", every_file(), ids=lambda entry: str(entry.name))
def test_text_is_clean(entry: Any) -> None:
    text = entry.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\t" not in text
    assert [line for line in text.splitlines() if line != line.strip() or "  " in line] == []
    assert PLURAL_YOU.findall(text) == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.word)
def test_card_is_whole(card: Card) -> None:
    assert card.aim
    assert all(card)
    for field in (card.word, card.translation, card.example, card.note):
        assert field == field.strip()
        assert not re.search(r"[|=;]| [-–—] ", field)
    assert len(card.note) <= 90
    assert card.note[0].isupper()
    assert card.note[-1] in ".!?"
    assert 4 <= len(card.example.split()) <= 10
    assert card.example[-1] in ".!?"
    assert card.example[-1] == "." or ("¿" if card.example[-1] == "?" else "¡") in card.example
    assert shows(card.example, card.word)


def test_no_card_appears_twice() -> None:
    for field in ("word", "example", "note"):
        seen = Counter(fold(bare(getattr(card, field))) for card in CARDS)
        assert [value for value, times in seen.items() if times > 1] == []


def test_four_to_six_cards_share_an_aim() -> None:
    sizes = Counter((card.theme, card.aim) for card in CARDS)
    assert len({aim for _, aim in sizes}) == len(sizes)
    assert [aim for aim, size in sizes.items() if not 4 <= size <= 6] == []
    assert max(len(card.aim) for card in CARDS) <= 30


def test_thirty_questions_with_their_own_aims() -> None:
    assert len(QUESTIONS) == 30
    for key in ("aim", "question", "easier", "starter", "note"):
        assert len({question[key] for question in QUESTIONS}) == 30
    assert not {question["aim"] for question in QUESTIONS} & {card.aim for card in CARDS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["aim"])
def test_question_is_whole(question: dict[str, Any]) -> None:
    assert list(question) == ["aim", "level", "question", "easier", "words", "starter", "note"]
    assert question["level"] == "A2"
    assert len(question["aim"]) <= 30
    assert 8 <= len(question["question"].split()) <= 60
    assert len(question["easier"].split()) < len(question["question"].split())
    for asked in (question["question"], question["easier"]):
        assert asked.count("¿") == asked.count("?") > 0
        assert asked[-1] in ".?"
    assert 4 <= len(question["words"]) <= 6
    for word in question["words"]:
        spanish, english = word.split(" = ")
        assert spanish
        assert english
    assert "…" in question["starter"]
    assert question["note"].endswith((".", "!"))


def test_four_learners_answer() -> None:
    assert [set(learner) for learner in LEARNERS] == [{"name", "habit"}] * 4
    assert {answer["by"] for answer in COUNTED} == {learner["name"] for learner in LEARNERS}
    assert len({answer["text"] for answer in ANSWERS}) == len(ANSWERS)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["text"])
def test_answer_uses_what_it_says(answer: dict[str, Any]) -> None:
    words, aims = {card.word for card in CARDS}, {question["aim"] for question in QUESTIONS}
    counted = len(re.findall(r"[^\W\d_]+", answer["text"])) >= 3
    match answer["quality"]:
        case "short":
            assert not counted
            assert answer["to"] == []
        case "good" | "slip":
            assert counted
            assert answer["to"]
            assert set(answer["to"]) <= words | aims
        case other:
            pytest.fail(other)
    assert [word for word in answer["to"] if word in words and not shows(answer["text"], word)] == []


@pytest.mark.parametrize("first", range(57))
def test_any_four_of_the_first_sixty_cards_have_answers_of_two_words(first: int) -> None:
    task = {card.word for card in CARDS[first : first + 4]}
    fitting = [answer for answer in COUNTED if len(answer["to"]) >= 2 and set(answer["to"]) <= task]
    assert len({answer["by"] for answer in fitting}) >= 3


@pytest.mark.parametrize("question", QUESTIONS[:10], ids=lambda question: question["aim"])
def test_first_ten_questions_have_an_answer_of_each_learner(question: dict[str, Any]) -> None:
    by = [answer["by"] for answer in COUNTED if answer["to"] == [question["aim"]]]
    assert sorted(by) == sorted(learner["name"] for learner in LEARNERS)
