"""A dictionary is packed once, by whoever comes first, and until then the words are found all the same."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.language.detect import Detector
from bot.language.dictionary import build, open_dictionary, ready
from bot.language.words import Forms

SMALL = "ms"  # Malay: the smallest dictionary there is


def test_lemma_and_forms_from_the_packed_files(packed: Callable[[str], Path]) -> None:
    dictionary = open_dictionary("es", packed("es"))
    assert dictionary is not None
    assert dictionary.expands
    assert dictionary.lemma("Leones") == "león"
    assert dictionary.lemma("xyzzy") is None
    assert {"leon", "leones"} <= dictionary.forms("león")
    assert {"leon", "leones"} <= dictionary.forms("leon")


def test_a_language_without_a_dictionary() -> None:
    assert open_dictionary("zh", None) is None
    assert ready("zh", Path("anywhere"))


def test_words_are_found_before_during_and_after_the_build(tmp_path: Path) -> None:
    assert not ready("en", tmp_path)
    assert Forms(["a child"], "en", tmp_path).used("two children") == {0}
    assert Detector(("es", "en"), tmp_path).shares("two children") == {"en": 1.0}
    assert build("en", tmp_path)
    assert ready("en", tmp_path)
    assert Forms(["a child"], "en", tmp_path).used("two children") == {0}


@pytest.mark.slow
def test_two_builds_at_once_leave_one_whole_dictionary(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(lambda _: build(SMALL, tmp_path), range(2)))
    assert sorted(path.suffix for path in tmp_path.rglob("*.*") if path.is_file()) == [".dic", ".forms"]
    assert not list(tmp_path.rglob(".building-*"))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert not build(SMALL, blocked)
    assert Forms(["buku"], SMALL, blocked).used("Buku ini") == {0}


@pytest.mark.parametrize(
    "kept", [pytest.param(0, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.slow), -8]
)
def test_a_damaged_file_is_not_used_and_is_built_again(tmp_path: Path, kept: int) -> None:
    assert build(SMALL, tmp_path)
    [file] = tmp_path.rglob("*.dic")
    damaged = file.read_bytes()[:kept]
    file.unlink()
    file.write_bytes(damaged)
    assert not ready(SMALL, tmp_path)
    assert Forms(["buku"], SMALL, tmp_path).used("Buku ini") == {0}
    assert build(SMALL, tmp_path)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    script = (
        "import sys, bot.language.detect, bot.language.words, bot.language.support\n"
        "bot.language.detect.Detector(('es', 'en'))\n"
        "print([name for name in ('simplemma', 'langdetect', 'marisa_trie') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert ran.stdout.strip() == "[]"
