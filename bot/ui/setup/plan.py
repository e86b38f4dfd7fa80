"""What set-up will change, worked out before anything is changed."""

from dataclasses import dataclass

import discord

from bot.readiness import RoleKind, Room
from bot.servers import Server
from bot.ui.setup.picks import Ground, Picks
from bot.ui.setup.rooms import BOT_NEEDS, OF, ROLES, ROOMS, STAFF, Slot, able, may, stored

Holder = discord.Role | discord.Member
NO_PICKS = Picks()


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody will be able to do in a channel, and what no longer.

    Without a `mention` it is a role that does not exist yet, named by `slot`; without either it is everyone.
    """

    mention: str | None
    slot: Slot | None
    allow: tuple[str, ...]
    deny: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. Without a `target` it is made."""

    slot: Slot
    target: discord.TextChannel | discord.Role | None
    changes: tuple[Change, ...] = ()
    keeps: tuple[str, ...] = ()  # others who can see the channel and whom the bot leaves alone


def plan(ground: Ground, server: Server, picks: Picks) -> list[Step]:
    """Return the steps from how the server is to how it should be, roles first; empty when all is as it should be."""
    steps = []
    for slot in (*ROLES, *ROOMS):
        target = ground.chosen(server, picks, slot)
        new = changes(ground, server, slot, target, picks)
        moved = target is not None and target.id != stored(server, slot)
        if target is None or new or moved:
            steps.append(Step(slot, target, new, _keeps(ground, server, picks, slot, target)))
    return steps


def overwrites(
    ground: Ground, server: Server, picks: Picks, slot: Slot, channel: discord.TextChannel | None
) -> dict[Holder | discord.Object, discord.PermissionOverwrite]:
    """Return every overwrite of a channel as it should be; what others set for others stays."""
    result: dict[Holder | discord.Object, discord.PermissionOverwrite] = {}
    if channel is not None:
        result.update(channel.overwrites)
    for holder, wanted in _wanted(ground, slot, ground.roles(server, picks), channel):
        current = result.get(holder, discord.PermissionOverwrite())
        current.update(**wanted)
        result[holder] = current
    return result


def _wanted(
    ground: Ground, slot: Slot, roles: dict[Slot, discord.Role], channel: discord.TextChannel | None
) -> list[tuple[Holder, dict[str, bool]]]:
    room, me = Room(slot.kind), ground.guild.me
    wanted: list[tuple[Holder, dict[str, bool]]] = [
        (me, able(me, dict.fromkeys(BOT_NEEDS[room], True))),
        (ground.guild.default_role, able(me, may(room, None))),
    ]
    wanted += [(roles[OF[kind]], able(me, may(room, kind))) for kind in STAFF[room] if OF[kind] in roles]
    participant = None if room is Room.SUPPORT else roles.get(OF[RoleKind.PARTICIPANT])
    if channel is not None and participant is not None and channel.overwrites_for(participant).view_channel:
        wanted.append((participant, able(me, {"view_channel": False})))
    return wanted


def changes(
    ground: Ground,
    server: Server,
    slot: Slot,
    target: discord.TextChannel | discord.Role | None,
    picks: Picks = NO_PICKS,
) -> tuple[Change, ...]:
    """Return what differs between who may do what in a channel and who should."""
    if not isinstance(slot.kind, Room) or isinstance(target, discord.Role):
        return ()
    roles = ground.roles(server, picks)
    current = {} if target is None else target.overwrites
    differing = []
    for holder, wanted in _wanted(ground, slot, roles, target):
        now = current.get(holder, discord.PermissionOverwrite())
        new = {name: value for name, value in wanted.items() if getattr(now, name) is not value}
        if new:
            everyone = holder == ground.guild.default_role
            differing.append(_change(None if everyone else holder.mention, None, new))
    me = ground.guild.me
    to_come = [kind for kind in STAFF[slot.kind] if OF[kind] not in roles]
    return (*differing, *(_change(None, OF[kind], able(me, may(slot.kind, kind))) for kind in to_come))


def _change(mention: str | None, slot: Slot | None, values: dict[str, bool]) -> Change:
    return Change(
        mention,
        slot,
        tuple(name for name, value in values.items() if value),
        tuple(name for name, value in values.items() if not value),
    )


def _keeps(
    ground: Ground, server: Server, picks: Picks, slot: Slot, target: discord.TextChannel | discord.Role | None
) -> tuple[str, ...]:
    if not isinstance(target, discord.TextChannel) or slot.kind is Room.SUPPORT:
        return ()
    ours: set[object] = {holder for holder, _ in _wanted(ground, slot, ground.roles(server, picks), target)}
    return tuple(
        holder.mention
        for holder, overwrite in target.overwrites.items()
        if overwrite.view_channel and holder not in ours and not isinstance(holder, discord.Object)
    )
