"""The better sentence somebody wrote becomes a correction: sent, or first shown to them where it is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from activities._corrections import giving, seconding, telling, which_sentence
from activities._corrections.placing import instead_of, placed, without_asterisk
from activities._corrections.which_sentence import Target
from bot.chat import FormSent
from bot.keys import Press
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import Standing


def ask(turn: Turn, target: Target, note: Phrase | None = None) -> None:
    """Ask for the better sentence, in words."""
    where = (
        T("Write the better sentence. Change as little as you can.")
        if turn.answers_at_desk
        else T("Write the better sentence in our private chat. Change as little as you can.")
    )
    about = {**target.about, **which_sentence.as_read(turn, target.text)}
    asked = turn.ask("better", lines(note, which_sentence.sentence_of(target), "", where), **about)
    telling.quotes(asked, target.contribution)


def take(turn: Turn, about: Mapping[str, Any], words: str, reason: str = "", *, sure: bool = True) -> None:
    """The better sentence for a message that was asked about; `sure`: it was written for that."""
    target = which_sentence.find_again(turn, about["contribution_id"], about["message"])
    if "seen" in about and about["seen"] != which_sentence.as_read(turn, target.text)["seen"]:
        _ask_anew(turn, target)
        return
    give(turn, target, words, reason, sure=sure)
    turn.stop_asking()


def _ask_anew(turn: Turn, target: Target) -> None:
    """What was written is for a sentence that reads otherwise by now."""
    changed = T("{name} has changed this sentence since then.", name=target.name)
    if not isinstance(turn.scene.event, FormSent):
        ask(turn, target, changed)
        return
    keys = [[Press(T("Write it"), "write", dict(target.about))]]
    telling.quotes(turn.show(lines(changed, which_sentence.sentence_of(target)), keys), target.contribution)


def give(
    turn: Turn, target: Target, words: str, reason: str = "", note: Phrase | None = None, *, sure: bool = True
) -> None:
    """Send it; where it is not sure what is meant, ask its writer first."""
    if not words.strip():
        raise Refusal("Please write it in words. One sentence is enough.")
    words, said = without_asterisk(words, target.text)
    reason = reason.strip() or said
    texts = placed(turn, words, target.text, said)
    first = which_sentence.to_second(turn, target)
    if first is not None and turn.records.corrections.words(first).after in texts:
        seconding.agree(turn, first, reason, note)
        return
    rows = giving.write(turn, target, texts or [instead_of(target.text, words)], reason)
    if not rows:
        giving.keep_small(turn, target.contribution, note)
    elif sure and len(texts) == 1:
        giving.send(turn, rows[0], note)
    else:
        giving.offer(turn, rows, privately_unasked=False, note=note)


def send(turn: Turn, row: Correction) -> None:
    """*Send* under what was only offered."""
    target = _again(turn, row)
    first = which_sentence.to_second(turn, target)
    words = turn.records.corrections.words(row)
    if first is not None and turn.records.corrections.words(first).after == words.after:
        turn.records.corrections.remove(row)
        seconding.agree(turn, first, words.reason)
    else:
        giving.send(turn, row)


def choose(turn: Turn, row: Correction, ids: Iterable[int]) -> None:
    """Of several places one was meant."""
    _again(turn, row)
    drop(turn, [one for one in ids if one != row.id])
    giving.offer(turn, [row], privately_unasked=False)


def change(turn: Turn, row: Correction) -> None:
    """Write it anew."""
    target = _again(turn, row)
    turn.records.corrections.remove(row)
    ask(turn, target)


def drop(turn: Turn, ids: Iterable[int]) -> None:
    """What was only offered leaves no trace."""
    for one in ids:
        row = turn.records.corrections.get(one)
        if row is not None and row.giver_id == turn.member.id and row.standing == Standing.OFFERED:
            turn.records.corrections.remove(row)


def _again(turn: Turn, row: Correction) -> Target:
    if row.standing != Standing.OFFERED or row.contribution_id is None:
        raise Refusal("That is done already. Thank you!")
    return which_sentence.find_again(turn, row.contribution_id, row.message)
