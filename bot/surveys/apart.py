"""What keeps two results apart: nobody can be counted by two surveys that ask the same at the same time.

Two counts of the same answers over people who differ by one tell what that one answered (DESIGN §7). Who took part is kept
nowhere, so two results cannot be compared when they are there; what would make them is refused when it begins.
"""

import asyncio
from datetime import datetime

from bot.parts import Parts
from bot.surveys import records
from bot.surveys.book import Book
from bot.surveys.errors import AskedAlready, AskedLately
from bot.surveys.records import Survey
from bot.texts import moment


class Apart:
    """Says what may begin beside what there is. Whoever asks and then opens holds `begin` meanwhile."""

    def __init__(self, parts: Parts, book: Book) -> None:
        """Compare with the surveys of `book`."""
        self._parts = parts
        self._book = book
        self.begin = asyncio.Lock()

    async def refuse(self, survey: Survey, begins: datetime, ends: datetime) -> None:
        """Refuse a survey that would ask the same as another one at the same time, or as one that was closed early until it would have ended.

        Roles are given and taken, so whom a survey by role asks is not known before its end: each counts as asking
        everybody. Only of those that ask who was at a session is it known, and `elsewhere` keeps them apart. Rounds of one
        plan do not stand in each other's way: one ends before the next begins, and each asks about its own time.

        Raises:
            AskedAlready, AskedLately: there is such a survey.
        """
        for other in self._book.live():
            if (
                self._same(survey, other)
                and not (survey.attended and other.attended)
                and other.opens_at is not None
                and other.closes_at is not None
                and begins < other.closes_at
                and other.opens_at < ends
            ):
                raise AskedAlready(number=other.id)
        closed = await self._parts.storage.read(
            lambda connection: records.cut_short(connection, survey.guild_id, begins)
        )
        for other in closed:
            # Who was at its session is forgotten; the one who closed it can count five people, and would ask the sixth again.
            if other.closes_at is not None and self._same(survey, other):
                raise AskedLately(number=other.id, until=moment(other.closes_at, "f"))

    def elsewhere(self, survey: Survey) -> frozenset[int]:
        """Return those who are asked the same already, for being at another session; they are counted there alone."""
        others = (other.invited for other in self._book.live() if other.attended and self._same(survey, other))
        return frozenset[int]().union(*others)

    def _same(self, survey: Survey, other: Survey) -> bool:
        return (
            other.guild_id == survey.guild_id
            and other.id != survey.id
            and (survey.plan_id is None or other.plan_id != survey.plan_id)
            and survey.questionnaire.overlaps(other.questionnaire)
        )
