"""What the messenger keeps about one person."""

from typing import Any

from sqlalchemy import Connection, select

from bot.messenger.tables import direct_channels, direct_messages


def kept(connection: Connection, person_id: int) -> dict[str, Any]:
    """Return it as values that JSON can hold; times are ISO 8601 in UTC, Discord's ids are texts."""
    channel = connection.execute(select(direct_channels).where(direct_channels.c.person == person_id)).first()
    sent = connection.execute(
        select(direct_messages.c.at).where(direct_messages.c.person == person_id).order_by(direct_messages.c.at)
    ).scalars()
    return {
        "direct_messages": {
            "channel": None if channel is None or channel.channel is None else str(channel.channel),
            "state": None if channel is None else channel.state,
            "since": None if channel is None else channel.since.isoformat(),
            "sent_at": [at.isoformat() for at in sent],
        }
    }
