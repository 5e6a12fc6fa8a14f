"""Styled text: spans that every adapter renders in its own markup, so nobody writes markup by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """What a span is; `QUOTE` is a block that may be folded, `LINK` carries a url.

    `TIME` is a moment as the class's clock shows it; its `url` holds the seconds since 1970 for a platform that shows
    each reader the moment on their own clock.
    """

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    STRUCK = "struck"
    QUOTE = "quote"
    SPOILER = "spoiler"
    LINK = "link"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of spans; two texts are equal when they look the same."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Text:
        """Build a text without empty spans, neighbours of one style joined."""
        merged: list[Span] = []
        for span in spans:
            if not span.text:
                continue
            last = merged[-1] if merged else None
            if last and (last.style, last.url) == (span.style, span.url):
                merged[-1] = Span(last.text + span.text, span.style, span.url)
            else:
                merged.append(span)
        return cls(tuple(merged))

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)

    def __add__(self, other: Text) -> Text:
        return Text.of((*self.spans, *other.spans))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __len__(self) -> int:
        return sum(len(span.text) for span in self.spans)

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def dump(self) -> list[list[str]]:
        """Give the spans as plain lists for JSON; `Text.load` reads them back."""
        return [[span.text, span.style.value, span.url] for span in self.spans]

    @classmethod
    def load(cls, dumped: Iterable[Iterable[str]]) -> Text:
        return cls(tuple(Span(text, Style(style), url) for text, style, url in dumped))


EMPTY = Text()


def clipped(words: str, longest: int) -> str:
    """The words, or where they have more characters than that their beginning with … behind it."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def plain(text: str) -> Text:
    return Text.of([Span(text)])


def bold(text: str) -> Text:
    return Text.of([Span(text, Style.BOLD)])


def italic(text: str) -> Text:
    return Text.of([Span(text, Style.ITALIC)])


def struck(text: str) -> Text:
    return Text.of([Span(text, Style.STRUCK)])


def quote(text: str) -> Text:
    return Text.of([Span(text, Style.QUOTE)])


def spoiler(text: str) -> Text:
    return Text.of([Span(text, Style.SPOILER)])


def link(text: str, url: str) -> Text:
    return Text.of([Span(text, Style.LINK, url)])


def join(separator: str, parts: Iterable[Text]) -> Text:
    spans: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            spans.append(Span(separator))
        spans.extend(part.spans)
    return Text.of(spans)
