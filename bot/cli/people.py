"""One person at the command line: what is kept about them, and forgetting them; and the key to all; also while the bot runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import typer

from bot.app import assemble, create_bot
from bot.cli.control import ROTATE, Ask, Progress, answerer, connect
from bot.cli.errors import BotRefused, CaseStillOpen
from bot.cli.terminal import bar, out, say, speaker, tell
from bot.clock import SystemClock
from bot.errors import StorageUnavailable
from bot.settings import Settings
from bot.storage.errors import DatabaseInUse


async def export(settings: Settings, discord_id: int) -> None:
    """Write, as JSON, what is kept about somebody."""
    async with _bot(settings) as ask:
        answer = await _answer(ask, "export", discord_id)
        out().print_json(answer["text"], ensure_ascii=True)


async def erase(settings: Settings, discord_id: int, *, yes: bool) -> None:
    """Show what is kept about somebody, ask, and forget them; what they said without their name and is still sealed goes, too.

    Raises:
        CaseStillOpen: they are in a case that is open, in any part.
        BotRefused: the running bot could not do it.
    """
    async with _bot(settings) as ask:
        found = await _answer(ask, "preview", discord_id)
        if not found["known"]:
            tell(say("cli-erase-unknown"))
            if not yes and not typer.confirm(say("cli-unseal-sure"), err=True):
                raise typer.Abort
            await _answer(ask, "erase", discord_id)
            tell(say("cli-unsealed"))
            return
        if found["case"] is not None:
            raise CaseStillOpen(number=found["case"])
        tell(say("cli-erase-preview"))
        for line in found["lines"]:
            tell(f"- {line}")
        tell(say("cli-erase-sealed"))
        tell(say("privacy-stays"))
        if not yes and not typer.confirm(say("cli-erase-sure"), err=True):
            raise typer.Abort
        await _answer(ask, "erase", discord_id)
        tell(say("cli-erased"))


async def rotate_key(settings: Settings, *, yes: bool) -> None:
    """Have a new master key take over, also while the bot runs.

    Raises:
        BotRefused: the running bot could not do it.
    """
    if not yes and not typer.confirm(say("cli-rotate-sure", path=str(settings.master_key_file)), err=True):
        raise typer.Abort
    async with _bot(settings) as ask:
        with bar(say("cli-rotating")) as progress:
            done = await _answer(ask, ROTATE, 0, progress)
    tell(say("cli-rotated", count=done["count"], copies=done["copies"], path=str(settings.master_key_file)))


async def _answer(ask: Ask, do: str, discord_id: int, progress: Progress = lambda _done, _of: None) -> dict[str, Any]:
    answer = await ask(do, discord_id, speaker().locale, progress)
    if not answer or "error" in answer or "starting" in answer:
        raise BotRefused
    return answer


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Ask]:
    """Ask the bot that runs; where none does, put the parts together without connecting to Discord."""
    clock = SystemClock()
    try:
        services = await assemble(create_bot(settings, clock=clock), settings, clock)
    except DatabaseInUse:
        running = await connect(settings.var_dir)
        if running is None:
            raise
        yield running
        return
    try:
        await services.recovery.load()
        if services.recovery.degraded:
            raise StorageUnavailable
        services.roster.begin()  # it names responders, and must forget them too
        yield answerer(services)
    finally:
        await services.close()
