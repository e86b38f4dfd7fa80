"""Asks of every open case whether its next step is planned and on time; what it finds is for the doctor and the heart."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from bot.errors import StorageUnavailable
from bot.moderation.desk import Desk
from bot.moderation.incident import State

LATE: Final = timedelta(minutes=1)


class Finding(StrEnum):
    """What can be wrong with the running of cases."""

    DATABASE_AWAY = "database-away"
    WRITES_WAITING = "writes-waiting"
    STEPS_OVERDUE = "steps-overdue"
    CASE_WITHOUT_STEP = "case-without-step"


class Auditor:
    """Looks at the whole from outside of the parts that could be broken."""

    def __init__(self, desk: Desk) -> None:
        """Look at `desk`."""
        self._desk = desk

    async def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong now; nothing when every open case goes its way."""
        desk = self._desk
        found = [Finding.WRITES_WAITING] if desk.cases.impaired else []
        paging = [
            incident
            for server in desk.servers.all()
            if server.live
            for incident in desk.cases.open_in(server.guild_id)
            if incident.state is State.PAGING and not incident.unanswered
        ]

        def look(connection: Connection) -> tuple[int, bool]:
            waiting = [
                any(record.finished_at is None for record in desk.agenda.history(connection, f"case:{one.key}:"))
                for one in paging
            ]
            return desk.agenda.overdue(connection, LATE), all(waiting)

        try:
            overdue, planned = await desk.storage.read(look)
        except StorageUnavailable:
            return (*found, Finding.DATABASE_AWAY)
        if overdue:
            found.append(Finding.STEPS_OVERDUE)
        if not planned:
            found.append(Finding.CASE_WITHOUT_STEP)
        return tuple(found)
