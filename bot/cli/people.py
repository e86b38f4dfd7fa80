"""One person at the command line: what is kept about them, and forgetting them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import typer

from bot.app import Services, assemble, create_bot
from bot.cli.errors import CaseStillOpen
from bot.cli.terminal import out, say, tell
from bot.clock import SystemClock
from bot.privacy.account import Account, as_json, summary
from bot.settings import Settings


async def export(settings: Settings, discord_id: int) -> None:
    """Write, as JSON, what is kept about somebody. The bot must be stopped, for it holds the database."""
    async with _services(settings) as services:
        out().print_json(as_json(await services.privacy.account(discord_id), say))


async def erase(settings: Settings, discord_id: int, *, yes: bool) -> None:
    """Show what is kept about somebody, ask, and forget them. The bot must be stopped.

    Raises:
        CaseStillOpen: they are in a case that is open, in any part.
    """
    async with _services(settings) as services:
        account = await services.privacy.account(discord_id)
        if not account.known:
            tell(say("cli-erase-unknown"))
            return
        number = await services.privacy.open_case(discord_id)
        if number is not None:
            raise CaseStillOpen(number=number)
        _preview(account)
        if not yes and not typer.confirm(say("cli-erase-sure"), err=True):
            raise typer.Abort
        await services.privacy.erase(discord_id)
        tell(say("cli-erased"))


def _preview(account: Account) -> None:
    tell(say("cli-erase-preview"))
    for line in summary(account, say):
        tell(f"- {line}")
    tell(say("privacy-stays"))


@asynccontextmanager
async def _services(settings: Settings) -> AsyncIterator[Services]:
    """Put the parts together without connecting to Discord: whatever keeps something of people takes part."""
    clock = SystemClock()
    services = await assemble(create_bot(settings, clock=clock), settings, clock)
    try:
        yield services
    finally:
        await services.close()
