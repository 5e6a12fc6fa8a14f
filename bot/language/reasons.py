"""What the reason behind a correction says of its place: not said, fue -> fui, sin por, without the article."""

from collections.abc import Iterator, Sequence

import regex

from bot.language.likeness import plain
from bot.language.pieces import cut
from bot.language.places import Also, Place
from bot.language.small_kinds import kinds

_INSTEAD_OF = regex.compile(
    r"^(?:not|nicht|no|non|não|pas|не|instead of|en vez de|en lugar de|statt|au lieu de|invece di|em vez de|замість|"
    r"вместо)\s+[\"'«“„]?(?P<word>[\p{L}\p{M}'’\- ]+)|^(?P<word>[^→>]+?)\s*(?:[-–—=]+>|→|➡)",
    regex.I,
)
_WITHOUT = regex.compile(
    r"^(?:no|not|without|sin|quita|ohne|kein|keine|sans|pas de|senza|non|sem|não|без)\s+"
    r"(?:l['’]|(?:the|an?|el|la|il|o|das|den|der)\s+)?[\"'«“„]?(?P<word>[\p{L}\p{M}]+(?:['’]|\s[\p{L}\p{M}]+){0,2})[\"'»”“]?$",
    regex.I,
)
_KINDS = {  # numbers of groups of small words
    **dict.fromkeys("article artículo articulo artikel articolo artigo artikels".split(), 0),
    **dict.fromkeys("pronoun pronombre pronomen pronome pronom".split(), 1),
    **dict.fromkeys("preposition preposición preposicion präposition préposition preposizione preposição".split(), 2),
}


def named(reason: str, old: Sequence[str], length: int, code: str) -> Iterator[Place]:
    """Where as many words stand that the reason says were wrong."""
    found = _INSTEAD_OF.match(reason)
    wrong = [plain(piece) for piece in cut(found["word"].strip(), code).texts] if found else []
    texts = [plain(piece) for piece in old]
    for start in range(len(texts) - length + 1 if len(wrong) == length else 0):
        if texts[start : start + length] == wrong:
            yield Place(0.0, start, start + length)


def without(reason: str, place: Place, old: Sequence[str], code: str) -> Place | None:
    """The place with the word in it or beside it that the reason says is one too many; None if there is none."""
    found = _WITHOUT.match(reason)
    if found is None:
        return None
    gone = [plain(word) for word in found["word"].split()]
    texts = [*map(plain, old)]
    for at in range(place.start, place.end - len(gone) + 1):
        if texts[at : at + len(gone)] == gone:
            return place
    for at in (place.start - len(gone), place.end):
        there = texts[max(0, at) : at + len(gone)]
        if there == gone or (len(there) == 1 and _KINDS.get(gone[0], -1) in kinds(old[at].lower(), code)):
            return place._replace(also=(*place.also, Also(at, at + len(gone))))
    return None
