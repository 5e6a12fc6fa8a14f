"""The difference of two sentences and of two long texts, beside rapidfuzz's bare opcodes over the same words."""

import random
import time
from collections.abc import Callable
from statistics import median

import pytest
from rapidfuzz.distance import Levenshtein

from bot.language.asterisk import fit, read_asterisk
from bot.language.changes import changes
from bot.language.pieces import cut

LINES = [
    ("en", "i go to cinema yesterday with my freind", "I went to the cinema yesterday with my friend."),
    ("en", "She dont like coffee", "She doesn't like coffee."),
    ("es", "hola q tal, ayer fui a el cine", "Hola, ¿qué tal? Ayer fui al cine."),
    ("es", "Me gusta mucho los gato de mi hermana", "Me gustan mucho los gatos de mi hermana"),
    ("de", "Gestern ich habe ein film gesehen", "Gestern habe ich einen Film gesehen."),
    ("uk", "Я люблю читати книга в парку", "Я люблю читати книги в парку."),
    ("zh", "我昨天去学校了在北京,很高兴", "我昨天在北京去学校了，很高兴。"),
]
WORDS = (
    "the a my dog cat house goes went to in with very often friend friends red big small I you he was is and".split()
)


def _long(language: str, chance: random.Random) -> tuple[str, str]:
    """A text of 2,000 characters, and the same with every tenth word or character changed."""
    if language == "zh":
        pieces = [chr(chance.randint(0x4E00, 0x5000)) for _ in range(2000)]
        gap = ""
    else:
        pieces, gap = [], " "
        while len(gap.join(pieces)) < 2000:
            pieces.append(chance.choice(WORDS) + chance.choice(["", "", "", "", ","]))
    mended = [
        chance.choice([piece.title(), piece + "s", "", "new"]) if chance.random() < 0.1 else piece for piece in pieces
    ]
    return gap.join(pieces)[:2000], gap.join(filter(None, mended))[:2000]


def _milliseconds(run: Callable[[], object], times: int) -> float:
    """Of this process alone: what else the machine does is not counted."""
    took = []
    for _ in range(7):
        started = time.process_time()
        for _ in range(times):
            run()
        took.append((time.process_time() - started) * 1000 / times)
    return median(took)


def _beside(language: str, before: str, after: str, times: int) -> tuple[float, float]:
    words, mended = cut(before, language).texts, cut(after, language).texts
    changes(before, after, language)
    return (
        _milliseconds(lambda: changes(before, after, language), times),
        _milliseconds(lambda: Levenshtein.opcodes(words, mended).as_list(), times),
    )


def test_changes_of_chat_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print()
        for language, before, after in LINES:
            took, bare = _beside(language, before, after, 200)
            print(f"chat line {language}: {took:.3f} ms; ratio to bare opcodes {took / bare:.0f}")


def test_changes_of_long_texts(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(5)
    with capsys.disabled():
        print()
        for language in ("en", "zh"):
            before, after = _long(language, chance)
            took, bare = _beside(language, before, after, 3)
            print(f"2,000 characters {language}, every tenth changed: {took:.1f} ms; ratio {took / bare:.0f}")
            other, _ = _long(language, chance)
            took, bare = _beside(language, before, other, 3)
            print(f"2,000 characters {language}, nothing in common: {took:.1f} ms; ratio {took / bare:.0f}")


def test_asterisks(capsys: pytest.CaptureFixture[str]) -> None:
    original = "Ayer fue al cine con Ana y después comimos en casa de mi hermana"
    read = _milliseconds(lambda: read_asterisk("*fui (pretérito)"), 500)
    fitted = _milliseconds(lambda: fit("fui", original, "es"), 100)
    text, _ = _long("en", random.Random(5))
    phrase = _milliseconds(lambda: fit("to a red house with my friends", text, "en"), 5)
    with capsys.disabled():
        print(f"\nan asterisk read: {read:.3f} ms; fitted to a sentence: {fitted:.3f} ms")
        print(f"a phrase fitted to 2,000 characters: {phrase:.1f} ms")
