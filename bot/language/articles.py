"""The small words around a headword that do not make the word, by language."""

_ARTICLES = {
    "es": "el la los las un una unos unas lo",
    "en": "to a an the",
    "de": "der die das den dem des ein eine einen einem einer eines",
    "fr": "le la les l un une des du",
    "it": "il lo la i gli le l un uno una",
    "pt": "o a os as um uma uns umas",
    "ca": "el la els les l un una uns unes",
    "gl": "o a os as un unha uns unhas",
    "nl": "de het een",
    "sv": "en ett att den det",
    "da": "en et at den det",
    "nb": "en ei et å",
    "no": "en ei et å",
    "el": "ο η το οι τα ενας μια ενα",
    "hu": "a az egy",
    "ro": "un o",
    "ar": "ال",
}
_REFLEXIVES = {
    "es": "se",
    "fr": "se s",
    "it": "si",
    "pt": "se",
    "de": "sich",
    "nl": "zich",
    "pl": "się",
    "en": "oneself",
}
_SOMEBODY = {
    "es": "algo alguien alg",
    "en": "sb sth somebody something someone one's",
    "de": "jdn jdm jmd jmdn jmdm etw jemand jemanden jemandem etwas",
    "fr": "qn qc qqn qqch qqc quelqu'un",
    "it": "qc qn qcn qualcuno qualcosa",
    "pt": "algo alguém alg",
    "nl": "iem iemand iets",
}


def articles(code: str) -> frozenset[str]:
    """Folded; with the "to" before an English verb."""
    return frozenset(_ARTICLES.get(code, "").split())


def reflexives(code: str) -> frozenset[str]:
    """The pronoun a dictionary writes before a reflexive verb."""
    return frozenset(_REFLEXIVES.get(code, "").split())


def somebody(code: str) -> frozenset[str]:
    """What stands for a person or thing in a phrase."""
    return frozenset(_SOMEBODY.get(code, "").split())
