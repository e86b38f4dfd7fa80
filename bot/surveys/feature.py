"""Surveys as one thing, as the rest of the bot sees them."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.agenda import Rule
from bot.audit import Act
from bot.groups.meeting_model import Moment
from bot.parts import Parts
from bot.surveys import templates
from bot.surveys.answering import Answering, Listens
from bot.surveys.apart import Apart
from bot.surveys.book import Book, GroupsOf
from bot.surveys.box import Boxes
from bot.surveys.box_posts import BoxPosts
from bot.surveys.closing import Closing
from bot.surveys.errors import NoSuchSurvey, NoSuchTemplate, TimeUnclear
from bot.surveys.examining import Examined, examine
from bot.surveys.measures import FOLDER as PRIVATE
from bot.surveys.measures import Measures
from bot.surveys.opening import Opening, Terms
from bot.surveys.plans import Plan, Plans, Trigger
from bot.surveys.publishing import Publishing
from bot.surveys.questions import Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.sealed import Sealed
from bot.surveys.store import FOLDER, SealLost
from bot.surveys.suggestions import Suggestions
from bot.surveys.telling import Telling
from bot.surveys.templates import Templates


@dataclass(frozen=True, slots=True)
class Surveys:
    """Everything that can be asked of surveys."""

    parts: Parts
    book: Book
    apart: Apart
    sealed: Sealed
    answering: Answering
    opening: Opening
    telling: Telling
    closing: Closing
    plans: Plans
    publishing: Publishing
    templates: Templates
    measures: Measures
    boxes: Boxes
    box_posts: BoxPosts
    suggestions: Suggestions
    listens: Listens

    @classmethod
    def build(cls, parts: Parts, *, listens: Listens, sealed: Sealed | None = None) -> "Surveys":
        """Put the parts together; `load` when the database is there.

        Args:
            parts: what stands under the domain.
            listens: says whether what somebody wrote asks for a person, and writes nothing down.
            sealed: the sealed files, where a test brings its own chance, seal and clock.
        """
        book = Book(parts)
        sealed = sealed or Sealed(parts.var_dir / FOLDER)
        after: list[Callable[[Connection, Survey], None]] = []
        closing = Closing(parts, book, sealed, partial(_in_turn, after))
        telling = Telling(parts, book)
        apart = Apart(parts, book)
        opening = Opening(parts, book, sealed, closing, telling)
        after.append(opening.after_close)
        box_posts = BoxPosts(parts)
        suggestions = Suggestions(parts, box_posts)
        return cls(
            parts=parts,
            book=book,
            apart=apart,
            sealed=sealed,
            answering=Answering(book, sealed, closing, listens),
            opening=opening,
            telling=telling,
            closing=closing,
            plans=Plans(parts, book, opening, apart, telling),
            publishing=Publishing(parts, book),
            templates=Templates.load(parts.data_dir / templates.FOLDER, parts.var_dir / templates.FOLDER),
            measures=Measures(parts, parts.data_dir / templates.FOLDER / PRIVATE),
            boxes=Boxes(parts, sealed, box_posts, suggestions),
            box_posts=box_posts,
            suggestions=suggestions,
            listens=listens,
        )

    async def load(self) -> None:
        """Read what is open, and put in order what a stop has interrupted.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        await self.book.load()
        await self.boxes.load()
        for name in await self.closing.put_in_order(self.telling.unknown):
            returned = int(name)
            await self.parts.storage.write(
                lambda connection, returned=returned: self.telling.returned(connection, returned)  # type: ignore[misc]
            )

    def meet(
        self,
        *,
        when_ended: Callable[[Callable[[Moment], Awaitable[None]]], None],
        when_moved: Callable[[Callable[[Connection, int, int, int], None]], None],
        groups_of: GroupsOf,
        looked_at_soon: Callable[[], None],
    ) -> None:
        """Ask after sessions and by group, now that there are groups; say when somebody will want to see charts."""
        when_ended(self.plans.after_session)
        when_moved(self.plans.move)
        self.book.knows_groups(groups_of)
        self.closing.looked_at_soon(looked_at_soon)

    async def open(self, guild_id: int, what: str, terms: Terms, *, by: int, at: datetime | None = None) -> Survey:
        """Open a draft (`draft:7`), a template (`template:session`) or an earlier survey (`again:3`), now or at a time.

        Raises:
            NoSuchSurvey, NoSuchTemplate: there is none of that name here.
            NoQuestions, ThresholdTooLow, TimeUnclear, CutUnusable, AskedAlready, AskedLately, SealUnusable: it cannot be opened so.
        """
        ready = self.opening.on_terms(await self.found(guild_id, what), terms)
        if at is not None and at <= self.parts.clock.now():
            raise TimeUnclear
        async with self.apart.begin:
            begins = at or self.parts.clock.now()
            await self.apart.refuse(ready, begins, begins + terms.lasts)
            if not ready.id:
                entered = await self.book.enter(ready)
                assert entered is not None
                ready = entered
            noted = await self.parts.audit.noting(guild_id, by, Act.SURVEY_OPENED, about=ready.id)
            if at is not None:
                return await self.opening.later(ready, at, terms.lasts, note=noted)
            return await self.opening.now(ready, terms.lasts, note=noted)

    async def plan(
        self,
        guild_id: int,
        what: str,
        terms: Terms,
        trigger: Trigger,
        rule: Rule | None = None,
        *,
        by: int,
    ) -> Plan:
        """Open a draft, a template or an earlier survey again and again.

        Raises:
            NoSuchSurvey, NoSuchTemplate: there is none of that name here.
            NoQuestions, ThresholdTooLow, TimeUnclear, CutUnusable, RoundsOverlap: it could not be opened so.
        """
        survey = await self.found(guild_id, what)
        noted = await self.parts.audit.noting(guild_id, by, Act.SURVEY_PLANNED)
        made = Plan(0, guild_id, survey.questionnaire, survey.template, trigger, terms, rule)
        return await self.plans.make(made, noted)

    async def close_early(self, survey: Survey, *, by: int) -> Survey:
        """Close a survey before its time, `by` whom (by Discord's id) the record says; one that is still to open is a draft again.

        Raises:
            NoSuchSurvey: it is over, or was never open nor planned.
        """
        if survey.state is State.PLANNED:
            noted = await self.parts.audit.noting(survey.guild_id, by, Act.SURVEY_CALLED_OFF, about=survey.id)
            return await self.opening.call_off(survey, note=noted)
        noted = await self.parts.audit.noting(survey.guild_id, by, Act.SURVEY_CLOSED, about=survey.id)
        closed = await self.closing.close(survey.id, note=noted)
        if closed is None:
            raise NoSuchSurvey
        return closed

    async def draft(self, guild_id: int, questionnaire: Questionnaire, template: str | None = None) -> Survey:
        """Write down a survey that is being made."""
        entered = await self.book.enter(Survey(0, guild_id, questionnaire, template=template))
        assert entered is not None
        return entered

    async def found(self, guild_id: int, what: str) -> Survey:
        """Return what is named, as a survey to open: a draft itself, of anything else a new one.

        Raises:
            NoSuchSurvey, NoSuchTemplate: there is none of that name here.
        """
        kind, _, name = what.partition(":")
        if kind in ("draft", "again") and name.isdigit():
            known = await self.book.survey(guild_id, int(name))
            if kind == "draft" and known.state is not State.DRAFT:
                raise NoSuchSurvey
            if kind == "draft":
                return known
            return Survey(0, guild_id, known.questionnaire, template=known.template)
        template = self.templates.good.get(name if kind == "template" else what)
        if template is None:
            raise NoSuchTemplate
        return Survey(0, guild_id, template.questionnaire, template=template.name)

    async def examine(self) -> Examined:
        """Look at the sealed files of all that is open; nothing is changed."""
        now = self.parts.clock.now()
        return await examine(self.sealed, self.book.live(), self.boxes.open_boxes(), now)

    async def take_out_leavers(self) -> int:
        """Take out what those said who share no server with us any more: they cannot take it back themselves. Return how much.

        Nobody's leaving is written down for it: what is left over is what belongs to nobody who is there. As long as some
        server is not known in full, nobody is taken for gone.
        """
        here = self.parts.directory.everybody()
        if here is None:
            return 0
        kept = [(one.guild_id, one.name, one.key_mark) for one in self.book.live() if one.state is State.OPEN]
        kept += [(one.guild_id, one.name, one.key_mark) for one in self.boxes.open_boxes()]

        def on_thread() -> int:
            count = 0
            for name, mark in sealed:
                # What is being closed is counted as it stands; files that are not as they were left are voided elsewhere.
                with suppress(SealLost):
                    count += 0 if self.sealed.is_shut(name) else self.sealed.store(name).keep_only(mark, here)
            return count

        # Asked in the same turn of the loop as who is here: what somebody answers who joins from now on is sealed after it.
        # The members of a server that we are no longer in are not known to be gone.
        there = self.parts.directory.owner
        sealed = [(name, mark) for guild_id, name, mark in kept if mark is not None and there(guild_id) is not None]
        return await self.sealed.run(on_thread)

    async def close(self) -> None:
        """Finish what was asked of the sealed files."""
        await self.sealed.close()


def _in_turn(steps: list[Callable[[Connection, Survey], None]], connection: Connection, survey: Survey) -> None:
    for step in steps:
        step(connection, survey)
