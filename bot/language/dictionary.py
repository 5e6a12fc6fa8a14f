"""Lemma and forms of a word, from simplemma's dictionaries, packed where they could be."""

from atexit import register
from functools import cached_property, lru_cache
from pathlib import Path
from shutil import rmtree
from subprocess import CalledProcessError
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Protocol

from bot.language import codes
from bot.language.packing import Packed, folder_in, is_whole, pack_apart
from bot.language.tokens import fold

if TYPE_CHECKING:
    from marisa_trie import Trie  # type: ignore[import-not-found]

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
        return self._folder is not None and is_whole(self._folder, self._code)

    @cached_property
    def _lemmas(self) -> Lookup:
        if self._folder is not None and self._packed:
            return Packed(self._folder / f"{self._code}.dic")
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
        word = word.replace("’", "'").replace("ʼ", "'").encode("utf-8", "replace").decode()  # half an emoji is no word
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


def has_dictionary(language: str) -> bool:
    """Whether simplemma carries one for it."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return codes.dictionary(language) in SUPPORTED_LANGUAGES


def ready(language: str, cache: Path) -> bool:
    """Whether `build` has nothing left to do."""
    return not has_dictionary(language) or is_whole(folder_in(cache), codes.dictionary(language))


def open_dictionary(language: str, cache: Path | None) -> Dictionary | None:
    """The dictionary, shared in this process; None where there is none."""
    if not has_dictionary(language):
        return None
    code, folder = codes.dictionary(language), cache and folder_in(cache)
    return _shared(code, folder if folder is not None and is_whole(folder, code) else None)


@lru_cache(maxsize=16)
def _shared(code: str, folder: Path | None) -> Dictionary:
    return Dictionary(code, folder)


def build(language: str, cache: Path) -> bool:
    """Pack the dictionary into `cache`, in a process of its own (seconds, up to 330 MB); whether it is there now.

    Two builds at once do no harm: each works in a folder of its own, and the last one to rename its files stays.
    """
    if ready(language, cache):
        return True
    try:
        pack_apart(codes.dictionary(language), cache)
    except (OSError, CalledProcessError):
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
