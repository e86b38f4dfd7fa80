"""Numbers of surveys and of suggestions: none is given twice, for what was posted under a number must never lead to another."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, func, insert, select, update

from bot.surveys.tables import suggestion_numbers, suggestions, survey_invited, survey_numbers, surveys

OPENED_SINCE: Final = 1000
"""How many numbers a restore passes over: more than are given while a copy is the newest."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one kind of thing: `highest` keeps the highest that was ever given, `given` those still in use."""

    highest: Table
    given: Column[Any]

    def following(self, connection: Connection) -> int:
        """Return a number that nothing has had."""
        number = self._last(connection) + 1
        self.pass_over(connection, number)
        return number

    def pass_over(self, connection: Connection, number: int) -> None:
        """Give this number, or a lower one, to nothing any more."""
        last = self.highest.c.last
        connection.execute(update(self.highest).where(last < number).values(last=number))
        if connection.execute(select(last)).first() is None:
            connection.execute(insert(self.highest).values(id=1, last=number))

    def leave_room(self, connection: Connection) -> None:
        """Pass over the numbers that were given after a copy was made; what was posted under them is still there."""
        self.pass_over(connection, self._last(connection) + OPENED_SINCE)

    def _last(self, connection: Connection) -> int:
        last = connection.execute(select(self.highest.c.last)).scalar_one_or_none() or 0
        return max(last, connection.execute(select(func.max(self.given))).scalar() or 0)


SURVEYS: Final = Numbers(survey_numbers, surveys.c.id)
SUGGESTIONS: Final = Numbers(suggestion_numbers, suggestions.c.id)


def renumber(connection: Connection, survey_id: int) -> None:
    """Give a draft another number, so that nothing that was posted under the old one leads to it."""
    number = SURVEYS.following(connection)
    whose = survey_invited.c.survey_id == survey_id
    people = list(connection.execute(select(survey_invited.c.person_id).where(whose)).scalars())
    connection.execute(survey_invited.delete().where(whose))
    connection.execute(update(surveys).where(surveys.c.id == survey_id).values(id=number))
    for person_id in people:
        connection.execute(insert(survey_invited).values(survey_id=number, person_id=person_id))
