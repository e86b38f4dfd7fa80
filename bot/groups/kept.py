"""What groups keep about people, and how it ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update

from bot.agenda.recurrence import KEY_MARK
from bot.groups.given import copy
from bot.groups.model import EVERYBODY, FIGURES_KEPT, KEPT, UNDO_FOR, PlanState
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
from bot.storage.keeping import Found, Holding, Keeper, Owner

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


def keeper(parts: Parts, *, erased: Callable[[], None]) -> Keeper:
    """Return groups' keeper; `erased` is called when somebody was erased, for the places that they held."""

    def export(connection: Connection, person_id: int) -> Found:
        return copy(parts, connection, person_id)

    def erase(connection: Connection, person_id: int) -> None:
        for checkin_id in connection.execute(select(checkins.c.id).where(checkins.c.private)).scalars():
            parts.agenda.erase(connection, f"checkin:{checkin_id}:{person_id}{KEY_MARK}")
        _erase(connection, person_id)

    def forget(_: int) -> None:
        erased()

    return Keeper("groups", HOLDINGS, export, erase, _sweep, forget)


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
