"""What is shown of closed surveys, to staff and, when they decide so, where everybody reads it."""

from dataclasses import replace

from bot.audit import Act
from bot.messenger.message import Message
from bot.messenger.port import Lane, Sent
from bot.parts import Parts
from bot.surveys import records, results
from bot.surveys.book import Book
from bot.surveys.errors import NotPosted, ResultsNotYet
from bot.surveys.records import OVER, State, Survey
from bot.surveys.results import Results
from bot.texts import Speaker


class Publishing:
    """Shows results at the threshold that holds now."""

    def __init__(self, parts: Parts, book: Book) -> None:
        """Show what is in `book`."""
        self._parts = parts
        self._book = book

    def showable(self, survey: Survey) -> Results | None:
        """Return what may be shown of a closed survey now; None for a void one.

        Raises:
            ResultsNotYet: it is not closed.
        """
        if survey.state not in OVER:
            raise ResultsNotYet
        if survey.results is None or survey.state is State.VOID:
            return None
        return results.at_threshold(survey.results, max(survey.threshold, self._book.threshold(survey.guild_id)))

    async def seen(self, survey: Survey, user_id: int) -> None:
        """Write down that somebody of staff looks at results."""
        await self._parts.audit.add(survey.guild_id, user_id, Act.SURVEY_RESULTS_SEEN, about=survey.id)

    async def earlier(self, survey: Survey) -> list[tuple[Survey, Results]]:
        """Return what may be shown of the closed surveys that asked the same in the same place before, the oldest first."""
        found = await self._parts.storage.read(lambda connection: records.earlier(connection, survey))
        shown = [(one, self.showable(one)) for one in found]
        return [(one, results) for one, results in shown if results is not None and results.respondents is not None]

    async def post(self, survey: Survey, *messages: Message, key: str, by: int) -> None:
        """Post something about a survey in its channel; `by` whom (by Discord's id) is in the record first.

        Raises:
            NotPosted: it did not arrive.
        """
        assert survey.channel_id is not None
        await self._parts.audit.add(survey.guild_id, by, Act.SURVEY_PUBLISHED, about=survey.id)
        for number, message in enumerate(messages):
            outcome = await self._parts.messenger.post(
                channel_id=survey.channel_id, message=message, key=f"{key}:{number}", lane=Lane.BULK
            )
            if not isinstance(outcome, Sent):
                raise NotPosted(channel=f"<#{survey.channel_id}>")

    async def did(self, survey: Survey, said: str, did: str) -> Survey:
        """Keep what people said and what was done about it.

        Raises:
            ResultsNotYet: the survey is not closed.
        """
        told = replace(survey, said=said, did=did)
        if not await self._book.change(told, expected=OVER):
            raise ResultsNotYet
        return told

    def speaker(self, survey: Survey) -> Speaker:
        """Return the speaker for what a server's members read."""
        server = self._parts.servers.get(survey.guild_id)
        return self._parts.texts.speaker(None if server is None else server.locale)
