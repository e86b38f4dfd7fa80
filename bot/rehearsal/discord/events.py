"""Scheduled events: which may follow which status, and when they begin and end by themselves.

https://docs.discord.com/developers/resources/guild-scheduled-event: "Once status is set to COMPLETED or CANCELED, the status can
no longer be updated. Valid status transitions: SCHEDULED → ACTIVE, ACTIVE → COMPLETED, SCHEDULED → CANCELED"; and "Automation":
an event with entity type EXTERNAL becomes ACTIVE at its start and COMPLETED at its end; one that nobody started is CANCELED
a few hours after its start.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import Refused, ScheduledEvent, Store
from bot.rehearsal.discord.traffic import Answer, Request

SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
FOLLOWS: Final = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,), COMPLETED: (), CANCELED: ()}
EXTERNAL: Final = 3
MOST: Final = 100  # scheduled or active at once, in a server
FORGOTTEN: Final = timedelta(hours=3)
TOO_MANY: Final = (400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")


class Events(Rule):
    """Looks after scheduled events."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Look at a world's events."""
        self._store, self._clock = store, clock

    def before(self, request: Request) -> Answer | None:
        """Refuse what Discord would, after bringing every event up to date."""
        if "scheduled-events" not in request.parts:
            return None
        guild_id = int(request.parts[1])
        self.pass_time()
        body = request.body or {}
        if request.is_("POST /guilds/*/scheduled-events"):
            waiting = self._store.get_guild(guild_id).scheduled_events.values()
            if sum(one.status in (SCHEDULED, ACTIVE) for one in waiting) >= MOST:
                raise Refused(*TOO_MANY)
            if _instant(body["scheduled_start_time"]) <= self._clock.now():
                raise Refused(400, 50035, "Invalid Form Body: Cannot schedule event in the past.")
        elif request.is_("PATCH /guilds/*/scheduled-events/*") and body.get("status") is not None:
            event = self._store.get_scheduled_event(guild_id, int(request.parts[3]))
            if int(body["status"]) not in FOLLOWS[event.status]:
                raise Refused(400, 180000, "Cannot update a finished event")
        return None

    def pass_time(self) -> None:
        """Begin, end and cancel what time alone does."""
        now = self._clock.now()
        for guild in tuple(self._store.guilds.values()):
            for event in tuple(guild.scheduled_events.values()):
                follows = _by_itself(event, now)
                if follows is not None:
                    self._store.edit_scheduled_event(guild.id, event.id, {"status": follows})


def _by_itself(event: ScheduledEvent, now: datetime) -> int | None:
    start = _instant(event.scheduled_start_time)
    if event.status == SCHEDULED and event.entity_type == EXTERNAL and now >= start:
        return ACTIVE
    if event.status == SCHEDULED and now >= start + FORGOTTEN:
        return CANCELED
    end = event.scheduled_end_time
    if event.status == ACTIVE and event.entity_type == EXTERNAL and end is not None and now >= _instant(end):
        return COMPLETED
    return None


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written)
