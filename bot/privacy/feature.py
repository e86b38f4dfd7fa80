"""One person and what is kept about them: shown, given to them, and forgotten."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sqlalchemy import Connection

from bot.parts import Parts
from bot.privacy.account import Account
from bot.privacy.register import Register


class Waits(Protocol):
    """Says whether an open case delays an erasure."""

    def __call__(self, connection: Connection, person_id: int, *, spoken: bool = False) -> int | None:
        """Return its number; with `spoken`, only of one that the person may be told of."""
        ...


"""Returns the number of an open case that a person id is in, or None."""


class Privacy:
    """What people may ask of the bot about themselves, for the command line and for Discord alike."""

    def __init__(
        self, parts: Parts, register: Register, *, waits: Waits, unseal: Callable[[int], Awaitable[None]]
    ) -> None:
        """Answer from `register`.

        Args:
            parts: what stands under the domain.
            register: every package's keeper.
            waits: says whether an open case delays an erasure (DESIGN §3.8).
            unseal: takes out what somebody said without their name and what still lies sealed, by their Discord id alone: whether
                there was anything is in no register, and the id is gone with the tombstone. It may run more than once.
        """
        self._parts = parts
        self.register = register
        self._waits = waits
        self._unseal = unseal

    async def account(self, discord_id: int) -> Account:
        """Return what is kept about somebody.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        person, now = self._parts.people.known(discord_id), self._parts.clock.now()
        found = {} if person is None else await self.register.export(person)
        return Account(discord_id, person is not None, now, found)

    async def open_case(self, discord_id: int, *, spoken: bool = False) -> int | None:
        """Return the number of an open case that somebody is in, in any part; their erasure waits for its end.

        With `spoken`, only of one that they may be told of: of what others said of them they hear nothing before a human
        has looked.
        """
        person = self._parts.people.known(discord_id)
        if person is None:
            return None
        return await self._parts.storage.read(lambda connection: self._waits(connection, person, spoken=spoken))

    async def unseal(self, discord_id: int) -> None:
        """Take out what somebody answered to open surveys and put in suggestion boxes, whether or not anybody knows them.

        It is the first step of every erasure, and nothing of it is written down.

        Raises:
            StorageUnavailable: the disk refused; asked again, it goes on.
        """
        await self._unseal(discord_id)

    async def erase(self, discord_id: int) -> bool:
        """Forget somebody now, in the files and in memory; False if nobody is known by that id.

        Raises:
            StorageUnavailable: it stopped half way; called again, it goes on.
        """
        await self.unseal(discord_id)
        person = self._parts.people.known(discord_id)
        if person is None:
            return False
        await self._parts.people.erase(person)
        self.register.forget(discord_id)
        return True
