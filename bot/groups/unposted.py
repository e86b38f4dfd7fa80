"""What a group's channel did not take: its facilitators hear why, it stays ready, and stands there once that is mended."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups.model import Group
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.ids import button_id
from bot.messenger.message import Button
from bot.messenger.plain import as_written
from bot.messenger.port import Outcome, Sent, Transient
from bot.parts import Parts
from bot.texts import moment

UNPOSTED: Final = "group-unposted"
EVERY: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Ready:
    """Something that waits for its channel, what facilitators call it, and until when it is of use there."""

    group: Group
    notice: str  # the key of what facilitators read
    name: str
    until: datetime
    post: Callable[[], Awaitable[Outcome]]


Look = Callable[[int, str], Awaitable[Ready | None]]


class Unposted:
    """Keeps what could not be posted for a reason that facilitators can mend."""

    def __init__(self, parts: Parts, roster: Roster, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._staff = staff
        self._looks: dict[str, Look] = {}
        parts.agenda.register(UNPOSTED, self._try, misfire=ALWAYS)

    def offer(self, what: str, look: Look) -> None:
        """Have `look` say how something of this kind is posted, by its number and mark; None where nobody needs it any more."""
        self._looks[what] = look

    def keep(self, connection: Connection, what: str, number: int, mark: str = "") -> None:
        """Keep something until its channel takes it, in place of what was kept of the same number before."""
        prefix = f"{UNPOSTED}:{what}:{number}:"
        self._parts.agenda.cancel_prefix(connection, prefix)
        self._parts.agenda.plan(
            connection,
            kind=UNPOSTED,
            key=prefix + mark,
            due=self._parts.clock.now(),
            payload={"what": what, "number": number, "mark": mark},
        )

    async def now(self, group: Group, what: str, number: int) -> Outcome | None:
        """Try at once to post what waits for a group's channel; None if nothing of that waits, or nobody needs it any more."""
        prefix, look = f"{UNPOSTED}:{what}:{number}:", self._looks.get(what)
        records = await self._parts.storage.read(lambda connection: self._parts.agenda.history(connection, prefix))
        marks = [one.key.removeprefix(prefix) for one in records if one.state == "waiting"]
        found = await look(number, marks[0]) if look is not None and marks else None
        if found is None or found.group.id != group.id:
            return None
        outcome = await found.post()
        if isinstance(outcome, Sent):
            await self._parts.storage.write(lambda connection: self._parts.agenda.cancel_prefix(connection, prefix))
        return outcome

    def reason(self, group: Group, outcome: Outcome) -> str:
        """Return the key of the sentence for why a group's channel did not take something."""
        return self._staff.reason(group, outcome)

    async def _try(self, job: Job) -> Ending:
        what, number = str(job.payload["what"]), job.number("number")
        found = await self._looks[what](number, str(job.payload["mark"]))
        if found is None or found.group.archived_at is not None:
            return Done()
        outcome = await found.post()
        if isinstance(outcome, Sent):
            return Done()
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        reason = self._staff.reason(found.group, outcome)
        if found.until <= self._parts.clock.now():
            return GiveUp(reason)
        say = self._roster.speaker(found.group)
        text = say(
            found.notice,
            group=as_written(found.group.name),
            name=as_written(found.name),
            reason=say(reason),
            until=moment(found.until, "F"),
        )
        # The same words under the same key: whoever has read them hears nothing more until there is another reason.
        row = (Button(say("unposted-button-now"), button_id("panel", "post-now", found.group.id, what, number)),)
        told = await self._staff.channel_trouble(found.group, text, row, key=f"{job.key}:{reason}")
        return RetryLater(AGAIN if isinstance(told, Transient) else EVERY, reason)
