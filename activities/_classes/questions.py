"""What `/setup` asks about a class, one question at a time: how it is asked, what is offered, what an answer does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from activities._classes import answers, corrections
from activities._classes.clock import Again, take_zone, zone_keys
from activities._classes.reminder import reminder_keys, take_reminder
from activities._language_names import OFFERED, LanguageTitle, OwnTitle
from bot.keys import Key, Keys, Press, grid
from bot.phrase import Phrase, T, lines
from bot.turn import Turn
from storage.classes import LEVELS

_SPOKEN = ("en", "es", "fr", "de", "it", "pt", "zh", "ar", "pl", "ru")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a class is asked about; `take` writes an answer down, may say something about it or ask again."""

    ask: Phrase
    take: Callable[[Turn, str], Phrase | Again | None]
    keys: Callable[[Turn], Keys] | Keys = ()

    def keys_for(self, turn: Turn) -> Keys:
        return self.keys(turn) if callable(self.keys) else self.keys


def _answer(question: str, value: str, label: Phrase) -> Key:
    return Press(label, "choose", {"question": question, "value": value})


def _native_keys(turn: Turn) -> Keys:
    likely = [code for code in _SPOKEN if code != turn.class_.target]
    return grid([_answer("native", code, LanguageTitle(code)) for code in likely[:9]])


def _counts_keys(turn: Turn) -> Keys:
    """The usual choice first: a topic is made for one thing, a group for many."""
    keys = [_answer("counts", "replies", T("Replies")), _answer("counts", "everything", T("Everything"))]
    room = next(iter(turn.records.rooms.of_class(turn.class_id)), None)
    return [keys[::-1] if room and room.kind == "topic" else keys]


def _language_keys(turn: Turn) -> Keys:
    return [[_answer("language", code, OwnTitle(code)) for code in turn.house.languages.codes]]


QUESTIONS: dict[str, Question] = {
    "target": Question(
        lines(T("Which language does the class learn?"), T("Press one, or write another.")),
        answers.take_target,
        grid([_answer("target", code, LanguageTitle(code)) for code in OFFERED]),
    ),
    "native": Question(
        lines(
            T("Which language do the learners speak?"),
            T("Press one, or write it. Two are fine too: English, French"),
        ),
        answers.take_native,
        _native_keys,
    ),
    "level": Question(
        T("Which level?"),
        answers.take_level,
        grid([_answer("level", level, level) for level in LEVELS]),
    ),
    "zone": Question(
        lines(
            T("What time is it now where the class is?"),
            T("Press a city, or write the time or a city. For example: 10:05"),
        ),
        take_zone,
        zone_keys,
    ),
    "size": Question(
        lines(
            T("How many learners are in the class? Write the number."),
            T("Then you can see how many have not joined yet."),
        ),
        answers.take_size,
        [[_answer("size", "skip", T("Skip"))]],
    ),
    "minors": Question(
        lines(
            T("Are learners in this class under 18?"),
            T("Telegram asks for 16 years in the EU and the UK. Discord asks for 13, in some countries for more."),
            T("Please look up the rule for your country."),
            T("If yes: I never write to a learner first, I name nobody in the group, corrections wait for your OK."),
        ),
        answers.take_minors,
        [
            [_answer("minors", "no", T("No, all are adults"))],
            [_answer("minors", "yes", T("Yes, some are under 18"))],
        ],
    ),
    "counts": Question(
        lines(
            T("What counts as an answer to a task?"),
            T("**Replies**: only messages that reply to the task. Good when you also talk about other things."),
            T("**Everything**: all that learners write while a task is open. Good in a group only for practice."),
        ),
        answers.take_counts,
        _counts_keys,
    ),
    "corrections": Question(
        lines(
            T("Shall every correction wait for your OK before a learner sees it?"),
            T("Questions and answers about it wait too. You find them all in one list: /correct"),
        ),
        corrections.take_approval,
        corrections.approval_keys(),
    ),
    "focus": Question(
        lines(
            T("What will the class work on for the next two weeks?"),
            T("Each correction shows two changes first. What you choose here comes before the rest."),
        ),
        corrections.take_focus,
        corrections.focus_keys,
    ),
    "reminder": Question(
        lines(
            T("At what time shall I remind people who have not written yet?"),
            T("I write to each of them in private, once per task. Press a time or write it."),
        ),
        take_reminder,
        reminder_keys(),
    ),
    "threads": Question(
        lines(
            T("Shall each task open a thread of its own?"),
            T("Then the answers stand together, and your channel stays easy to read."),
        ),
        answers.take_threads,
        [[_answer("threads", "yes", T("Yes, a thread each")), _answer("threads", "no", T("No"))]],
    ),
    "language": Question(
        T("Which language do I speak in the group?"),
        answers.take_language,
        _language_keys,
    ),
    "name": Question(
        T("What is the class called? Write its name."),
        answers.take_name,
    ),
}


IN_WORDS = frozenset({"size", "name"})
"""Those that no button answers."""


def has_threads(turn: Turn) -> bool:
    """Whether a room of the class is on a platform with threads, and is none itself."""
    rooms = turn.records.rooms.of_class(turn.class_id)
    return any(room.kind == "group" and turn.house.limits(room.platform).threads for room in rooms)


ORDER = ("target", "native", "level", "zone", "size", "minors", "counts")
"""What every class is asked; the other questions come when the teacher wants to change something."""


def first_open(turn: Turn) -> str:
    """The first question without an answer; after a break the later ones are asked once more."""
    class_ = turn.class_
    answered = {"target": class_.target, "native": class_.natives, "level": class_.level, "zone": class_.zone}
    return next(one for one in ORDER if not answered.get(one))


def after(question: str) -> str:
    """The question that follows; empty after the last one."""
    place = ORDER.index(question) + 1
    return ORDER[place] if place < len(ORDER) else ""
