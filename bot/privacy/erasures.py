"""Being forgotten, on Discord: planned with a wait that can be taken back, held up by an open case, and told at the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.audit import HOST, Act, Cause
from bot.errors import StorageUnavailable
from bot.messenger import removals
from bot.messenger.message import Message
from bot.messenger.port import Lane, Sent
from bot.parts import Parts
from bot.privacy.errors import NothingKept
from bot.privacy.feature import Privacy
from bot.storage.backup import KEYRING_KEPT
from bot.storage.keyring import LOOK_AGAIN
from bot.texts import moment

OPERATOR: Final = "operator"  # why, when it is neither of those below
ERASE_JOB: Final = "privacy.erase"

ASKED_WAIT: Final = timedelta(days=1)
LEFT_WAIT: Final = timedelta(days=14)  # who leaves in a bad hour and comes back finds their things
OPEN_CASE_AGAIN: Final = timedelta(hours=1)
AWAY_AGAIN: Final = timedelta(minutes=5)


class Why(StrEnum):
    """What began an erasure; the value stands in the job's key."""

    ASKED = "asked"
    LEFT = "left"  # or their account was deleted: Discord says no more than that they are gone


@dataclass(frozen=True, slots=True)
class Pending:
    """An erasure to come; `held` where an open case has it wait."""

    due: datetime
    held: bool


class Erasures:
    """Plans erasures and carries them out."""

    def __init__(self, parts: Parts, privacy: Privacy) -> None:
        """Register with the agenda."""
        self._parts = parts
        self._privacy = privacy
        parts.agenda.register(ERASE_JOB, self._run, misfire=ALWAYS)

    async def ask(self, user_id: int, *, why: Why, locale: str) -> Pending:
        """Plan an erasure, or return the one that is planned.

        Raises:
            NothingKept: nobody is known by that id.
        """
        person = self._parts.people.known(user_id)
        if person is None:
            raise NothingKept
        due = self._parts.clock.now() + (ASKED_WAIT if why is Why.ASKED else LEFT_WAIT)
        await self._parts.storage.write(
            lambda connection: self._parts.agenda.plan(
                connection, kind=ERASE_JOB, key=_key(why, person), due=due, payload={"who": person, "locale": locale}
            )
        )
        pending = await self.pending(user_id)
        return pending or Pending(due, held=False)

    async def pending(self, user_id: int) -> Pending | None:
        """Return the next erasure of somebody, if one is planned."""
        person = self._parts.people.known(user_id)
        if person is None:
            return None
        records = await self._parts.storage.read(
            lambda connection: [
                record for why in Why for record in self._parts.agenda.history(connection, _key(why, person))
            ]
        )
        due = min((record.due for record in records if record.finished_at is None), default=None)
        if due is None:
            return None
        return Pending(due, held=await self._privacy.open_case(user_id, spoken=True) is not None)

    async def cancel(self, user_id: int, *whys: Why) -> bool:
        """Take an erasure back; True if one was planned."""
        person = self._parts.people.known(user_id)
        if person is None:
            return False
        gone = await self._parts.storage.write(
            lambda connection: [self._parts.agenda.cancel(connection, _key(why, person)) for why in whys]
        )
        return any(gone)

    async def look_for_leavers(self) -> int:
        """Plan the erasure of everybody who shares no server with us (any more); return how many are newly planned.

        Who left while the bot was away is found here. Somebody whom Discord has not told us about is left in peace.
        """
        planned = 0
        for user_id in self._parts.people.everyone():
            if self._parts.directory.gone(user_id) and await self.pending(user_id) is None:
                await self.ask(user_id, why=Why.LEFT, locale="en")
                planned += 1
        return planned

    async def now(self, user_id: int, *, locale: str) -> bool:
        """Forget somebody at once, as an operator may decide; False if nobody is known by that id.

        What they said without their name and is still sealed goes in either case.

        Raises:
            StorageUnavailable: it stopped half way; called again, it goes on.
        """
        await self._privacy.unseal(user_id)
        person = self._parts.people.known(user_id)
        if person is None:
            return False
        await self._erase(person, OPERATOR)
        await self._finish(user_id, person, locale)
        return True

    async def _run(self, job: Job) -> Done | RetryLater | GiveUp:
        person = job.number("who")
        user_id = self._parts.people.discord_id(person)
        try:
            if user_id is not None and await self._privacy.open_case(user_id) is not None:
                return RetryLater(OPEN_CASE_AGAIN, "privacy-reason-open-case")
            if user_id is not None:
                # Before the tombstone: after it nobody knows any more whose seals to look under.
                await self._privacy.unseal(user_id)
            await self._erase(person, job.key.split(":")[1])
        except StorageUnavailable:
            return RetryLater(AWAY_AGAIN, "privacy-reason-away")
        if user_id is not None:
            await self._finish(user_id, person, str(job.payload["locale"]))
        return Done()

    async def _erase(self, person: int, why: str) -> None:
        # The record says that somebody was forgotten and on whose wish, not who.
        cause = Cause.OPERATOR if why == OPERATOR else Cause.ERASURE
        noted = self._parts.audit.by(HOST, cause, Act.FORGOTTEN, about=why)
        await self._parts.people.erase(person, note=noted)

    async def _finish(self, user_id: int, person: int, locale: str) -> None:
        await self._tell(user_id, person, locale)
        self._privacy.register.forget(user_id)
        if self._parts.people.known(user_id) is not None:
            # A receipt that had to open a channel first entered them again.
            await self._privacy.erase(user_id)
            self._privacy.register.forget(user_id)

    async def _tell(self, user_id: int, person: int, locale: str) -> None:
        now = self._parts.clock.now()
        final = now + max(KEYRING_KEPT, LOOK_AGAIN)
        say = self._parts.texts.speaker(locale)
        receipt = say("privacy-receipt", at=moment(now), final=moment(final, "D"))
        sent = await self._parts.messenger.direct(
            user_id=user_id,
            message=Message(f"{receipt}\n\n{say('privacy-stays')}"),
            key=f"erased:{person}",
            lane=Lane.URGENT,
        )
        if isinstance(sent, Sent):
            # What the bot wrote to them before goes from Discord in a moment; this is the last, and stays.
            await self._parts.storage.write(
                lambda connection: removals.spare_from(connection, sent.channel_id, sent.message_id)
            )


def _key(why: Why, person: int) -> str:
    return f"erase:{why}:{person}"
