"""What kind of mistake it was to write one word for another."""

from rapidfuzz.distance import OSA, Prefix

from bot.language.attached import stems
from bot.language.lexicon import Lexicon
from bot.language.likeness import near, plain

_NEAR, _VERY_NEAR = 0.5, 0.7  # how alike two spellings are
_SUBJECTS = frozenset("i you he she it we they who that which there everyone everybody someone nobody to".split())
_BEFORE_NOUNS = frozenset(
    "a an the this these those my your his her its our their some any many few several two three four five six seven "
    "eight nine ten all most both other another no of with in on at from about for by between one".split()
)
_ATTACHED_TO_VERBS = {"es", "it"}
_HOSTS = ("r", "re", "ndo")  # infinitive and gerund take pronouns at their end
_ENGLISH_ENDINGS = frozenset("y ly s al er or ed en ing ness ful ic r d n ity ment ion ation able less".split())


def pair(old: str, new: str, before: str, lexicon: Lexicon) -> str:
    """Of two words that are not both small; `before` is the word before the new one."""
    if not lexicon.has_dictionary or any(map(str.isdigit, old + new)):
        return ""
    lower, lower_new = old.lower(), new.lower()
    if plain(old) == plain(new):
        return "spelling"
    nouns = lexicon.code == "de"  # there a capital tells Zimmern from zimmern
    if lemma := lexicon.one_lemma(old if nouns else lower, new if nouns else lower_new):
        noun = nouns and new[0].isupper() and before[-1:].isalnum()
        return "word form" if noun else form(lemma, lower, lower_new, before, lexicon)
    if _is_one_verb(plain(old), plain(new), lexicon.code):
        return "small words"
    alike = near(plain(old), plain(new))
    slip = OSA.distance(plain(old), plain(new)) == 1 and max(len(old), len(new)) > 2
    if not lexicon.knows(old):
        return "spelling" if alike >= _NEAR or slip else "word choice" if lexicon.knows(new) else ""
    mixed = lower in lexicon.little or lower_new in lexicon.little
    if not mixed and _is_family(plain(old), plain(new), lexicon.code):
        return "verb" if _are_verbs(lower, lower_new, lexicon) else "word form"
    if alike >= _VERY_NEAR or slip:
        return "spelling"
    return "" if mixed else "word choice"


def form(lemma: str, old: str, new: str, before: str, lexicon: Lexicon) -> str:
    """Of two forms of one word."""
    match lexicon.is_verb(lemma, old.lower(), new.lower()):
        case True:
            return "verb"
        case False:
            return "word form"
    if lexicon.code != "en":
        return "word form"
    if before in _SUBJECTS or before in lexicon.aux:
        return "verb"
    return "word form" if before in _BEFORE_NOUNS else ""


def _is_one_verb(old: str, new: str, code: str) -> bool:
    """Whether only the pronoun at its end is another: relajarse, relajarme."""
    if code not in _ATTACHED_TO_VERBS:
        return False
    verbs, verbs_new = ({stem for stem in (word, *stems(word, code)) if stem.endswith(_HOSTS)} for word in (old, new))
    return not verbs.isdisjoint(verbs_new)


def _are_verbs(old: str, new: str, lexicon: Lexicon) -> bool:
    """Two verbs of one family: купувати, купити."""
    lemmas = [lexicon.lemma(word) for word in (old, new)]
    return all(lemma is not None and lexicon.is_verb(lemma, "", "") for lemma in lemmas)


def _is_family(old: str, new: str, code: str) -> bool:
    """Whether two words share a stem and differ in their endings: beauty, beautiful; caro, cara."""
    shared = Prefix.similarity(old, new)
    rest, rest_new = old[shared:], new[shared:]
    if OSA.distance(old, new) == 1 and min(len(rest), len(rest_new)) >= 2 and rest[-2:] == rest_new[-2:]:
        return False  # проект, проєкт: the ending is the same
    if code == "en" and "" in {rest, rest_new}:
        return shared >= 3 and rest + rest_new in _ENGLISH_ENDINGS
    if code != "en" and shared >= 3 and max(len(rest), len(rest_new)) <= 3:
        return True
    return shared >= 4 and shared >= 0.6 * min(len(old), len(new)) and max(len(rest), len(rest_new)) <= 5
