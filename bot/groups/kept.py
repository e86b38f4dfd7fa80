"""How what groups keep of a person ends."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.groups import book
from bot.groups.model import EVERYBODY, KEPT, UNDO_FOR, PlanState
from bot.groups.tables import (
    checkin_posts,
    checkin_replies,
    checkin_subscribers,
    checkins,
    group_people,
    groups,
)


def erase(connection: Connection, person_id: int) -> None:
    """Take a person out of every group and delete what they answered."""
    for table in (checkin_replies, checkin_subscribers):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    for one in book.belongings(connection, person_id):
        connection.execute(
            delete(group_people).where(group_people.c.group_id == one.group_id, group_people.c.person_id == person_id)
        )
    connection.execute(delete(checkin_posts).where(checkin_posts.c.recipient == person_id))
    connection.execute(update(checkin_posts).where(checkin_posts.c.read_by == person_id).values(read_by=None))
    connection.execute(update(groups).where(groups.c.agreed_by == person_id).values(agreed_by=None))


def drop_older(connection: Connection, now: datetime) -> int:
    """Remove answers after 180 days, proposals after a day, deleted plans once they cannot be taken back."""
    gone = connection.execute(
        delete(checkin_replies).where(
            checkin_replies.c.post_id.in_(select(checkin_posts.c.id).where(checkin_posts.c.closes_at < now - KEPT))
        )
    ).rowcount
    gone += connection.execute(
        delete(checkin_posts).where(checkin_posts.c.closes_at < now - KEPT, checkin_posts.c.recipient != EVERYBODY)
    ).rowcount
    for state, after in ((PlanState.PROPOSED, timedelta(days=1)), (PlanState.DELETED, UNDO_FOR + KEPT)):
        gone += connection.execute(
            delete(checkins).where(checkins.c.state == state, checkins.c.changed_at < now - after)
        ).rowcount
    return gone
