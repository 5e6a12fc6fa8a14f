"""Lemma and forms of a word, from simplemma's dictionaries packed into files that cost next to no memory."""

import os
import subprocess
import sys
from atexit import register
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Protocol

from bot.language import codes
from bot.language.tokens import fold

if TYPE_CHECKING:
    from marisa_trie import Trie  # type: ignore[import-not-found]

_FORMAT = 1  # of the files; a change of fold() or of the keys below needs a new one

_CAPITAL_NOUNS = {"de", "lb"}


class Lookup(Protocol):
    """One lemma for one form, as simplemma has it."""

    def get(self, key: str, /) -> str | None: ...


class Dictionary:
    """One language's words, from its files in `folder` if they are there."""

    def __init__(self, code: str, folder: Path | None) -> None:
        self._code, self._folder = code, folder

    @cached_property
    def _packed(self) -> bool:
        return self._folder is not None and _whole(self._folder, self._code)

    @cached_property
    def _lemmas(self) -> Lookup:
        if self._folder is not None and self._packed:
            return _Packed(self._folder / f"{self._code}.dic")
        from simplemma.strategies.dictionaries import StreamDictionaryFactory

        # A tenth of the memory of simplemma's default and half a second of loading: right until the files are built.
        return StreamDictionaryFactory().get_dictionary(self._code)

    @cached_property
    def _forms(self) -> "Trie | None":
        from marisa_trie import Trie

        return Trie().mmap(str(self._folder / f"{self._code}.forms")) if self._folder and self._packed else None

    @property
    def expands(self) -> bool:
        """Whether `forms` can answer; else compare lemmas."""
        return self._packed

    def lemma(self, word: str) -> str | None:
        """The lemma, whatever case the word is written in; None when the dictionary does not know it."""
        word = word.replace("’", "'").replace("ʼ", "'")
        lower = word.lower()
        return self._lemmas.get(word) or self._lemmas.get(lower) or self._lemmas.get(lower.capitalize())

    def is_name(self, word: str) -> bool:
        """Whether the dictionary has a lower-case word with a capital only, where not every noun has one."""
        return self._code not in _CAPITAL_NOUNS and self._lemmas.get(word) is None and self.lemma(word) is not None

    def forms(self, word: str, *, lemma_too: bool = True) -> set[str]:
        """All forms, folded, of the word or of its lemma; of any word spelled so but for accents if it is unknown."""
        lemma = self.lemma(word)
        exact = {word.lower(), *([lemma.lower()] if lemma_too else [])} if lemma else set()
        found = {fold(word), *map(fold, exact)}
        for start in tuple(found):
            for key in self._forms.keys(f"{start}\t") if self._forms is not None else ():
                _, spelled, form = key.split("\t")
                if not exact or (spelled or start).lower() in exact:
                    found.add(form)
        return found


class _Packed:
    """simplemma's dictionary in a file that is mapped, not read."""

    def __init__(self, path: Path) -> None:
        from marisa_trie import BytesTrie

        self._trie = BytesTrie().mmap(str(path))

    def get(self, key: str, /) -> str | None:
        found = self._trie.get(key)
        return str(found[0], "utf-8") if found else None


def _keys(lemmas: Mapping[str, str]) -> Iterator[str]:
    for form in lemmas:
        lemma = lemmas[form]
        folded, start = fold(form), fold(lemma)
        if folded != start:
            yield f"{start}\t{'' if lemma == start else lemma}\t{folded}"


def _whole(folder: Path, code: str) -> bool:
    from marisa_trie import BytesTrie, Trie

    try:
        BytesTrie().mmap(str(folder / f"{code}.dic"))
        Trie().mmap(str(folder / f"{code}.forms"))
    except (OSError, RuntimeError):
        return False
    return True


def _folder(cache: Path) -> Path:
    from simplemma import __version__

    return cache / f"words-{__version__}-{_FORMAT}"


def has_dictionary(language: str) -> bool:
    """Whether simplemma carries one for it."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return codes.dictionary(language) in SUPPORTED_LANGUAGES


def ready(language: str, cache: Path) -> bool:
    """Whether `build` has nothing left to do."""
    return not has_dictionary(language) or _whole(_folder(cache), codes.dictionary(language))


def open_dictionary(language: str, cache: Path | None) -> Dictionary | None:
    """The dictionary, shared in this process; None where there is none."""
    if not has_dictionary(language):
        return None
    code, folder = codes.dictionary(language), cache and _folder(cache)
    return _shared(code, folder, built=folder is not None and _whole(folder, code))


@lru_cache(maxsize=16)
def _shared(code: str, folder: Path | None, *, built: bool) -> Dictionary:  # noqa: ARG001 (a key: once built, open anew)
    return Dictionary(code, folder)


def build(language: str, cache: Path) -> bool:
    """Pack the dictionary into `cache`, in a process of its own (seconds, up to 330 MB); whether it is there now.

    Two builds at once do no harm: each works in a folder of its own, and the last one to rename its files stays.
    """
    if ready(language, cache):
        return True
    here = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", __name__, codes.dictionary(language), str(cache)]
    try:
        subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return ready(language, cache)


@lru_cache
def _passing_folder() -> Path:
    folder = mkdtemp(prefix="tertulia-words-")
    register(rmtree, folder, ignore_errors=True)
    return Path(folder)


def passing(language: str) -> Path:
    """A folder with the dictionary packed for as long as this process lives."""
    build(language, _passing_folder())
    return _passing_folder()


def _pack(code: str, folder: Path) -> None:
    from marisa_trie import Trie
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".building-") as name:
        room = Path(name)
        lemmas = TrieDictionaryFactory(disk_cache_dir=name).get_dictionary(code)
        Trie(_keys(lemmas)).save(str(room / f"{code}.forms"))
        for made in (room / f"{code}.forms", room / f"{code}.dic"):
            made.replace(folder / made.name)


if __name__ == "__main__":
    _pack(sys.argv[1], _folder(Path(sys.argv[2])))
