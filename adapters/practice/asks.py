"""What a tab may ask of the room: the shapes, their limits, and text made harmless."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

LONGEST = 8000
"""Characters of one message."""

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w{1,64}))?(?:\s+(.*))?", re.DOTALL)


def clean(text: object) -> object:
    """Take control characters and lone surrogates out of a text; line breaks and tabs stay."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))


def clean_line(text: object) -> object:
    cleaned = clean(text)
    return " ".join(cleaned.split()) if isinstance(cleaned, str) else cleaned


def command_in(text: str) -> tuple[str, str, str] | None:
    """Read "/name@whom rest" as (name, whom, rest); None when the text is no command."""
    match = _COMMAND.fullmatch(text)
    return (match[1].lower(), (match[2] or "").lower(), (match[3] or "").strip()) if match else None


Typed = Annotated[str, Field(max_length=LONGEST), BeforeValidator(clean)]
Name = Annotated[str, Field(max_length=64), BeforeValidator(clean_line)]
Title = Annotated[Name, Field(min_length=1)]
Short = Annotated[str, Field(max_length=200)]


class _Ask(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Write(_Ask):
    do: Literal["say"]
    chat: Short
    text: Typed = ""
    kind: Literal["text", "voice", "picture", "sticker"] = "text"
    reply_to: Short = ""
    file: Short = ""
    """The token of a file that was brought before."""


class Forward(_Ask):
    do: Literal["forward"]
    chat: Short
    message: Short


class Rewrite(_Ask):
    do: Literal["edit"]
    message: Short
    text: Typed


class Remove(_Ask):
    do: Literal["delete"]
    message: Short


class Press(_Ask):
    do: Literal["press"]
    message: Short
    code: Short


class Suggest(_Ask):
    """*Correct*, chosen from a message's menu."""

    do: Literal["correct"]
    message: Short


class SendForm(_Ask):
    do: Literal["form"]
    chat: Short
    code: Short
    fields: dict[Short, Typed]


class Open(_Ask):
    """Open a chat; `start` is what the link into the private chat carried."""

    do: Literal["open"]
    chat: Short
    start: Short | None = None


class Older(_Ask):
    do: Literal["older"]
    chat: Short
    before: int


class Read(_Ask):
    do: Literal["read"]
    chat: Short
    up_to: int


class AddPerson(_Ask):
    """Bring somebody into a room: a new person by `name`, or one who is there already."""

    do: Literal["add"]
    chat: Short
    name: Name = ""
    person: Short = ""


class Leave(_Ask):
    """Leave a room; its admin may name somebody else."""

    do: Literal["leave"]
    chat: Short
    person: Short = ""


class NewRoom(_Ask):
    do: Literal["room"]
    title: Title


class BotHere(_Ask):
    """Take the bot out of a room, or out of one's private chat, and back in."""

    do: Literal["bot"]
    chat: Short
    here: bool


class Clock(_Ask):
    do: Literal["clock"]
    chat: Short
    to: Literal["post", "reminder", "close"]


class LetWrite(_Ask):
    """Let a sample learner answer the room's newest task."""

    do: Literal["sample"]
    chat: Short
    person: Short


class AskMenu(_Ask):
    do: Literal["menu"]
    chat: Short


class AskCompletion(_Ask):
    do: Literal["complete"]
    chat: Short
    command: Short
    parameter: Short
    typed: Short
    given: dict[Short, Short] = {}


Ask = (
    Write
    | Forward
    | Rewrite
    | Remove
    | Press
    | Suggest
    | SendForm
    | Open
    | Older
    | Read
    | AddPerson
    | Leave
    | NewRoom
    | BotHere
    | Clock
    | LetWrite
    | AskMenu
    | AskCompletion
)

_READER: TypeAdapter[Ask] = TypeAdapter(Annotated[Ask, Field(discriminator="do")])


def read(asked: object) -> Ask:
    """Read what a tab sent; raises pydantic.ValidationError."""
    return _READER.validate_python(asked)
