"""What stands over the screen is never cut: each refusal and pop-up of each activity fits there, in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

from bot.port import Limits
from tests.house.test_locales import SPANISH
from tests.messages import ROOMS, ROOT

MOST = Limits().popup
"""Of the platform that shows the least, Telegram."""
LONG = {
    "name": 40, "free": 40, "title": 60, "words": 40, "typed": 40, "example": 60, "language": 20, "meant": 20,
    "names": 120, "teachers": 120, "kinds": 128,
}  # fmt: skip
"""Characters of a value, as long as people may make it; of what is not here, a number or a short word."""
SHORT = 12


def _popups() -> Iterator[tuple[str, str]]:
    """Each sentence that may stand over a screen, and where it is in the code."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = {
                target.id: node.value
                for node in tree.body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _called(node) in ("Refusal", "Settled", "pop"):
                    for sentence in _sentences(node.args, named):
                        yield sentence, f"{path.relative_to(ROOT)}:{node.lineno}"


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _sentences(args: list[ast.expr], named: dict[str, ast.expr]) -> Iterator[str]:
    for arg in args[:1]:
        match named.get(arg.id, arg) if isinstance(arg, ast.Name) else arg:
            case ast.Constant(value=str(sentence)):
                yield sentence
            case ast.Call() as call if _called(call) in ("T", "later"):
                yield from _sentences(call.args, named)
            case ast.Call() as call if _called(call) == "N":
                yield from (str(one.value) for one in call.args[:2] if isinstance(one, ast.Constant))


def _filled(sentence: str) -> str:
    pieces = Formatter().parse(sentence)
    return "".join(literal + "x" * (LONG.get(name, SHORT) if name else 0) for literal, name, _, _ in pieces)


def _spanish(sentence: str) -> list[str]:
    found = [SPANISH[one] for one in SPANISH if one == sentence or (isinstance(one, tuple) and sentence in one)]
    return [text for one in found for text in ((one,) if isinstance(one, str) else one)]


def test_every_popup_fits_with_the_longest_names_there_are() -> None:
    popups = dict(_popups())
    assert len(popups) > 150
    too_long = [
        (len(_filled(text)), where, text)
        for sentence, where in popups.items()
        for text in (sentence, *_spanish(sentence))
        if Limits(utf16=True).units(_filled(text)) > MOST
    ]
    assert too_long == []
