"""Shows a message's markdown as Discord's apps do: what is bold, hidden, quoted or a link, and what stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.text import Span, Style, Text

WORD_JOINER = "\u2060"
EMOJI = {"x": "❌", "smile": "😄", "heart": "❤️", "thumbsup": "👍", "+1": "👍", "100": "💯", "white_check_mark": "✅"}
"""A few of the names that Discord's apps show as a picture."""
NESTED = 12
"""How deep marks may lie in one another; a message is not read further."""


@dataclass(frozen=True)
class Rule:
    """`begins`: only at the beginning of a line. The pattern's first group is what lies inside."""

    pattern: re.Pattern[str]
    style: Style = Style.PLAIN
    begins: bool = False
    raw: bool = False


def _rule(pattern: str, style: Style = Style.PLAIN, *, begins: bool = False, raw: bool = False) -> Rule:
    return Rule(re.compile(pattern), style, begins, raw)


RULES = (
    _rule(r" *>>> +([\s\S]*)", Style.QUOTE, begins=True),
    _rule(r"((?: *>(?!>>) +[^\n]*(?:\n|$))+)", Style.QUOTE, begins=True),
    _rule(r" *#{1,3} +((?:\\[\s\S]|[^\n\\])+?)#*\s*(?:\n|$)", Style.BOLD, begins=True),
    _rule(r"-# +([^\n]+)(?:\n|$)", begins=True),
    _rule(r"```(?:[a-z0-9_+\-.#]*\n)?\n*([^\n][\s\S]*?)\n*```", raw=True),
    _rule(r"\\([^0-9A-Za-z\s])", raw=True),
    _rule(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)", Style.BOLD),
    _rule(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    _rule(r"_((?:__|\\[\s\S]|[^\\_])+?)_\b", Style.ITALIC),
    _rule(r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)", Style.ITALIC),
    _rule(r"~~([\s\S]+?)~~(?!_)", Style.STRUCK),
    _rule(r"\|\|([\s\S]+?)\|\|", Style.SPOILER),
    _rule(r"(?P<ticks>`+)(?P<inside>[\s\S]*?[^`])(?P=ticks)(?!`)", raw=True),
)
MASKED = re.compile(r"\[((?:\[[^\]]*\]|\\[\s\S]|[^\[\]\\])+?)\]\(\s*<?((?:\([^)]*\)|[^\s\\)>]|\\.)+?)>?\s*\)")
ANGLED = re.compile(r"<(https?://[^ >]+)>")
ADDRESS = re.compile(r"(https?://[^\s<]+[^<.,:;\"'\]\s])")
LIST = re.compile(r"( *)([*-]|\d+\.) +(?=\S)")
NAMED = re.compile(r":([\w+-]+):", re.ASCII)
LIVE = re.compile(r"<(?:@[!&]?|#)(\d+)>|<a?:\w+:\d+>|<(/)[\w -]+:\d+>|<t:(-?\d+)(?::\w)?>|<id:\w+>")

Name = Callable[[int], str]


def shown(source: str, name: Name = str) -> Text:
    """The spans of a message; `name` gives what a mention's number is shown as."""
    return Text.of(_Reader(source, name).read(0, len(source), Style.PLAIN, 0))


def addresses(source: str) -> list[str]:
    """The bare addresses that Discord would show a preview of."""
    return [found[1] for found in ADDRESS.finditer(ANGLED.sub("", re.sub(r"\(<[^>]*>\)", "", source)))]


def on_the_wall(seconds: int) -> str:
    """A time stamp as a reader in London sees it."""
    moment = datetime.fromtimestamp(seconds, ZoneInfo("Europe/London"))
    return f"{moment:%A}, {moment.day} {moment:%B %Y} {moment:%H:%M}"


class _Reader:
    def __init__(self, source: str, name: Name) -> None:
        self._source = source
        self._name = name

    def read(self, at: int, end: int, style: Style, depth: int) -> Iterator[Span]:
        while at < end:
            begins = at == 0 or self._source[at - 1] == "\n"
            step = self._special(at, end, style, begins=begins) or self._marked(at, end, style, depth, begins=begins)
            if step is None:
                step = ([] if self._keeps_apart(at) else [Span(self._source[at], style)]), at + 1
            found, at = step
            yield from found

    def _marked(self, at: int, end: int, style: Style, depth: int, *, begins: bool) -> tuple[list[Span], int] | None:
        for rule in RULES:
            if (rule.begins and not begins) or depth > NESTED:
                continue
            if match := rule.pattern.match(self._source, at, end):
                inner = rule.style if style is Style.PLAIN else style
                if rule.style is Style.QUOTE:
                    quoted = re.sub(r"(?m)^ *>{1,3} +", "", match[1].rstrip("\n"))
                    rest = "\n" if match[0].endswith("\n") else ""
                    return [*_again(shown(quoted, self._name), Style.QUOTE), Span(rest, style)], match.end()
                if rule.raw:
                    return [Span(match["inside"] if "inside" in match.groupdict() else match[1], inner)], match.end()
                inside = list(self.read(match.start(1), match.end(1), inner, depth + 1))
                rest = "\n" if rule.begins and match[0].endswith("\n") else ""
                return [*inside, Span(rest, style)], match.end()
        return None

    def _special(self, at: int, end: int, style: Style, *, begins: bool) -> tuple[list[Span], int] | None:
        source = self._source
        if begins and (match := LIST.match(source, at, end)) and not match[2].endswith("."):
            return [Span(f"{match[1]}• ", style)], match.end()
        if begins and match:
            return [Span(f"{match[1]}{match[2]}\u2007", style)], match.end()
        if (match := MASKED.match(source, at, end)) and match[2].startswith(("http://", "https://")):
            return [Span(shown(match[1], self._name).plain, Style.LINK, match[2])], match.end()
        if match := ANGLED.match(source, at, end):
            return [Span(match[1], style)], match.end()
        if match := ADDRESS.match(source, at, end):
            return [Span(match[1], style)], match.end()
        if match := LIVE.match(source, at, end):
            return [Span(self._live(match), style)], match.end()
        if (match := NAMED.match(source, at, end)) and match[1] in EMOJI:
            return [Span(EMOJI[match[1]], style)], match.end()
        return None

    def _live(self, match: re.Match[str]) -> str:
        """What stands for a mention, a picture or a moment; of a moment the reader's own clock."""
        if match[3]:
            return on_the_wall(int(match[3]))
        return f"«{self._name(int(match[1])) if match[1] else match[0][1:-1]}»"

    def _keeps_apart(self, at: int) -> bool:
        """A joiner between two signs, which nobody sees."""
        around = self._source[at - 1 : at] + self._source[at + 1 : at + 2]
        return self._source[at] == WORD_JOINER and len(around) == 2 and set(around) <= set("*_~|")


def _again(text: Text, style: Style) -> list[Span]:
    return [Span(span.text, style if span.style is not Style.LINK else span.style, span.url) for span in text]
