"""Sessions, their meetings and their guests, as rows; every function runs inside a caller's transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, insert, literal, select, update

from bot.agenda import Rule, planned
from bot.groups.checkin_book import rule_values
from bot.groups.errors import ChangedMeanwhile, NoSuchSession
from bot.groups.meeting_model import Coming, Guest, Meeting, MeetingState, Session
from bot.groups.model import PlanState
from bot.groups.tables import meeting_people, meetings, sessions


def create(connection: Connection, group_id: int, *, title: str, rule: Rule, minutes: int, at: datetime) -> Session:
    """Enter a proposed session."""
    number = connection.execute(
        insert(sessions)
        .values(
            group_id=group_id,
            title=title,
            minutes=minutes,
            places=0,
            agenda=[],
            state=PlanState.PROPOSED,
            version=1,
            changed_at=at,
            **rule_values(rule),
        )
        .returning(sessions.c.id)
    ).scalar_one()
    return find(connection, number)


def find(connection: Connection, session_id: int) -> Session:
    """Return a session.

    Raises:
        NoSuchSession: it is not there.
    """
    row = connection.execute(select(sessions).where(sessions.c.id == session_id)).first()
    if row is None:
        raise NoSuchSession
    return Session.of(row)


def of_group(connection: Connection, group_id: int, states: tuple[PlanState, ...]) -> list[Session]:
    """Return a group's sessions in these states."""
    query = select(sessions).where(sessions.c.group_id == group_id, sessions.c.state.in_(states))
    return [Session.of(row) for row in connection.execute(query.order_by(sessions.c.id))]


def change(connection: Connection, session_id: int, version: int | None, at: datetime, **values: Any) -> Session:  # noqa: ANN401
    """Change a session if nobody else did since it was read; a version of None asks for no such thing.

    Raises:
        ChangedMeanwhile: somebody did.
        NoSuchSession: it is not there.
    """
    before = find(connection, session_id)
    if version is not None and before.version != version:
        raise ChangedMeanwhile
    connection.execute(
        update(sessions).where(sessions.c.id == session_id).values(version=before.version + 1, changed_at=at, **values)
    )
    return find(connection, session_id)


def plans() -> Select[tuple[int, str, bool]]:
    """Return the query for each active session's group and zone, and whether its next meeting is planned."""
    series = literal("session:") + cast(sessions.c.id, Text)
    return select(sessions.c.group_id, sessions.c.zone, planned(series).label("planned")).where(
        sessions.c.state == PlanState.ACTIVE
    )


def set_zone(connection: Connection, group_id: int, zone: str) -> None:
    """Put a group's sessions into another zone, without reading their rules; those that rest or can be taken back, too."""
    which = sessions.c.group_id == group_id
    connection.execute(update(sessions).where(which).values(zone=zone, version=sessions.c.version + 1))


def enter(connection: Connection, session_id: int, local: str, starts_at: datetime, ends_at: datetime) -> Meeting:
    """Return the meeting of a wall time, entered now if it was not; one that was moved stays moved."""
    which = (meetings.c.session_id == session_id, meetings.c.local == local)
    row = connection.execute(select(meetings).where(*which)).first()
    if row is None:
        connection.execute(
            insert(meetings).values(
                session_id=session_id, local=local, starts_at=starts_at, ends_at=ends_at, state=MeetingState.PLANNED
            )
        )
        row = connection.execute(select(meetings).where(*which)).one()
    return Meeting.of(row)


def meeting(connection: Connection, meeting_id: int) -> Meeting:
    """Return a meeting.

    Raises:
        NoSuchSession: it is not there.
    """
    row = connection.execute(select(meetings).where(meetings.c.id == meeting_id)).first()
    if row is None:
        raise NoSuchSession
    return Meeting.of(row)


def meetings_of(connection: Connection, session_id: int, *, limit: int = 20) -> list[Meeting]:
    """Return a session's meetings, the latest first."""
    query = select(meetings).where(meetings.c.session_id == session_id)
    return [Meeting.of(row) for row in connection.execute(query.order_by(meetings.c.starts_at.desc()).limit(limit))]


def in_state(
    connection: Connection, group_ids: list[int], states: tuple[MeetingState, ...]
) -> list[tuple[Session, Meeting]]:
    """Return the meetings of groups that stand so, the earliest first."""
    query = (
        select(meetings)
        .join(sessions, sessions.c.id == meetings.c.session_id)
        .where(sessions.c.group_id.in_(group_ids), meetings.c.state.in_(states))
        .order_by(meetings.c.starts_at)
    )
    found = [Meeting.of(row) for row in connection.execute(query)]
    return [(find(connection, one.session_id), one) for one in found]


def change_meeting(connection: Connection, meeting_id: int, **values: Any) -> None:  # noqa: ANN401
    """Change a meeting."""
    connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(**values))


def advance(connection: Connection, meeting_id: int, before: MeetingState, after: MeetingState) -> bool:
    """Lead a meeting from one state to the next; False if it stood elsewhere."""
    return (
        connection.execute(
            update(meetings).where(meetings.c.id == meeting_id, meetings.c.state == before).values(state=after)
        ).rowcount
        == 1
    )


def miss(connection: Connection, session_id: int, until: datetime) -> list[int]:
    """Give up the meetings whose time came, until an instant, and that did not begin; return them."""
    rows = connection.execute(
        update(meetings)
        .where(
            meetings.c.session_id == session_id,
            meetings.c.state == MeetingState.PLANNED,
            meetings.c.starts_at <= until,
        )
        .values(state=MeetingState.MISSED)
        .returning(meetings.c.id)
    )
    return [row.id for row in rows]


def guests(connection: Connection, meeting_id: int) -> list[Guest]:
    """Return everybody of a meeting, those who answered first first."""
    query = select(meeting_people).where(meeting_people.c.meeting_id == meeting_id)
    return [
        Guest.of(row)
        for row in connection.execute(query.order_by(meeting_people.c.answered_at, meeting_people.c.person_id))
    ]


def guest(connection: Connection, meeting_id: int, person_id: int) -> Guest | None:
    """Return what one person said about a meeting."""
    row = connection.execute(
        select(meeting_people).where(meeting_people.c.meeting_id == meeting_id, meeting_people.c.person_id == person_id)
    ).first()
    return None if row is None else Guest.of(row)


def note(connection: Connection, meeting_id: int, person_id: int, **values: Any) -> None:  # noqa: ANN401
    """Write down something about one person and a meeting."""
    which = (meeting_people.c.meeting_id == meeting_id, meeting_people.c.person_id == person_id)
    if connection.execute(update(meeting_people).where(*which).values(**values)).rowcount == 0:
        connection.execute(insert(meeting_people).values(meeting_id=meeting_id, person_id=person_id, **values))


def answer(
    connection: Connection,
    meeting_id: int,
    person_id: int,
    coming: Coming,
    places: int,
    at: datetime,
    *,
    imported: bool = False,
) -> Coming:
    """Write down what somebody said about coming; return it, or that they wait for a place."""
    taken = sum(one.answer is Coming.YES and one.person_id != person_id for one in guests(connection, meeting_id))
    kept = Coming.WAITING if coming is Coming.YES and places and taken >= places else coming
    before = guest(connection, meeting_id, person_id)
    if before is None or before.answer is not kept:
        note(connection, meeting_id, person_id, answer=kept, answered_at=at, imported=imported)
    elif before.imported and not imported:
        note(connection, meeting_id, person_id, imported=False)
    return kept


def move_up(connection: Connection, meeting_id: int, places: int) -> int | None:
    """Give the next who waits a free place; return the person."""
    everybody = guests(connection, meeting_id)
    if places and sum(one.answer is Coming.YES for one in everybody) >= places:
        return None
    following = next((one for one in everybody if one.answer is Coming.WAITING), None)
    if following is None:
        return None
    note(connection, meeting_id, following.person_id, answer=Coming.YES)
    return following.person_id


def by_event(connection: Connection, event_id: int) -> Meeting | None:
    """Return the planned meeting that an event of Discord's stands for."""
    row = connection.execute(
        select(meetings).where(meetings.c.event_id == event_id, meetings.c.state == MeetingState.PLANNED)
    ).first()
    return None if row is None else Meeting.of(row)
