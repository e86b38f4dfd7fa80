"""What somebody would like to get to, kept sealed, for themselves alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from bot.groups.errors import GoalEmpty, NoSuchGoal, TooManyGoals
from bot.groups.tables import goals
from bot.parts import Parts
from bot.storage.errors import KeyDestroyed

PURPOSE: Final = "goal"
OPEN: Final = "open"
DONE: Final = "done"
LET_GO: Final = "let-go"
AT_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Goal:
    """One of somebody's goals, opened for them."""

    id: int
    text: str
    state: str
    at: datetime


class Goals:
    """Everybody's goals."""

    def __init__(self, parts: Parts) -> None:
        """Keep with `parts`."""
        self._parts = parts

    async def of(self, guild_id: int, user_id: int) -> list[Goal]:
        """Return somebody's goals, the open ones first."""
        person = self._parts.people.known(user_id)
        if person is None:
            return []
        query = select(goals).where(goals.c.guild_id == guild_id, goals.c.person_id == person).order_by(goals.c.at)
        rows = await self._parts.storage.read(lambda connection: connection.execute(query).all())
        found = []
        for row in rows:
            try:
                text = self._parts.people.unseal(person, row.sealed, purpose=PURPOSE)
            except KeyDestroyed:
                continue
            found.append(Goal(row.id, text, row.state, row.at))
        return sorted(found, key=lambda one: one.state != OPEN)

    async def add(self, guild_id: int, user_id: int, text: str) -> None:
        """Keep a goal.

        Raises:
            GoalEmpty, TooManyGoals: nothing was kept.
        """
        words = " ".join(text.split())
        if not words:
            raise GoalEmpty
        if sum(one.state == OPEN for one in await self.of(guild_id, user_id)) >= AT_MOST:
            raise TooManyGoals(most=AT_MOST)
        person = await self._parts.people.person(user_id)
        values = {
            "guild_id": guild_id,
            "person_id": person,
            "state": OPEN,
            "at": self._parts.clock.now(),
            "sealed": self._parts.people.seal(person, words, purpose=PURPOSE),
        }
        await self._parts.storage.write(lambda connection: connection.execute(insert(goals).values(values)))

    async def settle(self, user_id: int, goal_id: int, state: str | None) -> None:
        """Mark one's own goal as reached or let go, or delete it (None).

        Raises:
            NoSuchGoal: it is gone, or somebody else's.
        """
        person, now = self._parts.people.known(user_id), self._parts.clock.now()
        which = (goals.c.id == goal_id, goals.c.person_id == (person or -1))

        def work(connection: Connection) -> int:
            if state is None:
                return connection.execute(delete(goals).where(*which)).rowcount
            return connection.execute(update(goals).where(*which).values(state=state, at=now)).rowcount

        if not await self._parts.storage.write(work):
            raise NoSuchGoal
