"""A class at a glance, with a button for each thing its teachers may change."""

from __future__ import annotations

from activities._classes.clock import clock_line
from activities._classes.corrections import about_corrections, about_focus
from activities._classes.letter import keys_of_letter
from activities._classes.questions import has_threads
from activities._classes.reminder import about_reminder
from activities._language_names import LanguageName, LanguageTitle
from activities._lists.packs import packs
from bot.chat import Look
from bot.keys import Keys, Press, grid
from bot.phrase import N, Phrase, T, lines, listing
from bot.turn import Turn
from storage.classes import Counts


def picture(turn: Turn) -> Phrase:
    """What the class is, a line for each thing."""
    class_ = turn.class_
    return lines(
        T(
            "{target} {level} for people who speak {natives}",
            target=LanguageTitle(class_.target),
            level=class_.level,
            natives=listing([LanguageName(code) for code in class_.natives.split(",")]),
        ),
        clock_line(turn),
        N("{n} learner", "{n} learners", n=class_.size) if class_.size else T("How many learners: not said"),
        T("Some are under 18") if class_.minors else T("All are adults"),
        T("What counts: everything learners write while a task is open")
        if class_.counts == Counts.EVERYTHING
        else T("What counts: replies to a task"),
        T("Each task opens a thread of its own") if turn.class_.threads and has_threads(turn) else None,
        about_reminder(turn),
        about_corrections(turn),
        about_focus(turn),
        T("In the group I speak {language}", language=LanguageName(class_.language)),
        T("Groups: {rooms}", rooms=listing([room.title for room in turn.records.rooms.of_class(turn.class_id)])),
    )


def keys_of_class(turn: Turn) -> Keys:
    labels = {
        "target": T("Language"),
        "native": T("They speak"),
        "level": T("Level"),
        "zone": T("Time"),
        "size": T("How many"),
        "minors": T("Under 18"),
        "counts": T("What counts"),
        **({"threads": T("Threads")} if has_threads(turn) else {}),
        **({} if turn.class_.minors else {"reminder": T("Reminders")}),
        "corrections": T("Corrections"),
        "focus": T("Focus"),
        "language": T("I speak"),
        "name": T("Name"),
    }
    keys = [Press(label, "change", {"question": question}) for question, label in labels.items()]
    welcome = Press(T("Post the welcome"), "welcome", look=Look.MAIN)
    finish = Press(T("Finish class"), "finishing.ask")
    return [*grid(keys), *keys_of_letter(turn), *starter_keys(turn), [welcome], [finish]]


def starter_keys(turn: Turn) -> Keys:
    """The starter list as a button, where one fits the class and its own list is empty."""
    class_ = turn.class_
    if turn.records.cards.left(turn.class_id):
        return []
    return [
        [
            Press(
                T(
                    "Starter list ({words} words, {questions} questions)",
                    words=one.cards,
                    questions=one.questions,
                ),
                "starter",
                {"use": True},
            )
        ]
        for one in packs(class_.target, class_.native, class_.level)[:1]
    ]
