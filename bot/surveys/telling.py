"""What is said about a survey at its times: its card, the one reminder, its end, and what may have happened to its key."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Drop
from bot.agenda.jobs import Outcome as JobOutcome
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.surveys import cards, records
from bot.surveys.book import Book
from bot.surveys.records import State, Survey
from bot.texts import Speaker

REMIND_JOB: Final = "survey.remind"
SAY_JOB: Final = "survey.say"
OPEN, OVER, MISSED = "open", "over", "missed"
# What is said when somebody may hold a key: to everybody where it was asked, and to facilitators.
READ, RETURNED, RETURNED_STAFF = "read", "returned", "returned-staff"
LEFT_OUT: Final = "left-out"
UNKNOWN: Final = "unknown"
AGAIN: Final = timedelta(minutes=2)


class Telling:
    """Posts about surveys where they are asked, and tells facilitators."""

    def __init__(self, parts: Parts, book: Book) -> None:
        """Register with the agenda."""
        self._parts = parts
        self._book = book
        parts.agenda.register(REMIND_JOB, self._remind, misfire=Drop(timedelta(hours=6)))
        parts.agenda.register(SAY_JOB, self._say, misfire=ALWAYS)

    def invite(self, connection: Connection, survey: Survey) -> None:
        """Plan to post the card: once as it opens, and once after each session that it is about."""
        self._plan(connection, survey.id, OPEN, survey.sessions)

    def move(self, connection: Connection, survey: Survey, channel_id: int) -> None:
        """Have an open survey stand in another channel from now on, with a card there; a card that stood before leads to it as well."""
        moved = replace(survey, channel_id=channel_id, message_id=None)
        if self._book.change_in(connection, moved, (State.OPEN,)):
            self._parts.agenda.cancel_prefix(connection, f"survey:{survey.id}:say:{OPEN}:")
            self._plan(connection, survey.id, OPEN, int(self._parts.clock.now().timestamp()))

    def remind(self, connection: Connection, survey_id: int, at: datetime) -> None:
        """Plan the one reminder."""
        payload = {"survey": survey_id}
        self._parts.agenda.plan(connection, kind=REMIND_JOB, key=f"survey:{survey_id}:remind", due=at, payload=payload)

    def over(self, connection: Connection, survey: Survey) -> None:
        """Withdraw the reminder and plan to say that a survey is over."""
        self._parts.agenda.cancel(connection, f"survey:{survey.id}:remind")
        self._plan(connection, survey.id, OVER)
        if cards.perhaps_read(survey):  # a card that changes somewhere above is not seen by those who answered
            self._plan(connection, survey.id, READ)

    def returned(self, connection: Connection, survey_id: int) -> None:
        """Plan to tell everybody, and facilitators, that the key of a closed survey was put back."""
        for what in (RETURNED, RETURNED_STAFF):
            self._plan(connection, survey_id, what)

    def missed(self, connection: Connection, survey: Survey) -> None:
        """Plan to tell facilitators that a survey did not open, because the bot was away for its time."""
        self._plan(connection, survey.id, MISSED, int(self._parts.clock.now().timestamp()))

    def left_out(self, connection: Connection, survey_id: int) -> None:
        """Plan to tell facilitators, once, that rounds of plans are left out until this survey ends, or would have ended."""
        self._plan(connection, survey_id, LEFT_OUT)

    def unknown(self, connection: Connection, count: int, highest: int) -> None:
        """Plan to tell facilitators that surveys were destroyed of which the database knows nothing, nor in which server they were."""
        for server in self._parts.servers.all():
            payload: dict[str, int | str | None] = {
                "survey": 0,
                "what": UNKNOWN,
                "number": count,
                "guild": server.guild_id,
            }
            key = f"survey:{UNKNOWN}:{server.guild_id}:{highest}"
            self._parts.agenda.plan(connection, kind=SAY_JOB, key=key, due=self._parts.clock.now(), payload=payload)

    def _plan(self, connection: Connection, survey_id: int, what: str, number: int = 0) -> None:
        self._parts.agenda.plan(
            connection,
            kind=SAY_JOB,
            key=f"survey:{survey_id}:say:{what}:{number}",
            due=self._parts.clock.now(),
            payload={"survey": survey_id, "what": what, "number": number},
        )

    async def _remind(self, job: Job) -> JobOutcome:
        survey = self._book.get(job.number("survey"))
        if survey is None or survey.state is not State.OPEN or survey.channel_id is None:
            return Done()
        people = frozenset(user for one in survey.invited if (user := self._parts.people.discord_id(one)) is not None)
        for place, message in enumerate(cards.reminders(survey, people, self._speaker(survey.guild_id))):
            outcome = await self._post(survey.channel_id, message, f"{job.key}:{place}" if place else job.key)
            if not isinstance(outcome, Sent):
                return _settled(outcome)  # tried again, what was posted is not posted twice
        return Done()

    async def _say(self, job: Job) -> JobOutcome:
        survey_id, what = job.number("survey"), str(job.payload["what"])
        if what == UNKNOWN:
            guild_id = job.number("guild")
            body = cards.unknown(job.number("number"), self._speaker(guild_id))
            return await self._tell_staff(guild_id, body, job.key)
        survey = self._book.get(survey_id)
        if survey is None:
            survey = await self._parts.storage.read(lambda connection: records.any_one(connection, survey_id))
        if survey is None or survey.channel_id is None:
            return Done()
        match what:
            case "open":
                return await self._invite(survey, job.key)
            case "missed" | "left-out":
                said = cards.missed if what == MISSED else cards.left_out
                return await self._tell_staff(survey.guild_id, said(survey, self._speaker(survey.guild_id)), job.key)
            case "over":
                return await self._say_over(survey, job.key)
            case _:
                return await self._say_of_key(survey, what, job.key)

    async def _say_of_key(self, survey: Survey, what: str, key: str) -> JobOutcome:
        say = self._speaker(survey.guild_id)
        if what == RETURNED_STAFF:
            return await self._tell_staff(survey.guild_id, cards.key_returned(survey, say, staff=True), key)
        body = Message(cards.void(survey, say)) if what == READ else cards.key_returned(survey, say, staff=False)
        assert survey.channel_id is not None
        return _settled(await self._post(survey.channel_id, body, key))

    async def _invite(self, survey: Survey, key: str) -> JobOutcome:
        if survey.state is not State.OPEN:
            return Done()
        assert survey.channel_id is not None
        say = self._speaker(survey.guild_id)
        posted = await self._post(survey.channel_id, cards.invitation(survey, say), key)
        if not isinstance(posted, Sent):
            return _settled(posted)
        before, now = survey.message_id, self._book.get(survey.id)
        outdated = (
            [] if before in (None, posted.message_id) else [(before, cards.moved(survey, posted.message_id, say))]
        )
        if now is None or now.state is not State.OPEN:  # it was closed while its card was under way
            outdated.append((posted.message_id, cards.ended(survey, say)))
        for message_id, message in outdated:
            if isinstance(await self._edit(survey, message_id, message), Transient):
                return RetryLater(AGAIN, "survey-reason-undelivered")
        return Done(partial(self._remember_card, survey_id=survey.id, message_id=posted.message_id))

    def _remember_card(self, connection: Connection, *, survey_id: int, message_id: int) -> None:
        survey = self._book.get(survey_id)
        if survey is not None and survey.state is State.OPEN:
            self._book.change_in(connection, replace(survey, message_id=message_id), (State.OPEN,))

    async def _say_over(self, survey: Survey, key: str) -> JobOutcome:
        say = self._speaker(survey.guild_id)
        if isinstance(await self._edit(survey, survey.message_id, cards.ended(survey, say)), Transient):
            return RetryLater(AGAIN, "survey-reason-undelivered")
        return await self._tell_staff(survey.guild_id, cards.staff_note(survey, say), key)

    async def _edit(self, survey: Survey, message_id: int | None, message: Message) -> Outcome | None:
        """Change a card; None where there is none."""
        if survey.channel_id is None or message_id is None:
            return None
        return await self._parts.messenger.edit(
            channel_id=survey.channel_id, message_id=message_id, message=message, lane=Lane.BULK
        )

    async def _tell_staff(self, guild_id: int, message: Message, key: str) -> JobOutcome:
        server = self._parts.servers.get(guild_id)
        if server is None or server.facilitators_channel_id is None:
            return Done()
        return _settled(await self._post(server.facilitators_channel_id, message, key))

    async def _post(self, channel_id: int, message: Message, key: str) -> Outcome:
        return await self._parts.messenger.post(channel_id=channel_id, message=message, key=key, lane=Lane.BULK)

    def _speaker(self, guild_id: int) -> Speaker:
        server = self._parts.servers.get(guild_id)
        return self._parts.texts.speaker(None if server is None else server.locale)


def _settled(outcome: Outcome) -> JobOutcome:
    match outcome:
        case Sent():
            return Done()
        case Transient():
            return RetryLater(AGAIN, "survey-reason-undelivered")
        case _:
            return GiveUp("survey-reason-undelivered")
