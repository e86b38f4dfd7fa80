"""How a case is written down: rows to values and back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row

from bot.moderation.incident import Choice, Incident, Outcome, Reached, Source, State


def from_row(row: Row[Any], discord_id: Callable[[int], int | None]) -> Incident:
    """Turn a row into a value; `user_id` is 0 for somebody who was erased."""
    return Incident(
        key=row.key,
        guild_id=row.guild_id,
        number=row.number,
        user_id=discord_id(row.person_id) or 0,
        source=Source(row.source),
        tier=row.tier,
        category=row.category,
        rule=row.rule,
        state=State(row.state),
        locale=row.locale,
        opened_at=row.opened_at,
        active_at=row.active_at,
        channel_id=row.channel_id,
        message_id=row.message_id,
        round=row.round,
        rung=row.rung,
        round_at=row.round_at,
        round_from=row.round_from,
        late_seconds=row.late_seconds,
        aside=row.aside,
        past=tuple(row.past),
        danger=row.danger,
        unanswered=row.unanswered,
        holder=None if row.holder_id is None else discord_id(row.holder_id),
        handed_to=None if row.handed_to_id is None else discord_id(row.handed_to_id),
        acknowledged_at=row.acknowledged_at,
        resolved_at=row.resolved_at,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        reached=Reached(row.reached),
        choice=None if row.choice is None else Choice(row.choice),
        space_id=row.space_id,
        card_channel_id=row.card_channel_id,
        card_message_id=row.card_message_id,
        card_posted_at=row.card_posted_at,
    )


def columns(incident: Incident, known: Callable[[int], int | None]) -> dict[str, Any]:
    """Return the columns of a case but its number, which is given when it is written."""
    return {
        "key": incident.key,
        "guild_id": incident.guild_id,
        "person_id": known(incident.user_id) or 0,
        "channel_id": incident.channel_id,
        "message_id": incident.message_id,
        "round": incident.round,
        "rung": incident.rung,
        "round_at": incident.round_at,
        "round_from": incident.round_from,
        "source": incident.source,
        "tier": incident.tier,
        "category": incident.category,
        "rule": incident.rule,
        "state": incident.state,
        "locale": incident.locale,
        "opened_at": incident.opened_at,
        "active_at": incident.active_at,
        "late_seconds": incident.late_seconds,
        "aside": incident.aside,
        "past": incident.past,
        "danger": incident.danger,
        "unanswered": incident.unanswered,
        "holder_id": None if incident.holder is None else known(incident.holder),
        "handed_to_id": None if incident.handed_to is None else known(incident.handed_to),
        "acknowledged_at": incident.acknowledged_at,
        "resolved_at": incident.resolved_at,
        "outcome": incident.outcome,
        "reached": incident.reached,
        "choice": incident.choice,
        "space_id": incident.space_id,
        "card_channel_id": incident.card_channel_id,
        "card_message_id": incident.card_message_id,
        "card_posted_at": incident.card_posted_at,
    }


def purpose(key: int) -> str:
    """Return what the words of a case are sealed for."""
    return f"incident:{key}"


def spans_text(spans: tuple[tuple[int, int], ...]) -> str:
    """Write spans down."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def spans_of(text: str | None) -> tuple[tuple[int, int], ...]:
    """Read spans that were written down."""
    pairs = (piece.split("-") for piece in (text or "").split())
    return tuple((int(start), int(end)) for start, end in pairs)
