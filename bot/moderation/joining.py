"""What a signal makes of a case: the rules by which one opens, and by which it grows graver."""

from dataclasses import replace
from datetime import datetime

from bot.moderation.detection import Category, Tier
from bot.moderation.incident import Choice, Incident, Reached, Signal, State


def opening(signal: Signal, now: datetime, *, aside: bool) -> Incident:
    """Return the case that a signal opens; its number is given when it is written."""
    page = signal.assessment.tier is Tier.PAGE
    return Incident(
        key=signal.key,
        guild_id=signal.guild_id,
        number=0,
        user_id=signal.user_id,
        source=signal.source,
        tier=str(signal.assessment.tier),
        category=str(signal.assessment.category or ""),
        rule=signal.assessment.rule or "",
        state=State.PAGING if page else State.RAISED,
        locale=signal.locale or "en",
        opened_at=now,
        active_at=now,
        round_at=now,
        channel_id=signal.channel_id,
        message_id=signal.message_id,
        late_seconds=max(0, int((now - signal.at).total_seconds())),
        aside=aside,
        past=signal.past,
        reached=Reached.WITHHELD if signal.source.by_somebody_else or not page else Reached.NOT_YET,
    )


def joined(incident: Incident, signal: Signal, now: datetime) -> Incident:
    """Return an open case with a further signal in it: never less grave than before.

    What the person does themselves, where it is urgent, ends that they hear nothing until a human has looked.
    """
    page = signal.assessment.tier is Tier.PAGE
    changed = replace(incident, past=tuple(dict.fromkeys((*incident.past, *signal.past))))
    if page and (incident.tier != Tier.PAGE or _presses_more(signal, incident)):
        changed = replace(
            changed,
            tier=str(Tier.PAGE),
            category=str(signal.assessment.category or ""),
            rule=signal.assessment.rule or "",
        )
    if page and incident.state is State.RAISED:
        changed = replace(
            changed, state=State.PAGING, round=incident.round + 1, rung=-1, round_at=now, round_from=0, active_at=now
        )
    if signal.source.asked_for and incident.choice in (Choice.NOT_NOW, Choice.MEANT_OTHERWISE):
        changed = replace(changed, choice=None)  # who asks again takes that back
    own = not signal.source.by_somebody_else
    if page and own and incident.reached is Reached.WITHHELD:
        changed = replace(
            changed,
            reached=Reached.NOT_YET,
            source=signal.source,
            locale=signal.locale or incident.locale,
            channel_id=signal.channel_id or incident.channel_id,
            message_id=signal.message_id or incident.message_id,
        )
    return changed


def _presses_more(signal: Signal, incident: Incident) -> bool:
    new = signal.assessment.category
    if new is None:
        return False
    return incident.category not in set(Category) or new.rank < Category(incident.category).rank
