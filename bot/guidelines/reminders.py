"""Short reminders of the agreement: around sessions, once a week, after a quiet spell, when somebody joins."""

import tomllib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import structlog
from pydantic import StringConstraints, TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select

from bot.agenda import DROP, Done, Job
from bot.groups.feature import Groups
from bot.groups.meeting_model import Moment
from bot.groups.model import Group
from bot.guidelines.agreement import FALLBACK, FOLDER, GuidelinesWrong
from bot.guidelines.tables import guideline_reminders
from bot.messenger.message import Message
from bot.messenger.port import Lane, Sent
from bot.parts import Parts

LOOK_JOB: Final = "guidelines.look"
LOOK_AT: Final = 17  # o'clock where the group is: people are awake, and most groups have not begun
QUIET: Final = timedelta(days=14)
_QUIET_IDS: Final = (
    int(QUIET.total_seconds() * 1000) << 22
)  # how far apart the ids of two messages are that are as far apart in time
FEWEST: Final = 30  # lines in a language, so that nobody reads the same one twice in half a year
FILES: Final = "reminders.*.toml"

Line = Annotated[str, StringConstraints(min_length=20, max_length=200, strip_whitespace=True)]
_FILE: Final = TypeAdapter(dict[str, list[Line]])

log = structlog.get_logger(__name__)


class Why(Enum):
    """What a reminder is for; the value is how long ago the last one in that channel must be (PRACTICE, Defaults)."""

    SESSION = timedelta(minutes=15)
    OTHERWISE = timedelta(days=7)


Places = Callable[[int], Awaitable[Sequence[Group]]]
"""Returns the groups of a server that are not at rest."""


class Reminders:
    """Posts them: never two close together, and never while somebody in that server is in a crisis."""

    def __init__(self, parts: Parts, *, near_incident: Callable[[int], bool], places: Places) -> None:
        """Read the lines and register with the agenda.

        Raises:
            GuidelinesWrong: a language has too few lines, or one that is too long.
        """
        self._parts = parts
        self._near_incident = near_incident
        self._places = places
        self._lines = load(parts.data_dir / FOLDER)
        self._heard: dict[int, int] = {}  # the newest message of each channel
        parts.agenda.register(LOOK_JOB, self._look, misfire=DROP, then=self._plan_next)

    @classmethod
    def of_groups(cls, parts: Parts, groups: Groups, *, near_incident: Callable[[int], bool]) -> "Reminders":
        """Remind the groups that there are: when their sessions begin and end, and when somebody joins."""
        reminders = cls(parts, near_incident=near_incident, places=groups.roster.groups)

        async def around(meeting: Moment) -> None:
            await reminders.remind(meeting.guild_id, meeting.channel_id, meeting.locale, Why.SESSION)

        async def joined(group: Group) -> None:
            await reminders.remind(group.guild_id, group.channel_id, group.locale, Why.OTHERWISE)

        groups.course.when_started(around)
        groups.course.when_ended(around)
        groups.places.when_joined(joined)
        return reminders

    async def start(self) -> None:
        """Begin to look once an hour."""
        await self._parts.storage.write(self._plan)

    async def remind(self, guild_id: int, channel_id: int, locale: str, why: Why) -> bool:
        """Post the next line in a channel; False where it is too soon, or somebody needs the quiet."""
        if self._near_incident(guild_id):
            return False
        now = self._parts.clock.now()
        number = await self._parts.storage.write(lambda connection: _take(connection, guild_id, channel_id, why, now))
        if number is None:
            return False
        lines = self._lines.get(locale) or self._lines[FALLBACK]
        outcome = await self._parts.messenger.post(
            channel_id=channel_id,
            message=Message(lines[(number + channel_id) % len(lines)]),
            key=f"reminder:{channel_id}:{number}",
            lane=Lane.BULK,
        )
        return isinstance(outcome, Sent)

    async def heard(self, guild_id: int, channel_id: int, message_id: int) -> bool:
        """Note that somebody wrote; after a quiet spell in a group's channel, remind. Costs a look-up, else nothing."""
        last = self._heard.get(channel_id)
        self._heard[channel_id] = message_id
        if last is None or message_id - last < _QUIET_IDS:
            return False
        place = next((one for one in await self._places(guild_id) if one.channel_id == channel_id), None)
        return place is not None and await self.remind(guild_id, channel_id, place.locale, Why.OTHERWISE)

    def was_heard(self, channel_id: int, message_id: int) -> None:
        """Learn of a channel's newest message, as Discord says at the start."""
        self._heard.setdefault(channel_id, message_id)

    async def _look(self, _: Job) -> Done:
        now = self._parts.clock.now()
        for server in self._parts.servers.all():
            for place in await self._places(server.guild_id):
                if now.astimezone(ZoneInfo(place.zone)).hour == LOOK_AT:
                    await self.remind(place.guild_id, place.channel_id, place.locale, Why.OTHERWISE)
        return Done()

    def _plan_next(self, connection: Connection, _: Job) -> None:
        self._plan(connection)

    def _plan(self, connection: Connection) -> None:
        due = self._parts.clock.now().replace(minute=5, second=0, microsecond=0) + timedelta(hours=1)
        self._parts.agenda.plan(connection, kind=LOOK_JOB, key=f"{LOOK_JOB}:{due:%Y%m%d%H}", due=due)


def load(folder: Path) -> dict[str, list[str]]:
    """Read the lines of every language.

    Raises:
        GuidelinesWrong: a file cannot be used, or has too few lines.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob(FILES)):
        try:
            lines = _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))["lines"]
        except (OSError, tomllib.TOMLDecodeError, ValidationError, KeyError) as problem:
            raise GuidelinesWrong(file=path.name) from problem
        if len(set(lines)) < FEWEST:
            raise GuidelinesWrong(file=path.name)
        found[path.name.split(".")[1]] = lines
    if FALLBACK not in found:
        raise GuidelinesWrong(file=FILES)
    return found


def _take(connection: Connection, guild_id: int, channel_id: int, why: Why, now: datetime) -> int | None:
    here = guideline_reminders.c.channel_id == channel_id
    last = connection.execute(select(guideline_reminders).where(here)).first()
    if last is not None and now - last.at < why.value:
        return None
    number = 0 if last is None else last.number + 1
    connection.execute(delete(guideline_reminders).where(here))
    connection.execute(
        insert(guideline_reminders).values(channel_id=channel_id, guild_id=guild_id, number=number, at=now)
    )
    return number
