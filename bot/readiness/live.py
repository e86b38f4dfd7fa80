"""What must be there before a server's on-call runs (issue 2, item 6)."""

from enum import StrEnum
from typing import Final

from bot.readiness.facts import Room, ServerFacts

RESPONDERS_NEEDED: Final = 2


class Need(StrEnum):
    """One thing that *Live* waits for."""

    ROOMS = "rooms"
    LEAD = "lead"
    RESPONDERS = "responders"
    HELPLINES = "helplines"
    AGES = "ages"
    ANNOUNCEMENT = "announcement"


def still_missing(facts: ServerFacts) -> tuple[Need, ...]:
    """Return what *Live* still waits for, in the order in which set-up asks for it."""
    there = {
        Need.ROOMS: all(_usable(facts, room) for room in (Room.ALERTS, Room.SUPPORT)),
        Need.LEAD: bool(facts.leads),
        Need.RESPONDERS: len(facts.tested) >= RESPONDERS_NEEDED,
        Need.HELPLINES: facts.country is not None and facts.helplines > 0,
        Need.AGES: facts.ages is not None,
        Need.ANNOUNCEMENT: facts.announced_at is not None,
    }
    return tuple(need for need, done in there.items() if not done)


def ready_for_live(facts: ServerFacts) -> bool:
    """Say whether nothing is missing."""
    return facts.present and not still_missing(facts)


def _usable(facts: ServerFacts, room: Room) -> bool:
    """Cards hold what people wrote, so a channel that participants can read is not one for them."""
    found = facts.room(room)
    private = room is not Room.ALERTS or not (found.everyone_reads or found.participants_read)
    return found.exists and not found.missing and private
