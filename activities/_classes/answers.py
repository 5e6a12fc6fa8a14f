"""What an answer to `/setup` changes in a class; pressed values and typed words are read alike."""

from __future__ import annotations

import re

from activities._corrections.looking_first import look_first
from activities._language_names import LanguageName, read_language, read_languages, supported
from activities._people import count_me_in as offers
from activities._people.names import read_title
from bot.phrase import Phrase, T, listing
from bot.refusal import Refusal
from bot.task import relaying
from bot.task.keeping import KEPT_FOR, KEPT_FOR_MINORS
from bot.turn import Turn
from bot.typed import folded
from storage.classes import LEVELS, Counts

MOST_LEARNERS = 999


def take_target(turn: Turn, words: str) -> Phrase | None:
    """The language the class learns; says what the bot cannot do for it."""
    code = read_language(words, turn.language)
    if code in turn.class_.natives.split(","):
        name = LanguageName(code)
        raise Refusal("The learners speak {language} already. Choose the language they learn.", language=name)
    turn.class_.target = code
    turn.learn(code)
    return supported(code)


def take_native(turn: Turn, words: str) -> None:
    """What the learners speak; the bot begins to speak it in the group if it can."""
    codes = read_languages(words, turn.language)
    if turn.class_.target in codes:
        raise Refusal(
            "The class learns {language}. Which language do the learners speak already? For example: {example}",
            language=LanguageName(turn.class_.target),
            example=LanguageName("en" if turn.class_.target != "en" else "es"),
        )
    turn.class_.natives = ",".join(codes)
    if not turn.class_.ready:
        turn.class_.language = turn.house.languages.nearest(*codes)


def take_level(turn: Turn, words: str) -> None:
    level = words.strip().upper()
    if level not in LEVELS:
        raise Refusal("The levels are {levels}. For example: A2", levels=", ".join(LEVELS))
    turn.class_.level = level


def take_size(turn: Turn, words: str) -> None:
    """How many are in the class; "skip" leaves it open."""
    if words == "skip":
        turn.class_.size = None
        return
    found = re.fullmatch(r"\s*([0-9]{1,3})\s*", words)
    if found is None or not int(found[1]):
        raise Refusal("I need a number from 1 to {most}. For example: 24", most=MOST_LEARNERS)
    turn.class_.size = int(found[1])


def take_minors(turn: Turn, words: str) -> Phrase | None:
    """Whether learners are under 18; what they wrote is then kept for a week only."""
    match folded(words[:20]):
        case "yes" | "si":
            turn.class_.minors = True
            for one in turn.records.contributions.of_class(turn.class_id, turn.now - KEPT_FOR, turn.now):
                if one.erase_at:
                    one.erase_at = min(one.erase_at, one.at + KEPT_FOR_MINORS)
            turn.records.erasure.follow_contributions(turn.class_id)
            look_first(turn)
            relaying.hide_names(turn)
            offers.hide_names(turn)
            return T("I have a letter for the parents. The button is under /setup.")
        case "no":
            turn.class_.minors = False
            return None
        case _:
            raise Refusal("Please answer yes or no. For example: no")


def take_counts(turn: Turn, words: str) -> Phrase | None:
    """Which messages count; says so when the bot cannot read all of them."""
    match folded(words[:20]):
        case "replies" | "respuestas":
            turn.class_.counts = Counts.REPLIES.value
        case "everything" | "todo":
            turn.class_.counts = Counts.EVERYTHING.value
            blind = [room for room in turn.records.rooms.of_class(turn.class_id) if not room.reads_all]
            if any(turn.house.limits(room.platform).reads_as_admin for room in blind):
                return T("I cannot read everything in your group yet. Please make me an admin there.")
            if blind:
                return T("I cannot read everything in your group yet. The person who runs me can change that.")
        case _:
            raise Refusal("Please press one of the two, or write: replies")
    return None


def take_threads(turn: Turn, words: str) -> None:
    """Whether each task opens a thread of its own."""
    match folded(words[:20]):
        case "yes" | "si":
            turn.class_.threads = True
        case "no":
            turn.class_.threads = False
        case _:
            raise Refusal("Please answer yes or no. For example: no")


def take_language(turn: Turn, words: str) -> None:
    """Which of its languages the bot speaks in the group."""
    code = read_language(words, turn.language)
    spoken = turn.house.languages.codes
    if code not in spoken:
        raise Refusal("I speak these languages: {languages}.", languages=listing([LanguageName(one) for one in spoken]))
    turn.class_.language = code


def take_name(turn: Turn, words: str) -> None:
    turn.class_.name = read_title(words)
