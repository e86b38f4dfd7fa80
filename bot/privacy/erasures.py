"""Being forgotten, on Discord: planned with a wait that can be taken back, held up by an open case, and told at the end."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Final

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.audit import HOST, Act, Cause
from bot.errors import StorageUnavailable
from bot.messenger import removals
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.privacy.errors import NothingKept
from bot.privacy.feature import Privacy
from bot.privacy.retention import Retention
from bot.storage.backup import KEYRING_KEPT
from bot.storage.keyring import LOOK_AGAIN, Owed
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

    def __init__(self, parts: Parts, privacy: Privacy, retention: Retention) -> None:
        """Register with the agenda, and look daily for who is gone and for who was not told."""
        self._parts = parts
        self._privacy = privacy
        self._telling = asyncio.Lock()
        parts.agenda.register(ERASE_JOB, self._run, misfire=ALWAYS)
        retention.add("leavers", self.look_for_leavers)
        retention.add("receipts", self.tell_late)

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
        await self._erase(person, OPERATOR, locale)
        await self._finish(person, late=False)
        return True

    async def tell_late(self) -> int:
        """Send the receipts that an end of the process, or Discord, kept from being sent; return how many.

        Raises:
            StorageUnavailable: the database or the keyring did not answer.
        """
        late = [one.person_id for one in await self._parts.people.owed() if one.complete]
        return sum([await self._finish(person, late=True) for person in late])

    async def _run(self, job: Job) -> Done | RetryLater | GiveUp:
        person = job.number("who")
        user_id = self._parts.people.discord_id(person)
        try:
            if user_id is not None and await self._privacy.open_case(user_id) is not None:
                return RetryLater(OPEN_CASE_AGAIN, "privacy-reason-open-case")
            if user_id is not None:
                # Before the tombstone: after it nobody knows any more whose seals to look under.
                await self._privacy.unseal(user_id)
            await self._erase(person, job.key.split(":")[1], str(job.payload["locale"]))
            await self._finish(person, late=user_id is None)
        except StorageUnavailable:
            return RetryLater(AWAY_AGAIN, "privacy-reason-away")
        return Done()

    async def _erase(self, person: int, why: str, locale: str) -> None:
        # The record says that somebody was forgotten and on whose wish, not who.
        cause = Cause.OPERATOR if why == OPERATOR else Cause.ERASURE
        noted = self._parts.audit.by(HOST, cause, Act.FORGOTTEN, about=why)
        await self._parts.people.erase(person, note=noted, tell=locale)

    async def _finish(self, person: int, *, late: bool) -> bool:
        """Tell somebody who was erased, once, and forget them in memory; True if they were told now."""
        parts = self._parts
        async with self._telling:
            owed = next((one for one in await parts.people.owed() if one.person_id == person), None)
            if owed is None:
                return False
            user_id = owed.discord_id
            # Whoever has come back since is not taken from again.
            anew = late and parts.people.known(user_id) is not None
            outcome = await self._tell(owed)
            if not isinstance(outcome, Transient):
                await parts.people.told(person)
        if isinstance(outcome, Sent):
            # What the bot wrote to them before goes from Discord in a moment; this is the last, and stays.
            spare = partial(removals.spare_from, channel=outcome.channel_id, message=outcome.message_id)
            await parts.storage.write(spare)
        if not anew:
            self._privacy.register.forget(user_id)
            if parts.people.known(user_id) is not None:
                # A receipt that had to open a channel first entered them again.
                await self._privacy.erase(user_id)
                self._privacy.register.forget(user_id)
        return isinstance(outcome, Sent)

    async def _tell(self, owed: Owed) -> Outcome:
        final = self._parts.clock.now() + max(KEYRING_KEPT, LOOK_AGAIN)
        say = self._parts.texts.speaker(owed.locale)
        receipt = say("privacy-receipt", at=moment(owed.at), final=moment(final, "D"))
        return await self._parts.messenger.direct(
            user_id=owed.discord_id,
            message=Message(f"{receipt}\n\n{say('privacy-stays')}"),
            key=f"erased:{owed.person_id}",
            lane=Lane.URGENT,
        )


def _key(why: Why, person: int) -> str:
    return f"erase:{why}:{person}"
