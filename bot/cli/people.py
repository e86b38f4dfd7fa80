"""One person at the command line: what is kept about them, and forgetting them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import typer

from bot.app import Services, assemble, create_bot
from bot.cli.errors import CaseStillOpen
from bot.cli.terminal import out, say, tell
from bot.clock import SystemClock
from bot.messenger.kept import kept as kept_by_messenger
from bot.moderation.kept import kept as kept_by_moderation
from bot.settings import Settings


async def export(settings: Settings, discord_id: int) -> None:
    """Write, as JSON, what is kept about somebody. The bot must be stopped, for it holds the database."""
    async with _services(settings) as services:
        out().print_json(json.dumps(await _kept(services, discord_id), ensure_ascii=True))


async def erase(settings: Settings, discord_id: int, *, yes: bool) -> None:
    """Show what is kept about somebody, ask, and forget them. The bot must be stopped.

    Raises:
        CaseStillOpen: they are in a case that is open, as the person it is about or as the one who holds it.
    """
    async with _services(settings) as services:
        person = services.people.known(discord_id)
        if person is None:
            tell(say("cli-erase-unknown"))
            return
        _refuse_while_open(services, discord_id)
        kept = await _kept(services, discord_id)
        shown = say("cli-erase-preview", cases=len(kept["cases"]), shifts=len(kept["on_call"]["shifts"]))
        tell(shown)
        if not yes and not typer.confirm(say("cli-erase-sure"), err=True):
            raise typer.Abort
        await services.people.erase(person)
        tell(say("cli-erased"))


def _refuse_while_open(services: Services, discord_id: int) -> None:
    for server in services.servers.all():
        for case in services.desk.cases.open_in(server.guild_id):
            if discord_id in (case.user_id, case.holder):
                raise CaseStillOpen(number=case.number)


async def _kept(services: Services, discord_id: int) -> dict[str, Any]:
    person = services.people.known(discord_id)
    if person is None:
        return {"discord_id": str(discord_id), "known": False, "cases": [], "on_call": {"lists": [], "shifts": []}}
    kept: dict[str, Any] = await services.storage.read(
        lambda connection: {**kept_by_moderation(connection, person), **kept_by_messenger(connection, person)}
    )
    return {"discord_id": str(discord_id), "known": True, **kept}


@asynccontextmanager
async def _services(settings: Settings) -> AsyncIterator[Services]:
    """Put the parts together without connecting to Discord: whatever keeps something of people takes part."""
    clock = SystemClock()
    services = await assemble(create_bot(settings, clock=clock), settings, clock)
    try:
        yield services
    finally:
        await services.close()
