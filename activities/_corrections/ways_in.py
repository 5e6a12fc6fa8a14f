"""The ways to somebody's sentence: a reply, a message's menu, a link into the private chat; private before a word."""

from __future__ import annotations

from typing import Any

from activities._corrections import following, link, offering, seconding, which_sentence
from activities._corrections.placing import is_for, placed, without_asterisk
from activities._corrections.which_sentence import WRITE, Target
from bot.access import allow, set_class
from bot.chat import CommandUsed, Field, Place, Pressed, Said
from bot.keys import Press
from bot.phrase import Phrase, T, later
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

LONGEST_FIELD = 4000


def from_menu(turn: Turn, said: Said, better: str) -> None:
    """The message was held, and *Suggest a correction* chosen."""
    teacher = turn.records.people.member_of(turn.class_id, said.by.platform, said.by.user) if said.by.user else None
    if teacher is not None and teacher.role > Role.LEARNER:
        raise Refusal("Your teacher or a helper wrote that. If it looks odd to you, ask in class.")
    target = which_sentence.find(turn, said.where, said.message)
    if better:
        offering.give(turn, target, better)
    else:
        _open(turn, target)


def from_reply(turn: Turn, where: Place, message: str, better: str) -> None:
    """`/correct`, typed as an answer to the message; one's own is mended."""
    if better and _mended(turn, where, message, better):
        return
    target = which_sentence.find(turn, where, message)
    if better:
        offering.give(turn, target, better, note=_unseen(turn))
    elif turn.house.limits(where.platform).ephemeral or not link.offer(turn, target):
        _open(turn, target)


def _mended(turn: Turn, where: Place, message: str, better: str) -> bool:
    """Whether it is one's own sentence: that is a self-repair, and nobody else hears of it."""
    row = turn.records.whereabouts.of_message(where.platform, where.id, message)
    text = dict(turn.records.contributions.parts(row)).get(message, "") if row else ""
    if row is None or row.member_id != turn.member.id or not text:
        return False
    words, reason = without_asterisk(better, text)
    found = placed(turn, words, text, reason)
    if not found:
        raise Refusal("I cannot see which words you mean. Please write the whole sentence.")
    mended = found[0]
    if mended == text:
        raise Refusal("That is the same sentence. Please write it the way you would say it.")
    following.mended(turn, row, message, mended)
    turn.activity = "correction"
    turn.show(T("Noted: you corrected your own sentence. The class does not hear of it."))
    return True


def from_link(turn: Turn, payload: str) -> None:
    """The private chat was opened through the link: the question stands there."""
    _open(turn, link.follow(turn, payload))


def ask(turn: Turn, contribution_id: int, message: str) -> None:
    """*Write it* was pressed."""
    _ask(turn, which_sentence.find_again(turn, contribution_id, message))


def about_form(turn: Turn) -> dict[str, Any]:
    """What the form that came back is about; it hangs on a post of its own."""
    post = turn.scene.post
    if post is None or not post.buttons:
        raise Refusal("That form is from an older message. What is open now: /today")
    found: dict[str, Any] = post.buttons[0]["with"]
    return found


def shown_at(turn: Turn, message: str) -> dict[str, Any] | None:
    """The sentence the bot has shown in this private chat, with *Write it* or the like under it."""
    post = turn.records.posts.at(turn.where.platform, turn.where.id, message)
    class_ = turn.records.classes.get(post.class_id) if post and post.private and post.class_id else None
    if post is None or class_ is None or class_.finished_at:
        return None
    found: dict[str, Any] | None = next((one["with"] for one in post.buttons if one["do"] == WRITE), None)
    if found is not None:
        set_class(turn, class_)
        allow(turn, Role.LEARNER)
    return found


def looked_at(turn: Turn, words: str, *, just_now: bool) -> dict[str, Any] | None:
    """The sentence that was shown last in this private chat, if these words are for it.

    `just_now`: nothing else was said there since.
    """
    post = turn.records.posts.last_to(turn.where.platform, turn.where.id, quoting=not just_now)
    row = turn.records.contributions.get(post.quoted_id) if post and post.quoted_id else None
    class_ = turn.records.classes.get(row.class_id) if row else None
    if row is None or class_ is None or class_.finished_at:
        return None
    for message, text in turn.records.contributions.parts(row):
        if is_for(turn, words, text, class_.target):
            set_class(turn, class_)
            allow(turn, Role.LEARNER)
            return {"contribution_id": row.id, "message": message}
    return None


def _open(turn: Turn, target: Target) -> None:
    """Who comes second sees first what a classmate has suggested already."""
    first = which_sentence.to_second(turn, target)
    if first is not None:
        seconding.show_first(turn, first, Press(T("Write another"), "write", dict(target.about)))
    else:
        _ask(turn, target)


def _ask(turn: Turn, target: Target) -> None:
    forms = turn.house.limits(turn.where.platform).forms
    if forms and isinstance(turn.scene.event, CommandUsed | Pressed):
        _ask_form(turn, target)
    elif forms and not turn.where.private:
        turn.show(which_sentence.sentence_of(target), [[Press(T("Write it"), "write", dict(target.about))]])
    else:
        offering.ask(turn, target)


def _ask_form(turn: Turn, target: Target) -> None:
    word = turn.house.languages.word
    better, reason = word(later("The better sentence"), turn.language), word(later("Why? (if you like)"), turn.language)
    fields = (
        Field("better", better, value=_prefilled(target.text), long=True),
        Field("reason", reason, required=False, limit=500),
    )
    keys = [[Press(T("Write it"), "write", {**target.about, **which_sentence.as_read(turn, target.text)})]]
    post = turn.outbox.new_post(turn.where, keys, activity=turn.activity, only=turn.by.user)
    turn.ask_form("better_form", T("Suggest a correction"), fields, post)


def _prefilled(text: str) -> str:
    """A text too long for the field is not cut: what is left out would read as taken out."""
    return text if len(text) <= LONGEST_FIELD else ""


def told_once(member_id: int) -> tuple[str, str]:
    """Under which it is noted that somebody was told how to correct unseen."""
    return "correct unseen", str(member_id)


def _unseen(turn: Turn) -> Phrase | None:
    """Where the bot may not delete what was typed, its writer is told once how to do it unseen."""
    room = turn.scene.room
    if room is None or room.may_delete:
        return None
    if not turn.records.notices.first_time(turn.now, *told_once(turn.member.id or 0)):
        return None
    return T("I cannot delete your line here. So that nobody sees it, answer with /correct alone next time.")
