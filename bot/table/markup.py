"""Takes what a flash card program puts around words out of them: tags, sounds, gaps, entities."""

from __future__ import annotations

import html
import re

from bot.table.sheet import LONGEST_CELL

_HIDDEN = re.compile(r"<(style|script)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?div|/?p|/?li|/?tr|/?td|hr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MEDIA = re.compile(r"\[(?:sound|anki):[^\]]*\]", re.IGNORECASE)
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)


def plain_field(field: str) -> str:
    """The words of a field alone, on one line."""
    text = field[: 4 * LONGEST_CELL]
    text = _COMMENT.sub(" ", _HIDDEN.sub(" ", text))
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = _GAP.sub(r"\1", _MEDIA.sub(" ", text))
    # entities last, so that what they spell is not taken for a tag
    return " ".join(html.unescape(text).split())
