"""The log holds one line an event, and nothing that was written in a chat or must stay secret."""

import io
import json
import logging
import re
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.chat import Place
from bot.log import error_reference, start_logging, where
from storage.deliveries import Going

TOKEN = 'bot110201543:AAH"x'
SENTENCE = "Me gusta el aguacate"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream(own_log: None) -> io.StringIO:
    """Where the log goes during a test."""
    return io.StringIO()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_a_line(stream: io.StringIO) -> None:
    start_logging(stream=stream)
    structlog.get_logger("delivery").info("sent", delivery=7, ms=1.5, state=Going.SENT)
    [line] = lines(stream)
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo == UTC
    assert line == {"level": "info", "logger": "delivery", "event": "sent", "delivery": 7, "ms": 1.5, "state": "sent"}


def test_a_terminal_shows_it_plainly(own_log: None) -> None:
    terminal = Terminal()
    start_logging(stream=terminal)
    structlog.get_logger("delivery").info("took long", ms=3, ok=True)
    words = terminal.getvalue()
    assert re.fullmatch(r'timestamp=\S+ level=info logger=delivery event="took long" ms=3 ok=true\n', words)


def test_secrets_are_cut_out_wherever_they_stand(stream: io.StringIO) -> None:
    start_logging([TOKEN, ""], stream=stream)
    structlog.get_logger().warning(f"GET /{TOKEN}/getMe", address=f"https://x/{TOKEN}", path=Path("/x") / TOKEN)
    structlog.get_logger().warning("escaped", address="bot110201543%3AAAH%22x")
    assert "AAH" not in stream.getvalue()
    assert stream.getvalue().count("***") == 4


def test_an_exception_is_told_without_its_words(stream: io.StringIO) -> None:
    start_logging(stream=stream)
    try:
        try:
            int(SENTENCE)
        except ValueError as error:
            raise KeyError(SENTENCE) from error
    except KeyError:
        structlog.get_logger("engine").exception("turn failed", reference="K7QX4M")
    [line] = lines(stream)
    assert re.fullmatch(
        r"KeyError at tests/bot/test_log\.py:\d+ from ValueError at tests/bot/test_log\.py:\d+", line["error"]
    )
    assert "aguacate" not in stream.getvalue()


def test_what_may_hold_words_is_told_by_its_type(stream: io.StringIO) -> None:
    start_logging(stream=stream)
    structlog.get_logger().info("event", where=Place("p", SENTENCE), them=[SENTENCE], error=ValueError(SENTENCE))
    [line] = lines(stream)
    assert (line["where"], line["them"], line["error"]) == ("Place", "list", "ValueError")


def test_a_value_stays_on_its_line(stream: io.StringIO) -> None:
    start_logging(stream=stream)
    structlog.get_logger().info("event", title="a\nb", long="x" * 1000)
    [line] = lines(stream)
    assert line["title"] == "a"
    assert len(line["long"]) == 200


def test_a_librarys_words_come_without_their_values(stream: io.StringIO) -> None:
    start_logging(stream=stream)
    logging.getLogger("aiohttp.server").error("cannot read %s", SENTENCE, exc_info=ValueError(SENTENCE))
    told_by_asyncio = f"Task exception was never retrieved\nfuture: <Task {SENTENCE}>"
    logging.getLogger("asyncio").error(told_by_asyncio)
    assert [line["event"] for line in lines(stream)] == ["cannot read %s", "Task exception was never retrieved"]
    assert "aguacate" not in stream.getvalue()


@pytest.mark.parametrize("library", ["httpx", "aiohttp.access", "apscheduler", "discord", "telegram"])
def test_a_chatty_library_is_heard_when_it_warns(stream: io.StringIO, library: str) -> None:
    start_logging(stream=stream)
    logging.getLogger(library).info("HTTP Request: GET https://api/bot1:AA/getMe")
    logging.getLogger(library).warning("slow")
    assert [line["event"] for line in lines(stream)] == ["slow"]


def test_a_thread_that_ends_is_told(stream: io.StringIO) -> None:
    start_logging(stream=stream)

    def fail() -> None:
        raise ValueError(SENTENCE)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    [line] = lines(stream)
    assert line["event"] == "thread ended"
    assert line["error"].startswith("ValueError at tests/bot/test_log.py:")


def test_starting_again_tells_each_event_once(stream: io.StringIO) -> None:
    start_logging(stream=io.StringIO())
    start_logging(level="WARNING", stream=stream)
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    assert [line["event"] for line in lines(stream)] == ["loud"]


def test_reference_can_be_read_aloud() -> None:
    references = {error_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(re.fullmatch("[2-9A-HJKMNP-TV-Z]{6}", one) for one in references)


def test_an_error_that_was_never_raised_is_its_type() -> None:
    assert where(ValueError(SENTENCE)) == "ValueError"
