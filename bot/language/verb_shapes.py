"""Whether a form of a verb stands on its own, so that no auxiliary stands beside it: saw, fui, ging; not seen, ido."""

from functools import lru_cache

import regex

from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.paradigms import broken

_REMEMBERED = 20_000  # words
_INFINITIVES = {
    "es": ("ar", "er", "ir"), "pt": ("ar", "er", "ir", "or"), "fr": ("er", "ir", "re", "oir"),
    "it": ("are", "ere", "ire", "rre"), "de": ("en", "ern", "eln", "tun", "sein"),
    "ru": ("ть", "ти", "чь", "ться", "тись"), "uk": ("ти", "тися"),
}  # fmt: skip
_PARTICIPLES = {
    "es": {"ar": "ad", "er": "id", "ir": "id"}, "pt": {"ar": "ad", "er": "id", "ir": "id", "or": "ost"},
    "it": {"are": "at", "ere": "ut", "ire": "it", "rre": "tt"},
}  # fmt: skip
_NOT_FINITE = {  # participles no rule gives, gerunds, pronouns at the end of an infinitive
    "es": r"ndo|(?:dich|hech|vist|puest|scrit|biert|rot|vuelt|muert)[oa]s?|sido|estado|habido|ser|estar|haber|"
    r"[aeií]rse",
    "pt": r"ndo|(?:dit|feit|vist|post|scrit|bert|ganh|gast|pag|vind)[oa]s?|sido|estado|tido|havido|ser|estar|ter|"
    r"haver",
    "it": r"ndo|(?:fatt|dett|vist|mess|pres|pert|nut|ssut|lett|bevut|chius|ost|iest|cors|ers|elt|rott|scritt|mort|nat)"
    r"[oaie]|stat[oaie]|avut[oaie]|essere|avere",
    "fr": r"ant|ée?s?|[iu]e?s?|(?<!a)is|(?<!a)it(?:es?|s)?|(?:er|mor)te?s?|faite?s?|eu|été|être|avoir",
    "de": r"sein|haben|werden|gewesen|gehabt|worden|geworden|würden|können|müssen|sollen|wollen|dürfen|mögen",
    "ru": r"ть|ти|чь|ться|тись|чься|вший|нн(?:ый|ая|ое|ые)|я",
    "uk": r"ти|тися|ться|ний|на|не|ні|учи|ючи",
}
_DE_PARTICIPLE = regex.compile(r"(?:\p{L}{2,4})?ge\p{L}+(?:t|en)|(?:be|ver|er|ent|zer|miss)\p{L}+(?:t|en)|\p{L}+iert")
_PAST_ONLY = frozenset(
    "am is are was were does did has went saw ate gave took wrote spoke broke chose drove flew knew rode sang swam "
    "wore began drank fell forgot froze grew hid rang rose shook showed stole swore threw tore woke drew blew bit bore "
    "lay sank shrank sprang".split()
)


@lru_cache(maxsize=_REMEMBERED)
def infinitive(word: str, words: Lexicon) -> str | None:
    """Of what is, or may as well be, a form of a verb (trabajo is a noun to the dictionary)."""
    lower, endings = word.lower(), _INFINITIVES.get(words.code, ())
    lemma = words.lemma(lower)
    if lemma is not None and lemma.endswith(endings) and lemma[0].islower():
        return lemma
    if words.code in {"ru", "uk"} and lower.endswith("лю"):  # куплю is the object of buying, too
        endings, lower = ("ить",) if words.code == "ru" else ("ити",), lower[:-1]
    elif not endings or words.code in {"de", "ru", "uk"} or lower[-1:] not in "oae" or len(lower) < 4:
        return None
    return next((found for end in endings if words.lemma(found := lower[:-1] + end) == found), None)


@lru_cache(maxsize=_REMEMBERED)
def is_finite(word: str, words: Lexicon) -> bool:
    """Of a verb; False for what may also be a participle (besucht, dit), and for English but the plainest."""
    lower = word.lower()
    if words.code == "en":
        return lower in _PAST_ONLY
    if words.code not in _NOT_FINITE or (lower in words.small and lower not in words.aux):
        return False
    lemma = infinitive(lower, words)
    if lemma is None and lower not in words.aux:
        return False
    return lower != lemma and not _is_carried(lower, lemma or "", words.code)


def _is_carried(lower: str, lemma: str, code: str) -> bool:
    """An infinitive, a participle or a gerund."""
    if (
        code == "fr"
        and lemma.endswith("er")
        and not lower.endswith(("er", "ant", "é", "ée", "és", "ées", "ère", "ères"))
    ):
        return False
    if code == "fr" and lower.endswith(("ais", "ait", "aient", "rai", "ras", "ra", "rons", "rez", "ront")):
        return lower.endswith("fait")
    ending = _NOT_FINITE[code]
    if code == "de":
        return regex.fullmatch(ending, lower) is not None or _DE_PARTICIPLE.fullmatch(lower) is not None
    if regex.search(rf"(?:{ending})$", lower):
        return True
    return any(
        lemma.endswith(end) and plain(lower)[:-1].rstrip("aeo") == plain(lemma.removesuffix(end) + tail)
        for end, tail in _PARTICIPLES.get(code, {}).items()
    )


def is_infinitive(word: str, words: Lexicon) -> bool:
    """Manger, comer."""
    return infinitive(word, words) == word.lower()


def is_participle(word: str) -> bool:
    """Of German, and of those learners make: geholft."""
    return _DE_PARTICIPLE.fullmatch(word.lower()) is not None


def is_one_verb(word: str, other: str, words: Lexicon) -> bool:
    """Whether both are forms of one verb; gefahren, too, which the dictionary has for an adjective."""
    if words.code == "en" and {word.lower(), other.lower()} == {"been", "went"}:
        return True
    lemma = words.one_lemma(word.lower(), other.lower())
    if lemma is None:
        return words.code == "de" and f"ge{infinitive(word, words)}" == other.lower()
    return words.code == "en" or infinitive(lemma, words) == lemma or lemma == word.lower() in words.aux


_THIRD = {
    "de": regex.compile(r"\p{L}+t"),
    "ru": regex.compile(r"\p{L}+(?:[её]т|ит|[уюая]т)(?:ся)?"),
    "uk": regex.compile(r"\p{L}+(?:є|е|[иаяую]ть)(?:ся)?"),
}


def is_third(word: str, words: Lexicon) -> bool:
    """Of a verb in the present tense, as actions are told: come, habla, lacht; not in English and French."""
    lemma, lower = infinitive(word, words), word.lower()
    if lemma is None or lower == lemma:
        return False
    if pattern := _THIRD.get(words.code):
        return pattern.fullmatch(lower) is not None
    stems = [lemma.removesuffix(end) for end in _INFINITIVES.get(words.code, ()) if lemma.endswith(end)]
    if any(lower in {f"{stem}a", f"{stem}e"} for stem in stems):
        return True
    return words.code == "es" and lower.endswith(("a", "e")) and plain(lower) in broken(plain(lemma))
