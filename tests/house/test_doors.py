"""Nobody sees or changes what is not theirs: every declared door of every activity, tried by the wrong people."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from bot.chat import CommandTyped, Completing, Event, File, FileSent, FormSent, Pressed, Reachable, Said
from storage.drafts import Draft
from tests.doors import LEARNER, OTHER_ROOM, OUTSIDERS, SECRETS, SENTENCE, TEACHER, Town, a_town

pytestmark = pytest.mark.slow
OPEN_TO_ALL = {
    # who stands in the room may join there; what the button says is for whoever is there
    "joining.join",
    "joining.join_by_link",
    "joining.stored",
    "setup.set_up",
    # a link or code was needed to get the post; the code in it is checked again
    "addroom.it_is_me",
    "inviting.accept",
    "inviting.decline",
    "other_account.link",
}
OPEN_IN_ROOM = {"vocabulary.help_me_start", "discussion.help_me_start"}
"""Help with a task is for all who can read the task."""
PAYLOADS = [
    f"{kind}_{code}"
    for kind in ("join", "room", "teacher", "account", "correct", "setup", "joined")
    for code in ("1", "0" * 20, "MARTA2")
]
"""Links as the bot gives them out, with a guess in place of what cannot be guessed."""


async def test_no_button_of_the_class_answers_elsewhere(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        with town.stage.house.database.read() as records:
            posts = [post for number in range(1, 10**3) if (post := records.posts.get(number))]
        codes = {
            f"{post.id}:{post.first_button + number}": (post, button["do"])
            for post in posts
            if post.class_id == 1
            for number, button in enumerate(post.buttons)
        }
        assert len({do for _, do in codes.values()}) > 40
        faults = list[str | None]()
        for code, (post, do) in codes.items():
            for name in OUTSIDERS:
                places = [town.stage.private(name), OTHER_ROOM]
                if do not in OPEN_TO_ALL | OPEN_IN_ROOM:
                    places.append(town.stage.room)
                for where in places:
                    event = Pressed(*town.head(name, where), code, post.message or "")
                    faults.append(await town.tries(f"presses {do} at {where}", event))
        assert [one for one in faults if one] == []


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_a_button_left_over_from_the_class_opens_nothing(tmp_path: Path, name: str) -> None:
    async with a_town(tmp_path) as town:
        faults = list[str | None]()
        for do, doing in town.doings("press"):
            if do not in OPEN_TO_ALL:
                event = await town.post_for(name, 1, do, town.arguments(do, doing.method))
                faults.append(await town.tries(f"presses what was once theirs, {do}", event))
        assert [one for one in faults if one] == []


@pytest.mark.parametrize("name", [LEARNER, TEACHER])
async def test_in_ones_own_class_another_classs_numbers_lead_nowhere(tmp_path: Path, name: str) -> None:
    async with a_town(tmp_path) as town:
        faults = list[str | None]()
        for do, doing in town.doings("press"):
            event = await town.post_for(name, 2, do, town.arguments(do, doing.method))
            faults.append(await town.tries(f"presses in the own class {do}", event))
        assert [one for one in faults if one] == []


@pytest.mark.parametrize("class_id", [1, 2])
@pytest.mark.parametrize("name", OUTSIDERS)
async def test_no_question_or_form_takes_words_for_another_class(tmp_path: Path, name: str, class_id: int) -> None:
    async with a_town(tmp_path) as town:
        faults = list[str | None]()
        for do, _ in town.doings("words"):
            activity, _, action = do.partition(".")
            draft = _draft(town, name, class_id, activity, action)
            await town.asked(draft)
            said = Said(*town.head(name), "forged", "mon 18:00 = Stolen")
            faults.append(await town.tries(f"answers {do}", said))
        for do, _ in town.doings("form"):
            press = await town.post_for(name, class_id, do, {})
            form = FormSent(*town.head(name), press.code.replace(":0", f":{do}"), _fields(town, do))
            faults.append(await town.tries(f"sends the form {do}", form))
        assert [one for one in faults if one] == []


def _draft(town: Town, name: str, class_id: int, activity: str, action: str) -> Draft:
    who = town.stage.who(name)
    return Draft(
        platform=who.platform, user=who.user, class_id=class_id, activity=activity, action=action, sealed=b"",
        at=town.stage.now,
    )  # fmt: skip


def _fields(town: Town, do: str) -> dict[str, str]:
    method = next(doing.method for name, doing in town.doings("form") if name == do)
    activity = town.house.activities[do.partition(".")[0]]
    return {one: SENTENCE for one in inspect.signature(getattr(activity, method)).parameters if one != "turn"}


async def test_no_command_completion_link_or_file_opens_the_class(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        faults = list[str | None]()
        events = list[tuple[str, Event]]()
        for name in OUTSIDERS:
            places = (town.stage.private(name), OTHER_ROOM, town.stage.room)
            for command in town.house.commands.values():
                if command.name in ("help", "privacy"):
                    continue  # for all; /privacy in a room says what is kept there of whoever asks
                for where in places:
                    for rest in ("", "anastasia", "el mercado = stolen", "vocabulary mon 18:00 4"):
                        message = f"typed{len(events)}"
                        typed = CommandTyped(*town.head(name, where), command.name, rest, message)
                        events.append((f"types /{command.name} {rest} at {where}", typed))
                    for parameter in command.parameters:
                        asked = Completing(where, town.stage.who(name), command.name, parameter.name, "")
                        found = await town.stage.house.engine.complete(asked)
                        faults += [f"{name} is offered {one}" for one in found for said in SECRETS if said in one]
            for file in ("words", "questions", ""):
                town.stage.paper.files["stolen"] = b"el perro = dog\n"
                handle = File("words.csv", 15, "stolen")
                head = town.head(name)
                sent = FileSent(*head, "file", handle)
                events.append((f"sends a file {file}", _with_file(sent, file) if file else sent))
            links = [Reachable(*town.head(name), True, one) for one in PAYLOADS]
            events += [(f"opens the link {one.payload}", one) for one in links]
        for what, event in events:
            # who stands in the room is told whom to ask for its set-up
            in_room = event.where == town.stage.room and "/setup" in what
            faults.append(await town.tries(what, event, known="Marta" if in_room else ""))
        assert [one for one in faults if one] == []


def _with_file(sent: FileSent, command: str) -> CommandTyped:
    return CommandTyped(sent.key, sent.at, sent.where, sent.by, command, "", sent.message, file=sent.file)
