"""Words beside a correction that cannot stand there any more: in *am Montag, en *el lunes, il *m'a demandé moi."""

from collections.abc import Sequence
from functools import lru_cache

from bot.language.lexicon import Lexicon
from bot.language.places import Also, Place
from bot.language.small_kinds import kinds
from bot.language.small_places import is_one_too_many
from bot.language.verb_shapes import infinitive

_ARTICLE, _PRONOUN, _PREPOSITION = 0, 1, 2  # numbers of groups of small words
_LEADS_TO = {  # prepositions that another may follow, or that may follow another
    "en": "up out off down over around about near inside outside until till since behind through along per than via",
    "es": "hasta por para de desde entre tras",
    "de": "bis von über ab gegenüber außer",
    "fr": "de d d' jusqu jusque par chez avant après pour",
    "it": "di d d' fino da sopra sotto dopo prima contro dietro per",
    "pt": "até de por para desde entre",
}
_TIMES = {  # what a day or a week is called where no preposition stands before it
    "en": "yesterday today tomorrow tonight last next every",
    "es": "lunes martes miércoles miercoles jueves viernes sábado sabado domingo sábados sabados domingos ayer hoy "
    "anoche pasado pasada próximo proximo próxima proxima",
    "de": "gestern heute nächste nächsten nächstes letzte letzten letztes vorige vorigen jeden jede jedes",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui dernier dernière prochain "
    "prochaine",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi domani scorso scorsa prossimo prossima",
    "pt": "ontem hoje amanhã passado passada próximo próxima",
}
_IN = {
    "en": "in on at", "es": "en a sobre", "de": "in im an am auf", "fr": "en à dans sur", "it": "in a su", "pt": "em a",
}  # fmt: skip
_AGO = {"es": "hace", "pt": "há ha faz"}  # no preposition, and none stands before it
_SINCE = {"desde", "de", "até", "hasta"}
_STRESSED = {  # the same person once more, behind the verb
    "en": "me me|you you|him him|her her|us us|them them",
    "de": "mir mir|dir dir|ihm ihm|ihr ihr|uns uns|euch euch|ihnen ihnen",
    "fr": "m moi|me moi|t toi|te toi|lui lui|lui elle|nous nous|vous vous|leur eux|leur elles|l lui|l elle",
    "it": "mi me|ti te|gli lui|le lei|lo lui|la lei|ci noi|vi voi|gli loro|l lui|l lei",
    "pt": "me mim|te ti|te você|lhe ele|lhe ela|lhe você|nos nós|lhes eles|lhes elas",
}
_ROMANCE = {"es", "fr", "it", "pt"}
_TO = frozenset("a à para pra to zu".split())
_AND = frozenset("et e ou o and or und oder".split())


def freed(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon, *, same: bool) -> Place | None:
    """The place with what has to go beside it, `same` if the correction stands there already; None if nothing has."""
    gone = [*_before(place, old, new, words, same=same), *_behind(place, old, new, words.code)]
    return place._replace(also=(*place.also, *gone)) if gone else None


def _before(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon, *, same: bool) -> list[Also]:
    at = place.start - 1
    if at < 0 or any(also.start <= at < also.end for also in place.also):
        return []
    before = old[at].lower()
    if is_one_too_many(before, new, words, same=same) or _is_before_time(before, new, words.code):
        return [Also(at, at + 1)]
    if len(new) < 2:
        return []
    if _is_second_preposition(before, old[place.start].lower(), new[0].lower(), words, same=same):
        return [Also(at, at + 1)]
    return [Also(at, at + 1)] if _is_other_subject(before, place, old, new, words) else []


def _is_second_preposition(before: str, there: str, new: str, words: Lexicon, *, same: bool) -> bool:
    """In am, à en; not where it takes the place of another one: out of in, out of on."""
    if not _is_preposition(before, words.code):
        return False
    if new in _AGO.get(words.code, "").split():
        return before not in _SINCE
    if not _is_preposition(new, words.code):
        return False
    if {before, new} & _listed("leads", words.code) and not same:
        return False
    return same or not _is_preposition(there, words.code)


def _is_preposition(word: str, code: str) -> bool:
    return _PREPOSITION in kinds(word, code)


def _is_before_time(before: str, new: Sequence[str], code: str) -> bool:
    """En lunes, *el lunes; on last week, *last week."""
    if new[-1].lower() in {"ago", "fa"}:
        return before in {"before", "for", "since", "in", "per", "da"}
    if before not in _listed("in", code) or _is_preposition(new[0].lower(), code):
        return False
    return not _listed("times", code).isdisjoint(piece.lower() for piece in new)


def _is_other_subject(before: str, place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Je manque mon pays, *mon pays me manque: je no longer misses anybody."""
    if words.code not in _ROMANCE:
        return False
    if _PRONOUN not in kinds(before, words.code) or _ARTICLE not in kinds(new[0].lower(), words.code):
        return False
    verb = infinitive(old[place.start], words)
    return verb is not None and verb in {infinitive(piece, words) for piece in new[1:]}


def _behind(place: Place, old: Sequence[str], new: Sequence[str], code: str) -> list[Also]:
    """M'a demandé moi, le ho parlato a lei."""
    there = {piece.lower() for piece in old[place.start : place.end]}
    come = {piece.lower().rstrip("'’") for piece in new if piece.lower() not in there}
    stressed = {word for one, word in _pairs(code) if one in come}
    at = place.end + (place.end < len(old) and old[place.end].lower() in _TO)
    if at >= len(old) or old[at].lower() not in stressed or (at + 1 < len(old) and old[at + 1].lower() in _AND):
        return []
    return [Also(place.end, at + 1)]


@lru_cache
def _listed(name: str, code: str) -> frozenset[str]:
    return frozenset({"leads": _LEADS_TO, "times": _TIMES, "in": _IN}[name].get(code, "").split())


@lru_cache
def _pairs(code: str) -> list[tuple[str, str]]:
    pairs = (pair.split() for pair in _STRESSED.get(code, "").split("|") if pair)
    return [(one, word) for one, word in pairs]
