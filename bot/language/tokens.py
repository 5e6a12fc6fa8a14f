"""Cuts a text into words and brings a word into the form in which two spellings of it are equal."""

from unicodedata import combining, normalize

import regex

# Thai, Chinese and their like put no space between words: a character there stands for half a word.
SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_JOINERS = r"\u200c\u200d"  # they shape Persian and Hindi words from inside
_WORD = regex.compile(rf"[\p{{L}}\p{{M}}](?:[\p{{L}}\p{{M}}{_JOINERS}]|['’ʼ\-‐‑](?=[\p{{L}}\p{{M}}]))*")
_SPACELESS = regex.compile(f"[{SPACELESS}]")
_RUNS = regex.compile(rf"[{SPACELESS}\p{{M}}ー々]+|[^{SPACELESS}ー々]+")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_PERHAPS_ADDRESS = regex.compile(r"[@/<]|www|\.\w")
_TAG = regex.compile(r"<[@#:a][^<>\s]{0,64}>")  # Discord's mentions and emoji
_SPACE = regex.compile(r"(\s+)")
_EDGES = "()[]{}¿?¡!.,;:…\"'«»“”*_~"
_DOMAIN = regex.compile(r"[\w\-]+(?:\.[\w\-]+)*\.(?:(?:com|org|net|io)(?:[/?#].*)?|\w{2,4}/.*)")
_ADDRESSES = ("http://", "https://", "www.", "@", "/")
# the same two letters throughout: hija and haja are words
_LAUGHTER = regex.compile(
    r"([jhх])\1*([aeiouáéíаеи])\2*(?:\1+\2+)+\1*|l+o+l+|(?:lmf?ao|rofl|mdr|ptdr)+|x+d+|k{3,}|w{3,}|h{3,}"
)
_LONG = 60  # letters: enough of a long laugh
_ENOUGH = 6  # half-words: three words, or six characters of a script without spaces


class _Fold(dict[int, str]):
    """Filled as characters are met: what remains of one when accents and spelling variants are set aside."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_SAME = {
    **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "",
    "ё": "е", "ѐ": "е", "ł": "l", "đ": "d", "ø": "o", "ı": "i", "œ": "oe", "æ": "ae",
    "ँ": "ं", "़": "", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u200c": "", "\u200d": "",
}  # fmt: skip


def _fold(character: str) -> str:
    if (same := _SAME.get(character)) is not None:
        return same
    if "\u0300" <= character <= "\u036f" or "\u0591" <= character <= "\u05c7" or "\u064b" <= character <= "\u0670":
        return "" if combining(character) else character
    base = normalize("NFD", character)
    # й and ї are letters of their own, Indic and Korean marks carry the word: only Latin and Greek lose theirs.
    return base[0] if base[0] <= "z" or "\u0370" <= base[0] < "\u0400" else character


_FOLD = _Fold()


def fold(word: str) -> str:
    """Lower case, without accents, one spelling for letters that are typed in several ways."""
    return normalize("NFC", word).casefold().translate(_FOLD)


def tokens(text: str) -> list[str]:
    """The words as written, in NFC; an apostrophe or hyphen between letters does not end one."""
    return _WORD.findall(text if text.isascii() else normalize("NFC", text.translate(_INVISIBLE)))


def runs(text: str) -> list[str]:
    """The same, a word cut where a script without spaces meets another."""
    words = tokens(text)
    return [run for word in words for run in _RUNS.findall(word)] if _SPACELESS.search(text) else words


def plain(text: str) -> str:
    """The text without links, addresses, mentions, commands and custom emoji."""
    if not _PERHAPS_ADDRESS.search(text):
        return text
    pieces = _SPACE.split(_TAG.sub(" ", text))
    return "".join(piece for piece in pieces if not _is_address(piece.strip(_EDGES)))


def _is_address(piece: str) -> bool:
    if piece.startswith(_ADDRESSES) or "://" in piece:
        return True
    return "." in piece and ("@" in piece or _DOMAIN.fullmatch(piece) is not None)


def is_laughter(word: str) -> bool:
    """Of a lower-case word: written laughter is no language."""
    return _LAUGHTER.fullmatch(word[:_LONG]) is not None


def half_words(word: str) -> int:
    """Two for a word; one a character where a script has no spaces (two such characters make a word)."""
    return len(_SPACELESS.findall(word)) or 2


def enough(text: str) -> bool:
    """Whether it is long enough to be a contribution: three words, or six characters of a script without spaces."""
    return sum(half_words(word) for word in runs(plain(text)) if not is_laughter(word.lower())) >= _ENOUGH
