"""Logs: useful to an operator, and never a place where somebody's words end up."""

import asyncio
import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final

import pytest
import structlog

from bot import logs
from bot.errors import Refusal
from bot.settings import Settings

WORDS: Final = "I have the pills in front of me"
NOW: Final = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


class Journal:
    """The logs of one configured process, as a collector would read them."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.tally = logs.LogTally()

    def start(self, **env: str) -> structlog.stdlib.BoundLogger:
        settings = Settings.load({"LOG_FORMAT": "json", **env})
        self.tally = logs.configure(settings, clock=FixedClock(), stream=self.stream)
        logger: structlog.stdlib.BoundLogger = structlog.get_logger("bot.moderation")
        return logger

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def journal() -> Iterator[Journal]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs.CAPPED}
    root.handlers[:] = []
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield Journal()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    structlog.reset_defaults()


class Outcome(Enum):
    SENT = "sent"


def test_a_known_field_is_told_with_time_level_and_place(journal: Journal) -> None:
    log = journal.start()

    log.info("page.sent", survey=81, outcome=Outcome.SENT, late=timedelta(seconds=2), due=NOW, rule="en.plan:3")

    assert journal.lines == [
        {
            "at": "2026-03-01T20:15:00.000+00:00",
            "level": "info",
            "logger": "bot.moderation",
            "event": "page.sent",
            "survey": 81,
            "outcome": "sent",
            "late": 2.0,
            "due": "2026-03-01T20:15:00+00:00",
            "rule": "en.plan:3",
        }
    ]


def test_an_unknown_field_is_dropped_named_and_counted(journal: Journal) -> None:
    log = journal.start()

    log.info("message.seen", content=WORDS, author_name="Robin", survey=81)

    assert journal.lines[0]["dropped"] == ["author_name", "content"]
    assert journal.lines[0]["survey"] == 81
    assert "Robin" not in journal.text
    assert WORDS not in journal.text
    assert journal.tally.dropped == {"content": 1, "author_name": 1}


@pytest.mark.parametrize("value", [WORDS, ["ok", WORDS], {"a": WORDS}, object(), WORDS.encode(), "línea", "a\nb"])
def test_a_known_field_takes_no_prose(journal: Journal, value: object) -> None:
    log = journal.start()

    log.warning("page.failed", reason=value)

    assert "reason" not in journal.lines[0]
    assert journal.tally.dropped == {"reason": 1}


def test_a_field_for_an_id_takes_not_even_a_single_word(journal: Journal) -> None:
    log = journal.start()

    log.info("message.seen", message="goodbye", count=81, channel=81234567890123456)

    assert "goodbye" not in journal.text
    assert (journal.lines[0]["count"], journal.lines[0]["channel"]) == (81, 81234567890123456)


@pytest.mark.parametrize("name", ["error", "dropped", "at"])
def test_our_own_fields_are_no_way_around(journal: Journal, name: str) -> None:
    log = journal.start()

    log.warning("page.failed", **{name: WORDS})

    assert WORDS not in journal.text


def test_an_event_is_a_code_and_never_a_sentence(journal: Journal) -> None:
    log = journal.start()

    log.info(WORDS)
    log.info("page.%s", WORDS)

    assert [line["event"] for line in journal.lines] == ["event.unnamed", "event.unnamed"]
    assert WORDS not in journal.text


def test_fields_bound_earlier_pass_the_same_gate(journal: Journal) -> None:
    log = journal.start().bind(content=WORDS, survey=7)

    log.info("incident.opened")

    assert journal.lines[0]["survey"] == 7
    assert WORDS not in journal.text


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_exception_is_told_by_type_and_place_but_not_by_its_words(journal: Journal, form: str) -> None:
    log = journal.start(LOG_FORMAT=form)

    def deeper(private: str) -> None:
        raise ValueError(private)

    try:
        try:
            deeper(WORDS)
        except ValueError as cause:
            raise KeyError(WORDS) from cause
    except KeyError:
        log.exception("intake.failed", survey=81)

    assert "KeyError at tests.unit.test_logs:" in journal.text
    assert "ValueError at tests.unit.test_logs:" in journal.text
    assert "81" in journal.text
    assert WORDS not in journal.text
    assert "deeper" not in journal.text
    assert journal.tally.errors == {"intake.failed": 1}


def test_parts_of_a_group_are_told_and_a_circle_of_causes_ends() -> None:
    first, second = ValueError(WORDS), TypeError(WORDS)
    first.__cause__, second.__cause__ = second, first

    told = logs.describe(ExceptionGroup(WORDS, [first, OSError(WORDS)]))

    assert told == ["ExceptionGroup", "ValueError", "TypeError", "OSError"]


def test_our_own_error_is_told_by_the_key_of_its_text() -> None:
    class Full(Refusal):
        text = "group-full"

    assert logs.describe(Full(name="Robin")) == [f"{__name__}.{Full.__qualname__} [group-full]"]


@pytest.mark.parametrize("name", ["discord.http", "aiohttp.client", "aiosqlite", "sqlalchemy.engine", "asyncio"])
def test_libraries_that_print_bodies_never_go_below_info(journal: Journal, name: str) -> None:
    journal.start(LOG_LEVEL="DEBUG")
    library = logging.getLogger(name)

    library.debug("body %s", WORDS)
    assert not library.isEnabledFor(logging.DEBUG)

    library.setLevel(logging.DEBUG)
    library.debug("body %s", WORDS)
    library.setLevel(logging.NOTSET)

    assert journal.text == ""


def test_our_own_debug_lines_follow_the_level(journal: Journal) -> None:
    journal.start(LOG_LEVEL="DEBUG").debug("job.claimed", job=4)
    journal.start(LOG_LEVEL="INFO").debug("job.claimed", job=5)

    assert [line["job"] for line in journal.lines] == [4]


def test_a_louder_level_quiets_libraries_too(journal: Journal) -> None:
    journal.start(LOG_LEVEL="ERROR")

    logging.getLogger("discord.gateway").warning("Shard %s is behind", 1)

    assert journal.text == ""


def test_a_librarys_message_keeps_template_numbers_and_place_but_no_strings(journal: Journal) -> None:
    journal.start()

    logging.getLogger("discord.http").warning("%s said %r, retry in %.2f (%d)", WORDS, WORDS, 1.5, 81234567890123456)

    (line,) = journal.lines
    assert line["event"] == "%s said %r, retry in %.2f (%d)"
    assert line["source"].startswith("discord.http:")
    assert WORDS not in journal.text

    logging.getLogger("discord.http").warning("Shard %s waits %.2f for %r", 3, 1.5, WORDS)
    assert journal.lines[1]["event"] == "Shard 3 waits 1.50 for …"


def test_a_librarys_message_that_came_filled_in_is_withheld(journal: Journal) -> None:
    journal.start()

    logging.getLogger("somebody").warning(WORDS)
    logging.getLogger("somebody").warning("%(text)s", {"text": WORDS})

    assert [line["event"] for line in journal.lines] == ["message.withheld", "%(text)s"]
    assert WORDS not in journal.text


async def test_what_asyncio_says_of_a_failed_call_keeps_the_words_out(journal: Journal) -> None:
    journal.start()
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def fail(text: str) -> None:
        raise ValueError(text)

    loop.call_soon(fail, WORDS)
    loop.call_soon(done.set)
    await done.wait()

    (line,) = journal.lines
    assert line["event"] == "Exception in callback"
    assert line["error"][0].startswith("ValueError at ")
    assert WORDS not in journal.text


def test_a_crash_of_the_process_or_a_thread_is_logged_without_its_words(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    journal.start()

    def crash() -> None:
        raise RuntimeError(WORDS)

    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError(WORDS), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert [line["event"] for line in journal.lines] == ["thread.crashed", "process.crashed"]
    assert WORDS not in journal.text + capsys.readouterr().err


def test_a_log_that_cannot_be_written_is_counted_and_quotes_nothing(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    log = journal.start()
    journal.stream.close()

    log.info("page.sent", survey=81)
    logging.getLogger("discord").warning("%s", WORDS)

    assert journal.tally.errors == {"logging.bot.moderation": 1, "logging.discord": 1}
    assert capsys.readouterr().err == ""


def test_configuring_twice_tells_everything_once(journal: Journal) -> None:
    journal.start()
    log = journal.start()

    log.info("bot.started")

    assert len(journal.lines) == 1
