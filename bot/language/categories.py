"""Guesses in a learner's words what kind of mistake a change mends; "" when unsure."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.language.closed_words import degrees
from bot.language.dress import of_dress
from bot.language.edits import Edit
from bot.language.levels import BIG, is_layout, is_possession
from bot.language.lexicon import Lexicon
from bot.language.pairs import form, pair
from bot.language.pieces import is_punctuation, is_word
from bot.language.variants import is_variant

_TAKES_TO = frozenset(
    "want need like love hate try have decide plan hope learn start begin use ought able prefer seem agree refuse "
    "promise expect offer forget remember allow ask help tell teach invite force easy hard difficult important happy "
    "nice good necessary ready time way how".split()
)
_NOT_AFTER_TO = frozenset("the a an my your his her its our their this that these those me you him it us them".split())
_FEW = 4  # words on both sides together that are still one choice of words


class Around(NamedTuple):
    """The corrected text's pieces, and where the change stands in it."""

    pieces: Sequence[str]
    start: int
    end: int

    def before(self) -> str:
        """The piece before the change, in lower case; "" at the beginning."""
        return self.pieces[self.start - 1].lower() if self.start else ""

    def after(self) -> str:
        """The piece after it."""
        return self.pieces[self.end].lower() if self.end < len(self.pieces) else ""


def category(edit: Edit, level: int, pieces: Sequence[str], lexicon: Lexicon) -> str:
    """One of the words PRODUCT.md has for it; `pieces` are the corrected text's."""
    around = Around(pieces, edit.at_new, edit.at_new + len(edit.new))
    old, new = ([piece for piece in side if is_word(piece)] for side in (edit.old, edit.new))
    if is_possession(edit, lexicon.code, pieces):
        return "word form"
    if not (old or new):
        return "" if is_layout(edit) else _of_marks(edit)
    if edit.moved:
        return "word order"
    if level < BIG:
        return of_dress(old, new, level, lexicon)
    words = [word.lower().rstrip("'’") for word in (*old, *new)]
    if all(word in lexicon.small for word in words):
        return _of_small(old, new, around, lexicon)
    if all(lexicon.may_be_auxiliary(word) for word in words) and any(word in lexicon.aux for word in words):
        return "verb"
    if len(old) == len(new) == 1:
        return pair(old[0], new[0], around.before(), lexicon)
    return _of_several(old, new, around, lexicon) if old and new else ""


def _of_marks(edit: Edit) -> str:
    marks = (*edit.old, *edit.new)
    return "punctuation" if not marks or any(map(is_punctuation, marks)) else ""


def _of_small(old: Sequence[str], new: Sequence[str], around: Around, lexicon: Lexicon) -> str:
    if len(old) == len(new) == 1 and is_variant(old[0].lower(), new[0].lower(), lexicon.code):
        return "spelling"
    if lexicon.code == "en" and [word.lower() for word in (*old, *new)] == ["to"] and _is_infinitive(around, lexicon):
        return "verb"
    return "small words"


def _is_infinitive(around: Around, lexicon: Lexicon) -> bool:
    before, after = around.before(), around.after()
    if before in lexicon.aux:
        return True
    if after in _NOT_AFTER_TO or not after:
        return False
    return (lexicon.lemma(before) or before) in _TAKES_TO and lexicon.lemma(after) in {after, None, "be"}


def _of_several(old: Sequence[str], new: Sequence[str], around: Around, lexicon: Lexicon) -> str:
    comparing = degrees(lexicon.code)
    content, content_new = (
        [word for word in side if word.lower() not in lexicon.little and word.lower() not in comparing]
        for side in (old, new)
    )
    content, content_new = (
        content or _as_verb(old, content_new, lexicon),
        content_new or _as_verb(new, content, lexicon),
    )
    if len(content) == len(content_new) == 1 and (
        lemma := lexicon.one_lemma(content[0].lower(), content_new[0].lower())
    ):
        rest = {word.lower() for word in (*old, *new)} - {content[0].lower(), content_new[0].lower()}
        if rest & comparing:
            return "word form"
        if rest <= lexicon.aux | {"to", "not", "zu"}:
            return "verb" if rest & lexicon.aux else form(lemma, content[0], content_new[0], around.before(), lexicon)
        return ""
    return "word choice" if content and content_new and len(old) + len(new) <= _FEW else ""


def _as_verb(words: Sequence[str], others: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Of auxiliary verbs the one that is a full verb here: he ido, fui."""
    if len(others) > _FEW:
        return []  # no category fits so many, and each would be held against each
    found = dict.fromkeys(word for word in words if word.lower() in lexicon.aux)
    return [word for word in found if any(lexicon.one_lemma(word.lower(), other.lower()) for other in others)][:1]
