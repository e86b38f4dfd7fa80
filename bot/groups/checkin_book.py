"""Check-ins, their postings and the answers, as rows; every function runs inside a caller's transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Text,
    cast,
    delete,
    insert,
    literal,
    not_,
    select,
    union_all,
    update,
)

from bot.agenda import Rule, planned
from bot.groups.errors import ChangedMeanwhile, NoSuchPlan
from bot.groups.model import CheckIn, PlanState, Post, PostState, Question, SeenBy
from bot.groups.tables import checkin_posts, checkin_replies, checkin_subscribers, checkins


def rule_values(rule: Rule) -> dict[str, str]:
    """Return a rule as its columns."""
    return {"rrule": rule.rrule, "starts": rule.starts.isoformat(), "zone": rule.zone}


def question_values(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return questions as they are kept."""
    return [asdict(one) for one in questions]


def create(
    connection: Connection, group_id: int, *, question: str, rule: Rule, open_hours: int, at: datetime
) -> CheckIn:
    """Enter a proposed check-in."""
    number = connection.execute(
        insert(checkins)
        .values(
            group_id=group_id,
            question=question,
            private=False,
            questions=[],
            open_hours=open_hours,
            state=PlanState.PROPOSED,
            few=0,
            version=1,
            changed_at=at,
            **rule_values(rule),
        )
        .returning(checkins.c.id)
    ).scalar_one()
    return find(connection, number)


def find(connection: Connection, checkin_id: int) -> CheckIn:
    """Return a check-in.

    Raises:
        NoSuchPlan: it is not there.
    """
    row = connection.execute(select(checkins).where(checkins.c.id == checkin_id)).first()
    if row is None:
        raise NoSuchPlan
    return CheckIn.of(row)


def of_group(connection: Connection, group_id: int, states: tuple[PlanState, ...]) -> list[CheckIn]:
    """Return a group's check-ins in these states."""
    query = select(checkins).where(checkins.c.group_id == group_id, checkins.c.state.in_(states))
    return [CheckIn.of(row) for row in connection.execute(query.order_by(checkins.c.id))]


def change(connection: Connection, checkin_id: int, version: int | None, at: datetime, **values: Any) -> CheckIn:  # noqa: ANN401
    """Change a check-in if nobody else did since it was read; a version of None asks for no such thing.

    Raises:
        ChangedMeanwhile: somebody did.
        NoSuchPlan: it is not there.
    """
    before = find(connection, checkin_id)
    if version is not None and before.version != version:
        raise ChangedMeanwhile
    connection.execute(
        update(checkins).where(checkins.c.id == checkin_id).values(version=before.version + 1, changed_at=at, **values)
    )
    return find(connection, checkin_id)


def plans() -> Select[tuple[int, str, bool]]:
    """Return the query for each active check-in's group and zone, or each subscriber's, and whether the next time is planned."""
    group, person = literal("checkin:") + cast(checkins.c.id, Text), cast(checkin_subscribers.c.person_id, Text)
    together = select(checkins.c.group_id, checkins.c.zone, planned(group).label("planned")).where(
        checkins.c.state == PlanState.ACTIVE, not_(checkins.c.private)
    )
    own = planned(group + literal(":") + person).label("planned")
    each = (
        select(checkins.c.group_id, checkin_subscribers.c.zone, own)
        .join(checkin_subscribers, checkin_subscribers.c.checkin_id == checkins.c.id)
        .where(checkins.c.state == PlanState.ACTIVE, checkins.c.private)
    )
    either = union_all(together, each).subquery()
    return select(either.c.group_id, either.c.zone, either.c.planned)


def set_zone(connection: Connection, group_id: int, zone: str) -> None:
    """Put a group's check-ins into another zone, without reading their rules; those that rest or can be taken back, too."""
    connection.execute(update(checkins).where(checkins.c.group_id == group_id).values(zone=zone))


def note(connection: Connection, checkin_id: int, **values: Any) -> None:  # noqa: ANN401
    """Keep what the bot itself observed; nobody's edit is in the way of it."""
    connection.execute(update(checkins).where(checkins.c.id == checkin_id).values(**values))


# -- who asked for it privately ---------------------------------------------------------------------------------------


def subscribe(connection: Connection, checkin_id: int, person_id: int, zone: str, hour: int) -> None:
    """Write down that somebody wants a check-in privately at an hour of their own."""
    unsubscribe(connection, checkin_id, person_id)
    connection.execute(
        insert(checkin_subscribers).values(checkin_id=checkin_id, person_id=person_id, zone=zone, hour=hour)
    )


def unsubscribe(connection: Connection, checkin_id: int, person_id: int) -> None:
    """Write down that they do not want it any more."""
    connection.execute(
        delete(checkin_subscribers).where(
            checkin_subscribers.c.checkin_id == checkin_id, checkin_subscribers.c.person_id == person_id
        )
    )


def unsubscribe_everywhere(connection: Connection, group_id: int, person_id: int) -> list[str]:
    """Write down that somebody wants none of a group's check-ins privately; return the series that asked them."""
    query = (
        select(checkins)
        .join(checkin_subscribers, checkin_subscribers.c.checkin_id == checkins.c.id)
        .where(checkins.c.group_id == group_id, checkin_subscribers.c.person_id == person_id)
    )
    found = [CheckIn.of(row) for row in connection.execute(query)]
    for checkin in found:
        unsubscribe(connection, checkin.id, person_id)
    return [checkin.series_of(person_id) for checkin in found]


def subscribers(connection: Connection, checkin_id: int) -> list[tuple[int, str, int]]:
    """Return persons with their zone and hour."""
    query = select(checkin_subscribers).where(checkin_subscribers.c.checkin_id == checkin_id)
    return [(row.person_id, row.zone, row.hour) for row in connection.execute(query)]


# -- postings ---------------------------------------------------------------------------------------------------------


def begin_post(
    connection: Connection,
    checkin_id: int,
    local: str,
    recipient: int,
    *,
    due: datetime,
    closes_at: datetime,
    invited: int,
) -> Post:
    """Return the posting of an occurrence, entered now if it was not."""
    which = (
        checkin_posts.c.checkin_id == checkin_id,
        checkin_posts.c.local == local,
        checkin_posts.c.recipient == recipient,
    )
    row = connection.execute(select(checkin_posts).where(*which)).first()
    if row is None:
        entry = insert(checkin_posts).values(
            checkin_id=checkin_id,
            local=local,
            recipient=recipient,
            due=due,
            closes_at=closes_at,
            state=PostState.POSTING,
            invited=invited,
        )
        row = connection.execute(entry.returning(checkin_posts)).one()
    return Post.of(row)


def find_post(connection: Connection, post_id: int) -> Post | None:
    """Return a posting."""
    row = connection.execute(select(checkin_posts).where(checkin_posts.c.id == post_id)).first()
    return None if row is None else Post.of(row)


def change_post(connection: Connection, post_id: int, **values: Any) -> None:  # noqa: ANN401
    """Change a posting."""
    connection.execute(update(checkin_posts).where(checkin_posts.c.id == post_id).values(**values))


def posts_of(connection: Connection, checkin_id: int, recipient: int | None = None, *, limit: int = 20) -> list[Post]:
    """Return a check-in's postings, the latest first."""
    query = select(checkin_posts).where(checkin_posts.c.checkin_id == checkin_id)
    if recipient is not None:
        query = query.where(checkin_posts.c.recipient == recipient)
    return [Post.of(row) for row in connection.execute(query.order_by(checkin_posts.c.due.desc()).limit(limit))]


def open_posts(connection: Connection, group_ids: list[int], person_id: int) -> list[tuple[CheckIn, Post]]:
    """Return the postings of groups, and privately to one person, that can be answered."""
    query = (
        select(checkin_posts)
        .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
        .where(
            checkins.c.group_id.in_(group_ids),
            checkin_posts.c.state == PostState.OPEN,
            checkin_posts.c.recipient.in_((0, person_id)),
        )
    )
    posts = [Post.of(row) for row in connection.execute(query.order_by(checkin_posts.c.due.desc()))]
    return [(find(connection, post.checkin_id), post) for post in posts]


# -- answers ----------------------------------------------------------------------------------------------------------


def keep_reply(
    connection: Connection, post_id: int, person_id: int, *, seen_by: SeenBy, draft: bool, at: datetime, sealed: bytes
) -> None:
    """Keep an answer in place of an earlier one."""
    connection.execute(
        delete(checkin_replies).where(checkin_replies.c.post_id == post_id, checkin_replies.c.person_id == person_id)
    )
    connection.execute(
        insert(checkin_replies).values(
            post_id=post_id, person_id=person_id, seen_by=seen_by, draft=draft, at=at, sealed=sealed
        )
    )


def replies(connection: Connection, post_id: int) -> list[Any]:
    """Return the rows of a posting's answers, the earliest first."""
    query = select(checkin_replies).where(checkin_replies.c.post_id == post_id)
    return list(connection.execute(query.order_by(checkin_replies.c.at, checkin_replies.c.person_id)).all())


def replies_of(connection: Connection, person_id: int, *, limit: int) -> list[Any]:
    """Return one person's answers with the time and the questions each was for, the latest first."""
    query = (
        select(checkin_replies, checkin_posts.c.due, checkins.c.question, checkins.c.questions, checkins.c.group_id)
        .join(checkin_posts, checkin_posts.c.id == checkin_replies.c.post_id)
        .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
        .where(checkin_replies.c.person_id == person_id)
        .order_by(checkin_posts.c.due.desc())
        .limit(limit)
    )
    return list(connection.execute(query).all())
