"""The channels and roles of set-up: which setting holds each, who may do what in it, and what the bot needs there."""

from dataclasses import dataclass
from typing import Final

import discord

from bot.readiness import RoleKind, Room
from bot.servers import Server

# What a message with a card needs anywhere.
_POSTING: Final = ("view_channel", "send_messages", "embed_links", "read_message_history")

BOT_NEEDS: Final = {
    Room.ALERTS: _POSTING,
    Room.SUPPORT: (*_POSTING, "create_private_threads", "send_messages_in_threads", "manage_threads"),
    Room.FACILITATORS: _POSTING,
}
ANNOUNCING_NEEDS: Final = (*_POSTING, "pin_messages")
MAKING_CHANNELS_NEEDS: Final = ("manage_channels", "manage_roles")
MAKING_ROLES_NEEDS: Final = ("manage_roles",)

_READING_AND_WRITING: Final = {"view_channel": True, "send_messages": True, "read_message_history": True}
_THREADS_ONLY: Final = {
    "view_channel": True,
    "read_message_history": True,
    "send_messages_in_threads": True,
    "send_messages": False,
    "create_public_threads": False,
    "create_private_threads": False,
    "manage_threads": False,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that set-up picks or makes."""

    kind: Room | RoleKind
    field: str
    label: str
    about: str
    name: str


SLOTS: Final = (
    Slot(Room.ALERTS, "alert_channel_id", "setup-slot-alerts", "setup-slot-alerts-about", "setup-slot-alerts-name"),
    Slot(
        Room.SUPPORT, "support_channel_id", "setup-slot-support", "setup-slot-support-about", "setup-slot-support-name"
    ),
    Slot(
        Room.FACILITATORS,
        "facilitators_channel_id",
        "setup-slot-facilitators",
        "setup-slot-facilitators-about",
        "setup-slot-facilitators-name",
    ),
    Slot(
        RoleKind.PARTICIPANT,
        "participant_role_id",
        "setup-slot-participant",
        "setup-slot-participant-about",
        "setup-slot-participant-name",
    ),
    Slot(
        RoleKind.FACILITATOR,
        "facilitator_role_id",
        "setup-slot-facilitator",
        "setup-slot-facilitator-about",
        "setup-slot-facilitator-name",
    ),
    Slot(RoleKind.ONCALL, "oncall_role_id", "setup-slot-oncall", "setup-slot-oncall-about", "setup-slot-oncall-name"),
    Slot(RoleKind.LEAD, "lead_role_id", "setup-slot-lead", "setup-slot-lead-about", "setup-slot-lead-name"),
)
ROOMS: Final = SLOTS[:3]
ROLES: Final = SLOTS[3:]
OF: Final = {slot.kind: slot for slot in SLOTS}

STAFF: Final = {
    Room.ALERTS: (RoleKind.ONCALL, RoleKind.LEAD),
    Room.SUPPORT: (RoleKind.PARTICIPANT, RoleKind.ONCALL, RoleKind.LEAD),
    Room.FACILITATORS: (RoleKind.FACILITATOR, RoleKind.LEAD),
}


def stored(server: Server, slot: Slot) -> int | None:
    """Return the id that a server's settings hold for a slot."""
    value: int | None = getattr(server, slot.field)
    return value


def may(room: Room, target: RoleKind | None) -> dict[str, bool]:
    """Return what a role, or everyone (None), may and may not do in a channel.

    Everyone sees the support channel: threads there are private, and help needs no role (DESIGN §3, rule 12).
    """
    if room is Room.SUPPORT:
        return dict(_THREADS_ONLY)
    return {"view_channel": False} if target is None else dict(_READING_AND_WRITING)


def able(me: discord.Member, wanted: dict[str, bool]) -> dict[str, bool]:
    """Keep what the bot can decide: Discord refuses to give or take a permission that one does not have oneself."""
    have = me.guild_permissions
    return {name: allowed for name, allowed in wanted.items() if getattr(have, name)}


def missing_in(channel: discord.abc.GuildChannel, me: discord.Member, needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return which permissions the bot lacks in a channel, without those that it lacks only because of another."""
    have = channel.permissions_for(me)
    if not have.view_channel:
        return ("view_channel",)
    missing = tuple(name for name in needs if not getattr(have, name))
    implied = "embed_links" if "send_messages" in missing else None
    return tuple(name for name in missing if name != implied)


def missing_everywhere(me: discord.Member, needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return which permissions the bot's roles lack."""
    return tuple(name for name in needs if not getattr(me.guild_permissions, name))
