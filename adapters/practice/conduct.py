"""What a person may do in the room: each ask becomes lines of the log, or is declined."""

from collections.abc import Callable
from typing import Any

from adapters.practice import asks, attending, rehearsing, writing
from adapters.practice.actor import Actor

Doing = Callable[[Actor, Any], list[int]]

_DOINGS: dict[type[asks.Ask], Doing] = {
    asks.Write: writing.write,
    asks.Forward: writing.forward,
    asks.Rewrite: writing.edit,
    asks.Remove: writing.delete,
    asks.Press: writing.press,
    asks.Suggest: writing.suggest,
    asks.SendForm: writing.send_form,
    asks.Open: attending.open_chat,
    asks.Read: attending.read,
    asks.AddPerson: attending.add,
    asks.Leave: attending.leave,
    asks.NewRoom: attending.make_room,
    asks.BotHere: attending.bot,
    asks.Clock: rehearsing.clock,
    asks.LetWrite: rehearsing.let_write,
}


def act(actor: Actor, ask: asks.Ask) -> list[int]:
    """Do what is asked; gives the numbers of the lines that the bot is to be told of.

    Raises:
        Declined: the room will not do it, and nothing happened.
        OSError: the disk did not take it.
    """
    doing = _DOINGS.get(type(ask))
    return [number for number in doing(actor, ask) if number in actor.rooms.untaken] if doing else []
