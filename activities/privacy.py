"""What is kept about a person and why; everything as a file; and the end of all of it at once."""

from __future__ import annotations

from typing import ClassVar

from activities._classes.ending import end_class
from activities._people.count_me_in import was_asked
from activities._people.erasure import erase_person
from activities._people.kept import as_file
from activities._people.membership import classes, only_teacher, person
from activities._people.names import NOBODY
from bot.activity import Activity, on_press
from bot.chat import Look
from bot.command import command
from bot.keys import Keys, Press
from bot.phrase import N, Phrase, T, later, lines, listing
from bot.turn import Turn
from storage.accounts import Account
from storage.classes import Class
from storage.people import Member, Role


class Privacy(Activity):
    """Each person's own data, in their own hands."""

    name: ClassVar[str] = "privacy"
    title: ClassVar[str] = later("Privacy")

    @command("See what I keep about you and why. Get it as a file or delete it.", role=Role.STRANGER)
    def privacy(self, turn: Turn) -> None:
        accounts, members = person(turn)
        if accounts:
            turn.show(lines(*_about(turn, members), *_always(turn)), _keys())
        elif was_asked(turn):
            mark = T("I asked you once to join. Of that I keep a sign without your name, so that I do not ask again.")
            turn.show(lines(T("**You have not joined a class of mine.**"), mark, *_always(turn)), [_keys()[0][1:]])
        else:
            turn.show(lines(T("**I keep nothing about you.** You have not joined a class of mine."), *_always(turn)))

    @on_press(Role.STRANGER)
    def file(self, turn: Turn) -> None:
        accounts, members = person(turn)
        name = next((one.name for one in members if one.name != NOBODY), "you")
        turn.send_file(
            "tertulia.json",
            as_file(turn, accounts, members),
            T("Everything I keep about {name}.", name=name),
        )

    @on_press(Role.STRANGER)
    def delete(self, turn: Turn) -> None:
        accounts, members = person(turn)
        if not accounts and not was_asked(turn):
            turn.show(T("I keep nothing about you."))
            return
        orphaned = _orphaned(turn)
        turn.show(
            lines(
                T("**Delete everything I keep about you?** This cannot be undone."),
                _what_goes(turn, accounts, members) if accounts else None,
                T(
                    "You are the only teacher of {classes}. If you go, it ends: no more tasks, and all texts "
                    "are deleted. To keep it going, invite another teacher first: /people",
                    classes=listing([one.name for one in orphaned]),
                )
                if orphaned
                else None,
            ),
            [[Press(T("Delete everything"), "delete_now", look=Look.DANGER), Press(T("Keep it"), "keep")]],
        )

    @on_press(Role.STRANGER)
    def keep(self, turn: Turn) -> None:
        turn.show(T("All right, nothing is deleted."))

    @on_press(Role.STRANGER)
    def delete_now(self, turn: Turn) -> None:
        for class_ in _orphaned(turn):
            end_class(turn, class_)
        # said first: afterwards nobody knows which language they chose
        turn.answer_without_trace(T("Done. Everything about you is deleted. Goodbye, and thank you."))
        erase_person(turn)


def _orphaned(turn: Turn) -> list[Class]:
    """The classes that would have no teacher without this person."""
    return [class_ for class_, member in classes(turn) if only_teacher(turn, member)]


def _about(turn: Turn, members: list[Member]) -> list[Phrase]:
    """What is kept of this person, class by class."""
    found: list[Phrase] = [T("**What I keep about you**"), T("Your account: its name and number on this platform.")]
    for member in members:
        class_ = turn.records.classes.get(member.class_id)
        wrote = turn.records.contributions.of_member(member.id or 0)
        texts = sum(one.sealed is not None for one in wrote)
        found.append(
            T(
                "{class_name}: your name ({name}), your settings, {counted}, {texts}.",
                class_name=class_.name if class_ else "",
                name=member.name,
                counted=N("{n} counted answer", "{n} counted answers", n=len(wrote)),
                texts=N("{n} text", "{n} texts", n=texts),
            )
        )
        if corrections := _corrections(turn, [member]):
            found.append(
                N("And {n} correction, given or received.", "And {n} corrections, given or received.", n=corrections)
            )
    return found


def _always(turn: Turn) -> list[Phrase]:
    """What is true for everyone."""
    return [
        T("**Why**: so that you and your teacher see what the class practises. No marks, no lists of who is best."),
        T(
            "**How long**: of an answer I keep when it came, how many words and which list words, until you delete it. "
            "The text is locked away (encrypted) and deleted after 30 days; in classes under 18 after 7 days."
        ),
        T("**The chat**: I may be sent every message of the group. What answers no task is dropped at once, unread."),
        T(
            "**Corrections**: what a classmate suggests for a sentence of yours is seen by you two and your teachers, "
            "and deleted with the text, unless you press Keep. When you write a corrected sentence yourself, "
            "I note that you did, and nothing else of what you wrote."
        ),
        T("**Who sees it**: you and your teachers. Nobody else in the class."),
        T("**Who answers for this bot**: {contact}", contact=turn.house.contact)
        if turn.house.contact
        else T("**Who answers for this bot**: the person who runs it. Your teacher knows who that is."),
    ]


def _what_goes(turn: Turn, accounts: list[Account], members: list[Member]) -> Phrase:
    answers = sum(len(turn.records.contributions.of_member(one.id or 0)) for one in members)
    corrections = _corrections(turn, members)
    parts: list[Phrase] = [
        N("{n} account", "{n} accounts", n=len(accounts)),
        N("{n} class", "{n} classes", n=len(members)),
        N("{n} answer", "{n} answers", n=answers),
    ]
    if corrections:
        parts.append(N("{n} correction", "{n} corrections", n=corrections))
    return T("This will be deleted: {what}.", what=listing(parts))


def _corrections(turn: Turn, members: list[Member]) -> int:
    """How many corrections these have given and received."""
    records = turn.records.corrections
    return sum(len(records.received_by(one.id or 0)) + len(records.given_by(one.id or 0)) for one in members)


def _keys() -> Keys:
    return [[Press(T("Everything as a file"), "privacy.file"), Press(T("Delete me"), "privacy.delete")]]
