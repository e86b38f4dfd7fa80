"""Set-up's own changes to a server: roles and channels made, permissions set, each kept as soon as it is there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
import structlog

from bot.audit import Audit
from bot.readiness import Room
from bot.servers import Server, Servers
from bot.texts import Speaker
from bot.ui.setup.picks import Ground, Picks
from bot.ui.setup.place import save
from bot.ui.setup.plan import Step, overwrites, plan
from bot.ui.setup.rooms import (
    BOT_NEEDS,
    MAKING_CHANNELS_NEEDS,
    MAKING_ROLES_NEEDS,
    ROLES,
    missing_everywhere,
    missing_in,
    stored,
)

Progress = Callable[[int, int, Step], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that could not be done; without `missing` permissions Discord gave a reason of its own, `code`."""

    step: Step
    missing: tuple[str, ...]
    code: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    done: tuple[Step, ...]
    failed: tuple[Failure, ...]


class Work:
    """Carries plans out, one at a time in each server."""

    def __init__(self, servers: Servers, audit: Audit) -> None:
        """Keep settings in `servers`, and in the record who chose them."""
        self._servers = servers
        self._audit = audit
        self._turns: dict[int, asyncio.Lock] = {}

    async def carry_out(
        self, guild: discord.Guild, picks: Picks, say: Speaker, progress: Progress, *, by: int
    ) -> Result:
        """Do what is left to do; what is there already is found by its id and left alone.

        Raises:
            StorageUnavailable: what would be made could not be remembered, so nothing (more) is made.
        """
        async with self._turns.setdefault(guild.id, asyncio.Lock()):
            server = await self._servers.save(guild.id)
            made: dict[int, discord.Role] = {}
            ground = Ground(guild, made)
            if any(stored(server, slot) and ground.find(slot, stored(server, slot)) is None for slot in ROLES):
                # Made a moment ago, or deleted: Discord knows, our cache may not yet.
                made.update({role.id: role for role in await guild.fetch_roles()})
            done: list[Step] = []
            failed: list[Failure] = []
            steps = plan(ground, server, picks)
            for number, step in enumerate(steps, 1):
                await progress(number, len(steps), step)
                target = await _try(ground, server, picks, step, say)
                if isinstance(target, Failure):
                    failed.append(target)
                    continue
                if isinstance(target, discord.Role):
                    made[target.id] = target
                server = await save(self._servers, self._audit, guild.id, by, **{step.slot.field: target.id})
                done.append(step)
            return Result(tuple(done), tuple(failed))


async def _try(
    ground: Ground, server: Server, picks: Picks, step: Step, say: Speaker
) -> discord.TextChannel | discord.Role | Failure:
    missing = _missing(ground.guild, step)
    if missing:
        return Failure(step, missing, 0)
    try:
        if isinstance(step.slot.kind, Room):
            return await _room(ground, server, picks, step, say)
        if isinstance(step.target, discord.Role):
            return step.target
        reason = say("setup-audit-reason")
        return await ground.guild.create_role(name=say(step.slot.name), mentionable=False, reason=reason)
    except discord.HTTPException as problem:
        log.warning("setup.step_failed", status=problem.status, code=problem.code)
        return Failure(step, (), problem.code)


async def _room(ground: Ground, server: Server, picks: Picks, step: Step, say: Speaker) -> discord.TextChannel:
    channel = step.target if isinstance(step.target, discord.TextChannel) else None
    if channel is not None and not step.changes:
        return channel
    wanted = overwrites(ground, server, picks, step.slot, channel)
    reason = say("setup-audit-reason")
    if channel is None:
        name, topic = say(step.slot.name), say(step.slot.about)
        return await ground.guild.create_text_channel(name, overwrites=wanted, topic=topic, reason=reason)
    # One request, so that the bot never shuts itself out halfway.
    await channel.edit(overwrites=wanted, reason=reason)
    return channel


def _missing(guild: discord.Guild, step: Step) -> tuple[str, ...]:
    """Return what the bot would need for a step and does not have: to do it, or to keep the channel private."""
    if not isinstance(step.slot.kind, Room):
        return () if step.target is not None else missing_everywhere(guild.me, MAKING_ROLES_NEEDS)
    if isinstance(step.target, discord.TextChannel):
        return missing_in(step.target, guild.me, MAKING_CHANNELS_NEEDS) if step.changes else ()
    return missing_everywhere(guild.me, (*MAKING_CHANNELS_NEEDS, *BOT_NEEDS[step.slot.kind]))
