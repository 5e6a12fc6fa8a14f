"""What kind of mistake it was to write one word for another."""

from rapidfuzz.distance import OSA, Prefix

from bot.language.lexicon import Lexicon
from bot.language.likeness import near, plain
from bot.language.prefixes import differ_in_prefix
from bot.language.variants import is_variant
from bot.language.verbs_with_pronouns import infinitive, with_pronouns

_NEAR = 0.5  # how alike two spellings are
_VOWELS = frozenset("aeiouyаеиоуіїєюяыэйв")  # a letter of which a word begins with or without: в, у
_SUBJECTS = frozenset("i you he she it we they who that which there everyone everybody someone nobody to".split())
_BEFORE_NOUNS = frozenset(
    "a an the this these those my your his her its our their some any many few several two three four five six seven "
    "eight nine ten all most both other another no of with in on at from about for by between one".split()
)
_SOUNDS = tuple(map(frozenset, ("bpvfw", "ckqsxz", "gjhxy", "dt", "mn", "lr")))  # fiel, viel; vaca, baca
_CLIPPED = 4  # letters that a word has at least without its beginning
_BEFORE_VERBS = {
    "es": frozenset("me te se nos os le les yo tú él ella usted nosotros ellos ellas ustedes no".split()),
    "it": frozenset("mi ti si ci vi io non".split()),
    "fr": frozenset("me te se m t s je j tu il on ils".split()),
    "pt": frozenset("me te lhe lhes eu ele ela você nós eles elas não".split()),
}
_BEFORE_NAMES = frozenset(  # not el, mi, tu: él, mí and tú without their accents
    "un una unos unas mis tus su sus nuestro nuestra este ese cada otro otra del al de en con sin".split()
)
_ENGLISH_ENDINGS = frozenset(
    "y ly s al er or ed en ing ness ful ic r d n ity ment ion ation able less an ian ish ship hip hood ism ist ous ive "
    "age".split()
)  # hip: relations, relationship


def pair(old: str, new: str, before: str, lexicon: Lexicon) -> str:
    """Of two words that are not both small; `before` is the word before the new one."""
    if not lexicon.has_dictionary or any(map(str.isdigit, old + new)):
        return ""
    lower, lower_new = old.lower(), new.lower()
    if plain(old) == plain(new) or is_variant(lower, lower_new, lexicon.code):
        return "spelling"
    nouns = lexicon.code == "de"  # there a capital tells Zimmern from zimmern
    if lemma := lexicon.one_lemma(old if nouns else lower, new if nouns else lower_new):
        noun = nouns and new[0].isupper() and before[-1:].isalnum()
        return "word form" if noun else form(lemma, lower, lower_new, before, lexicon)
    if differ_in_prefix(lower, lower_new, lexicon.code) and _are_verbs(lower, lower_new, lexicon):
        return "verb"
    return with_pronouns(plain(old), plain(new), lexicon) or _of_two(old, new, lexicon)


def _of_two(old: str, new: str, lexicon: Lexicon) -> str:
    """Of two words that are not forms of one."""
    slip = OSA.distance(plain(old), plain(new)) == 1 and max(len(old), len(new)) > 2
    mixed = not {old.lower(), new.lower()}.isdisjoint(lexicon.little)
    known, known_new = lexicon.knows(old), lexicon.knows(new)
    if known == known_new and not mixed and _is_family(plain(old), plain(new), lexicon.code, known=known):
        return "verb" if _are_verbs(old.lower(), new.lower(), lexicon) else "word form"
    if not known:
        alike = slip or near(plain(old), plain(new)) >= _NEAR
        return "spelling" if alike else "word choice" if known_new else ""
    if slip and not _starts_otherwise(plain(old), plain(new)):
        return "spelling"
    if mixed:
        return "small words" if _is_clipped(old.lower(), new.lower(), lexicon) else ""
    return "" if slip else "word choice"


def _is_clipped(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether one is the end of the other, which is a small word: cause, because; cross, across."""
    short, long = sorted((old, new), key=len)
    return len(short) >= _CLIPPED and long.endswith(short) and long in lexicon.small


def _starts_otherwise(old: str, new: str) -> bool:
    """Whether two words that are both right have another sound in front: took, cook; a slip, or the other word?"""
    fronts = {old[0], new[0]}
    return len(old) == len(new) and old[1:] == new[1:] and not (fronts & _VOWELS or any(map(fronts.issubset, _SOUNDS)))


def form(lemma: str, old: str, new: str, before: str, lexicon: Lexicon) -> str:
    """Of two forms of one word."""
    match lexicon.is_verb(lemma, old.lower(), new.lower()):
        case True:
            return "word form" if _is_name(new.lower(), before, lexicon.code) else "verb"
        case False:
            of_verb = before.rstrip("'’") in _BEFORE_VERBS.get(lexicon.code, ())
            return "verb" if of_verb else "word form"  # me gusta, though gusto is a noun as well
    if lexicon.code != "en":
        return "word form"
    if before in _SUBJECTS or before in lexicon.aux:
        return "verb"
    return "word form" if before in _BEFORE_NOUNS else ""


def _is_name(new: str, before: str, code: str) -> bool:
    """Whether a form of a Spanish verb is a noun here, by the word before it: mi trabaja, mi trabajo."""
    return code == "es" and before in _BEFORE_NAMES and not new.endswith(("r", "rse", "ndo"))


def _are_verbs(old: str, new: str, lexicon: Lexicon) -> bool:
    """Two verbs of one family: купувати, купити."""
    return all(infinitive(word, lexicon) for word in (old, new))


def _is_family(old: str, new: str, code: str, *, known: bool) -> bool:
    """Whether two words share a stem and differ in their endings: beauty, beautiful; caro, cara.

    Of words no dictionary has, names for instance, the endings must be other sounds, not another spelling in them.
    """
    shared = Prefix.similarity(old, new)
    rest, rest_new = old[shared:], new[shared:]
    if not known and (rest[-1:] == rest_new[-1:] or not _VOWELS & {*rest, *rest_new}):
        return False
    if OSA.distance(old, new) == 1 and min(len(rest), len(rest_new)) >= 2 and rest[-2:] == rest_new[-2:]:
        return False  # проект, проєкт: the ending is the same
    if code == "en" and "" in {rest, rest_new}:
        return shared >= 3 and rest + rest_new in _ENGLISH_ENDINGS
    if code != "en" and shared >= 3 and max(len(rest), len(rest_new)) <= 3:
        return True
    return shared >= 4 and shared >= 0.6 * min(len(old), len(new)) and max(len(rest), len(rest_new)) <= 5
