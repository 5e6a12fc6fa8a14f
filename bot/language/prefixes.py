"""Verbs of which one has a prefix that makes of it a finished action (Slavic), or that stands apart (German)."""

SEPARABLE = frozenset("ab an auf aus bei ein fest her hin los mit nach um vor weg zu zurück zusammen".split())
"""What stands apart from a German verb, at the end of its clause."""
_PREFIXES = {
    "ru": frozenset("по на за с со у вы про при от об о раз рас из ис пере до вз вс под".split()),
    "uk": frozenset("по на за з с зі у ви про при від об о роз пере до під".split()),
    "de": SEPARABLE,
}
_SHORTEST = 4  # letters of a verb that is recognised in another


def differ_in_prefix(word: str, other: str, code: str) -> bool:
    """Of two verbs in lower case: делать, сделать; anrufe, rufe (an)."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and long.endswith(short) and long.removesuffix(short) in _PREFIXES.get(code, ())
