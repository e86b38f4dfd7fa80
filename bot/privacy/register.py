"""One register of what every package keeps: shown, exported, erased and swept through here."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from bot.clock import Clock
from bot.privacy.retention import Retention
from bot.storage import Storage
from bot.storage.keeping import Holding, Keeper, Owner, Record
from bot.storage.people import People
from bot.texts import Speaker

OWNERS: Final = {
    Owner.OPERATOR: "kept-owner-operator",
    Owner.LEADS: "kept-owner-leads",
    Owner.FACILITATORS: "kept-owner-facilitators",
}


class Register:
    """Every keeper. What is added takes part in exports, erasures and the daily sweep, without more being said."""

    def __init__(self, storage: Storage, people: People, retention: Retention, clock: Clock) -> None:
        """Start empty."""
        self._storage = storage
        self._people = people
        self._retention = retention
        self._clock = clock
        self._keepers: dict[str, Keeper] = {}

    def add(self, *keepers: Keeper) -> None:
        """Take packages' keepers, before `People.sweep`.

        Raises:
            ValueError: a package, or a name of something kept, is there already.
        """
        for keeper in keepers:
            taken = {holding.name for holding in self.holdings}
            if keeper.name in self._keepers or taken.intersection(holding.name for holding in keeper.holdings):
                raise ValueError(f"{keeper.name} is in the register already, or a name of what it keeps is")
            self._keepers[keeper.name] = keeper
            self._people.register_eraser(keeper.name, keeper.erase)
            self._retention.add(keeper.name, lambda keeper=keeper: self._sweep(keeper))  # type: ignore[misc]

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """Everything that is kept about people, in the order in which packages were added."""
        return tuple(holding for keeper in self._keepers.values() for holding in keeper.holdings)

    async def export(self, person_id: int) -> Mapping[Holding, Sequence[Record]]:
        """Return what is kept about a person, by what it is; what nothing is kept of is left out.

        Raises:
            StorageUnavailable: the database did not answer.
        """

        def read(connection: Connection) -> dict[str, Sequence[Record]]:
            found: dict[str, Sequence[Record]] = {}
            for keeper in self._keepers.values():
                found |= keeper.export(connection, person_id)
            return found

        found = await self._storage.read(read)
        return {holding: found[holding.name] for holding in self.holdings if found.get(holding.name)}

    def forget(self, discord_id: int) -> None:
        """Drop somebody who was erased from every package's memory."""
        for keeper in self._keepers.values():
            keeper.forget(discord_id)

    async def _sweep(self, keeper: Keeper) -> int:
        now = self._clock.now()
        return await self._storage.write(lambda connection: keeper.sweep(connection, now))


def until(holding: Holding, say: Speaker) -> str:
    """Say how long something is kept."""
    return say(holding.until, period="" if holding.period is None else span(holding.period, say))


def span(period: timedelta, say: Speaker) -> str:
    """Say a length of time in whole days, or in hours below two days."""
    if period < timedelta(days=2) and period % timedelta(days=1):
        return say("span-hours", count=int(period.total_seconds() // 3600))
    return say("span-days", count=period.days)
