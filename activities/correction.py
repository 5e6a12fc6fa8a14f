"""Correction: a classmate's better wording for one sentence, carried privately from who gives it to who wrote it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from activities import _answering as answering
from activities import _approving as approving
from activities import _carrying as carrying
from activities import _correct_link as link
from activities import _dealt as dealt
from activities import _following as following
from activities import _giving as giving
from activities import _offering as offering
from activities import _overhearing as overhearing
from activities import _seconding as seconding
from activities import _taking_up as taking_up
from activities import _ways_in as ways_in
from activities._card import card
from activities._membership import classes
from bot.access import set_class
from bot.activity import Activity, on_alarm, on_form, on_press, on_words
from bot.chat import CommandTyped, CommandUsed, Reachable, Said
from bot.command import Rest, Word, command
from bot.phrase import T, later
from bot.refusal import Refusal, Settled
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction as Row
from storage.people import Role
from storage.records import Records
from storage.standing import ENDED

OFFERED_FOR = timedelta(days=1)
"""So long a correction that only its writer has seen waits to be sent."""


class Correction(Activity):
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
                offering.take(turn, about["contribution_id"], about["message"], text)
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
    def write(self, turn: Turn, contribution_id: int, message: str) -> None:
        ways_in.ask(turn, contribution_id, message)

    @on_words(Role.LEARNER)
    def better(self, turn: Turn, words: str) -> None:
        gathered = turn.gathered
        offering.take(turn, gathered["contribution_id"], gathered["message"], words)

    @on_form(Role.LEARNER)
    def better_form(self, turn: Turn, better: str = "", reason: str = "") -> None:
        about = ways_in.about_form(turn)
        offering.take(turn, about["contribution_id"], about["message"], better, reason)

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
        about = ways_in.shown_at(turn, said.reply_chain[0]) if said.reply_chain else None
        if about is not None:
            offering.take(turn, about["contribution_id"], about["message"], said.text)
            return True
        before = turn.scene.class_
        for class_, _ in classes(turn):
            set_class(turn, class_)
            if taking_up.notice(turn, said.text):
                turn.show(T("That is it. Well done!"))
                return True
        turn.scene.class_, turn.scene.member = before, None
        return False

    # -- its giver ----------------------------------------------------------------------------------------------

    @on_press(Role.LEARNER)
    def send(self, turn: Turn, correction_id: int) -> None:
        offering.send(turn, _given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def meant(self, turn: Turn, correction_id: int, correction_ids: list[int]) -> None:
        offering.choose(turn, _given_by_me(turn, correction_id), correction_ids)

    @on_press(Role.LEARNER)
    def change(self, turn: Turn, correction_id: int) -> None:
        offering.change(turn, _given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def not_sent(self, turn: Turn, correction_ids: list[int]) -> None:
        offering.drop(turn, correction_ids)
        turn.show(T("All right. Nobody sees it."))

    @on_press(Role.LEARNER)
    def take_back(self, turn: Turn, correction_id: int) -> None:
        giving.take_back(turn, _given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def say_why(self, turn: Turn, correction_id: int) -> None:
        row = _given_by_me(turn, correction_id)
        carrying.leave_card(turn)
        turn.ask("reason", T("Why is it better this way? One sentence is enough."), correction_id=row.id)

    @on_words(Role.LEARNER)
    def reason(self, turn: Turn, words: str) -> None:
        giving.take_reason(turn, _given_by_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def kind(self, turn: Turn, correction_id: int) -> None:
        giving.ask_kind(turn, _given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def set_kind(self, turn: Turn, correction_id: int, kind: str) -> None:
        giving.set_kind(turn, _given_by_me(turn, correction_id), kind)

    @on_press(Role.LEARNER)
    def answer(self, turn: Turn, correction_id: int) -> None:
        answering.answer(turn, _given_by_me(turn, correction_id))

    @on_words(Role.LEARNER)
    def answered(self, turn: Turn, words: str) -> None:
        answering.take_answer(turn, _given_by_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def dont_know(self, turn: Turn, correction_id: int) -> None:
        answering.dont_know(turn, _given_by_me(turn, correction_id))

    # -- a second corrector -------------------------------------------------------------------------------------

    @on_press(Role.LEARNER)
    def agree(self, turn: Turn, correction_id: int) -> None:
        seconding.agree(turn, _of_class(turn, correction_id))

    @on_press(Role.LEARNER)
    def add_reason(self, turn: Turn, correction_id: int) -> None:
        seconding.ask_reason(turn, _of_class(turn, correction_id))

    @on_words(Role.LEARNER)
    def second_reason(self, turn: Turn, words: str) -> None:
        seconding.agree(turn, _of_class(turn, turn.gathered["correction_id"]), carrying.words_of(words))

    # -- its author ---------------------------------------------------------------------------------------------

    @on_press(Role.LEARNER)
    def got_it(self, turn: Turn, correction_id: int) -> None:
        answering.got_it(turn, _for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def not_meant(self, turn: Turn, correction_id: int) -> None:
        answering.not_meant(turn, _for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def why(self, turn: Turn, correction_id: int) -> None:
        answering.why(turn, _for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def just_why(self, turn: Turn, correction_id: int) -> None:
        question = turn.house.languages.word("Why?", turn.language)
        answering.ask(turn, _for_me(turn, correction_id), question)

    @on_words(Role.LEARNER)
    def asked(self, turn: Turn, words: str) -> None:
        answering.ask(turn, _for_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def tell_teacher(self, turn: Turn, correction_id: int) -> None:
        answering.tell_teacher(turn, _for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def keep(self, turn: Turn, correction_id: int) -> None:
        answering.keep(turn, _for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def show_all(self, turn: Turn, correction_id: int) -> None:
        row = _for_me(turn, correction_id)
        turn.show(*card(turn, row, everything=True))

    def upkeep(self, records: Records, now: datetime) -> None:
        records.corrections.forget_offers(now - OFFERED_FOR)


def _of_class(turn: Turn, correction_id: int) -> Row:
    """A correction of this class that stands, and whose words are still kept.

    Raises:
        Refusal: there is none.
    """
    found = turn.records.corrections.get(correction_id)
    if found is None or found.class_id != turn.class_id or found.sealed is None:
        raise Settled("That card is too old: I don't keep its words any more.")
    if found.standing in ENDED:
        raise Settled("That suggestion is not there any more. Thank you!")
    return found


def _given_by_me(turn: Turn, correction_id: int) -> Row:
    found = _of_class(turn, correction_id)
    if found.giver_id != turn.member.id:
        raise Refusal("Only the person who wrote that correction can do this.")
    return found


def _for_me(turn: Turn, correction_id: int) -> Row:
    found = _of_class(turn, correction_id)
    if found.author_id != turn.member.id:
        raise Refusal("That card is for somebody else.")
    return found
