"""All forms of one word: the dictionary's, and the regular ones the dictionary gives to a namesake."""

from collections.abc import Iterator

from bot.language.dictionary import Dictionary
from bot.language.everyday import everyday
from bot.language.irregular import irregular
from bot.language.paradigms import broken, conjugated, declined
from bot.language.tokens import fold

_INFINITIVES = ("ar", "er", "ir")
_REFLEXIVE_ENDINGS = {"es": ("se",), "it": ("si",), "ru": ("ся", "сь"), "uk": ("ся", "сь")}
_GENDERED = {"es", "pt", "it"}  # -o for men, -a for women: as likely two words (puerto, puerta) as one


def inflections(word: str, code: str, dictionary: Dictionary | None, *, noun: bool) -> set[str]:
    """Folded; `noun` when an article before it says so."""
    if (base := _without_pronoun(word, code)) is not None:
        forms = inflections(base, code, dictionary, noun=False)
        if code in {"ru", "uk"}:
            forms = {form + ending for form in forms for ending in _REFLEXIVE_ENDINGS[code]}
            forms |= dictionary.forms(word) if dictionary else set()
        return forms | {fold(word)}
    folded = fold(word)
    found = {folded} | irregular(folded, code)
    if dictionary is not None:
        found |= dictionary.forms(word)
    common = set(map(fold, everyday(code))) - found
    found |= {form for form in _regular(word, code, dictionary, noun=noun) if form not in common}
    if code == "de":
        found |= {_spelled_out(word)}
    return found


def _without_pronoun(word: str, code: str) -> str | None:
    """levantarse, alzarsi, заниматься: the verb alone; None for any other word."""
    lower = word.lower()
    for ending in _REFLEXIVE_ENDINGS.get(code, ()):
        base = lower.removesuffix(ending)
        if base == lower or len(base) < 2:
            continue
        match code:
            case "es" if fold(base).endswith(_INFINITIVES):
                return base
            case "it" if base.endswith(_INFINITIVES):
                return base + "e"
            case "ru" | "uk" if base.endswith(("ть", "ти", "чь")):
                return base
    return None


def _regular(word: str, code: str, dictionary: Dictionary | None, *, noun: bool) -> Iterator[str]:
    folded = fold(word)
    if not noun and not (code == "de" and word[:1].isupper()):
        verb = conjugated(folded, code)
        yield from verb if code != "de" else (form for form in verb if _free(form, word, dictionary))
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


def _silent(word: str) -> str:
    # The English dictionary has playe and fixe as lemmas of playing and fixed; hat and hate stay apart.
    return f"{word}e" if word.endswith(("x", "y", "k", "w", "op")) else word


def _namesake(form: str, dictionary: Dictionary) -> bool:
    """Whether the dictionary has the form as something else than another verb's."""
    lemma = dictionary.lemma(form)
    return lemma is not None and not fold(lemma).endswith(_INFINITIVES)


def _spelled_out(word: str) -> str:
    return fold(word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
