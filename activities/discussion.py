"""Discussion: the class's questions, one at a time, and answers to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from activities._lists.changing import Changing
from activities._lists.lines import Row, Shape
from activities._lists.shapes import QUESTIONS, as_question
from bot.chat import File
from bot.command import Rest, Word, command
from bot.phrase import N, Phrase, T, later, lines, strong
from bot.task.form import counts_all
from bot.turn import Turn
from storage.decks import Items, Question
from storage.people import Role

if TYPE_CHECKING:
    from storage.rounds import Round

_LONGEST_TITLE = 60
_LONGEST_LINE = 100


class Discussion(Changing[Question]):
    """One question a post; answering a classmate is asked for only where the bot can see it."""

    name: ClassVar[str] = "discussion"
    title: ClassVar[str] = later("Discussion")
    sign: ClassVar[str] = "💬"
    asks_classmates: ClassVar[bool] = True
    shape: ClassVar[Shape] = QUESTIONS
    opens: ClassVar[str] = "/questions"
    holds: ClassVar[str] = later("Questions")
    sample: ClassVar[str] = later("¿Qué comes hoy? | Hoy como … | la sopa, el arroz")

    @command(
        later("Your list of questions; add some as lines or a file."),
        role=Role.TEACHER,
        example=later("/questions ¿Qué comes hoy? | Hoy como …"),
    )
    def questions(
        self,
        turn: Turn,
        lines: Annotated[Rest | None, Word(later("One per line: question | starter | words | culture note"))] = None,
        file: Annotated[File | None, Word(later("A list: CSV, Excel, Anki or text"))] = None,
    ) -> None:
        if file:
            self.take_file(turn, file, lines or "")
        elif lines:
            self.preview(turn, {"text": lines})
        else:
            self.desk(turn)

    # -- the list -----------------------------------------------------------------------------------------------

    def stock(self, turn: Turn) -> Items[Question]:
        return turn.records.questions

    def columns(self, row: Row) -> Mapping[str, str]:
        return as_question(row)

    def fields(self, item: Question) -> Mapping[str, str]:
        words = ", ".join(item.words.splitlines())
        return {"question": item.question, "starter": item.starter, "words": words, "note": item.note}

    def line(self, item: Question) -> str:
        return " | ".join(self.fields(item).values()).rstrip(" |")

    def short(self, fields: Mapping[str, str]) -> str:
        return _cut(fields["question"], _LONGEST_LINE)

    def in_full(self, item: Question) -> Phrase:
        return lines(strong(item.question), *_help(item), T("Aim: {aim}", aim=item.aim) if item.aim else None)

    def how_many(self, n: int) -> Phrase:
        return N("{n} question", "{n} questions", n=n)

    def ending(self, n: int) -> Phrase:
        if not n:
            return T("Your list of questions is empty now. Send me more with /questions")
        return N(
            "{n} question left. Send me more with /questions", "{n} questions left. Send me more with /questions", n=n
        )

    # -- the task -----------------------------------------------------------------------------------------------

    def title_of(self, items: Sequence[Question]) -> str:
        return _cut(items[0].aim or items[0].question, _LONGEST_TITLE)

    def what_to_do(self, turn: Turn, round: Round) -> Phrase:  # noqa: ARG002
        here, mutual = counts_all(turn), turn.records.rooms.sees_answers(turn.class_id)
        if mutual:
            if here:
                return T("Answer this question. Then answer one classmate. Write here.")
            return T("Answer this question. Then answer one classmate. Reply here.")
        return T("Answer this question. Write here.") if here else T("Answer this question. Reply here.")

    def aim(self, turn: Turn, round: Round) -> Phrase:
        aims = [item.aim for item in self.items(turn, round) if item.aim]
        return aims[0] if aims else T("Say what you think")

    def body(self, turn: Turn, round: Round, *, brief: bool) -> Sequence[Phrase]:  # noqa: ARG002
        return [strong(item.question) for item in self.items(turn, round)]

    def starting_help(self, turn: Turn, round: Round) -> Phrase:
        found = [part for item in self.items(turn, round) for part in _help(item)]
        return lines(*found) if found else T("Write one sentence that is true for you. Mistakes are fine.")


def _cut(text: str, longest: int) -> str:
    """The text, or its first words."""
    return text if len(text) <= longest else f"{text[: longest - 2].rsplit(' ', 1)[0]} …"


def _help(item: Question) -> list[Phrase]:
    words = item.words.splitlines()
    found: list[Phrase | None] = [
        T("Begin like this: {starter}", starter=item.starter) if item.starter else None,
        T("In easier words: {easier}", easier=item.easier) if item.easier else None,
        lines(T("Words that help:"), *(f"· {word}" for word in words)) if words else None,
        T("Good to know: {note}", note=item.note) if item.note else None,
    ]
    return [part for part in found if part is not None]
