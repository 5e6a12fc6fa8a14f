"""Reads the tables of labelled corrections and counts how many are judged as labelled."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.language.changes import Change, apply, changes

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    before: str
    after: str
    expected: list[tuple[int, str]]


class Figures(NamedTuple):
    """`alike`: share of the cases with as many changes as expected; the others are shares of the changes in these."""

    cases: int
    alike: float
    small_levels: float
    big_levels: float
    named: float
    agreed: float


def rows(name: str) -> Iterator[list[str]]:
    for line in (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def cases(language: str) -> Iterator[Case]:
    for before, after, labels in rows(language):
        pairs = (label.partition(" ") for label in labels.split(", "))
        yield Case(before, after, [(int(level), category.replace("-", "")) for level, _, category in pairs])


def figures(language: str) -> Figures:
    count: Counter[str] = Counter()
    for case in cases(language):
        found = changes(case.before, case.after, language)
        assert apply(case.before, found) == case.after
        count["cases"] += 1
        if len(found) == len(case.expected):
            count["alike"] += 1
            for change, expected in zip(found, case.expected, strict=True):
                _compare(change, *expected, count)
    return Figures(
        count["cases"], count["alike"] / count["cases"], count["1 right"] / count["1"], count["3 right"] / count["3"],
        count["named"] / count["nameable"], count["agreed"] / count["named"],
    )  # fmt: skip


def _compare(change: Change, level: int, category: str, count: Counter[str]) -> None:
    count[str(level)] += 1
    count[f"{level} right"] += change.level == level
    if category:
        count["nameable"] += 1
        count["named"] += bool(change.category)
        count["agreed"] += change.category == category


if __name__ == "__main__":
    for code in ("en", "es", "de", "fr", "it", "pt", "uk", "ru", "zh"):
        one = figures(code)
        shares = "  ".join(f"{name} {value:.3f}" for name, value in zip(one._fields[1:], one[1:], strict=True))
        print(f"{code}  {one.cases} cases  {shares}")  # noqa: T201
