"""What the person of a case hears from the bot: always private, always few words, and where they can be reached."""

from dataclasses import replace

import structlog
from sqlalchemy import Connection

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message, Row
from bot.messenger.port import Archived, DirectMessagesClosed, Forbidden, Gone, Lane, Left, Outcome, Sent
from bot.moderation import casebook
from bot.moderation.desk import Desk
from bot.moderation.helpline_texts import first_lines
from bot.moderation.incident import Code, Incident, Reached, Source
from bot.texts import Speaker, moment

log = structlog.get_logger(__name__)


class Contact:
    """Writes to the person of a case: by direct message or, where these are closed, in a private thread."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`."""
        self._desk = desk

    async def begin(self, incident: Incident) -> Incident:
        """Write to the person for the first time: who writes, why, who knows, and one question."""
        say = self._desk.speaker(incident)
        return await self._first(incident, self._beginning(incident, say))

    async def nobody(self, incident: Incident) -> Incident:
        """Tell the person at once that nobody is available, who is, and when a peer will be back."""
        desk, say = self._desk, self._desk.speaker(incident)
        back = desk.oncall.back_at(incident.guild_id)
        parts = [
            say("person-nobody", server=desk.directory.server_name(incident.guild_id)),
            say("person-back", at=moment(back, "f")) if back is not None else say("person-back-unknown"),
            self.helplines(incident.guild_id, say),
            say("person-not-in-trouble"),
        ]
        return await self._first(incident, Message(content=_lines(parts), rows=self._help_rows(incident, say)))

    async def still_trying(self, incident: Incident) -> Outcome:
        """Tell the person after five minutes that somebody is still being woken."""
        say = self._desk.speaker(incident)
        parts = [say("person-still-trying"), self.helplines(incident.guild_id, say)]
        message = Message(content=_lines(parts), rows=self._help_rows(incident, say))
        return await self.say(incident, message, step="still-trying")

    async def unanswered(self, incident: Incident) -> Incident:
        """Tell the person plainly that nobody could be reached, with who can."""
        say = self._desk.speaker(incident)
        parts = [say("person-unanswered"), self.helplines(incident.guild_id, say)]
        message = Message(content=_lines(parts), rows=self._help_rows(incident, say))
        if incident.reached in (Reached.NOT_YET, Reached.UNREACHED):
            return await self._first(incident, message)
        await self.say(incident, message, step="unanswered")
        return incident

    async def taken(self, incident: Incident, responder: str) -> Outcome:
        """Tell the person who has it, and that the bot steps back."""
        say = self._desk.speaker(incident)
        return await self.say(
            incident, Message(content=say("person-taken", name=responder)), step=f"taken:{incident.holder}"
        )

    async def offer_space(self, incident: Incident, responder: str, readers: str) -> Outcome:
        """Offer a private space and name who can read it; nothing is opened before the person says yes."""
        say = self._desk.speaker(incident)
        rows: tuple[Row, ...] = (
            (
                Button(say("person-button-space-yes"), button_id("me", "space-yes", incident.key), style="primary"),
                Button(say("person-button-space-no"), button_id("me", "space-no", incident.key)),
                Button(say("person-button-other"), button_id("me", "other", incident.key)),
            ),
        )
        content = say("person-space-offer", name=responder, readers=readers)
        return await self.say(
            incident, Message(content=content, rows=rows), step=f"space:{incident.active_at.timestamp()}"
        )

    async def closing(self, incident: Incident, *, apologise: bool) -> Outcome:
        """Say that the case is closed: with an apology for a false alarm, else with the offer to be asked again."""
        say = self._desk.speaker(incident)
        if apologise:
            message = Message(content=say("person-apology"))
        else:
            rows: tuple[Row, ...] = (
                (
                    Button(
                        say("person-button-follow-yes"), button_id("me", "follow-yes", incident.key), style="primary"
                    ),
                    Button(say("person-button-follow-no"), button_id("me", "follow-no", incident.key)),
                    Button(say("button-helplines"), button_id("help", "lines", incident.guild_id)),
                ),
            )
            message = Message(content=say("person-closing"), rows=rows)
        return await self.say(incident, message, step="closing")

    async def say(self, incident: Incident, message: Message, *, step: str) -> Outcome:
        """Write to the person in their private space or, where there is none (any more), by direct message."""
        desk = self._desk
        key = f"person:{incident.key}:{step}"
        if incident.space_id is not None:
            outcome = await desk.messenger.post(
                channel_id=incident.space_id, message=message, key=key, lane=Lane.URGENT
            )
            if not isinstance(outcome, Gone | Forbidden | Archived):
                return outcome
        return await desk.messenger.direct(user_id=incident.user_id, message=message, key=key, lane=Lane.URGENT)

    def helplines(self, guild_id: int, say: Speaker) -> str:
        """Return the two best lines of the server's country and the emergency number; the rest is behind a button."""
        server = self._desk.servers.get(guild_id)
        country = None if server is None else server.country
        return first_lines(self._desk.helplines, country, say)

    # -- how it is built ------------------------------------------------------------------------------------------

    def _beginning(self, incident: Incident, say: Speaker) -> Message:
        desk = self._desk
        duty = desk.oncall.duty(incident.guild_id)
        tonight = next((user for user in duty.on_shift if user != incident.user_id), None)
        opening = "person-opening-asked" if incident.source.asked_for else "person-opening"
        parts = [
            say(opening, server=desk.directory.server_name(incident.guild_id)),
            say("person-not-in-trouble"),
            say("person-who-knows", name=desk.name(incident.guild_id, tonight))
            if tonight is not None
            else say("person-who-knows-lead"),
            say("person-what-helps"),
            self.helplines(incident.guild_id, say),
        ]
        return Message(content=_lines(parts), rows=self._answer_rows(incident, say))

    def _answer_rows(self, incident: Incident, say: Speaker) -> tuple[Row, ...]:
        key = incident.key
        answers = [
            Button(say("person-button-talk"), button_id("me", "talk", key), style="primary"),
            Button(say("person-button-other"), button_id("me", "other", key)),
            Button(say("person-button-not-now"), button_id("me", "not-now", key)),
        ]
        if incident.source is Source.MESSAGE:
            answers.append(Button(say("person-button-meant-otherwise"), button_id("me", "meant", key)))
        return (tuple(answers), *self._help_rows(incident, say))

    def _help_rows(self, incident: Incident, say: Speaker) -> tuple[Row, ...]:
        return (
            (
                Button(say("button-helplines"), button_id("help", "lines", incident.guild_id)),
                Button(say("button-fears"), button_id("help", "fears", incident.guild_id)),
            ),
        )

    async def _first(self, incident: Incident, message: Message) -> Incident:
        desk = self._desk
        outcome = await desk.messenger.direct(
            user_id=incident.user_id, message=message, key=f"person:{incident.key}:first", lane=Lane.URGENT
        )
        if isinstance(outcome, Sent):
            return await self._reached(incident, Reached.DIRECT, None)
        if isinstance(outcome, DirectMessagesClosed | Forbidden):
            thread = await self._open_thread(incident)
            if isinstance(thread, Sent):
                here = replace(message, content=_lines([f"<@{incident.user_id}>", message.content]))
                posted = await desk.messenger.post(
                    channel_id=thread.channel_id,
                    message=replace(here, mentions=frozenset({incident.user_id})),
                    key=f"person:{incident.key}:first:thread",
                    lane=Lane.URGENT,
                )
                if isinstance(posted, Sent):
                    return await self._reached(incident, Reached.THREAD, thread.channel_id)
        if isinstance(outcome, Left):
            log.info("person.left", case=incident.key)
        return await self._reached(incident, Reached.UNREACHED, None)

    async def _open_thread(self, incident: Incident) -> Outcome:
        desk = self._desk
        server = desk.server(incident.guild_id)
        if server.support_channel_id is None or desk.directory.absent(incident.guild_id, incident.user_id):
            return Left()
        say = desk.speaker(incident)
        return await desk.messenger.open_thread(
            channel_id=server.support_channel_id,
            name=say("space-name", number=incident.number),
            members=(incident.user_id,),
            key=f"space:{incident.key}",
            lane=Lane.URGENT,
        )

    async def _reached(self, incident: Incident, reached: Reached, space_id: int | None) -> Incident:
        now = self._desk.now()
        columns = {"reached": reached} if space_id is None else {"reached": reached, "space_id": space_id}

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, **columns)
            casebook.log(connection, incident.key, now, Code.REACHED, None, reached)

        def offline(current: Incident) -> tuple[None, Incident]:
            return None, replace(current, reached=reached, space_id=space_id or current.space_id)

        _, changed = await self._desk.cases.step(incident.key, work, offline=offline)
        return changed


def _lines(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)
