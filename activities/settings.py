"""A member's own settings: corrections, reminders, being away, name, language, and leaving."""

from __future__ import annotations

from typing import ClassVar

from activities._corrections.carrying import follow_wish
from activities._dates import read_date, shown
from activities._language_names import LanguageName, OwnTitle
from activities._news.daily import daily_line
from activities._people.first_questions import CORRECTIONS, may_classmates_help
from activities._people.membership import classes, end, only_teacher, read_own_name
from activities._tasks import to_write
from bot.activity import Activity, on_press, on_words
from bot.chat import Look
from bot.command import command
from bot.keys import Key, Keys, Press, grid
from bot.phrase import Phrase, T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import CorrectionWish, Member, Role


class Settings(Activity):
    """What each member decides for themselves."""

    name: ClassVar[str] = "settings"
    title: ClassVar[str] = later("Settings")

    @command("Change your name, language, corrections and reminders.", role=Role.LEARNER)
    def settings(self, turn: Turn) -> None:
        self._show(turn)

    @on_press(Role.LEARNER)
    def back(self, turn: Turn) -> None:
        self._show(turn)

    @on_press(Role.LEARNER)
    def corrections(self, turn: Turn) -> None:
        now = turn.member.corrections if turn.member.corrections_asked else ""
        keys: Keys = [
            [Press(T("✓ {kind}", kind=label) if how == now else label, "correct", {"how": how.value})]
            for how, label in CORRECTIONS.items()
        ]
        turn.show(may_classmates_help(turn), [*keys, [_back()]])

    @on_press(Role.LEARNER)
    def correct(self, turn: Turn, how: str) -> None:
        turn.member.corrections, turn.member.corrections_asked = CorrectionWish(how).value, True
        follow_wish(turn)
        self._show(turn)

    @on_press(Role.LEARNER)
    def reminders(self, turn: Turn, on: bool) -> None:
        turn.member.reminders = on
        if on:
            turn.member.rest_until, turn.member.reminders_unanswered = None, 0
        self._show(turn)

    @on_press(Role.LEARNER)
    def away(self, turn: Turn) -> None:
        turn.ask("away_until", to_write(turn, T("Until when are you away? Write the last day, for example: 24 Dec")))

    @on_words(Role.LEARNER)
    def away_until(self, turn: Turn, words: str) -> None:
        turn.member.away_until = read_date(words, turn)
        self._show(turn, T("Enjoy your time away. I will not remind you until then."))

    @on_press(Role.LEARNER)
    def here_again(self, turn: Turn) -> None:
        turn.member.away_until = None
        self._show(turn, T("Welcome back!"))

    @on_press(Role.LEARNER)
    def called(self, turn: Turn) -> None:
        turn.ask("new_name", to_write(turn, T("What should the class call you? Write your name.")))

    @on_words(Role.LEARNER)
    def new_name(self, turn: Turn, words: str) -> None:
        turn.member.name = read_own_name(turn, turn.member, words)
        self._show(turn)

    @on_press(Role.LEARNER)
    def language(self, turn: Turn) -> None:
        keys: list[Key] = [Press(OwnTitle(code), "speak", {"code": code}) for code in turn.house.languages.codes]
        turn.show(T("Which language should I speak with you?"), [*grid(keys), [_back()]])

    @on_press(Role.LEARNER)
    def speak(self, turn: Turn, code: str) -> None:
        """One language for one person, in all their classes."""
        for _, member in classes(turn):
            member.language = turn.house.languages.nearest(code)
        self._show(turn)

    # -- leaving ------------------------------------------------------------------------------------------------

    @on_press(Role.LEARNER)
    def leave(self, turn: Turn) -> None:
        if only_teacher(turn, turn.member):
            raise Refusal("You are the only teacher here. Invite another one first: /people")
        turn.show(
            lines(
                T("Leave **{class_name}**? I will stop counting and reminding you.", class_name=turn.class_.name),
                T("What you wrote stays counted until you choose “Delete me”."),
            ),
            [[Press(T("Leave"), "leave_now", look=Look.DANGER), _back()]],
        )

    @on_press(Role.LEARNER)
    def leave_now(self, turn: Turn) -> None:
        member = turn.member
        if only_teacher(turn, member):
            raise Refusal("You are the only teacher here. Invite another one first: /people")
        end(turn, member)
        turn.show(
            lines(
                T("You have left **{class_name}**. Thank you for your time!", class_name=turn.class_.name),
                T("To come back, press Join under a task."),
            ),
            [[Press(T("Delete me"), "privacy.delete")]],
        )

    # -- parts --------------------------------------------------------------------------------------------------

    def _show(self, turn: Turn, note: Phrase | None = None) -> None:
        turn.stop_asking()
        member = turn.member
        learner = member.role == Role.LEARNER
        turn.show(
            lines(
                note,
                T("Your settings in **{class_name}**:", class_name=turn.class_.name),
                T("Name: {name}", name=member.name),
                T("Language: {language}", language=LanguageName(turn.language)),
                *(_learner_lines(turn, member) if learner else []),
                daily_line(member) if member.role == Role.TEACHER else None,
            ),
            _keys(turn, member, learner=learner),
        )


def _learner_lines(turn: Turn, member: Member) -> list[Phrase]:
    found: list[Phrase] = [T("Help with my sentences: {how}", how=CORRECTIONS[CorrectionWish(member.corrections)])]
    if not turn.class_.minors:
        found.append(T("Reminders: yes") if _reminded(turn, member) else T("Reminders: no"))
    if _is_away(turn, member) and member.away_until:
        found.append(T("Away until {day}", day=shown(member.away_until)))
    return found


def _keys(turn: Turn, member: Member, *, learner: bool) -> Keys:
    keys: list[Key] = []
    if learner:
        keys.append(Press(T("Corrections"), "corrections"))
        if not turn.class_.minors:
            on = _reminded(turn, member)
            keys.append(Press(T("No reminders") if on else T("Remind me"), "reminders", {"on": not on}))
        keys.append(Press(T("I am back"), "here_again") if _is_away(turn, member) else Press(T("Away …"), "away"))
    if member.role == Role.TEACHER:
        keys.append(Press(T("Daily message"), "daily.hours"))
    keys += [
        Press(T("My name"), "called"),
        Press(T("Language"), "language"),
        Press(T("Another account"), "other_account.show"),
        Press(T("Leave the class"), "leave"),
    ]
    return grid(keys, 2)


def _is_away(turn: Turn, member: Member) -> bool:
    return member.away_until is not None and member.away_until >= turn.today


def _reminded(turn: Turn, member: Member) -> bool:
    """Whether reminders reach this member: their own word, else what is usual where they write."""
    if member.reminders is not None:
        return member.reminders
    return turn.house.limits(turn.by.platform).reminds_unasked


def _back() -> Key:
    return Press(T("‹ Back"), "settings.back")
