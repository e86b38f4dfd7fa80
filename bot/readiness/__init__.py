"""Is everything there that help needs: the checks of the doctor, and what is missing before a server goes live."""

from bot.readiness.facts import (
    ApplicationFacts,
    Database,
    Facts,
    HostFacts,
    Keyring,
    RoleFacts,
    RoleKind,
    Room,
    RoomFacts,
    ServerFacts,
    Token,
)
from bot.readiness.findings import Finding, State, in_order
from bot.readiness.host import check_host
from bot.readiness.live import Need, ready_for_live, still_missing
from bot.readiness.server import check_server

__all__ = [
    "ApplicationFacts",
    "Database",
    "Facts",
    "Finding",
    "HostFacts",
    "Keyring",
    "Need",
    "RoleFacts",
    "RoleKind",
    "Room",
    "RoomFacts",
    "ServerFacts",
    "State",
    "Token",
    "check_host",
    "check_server",
    "examine",
    "in_order",
    "ready_for_live",
    "still_missing",
]


async def examine(facts: Facts, guild_id: int | None) -> list[Finding]:
    """Check the host and, where one is named, a server; what is broken comes first."""
    findings = check_host(await facts.host())
    if guild_id is not None:
        findings += check_server(facts.server(guild_id))
    return in_order(findings)
