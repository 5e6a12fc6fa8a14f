"""Where a correction stands, and how far the question, the answer and the opinions that belong to it have come."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What has become of a correction. Only what was given counts; see `GIVEN`."""

    OFFERED = "offered"
    """Only its writer has seen it: to send or not."""
    WAITING = "waiting"
    """For the teacher's OK."""
    ON_ITS_WAY = "on_its_way"
    SHOWN = "shown"
    GOT_IT = "got_it"
    NOT_MEANT = "not_meant"
    TAKEN_BACK = "taken_back"
    DECLINED = "declined"
    """The teacher said: not this one."""
    GONE = "gone"
    """What it was about is gone: edited, deleted, or its writer has left."""


GIVEN = (Standing.ON_ITS_WAY, Standing.SHOWN, Standing.GOT_IT, Standing.NOT_MEANT)
"""Those that count as given."""
RECEIVED = (Standing.SHOWN, Standing.GOT_IT, Standing.NOT_MEANT)
"""Those that count as received."""
UNANSWERED = (Standing.OFFERED, Standing.WAITING, Standing.ON_ITS_WAY, Standing.SHOWN)
"""Those that can still be taken back."""
OPEN = (Standing.ON_ITS_WAY, Standing.SHOWN)
"""Those of which their author has not said a word yet."""
ENDED = (Standing.TAKEN_BACK, Standing.DECLINED, Standing.GONE)
"""Of these nothing more becomes."""


class Passing(StrEnum):
    """Whether a question, an answer or an opinion has reached whom it is for."""

    NONE = ""
    WAITING = "waiting"
    """For the teacher's OK."""
    PASSED = "passed"
    HELD = "held"
    """The teacher said: not this one."""


class Mark(StrEnum):
    """What the teacher says of a correction."""

    NONE = ""
    GOOD = "good"
    FINE = "fine"
    """The sentence was fine as it was."""
