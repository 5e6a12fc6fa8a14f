"""What a learner is asked in private after joining: a name, and two things that need their yes."""

from __future__ import annotations

from activities._people.membership import namesake
from bot.chat import Look
from bot.keys import Keys, Press
from bot.phrase import Phrase, T, lines
from bot.turn import Turn
from storage.people import CorrectionWish, Member, Role

JOINED = "joined"
"""What the link to the first question carries."""
CORRECTIONS = {
    CorrectionWish.PRIVATE: T("Yes, privately"),
    CorrectionWish.BIG: T("Only big mistakes"),
    CorrectionWish.NOT_NOW: T("Not now"),
}


def ask_name(turn: Turn) -> None:
    name, other = turn.member.name, namesake(turn)
    phrase = lines(
        T("You are in the class **{class_name}** now.", class_name=turn.class_.name),
        T("Somebody there is called {name}, too.", name=other.name) if other else None,
        T("What should the class call you? Press the button, or write another name.")
        if turn.answers_at_desk
        else T("What should the class call you? Press the button, or write another name in our private chat."),
    )
    turn.ask("called", phrase, [[Press(T("{name} is fine", name=name), "name_is_fine", look=Look.MAIN)]])


def ask_corrections(turn: Turn, note: Phrase | None = None) -> None:
    keys: Keys = [[Press(label, "corrected", {"how": how.value})] for how, label in CORRECTIONS.items()]
    turn.stop_asking()
    turn.show(lines(note, may_classmates_help(turn)), keys)


def may_classmates_help(turn: Turn) -> Phrase:
    if turn.class_.approves:
        return T(
            "May classmates help with your sentences? Your teacher reads their suggestions first. "
            "The class does not see them."
        )
    return T("May classmates help with your sentences? You see what they suggest, the class does not.")


def ask_reminders(turn: Turn) -> None:
    """Asked of adults only: under 18 the bot never writes first."""
    turn.show(
        T("May I remind you privately when a task is still open? Twice a week at most."),
        [[Press(T("Yes"), "reminded", {"yes": True}), Press(T("No"), "reminded", {"yes": False})]],
    )


def say_ready(turn: Turn) -> None:
    turn.show(
        lines(
            T("Thank you, {name}. That is all.", name=turn.member.name),
            T("What is open now: /today. To change your answers: /settings"),
        )
    )


def unanswered(member: Member) -> bool:
    """Whether a learner has not been through the questions yet."""
    return member.role == Role.LEARNER and not member.corrections_asked


def in_already(turn: Turn) -> None:
    """A press on *Join* by somebody who has joined: what is theirs to do."""
    member = turn.member
    if member.role == Role.TEACHER:
        turn.pop(T("You teach this class. Join is for your learners."))
    elif member.role == Role.HELPER:
        turn.pop(T("You are in already, as a helper. Thank you!"))
    elif unanswered(member) and not turn.reaches(turn.by) and turn.open_private(JOINED):
        return
    else:
        turn.pop(T("You are in already, {name}. What is open for you: /today", name=member.name))
