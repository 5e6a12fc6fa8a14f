"""The one exception a person reads."""

from __future__ import annotations

from bot.phrase import T, Value


class Refusal(Exception):
    """One kind sentence that says what to do instead; all the turn did is undone."""

    def __init__(self, sentence: str | T, /, **values: Value) -> None:
        self.phrase = sentence if isinstance(sentence, T) else T(sentence, **values)
        super().__init__(self.phrase.sentence)


class Settled(Refusal):
    """What was asked about is over: no other answer would do, so the question in progress ends as well."""
