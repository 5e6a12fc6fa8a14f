"""All forms of one word: the dictionary's, and the regular ones the dictionary gives to a namesake."""

from collections.abc import Iterator

from bot.language.dictionary import Dictionary
from bot.language.everyday import spellings
from bot.language.irregular import irregular
from bot.language.paradigms import broken, conjugated, declined
from bot.language.tokens import fold

_INFINITIVES = ("ar", "er", "ir", "ír")
_SELF = {"ru": ("ся", "сь"), "uk": ("ся", "сь")}  # myself, yourself …, at the end of the verb
_GENDERED = {"es", "pt", "it"}  # -o for men, -a for women: as likely two words (puerto, puerta) as one


def inflections(word: str, code: str, dictionary: Dictionary | None, *, noun: bool, lemma_too: bool = True) -> set[str]:
    """Folded; `noun` when an article before it says so; `lemma_too`: if it is a form itself, all its sisters."""
    if code in _SELF and (base := _without(word, _SELF[code])).endswith(("ть", "ти", "чь")) and base != word:
        forms = inflections(base, code, dictionary, noun=False)
        return {form + ending for form in forms for ending in _SELF[code]} | (
            dictionary.forms(word) if dictionary else set()
        )
    folded = fold(word)
    found = {folded, *map(fold, irregular(word, code))}
    if dictionary is not None:
        found |= dictionary.forms(word, lemma_too=lemma_too)
    return found | {form for form in _regular(word, code, dictionary, noun=noun) if form not in spellings(code)}


def without_pronoun(word: str, code: str) -> str:
    """levantarse, alzarsi, levantar-se: the verb alone; any other word as it is."""
    match code:
        case "es" | "it" if (base := _without(word.lower(), ("se", "si"))).endswith(_INFINITIVES):
            return base if code == "es" else f"{base}e"
        case "pt":
            return word.removesuffix("-se")
    return word


def _without(word: str, endings: tuple[str, ...]) -> str:
    return next((word.removesuffix(ending) for ending in endings if word.endswith(ending)), word)


def _regular(word: str, code: str, dictionary: Dictionary | None, *, noun: bool) -> Iterator[str]:
    folded = fold(word)
    if not noun and not (code == "de" and word[:1].isupper()):
        verb = conjugated(folded, code)
        yield from verb if code != "de" else (form for form in verb if _own(form, word, dictionary))
    if code == "es" and not noun and dictionary is not None:
        yield from (form for form in broken(folded) if _namesake(form, dictionary))
    for form in declined(folded, code):
        plural = form.startswith(folded) and code in {"es", "pt", "fr", "it"} and form[len(folded) :] in {"s", "es"}
        if plural or _fits(form, word, code, dictionary, noun=noun):
            yield form


def _fits(form: str, word: str, code: str, dictionary: Dictionary | None, *, noun: bool) -> bool:
    """Whether a declined form is no other word's."""
    if dictionary is None:
        return not noun
    if code in _GENDERED and word.lower().endswith("o") and not form.endswith(("os", "i")):
        root = fold(word)[:-1]
        adjective = dictionary.lemma(f"{root}as") == word.lower() or dictionary.lemma(f"{root}amente") is not None
        return not noun and (dictionary.lemma(form) not in {form, None} or adjective)
    if code == "en":
        return _free(form, word, dictionary) or dictionary.lemma(form) == form
    return _free(form, word, dictionary)


def _free(form: str, word: str, dictionary: Dictionary | None) -> bool:
    return dictionary is None or dictionary.lemma(form) in {None, word, word.lower(), _silent(word)}


def _own(form: str, word: str, dictionary: Dictionary | None) -> bool:
    """Whether a German verb's form is free, or the dictionary takes its participle for an adjective."""
    return _free(form, word, dictionary) or (
        dictionary is not None and form.endswith("t") and dictionary.lemma(form) == form
    )


def _silent(word: str) -> str:
    # The English dictionary has playe and fixe as lemmas of playing and fixed; hat and hate stay apart.
    return f"{word}e" if word.endswith(("x", "y", "k", "w", "op")) else word


def _namesake(form: str, dictionary: Dictionary) -> bool:
    """Whether the dictionary has the form as something else than another verb's."""
    lemma = dictionary.lemma(form)
    return lemma is not None and not fold(lemma).endswith(_INFINITIVES)
