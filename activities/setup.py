"""Setting a class up: a few questions with buttons, each answer saved at once, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from activities._classes import founding
from activities._classes.clock import Again, Zone
from activities._classes.clock import completions as places
from activities._classes.glance import keys_of_class, picture, starter_keys
from activities._classes.letter import keys_of_letter, letter
from activities._classes.questions import IN_WORDS, QUESTIONS, after, first_open
from activities._classes.rights import check
from activities._classes.room_keeping import RoomKeeping
from activities._classes.welcome import post_welcome
from activities._language_names import Natives, Target
from activities._language_names import completions as languages
from activities._lists.packs import add_pack, packs
from activities._tasks import to_write
from bot.activity import on_press, on_words
from bot.chat import Look, Reachable
from bot.command import Word, command
from bot.keys import Press
from bot.phrase import N, Phrase, T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

Notes = Sequence[Phrase | None]
"""What an answer had to say, shown above the next question."""


class Setup(RoomKeeping):
    """The class of a room: made, finished and changed by its teachers."""

    name: ClassVar[str] = "setup"
    title: ClassVar[str] = later("Set-up")

    @command(
        later("Set up your class, or change it."), role=Role.STRANGER, example=later("/setup es en A2 Europe/London")
    )
    def setup(
        self,
        turn: Turn,
        target: Annotated[Target | None, Word("the language the class learns", languages)] = None,
        native: Annotated[Natives | None, Word("the language the learners speak", languages)] = None,
        level: Annotated[Literal["A1", "A2", "B1", "B2", "C1", "C2"] | None, Word("from A1 to C2")] = None,
        timezone: Annotated[Zone | None, Word("a city or a time zone", places)] = None,
    ) -> None:
        if not founding.begin(turn):
            return
        if target and native:
            # both are said anew, so neither is measured by what was said before
            turn.class_.natives = ""
        typed = {"target": target, "native": native, "level": level, "zone": timezone}
        notes = [QUESTIONS[question].take(turn, words) for question, words in typed.items() if words]
        if not founding.leads_to_private(turn):
            self._go_on(turn, first_open(turn), [one for one in notes if not isinstance(one, Again)])

    @on_press(Role.STRANGER)
    def set_up(self, turn: Turn) -> None:
        """The button in the room does what the bare command does."""
        if founding.begin(turn) and not founding.leads_to_private(turn):
            if not turn.where.private and not turn.house.limits(turn.where.platform).ephemeral:
                turn.pop(T("Let's go on in our private chat."))
            self._go_on(turn, first_open(turn))

    @on_press(Role.TEACHER)
    def choose(self, turn: Turn, question: str, value: str) -> None:
        self._take(turn, question, value)

    @on_words(Role.TEACHER)
    def answer(self, turn: Turn, words: str) -> None:
        self._take(turn, str(turn.gathered["question"]), words)

    @on_press(Role.TEACHER)
    def change(self, turn: Turn, question: str) -> None:
        """One thing of a class that is ready is asked again."""
        self._ask(turn, question)

    @on_press(Role.TEACHER)
    def starter(self, turn: Turn, use: bool) -> None:
        """Take the starter list, or bring one's own words."""
        fitting = packs(turn.class_.target, turn.class_.native, turn.class_.level)
        note: Phrase | None = None
        if use and fitting:
            added = add_pack(turn, fitting[0])
            note = T(
                "Added to your lists: {words}, {questions}.",
                words=N("{n} word", "{n} words", n=added.cards),
                questions=N("{n} question", "{n} questions", n=added.questions),
            )
        self._finish(turn, [note]) if not turn.class_.ready else self._show(turn, [note])

    @on_press(Role.TEACHER)
    def go_on(self, turn: Turn) -> None:
        """Where the set-up stopped, it goes on."""
        self._go_on(turn, first_open(turn))

    @on_press(Role.TEACHER)
    def letter(self, turn: Turn, language: str) -> None:
        """The letter for parents, to be sent on."""
        turn.stop_asking()
        turn.show(letter(turn, language), [[Press(T("Back to the class"), "go_on")]])

    @on_press(Role.TEACHER)
    def welcome(self, turn: Turn) -> None:
        turn.stop_asking()
        rooms = post_welcome(turn)
        if not rooms:
            raise Refusal("I cannot write in your group. Please allow it in the group's settings and press again.")
        founding.tidy_hello(turn)
        turn.show(
            lines(
                N("The welcome is in your group now.", "The welcome is in your {n} groups now.", n=len(rooms)),
                T("Your words: /words. Who has joined: /people"),
                T("Days and times: /schedule vocabulary mon,thu 18:00 4"),
            )
        )

    @on_press(Role.TEACHER)
    def not_yet(self, turn: Turn) -> None:
        turn.stop_asking()
        turn.show(T("All right. The welcome waits for you here: /setup"))

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if reachable.yes and reachable.payload == founding.PAYLOAD and founding.my_class(turn):
            self._go_on(turn, first_open(turn))

    # -- from question to question ------------------------------------------------------------------------------

    def _take(self, turn: Turn, question: str, words: str) -> None:
        taken = QUESTIONS[question].take(turn, words)
        if isinstance(taken, Again):
            turn.ask("answer", taken.phrase, taken.keys, question=question)
        else:
            self._go_on(turn, "" if turn.class_.ready else after(question), [taken])

    def _go_on(self, turn: Turn, question: str, notes: Notes = ()) -> None:
        if turn.class_.ready:
            self._show(turn, notes)
        elif question:
            self._ask(turn, question, notes)
        elif starter_keys(turn):
            self._offer_starter(turn, notes)
        else:
            self._finish(turn, notes)

    def _ask(self, turn: Turn, question: str, notes: Notes = ()) -> None:
        asked = QUESTIONS[question]
        phrase = to_write(turn, asked.ask) if question in IN_WORDS else asked.ask
        turn.ask("answer", lines(*notes, phrase), asked.keys_for(turn), question=question)

    def _offer_starter(self, turn: Turn, notes: Notes) -> None:
        turn.stop_asking()
        turn.show(
            lines(
                *notes,
                T("I have a list of words and questions for this level. Shall I add it? You can change it later."),
            ),
            [*starter_keys(turn), [Press(T("No, I bring my own"), "starter", {"use": False})]],
        )

    def _finish(self, turn: Turn, notes: Notes) -> None:
        """The class is ready: what comes next, and the welcome."""
        turn.stop_asking()
        turn.class_.ready = True
        for room in turn.records.rooms.of_class(turn.class_id):
            check(turn, room)
        turn.show(
            lines(
                *notes,
                T("**Your class is ready.** What comes next:"),
                T("Your words: /words"),
                T("Days and times: /schedule vocabulary mon,thu 18:00 4"),
                T("Shall I say hello in the group now? Learners join with the button under it."),
            ),
            [
                [Press(T("Post the welcome"), "welcome", look=Look.MAIN), Press(T("Later"), "not_yet")],
                *keys_of_letter(turn),
            ],
        )

    def _show(self, turn: Turn, notes: Notes = ()) -> None:
        turn.stop_asking()
        turn.show(lines(*notes, picture(turn)), keys_of_class(turn))
