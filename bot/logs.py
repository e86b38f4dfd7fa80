"""Structured logs in which a person's words cannot appear.

An event is a code (`incident.raised`); a field has a name from `FIELDS` and a value that is a number, a time or a
code. Whatever else is handed in is dropped and counted. Of a library's message the template and the place are kept.
"""

import logging
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from types import TracebackType
from typing import Final, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.clock import Clock, SystemClock
from bot.errors import AlongsideError
from bot.settings import Settings

# Ids and amounts, which are numbers or nothing.
_NUMBERS: Final = """
    attempt attempts bytes channel count elapsed expected found group guild job lag late limit
    milliseconds missing pending pid port queued remaining repeat retry revision role
    rotation seconds seed server session shard shift size skipped survey total waited window
"""
# Short codes, times and numbers. A word that a person chose, such as a name, has no field, nor has anything that leads to
# somebody: logs outlive an erasure, and the key of a case or a job is the number of somebody's message.
_CODES: Final = """
    action backup bucket category code cog column command component country cursor database done due duration
    engine error feature fence from_state handler intent kind lane locale migration mode occurrence operation outcome
    permission phase policy purpose queue reason resource result route rule setting since source stage state status
    step surface table task tier to_state version watch what zone
"""
NUMBERS: Final = frozenset(_NUMBERS.split())
FIELDS: Final = NUMBERS | frozenset(_CODES.split())

# These print bodies and bound values at DEBUG; SQLAlchemy prints every statement at INFO.
CAPPED: Final = {
    "discord": logging.INFO,
    "aiohttp": logging.INFO,
    "aiosqlite": logging.INFO,
    "asyncio": logging.INFO,
    "sqlalchemy": logging.WARNING,
}

_OURS: Final = frozenset({"level", "logger", "event", "_record", "_from_structlog"})
EVENT: Final = re.compile(r"[a-z][a-z0-9_.-]{0,79}")
_CODE: Final = re.compile(r"[\w.:/+@=<>-]{1,120}", re.ASCII)
_DEEPEST: Final = 24
_LITERAL: Final = (
    "Task exception was never retrieved",
    "Future exception was never retrieved",
    "Task was destroyed but it is pending",
    "Exception in callback",
    "Unclosed client session",
    "Unclosed connector",
    "Unclosed connection",
    "logging in using static token",
)


@dataclass(slots=True)
class LogTally:
    """What the logs left out and what they complained of, for metrics and the doctor."""

    dropped: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


def configure(settings: Settings, *, clock: Clock | None = None, stream: TextIO | None = None) -> LogTally:
    """Send every log of the process, ours and the libraries', through one safe road; call it once, first.

    Writes to `stream`, standard error unless given. Uncaught exceptions are logged the same way.
    """
    tally = LogTally()
    stamp = _Stamp(clock or SystemClock())
    guard = _Guard(tally)
    target = stream or sys.stderr
    last: Processor = (
        structlog.processors.JSONRenderer(default=str)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=target.isatty())
    )
    handler = _Quiet(target, tally)
    handler.setFormatter(
        ProcessorFormatter(
            processors=[ProcessorFormatter.remove_processors_meta, last],
            foreign_pre_chain=[
                _foreign,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                guard,
                stamp,
            ],
            use_get_message=False,
            pass_foreign_args=True,
        )
    )
    handler.addFilter(_not_below_cap)
    root = logging.getLogger()
    for previous in [one for one in root.handlers if isinstance(one, _Quiet)]:
        root.removeHandler(previous)
    root.addHandler(handler)
    level = logging.getLevelNamesMapping()[settings.log_level]
    root.setLevel(level)
    for name, lowest in CAPPED.items():
        logging.getLogger(name).setLevel(max(level, lowest))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            guard,
            stamp,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _catch_the_uncaught()
    return tally


@dataclass(frozen=True, slots=True)
class _Stamp:
    clock: Clock

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["at"] = self.clock.now().isoformat(timespec="milliseconds")
        return event


@dataclass(frozen=True, slots=True)
class _Guard:
    """Let through known fields with harmless values; name and count the rest."""

    tally: LogTally

    def __call__(self, _: WrappedLogger, method: str, event: EventDict) -> EventDict:
        exception = _exception(event.pop("exc_info", None))
        kept: EventDict = {name: event[name] for name in _OURS & event.keys()}
        dropped: list[str] = []
        foreign = event.get("_from_structlog") is False
        if not foreign and not (isinstance(event["event"], str) and EVENT.fullmatch(event["event"])):
            kept["event"] = "event.unnamed"
            dropped.append("event")
        for name in event.keys() - _OURS:
            safe = _safe(event[name]) if name in FIELDS else None
            if name in NUMBERS and isinstance(safe, str):
                safe = None
            if safe is not None:
                kept[name] = safe
            elif event[name] is not None:
                dropped.append(name)
        if dropped:
            self.tally.dropped.update(dropped)
            kept["dropped"] = sorted(dropped)
        if exception is not None:
            kept["error"] = describe(exception)
        if kept.get("level", method) in {"error", "critical"}:
            self.tally.errors[kept["logger"] if foreign else kept["event"]] += 1
        return kept


def describe(exception: BaseException) -> list[str]:
    """Return a line for an exception, its causes and its parts: type, then module and line of every frame.

    The message is left out, for it may quote what a person wrote; of our own errors the text's key is told.
    """
    return [_one(each) for each in _family(exception)]


def _family(exception: BaseException) -> Iterator[BaseException]:
    waiting, seen = [exception], set[int]()
    while waiting and len(seen) < _DEEPEST:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        behind = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        parts = current.exceptions if isinstance(current, BaseExceptionGroup) else ()
        waiting.extend(one for one in (behind, *reversed(parts)) if one is not None)


def _one(exception: BaseException) -> str:
    kind = type(exception)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    about = f" [{exception.text}]" if isinstance(exception, AlongsideError) else ""
    frames = list(_frames(exception.__traceback__))[-_DEEPEST:]
    return f"{name}{about} at {' > '.join(frames)}" if frames else f"{name}{about}"


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        yield f"{traceback.tb_frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno}"
        traceback = traceback.tb_next


def _exception(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exception() if given else None


def _safe(value: object) -> object:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, str):
        return value if _CODE.fullmatch(value) else None
    if isinstance(value, list | tuple | set | frozenset):
        parts = [_safe(one) for one in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
        return parts if None not in parts else None
    return None


class _Blank:
    """Stands for an argument that may be anything a person wrote."""

    def __str__(self) -> str:
        return "…"

    __repr__ = __str__


def _foreign(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    event["event"] = _said(str(event["event"]), event.pop("positional_args", None))
    event["source"] = f"{record.name}:{record.lineno}"
    event.pop("stack_info", None)
    return event


def _said(template: str, given: Sequence[object] | Mapping[str, object] | None) -> str:
    if not given:
        # Without arguments it may be filled in already, as asyncio does with the values of a failed call.
        return next((start for start in _LITERAL if template.startswith(start)), "message.withheld")
    if isinstance(given, Mapping):
        return template
    harmless = tuple(one if isinstance(one, int | float) and abs(one) < 2**32 else _Blank() for one in given)
    try:
        return template % harmless
    except (TypeError, ValueError):
        return template


def _not_below_cap(record: logging.LogRecord) -> bool:
    # A logger further down may carry a level of its own; this holds whatever it is.
    return record.levelno >= CAPPED.get(record.name.partition(".")[0], logging.NOTSET)


class _Quiet(logging.StreamHandler[TextIO]):
    """A handler that never prints the record it failed on."""

    def __init__(self, stream: TextIO, tally: LogTally) -> None:
        super().__init__(stream)
        self._tally = tally

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Count the failure; the usual report quotes the arguments."""
        self._tally.errors[f"logging.{record.name}"] += 1


def _catch_the_uncaught() -> None:
    log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

    def process(_: type[BaseException], exception: BaseException, __: TracebackType | None) -> None:
        if isinstance(exception, KeyboardInterrupt):
            return
        log.critical("process.crashed", exc_info=exception)

    def thread(args: threading.ExceptHookArgs) -> None:
        log.critical("thread.crashed", exc_info=args.exc_value)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        log.error("exception.unraisable", exc_info=args.exc_value)

    sys.excepthook = process
    threading.excepthook = thread
    sys.unraisablehook = unraisable
