"""Which message answers which, by id alone: Discord shows one step back."""

from collections import OrderedDict

MOST = 20_000
"""Messages whose step back is remembered; no word and no writer of them is."""


class Chains:
    def __init__(self) -> None:
        self._back: OrderedDict[str, str] = OrderedDict()

    def learn(self, message: str, answered: str) -> None:
        self._back[message] = answered
        while len(self._back) > MOST:
            self._back.popitem(last=False)

    def of(self, message: str, answered: str = "", root: str = "") -> tuple[str, ...]:
        """The ids a message answers, nearest first; all in a thread answer at last the post it hangs under."""
        step = answered or self._back.get(message, "")
        found: list[str] = []
        while step and step not in found:
            found.append(step)
            step = self._back.get(step, "")
        if root and root != message and root not in found:
            found.append(root)
        return tuple(found)
