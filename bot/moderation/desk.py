"""What every part of the crisis path works with, handed in at one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.agenda import Agenda
from bot.audit import Act, Audit
from bot.clock import Clock
from bot.messenger.plain import as_written
from bot.messenger.port import Messenger
from bot.moderation import casebook
from bot.moderation.cases import Cases
from bot.moderation.errors import ServerNotSetUp
from bot.moderation.helplines import Helplines
from bot.moderation.incident import Incident
from bot.moderation.oncall import OnCall
from bot.moderation.past import code
from bot.moderation.policy import Duty
from bot.servers import Server, Servers
from bot.servers.directory import Directory
from bot.storage import Storage
from bot.storage.people import People
from bot.texts import Speaker, Texts


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts, together, and the few questions that all of them ask."""

    storage: Storage
    people: People
    servers: Servers
    agenda: Agenda
    messenger: Messenger
    directory: Directory
    texts: Texts
    clock: Clock
    audit: Audit
    helplines: Helplines
    cases: Cases
    oncall: OnCall

    def now(self) -> datetime:
        """Return the present instant."""
        return self.clock.now()

    def noting(
        self, incident: Incident, person: int, act: Act, *, subject: int | None = None
    ) -> Callable[[Connection], None]:
        """Return what writes into the record that a person (by person id) did something in a case, in its transaction."""
        note = self.audit.by(incident.guild_id, person, act, subject=subject)
        # A case that the database has not seen yet has its number there first.
        return lambda connection: note(connection, casebook.get(connection, incident.key).number)

    def server(self, guild_id: int) -> Server:
        """Return a server.

        Raises:
            ServerNotSetUp: set-up was never run there.
        """
        server = self.servers.get(guild_id)
        if server is None:
            raise ServerNotSetUp
        return server

    def zone(self, guild_id: int) -> str:
        """Return a server's time zone; UTC for one that set-up was never run in."""
        server = self.servers.get(guild_id)
        return "UTC" if server is None else server.zone

    def staff_speaker(self, incident: Incident) -> Speaker:
        """Return the speaker for what staff read about a case."""
        server = self.servers.get(incident.guild_id)
        return self.texts.speaker(None if server is None else server.locale)

    def speaker(self, incident: Incident) -> Speaker:
        """Return the speaker for what the person of a case reads."""
        return self.texts.speaker(incident.locale)

    def name(self, guild_id: int, user_id: int | None) -> str:
        """Return what somebody is called in a server, safe to show."""
        member = None if user_id is None else self.directory.member(guild_id, user_id)
        return "…" if member is None else as_written(member.name)

    def is_lead(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody has the lead role, or administers the server."""
        server, member = self.servers.get(guild_id), self.directory.member(guild_id, user_id)
        if server is None or member is None:
            return False
        return member.is_admin or (server.lead_role_id is not None and server.lead_role_id in member.roles)

    def is_responder(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody may see incidents through."""
        server, member = self.servers.get(guild_id), self.directory.member(guild_id, user_id)
        if server is None or member is None:
            return False
        return member.is_admin or bool(server.staff_roles & member.roles)

    def is_untold(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody may be in a server for all we know: after a start or a cut, until its members are known."""
        return self.directory.member(guild_id, user_id) is None and not self.directory.absent(guild_id, user_id)

    def goes_past(self, incident: Incident, user_id: int) -> bool:
        """Say whether a case goes past somebody: whom it is about, or who was named beside the words that led to it."""
        return user_id == incident.user_id or (bool(incident.past) and code(self.people, user_id) in incident.past)

    def duty(self, incident: Incident) -> Duty:
        """Return everyone who could be woken for a case now; whoever it goes past is on no rung."""
        duty = self.oncall.duty(incident.guild_id)
        kept = (
            tuple(user for user in rung if not self.goes_past(incident, user))
            for rung in (duty.primary, duty.backup, duty.leads, duty.last_resort)
        )
        return Duty(*kept)

    def may_know(self, incident: Incident, user_id: int) -> bool:
        """Say whether somebody may see a case: a responder, and never whom it goes past."""
        if self.goes_past(incident, user_id) or not self.is_responder(incident.guild_id, user_id):
            return False
        return not incident.aside or self.is_lead(incident.guild_id, user_id) or self.was_paged(incident, user_id)

    def could_see(self, incident: Incident, user_id: int) -> bool:
        """Say whether somebody may see a case, or reads where its card hangs."""
        if self.goes_past(incident, user_id):
            return False
        shown = not incident.aside and self.reads_cards(incident.guild_id, user_id)
        return shown or self.may_know(incident, user_id)

    def was_paged(self, incident: Incident, user_id: int) -> bool:
        """Say whether somebody was brought into a case that takes the other road."""
        live = self.cases.live(incident.key)
        return user_id in (incident.holder, incident.handed_to) or (live is not None and user_id in live.told)

    def reads_cards(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody can read the private channel where cards are posted."""
        server = self.servers.get(guild_id)
        if server is None or server.alert_channel_id is None:
            return False
        return self.directory.reads(guild_id, server.alert_channel_id, user_id)
