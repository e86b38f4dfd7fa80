"""The checks of one server."""

from collections.abc import Iterator
from typing import Final

from bot.readiness.facts import RoleKind, Room, RoomFacts, ServerFacts
from bot.readiness.findings import Finding, State
from bot.readiness.live import RESPONDERS_NEEDED, still_missing
from bot.texts import moment

SPANS_SHOWN: Final = 3

_ROOM_GONE: Final = {
    Room.ALERTS: "doctor-room-alerts-gone",
    Room.SUPPORT: "doctor-room-support-gone",
    Room.FACILITATORS: "doctor-room-facilitators-gone",
}
_ROLE_GONE: Final = {
    RoleKind.PARTICIPANT: "doctor-role-participant-gone",
    RoleKind.FACILITATOR: "doctor-role-facilitator-gone",
    RoleKind.ONCALL: "doctor-role-oncall-gone",
    RoleKind.LEAD: "doctor-role-lead-gone",
}
_NEEDED: Final = frozenset({Room.ALERTS, Room.SUPPORT})


def check_server(facts: ServerFacts) -> list[Finding]:
    """Check channels, roles, permissions, the on-call list, helplines and what *Live* waits for."""
    if not facts.present:
        return [Finding(State.BROKEN, "doctor-server-absent", step="doctor-server-absent-step")]
    if not facts.set_up:
        return [Finding(State.BROKEN, "doctor-server-new", step="doctor-setup-step")]
    return [
        *_live(facts),
        *(finding for room in facts.rooms for finding in _room(room)),
        *_roles(facts),
        *_roster(facts),
        *_helplines(facts),
    ]


def _live(facts: ServerFacts) -> Iterator[Finding]:
    missing = len(still_missing(facts))
    if facts.live and missing:
        yield Finding(State.BROKEN, "doctor-live-broken", {"count": missing}, step="doctor-ready-step")
    elif facts.live:
        yield Finding(State.OK, "doctor-live-ok")
    elif missing:
        yield Finding(State.LOOK, "doctor-live-missing", {"count": missing}, step="doctor-ready-step")
    else:
        yield Finding(State.LOOK, "doctor-live-paused", step="doctor-live-paused-step")


def _room(room: RoomFacts) -> Iterator[Finding]:
    if not room.exists:
        state = State.BROKEN if room.room in _NEEDED else State.LOOK
        yield Finding(state, _ROOM_GONE[room.room], step="doctor-setup-step")
        return
    channel = f"<#{room.channel_id}>"
    if room.missing:
        yield Finding(
            State.BROKEN,
            "doctor-room-permissions",
            {"channel": channel},
            step="doctor-room-permissions-step",
            step_values={"channel": channel},
            permissions=room.missing,
        )
    else:
        yield Finding(State.OK, "doctor-room-ok", {"channel": channel})
    if room.drifted:
        yield Finding(State.LOOK, "doctor-room-drifted", {"channel": channel}, step="doctor-setup-step")
    if room.room is Room.SUPPORT:
        return
    if room.everyone_reads or room.participants_read:
        text = "doctor-room-public" if room.everyone_reads else "doctor-room-participants"
        yield Finding(State.BROKEN, text, {"channel": channel}, step="doctor-setup-step")
    elif room.others:
        yield Finding(
            State.OK,
            "doctor-room-others",
            {"channel": channel, "count": len(room.others)},
            people=room.others,
        )


def _roles(facts: ServerFacts) -> Iterator[Finding]:
    gone = [role for role in facts.roles if not role.exists]
    for role in gone:
        needed = role.role in (RoleKind.ONCALL, RoleKind.LEAD)
        yield Finding(State.BROKEN if needed else State.LOOK, _ROLE_GONE[role.role], step="doctor-setup-step")
    if not gone:
        yield Finding(State.OK, "doctor-roles-ok")


def _roster(facts: ServerFacts) -> Iterator[Finding]:
    if not facts.leads:
        yield Finding(State.BROKEN, "doctor-lead-none", step="doctor-lead-none-step")
    if len(facts.tested) < RESPONDERS_NEEDED:
        yield Finding(
            State.BROKEN if facts.live else State.LOOK,
            "doctor-responders-few",
            {"count": len(facts.tested), "needed": RESPONDERS_NEEDED},
            step="doctor-responders-step",
        )
    if facts.untested:
        yield Finding(
            State.LOOK,
            "doctor-responders-untested",
            {"count": len(facts.untested)},
            step="doctor-responders-step",
            people=facts.untested,
        )
    if facts.unreachable:
        yield Finding(
            State.LOOK,
            "doctor-responders-closed",
            {"count": len(facts.unreachable)},
            step="doctor-responders-closed-step",
            people=facts.unreachable,
        )
    yield from _shifts(facts)


def _shifts(facts: ServerFacts) -> Iterator[Finding]:
    if facts.on_shift:
        yield Finding(State.OK, "doctor-shift-now", {"count": len(facts.on_shift)}, people=facts.on_shift)
    else:
        yield Finding(State.BROKEN if facts.live else State.LOOK, "doctor-shift-nobody", step="doctor-shift-step")
    if facts.uncovered:
        spans = "; ".join(f"{moment(start)} – {moment(end)}" for start, end in facts.uncovered[:SPANS_SHOWN])
        more = max(0, len(facts.uncovered) - SPANS_SHOWN)
        yield Finding(State.LOOK, "doctor-shift-gaps", {"spans": spans, "more": more}, step="doctor-shift-step")
    else:
        yield Finding(State.OK, "doctor-shift-covered")


def _helplines(facts: ServerFacts) -> Iterator[Finding]:
    if facts.country is None or not facts.helplines:
        yield Finding(State.BROKEN, "doctor-helplines-none", step="doctor-helplines-step")
    elif facts.helplines_old:
        yield Finding(
            State.LOOK, "doctor-helplines-old", {"count": facts.helplines_old}, step="doctor-helplines-old-step"
        )
    else:
        yield Finding(State.OK, "doctor-helplines-ok", {"count": facts.helplines})
