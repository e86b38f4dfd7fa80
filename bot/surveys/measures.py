"""Measures for oneself: opted into, sealed with one's own key, seen by nobody else, never counted with others'."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, delete, insert, select, update

from bot.agenda import Done, Grace, Job, RetryLater
from bot.agenda.jobs import Outcome as JobOutcome
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.person import to_a_person
from bot.messenger.port import Lane, OverBudget, Transient
from bot.parts import Parts
from bot.storage.keeping import Found, Record
from bot.surveys.errors import FormOutOfDate, NothingAnswered
from bot.surveys.questions import Passage, Words
from bot.surveys.tables import self_measures

FOLDER: Final = "private"
PURPOSE: Final = "measure"
PAGE: Final = 4
KEPT: Final = timedelta(days=180)  # PRACTICE, Defaults: as long as check-ins
WALK_JOB: Final = "self.walk"
WALK_DAYS: Final = (2, 7, 14, 30)
WALKED_WITH: Final = "days"
SIZE: Final = 192  # characters of what is sealed, whichever measure it is

log = structlog.get_logger(__name__)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Value):
    """One answer and what it counts."""

    points: Annotated[int, Field(ge=0, le=10)]
    words: Words


class Item(_Value):
    """One thing that is asked."""

    ask: Words


class Band(_Value):
    """What the authors of a measure call a range of sums; nothing of ours."""

    start: Annotated[int, Field(ge=0, alias="from")]
    words: Words


class Source(_Value):
    """Where a measure comes from and on what terms it may be shown."""

    work: str
    terms: str
    checked: date


class Measure(_Value):
    """A short list of items with a sum."""

    kind: Literal["instrument", "own"]
    title: Words
    about: Passage
    source: Source | None = None
    answers: Annotated[tuple[Step, ...], Field(min_length=2)]
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=8)]
    bands: tuple[Band, ...] = ()

    @property
    def most(self) -> int:
        """The highest sum."""
        return max(step.points for step in self.answers) * len(self.items)

    def band(self, total: int) -> Mapping[str, str]:
        """Return the published name of a sum's range; empty where there is none."""
        return next((band.words for band in reversed(self.bands) if band.start <= total), {})


@dataclass(frozen=True, slots=True)
class Taken:
    """One time that somebody answered a measure."""

    at: datetime
    total: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What lies in the seal: which measure, when, the answers so far, and whether they are all."""

    measure: str
    at: datetime
    answers: tuple[int, ...]
    done: bool

    def packed(self) -> str:
        """Return it as text that is as long for every measure."""
        body = json.dumps({"m": self.measure, "t": self.at.isoformat(), "a": self.answers, "d": self.done})
        return body.ljust(-(-len(body) // SIZE) * SIZE)

    @classmethod
    def unpacked(cls, text: str) -> "Noted":
        """Return what `packed` wrote."""
        found = json.loads(text)
        return cls(found["m"], datetime.fromisoformat(found["t"]), tuple(found["a"]), found["d"])


def load_measures(folder: Path) -> Mapping[str, Measure]:
    """Read every measure; one that cannot be used, or has no source where one is due, is left out and logged."""
    found = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            measure = Measure.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            log.exception("measure.unusable")
            continue
        if measure.kind == "own" or measure.source is not None:
            found[file.stem] = measure
    return found


class Measures:
    """What somebody notes about themselves."""

    def __init__(self, parts: Parts, folder: Path) -> None:
        """Read the measures and register what happens later."""
        self._parts = parts
        self.known = load_measures(folder)
        parts.agenda.register(WALK_JOB, self._walk, misfire=Grace(timedelta(days=2)))

    def measure(self, name: str) -> Measure:
        """Return a measure.

        Raises:
            FormOutOfDate: there is none of that name any more.
        """
        found = self.known.get(name)
        if found is None:
            raise FormOutOfDate
        return found

    async def note(self, user_id: int, name: str, first: int, chosen: Mapping[str, tuple[str, ...]]) -> int | None:
        """Keep a page of answers; return the place of the next one, or None when it was the last.

        Raises:
            NothingAnswered: an item was left out; nothing of the page was kept.
            FormOutOfDate: the first page was not kept, or the form is an old one.
        """
        measure = self.measure(name)
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        here = range(first, min(first + PAGE, len(measure.items)))
        points = {str(step.points) for step in measure.answers}
        given = [next(iter(chosen.get(f"m{index}", ())), "") for index in here]
        if not all(given):
            raise NothingAnswered
        if not points.issuperset(given):
            raise FormOutOfDate
        following = first + PAGE if first + PAGE < len(measure.items) else None

        def work(connection: Connection) -> None:
            rows = self._rows(connection, person)
            row, draft = next(((id_, one) for id_, one in rows if one.measure == name and not one.done), (None, None))
            before = () if draft is None or first == 0 else draft.answers
            if len(before) < first:
                raise FormOutOfDate
            noted = Noted(name, now, (*before[:first], *map(int, given)), following is None)
            sealed = self._parts.people.seal(person, noted.packed(), purpose=PURPOSE)
            values = {"sealed": sealed, "day": now.replace(hour=0, minute=0, second=0, microsecond=0)}
            if row is None:
                connection.execute(insert(self_measures).values(person_id=person, **values))
            else:
                connection.execute(update(self_measures).where(self_measures.c.id == row).values(values))

        await self._parts.storage.write(work)
        return following

    async def taken(self, user_id: int, name: str) -> list[Taken]:
        """Return the times that somebody answered a measure, the oldest first."""
        person = self._parts.people.known(user_id)
        if person is None:
            return []
        rows = await self._parts.storage.read(lambda connection: self._rows(connection, person))
        whole = sorted((one for _, one in rows if one.measure == name and one.done), key=lambda one: one.at)
        return [Taken(one.at, sum(one.answers)) for one in whole]

    async def forget(self, user_id: int) -> None:
        """Delete everything that somebody noted, and end a walk."""
        person = self._parts.people.known(user_id)
        if person is None:
            return

        def work(connection: Connection) -> None:
            erase(connection, person)
            self._parts.agenda.cancel_prefix(connection, f"self:{person}:")

        await self._parts.storage.write(work)

    async def walk(self, user_id: int, guild_id: int) -> None:
        """Write to somebody after 2, 7, 14 and 30 days, because they asked for it."""
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> None:
            self._parts.agenda.cancel_prefix(connection, f"self:{person}:")
            for day in WALK_DAYS:
                self._parts.agenda.plan(
                    connection,
                    kind=WALK_JOB,
                    key=f"self:{person}:{int(now.timestamp())}:{day}",
                    due=now + timedelta(days=day),
                    payload={"person": person, "day": day, "guild": guild_id},
                )

        await self._parts.storage.write(work)

    async def stop_walking(self, user_id: int) -> None:
        """Write no more."""
        person = self._parts.people.known(user_id)
        if person is not None:
            await self._parts.storage.write(
                lambda connection: self._parts.agenda.cancel_prefix(connection, f"self:{person}:")
            )

    async def _walk(self, job: Job) -> JobOutcome:
        user = self._parts.people.discord_id(job.number("person"))
        guild = job.number("guild")
        if user is None or self._parts.directory.absent(guild, user):
            return Done()
        server = self._parts.servers.get(guild)
        say = self._parts.texts.speaker(None if server is None else server.locale)
        rows = (
            (
                Button(say("button-self-note"), button_id("self", "page", WALKED_WITH, 0, guild), style="primary"),
                to_a_person(say, guild),
                Button(say("button-self-stop"), button_id("self", "stop", guild)),
            ),
        )
        words = say("self-walk-day", day=job.number("day"), server=self._parts.directory.server_name(guild))
        outcome = await self._parts.messenger.direct(
            user_id=user, message=Message(words, rows=rows), key=job.key, lane=Lane.BULK
        )
        if isinstance(outcome, Transient | OverBudget):
            return RetryLater(timedelta(hours=6), "survey-reason-undelivered")
        return Done()

    def _rows(self, connection: Connection, person: int) -> list[tuple[int, Noted]]:
        """Open everything that somebody noted: what it is about is not to be seen from outside."""
        rows = connection.execute(
            select(self_measures.c.id, self_measures.c.sealed).where(self_measures.c.person_id == person)
        ).all()
        unseal = self._parts.people.unseal
        return [(row.id, Noted.unpacked(unseal(person, row.sealed, purpose=PURPOSE))) for row in rows]

    def export(self, connection: Connection, person_id: int) -> Found:
        """Return what somebody noted, opened: it is theirs."""
        return {
            "self-measures": [
                Record(
                    {"fact-at": one.at, "fact-kind": one.measure, "fact-answers": ", ".join(map(str, one.answers))},
                    one.at + KEPT,
                )
                for _, one in self._rows(connection, person_id)
            ]
        }


def erase(connection: Connection, person_id: int) -> None:
    """Delete what somebody noted."""
    connection.execute(delete(self_measures).where(self_measures.c.person_id == person_id))


def drop_older(connection: Connection, before: datetime) -> int:
    """Delete what was noted before an instant."""
    return connection.execute(delete(self_measures).where(self_measures.c.day < before)).rowcount


def page_of(measure: Measure, first: int) -> Sequence[tuple[int, Item]]:
    """Return the items of a page with their places."""
    return list(enumerate(measure.items))[first : first + PAGE]
