"""Draws the class picture: made for a phone held upright, and nothing in it is said by colour alone."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any

from bot.text import clipped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PALE, PAPER = "#1c2430", "#c9d3dd", "#ffffff"
WIDTH = 5.0
"""Inches; the picture is as wide as a phone shows it, so that its letters keep their size."""
DOTS = 200
"""Pixels an inch."""
_ROW = 0.285
_ONE_COLUMN = 26
"""So many people stand under each other; more stand in two columns, as many as fit on a phone held upright."""
_MOST_ROWS = 2 * _ONE_COLUMN
_MOST_LABELS = 8
_FONTS = ("DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Devanagari")


@dataclass(frozen=True, slots=True)
class Row:
    """One person: messages in time and late, and a word instead of a bar for who wrote none."""

    name: str
    messages: int
    late: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, in the reader's language."""

    title: str
    period: str
    wrote: int
    of: int
    headline: str
    details: tuple[str, ...]
    steps_title: str
    steps: tuple[tuple[str, int], ...]
    """Days or weeks, with the number of people who wrote."""
    rows_title: str
    rows: tuple[Row, ...]
    late: str
    foot: str


def draw(picture: Picture) -> bytes:
    """A PNG; rows beyond the first 52 are left out, the words beside the picture name all."""
    # a letter that no font here has is drawn as a box; nobody needs to be told in the log
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rows = picture.rows[:_MOST_ROWS]
    columns = 1 if len(rows) <= _ONE_COLUMN else 2
    deep = -(-len(rows) // columns)
    parts = [(0.95 if picture.of else 0.55) + 0.24 * len(picture.details), 1.15, 0.5 + _ROW * deep, 0.6]
    with rc_context({"font.family": list(_FONTS), "font.size": 11, "text.parse_math": False, "hatch.linewidth": 1.2}):
        figure = Figure(figsize=(WIDTH, 0.75 + sum(parts)), facecolor=PAPER)
        FigureCanvasAgg(figure)
        _head(figure, picture)
        axes = _stacked(figure, parts)
        _share(axes[0], picture)
        _steps(axes[1], picture)
        _people(axes[2], picture, rows, deep)
        axes[3].axis("off")
        axes[3].text(
            0, 0.5, _wrapped(picture.foot, 58), fontsize=8.5, color=INK, va="center", transform=axes[3].transAxes
        )
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=DOTS)
    return out.getvalue()


def _stacked(figure: Figure, parts: Sequence[float]) -> list[Axes]:
    """Axes of these heights in inches, one under the other."""
    height = figure.get_figheight()
    top, found = height - 0.75, []
    for part in parts:
        found.append(figure.add_axes((0.06, (top - part) / height, 0.88, part / height)))
        top -= part
    return found


def _head(figure: Figure, picture: Picture) -> None:
    height = figure.get_figheight()
    figure.text(0.06, 1 - 0.32 / height, clipped(picture.title, 34), fontsize=15, weight="bold", color=INK, va="center")
    figure.text(0.06, 1 - 0.58 / height, picture.period, fontsize=11, color=INK, va="center")


def _share(axes: Axes, picture: Picture) -> None:
    """How many of how many, as one bar that fills up; no bar where a share says nothing (`of` is 0)."""
    height = axes.get_position().height * _figure_height(axes)
    axes.set(xlim=(0, max(1, picture.of)), ylim=(height, 0))
    axes.axis("off")
    size = min(13.0, 13 * 36 / max(1, len(picture.headline)))
    axes.text(0, 0.22, picture.headline, fontsize=size, weight="bold", color=INK, va="center")
    top = 0.55
    if picture.of:
        axes.add_patch(_box(0, 0.44, picture.of, 0.26, face=PAPER))
        axes.add_patch(_box(0, 0.44, picture.wrote, 0.26, face=INK))
        top = 0.9
    for number, line in enumerate(picture.details):
        axes.text(0, top + 0.24 * number, line, fontsize=11, color=INK, va="center")


def _steps(axes: Axes, picture: Picture) -> None:
    """People a day or a week, each column with its number."""
    most = max([count for _, count in picture.steps], default=0) or 1
    axes.set(xlim=(-0.6, max(1, len(picture.steps)) - 0.4), ylim=(-0.55 * most, 2.1 * most))
    axes.axis("off")
    axes.text(0, 1, picture.steps_title, fontsize=11, weight="bold", color=INK, va="top", transform=axes.transAxes)
    every = -(-len(picture.steps) // _MOST_LABELS) if len(picture.steps) > 2 * _MOST_LABELS - 2 else 1
    for at, (label, count) in enumerate(picture.steps):
        axes.add_patch(_box(at - 0.32, 0, 0.64, count, face=INK))
        if at % every:
            continue
        axes.text(at, count + 0.08 * most, str(count), ha="center", va="bottom", fontsize=10, color=INK)
        axes.text(at, -0.1 * most, label, ha="center", va="top", fontsize=9.5, color=INK)
    axes.axhline(0, color=INK, linewidth=1)


def _people(axes: Axes, picture: Picture, rows: Sequence[Row], deep: int) -> None:
    """A bar for each person, by name; late messages are striped."""
    height = axes.get_position().height * _figure_height(axes)
    axes.set(xlim=(0, 1), ylim=(height, 0))
    axes.axis("off")
    axes.text(0, 0.14, picture.rows_title, fontsize=11, weight="bold", color=INK, va="center")
    if any(one.late for one in rows):
        axes.add_patch(_box(0.66, 0.06, 0.05, 0.16, face=PALE, hatch="////"))
        axes.text(0.73, 0.14, picture.late, fontsize=10, color=INK, va="center")
    wide = 1.0 if len(rows) <= deep else 0.5
    most = max([one.messages + one.late for one in rows], default=0) or 1
    for number, one in enumerate(rows):
        _person(axes, one, (number // deep) * wide, 0.5 + _ROW * (number % deep), wide, most)


def _person(axes: Axes, one: Row, left: float, middle: float, wide: float, most: int) -> None:
    name = left + (0.42 if wide == 1 else 0.24)
    unit = (left + (0.9 if wide == 1 else 0.42) - name) / most
    axes.text(left, middle, clipped(one.name, 18 if wide == 1 else 9), fontsize=11, color=INK, va="center")
    axes.add_patch(_box(name, middle - 0.09, one.messages * unit, 0.18, face=INK))
    axes.add_patch(_box(name + one.messages * unit, middle - 0.09, one.late * unit, 0.18, face=PALE, hatch="////"))
    total = one.messages + one.late
    said = str(total) if total else f"0  {one.remark}".rstrip() if wide == 1 else "0"
    axes.text(name + total * unit + 0.015, middle, said, fontsize=10.5, color=INK, va="center")


def _box(x: float, y: float, width: float, height: float, *, face: str, hatch: str = "") -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (x, y), width, height, facecolor=face, edgecolor=INK, linewidth=1 if width else 0, hatch=hatch, clip_on=False
    )


def _figure_height(axes: Axes) -> float:
    figure = axes.get_figure()
    assert figure is not None
    return float(figure.get_figheight())  # type: ignore[union-attr]


def _wrapped(text: str, width: int) -> str:
    return fill(text, width)
