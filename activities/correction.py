"""Correction: a classmate's better wording for one sentence, carried privately from who gives it to who wrote it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from activities._corrections import (
    approving,
    dealt,
    following,
    link,
    offering,
    overhearing,
    seconding,
    taking_up,
    telling,
    ways_in,
)
from activities._corrections.as_author import AsAuthor
from activities._corrections.as_giver import AsGiver
from activities._corrections.found import of_class
from activities._people.membership import classes
from bot.access import set_class
from bot.activity import on_alarm, on_form, on_press, on_words
from bot.chat import CommandTyped, CommandUsed, Reachable, Said
from bot.command import Rest, Word, command
from bot.phrase import T, later
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution
from storage.people import Role
from storage.records import Records

OFFERED_FOR = timedelta(days=1)
"""So long a correction that only its writer has seen waits to be sent."""


class Correction(AsGiver, AsAuthor):
    """Peer correction: private, small, explained, and watched by the teacher."""

    name: ClassVar[str] = "correction"
    title: ClassVar[str] = later("Corrections")

    # -- ways in ------------------------------------------------------------------------------------------------

    @command(
        later("Help a classmate with a sentence, privately: one that waits, or the message you answer."),
        role=Role.LEARNER,
        in_groups=True,
        example=later("/correct Ayer fui al cine."),
        on_message=later("Suggest a correction"),
    )
    def correct(self, turn: Turn, text: Annotated[Rest | None, Word(later("the better sentence"))] = None) -> None:
        match turn.scene.event:
            case CommandUsed(on=Said() as said):
                ways_in.from_menu(turn, said, text or "")
            case CommandTyped(reply_to=message) if message and not turn.where.private:
                ways_in.from_reply(turn, turn.where, message, text or "")
            case CommandTyped(reply_to=message) if message and text and (about := ways_in.shown_at(turn, message)):
                offering.take(turn, about, text)
            case CommandTyped() | CommandUsed() if text and (about := ways_in.looked_at(turn, text, just_now=False)):
                offering.take(turn, about, text)
            case CommandUsed() if text:
                raise Refusal("Which sentence do you mean? Hold the message, then press Apps, Suggest a correction.")
            case _ if text:
                raise Refusal("Which sentence do you mean? Answer the message with /correct and the better sentence.")
            case _ if turn.role >= Role.TEACHER and approving.show_list(turn):
                return
            case _:
                dealt.deal(turn)

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if reachable.yes and reachable.payload.startswith(f"{link.KIND}_"):
            ways_in.from_link(turn, reachable.payload)

    @on_alarm
    def take_link_away(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        link.take_away(turn, subject)

    @on_press(Role.LEARNER)
    def write(self, turn: Turn, contribution_id: int, message: str, seen: str = "") -> None:  # noqa: ARG002
        ways_in.ask(turn, contribution_id, message)

    @on_words(Role.LEARNER)
    def better(self, turn: Turn, words: str) -> None:
        offering.take(turn, turn.gathered, words)

    @on_form(Role.LEARNER)
    def better_form(self, turn: Turn, better: str = "", reason: str = "") -> None:
        offering.take(turn, ways_in.about_form(turn), better, reason)

    # -- a message in the room ----------------------------------------------------------------------------------

    def overheard(self, turn: Turn, said: Said) -> bool:
        if overhearing.understood(turn, said):
            return True
        if said.kind == "text" and not said.forwarded:
            taking_up.notice(turn, said.text)
        return False

    def contribution_changed(self, turn: Turn, row: Contribution, message: str, text: str | None) -> None:
        if text is None:
            following.deleted(turn, row, message)
        else:
            following.edited(turn, row, message, text)

    def told(self, turn: Turn, said: Said) -> bool:
        """A better sentence in answer to one that was shown here, or a corrected sentence written again."""
        if said.reply_chain and (about := ways_in.shown_at(turn, said.reply_chain[0])):
            offering.take(turn, about, said.text)
            return True
        if not said.reply_chain and (about := ways_in.looked_at(turn, said.text, just_now=True)):
            offering.take(turn, about, said.text, sure=False)
            return True
        before = turn.scene.class_
        for class_, _ in classes(turn):
            set_class(turn, class_)
            if taking_up.notice(turn, said.text):
                turn.show(T("That is it. Well done!"))
                return True
        turn.scene.class_, turn.scene.member = before, None
        return False

    # -- a second corrector -------------------------------------------------------------------------------------

    @on_press(Role.LEARNER)
    def agree(self, turn: Turn, correction_id: int) -> None:
        seconding.agree(turn, of_class(turn, correction_id))

    @on_press(Role.LEARNER)
    def add_reason(self, turn: Turn, correction_id: int) -> None:
        seconding.ask_reason(turn, of_class(turn, correction_id))

    @on_words(Role.LEARNER)
    def second_reason(self, turn: Turn, words: str) -> None:
        seconding.agree(turn, of_class(turn, turn.gathered["correction_id"]), telling.words_of(words))

    def upkeep(self, records: Records, now: datetime) -> None:
        records.corrections.forget_offers(now - OFFERED_FOR)
