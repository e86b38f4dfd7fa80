"""What the messenger keeps about people."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.messenger.budget import WEEK
from bot.messenger.directs import Directs
from bot.messenger.ledger import forget
from bot.messenger.tables import direct_channels, direct_messages, posts
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
)
NOTHING: Final = (posts,)  # keyed hashes and ids of our own messages in channels


def keeper(directs: Directs) -> Keeper:
    """Return the messenger's keeper."""
    return Keeper("messenger", HOLDINGS, _export, directs.erase, _sweep, directs.forget)


def _export(connection: Connection, person_id: int) -> Found:
    channels = connection.execute(select(direct_channels).where(direct_channels.c.person == person_id)).all()
    sent = connection.execute(
        select(direct_messages.c.at).where(direct_messages.c.person == person_id).order_by(direct_messages.c.at)
    ).scalars()
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
    }


def _sweep(connection: Connection, now: datetime) -> int:
    gone = connection.execute(delete(direct_messages).where(direct_messages.c.at <= now - WEEK)).rowcount
    return gone + forget(connection, now - POSTS_KEPT)
