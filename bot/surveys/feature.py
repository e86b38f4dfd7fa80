"""Surveys as one thing, as the rest of the bot sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from bot.parts import Parts
from bot.surveys import templates
from bot.surveys.answering import Answering, Listens
from bot.surveys.book import Book
from bot.surveys.closing import Closing
from bot.surveys.errors import NoSuchSurvey, NoSuchTemplate
from bot.surveys.opening import Opening, Terms
from bot.surveys.publishing import Publishing
from bot.surveys.records import State, Survey
from bot.surveys.sealed import Sealed
from bot.surveys.store import FOLDER
from bot.surveys.templates import Templates


@dataclass(frozen=True, slots=True)
class Surveys:
    """Everything that can be asked of surveys."""

    book: Book
    sealed: Sealed
    answering: Answering
    opening: Opening
    closing: Closing
    publishing: Publishing
    templates: Templates
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
        opening = Opening(parts, book, sealed, closing)
        after.append(opening.after_close)
        return cls(
            book=book,
            sealed=sealed,
            answering=Answering(book, sealed, closing, listens),
            opening=opening,
            closing=closing,
            publishing=Publishing(parts, book),
            templates=Templates.load(parts.data_dir / templates.FOLDER),
            listens=listens,
        )

    async def load(self) -> None:
        """Read what is open, and put in order what a stop has interrupted.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        await self.book.load()
        await self.closing.put_in_order()

    async def open(self, guild_id: int, what: str, terms: Terms) -> Survey:
        """Open a draft (`draft:7`) or a template (`template:session`) now.

        Raises:
            NoSuchSurvey, NoSuchTemplate: there is none of that name here.
            NoQuestions, ThresholdTooLow, TimeUnclear, SealUnusable: it cannot be opened so.
        """
        ready = self.opening.on_terms(await self._drafted(guild_id, what), terms)
        if not ready.id:
            entered = await self.book.enter(ready)
            assert entered is not None
            ready = entered
        return await self.opening.now(ready, terms.lasts)

    async def _drafted(self, guild_id: int, what: str) -> Survey:
        kind, _, name = what.partition(":")
        if kind == "draft" and name.isdigit():
            found = await self.book.survey(guild_id, int(name))
            if found.state is not State.DRAFT:
                raise NoSuchSurvey
            return found
        template = self.templates.good.get(name if kind == "template" else what)
        if template is None:
            raise NoSuchTemplate
        return Survey(0, guild_id, template.questionnaire, template=template.name)

    async def close(self) -> None:
        """Finish what was asked of the sealed files."""
        await self.sealed.close()


def _in_turn(steps: list[Callable[[Connection, Survey], None]], connection: Connection, survey: Survey) -> None:
    for step in steps:
        step(connection, survey)
