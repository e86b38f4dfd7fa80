"""Numbers of surveys: none is given twice, for a card that was posted under a number must never lead to another survey."""

from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from bot.surveys.tables import survey_invited, survey_numbers, surveys

OPENED_SINCE: Final = 1000
"""How many numbers a restore passes over: more than surveys are made while a copy is the newest."""


def following(connection: Connection) -> int:
    """Return a number that no survey has had."""
    number = _highest(connection) + 1
    pass_over(connection, number)
    return number


def pass_over(connection: Connection, number: int) -> None:
    """Give no survey this number or a lower one any more."""
    connection.execute(update(survey_numbers).where(survey_numbers.c.last < number).values(last=number))
    if connection.execute(select(survey_numbers.c.last)).first() is None:
        connection.execute(insert(survey_numbers).values(id=1, last=number))


def leave_room(connection: Connection) -> None:
    """Pass over the numbers that surveys had which were made after a copy; their cards are still there."""
    pass_over(connection, _highest(connection) + OPENED_SINCE)


def renumber(connection: Connection, survey_id: int) -> None:
    """Give a draft another number, so that nothing that was posted under the old one leads to it."""
    number = following(connection)
    whose = survey_invited.c.survey_id == survey_id
    people = list(connection.execute(select(survey_invited.c.person_id).where(whose)).scalars())
    connection.execute(survey_invited.delete().where(whose))
    connection.execute(update(surveys).where(surveys.c.id == survey_id).values(id=number))
    for person_id in people:
        connection.execute(insert(survey_invited).values(survey_id=number, person_id=person_id))


def _highest(connection: Connection) -> int:
    last = connection.execute(select(survey_numbers.c.last)).scalar_one_or_none() or 0
    return max(last, connection.execute(select(func.max(surveys.c.id))).scalar() or 0)
