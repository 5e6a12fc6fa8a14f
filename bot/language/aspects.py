"""Russian and Ukrainian verbs of which one has the prefix that makes an action a finished one."""

_PREFIXES = {
    "ru": frozenset("по на за с со у вы про при от об о раз рас из ис пере до вз вс под".split()),
    "uk": frozenset("по на за з с зі у ви про при від об о роз пере до під".split()),
}
_SHORTEST = 4  # letters of a verb that is recognised in another


def is_aspect(word: str, other: str, code: str) -> bool:
    """Of two verbs in lower case: делать, сделать."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and long.endswith(short) and long.removesuffix(short) in _PREFIXES.get(code, ())
