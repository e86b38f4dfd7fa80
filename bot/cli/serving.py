"""Running the bot: what Discord says before it connects, and a clean end."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from math import ceil
from typing import Any, Final
from urllib.parse import urlsplit

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import create_bot
from bot.cli import garbage
from bot.cli.control import SOCKET, listen
from bot.cli.errors import DiscordAway, MembersIntentOff, TokenRefused
from bot.cli.terminal import line, say
from bot.client import AlongsideClient
from bot.logs import LogTally
from bot.readiness import Token
from bot.settings import Settings
from bot.storage.engine import make_folder
from bot.ui.offline_discord import Answer, ask_discord

API: Final = "/api/v10"  # the version that discord.py 2.7 speaks
# A machine that starts may be ahead of its network.
WAITS: Final = (1.0, 2.0, 5.0, 10.0, 15.0)  # seconds
START_AT_MOST: Final = 60.0  # seconds

log = structlog.get_logger(__name__)


def use_addresses(settings: Settings) -> None:
    """Have discord.py speak to the addresses in the settings instead of Discord's own."""
    if settings.discord_api_url is not None:
        path = urlsplit(settings.discord_api_url).path
        Route.BASE = settings.discord_api_url + ("" if path else API)
    if settings.discord_gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


async def preflight(
    token: str,
    *,
    ask: Callable[[str], Awaitable[Answer]] = ask_discord,
    waits: Sequence[float] = WAITS,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> bool:
    """Ask Discord which switches are on, and wait while no session may begin; return whether messages may be read.

    Raises:
        TokenRefused, MembersIntentOff: somebody has to change something in the developer portal.
        DiscordAway: Discord did not answer, after several attempts.
    """
    answer, application = await ask(token)
    for wait in waits:
        if answer is not Token.UNKNOWN:
            break
        log.warning("discord.unreachable", seconds=wait)
        await sleep(wait)
        answer, application = await ask(token)
    if answer is Token.REFUSED:
        raise TokenRefused
    if application is None:
        raise DiscordAway
    if not application.members:
        raise MembersIntentOff
    while application.starts == 0:
        line(say("cli-starts-spent", minutes=ceil(application.starts_again / 60)))
        await sleep(application.starts_again)
        application = (await ask(token))[1] or replace(application, starts=None)
    if not application.content:
        line(say("cli-content-off"))
    return application.content


async def serve(settings: Settings, token: str, tally: LogTally) -> None:
    """Run the bot until a signal asks it to stop; everything is closed before this returns. `tally` is what the logs count.

    Raises:
        ConfigurationError: something has to be changed before it can run.
        DiscordAway: Discord did not answer.
    """
    use_addresses(settings)
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    stopping = asyncio.create_task(stop.wait(), name="stop")
    running = asyncio.create_task(_start(settings, token, tally), name="bot")
    await asyncio.wait({stopping, running}, return_when=asyncio.FIRST_COMPLETED)
    asked = stopping.done()
    stopping.cancel()
    if asked:
        log.info("process.stopping")
        running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        if not asked:
            raise
    log.info("process.stopped")


async def _start(settings: Settings, token: str, tally: LogTally) -> None:
    content = await preflight(token)
    bot = create_bot(settings, content=content, tally=tally)
    bot.add_listener(_ready(bot), "on_ready")
    make_folder(settings.var_dir)
    asked = await listen(settings.var_dir, lambda: getattr(bot, "services", None))
    begun = asyncio.get_running_loop().call_later(START_AT_MOST, garbage.after_start)  # Discord may be away for hours
    try:
        await bot.start(token)
    except discord.LoginFailure:
        raise TokenRefused from None
    except discord.PrivilegedIntentsRequired:
        raise MembersIntentOff from None
    finally:
        begun.cancel()
        if asked is not None:
            asked.close()
            (settings.var_dir / SOCKET).unlink(missing_ok=True)
        await bot.close()


def _ready(bot: AlongsideClient) -> Callable[[], Coroutine[Any, Any, None]]:
    async def ready() -> None:
        garbage.after_start()
        log.info("process.ready", count=len(bot.guilds))

    return ready
