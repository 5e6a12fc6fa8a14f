"""What only a rehearsal can do: move the bot's clock, and let a sample learner write."""

from adapters.practice import asks
from adapters.practice.actor import Actor, Declined
from adapters.practice.sample import fitting, task_in
from adapters.practice.writing import said


def clock(actor: Actor, ask: asks.Clock) -> list[int]:
    if actor.sample is None:
        raise Declined("no_rehearsal")
    return actor.write("clock", actor.chat(ask.chat), to=ask.to, heard=True)


def let_write(actor: Actor, ask: asks.LetWrite) -> list[int]:
    chat = actor.room(ask.chat)
    if actor.sample is None or ask.person not in chat.members:
        raise Declined("no_rehearsal")
    task = task_in(actor.rooms, ask.person, chat.key)
    if task is None:
        raise Declined("no_task")
    number = fitting(actor.sample, actor.rooms.people[ask.person].name, task, actor.rooms.samples)
    if number is None:
        raise Declined("no_sample")
    text = actor.sample.answers[number].text
    return said(actor, chat, text, by=ask.person, reply_to=task.number, sample=number, language=None)
