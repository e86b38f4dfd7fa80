"""Figures of a group by weeks: nothing that stands for fewer than five people."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, insert, or_, select

from bot.audit import Note
from bot.groups.errors import SaidEmpty
from bot.groups.hours import clock_of
from bot.groups.meeting_model import MeetingState
from bot.groups.model import EVERYBODY, Group, PostState
from bot.groups.moods import BAND_TEXTS, BANDS
from bot.groups.tables import checkin_posts, checkins, meetings, said_and_done, sessions
from bot.parts import Parts
from bot.surveys.disclosure import FLOOR, Exact, table
from bot.texts import Speaker

QUARTER: Final = 13
HEADS: Final = (
    "insights-head-week",
    "insights-checkins",
    "insights-answers",
    "insights-sessions",
    "insights-attended",
    *(BAND_TEXTS[name] for name in BANDS),
)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a group, Monday to Sunday; None where fewer than five people stand behind a figure."""

    begins: datetime
    checkins: int
    answers: int | None  # of the check-in that most people answered
    sessions: int
    attended: int | None  # at the session to which most came
    moods: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Insights:
    """A group's figures over some weeks, and what came of what people said."""

    group: Group
    weeks: tuple[Week, ...]
    said: tuple[tuple[str, str, datetime], ...]

    @property
    def empty(self) -> bool:
        """Say whether there is nothing that may be shown."""
        return all(one.answers is None and one.attended is None for one in self.weeks)


class Figures:
    """Reads figures; people's answers stay sealed, for totals were written at each close."""

    def __init__(self, parts: Parts) -> None:
        """Read through `parts`."""
        self._parts = parts

    async def of(self, group: Group, weeks: int = QUARTER) -> Insights:
        """Return a group's last weeks, the present one included."""
        zone = clock_of(group.zone)
        today = self._parts.clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        monday = today - timedelta(days=today.weekday())
        starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]

        def work(connection: Connection) -> Insights:
            posts = connection.execute(
                select(checkin_posts.c.due, checkin_posts.c.answered, checkin_posts.c.totals)
                .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
                .where(
                    checkins.c.group_id == group.id,
                    checkin_posts.c.recipient == EVERYBODY,
                    checkin_posts.c.state == PostState.CLOSED,
                    # What never stood in the channel asked nobody.
                    or_(checkin_posts.c.message_id.is_not(None), checkin_posts.c.answered.is_not(None)),
                    checkin_posts.c.due >= starts[0],
                )
            ).all()
            held = connection.execute(
                select(meetings.c.starts_at, meetings.c.attended)
                .join(sessions, sessions.c.id == meetings.c.session_id)
                .where(
                    sessions.c.group_id == group.id,
                    meetings.c.state == MeetingState.OVER,
                    meetings.c.starts_at >= starts[0],
                )
            ).all()
            found = []
            for begins in starts:
                ends = begins + timedelta(weeks=1)
                own = [row for row in posts if begins <= row.due < ends]
                met = [row for row in held if begins <= row.starts_at < ends]
                found.append(
                    Week(
                        begins=begins,
                        checkins=len(own),
                        answers=_enough(max((row.answered or 0 for row in own), default=0)),
                        sessions=len(met),
                        attended=_enough(max((row.attended or 0 for row in met), default=0)),
                        moods=_moods([row.totals for row in own if row.totals is not None]),
                    )
                )
            said = connection.execute(
                select(said_and_done)
                .where(said_and_done.c.group_id == group.id, said_and_done.c.at >= starts[0])
                .order_by(said_and_done.c.at)
            ).all()
            return Insights(group, tuple(found), tuple((row.said, row.done, row.at) for row in said))

        return await self._parts.storage.read(work)

    async def we_did(self, group: Group, said: str, done: str, note: Note) -> None:
        """Keep what people said and what was done about it."""
        now = self._parts.clock.now()
        values = {"group_id": group.id, "said": said.strip(), "done": done.strip(), "at": now}

        def work(connection: Connection) -> None:
            connection.execute(insert(said_and_done).values(values))
            note(connection)

        await self._parts.storage.write(work)


def check_said(said: str, done: str) -> None:
    """Make sure that there are both halves of *you said, we did*.

    Raises:
        SaidEmpty: one is missing.
    """
    if not said.strip() or not done.strip():
        raise SaidEmpty


def as_csv(weeks: Sequence[Week], say: Speaker) -> bytes:
    """Return the figures as a table with heads in the reader's language; what may not be shown is an empty cell."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([say(head) for head in HEADS])
    for one in weeks:
        moods = ["" if one.moods is None else one.moods[name] for name in BANDS]
        rows.writerow(
            (
                one.begins.date().isoformat(),
                one.checkins,
                "" if one.answers is None else one.answers,
                one.sessions,
                "" if one.attended is None else one.attended,
                *moods,
            )
        )
    return written.getvalue().encode("utf-8-sig")


def _enough(count: int) -> int | None:
    return count if count >= FLOOR else None


def _moods(totals: Sequence[dict[str, int]]) -> dict[str, int] | None:
    """Return the moods of one check-in: adding several up would count the same people twice."""
    fullest = max(totals, key=lambda one: sum(one.values()), default=None)
    if fullest is None or not isinstance(table(fullest), Exact):
        return None
    return {name: fullest.get(name, 0) for name in BANDS}
