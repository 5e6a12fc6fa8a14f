"""A correction that takes an auxiliary out as well: *saw for have seen, *fui for he ido, *ging for bin … gegangen."""

from collections.abc import Iterator, Sequence

from bot.language import english_tenses as english
from bot.language.carriers import Carrier, carrier, carries_itself, clause_end, is_carrier
from bot.language.english_forms import stands_alone
from bot.language.english_tenses import Beside
from bot.language.lexicon import Lexicon
from bot.language.nonsense import is_after_preposition, is_deed
from bot.language.one_too_many import freed
from bot.language.places import Also, Place
from bot.language.small_places import beside_pronoun
from bot.language.verb_shapes import infinitive, is_finite, is_one_verb, is_participle, is_third

_SAME = 0.3  # cost of a word that stands there already
_NEAR = 3  # pieces between an auxiliary and its verb where the verb does not wait for the end
_FIRST = {"es": "estoy he voy soy", "pt": "estou tenho vou sou", "it": "sto ho vado sono"}
_ADVERB_AHEAD = {"en", "ru", "uk"}  # there what stands between stays before the verb: never seen, never saw


def complete(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    """The place with what goes out beside it; nothing if the correction makes no sense there."""
    same = _is_same(place, old, new)
    if is_deed(old, place.start, new[0], words):
        return
    if words.code == "en" and english.is_nonsense(old, place.start, new[0], words):
        return
    if (left := _carried_along(place, old, new, words)) is not None:
        yield left._replace(cost=max(left.cost, _SAME)) if same else left
        if not _is_tense_of(old[place.start], new, words) or words.code in {"en", "de"}:
            return
    place = beside_pronoun(place, old, new, words)
    if (less := freed(place, old, new, words, same=same)) is not None:
        yield less._replace(cost=max(less.cost, _SAME))
        return
    found = carrier(old, place.start, words)
    beside = _beside(found, old, place, new, words, same=same) if found else Beside.STAYS
    lost = found is None and is_after_preposition(old, place.start, new[0], words)
    if lost or carries_itself(new[0], old[place.start], words.code):
        return
    if beside in {Beside.STAYS, Beside.EITHER} and not same:
        yield place
    if found is not None and beside in {Beside.GOES, Beside.EITHER}:
        yield _without(found, place._replace(cost=max(place.cost, _SAME) if same else place.cost), old, new, words)
    elif same and len(new) > 1:
        yield place  # nothing is to be mended, here or elsewhere


def _is_same(place: Place, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the words stand there as they are, but for the capital of a sentence or of somebody in a hurry."""
    there = [*old[place.start : place.end]]
    if place.start and not "".join(new).isupper():
        return there == [*new]
    return [piece.lower() for piece in there] == [piece.lower() for piece in new]


def _carried_along(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> Place | None:
    """The auxiliary is replaced by a form of the verb it carries: that verb is no longer needed."""
    for at in range(place.start, place.end):
        if not is_carrier(old[at], words):
            continue
        end = clause_end(old, place.end - 1)
        for verb in range(place.end, end if words.code == "de" else min(end, place.end + _NEAR)):
            found = carrier(old, verb, words)
            if found is None or found.start != at or is_finite(old[verb], words):
                continue
            if carries_itself(new[0], old[verb], words.code):
                continue
            if any(is_one_verb(piece, old[verb], words) and _stands_alone(piece, words) for piece in new):
                return place._replace(also=(*place.also, Also(verb, verb + 1)))
    return None


def _stands_alone(word: str, words: Lexicon) -> bool:
    return is_finite(word, words) or (words.code == "en" and stands_alone(word, words))


def _is_tense_of(old: str, new: Sequence[str], words: Lexicon) -> bool:
    """Whether it may as well be the auxiliary that gets another tense: hat gehabt, hatte gehabt."""
    return len(new) == 1 and old.lower() != new[0].lower() and words.one_lemma(old.lower(), new[0].lower()) is not None


def _beside(
    found: Carrier, old: Sequence[str], place: Place, new: Sequence[str], words: Lexicon, *, same: bool
) -> Beside:
    verb, form = old[place.start].lower(), new[0].lower()
    related = any(is_one_verb(piece, verb, words) for piece in new)
    if verb == form and not same:
        return Beside.STAYS
    if words.code == "en":
        return english.beside(found, old, verb, form, words) if related else english.instead(found, form, words)
    finite = is_finite(form, words) or (related and form in words.small and form != verb and words.code != "de")
    if not finite or (len(new) > 1 and found.end != place.start):
        return Beside.STAYS
    if found.word in _FIRST.get(words.code, "").split() and is_third(form, words):
        return Beside.NEVER  # estoy comiendo, *come: something done rather than said
    if verb == form:
        return Beside.GOES if found.end == place.start and _is_verb(new[0], found, words) else Beside.STAYS
    if words.code == "de":
        return Beside.GOES if (related or is_participle(verb)) and not is_finite(verb, words) else Beside.STAYS
    both = infinitive(verb, words) is not None and infinitive(form, words) is not None
    return Beside.GOES if related or (both and len(new) == 1 and not is_finite(verb, words)) else Beside.STAYS


def _is_verb(form: str, found: Carrier, words: Lexicon) -> bool:
    """Yo soy trabajo, a noun to the dictionary, but of one person with what stands before it; not ich habe Arbeit."""
    if words.code in {"de", "ru", "uk"}:
        return form[0].islower()
    known = words.lemma(form.lower()) == infinitive(form, words)
    return known or found.word in _FIRST.get(words.code, "").split()


def _without(found: Carrier, place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> Place:
    gone = [Also(found.start, found.end, found.left)]
    further = carrier(old, found.start, words) if is_finite(new[0], words) and words.code != "de" else None
    if further is not None and not found.left:
        gone.append(Also(further.start, further.end, further.left))
    if found.end > place.start or found.end == place.start or words.code in _ADVERB_AHEAD:
        return place._replace(also=(*place.also, *gone))
    verb = Also(place.start, place.end)
    return place._replace(start=found.start, end=found.end, also=(*place.also, verb))
