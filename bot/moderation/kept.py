"""What the crisis path keeps about one person: codes and times. Words are counted and not opened (DESIGN §3.2)."""

from typing import Any

from sqlalchemy import Connection, func, select

from bot.moderation.tables import concerns, incident_log, incident_words, incidents, pages, responders, shifts


def kept(connection: Connection, person_id: int) -> dict[str, Any]:
    """Return it as values that JSON can hold; times are ISO 8601 in UTC, Discord's ids are texts."""
    own = connection.execute(
        select(incidents).where(incidents.c.person_id == person_id).order_by(incidents.c.opened_at)
    ).all()
    helped = connection.execute(
        select(incident_log.c.at, incident_log.c.code)
        .join(incidents, incidents.c.key == incident_log.c.incident_key)
        .where(incident_log.c.person_id == person_id, incidents.c.person_id != person_id)
        .order_by(incident_log.c.at)
    ).all()
    return {
        "cases": [_case(connection, row) for row in own],
        "words_kept_sealed": connection.execute(
            select(func.count()).select_from(incident_words).where(incident_words.c.person_id == person_id)
        ).scalar_one(),
        "steps_in_cases_of_others": [{"at": row.at.isoformat(), "code": row.code} for row in helped],
        "spoke_up_for_others_at": [
            at.isoformat()
            for at in connection.execute(select(concerns.c.at).where(concerns.c.person_id == person_id)).scalars()
        ],
        "on_call": _on_call(connection, person_id),
    }


def _case(connection: Connection, row: Any) -> dict[str, Any]:  # noqa: ANN401  a row of incidents
    steps = connection.execute(
        select(incident_log.c.at, incident_log.c.code)
        .where(incident_log.c.incident_key == row.key)
        .order_by(incident_log.c.id)
    ).all()
    return {
        "server": str(row.guild_id),
        "number": row.number,
        "opened_at": row.opened_at.isoformat(),
        "resolved_at": None if row.resolved_at is None else row.resolved_at.isoformat(),
        "source": row.source,
        "tier": row.tier,
        "category": row.category,
        "state": row.state,
        "outcome": row.outcome,
        "steps": [{"at": step.at.isoformat(), "code": step.code} for step in steps],
    }


def _on_call(connection: Connection, person_id: int) -> dict[str, Any]:
    lists = connection.execute(select(responders).where(responders.c.person_id == person_id)).all()
    spans = connection.execute(select(shifts).where(shifts.c.person_id == person_id).order_by(shifts.c.starts_at)).all()
    woken = connection.execute(
        select(pages.c.at, pages.c.outcome).where(pages.c.person_id == person_id).order_by(pages.c.at)
    ).all()
    return {
        "lists": [
            {
                "server": str(row.guild_id),
                "joined_at": row.joined_at.isoformat(),
                "test_page_answered_at": None if row.answered_at is None else row.answered_at.isoformat(),
                "last_resort": row.last_resort,
            }
            for row in lists
        ],
        "shifts": [
            {
                "server": str(row.guild_id),
                "position": row.position,
                "starts_at": row.starts_at.isoformat(),
                "ends_at": row.ends_at.isoformat(),
            }
            for row in spans
        ],
        "pages": [{"at": row.at.isoformat(), "outcome": row.outcome} for row in woken],
    }
