"""Packs simplemma's dictionaries into files that cost next to no memory; run as a program, packs one.

A language has two: lemmas by forms, as simplemma packs them (`.dic`), and ours of forms by lemmas (`.forms`).
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.language.tokens import fold

_FORMAT = 1  # of the keys below and of fold(): a change of either needs a new one


class Packed:
    """simplemma's dictionary in a file that is mapped, not read."""

    def __init__(self, path: Path) -> None:
        from marisa_trie import BytesTrie  # type: ignore[import-not-found]

        self._trie = BytesTrie().mmap(str(path))

    def get(self, key: str, /) -> str | None:
        found = self._trie.get(key)
        return str(found[0], "utf-8") if found else None


def folder_in(cache: Path) -> Path:
    """Where the files of this release of simplemma lie."""
    from simplemma import __version__

    return cache / f"words-{__version__}-{_FORMAT}"


def is_whole(folder: Path, code: str) -> bool:
    """Whether both files are there and can be read."""
    from marisa_trie import BytesTrie, Trie

    try:
        BytesTrie().mmap(str(folder / f"{code}.dic"))
        Trie().mmap(str(folder / f"{code}.forms"))
    except (OSError, RuntimeError):
        return False
    return True


def _keys(lemmas: Mapping[str, str]) -> Iterator[str]:
    for form in lemmas:
        lemma = lemmas[form]
        folded, start = fold(form), fold(lemma)
        if folded != start:
            yield f"{start}\t{'' if lemma == start else lemma}\t{folded}"


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


def pack_apart(code: str, cache: Path) -> None:
    """Pack one in a process of its own, whose memory goes with it.

    Raises OSError or subprocess.CalledProcessError if it cannot.
    """
    here = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", __name__, code, str(cache)]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, check=True)


if __name__ == "__main__":
    _pack(sys.argv[1], folder_in(Path(sys.argv[2])))
