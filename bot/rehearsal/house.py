"""The rehearsal that stays: the shipped bot, set up in a server of made-up people, until somebody says that it is enough."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.clock import SystemClock
from bot.rehearsal import town
from bot.rehearsal.discord.described import Described, description
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.seam import Seam
from bot.rehearsal.shipped import Shipped
from bot.settings import Settings

REFUSED: Final = 3
WITHIN: Final = 90.0  # seconds until a start is over on a slow machine


async def keep_open(folder: Path, port: int, listening: Callable[[Discord], None]) -> int:
    """Run until Ctrl-C; return the bot's exit code, or `REFUSED` if it asked for something that Discord would not have taken.

    Args:
        folder: an empty folder for the bot's files.
        port: where to listen; 0 chooses a free one.
        listening: is told once everything is there.
    """
    described = description()
    discord = Discord(SystemClock(), described=None if described is None else Described.at(described))
    people = town.build(discord)
    async with discord.serve(port, Seam(discord, people).routes()):
        settings = Settings.load({"VAR_DIR": str(folder / "var"), **discord.environment()})
        await town.settle(people, settings, discord.clock)
        # Of what the bot says of itself, a visitor wants to read errors; whoever looks for more asks for it.
        logs = {"LOG_FORMAT": "console", "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR")}
        bot = await Shipped.start(folder, {**discord.environment(), **logs}, heard=False)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stop.set)
        await discord.happenings.until(
            lambda: (discord.gateway.members_told and discord.store.commands) or not bot.running, within=WITHIN
        )
        town.open_commands(people, discord)
        listening(discord)
        ended, stopped = asyncio.create_task(bot.end()), asyncio.create_task(stop.wait())
        await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        code = await bot.stop() if not ended.done() else ended.result()
    for wrong in discord.requests.wrong:
        sys.stderr.write(f"{wrong}\n")
    return code or (REFUSED if discord.requests.wrong else 0)
