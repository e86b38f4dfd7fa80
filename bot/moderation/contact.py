"""What the person of a case hears from the bot: always private, always few words, and where they can be reached."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message, Row
from bot.messenger.port import Archived, Forbidden, Gone, Lane, Left, Sent, Transient, Unknown
from bot.messenger.port import Outcome as Delivery
from bot.moderation import casebook
from bot.moderation.desk import Desk
from bot.moderation.helpline_texts import first_lines
from bot.moderation.incident import Code, Incident, Outcome, Reached, Source
from bot.moderation.policy import CASE_KEPT_NAMED
from bot.texts import Speaker, moment

log = structlog.get_logger(__name__)


class Contact:
    """Writes to the person of a case: by direct message or, where these are closed, in a private thread."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`."""
        self._desk = desk

    async def begin(self, incident: Incident, *, tonight: int) -> Incident:
        """Write to the person for the first time: who writes, why, who knows, and one question.

        Args:
            incident: the case.
            tonight: the peer who is being told.
        """
        desk, say = self._desk, self._desk.speaker(incident)
        parts = [
            say(_opening(incident), server=desk.directory.server_name(incident.guild_id)),
            say("person-not-in-trouble"),
            say("person-who-knows", name=desk.name(incident.guild_id, tonight)),
            say("person-what-helps"),
            self.helplines(incident.guild_id, say),
        ]
        rows = self._answer_rows(incident, say)
        return await self._first(incident, Message(_lines(parts), rows=rows, about=frozenset({tonight})))

    async def nobody(self, incident: Incident, *, told: Collection[int]) -> Incident:
        """Tell the person at once that nobody is available, who is, and when a peer will be back.

        Args:
            incident: the case.
            told: the leads and last resorts who are being told; nobody while on-call is not running.
        """
        desk, say = self._desk, self._desk.speaker(incident)
        parts = [
            say("person-nobody", server=desk.directory.server_name(incident.guild_id)),
            say("person-lead-told") if told else "",
            self._back(incident, say),
            self.helplines(incident.guild_id, say),
            say("person-not-in-trouble"),
        ]
        return await self._first(incident, Message(content=_lines(parts), rows=self._help_rows(incident, say)))

    async def nobody_else(self, incident: Incident, *, told: Collection[int], other: bool) -> Delivery:
        """Tell a person in a later round at once that nobody is on shift or, with `other`, nobody but whom they had."""
        desk, say = self._desk, self._desk.speaker(incident)
        nobody = say("person-nobody", server=desk.directory.server_name(incident.guild_id))
        parts = [
            say("person-nobody-else") if other else nobody,
            say("person-lead-told") if told else "",
            "" if other else self._back(incident, say),
            self.helplines(incident.guild_id, say),
        ]
        message = Message(content=_lines(parts), rows=self._help_rows(incident, say))
        return await self.say(incident, message, step=f"nobody:{incident.round}")

    def _back(self, incident: Incident, say: Speaker) -> str:
        back = self._desk.oncall.back_at(incident.guild_id)
        return say("person-back-unknown") if back is None else say("person-back", at=moment(back, "f"))

    async def still_trying(self, incident: Incident) -> Delivery:
        """Tell the person after five minutes that somebody is still being woken."""
        say = self._desk.speaker(incident)
        parts = [say("person-still-trying"), self.helplines(incident.guild_id, say)]
        message = Message(content=_lines(parts), rows=self._help_rows(incident, say))
        return await self.say(incident, message, step=f"still-trying:{incident.round}")

    async def unanswered(self, incident: Incident) -> bool:
        """Tell the person plainly that nobody could be reached, with who can; true when they know, or cannot be told."""
        say = self._desk.speaker(incident)
        parts = [say("person-unanswered"), self.helplines(incident.guild_id, say)]
        message = Message(content=_lines(parts), rows=self._help_rows(incident, say))
        if incident.reached in (Reached.NOT_YET, Reached.UNREACHED):
            spoken = await self._first(incident, message, step="unanswered")
            return spoken.reached is not Reached.NOT_YET
        outcome = await self.say(incident, message, step=f"unanswered:{incident.round}")
        return not isinstance(outcome, Transient | Unknown)

    async def taken(self, incident: Incident, responder: str, *, lane: Lane = Lane.URGENT) -> Delivery | None:
        """Tell the person who has it, and that the bot steps back; None where that is settled without a message."""
        say = self._desk.speaker(incident)
        message, step = (
            Message(content=say("person-taken", name=responder)),
            f"taken:{incident.round}:{incident.holder}",
        )
        if incident.reached is Reached.NOT_YET:
            # Nobody knows whether the first words came.
            spoken = await self._first(incident, message, step=step, lane=lane)
            return Unknown() if spoken.reached is Reached.NOT_YET else None
        return await self.say(incident, message, step=step, lane=lane)

    async def offer_space(self, incident: Incident, responder: str) -> Delivery:
        """Offer a private space and name who can read it; nothing is opened before the person says yes."""
        say, second = self._desk.speaker(incident), self._second(incident)
        readers = self.readers(incident, second)
        # Whom the offer names stands in its button, so that nobody else is brought in by a yes after the next shift began.
        yes = button_id("me", "space-yes", incident.key, *(() if second is None else (second,)))
        rows: tuple[Row, ...] = (
            (
                Button(say("person-button-space-yes"), yes, style="primary"),
                Button(say("person-button-space-no"), button_id("me", "space-no", incident.key)),
                Button(say("person-button-other"), button_id("me", "other", incident.key)),
            ),
        )
        content = say("person-space-offer", name=responder, readers=readers)
        message = Message(content=content, rows=rows, about=frozenset() if second is None else frozenset({second}))
        return await self.say(incident, message, step=f"space:{incident.active_at.timestamp()}")

    async def closing(self, incident: Incident, outcome: Outcome, *, lane: Lane = Lane.URGENT) -> Delivery:
        """Say that it is over: with an apology where we misread, with a follow-up offered where somebody was there."""
        say, talk = self._desk.speaker(incident), button_id("support", "open", incident.guild_id)
        again: tuple[Row, ...] = ((Button(say("button-talk-now"), talk, style="primary"),),)
        if outcome is Outcome.FALSE_ALARM and not incident.source.asked_for:
            message = Message(content=say("person-apology"))
        elif outcome in (Outcome.FALSE_ALARM, Outcome.NOT_REACHED):
            message = Message(content=say("person-closed"), rows=again)
        else:
            follow = button_id("me", "follow-yes", incident.key)
            buttons = (
                Button(say("person-button-follow-yes"), follow, style="primary"),
                Button(say("person-button-follow-no"), button_id("me", "follow-no", incident.key)),
                Button(say("button-helplines"), button_id("help", "lines", incident.guild_id)),
            )
            message = Message(content=say("person-closing"), rows=(buttons,))
        # Their room is closed behind them, so the last words come where they can still be answered.
        outside = replace(incident, space_id=None) if incident.reached is Reached.DIRECT else incident
        return await self.say(outside, message, step="closing", lane=lane)

    async def say(self, incident: Incident, message: Message, *, step: str, lane: Lane = Lane.URGENT) -> Delivery:
        """Write to the person in their private space or, where there is none (any more), by direct message.

        What may have been sent already goes in the bulk lane, which looks before it sends.
        """
        desk = self._desk
        key, message = f"person:{incident.key}:{step}", self._naming(incident, message)
        if incident.space_id is not None:
            outcome = await desk.messenger.post(channel_id=incident.space_id, message=message, key=key, lane=lane)
            if not isinstance(outcome, Gone | Forbidden | Archived):
                return outcome
        return await desk.messenger.direct(
            user_id=incident.user_id, message=message, key=key, lane=lane, rationed=False
        )

    def _second(self, incident: Incident) -> int | None:
        """Return the second responder who can always read a private space (PRACTICE), apart from the holder."""
        duty = self._desk.duty(incident)
        return next((user for user in (*duty.on_shift, *duty.leads) if self.may_come(incident, user)), None)

    def may_come(self, incident: Incident, user_id: int) -> bool:
        """Say whether somebody may be the second responder in a private space.

        Nobody may whom the person did not want, who said that they cannot take it, or who has a case of their own.
        """
        desk, live = self._desk, self._desk.cases.live(incident.key)
        if user_id == incident.holder or not desk.may_know(incident, user_id):
            return False
        return user_id not in desk.cases.with_their_own(incident.guild_id) and (
            live is None or user_id not in live.declined
        )

    def readers(self, incident: Incident, second: int | None) -> str:
        """Return who can read the private space of a case, with the second responder in it."""
        desk, say = self._desk, self._desk.speaker(incident)
        name = desk.name(incident.guild_id, incident.holder)
        if second is None:
            return say("person-space-readers-alone", name=name)
        return say("person-space-readers", name=name, second=desk.name(incident.guild_id, second))

    async def bring_in(self, incident: Incident) -> bool:
        """Bring whoever holds a case into its private space; true when they are surely in it."""
        live, space, holder = self._desk.cases.live(incident.key), incident.space_id, incident.holder
        if live is None or space is None or holder is None:
            return False
        if holder not in live.present:
            outcome = await self._desk.messenger.add_to_thread(thread_id=space, user_id=holder, lane=Lane.URGENT)
            if not isinstance(outcome, Sent):
                return False
            live.present.add(holder)
        return True

    async def leave_space(self, incident: Incident, user_id: int) -> None:
        """Take a responder who no longer holds a case out of its private space."""
        live = self._desk.cases.live(incident.key)
        if live is not None:
            live.present.discard(user_id)
        if incident.space_id is not None:
            await self._desk.messenger.remove_from_thread(
                thread_id=incident.space_id, user_id=user_id, lane=Lane.URGENT
            )

    def helplines(self, guild_id: int, say: Speaker) -> str:
        """Return the two best lines of the server's country and the emergency number; the rest is behind a button.

        Somebody's language stands in for a country only where nobody said which, and it is the language of one.
        """
        server = self._desk.servers.get(guild_id)
        country = None if server is None else server.country
        country = country or self._desk.helplines.only_country(say.locale.split("-")[0])
        return first_lines(self._desk.helplines, country, say)

    def _naming(self, incident: Incident, message: Message) -> Message:
        """Note whose name the person may read in it: who holds the case."""
        return message if incident.holder is None else replace(message, about=message.about | {incident.holder})

    # -- how it is built ------------------------------------------------------------------------------------------

    def _answer_rows(self, incident: Incident, say: Speaker) -> tuple[Row, ...]:
        key = incident.key
        answers = [
            Button(say("person-button-talk"), button_id("me", "talk", key), style="primary"),
            Button(say("person-button-other"), button_id("me", "other", key)),
            Button(say("person-button-not-now"), button_id("me", "not-now", key)),
        ]
        if incident.source in (Source.MESSAGE, Source.FORM):
            answers.append(Button(say("person-button-meant-otherwise"), button_id("me", "meant", key)))
        return (tuple(answers), *self._help_rows(incident, say))

    def _help_rows(self, incident: Incident, say: Speaker) -> tuple[Row, ...]:
        return (
            (
                Button(say("button-helplines"), button_id("help", "lines", incident.guild_id)),
                Button(say("button-fears"), button_id("help", "fears", incident.guild_id)),
            ),
        )

    async def _first(
        self, incident: Incident, message: Message, *, step: str = "first", lane: Lane = Lane.URGENT
    ) -> Incident:
        """Write by direct message or, where these are closed, in a private thread; what is not certain is tried again."""
        key, message = f"person:{incident.key}:{step}", self._naming(incident, message)
        outcome = await self._desk.messenger.direct(
            user_id=incident.user_id, message=message, key=key, lane=lane, rationed=False
        )
        if isinstance(outcome, Sent):
            return self._reached(incident, Reached.DIRECT, None)
        if not isinstance(outcome, Transient | Unknown | Left):
            outcome = await self._in_thread(incident, message, f"{key}:thread")
            if isinstance(outcome, Sent):
                return self._reached(incident, Reached.THREAD, outcome.channel_id)
        if isinstance(outcome, Transient | Unknown):
            return incident
        return self._reached(incident, Reached.UNREACHED, None)

    async def _in_thread(self, incident: Incident, message: Message, key: str) -> Delivery:
        """Write in a private thread of the person's own, and say who can read it."""
        thread = await self._open_thread(incident)
        if not isinstance(thread, Sent):
            return thread
        readers = self._desk.speaker(incident)("person-thread-readers", days=CASE_KEPT_NAMED.days)
        here = replace(
            message,
            content=_lines([f"<@{incident.user_id}>", message.content, readers]),
            mentions=frozenset({incident.user_id}),
        )
        return await self._desk.messenger.post(channel_id=thread.channel_id, message=here, key=key, lane=Lane.URGENT)

    async def _open_thread(self, incident: Incident) -> Delivery:
        desk = self._desk
        server = desk.server(incident.guild_id)
        if server.support_channel_id is None or desk.directory.absent(incident.guild_id, incident.user_id):
            return Left()
        say = desk.speaker(incident)
        return await desk.messenger.open_thread(
            channel_id=server.support_channel_id,
            name=space_name(incident, say),
            members=(incident.user_id,),
            key=f"space:{incident.key}",
            lane=Lane.URGENT,
        )

    def _reached(self, incident: Incident, reached: Reached, space_id: int | None) -> Incident:
        now, cases = self._desk.now(), self._desk.cases
        columns: dict[str, Any] = (
            {"reached": reached} if space_id is None else {"reached": reached, "space_id": space_id}
        )

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, **columns)
            casebook.log(connection, incident.key, now, Code.REACHED, None, reached)

        cases.put(incident.key, work, **columns)
        return cases.latest(incident)


def _opening(incident: Incident) -> str:
    if incident.source.asked_for:
        return "person-opening-asked"
    return "person-opening-worried" if incident.source is Source.ABOUT_PERSON else "person-opening"


def _lines(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def space_name(incident: Incident, say: Speaker) -> str:
    """Return a neutral name for a private space, one of its own also before the case has a number."""
    return say("space-name", number=str(incident.number or incident.key % 1_000_000))
