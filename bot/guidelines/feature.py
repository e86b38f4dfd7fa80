"""The agreement of a server: shown, agreed to, left, edited, asked for again, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.audit import Act
from bot.guidelines import agreement, book, kept
from bot.guidelines.agreement import Parts as Words
from bot.guidelines.agreement import Version, changes
from bot.guidelines.errors import NotAMember, NothingToPublish, NotStaff
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, OverBudget, Sent, Transient, Unknown
from bot.messenger.roles import Roles
from bot.parts import Parts
from bot.privacy.register import Register
from bot.servers import Server
from bot.texts import WHOLE

ASK_JOB: Final = "pledge.ask"
ONCE_MORE: Final = timedelta(days=60)  # after the yearly question, before an unanswered pledge ends
NEXT_TRY: Final = timedelta(hours=6)  # where somebody's ration of direct messages is used up
APART: Final = timedelta(seconds=20)  # between two people who are asked
WHY_NEW: Final = "new"
WHY_YEAR: Final = "year"
WHY_JOINED: Final = "joined"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: the version that counts, the one they agreed to and when."""

    current: Version
    agreed: Version | None
    at: datetime | None
    inside: bool  # they have the role that opens the groups

    @property
    def up_to_date(self) -> bool:
        """Say whether they agreed to the version that counts."""
        return self.agreed is not None and self.agreed.number == self.current.number


class Guidelines:
    """Every server's agreement."""

    def __init__(self, parts: Parts, roles: Roles, register: Register) -> None:
        """Register with the agenda and with what is kept.

        Raises:
            GuidelinesWrong: the agreement that comes with the bot cannot be read.
        """
        self._parts = parts
        self._roles = roles
        self._shipped = agreement.load(parts.data_dir / agreement.FOLDER)
        register.add(kept.keeper())
        parts.agenda.register(ASK_JOB, self._ask, misfire=ALWAYS, then=self._plan_next)

    # -- looking --------------------------------------------------------------------------------------------------

    async def versions(self, guild_id: int) -> list[Version]:
        """Return every version that counted in a server, oldest first; the first is the one that comes with the bot."""
        own = await self._parts.storage.read(lambda connection: book.versions(connection, guild_id))
        return [Version(1, self._shipped), *own]

    async def standing(self, guild_id: int, user_id: int) -> Standing:
        """Return where somebody stands.

        Raises:
            NotAMember: they are not in that server.
        """
        self._member(guild_id, user_id)
        versions = await self.versions(guild_id)
        person = self._parts.people.known(user_id)
        row = None
        if person is not None:
            row = await self._parts.storage.read(lambda connection: book.pledge(connection, guild_id, person))
        agreed = None if row is None else next((one for one in versions if one.number == row.version), None)
        inside = self._holds(guild_id, user_id, self._role(guild_id))
        return Standing(versions[-1], agreed, None if row is None else row.at, inside)

    async def counts(self, guild_id: int, user_id: int) -> dict[int, int]:
        """Return how many people agreed to which version; who they are stays with them.

        Raises:
            NotStaff: the asker does not look after the agreement.
        """
        self.staff(guild_id, user_id)
        return await self._parts.storage.read(lambda connection: book.counts(connection, guild_id))

    async def begun(self, guild_id: int) -> bool:
        """Say whether the agreement has a place where newcomers meet it."""
        return await self._parts.storage.read(lambda connection: book.place(connection, guild_id)) is not None

    def staff(self, guild_id: int | None, user_id: int) -> Server:
        """Return the server, if somebody may look after its agreement: facilitators, leads, administrators.

        Raises:
            NotStaff: they may not, or set-up was never run.
        """
        server = None if guild_id is None else self._parts.servers.get(guild_id)
        member = None if server is None else self._parts.directory.member(server.guild_id, user_id)
        if server is None or member is None:
            raise NotStaff
        if not (member.is_admin or {server.lead_role_id, server.facilitator_role_id} & member.roles):
            raise NotStaff
        return server

    # -- agreeing -------------------------------------------------------------------------------------------------

    async def agree(self, guild_id: int, user_id: int, number: int) -> tuple[Standing, bool]:
        """Take somebody's pledge to the version that they read, and give them the role that opens the groups.

        Returns:
            Where they stand (with an older version than counts by now, they are asked again), and whether they have
            the role; True as well where the server has none.
        """
        self._member(guild_id, user_id)
        person = await self._parts.people.person(user_id)
        now = self._parts.clock.now()

        def work(connection: Connection) -> None:
            book.put_pledge(connection, guild_id, person, number, now)
            self._parts.agenda.cancel_prefix(connection, _key(guild_id, person))
            self._plan(connection, guild_id, person, WHY_YEAR, now + kept.RENEWED, number)

        standing = await self.standing(guild_id, user_id)
        if number == standing.current.number:
            await self._parts.storage.write(work)
            standing = replace(standing, agreed=standing.current, at=now)
        role = self._role(guild_id)
        given = role is None or not standing.up_to_date or await self._roles.give(guild_id, user_id, role)
        return standing, given

    async def leave(self, guild_id: int, user_id: int) -> bool:
        """Take somebody's pledge back, and the role with it; True if there was either. Help stays as it is (DESIGN §3.12).

        Who never pressed *I agree*, or whose pledge ran out, may have the role all the same, and leaves as well.
        """
        self._member(guild_id, user_id)
        person, role = self._parts.people.known(user_id), self._role(guild_id)
        held = self._holds(guild_id, user_id, role)

        def work(connection: Connection) -> bool:
            self._parts.agenda.cancel_prefix(connection, _key(guild_id, person or 0))
            return book.drop_pledge(connection, guild_id, person or 0)

        gone = person is not None and await self._parts.storage.write(work)
        if role is not None and (gone or held):
            await self._roles.take(guild_id, user_id, role)
        return gone or held

    async def welcome(self, guild_id: int, user_id: int) -> None:
        """Have somebody who joined asked, by direct message, where the agreement has begun."""
        if not await self.begun(guild_id):
            return
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        number = (await self.versions(guild_id))[-1].number
        await self._parts.storage.write(
            lambda connection: self._plan(connection, guild_id, person, WHY_JOINED, now, number)
        )

    # -- editing --------------------------------------------------------------------------------------------------

    async def write(self, guild_id: int, user_id: int, locale: str, words: Words) -> tuple[Version, Version]:
        """Keep a draft of one language, beside what is drafted of the others; return the version that counts, and it."""
        self.staff(guild_id, user_id)
        current = (await self.versions(guild_id))[-1]
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> Version:
            before = book.draft(connection, guild_id)
            kept = (current if before is None else before).texts
            # Nobody edits the care languages: where a server has words of its own, they would say something else.
            texts = {one: parts for one, parts in kept.items() if one in WHOLE} | {locale: dict(words)}
            fresh = Version(current.number + 1, texts, now)
            book.put_draft(connection, guild_id, fresh, person, now)
            return fresh

        return current, await self._parts.storage.write(work)

    async def drafted(self, guild_id: int, user_id: int) -> Version:
        """Return the draft, or the version that counts where nothing is drafted."""
        self.staff(guild_id, user_id)
        found = await self._parts.storage.read(lambda connection: book.draft(connection, guild_id))
        return found or (await self.versions(guild_id))[-1]

    async def publish(self, guild_id: int, user_id: int, number: int) -> int:
        """Make the draft the version that counts, and ask everybody again who agreed before or is inside; return how many.

        Raises:
            NothingToPublish: somebody published or rewrote it meanwhile.
        """
        self.staff(guild_id, user_id)
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        noted = self._parts.audit.by(guild_id, person, Act.GUIDELINES_PUBLISHED, about=number)
        role = self._role(guild_id)
        holders = () if role is None else self._parts.directory.holders(guild_id, role)
        # Whose pledge ran out unanswered is inside still, and is asked as well; nobody becomes known by it.
        inside = [one for user in holders if (one := self._parts.people.known(user)) is not None]

        def work(connection: Connection) -> int | None:
            if not book.publish(connection, guild_id, number, person, now):
                return None
            noted(connection)
            agreed = dict.fromkeys([*(row.person_id for row in book.pledged(connection, guild_id)), *inside])
            for place, one in enumerate(agreed):
                self._plan(connection, guild_id, one, WHY_NEW, now + place * APART, number)
            return len(agreed)

        asked = await self._parts.storage.write(work)
        if asked is None:
            raise NothingToPublish
        return asked

    async def open_at(self, guild_id: int, user_id: int, channel_id: int, message: Message, key: str) -> bool:
        """Post the card that newcomers meet, pin it, and begin; False where it could not be posted."""
        self.staff(guild_id, user_id)
        messenger, now = self._parts.messenger, self._parts.clock.now()
        outcome = await messenger.post(channel_id=channel_id, message=message, key=key, lane=Lane.URGENT)
        if not isinstance(outcome, Sent):
            return False
        await messenger.pin(channel_id=channel_id, message_id=outcome.message_id, lane=Lane.BULK)
        noted = await self._parts.audit.noting(guild_id, user_id, Act.GUIDELINES_POSTED, about=channel_id)

        def work(connection: Connection) -> None:
            book.put_place(connection, guild_id, channel_id, outcome.message_id, now)
            noted(connection)

        await self._parts.storage.write(work)
        return True

    # -- asking again ---------------------------------------------------------------------------------------------

    def _plan(self, connection: Connection, guild_id: int, person: int, why: str, due: datetime, number: int) -> None:
        self._parts.agenda.plan(
            connection,
            kind=ASK_JOB,
            key=f"{_key(guild_id, person)}{why}:{number}:{int(due.timestamp())}",
            due=due,
            payload={"person": person, "guild": guild_id, "why": why},
        )

    def _plan_next(self, connection: Connection, job: Job) -> None:
        """Ask once more before the pledge of somebody who did not answer ends, and each year as long as they are inside."""
        guild_id, person = job.number("guild"), job.number("person")
        user_id, row = self._parts.people.discord_id(person), book.pledge(connection, guild_id, person)
        if job.payload["why"] != WHY_YEAR or user_id is None or self._parts.directory.member(guild_id, user_id) is None:
            return
        if row is None and not self._holds(guild_id, user_id, self._role(guild_id)):
            return
        now = self._parts.clock.now()
        first = row is not None and now < row.at + kept.RENEWED + ONCE_MORE
        due = now + (ONCE_MORE if first else kept.RENEWED)
        self._plan(connection, guild_id, person, WHY_YEAR, due, 0 if row is None else row.version)

    async def _ask(self, job: Job) -> Done | RetryLater | GiveUp:
        guild_id, why = job.number("guild"), str(job.payload["why"])
        user_id = self._parts.people.discord_id(job.number("person"))
        server = self._parts.servers.get(guild_id)
        if user_id is None or server is None or self._parts.directory.member(guild_id, user_id) is None:
            return Done()
        standing = await self.standing(guild_id, user_id)
        if standing.up_to_date and why == WHY_NEW:
            return Done()
        outcome = await self._parts.messenger.direct(
            user_id=user_id,
            message=self._question(server, standing, why),
            key=f"{ASK_JOB}:{job.key}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, OverBudget | Transient):
            return RetryLater(NEXT_TRY, "guidelines-reason-later")
        return Done() if isinstance(outcome, Sent | Unknown) else GiveUp("guidelines-reason-closed")

    def _question(self, server: Server, standing: Standing, why: str) -> Message:
        say = self._parts.texts.speaker(server.locale)
        name = self._parts.directory.server_name(server.guild_id)
        lines = {WHY_NEW: "pledge-ask-new", WHY_YEAR: "pledge-ask-year", WHY_JOINED: "pledge-ask-joined"}
        content = say(lines[why], server=name)
        if why == WHY_NEW and standing.agreed is not None:
            content = f"{content}\n\n{difference(standing.agreed, standing.current, server.locale)}"
        read = Button(say("pledge-button-read"), button_id("pledge", "show", server.guild_id), style="primary")
        return Message(content, rows=((read,),))

    def _role(self, guild_id: int) -> int | None:
        server = self._parts.servers.get(guild_id)
        return None if server is None else server.participant_role_id

    def _holds(self, guild_id: int, user_id: int, role: int | None) -> bool:
        member = self._parts.directory.member(guild_id, user_id)
        return member is not None and role in member.roles

    def _member(self, guild_id: int, user_id: int) -> None:
        if self._parts.servers.get(guild_id) is None or self._parts.directory.member(guild_id, user_id) is None:
            raise NotAMember


def difference(before: Version, after: Version, locale: str) -> str:
    """Return what is new and what is gone, line by line, as Discord shows it."""
    added, gone = changes(before.parts(locale), after.parts(locale))
    return "\n".join([*(f"+ {line}" for line in added), *(f"~~{line}~~" for line in gone)])


def words_of(fields: Mapping[str, str]) -> Words:
    """Return the parts of an agreement as a form gave them."""
    return {part: fields.get(part, "").strip() for part in agreement.PARTS}


def _key(guild_id: int, person: int) -> str:
    return f"pledge:{guild_id}:{person}:"
