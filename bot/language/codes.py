"""What a language is called in the libraries' files, and which scripts it is written in."""

from unicodedata import name

_PROFILES = {"zh": ("zh-cn", "zh-tw"), "nb": ("no",), "nn": ("no",), "sr": ("hr",), "bs": ("hr",), "fil": ("tl",)}
_DICTIONARIES = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs", "sh": "hbs", "fil": "tl"}
_OLD = {"iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cn": "zh", "ua": "uk", "gr": "el"}
_SCRIPTS = {
    "CYRILLIC": "ru uk be bg mk sr kk ky mn tg",
    "ARABIC": "ar fa ur ps ckb ug sd",
    "HEBREW": "he yi",
    "GREEK": "el grc",
    "DEVANAGARI": "hi mr ne sa",
    "BENGALI": "bn as",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "MYANMAR": "my",
    "KHMER": "km",
    "TIBETAN": "bo dz",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am ti",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "KATAKANA-HIRAGANA": "ja",
    "CJK": "zh ja yue",
}
_OWN = {code for codes in _SCRIPTS.values() for code in codes.split()}
_BOTH = {"sr"}  # written in Latin letters too


def short(language: str) -> str:
    """`pt-BR` and `PT_br` are `pt`."""
    code = language.strip().lower().replace("_", "-").split("-")[0]
    return _OLD.get(code, code)


def profiles(language: str) -> tuple[str, ...]:
    """The names langdetect's profile files would have for it."""
    code = short(language)
    return _PROFILES.get(code, (code,))


def dictionary(language: str) -> str:
    """The code simplemma's dictionary would have for it."""
    code = short(language)
    return _DICTIONARIES.get(code, code)


def script(word: str) -> str:
    """The script of the first letter, in Unicode's words; kana anywhere makes it HIRAGANA, for Chinese has none."""
    names = [name(character, "").split(" ")[0] for character in word]
    if names[0] == "CJK" and any(n in {"HIRAGANA", "KATAKANA"} for n in names):
        return "HIRAGANA"
    return names[0]


def is_shared(written: str) -> bool:
    """Whether so many languages write in it that it tells none."""
    return written in {"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI"}


def has_own_script(language: str) -> bool:
    """Whether its script alone tells it from most others."""
    return any(short(language) in users.split() for written, users in _SCRIPTS.items() if not is_shared(written))


def writes(language: str, written: str) -> bool:
    """Whether the language is written in this script."""
    code = short(language)
    if written in _SCRIPTS:
        return code in _SCRIPTS[written].split()
    return written == "LATIN" and (code not in _OWN or code in _BOTH)
