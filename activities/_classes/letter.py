"""The letter for parents of learners under 18: what the bot keeps, who sees it, how it ends."""

from __future__ import annotations

from activities._language_names import LanguageName, OwnTitle
from bot.keys import Keys, Press
from bot.phrase import Phrase, T, lines, strong
from bot.text import Text
from bot.turn import Turn

_AGES = {
    "telegram": T("Telegram asks for 16 years in the EU and the UK, and has rules of its own elsewhere."),
    "discord": T("Discord asks for 13 years, in some countries for more: 14 in Spain, 16 in Germany."),
}
"""Least ages as the platforms state them; a teacher is told to look them up for their own country."""


def ages(turn: Turn) -> list[Phrase]:
    """What the platforms of this class ask for; of all that are known while it has no room on one of them."""
    used = {room.platform for room in turn.records.rooms.of_class(turn.class_id)}
    return [line for platform, line in _AGES.items() if platform in used] or list(_AGES.values())


def letter(turn: Turn, language: str) -> Text:
    """The letter in one of the bot's languages, as one message that can be sent on or printed."""
    return turn.house.languages.render(_letter(turn), language)


def keys_of_letter(turn: Turn) -> Keys:
    """The letter in each language the bot speaks, for a class that needs it."""
    if not turn.class_.minors:
        return []
    codes = turn.house.languages.codes
    first = [Press(T("Letter for parents"), "letter", {"language": turn.language})]
    return [first, [Press(OwnTitle(code), "letter", {"language": code}) for code in codes if code != turn.language]]


def _letter(turn: Turn) -> Phrase:
    teachers = turn.records.people.teachers(turn.class_id)
    return lines(
        strong(T("Letter for parents")),
        "",
        T("Dear parents,"),
        T(
            "Our class “{class_name}” practises {language} in a group chat. "
            "A program called Tertulia posts short tasks there. The children answer with a sentence or two.",
            class_name=turn.class_.name,
            language=LanguageName(turn.class_.target),
        ),
        "",
        strong(T("What is kept")),
        T("The name your child uses in the class, when your child writes, how many words and which words of the list."),
        T("What your child writes is locked away (encrypted) and deleted after 7 days. Other talk is never kept."),
        strong(T("Who sees it")),
        T("Only the teachers. The group sees no lists, no marks and no names from the program."),
        strong(T("What the program does not do")),
        T("It never writes to your child first. A correction by a classmate arrives only after I have read it."),
        strong(T("How it ends")),
        T("Your child can leave or delete everything at any time: /privacy in the chat. Or write to me, and I do it."),
        strong(T("Age")),
        *ages(turn),
        *_contact(turn),
        "",
        T("I agree that my child takes part: ______________________"),
        T("Date and signature: ______________________"),
        "",
        *(one.name for one in teachers),
    )


def _contact(turn: Turn) -> list[Phrase]:
    if not turn.house.contact:
        return []
    return [strong(T("Who answers for the program")), turn.house.contact]
