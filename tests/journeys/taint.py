"""Everything that people type in a journey is followed: into the logs at DEBUG, onto the disk, into names and into what the bot says."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import structlog
from simcord.actors import MemberActor
from simcord.builders import UserHandle

from bot import logs
from bot.moderation.detection import Detector, Tier
from bot.settings import Settings, default_data_dir

SHORTEST: Final = 12  # a shorter text, or a single word, may stand in a log by chance


@dataclass
class Taint:
    """What was typed, what was logged, and what the bot wrote where."""

    typed: set[str] = field(default_factory=set)
    logged: io.StringIO = field(default_factory=io.StringIO)
    named: set[str] = field(default_factory=set)  # channels and threads

    def type(self, *values: Any) -> None:
        """Remember what somebody typed."""
        for value in values:
            if isinstance(value, str) and len(value) >= SHORTEST and " " in value:
                self.typed.add(value)

    def look(self, client: Any) -> None:
        """Remember what channels and threads are called."""
        for guild in client.guilds:
            self.named |= {place.name for place in (*guild.channels, *guild.threads)}

    def triggers(self) -> set[str]:
        """What would have woken somebody: none of it may be on a disk in clear."""
        detector = Detector.load(default_data_dir() / "lexicon")
        return {text for text in self.typed if detector.assess(text).tier == Tier.PAGE}

    def traces(self, folder: Path) -> Iterator[str]:
        """Yield where something stands that may not."""
        said = self.logged.getvalue()
        for text in self.typed:
            if text in said or json.dumps(text)[1:-1] in said:
                yield f"in a log: {text!r}"
        names = "\n".join(self.named)
        files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for text in self.triggers():
            if text in names:
                yield f"in a name: {text!r}"
            yield from (f"in {path.name}: {text!r}" for path, content in files.items() if text.encode() in content)


@contextmanager
def followed(clock: Any) -> Iterator[Taint]:
    """Follow what is typed, with logs as they are shipped, at DEBUG."""
    taint = Taint()
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs.CAPPED}
    logs.configure(Settings.load({"LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json"}), clock=clock, stream=taint.logged)
    try:
        with pytest.MonkeyPatch.context() as patch:
            for kind in (MemberActor, UserHandle):
                for name in ("send", "send_dm", "edit", "submit_modal"):
                    if name in vars(kind):
                        patch.setattr(kind, name, _overheard(vars(kind)[name], taint))
            yield taint
    finally:
        root.handlers[:], root.level, sys.excepthook = handlers, level, hook
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
        structlog.reset_defaults()


def _overheard(real: Any, taint: Taint) -> Any:
    async def typed(*args: Any, **kwargs: Any) -> Any:
        for value in (*args[1:], *kwargs.values()):
            taint.type(*(value.values() if isinstance(value, dict) else (value,)))
        return await real(*args, **kwargs)

    return typed
