"""Whether a preposition cannot stand before a correction any more: in *am Montag, en *el lunes, por *há um ano."""

from collections.abc import Sequence
from functools import lru_cache

from bot.language.lexicon import Lexicon
from bot.language.small_kinds import kinds

_PREPOSITION = 2  # number of a group of small words
_BEFORE = {  # prepositions that another may follow
    "en": "up out off down over around about near inside outside until till since behind through along per than via",
    "es": "hasta desde de",
    "de": "bis von",
    "fr": "jusqu jusqu' jusque avant de d'",
    "it": "fino sopra sotto dopo prima contro dietro",
    "pt": "até desde de",
}
_AFTER = {  # those that may follow another
    "en": "about around behind near above below under inside between",
    "es": "entre tras sobre",
    "de": "über außer",
    "fr": "chez avant après entre",
    "it": "sopra sotto dietro fra tra",
    "pt": "entre",
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


def is_second(before: str, there: str, new: str, words: Lexicon, *, same: bool) -> bool:
    """In am, à en; not where it takes the place of another one: out of in, out of on."""
    if not _is_preposition(before, words.code):
        return False
    if new in _AGO.get(words.code, "").split():
        return before not in _SINCE
    if not _is_preposition(new, words.code):
        return False
    if not same and (before in _listed("before", words.code) or new in _listed("after", words.code)):
        return False
    return same or not _is_preposition(there, words.code)


def _is_preposition(word: str, code: str) -> bool:
    return _PREPOSITION in kinds(word, code)


def is_before_time(before: str, new: Sequence[str], code: str) -> bool:
    """En lunes, *el lunes; on last week, *last week."""
    if new[-1].lower() in {"ago", "fa"}:
        return before in {"before", "for", "since", "in", "per", "da"}
    if before not in _listed("in", code) or _is_preposition(new[0].lower(), code):
        return False
    return not _listed("times", code).isdisjoint(piece.lower() for piece in new)


@lru_cache
def _listed(name: str, code: str) -> frozenset[str]:
    return frozenset({"before": _BEFORE, "after": _AFTER, "times": _TIMES, "in": _IN}[name].get(code, "").split())
