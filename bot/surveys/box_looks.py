"""When a suggestion box is looked into: every evening at the same hour, where it stands."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.parts import Parts

BOX_JOB: Final = "box.look"
LOOKED_AT: Final = time(18)


def plan_look(parts: Parts, connection: Connection, guild_id: int) -> None:
    """Plan the next look into a server's box, if it is not planned."""
    server = parts.servers.get(guild_id)
    zone = ZoneInfo("UTC" if server is None else server.zone)
    now = parts.clock.now().astimezone(zone)
    due = datetime.combine(now.date(), LOOKED_AT, zone)
    if due <= now:
        due = datetime.combine(now.date() + timedelta(days=1), LOOKED_AT, zone)
    key = f"box:{guild_id}:{due.date().isoformat()}"
    parts.agenda.plan(connection, kind=BOX_JOB, key=key, due=due.astimezone(UTC), payload={"guild": guild_id})
