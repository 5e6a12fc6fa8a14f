"""Of what kind a small word is: article, pronoun, preposition, conjunction; which person it means, what it links."""

from functools import lru_cache

from bot.language.closed_words import small_groups
from bot.language.shorthand import joined

_PERSONS = {  # the pronouns of one person, and what is theirs where it looks different
    "en": "i me|he him|she her|we us|they them",
    "es": "yo me mí mi|tú tu te ti|él le|ella le|nosotros nosotras nos|ellos ellas les",
    "de": "ich mir mich|du dir dich|er ihm ihn|sie ihr ihnen|wir uns|ihr euch",
    "fr": "je j me m moi|tu te t toi|il lui|elle lui|ils elles leur eux|lui le la l|leur les|"
    "mon ma mes|ton ta tes|son sa ses",
    "it": "io mi me|tu ti te|lui gli|lei le|noi ci|voi vi|loro gli",
    "pt": "eu me mim|tu te ti|ele lhe|ela lhe|nós nos|meu minha meus minhas|teu tua teus tuas|seu sua seus suas",
}
_SUBJECTS = {  # these alone; it and you, sie and elle are both
    "en": "i he she we they",
    "es": "yo tú él ella nosotros nosotras ellos ellas usted ustedes",
    "de": "ich du er wir",
    "fr": "je j tu il elle on ils elles",
    "it": "io tu",
    "pt": "eu tu você ele ela nós eles elas vocês",
}
_OBJECTS = {
    "en": "me him her us them",
    "es": "me te se lo la los las le les",
    "de": "mich mir dich dir ihn ihm uns",
    "fr": "me m te t se s le la les l lui leur",
    "it": "mi ti si lo la li le gli m t l",
    "pt": "me te se lhe lhes",
}
_LINKS = {  # in the lists they are with the pronouns
    "es": "que qué quien quién quienes cual cuál cuales cuyo cuya",
    "fr": "qui que qu quoi dont où lequel laquelle lesquels lesquelles auquel duquel",
    "it": "che chi cui quale quali",
    "pt": "que quem qual quais cujo cuja",
    "en": "who whom which that whose what",
    "de": "was wo welcher welche welches welchen welchem dass daß",
}
_REMEMBERED = 20_000  # words
_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=_REMEMBERED)
def kinds(word: str, code: str) -> frozenset[int]:
    """The groups of a small word; of a preposition with an article those of both."""
    groups = small_groups(code)
    word = word if word in groups else word.rstrip("'’")
    parts = (part for meant in joined(code).get(word, ()) for part in meant.split())
    return groups.get(word, _NONE).union(*(groups.get(part, _NONE) for part in parts))


@lru_cache(maxsize=_REMEMBERED)
def persons(word: str, code: str) -> frozenset[int]:
    """Of a pronoun, the numbers of the persons it may mean."""
    return frozenset(number for number, group in enumerate(_PERSONS.get(code, "").split("|")) if word in group.split())


@lru_cache(maxsize=_REMEMBERED)
def are_two_cases(word: str, other: str, code: str) -> bool:
    """I and him: nobody says one for the other."""
    subjects, objects = _SUBJECTS.get(code, "").split(), _OBJECTS.get(code, "").split()
    return (word in subjects and other in objects) or (word in objects and other in subjects)


def is_subject(word: str, code: str) -> bool:
    """Of a pronoun that is nothing else."""
    return word in _SUBJECTS.get(code, "").split()


@lru_cache
def links(code: str) -> frozenset[str]:
    """What a clause that says more of a noun begins with."""
    return frozenset(_LINKS.get(code, "").split())
