"""Words that are written in two ways, for the sake of the sounds beside them: the same word, spelled otherwise."""

_WORDS = {
    "uk": "і й|з із зі зо|від од", "ru": "в во|с со|к ко|о об обо", "it": "e ed|a ad", "es": "y e|o u", "en": "ok okay",
}  # fmt: skip
_FRONT = {"uk": ({"в", "у"}, {"і", "й"})}  # вже, уже; йти, іти
_BACK = {"uk": {"ся", "сь"}, "ru": {"ся", "сь"}}


def is_variant(word: str, other: str, code: str) -> bool:
    """Of two words in lower case that are not the same."""
    if any({word, other} <= set(line.split()) for line in _WORDS.get(code, "").split("|")):
        return True
    if word[1:] == other[1:] and {word[0], other[0]} in _FRONT.get(code, ()):
        return True
    return word[:-2] == other[:-2] and {word[-2:], other[-2:]} == _BACK.get(code)
