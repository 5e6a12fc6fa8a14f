"""Renders spans as Telegram's text and entities, counted in UTF-16 units, so that nothing typed can become markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import KeyboardButtonStyle

from bot.chat import Button, Buttons, Look
from bot.text import Span, Style, Text

WORD_JOINER = "\u2060"
"""Nothing to see, nothing to break at; behind an @ it keeps a name from becoming a mention that rings."""
FOLDED_FROM = 300
"""Units from which a quote arrives folded."""

_MENTION = re.compile(r"(?<![\w`])@(?=\w{3})")
_KINDS = {
    Style.BOLD: MessageEntity.BOLD,
    Style.ITALIC: MessageEntity.ITALIC,
    Style.STRUCK: MessageEntity.STRIKETHROUGH,
    Style.SPOILER: MessageEntity.SPOILER,
    Style.LINK: MessageEntity.TEXT_LINK,
}
_LOOKS = {Look.MAIN: KeyboardButtonStyle.PRIMARY, Look.DANGER: KeyboardButtonStyle.DANGER}


@dataclass(frozen=True, slots=True)
class Rendered:
    text: str
    entities: tuple[MessageEntity, ...]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def render(text: Text, longest: int, own_name: str = "") -> Rendered | None:
    """The text as Telegram takes it; None when it is empty or longer than `longest` units.

    Names after an @ are defused, but for the bot's own; what that and the lines around quotes add is left out where it
    would not fit.
    """
    if not text.plain.strip() or units(text.plain) > longest:
        return None
    spans = list(_parted(text, own_name))
    if sum(units(span.text) for span in spans) > longest:
        spans = list(text)
    return _with_entities(spans)


def _with_entities(spans: list[Span]) -> Rendered:
    entities, at = [], 0
    for span in spans:
        length = units(span.text)
        if kind := _kind(span):
            entities.append(MessageEntity(kind, at, length, url=span.url or None))
        at += length
    return Rendered("".join(span.text for span in spans), tuple(entities))


def _kind(span: Span) -> str:
    if span.style is Style.QUOTE:
        return MessageEntity.EXPANDABLE_BLOCKQUOTE if units(span.text) > FOLDED_FROM else MessageEntity.BLOCKQUOTE
    if not span.text.strip() or (span.style is Style.LINK and not span.url):
        return ""
    return _KINDS.get(span.style, "")


def _parted(text: Text, own_name: str) -> Iterator[Span]:
    """The spans with quotes on lines of their own and mentions defused."""
    last, after_quote = "\n", False
    for span in defused(text, own_name):
        is_quote = span.style is Style.QUOTE
        if (is_quote and not last.endswith("\n")) or (after_quote and not span.text.startswith("\n")):
            yield Span("\n")
        yield span
        last, after_quote = span.text, is_quote


def defused(text: Text, own_name: str = "") -> Iterator[Span]:
    """The same to the eye, but no name in it rings, nor one that only two spans together make."""
    words, at = text.plain, 0
    rings = {found.start() for found in _MENTION.finditer(words) if not _is(words, found.end(), own_name)}
    for span in text:
        here = enumerate(span.text, start=at)
        yield Span("".join(char + WORD_JOINER if n in rings else char for n, char in here), span.style, span.url)
        at += len(span.text)


def _is(words: str, at: int, own_name: str) -> bool:
    return bool(own_name) and words[at : at + len(own_name)].lower() == own_name.lower()


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    rows = [[_key(button) for button in row] for row in buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None


def keys_fit(buttons: Buttons, most: int) -> bool:
    """Whether Telegram takes these buttons: not too many, each with a label and either a short code or an address."""
    keys = [button for row in buttons for button in row]
    return len(keys) <= most and all(
        button.label.strip() and bool(button.code) != bool(button.url) and len(button.code.encode()) <= 64
        for button in keys
    )


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url or None,
        callback_data=button.code or None,
        style=_LOOKS.get(button.look),
    )
