"""What a person typed, made comparable, and the error that says why it could not be read."""

import unicodedata

LONGEST = 200


class Unreadable(ValueError):
    """Typed words that mean nothing here.

    `reason` is for programs, one of: empty, long, invisible, word, time, hour, minute, date, past, far, weekday, zone.
    `part` is the word that was not understood, at most 30 characters, so that it may be said back to its writer;
    `str()` leaves it out, so that it never reaches a log.
    """

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.part = part[:30]


def folded(text: str) -> str:
    """The text without case and accents, each run of white space one blank: what two spellings are compared by."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def typed(text: str) -> str:
    """The folded text of one short answer; raises Unreadable when it is empty, long or holds invisible characters."""
    if len(text) > LONGEST:
        raise Unreadable("long")
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not char.isspace() for char in text):
        raise Unreadable("invisible")
    if not (answer := folded(text)):
        raise Unreadable("empty")
    return answer
