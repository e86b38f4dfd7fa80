"""What the crisis path keeps about people: codes and times; words are counted and not opened (DESIGN §3.2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, true

from bot.clock import Clock
from bot.moderation import forgetting
from bot.moderation import oncall as oncall_list
from bot.moderation.aftercare import Aftercare
from bot.moderation.cases import Cases
from bot.moderation.conversation import Conversations
from bot.moderation.incident import Reached
from bot.moderation.oncall import OnCall
from bot.moderation.policy import CASE_KEPT_NAMED, WORDS_KEPT_AT_MOST
from bot.moderation.tables import (
    concerns,
    cursors,
    gaps,
    incident_log,
    incident_messages,
    incident_words,
    incidents,
    pages,
    responders,
    shifts,
    watches,
)
from bot.moderation.watch import DIRECT, Cursors
from bot.storage.keeping import Found, Holding, Keeper, Owner, Record

CONCERNS_KEPT: Final = timedelta(days=1)

HOLDINGS: Final = (
    Holding(
        name="words",
        what="kept-words",
        whom="kept-words-whom",
        why="kept-words-why",
        until="kept-words-until",
        owner=Owner.LEADS,
        period=WORDS_KEPT_AT_MOST,
        columns=(incident_words.c.person_id, incident_words.c.sealed),
    ),
    Holding(
        name="cases",
        what="kept-cases",
        whom="kept-cases-whom",
        why="kept-cases-why",
        until="kept-cases-until",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(incidents.c.person_id, incidents.c.channel_id, incidents.c.message_id, incidents.c.space_id),
    ),
    Holding(
        name="case-messages",
        what="kept-case-messages",
        whom="kept-case-messages-whom",
        why="kept-case-messages-why",
        until="kept-with-case",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(incident_messages.c.message_id,),
    ),
    Holding(
        name="case-steps",
        what="kept-case-steps",
        whom="kept-case-steps-whom",
        why="kept-case-steps-why",
        until="kept-with-case",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(incident_log.c.person_id, incidents.c.holder_id, incidents.c.handed_to_id),
    ),
    Holding(
        name="case-past",
        what="kept-case-past",
        whom="kept-case-past-whom",
        why="kept-case-past-why",
        until="kept-with-case",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(incidents.c.past,),
    ),
    Holding(
        name="pages",
        what="kept-pages",
        whom="kept-responders-whom",
        why="kept-pages-why",
        until="kept-with-case",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(pages.c.person_id,),
    ),
    Holding(
        name="on-call",
        what="kept-on-call",
        whom="kept-responders-whom",
        why="kept-on-call-why",
        until="kept-on-call-until",
        owner=Owner.LEADS,
        period=None,
        columns=(responders.c.person_id,),
    ),
    Holding(
        name="shifts",
        what="kept-shifts",
        whom="kept-responders-whom",
        why="kept-shifts-why",
        until="kept-shifts-until",
        owner=Owner.LEADS,
        period=CASE_KEPT_NAMED,
        columns=(shifts.c.person_id,),
    ),
    Holding(
        name="concerns",
        what="kept-concerns",
        whom="kept-concerns-whom",
        why="kept-concerns-why",
        until="kept-until-period",
        owner=Owner.LEADS,
        period=CONCERNS_KEPT,
        columns=(concerns.c.person_id,),
    ),
    Holding(
        name="read-position",
        what="kept-read-position",
        whom="kept-read-position-whom",
        why="kept-read-position-why",
        until="kept-until-erased",
        owner=Owner.OPERATOR,
        period=None,
        columns=(cursors.c.channel_id, cursors.c.message_id),
    ),
)
NOTHING: Final = (gaps, watches)  # that nobody is on call; what a channel's group agreed to


def keeper(
    cases: Cases,
    oncall: OnCall,
    reading: Cursors,
    aftercare: Aftercare,
    conversations: Conversations,
    clock: Clock,
) -> Keeper:
    """Return the crisis path's keeper."""

    def erase(connection: Connection, person_id: int) -> None:
        for before, after in forgetting.erase(connection, person_id, clock.now()).items():
            aftercare.rename(connection, before, after)
        oncall_list.erase(connection, person_id)
        reading.erase(connection, person_id)

    def forget(user_id: int) -> None:
        cases.forget(user_id)
        oncall.forget(user_id)
        conversations.forget(user_id)

    return Keeper("moderation", HOLDINGS, _export, erase, _sweep, forget)


def _sweep(connection: Connection, now: datetime) -> int:
    return (
        forgetting.drop_older(connection, now - CASE_KEPT_NAMED, now)
        + forgetting.drop_concerns(connection, now - CONCERNS_KEPT)
        + oncall_list.drop_older(connection, now - CASE_KEPT_NAMED)
    )


def _export(connection: Connection, person_id: int) -> Found:
    own = connection.execute(
        select(incidents)
        .where(incidents.c.person_id == person_id, ~_unspoken(person_id))
        .order_by(incidents.c.opened_at)
    ).all()
    return {
        "words": _words(connection, person_id),
        "cases": [_case(row) for row in own],
        "case-messages": _messages(connection, [row.key for row in own]),
        "case-steps": _steps(connection, person_id),
        **_on_call(connection, person_id),
        "concerns": [
            Record({"fact-at": at}, at + CONCERNS_KEPT)
            for at in connection.execute(select(concerns.c.at).where(concerns.c.person_id == person_id)).scalars()
        ],
        "read-position": [
            Record({"fact-message": str(row.message_id), "fact-at": row.seen_at})
            for row in connection.execute(
                select(cursors).where(cursors.c.guild_id == DIRECT, cursors.c.channel_id == person_id)
            )
        ],
    }


def _words(connection: Connection, person_id: int) -> list[Record]:
    rows = connection.execute(
        select(incident_words.c.kind, incident_words.c.at)
        .join(incidents, incidents.c.key == incident_words.c.incident_key)
        .where(incident_words.c.person_id == person_id, ~_unspoken(person_id))
        .order_by(incident_words.c.id)
    )
    return [Record({"fact-at": row.at, "fact-kind": row.kind}, row.at + WORDS_KEPT_AT_MOST) for row in rows]


def _case(row: Row[Any]) -> Record:
    facts = {
        "fact-number": row.number,
        "fact-server": str(row.guild_id),
        "fact-opened": row.opened_at,
        "fact-resolved": row.resolved_at,
        "fact-source": row.source,
        "fact-tier": row.tier,
        "fact-category": row.category,
        "fact-state": row.state,
        "fact-outcome": row.outcome,
    }
    return Record(facts, None if row.resolved_at is None else row.resolved_at + CASE_KEPT_NAMED)


def _messages(connection: Connection, keys: Sequence[int]) -> list[Record]:
    rows = connection.execute(
        select(incident_messages.c.message_id, incident_messages.c.at)
        .where(incident_messages.c.incident_key.in_(keys))
        .order_by(incident_messages.c.at)
    )
    return [Record({"fact-at": row.at, "fact-message": str(row.message_id)}) for row in rows]


def _steps(connection: Connection, person_id: int) -> list[Record]:
    rows = connection.execute(
        select(incident_log.c.at, incident_log.c.code, incidents.c.number, incidents.c.resolved_at)
        .join(incidents, incidents.c.key == incident_log.c.incident_key)
        .where(or_(incident_log.c.person_id == person_id, incidents.c.person_id == person_id), ~_unspoken(person_id))
        .order_by(incident_log.c.at)
    )
    return [
        Record(
            {"fact-at": row.at, "fact-number": row.number, "fact-code": row.code},
            None if row.resolved_at is None else row.resolved_at + CASE_KEPT_NAMED,
        )
        for row in rows
    ]


def _on_call(connection: Connection, person_id: int) -> Found:
    lists = connection.execute(select(responders).where(responders.c.person_id == person_id)).all()
    spans = connection.execute(select(shifts).where(shifts.c.person_id == person_id).order_by(shifts.c.starts_at)).all()
    woken = connection.execute(
        select(pages.c.at, pages.c.outcome).where(pages.c.person_id == person_id).order_by(pages.c.at)
    ).all()
    return {
        "pages": [Record({"fact-at": row.at, "fact-outcome": row.outcome}) for row in woken],
        "on-call": [
            Record(
                {
                    "fact-server": str(row.guild_id),
                    "fact-since": row.joined_at,
                    "fact-tested": row.answered_at,
                    "fact-last-resort": row.last_resort,
                }
            )
            for row in lists
        ],
        "shifts": [
            Record(
                {
                    "fact-server": str(row.guild_id),
                    "fact-position": row.position,
                    "fact-starts": row.starts_at,
                    "fact-ends": row.ends_at,
                },
                row.ends_at + CASE_KEPT_NAMED,
            )
            for row in spans
        ],
    }


def _unspoken(person_id: int) -> ColumnElement[bool]:
    """Select a person's own open case of which they hear nothing until a human has looked: no account speaks of it."""
    return and_(
        incidents.c.person_id == person_id,
        incidents.c.reached == Reached.WITHHELD,
        incidents.c.resolved_at.is_(None),
    )


def unspoken_since(connection: Connection, person_id: int) -> datetime | None:
    """Return since when responders read of a person what the person may not yet hear of, or None."""
    since: datetime | None = connection.execute(
        select(func.min(incidents.c.opened_at)).where(_unspoken(person_id))
    ).scalar_one()
    return since


def waits(connection: Connection, person_id: int, *, spoken: bool = False) -> int | None:
    """Return the number of an open case that a person is in, in any part; their erasure waits for its end (DESIGN §3.8).

    With `spoken`, only of one that they may be told of.
    """
    theirs = or_(
        incidents.c.person_id == person_id,
        incidents.c.holder_id == person_id,
        incidents.c.handed_to_id == person_id,
        incidents.c.key.in_(select(incident_words.c.incident_key).where(incident_words.c.person_id == person_id)),
        # Their inbox holds the card, and others' cards their name, for as long as somebody is needed.
        incidents.c.key.in_(select(pages.c.incident_key).where(pages.c.person_id == person_id)),
    )
    number: int | None = connection.execute(
        select(func.min(incidents.c.number)).where(
            incidents.c.resolved_at.is_(None), theirs, ~_unspoken(person_id) if spoken else true()
        )
    ).scalar_one()
    return number
