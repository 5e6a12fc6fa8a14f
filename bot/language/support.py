"""What can be done for a language, for /setup to say before a class relies on it."""

from typing import NamedTuple

from bot.language import codes
from bot.language.dictionary import has_dictionary
from bot.language.profiles import has_profile

_WITHOUT_FORMS = {"zh", "yue", "th", "lo", "km", "my", "bo", "vi"}  # their words do not change
_BY_RULE = {"ja", "ko"}


class Support(NamedTuple):
    """`detection`: its words are told from others and counted; `forms`: a card counts in any form."""

    detection: bool
    forms: bool


def supported(language: str) -> Support:
    """Of a code such as `es` or `pt-BR`; an unknown one has neither."""
    code = codes.short(language)
    dictionary = has_dictionary(language)
    return Support(
        detection=dictionary or has_profile(language) or codes.has_own_script(language),
        forms=dictionary or code in _WITHOUT_FORMS | _BY_RULE,
    )
