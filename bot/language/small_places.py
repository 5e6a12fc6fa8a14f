"""Small words beside a correction that go out with it (un otro, a advice), or stay before it (yo, *me quedé)."""

from collections.abc import Sequence

from bot.language.lexicon import Lexicon
from bot.language.places import Place
from bot.language.series import denies

_UNCOUNTED = frozenset(
    "advice information furniture hair news homework luggage money bread music weather equipment knowledge research "
    "traffic software progress work luck fun".split()
)
_NEGATED = frozenset("don't doesn't didn't dont doesnt didnt".split())
_SUBJECTS = {
    "es": "yo tú él ella usted nosotros nosotras vosotros vosotras ellos ellas ustedes",
    "pt": "eu tu ele ela você nós eles elas vocês",
    "it": "io tu lui lei noi voi loro",
    "fr": "je tu il elle on nous vous ils elles",
}
_OBJECTS = {
    "es": "me te se nos os le les lo la los las",
    "pt": "me te se nos lhe lhes",
    "it": "mi ti si ci vi gli le lo la li",
    "fr": "me m' te t' se s' nous vous le la les l' lui leur",
}
_PLEASE = {  # there the person is no subject: yo gusta, *me gusta
    "es": "gustar encantar doler parecer faltar interesar molestar importar apetecer",
    "it": "piacere dispiacere sembrare mancare servire",
    "fr": "plaire manquer",
}


def is_one_too_many(before: str, new: Sequence[str], words: Lexicon, *, same: bool) -> bool:
    """Un otro, busco a un piso, ich mag zu lesen, go to home, a good advice, a new trousers, io mi piace."""
    match words.code, before.lower():
        case "es", "un" | "una" | "unos" | "unas":
            return same and new[0].lower().startswith("otr")
        case "es", "a":
            return same and len(new) > 1
        case "de", "zu":
            return same and len(new) == 1
        case "en", "to":
            return same and new[0].lower() in {"home", "there", "here", "abroad"}
        case "en", "all":
            return new[0].lower() in {"every", "each"}
        case "en", "a" | "an":
            return (same or len(new) > 1) and (new[-1].lower() in _UNCOUNTED or (same and new[-1].endswith("s")))
        case code, subject if subject in _SUBJECTS.get(code, "").split():
            first = new[denies(new[0].lower(), code)].lower() if len(new) > 1 else new[0].lower()
            return first in _OBJECTS[code].split() and _pleases(new, words)
    return _is_said_in_it(before.lower(), new, words.code)


def _is_said_in_it(before: str, new: Sequence[str], code: str) -> bool:
    """Don't can, *can't; me ayudar, *ayudarme: it has what stands before it."""
    if code == "en" and before.replace("’", "'") in _NEGATED:
        return new[0].lower().replace("’", "'").endswith(("n't", "nnot"))
    if len(new) > 1 or code not in {"es", "it"} or before not in _OBJECTS[code].split():
        return False
    return new[0].lower().endswith((f"r{before}", f"ndo{before}"))


def beside_pronoun(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> Place:
    """The place without the subject before it, if an object pronoun is what was missing."""
    code, subject = words.code, old[place.start].lower()
    if len(new) < 2 or place.end - place.start < 2 or subject not in _SUBJECTS.get(code, "").split():
        return place
    if new[0].lower().replace("’", "'") not in _OBJECTS[code].split() or new[0].lower() == subject:
        return place
    return place if _pleases(new, words) else place._replace(start=place.start + 1)


def _pleases(new: Sequence[str], words: Lexicon) -> bool:
    return not {words.lemma(piece.lower()) for piece in new}.isdisjoint(_PLEASE.get(words.code, "").split())
