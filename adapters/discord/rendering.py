"""Renders spans in Discord's markdown, so that nothing typed can become markup, a mention or a preview."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text import Span, Style, Text

LONGEST = 2000
"""Characters of a message as Discord counts them, the signs of the markdown included."""
LONGEST_EMBED = 4096
WORD_JOINER = "\u2060"
"""Nothing to see; between two signs it keeps them from being read as one."""

_SIGNS = {Style.BOLD: "**", Style.ITALIC: "*", Style.STRUCK: "~~", Style.SPOILER: "||"}
_ALWAYS = re.compile(r"[\\*_~|`<\[]")
_BEGINS_LINE = re.compile(r"(?m)^(?P<space>[ \t]*)(?P<sign>-(?=#?(?: |\Z))|\+(?= |\Z)|>|#{1,3}(?= |\Z)|\d+(?=[.)]))")
"""What makes a list, a quote or a head of a line; the space behind it may stand in the next span."""
_RINGS = re.compile(r"@(?=everyone|here)|:(?=[\w+-]+:|//)", re.ASCII)
_ADDRESS = re.compile(r"(?<!\w)https?://[^\s<]+(?=\s|\Z)")
_PLAIN_ADDRESS = re.compile(r"https?://[\w./?=&%#:;,@+-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as Discord takes it: its text, or where the markdown makes that too long the text of an embed.

    `bare` says the same without styles, for rooms where embeds are not allowed.
    """

    content: str
    embed: str = ""
    bare: str = ""


def render(text: Text, longest: int = LONGEST) -> Rendered | None:
    """The text as Discord takes it; None when it is empty or longer than `longest` characters."""
    if not text.plain.strip() or units(text.plain) > longest:
        return None
    marked = markdown(text)
    if units(marked) <= LONGEST:
        return Rendered(marked)
    embed = marked if units(marked) <= LONGEST_EMBED else escaped(text.plain)
    return Rendered("", embed, _in_a_block(text.plain))


def _in_a_block(words: str) -> str:
    """Nothing within a block of code is markup, so nothing in it needs a backslash."""
    fence = "```"
    inside = words.replace(fence, f"`{WORD_JOINER}`{WORD_JOINER}`")
    return f"{fence}\n{inside[: LONGEST - 8]}{fence}"


def units(text: str) -> int:
    """Length in UTF-16, which is never less than what Discord counts."""
    return len(text.encode("utf-16-le")) // 2


def markdown(text: Text) -> str:
    done = ""
    spans = list(_parted(text))
    for number, span in enumerate(spans):
        after = spans[number + 1].text if number + 1 < len(spans) else " "
        piece = _marked(span, done, ends=after[:1].isspace())
        if done and piece and piece[0] in "*_~|" and done[-1] == piece[0] and not _escaped_end(done):
            piece = WORD_JOINER + piece
        done += piece
    return done


def escaped(words: str, *, begins_line: bool = True, ends: bool = True) -> str:
    """The same words with all that Discord would read as markup made plain; simple addresses stay whole.

    `ends`: what comes behind the words does not go on with an address.
    """
    done, at = [], 0
    for found in _ADDRESS.finditer(words):
        if not _PLAIN_ADDRESS.fullmatch(found.group()) or (found.end() == len(words) and not ends):
            continue
        done.append(_plain(words[at : found.start()], begins_line=begins_line and not at))
        done.append(found.group())
        at = found.end()
    done.append(_plain(words[at:], begins_line=begins_line and not at))
    return "".join(done)


def _plain(words: str, *, begins_line: bool) -> str:
    first = "" if begins_line else "x"
    words = _ALWAYS.sub(r"\\\g<0>", words)
    words = _RINGS.sub(r"\\\g<0>", words)
    return _BEGINS_LINE.sub(_at_line_start, first + words)[len(first) :]


def _at_line_start(found: re.Match[str]) -> str:
    sign = found["sign"]
    return f"{found['space']}{sign}\\" if sign.isdigit() else f"{found['space']}\\{sign}"


def _marked(span: Span, before: str, *, ends: bool) -> str:
    begins_line = not before.rpartition("\n")[2].strip(" \t")
    if span.style is Style.QUOTE:
        return "\n".join(f"> {_plain(line, begins_line=True)}" for line in span.text.strip("\n").split("\n"))
    if not span.text.strip():
        return span.text
    if span.style is Style.LINK and span.url:
        return f"[{_label(span.text)}](<{_address(span.url)}>)"
    if span.style is Style.TIME and span.url.isdecimal():
        return f"<t:{span.url}:F>"
    sign = _SIGNS.get(span.style, "")
    if not sign:
        return escaped(span.text, begins_line=begins_line, ends=ends)
    inside = span.text.strip()
    lead, _, trail = span.text.partition(inside)
    words = _plain(inside, begins_line=begins_line and not lead)
    if words.endswith(sign[0]):
        # Discord does not look for a backslash before the second half of ~~ and ||
        words += WORD_JOINER
    return f"{lead}{sign}{words}{sign}{trail}"


def _label(words: str) -> str:
    return _plain(words, begins_line=False).replace("]", "\\]")


def _address(url: str) -> str:
    return url.replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")


def _escaped_end(done: str) -> bool:
    """Whether the last sign is a plain one, made so by a backslash."""
    slashes = len(done) - 1 - len(done[:-1].rstrip("\\"))
    return slashes % 2 == 1


def _parted(text: Text) -> Iterator[Span]:
    """The spans with quotes on lines of their own."""
    last, after_quote = "\n", False
    for span in text:
        is_quote = span.style is Style.QUOTE
        if (is_quote and not last.endswith("\n")) or (after_quote and not span.text.startswith("\n")):
            yield Span("\n")
        yield span
        last, after_quote = span.text, is_quote
