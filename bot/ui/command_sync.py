"""Keeping Discord's list of our commands in step with the code."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import discord
import structlog
from discord import app_commands

from bot.texts import Texts

if TYPE_CHECKING:
    from bot.client import AlongsideClient

FIRST_PAUSE: Final = 15.0  # seconds
LONGEST_PAUSE: Final = 3600.0

log = structlog.get_logger(__name__)


class CommandSync:
    """Sends the commands when they differ from what was sent last, and again with growing pauses until it worked.

    Nothing waits for it: with yesterday's commands, or none, everything else still works.
    """

    def __init__(self, tree: app_commands.CommandTree["AlongsideClient"], texts: Texts, file: Path) -> None:
        """Remember in `file` what was sent of `tree`, in the languages of `texts`."""
        self._tree = tree
        self._texts = texts
        self._file = file
        self._pause = FIRST_PAUSE
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, in a task that ends."""
        self._timer = None
        self._task = asyncio.get_running_loop().create_task(self._try(), name="commands")

    def stop(self) -> None:
        """Try no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    async def _try(self) -> None:
        try:
            await self._send()
        except Exception:
            # The edge of a task: whatever it was, the bot works on, and the doctor says that commands are not sent.
            log.exception("commands.unsent")
            self._timer = asyncio.get_running_loop().call_later(self._pause, self.start)
            self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def _send(self) -> None:
        tree = self._tree
        listed = [
            *tree.get_commands(),
            *tree.get_commands(type=discord.AppCommandType.message),
            *tree.get_commands(type=discord.AppCommandType.user),
        ]
        # Translating every option into every language, to see that nothing changed, would be a good part of a start.
        content = [self._texts.digest(), *(command.to_dict(tree) for command in listed)]
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        if self._file.exists() and self._file.read_text(encoding="ascii", errors="replace") == digest:
            return
        await tree.sync()
        self._file.write_text(digest, encoding="ascii")
