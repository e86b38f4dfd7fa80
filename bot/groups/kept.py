"""What groups keep about people, and how it ends."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select, update

from bot.agenda.recurrence import KEY_MARK
from bot.groups.goals import PURPOSE as GOAL
from bot.groups.model import EVERYBODY, FIGURES_KEPT, KEPT, UNDO_FOR, PlanState
from bot.groups.replies import PURPOSE
from bot.groups.tables import (
    checkin_posts,
    checkin_replies,
    checkin_subscribers,
    checkins,
    goals,
    group_people,
    groups,
    meeting_people,
    meetings,
    own_prompts,
    prompt_plans,
    prompt_posts,
    said_and_done,
    sessions,
)
from bot.parts import Parts
from bot.storage.errors import KeyDestroyed
from bot.storage.keeping import Fact, Found, Holding, Keeper, Owner, Record, nothing_in_memory

HOLDINGS: Final = (
    Holding(
        name="groups",
        what="kept-groups",
        whom="kept-groups-whom",
        why="kept-groups-why",
        until="kept-groups-until",
        owner=Owner.FACILITATORS,
        period=None,
        columns=(group_people.c.person_id, checkin_subscribers.c.person_id, groups.c.agreed_by, own_prompts.c.added_by),
    ),
    Holding(
        name="sessions",
        what="kept-sessions",
        whom="kept-groups-whom",
        why="kept-sessions-why",
        until="kept-until-period",
        owner=Owner.FACILITATORS,
        period=KEPT,
        columns=(meeting_people.c.person_id, meetings.c.facilitator),
    ),
    Holding(
        name="goals",
        what="kept-goals",
        whom="kept-goals-whom",
        why="kept-goals-why",
        until="kept-goals-until",
        owner=Owner.OPERATOR,
        period=None,
        columns=(goals.c.person_id, goals.c.sealed),
    ),
    Holding(
        name="check-ins",
        what="kept-checkins",
        whom="kept-checkins-whom",
        why="kept-checkins-why",
        until="kept-until-period",
        owner=Owner.FACILITATORS,
        period=KEPT,
        columns=(
            checkin_replies.c.person_id,
            checkin_replies.c.sealed,
            checkin_posts.c.recipient,
            checkin_posts.c.read_by,
        ),
    ),
)
NOTHING: Final = (checkins, sessions, prompt_plans, prompt_posts, said_and_done)


def keeper(parts: Parts) -> Keeper:
    """Return groups' keeper."""

    def export(connection: Connection, person_id: int) -> Found:
        return _export(parts, connection, person_id)

    def erase(connection: Connection, person_id: int) -> None:
        for checkin_id in connection.execute(select(checkins.c.id).where(checkins.c.private)).scalars():
            parts.agenda.erase(connection, f"checkin:{checkin_id}:{person_id}{KEY_MARK}")
        _erase(connection, person_id)

    return Keeper("groups", HOLDINGS, export, erase, _sweep, nothing_in_memory)


def _export(parts: Parts, connection: Connection, person_id: int) -> Found:
    belonging = connection.execute(
        select(group_people, groups.c.name)
        .join(groups, groups.c.id == group_people.c.group_id)
        .where(group_people.c.person_id == person_id)
    ).all()
    replies = connection.execute(
        select(checkin_replies, checkin_posts.c.closes_at, checkins.c.question)
        .join(checkin_posts, checkin_posts.c.id == checkin_replies.c.post_id)
        .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
        .where(checkin_replies.c.person_id == person_id)
        .order_by(checkin_replies.c.at)
    ).all()
    return {
        "groups": [
            Record({"fact-group": row.name, "fact-since": row.joined_at, "fact-kind": row.role}) for row in belonging
        ],
        "sessions": [
            Record(
                {
                    "fact-at": row.starts_at,
                    "fact-session": row.title,
                    "fact-coming": row.answer,
                    "fact-came-by": row.came_by,
                },
                row.starts_at + KEPT,
            )
            for row in _visits(connection, person_id)
        ],
        "goals": [
            Record({"fact-at": row.at, "fact-state": row.state, **_goal(parts, person_id, row.sealed)})
            for row in connection.execute(select(goals).where(goals.c.person_id == person_id).order_by(goals.c.at))
        ],
        "check-ins": [
            Record(
                {
                    "fact-at": row.at,
                    "fact-question": row.question,
                    "fact-seen-by": row.seen_by,
                    **_opened(parts, person_id, row.sealed),
                },
                row.closes_at + KEPT,
            )
            for row in replies
        ],
    }


def _visits(connection: Connection, person_id: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(meeting_people, meetings.c.starts_at, sessions.c.title)
        .join(meetings, meetings.c.id == meeting_people.c.meeting_id)
        .join(sessions, sessions.c.id == meetings.c.session_id)
        .where(meeting_people.c.person_id == person_id)
        .order_by(meetings.c.starts_at)
    ).all()


def _opened(parts: Parts, person_id: int, sealed: bytes) -> dict[str, Fact]:
    try:
        held = json.loads(parts.people.unseal(person_id, sealed, purpose=PURPOSE))
    except KeyDestroyed:
        return {}
    return {"fact-mood": held["mood"], "fact-words": " | ".join(held["answers"].values())}


def _goal(parts: Parts, person_id: int, sealed: bytes) -> dict[str, Fact]:
    try:
        return {"fact-words": parts.people.unseal(person_id, sealed, purpose=GOAL)}
    except KeyDestroyed:
        return {}


def _erase(connection: Connection, person_id: int) -> None:
    for table in (goals, checkin_replies, checkin_subscribers, meeting_people, group_people):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    connection.execute(delete(checkin_posts).where(checkin_posts.c.recipient == person_id))
    connection.execute(update(checkin_posts).where(checkin_posts.c.read_by == person_id).values(read_by=None))
    connection.execute(update(meetings).where(meetings.c.facilitator == person_id).values(facilitator=None))
    connection.execute(update(own_prompts).where(own_prompts.c.added_by == person_id).values(added_by=None))
    connection.execute(update(groups).where(groups.c.agreed_by == person_id).values(agreed_by=None))


def _sweep(connection: Connection, now: datetime) -> int:
    """Remove names and answers after 180 days, figures after a year, proposals after a day, deleted plans after their undo."""
    old = select(checkin_posts.c.id).where(checkin_posts.c.closes_at < now - KEPT)
    gone = connection.execute(delete(checkin_replies).where(checkin_replies.c.post_id.in_(old))).rowcount
    gone += connection.execute(
        delete(checkin_posts).where(checkin_posts.c.closes_at < now - KEPT, checkin_posts.c.recipient != EVERYBODY)
    ).rowcount
    past = select(meetings.c.id).where(meetings.c.ends_at < now - KEPT)
    gone += connection.execute(delete(meeting_people).where(meeting_people.c.meeting_id.in_(past))).rowcount
    read = (checkin_posts.c.closes_at < now - KEPT, checkin_posts.c.read_by.is_not(None))
    gone += connection.execute(update(checkin_posts).where(*read).values(read_by=None)).rowcount
    led = (meetings.c.ends_at < now - KEPT, meetings.c.facilitator.is_not(None))
    gone += connection.execute(update(meetings).where(*led).values(facilitator=None)).rowcount
    for begun in (checkin_posts.c.closes_at, meetings.c.ends_at, prompt_posts.c.at, said_and_done.c.at):
        gone += connection.execute(delete(begun.table).where(begun < now - FIGURES_KEPT)).rowcount
    for state, after in ((PlanState.PROPOSED, timedelta(days=1)), (PlanState.DELETED, UNDO_FOR + KEPT)):
        gone += connection.execute(
            delete(checkins).where(checkins.c.state == state, checkins.c.changed_at < now - after)
        ).rowcount
        gone += connection.execute(
            delete(sessions).where(sessions.c.state == state, sessions.c.changed_at < now - after)
        ).rowcount
        if state is PlanState.DELETED:
            removed = own_prompts.c.gone_at < now - UNDO_FOR
            gone += connection.execute(delete(own_prompts).where(removed)).rowcount
        gone += connection.execute(
            delete(prompt_plans).where(prompt_plans.c.state == state, prompt_plans.c.changed_at < now - after)
        ).rowcount
    return gone
