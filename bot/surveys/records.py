"""Surveys in the database: rows read and written whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.surveys import declared, numbers
from bot.surveys import results as result_values
from bot.surveys.declared import DeclaredCut
from bot.surveys.disclosure import FLOOR
from bot.surveys.questions import Questionnaire
from bot.surveys.results import Results
from bot.surveys.tables import survey_invited, survey_settings, surveys


class State(StrEnum):
    """Where a survey stands. `COUNTED`: what may be shown is written, the key is about to go."""

    DRAFT = "draft"
    PLANNED = "planned"
    OPEN = "open"
    CLOSING = "closing"
    COUNTED = "counted"
    CLOSED = "closed"
    VOID = "void"


LIVE: Final = (State.PLANNED, State.OPEN, State.CLOSING, State.COUNTED)
OVER: Final = (State.CLOSED, State.VOID)
LOOKED_THROUGH: Final = 100  # of a channel's own surveys, for those that asked the same


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey; of the people who answer it, nothing. `held` is the local day, or time, of the round that it is."""

    id: int
    guild_id: int
    questionnaire: Questionnaire
    state: State = State.DRAFT
    template: str | None = None
    plan_id: int | None = None
    origin: str | None = None
    channel_id: int | None = None
    role_id: int | None = None
    attended: bool = False
    cuts: tuple[DeclaredCut, ...] = ()
    threshold: int = FLOOR
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    sessions: int = 0
    held: str | None = None
    key_mark: str | None = None
    message_id: int | None = None
    results: Results | None = None
    void_reason: str | None = None
    said: str | None = None
    did: str | None = None
    invited: frozenset[int] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """What its sealed files are called."""
        return str(self.id)


def enter(connection: Connection, survey: Survey) -> Survey | None:
    """Write a new survey and return it with its number, which none had before; None if what opens it has opened one already."""
    if survey.origin is not None:
        known = connection.execute(select(surveys.c.id).where(surveys.c.origin == survey.origin)).first()
        if known is not None:
            return None
    number = numbers.SURVEYS.following(connection)
    connection.execute(insert(surveys).values(id=number, **_columns(survey)))
    return replace(survey, id=number)


def save(connection: Connection, survey: Survey, *, expected: Collection[State]) -> bool:
    """Write a survey if it is still in one of the states expected; say whether it was."""
    changed = connection.execute(
        update(surveys).where(surveys.c.id == survey.id, surveys.c.state.in_(expected)).values(_columns(survey))
    )
    return changed.rowcount == 1


def live(connection: Connection) -> list[Survey]:
    """Read every survey that is open, about to be, or being closed."""
    rows = connection.execute(select(surveys).where(surveys.c.state.in_(LIVE))).all()
    people: dict[int, set[int]] = {}
    for survey_id, person_id in connection.execute(select(survey_invited)):
        people.setdefault(survey_id, set()).add(person_id)
    return [_survey(row, people.get(row.id, ())) for row in rows]


def one(connection: Connection, guild_id: int, survey_id: int) -> Survey | None:
    """Read one survey of a server."""
    row = connection.execute(
        select(surveys).where(surveys.c.id == survey_id, surveys.c.guild_id == guild_id)
    ).one_or_none()
    return None if row is None else _survey(row)


def any_one(connection: Connection, survey_id: int) -> Survey | None:
    """Read one survey of any server."""
    row = connection.execute(select(surveys).where(surveys.c.id == survey_id)).one_or_none()
    return None if row is None else _survey(row)


def by_origin(connection: Connection, origin: str) -> Survey | None:
    """Read the survey that something opened."""
    row = connection.execute(select(surveys).where(surveys.c.origin == origin)).one_or_none()
    return None if row is None else _survey(row)


def held_on(connection: Connection, plan_id: int, day: str) -> bool:
    """Say whether a plan had a round on a day."""
    found = connection.execute(select(surveys.c.id).where(surveys.c.plan_id == plan_id, surveys.c.held.startswith(day)))
    return found.first() is not None


def state_of(connection: Connection, survey_id: int) -> State | None:
    """Return the state of a survey of any server."""
    found = connection.execute(select(surveys.c.state).where(surveys.c.id == survey_id)).scalar_one_or_none()
    return None if found is None else State(found)


def listed(connection: Connection, guild_id: int, states: Collection[State], limit: int = 25) -> list[Survey]:
    """Read the newest surveys of a server that are in some states."""
    rows = connection.execute(
        select(surveys)
        .where(surveys.c.guild_id == guild_id, surveys.c.state.in_(states))
        .order_by(surveys.c.id.desc())
        .limit(limit)
    ).all()
    return [_survey(row) for row in rows]


def drop(connection: Connection, guild_id: int, survey_id: int) -> bool:
    """Delete a draft."""
    gone = connection.execute(
        delete(surveys).where(surveys.c.id == survey_id, surveys.c.guild_id == guild_id, surveys.c.state == State.DRAFT)
    )
    return gone.rowcount == 1


def invite(connection: Connection, survey_id: int, people: Collection[int]) -> None:
    """Add people to those a survey is for."""
    known = set(
        connection.execute(select(survey_invited.c.person_id).where(survey_invited.c.survey_id == survey_id)).scalars()
    )
    for person_id in sorted(set(people) - known):
        connection.execute(insert(survey_invited).values(survey_id=survey_id, person_id=person_id))


def forget_invited(connection: Connection, survey_id: int) -> None:
    """Forget whom a survey was for."""
    connection.execute(delete(survey_invited).where(survey_invited.c.survey_id == survey_id))


def erase(connection: Connection, person_id: int) -> None:
    """Remove what names a person."""
    connection.execute(delete(survey_invited).where(survey_invited.c.person_id == person_id))


def thresholds(connection: Connection) -> dict[int, int]:
    """Read from how many people on each server shows anything."""
    return {row.guild_id: row.threshold for row in connection.execute(select(survey_settings))}


def raise_threshold(connection: Connection, guild_id: int, threshold: int) -> None:
    """Write from how many people on a server shows anything."""
    connection.execute(delete(survey_settings).where(survey_settings.c.guild_id == guild_id))
    connection.execute(insert(survey_settings).values(guild_id=guild_id, threshold=threshold))


def void_open(connection: Connection) -> int:
    """Close as void whatever was open when a copy was made: its files are not in the copy. For `restore`.

    Surveys that were opened since are not in the copy either: their numbers are passed over, for their cards are still there.
    """
    numbers.SURVEYS.leave_room(connection)
    rows = connection.execute(select(surveys.c.id).where(surveys.c.state.in_((State.OPEN, State.CLOSING)))).all()
    for row in rows:
        connection.execute(
            update(surveys)
            .where(surveys.c.id == row.id)
            .values(state=State.COUNTED, void_reason="restored", results=None)
        )
        forget_invited(connection, row.id)
    return len(rows)


def drop_older(connection: Connection, before: datetime) -> int:
    """Delete surveys that were over before an instant; return how many."""
    return connection.execute(delete(surveys).where(surveys.c.state.in_(OVER), surveys.c.closed_at < before)).rowcount


def cut_short(connection: Connection, guild_id: int, at: datetime) -> list[Survey]:
    """Read the closed surveys of a server that would not have ended before an instant, and of which something is shown."""
    rows = connection.execute(
        select(surveys).where(surveys.c.guild_id == guild_id, surveys.c.state == State.CLOSED, surveys.c.closes_at > at)
    ).all()
    found = [_survey(row) for row in rows]
    return [one for one in found if one.results is not None and one.results.respondents is not None]


def earlier(connection: Connection, survey: Survey, limit: int = 8) -> Sequence[Survey]:
    """Read the closed surveys that asked the same in the same place before, the oldest first."""
    own = survey.plan_id is None and survey.template is None
    there = (surveys.c.channel_id == survey.channel_id, surveys.c.template == survey.template)
    # The rounds of a plan are of one group, whatever channel it had.
    same = (surveys.c.plan_id == survey.plan_id,) if survey.plan_id is not None else there
    rows = connection.execute(
        select(surveys)
        .where(surveys.c.guild_id == survey.guild_id, surveys.c.state == State.CLOSED, surveys.c.id < survey.id)
        .where(*same)
        .order_by(surveys.c.id.desc())
        .limit(LOOKED_THROUGH if own else limit)
    )
    found = (_survey(row) for row in rows)
    # A survey of one's own has no name by which it is known again: only what it asks.
    asked = [one for one in found if not own or survey.questionnaire.repeats(one.questionnaire)]
    return asked[:limit][::-1]


def _columns(survey: Survey) -> dict[str, Any]:
    return {
        "guild_id": survey.guild_id,
        "state": survey.state,
        "definition": survey.questionnaire.model_dump(mode="json", exclude_defaults=True),
        "template": survey.template,
        "plan_id": survey.plan_id,
        "origin": survey.origin,
        "channel_id": survey.channel_id,
        "role_id": survey.role_id,
        "attended": survey.attended,
        "cuts": [declared.to_json(cut) for cut in survey.cuts],
        "threshold": survey.threshold,
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
        "closed_at": survey.closed_at,
        "sessions": survey.sessions,
        "held": survey.held,
        "key_mark": survey.key_mark,
        "message_id": survey.message_id,
        "results": None if survey.results is None else result_values.to_json(survey.results),
        "void_reason": survey.void_reason,
        "said": survey.said,
        "did": survey.did,
    }


def _survey(row: Row[Any], invited: Collection[int] = ()) -> Survey:
    return Survey(
        id=row.id,
        guild_id=row.guild_id,
        questionnaire=Questionnaire.model_validate(row.definition),
        state=State(row.state),
        template=row.template,
        plan_id=row.plan_id,
        origin=row.origin,
        channel_id=row.channel_id,
        role_id=row.role_id,
        attended=row.attended,
        cuts=tuple(map(declared.from_json, row.cuts)),
        threshold=row.threshold,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        sessions=row.sessions,
        held=row.held,
        key_mark=row.key_mark,
        message_id=row.message_id,
        results=None if row.results is None else result_values.from_json(row.results),
        void_reason=row.void_reason,
        said=row.said,
        did=row.did,
        invited=frozenset(invited),
    )
