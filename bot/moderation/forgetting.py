"""Cases that end for good: of who is erased, and of what has run out. What shows them on Discord has to go, too."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.clock import snowflake
from bot.messenger import removals
from bot.moderation.incident import State
from bot.moderation.tables import concerns, incident_log, incident_messages, incident_words, incidents, pages

FOLLOWED_FOR: Final = timedelta(days=8)  # the last follow-up comes after seven


def erase(connection: Connection, person_id: int, now: datetime) -> dict[int, int]:
    """Remove what cases hold of a person; of their own cases only codes and times stay, under no name.

    Their cards, pages and private spaces have to go from Discord, too.

    Returns:
        The keys under which these stay, by those they had: a case's key is the id of what somebody wrote.
    """
    connection.execute(delete(incident_words).where(incident_words.c.person_id == person_id))
    own = list(connection.execute(select(incidents.c.key).where(incidents.c.person_id == person_id)).scalars())
    _owe(connection, own, now)
    connection.execute(delete(incident_words).where(incident_words.c.incident_key.in_(own)))
    connection.execute(delete(incident_messages).where(incident_messages.c.incident_key.in_(own)))
    connection.execute(
        update(incidents)
        .where(incidents.c.person_id == person_id)
        .values(
            person_id=0,
            channel_id=None,
            message_id=None,
            space_id=None,
            card_channel_id=None,
            card_message_id=None,
        )
    )
    for column in (incidents.c.holder_id, incidents.c.handed_to_id):
        connection.execute(update(incidents).where(column == person_id).values({column: None}))
    connection.execute(update(incident_log).where(incident_log.c.person_id == person_id).values(person_id=None))
    connection.execute(delete(pages).where(pages.c.person_id == person_id))
    connection.execute(delete(concerns).where(concerns.c.person_id == person_id))
    return {key: _rename(connection, key) for key in own}


# Far below any id that Discord gives, and far above any number of cases.
_NAMELESS: Final = 1 << 32


def _rename(connection: Connection, key: int) -> int:
    last = connection.execute(select(func.max(incidents.c.key)).where(incidents.c.key < _NAMELESS)).scalar()
    fresh = (last or 0) + 1
    row = dict(connection.execute(select(incidents).where(incidents.c.key == key)).mappings().one())
    connection.execute(insert(incidents).values(row | {"key": fresh, "number": -row["number"]}))
    for table in (incident_messages, incident_log, incident_words, pages):
        connection.execute(update(table).where(table.c.incident_key == key).values(incident_key=fresh))
    connection.execute(delete(incidents).where(incidents.c.key == key))
    connection.execute(update(incidents).where(incidents.c.key == fresh).values(number=row["number"]))
    return fresh


def drop_older(connection: Connection, before: datetime, now: datetime) -> int:
    """Remove cases resolved up to an instant, with everything that hangs on them, on Discord too."""
    over = (incidents.c.state == State.RESOLVED, incidents.c.resolved_at <= before)
    rows = connection.execute(
        select(incidents.c.key, incidents.c.person_id, incidents.c.resolved_at).where(*over)
    ).all()
    _owe(connection, [row.key for row in rows], now)
    for row in rows:
        removals.owe_direct(connection, row.person_id, snowflake(row.resolved_at + FOLLOWED_FOR), now)
    return connection.execute(delete(incidents).where(*over)).rowcount


def _owe(connection: Connection, keys: Collection[int], now: datetime) -> None:
    """Have what shows cases on Discord removed: the card, the pages, the private space."""
    shown = select(incidents.c.card_channel_id, incidents.c.card_message_id).where(incidents.c.key.in_(keys))
    paged = select(pages.c.channel_id, pages.c.message_id).where(pages.c.incident_key.in_(keys))
    for channel, message in (*connection.execute(shown), *connection.execute(paged)):
        if channel is not None and message is not None:
            removals.owe_message(connection, channel, message, now)
    spaces = select(incidents.c.space_id).where(incidents.c.key.in_(keys), incidents.c.space_id.is_not(None))
    for space in connection.execute(spaces).scalars():
        removals.owe_thread(connection, space, now)


def drop_concerns(connection: Connection, before: datetime) -> int:
    """Remove the counts of who spoke up for others before an instant."""
    return connection.execute(delete(concerns).where(concerns.c.at < before)).rowcount
