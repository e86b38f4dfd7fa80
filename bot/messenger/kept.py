"""What the messenger keeps about people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, or_, select

from bot.messenger.budget import WEEK
from bot.messenger.directs import Directs
from bot.messenger.ledger import forget
from bot.messenger.tables import direct_channels, direct_messages, posts, removals, traces
from bot.messenger.traces import NAMED_AT_MOST, Traces
from bot.storage.keeping import Found, Holding, Keeper, Owner, Record

POSTS_KEPT: Final = timedelta(days=30)  # longer than any attempt comes back to a post

HOLDINGS: Final = (
    Holding(
        name="direct-channel",
        what="kept-direct-channel",
        whom="kept-direct-channel-whom",
        why="kept-direct-channel-why",
        until="kept-until-erased",
        owner=Owner.OPERATOR,
        period=None,
        columns=(direct_channels.c.person, direct_channels.c.channel),
    ),
    Holding(
        name="direct-messages",
        what="kept-direct-messages",
        whom="kept-direct-channel-whom",
        why="kept-direct-messages-why",
        until="kept-until-period",
        owner=Owner.OPERATOR,
        period=WEEK,
        columns=(direct_messages.c.person,),
    ),
    Holding(
        name="traces",
        what="kept-traces",
        whom="kept-traces-whom",
        why="kept-traces-why",
        until="kept-traces-until",
        owner=Owner.OPERATOR,
        period=NAMED_AT_MOST,
        columns=(traces.c.message, traces.c.person, traces.c.channel, traces.c.reader),
    ),
    Holding(
        name="removals",
        what="kept-removals",
        whom="kept-removals-whom",
        why="kept-removals-why",
        until="kept-removals-until",
        owner=Owner.OPERATOR,
        period=None,
        columns=(removals.c.channel, removals.c.message),
    ),
)
NOTHING: Final = (posts,)  # keyed hashes and ids of our own messages in channels


def keeper(directs: Directs, named: Traces, *, unspoken: Callable[[Connection, int], datetime | None]) -> Keeper:
    """Return the messenger's keeper; add it after those whose erasers and sweeps ask for removals.

    `unspoken` says since when others read of a person what the person may not yet hear of.
    """

    def export(connection: Connection, person_id: int) -> Found:
        return _export(connection, person_id, unspoken(connection, person_id))

    def erase(connection: Connection, person_id: int) -> None:
        named.erase(connection, person_id)
        directs.erase(connection, person_id)

    def sweep(connection: Connection, now: datetime) -> int:
        return _sweep(connection, now) + named.sweep(connection, now)

    return Keeper("messenger", HOLDINGS, export, erase, sweep, directs.forget)


def _export(connection: Connection, person_id: int, unspoken: datetime | None) -> Found:
    channels = connection.execute(select(direct_channels).where(direct_channels.c.person == person_id)).all()
    sent = connection.execute(
        select(direct_messages.c.at).where(direct_messages.c.person == person_id).order_by(direct_messages.c.at)
    ).scalars()
    theirs = select(traces.c.at, traces.c.message).where(traces.c.person == person_id).order_by(traces.c.at)
    if unspoken is not None:
        theirs = theirs.where(or_(traces.c.at < unspoken, traces.c.reader == person_id))
    naming = connection.execute(theirs)
    return {
        "direct-channel": [
            Record(
                {
                    "fact-since": row.since,
                    "fact-state": row.state,
                    "fact-channel": None if row.channel is None else str(row.channel),
                }
            )
            for row in channels
        ],
        "direct-messages": [Record({"fact-at": at}, at + WEEK) for at in sent],
        "traces": [
            Record({"fact-at": row.at, "fact-message": str(row.message)}, row.at + NAMED_AT_MOST) for row in naming
        ],
    }


def _sweep(connection: Connection, now: datetime) -> int:
    gone = connection.execute(delete(direct_messages).where(direct_messages.c.at <= now - WEEK)).rowcount
    return gone + forget(connection, now - POSTS_KEPT)
