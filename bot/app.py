"""The one place where the parts are put together."""

import asyncio
import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.agenda import Agenda, aside
from bot.agenda import kept as agenda_kept
from bot.audit import Audit
from bot.audit import kept as audit_kept
from bot.audit.heads import Heads
from bot.clock import Clock, SystemClock
from bot.directory import CachedDirectory
from bot.drawing.easel import Easel
from bot.groups.feature import Groups
from bot.guidelines.feature import Guidelines
from bot.guidelines.reminders import Reminders
from bot.guidelines.sights import Sights
from bot.heartbeat import Heartbeat
from bot.logs import LogTally
from bot.messenger import kept as messenger_kept
from bot.messenger.adapter import DiscordMessenger
from bot.messenger.adapter.calendar import DiscordCalendar
from bot.messenger.adapter.listening import DiscordFilter
from bot.messenger.adapter.roles import DiscordRoles
from bot.messenger.directs import Directs
from bot.messenger.lanes import Lanes
from bot.messenger.ledger import Ledger as PostLedger
from bot.messenger.traces import Traces
from bot.metrics import Metrics, figures
from bot.moderation import kept as moderation_kept
from bot.moderation.aftercare import Aftercare
from bot.moderation.answers import Answers
from bot.moderation.auditor import Auditor
from bot.moderation.blind import Blind, read_phrases
from bot.moderation.board import Board
from bot.moderation.care import Care
from bot.moderation.cases import Cases
from bot.moderation.contact import Contact
from bot.moderation.conversation import Conversations
from bot.moderation.coverage import Coverage
from bot.moderation.desk import Desk
from bot.moderation.detection import Detector
from bot.moderation.files import Files
from bot.moderation.helplines import Helplines
from bot.moderation.impairment import Impairment
from bot.moderation.intake import Intake
from bot.moderation.journal import Journal
from bot.moderation.oncall import OnCall
from bot.moderation.paging import Paging
from bot.moderation.reports import Reports
from bot.moderation.reports import kept as reports_kept
from bot.moderation.response import Response
from bot.moderation.roster import RosterFile, remembered
from bot.moderation.takeover import Takeover
from bot.moderation.timetable import Timetable
from bot.moderation.watch import Cursors, Watches
from bot.moderation.wordings import Wordings
from bot.parts import Parts
from bot.privacy.erasures import Erasures
from bot.privacy.feature import Privacy
from bot.privacy.register import Register
from bot.privacy.removals import Removals
from bot.privacy.retention import Retention
from bot.recovery import Recovery, begin_to_read, bring_up_to_date
from bot.servers import Servers
from bot.settings import Settings
from bot.storage import Storage
from bot.storage import kept as storage_kept
from bot.storage.backup import prune_keyrings
from bot.storage.people import People
from bot.surveys import kept as surveys_kept
from bot.surveys.feature import Surveys
from bot.texts import Texts, loaded
from bot.ui.presses import Presses
from bot.ui.router import Router

if TYPE_CHECKING:
    from bot.client import AlongsideClient


@dataclass(frozen=True, slots=True)
class Services:
    """Every service that a cog may call."""

    settings: Settings
    clock: Clock
    texts: Texts
    router: Router
    storage: Storage
    people: People
    agenda: Agenda
    messenger: DiscordMessenger
    directory: CachedDirectory
    servers: Servers
    helplines: Helplines
    watches: Watches
    wordings: Wordings
    cursors: Cursors
    oncall: OnCall
    coverage: Coverage
    desk: Desk
    board: Board
    contact: Contact
    paging: Paging
    intake: Intake
    blind: Blind
    files: Files
    response: Response
    care: Care
    answers: Answers
    groups: Groups
    guidelines: Guidelines
    reminders: Reminders
    sights: Sights
    audit: Audit
    heads: Heads
    reports: Reports
    retention: Retention
    privacy: Privacy
    erasures: Erasures
    removals: Removals
    auditor: Auditor
    heartbeat: Heartbeat
    metrics: Metrics
    surveys: Surveys
    easel: Easel
    recovery: Recovery
    impairment: Impairment
    journal: Journal
    roster: RosterFile

    async def close(self) -> None:
        """Let go of everything, in the order in which nothing is lost."""
        async with AsyncExitStack() as last_first:
            last_first.push_async_callback(self.storage.close)
            last_first.push_async_callback(self.people.close)
            last_first.push_async_callback(self.cursors.try_save)
            last_first.push_async_callback(self.journal.settled)
            last_first.push_async_callback(self.desk.cases.settled)
            last_first.push_async_callback(self.surveys.close)
            last_first.push_async_callback(self.easel.close)
            last_first.push_async_callback(self.roster.settled)
            last_first.push_async_callback(self.groups.close)
            last_first.push_async_callback(self.metrics.close)
            last_first.push_async_callback(self.agenda.stop)
            last_first.push_async_callback(self.impairment.close)
            last_first.callback(self.recovery.stop)


async def assemble(client: "AlongsideClient", settings: Settings, clock: Clock) -> Services:
    """Open storage and put every part together; called once, when the client logs in.

    Raises:
        ConfigurationError: a setting or a file is wrong; the sentence says what to change.
        StorageUnavailable: the keyring does not open.
    """
    texts = loaded(settings.data_dir / "locales")
    storage = await Storage.open(
        settings.database_url, var_dir=settings.var_dir, clock=clock, new=not remembered(settings.var_dir)
    )
    people = await People.open(
        storage,
        keyring_file=settings.var_dir / "keyring.db",
        master_key_file=settings.master_key_file,
        clock=clock,
    )
    cursors = Cursors(storage, clock)
    directory = CachedDirectory(client)
    servers = Servers(storage)
    agenda = Agenda(storage, clock)
    audit = Audit(storage, people, clock)
    directs = Directs(clock, storage, people)
    traces = Traces(storage, people, directs, clock)
    messenger = DiscordMessenger(
        client,
        secret=people.derive("messenger"),
        clock=clock,
        lanes=Lanes(aside=aside),
        directs=directs,
        ledger=PostLedger(storage),
        traces=traces,
    )
    parts = Parts(
        clock=clock,
        texts=texts,
        storage=storage,
        people=people,
        agenda=agenda,
        messenger=messenger,
        directory=directory,
        servers=servers,
        audit=audit,
        data_dir=settings.data_dir,
        var_dir=settings.var_dir,
    )
    oncall = OnCall(storage, people, servers, directory, audit, clock)
    journal = Journal(settings.var_dir, people.derive("journal"), token_bytes=secrets.token_bytes)
    cases = Cases(storage, people, journal, clock)
    watches = Watches(storage, clock)
    desk = Desk(
        storage=parts.storage,
        people=parts.people,
        servers=parts.servers,
        agenda=parts.agenda,
        messenger=parts.messenger,
        directory=parts.directory,
        texts=parts.texts,
        clock=parts.clock,
        audit=parts.audit,
        helplines=Helplines.load(settings.data_dir / "helplines.toml"),
        cases=cases,
        oncall=oncall,
    )
    board, contact, aftercare = Board(desk), Contact(desk), Aftercare(desk)
    paging = Paging(desk, board, contact)
    timetable = Timetable(desk, board, contact, paging)
    timetable.register()
    coverage = Coverage(desk, paging)
    aftercare.register()
    detector, easel, router = (
        Detector.load(settings.data_dir / "lexicon"),
        Easel(),
        Router(texts, Presses(settings.var_dir, people.derive("presses"), clock=clock, settled=journal.settled)),
    )
    wordings, conversations = Wordings(storage, audit, clock, detector), Conversations(detector.helps)
    surveys = Surveys.build(parts, listens=wordings.would_wake)
    retention = Retention(agenda, storage, clock)
    register = Register(storage, people, retention, clock)
    register.add(
        moderation_kept.keeper(cases, oncall, cursors, aftercare, conversations, clock),
        messenger_kept.keeper(directs, traces, unspoken=moderation_kept.unspoken_since),
        agenda_kept.keeper(),
        storage_kept.keeper(people.discord_id),
        audit_kept.keeper(audit),
        reports_kept.keeper(people),
        surveys_kept.keeper(surveys),
    )
    retention.add("keyrings", lambda: asyncio.to_thread(prune_keyrings, settings.var_dir, now=clock.now()))
    roster = RosterFile(settings.var_dir, servers=servers, oncall=oncall, watches=watches, directs=directs, clock=clock)
    retention.add("roster", roster.refresh)
    privacy = Privacy(parts, register, waits=moderation_kept.waits, unseal=surveys.sealed.forget)
    erasures = Erasures(parts, privacy, retention)
    retention.add("leavers-sealed", surveys.take_out_leavers)
    impairment, files = Impairment(desk), Files(desk)
    response = Response(
        desk,
        files=files,
        board=board,
        paging=paging,
        contact=contact,
        timetable=timetable,
        aftercare=aftercare,
    )
    auditor = Auditor(desk)
    heartbeat = Heartbeat(
        None if settings.heartbeat_url is None else str(settings.heartbeat_url),
        agenda=agenda,
        storage=storage,
        clock=clock,
        auditor=auditor,
    )
    intake = Intake(desk, detector, watches, board, paging, timetable, aftercare, wordings, conversations)
    blind = Blind(
        desk,
        intake=intake,
        watches=watches,
        filter_=DiscordFilter(client, messenger.beside),
        # Assessing every phrase takes a good part of a start, and the filter is only for a bot that may not read.
        phrases=() if client.content else read_phrases(settings.data_dir / "automod", detector),
        content=client.content,
    )
    calendar = DiscordCalendar(client, messenger.beside)
    groups = Groups.build(parts, watches=watches, listener=intake, calendar=calendar, register=register)
    surveys.meet(
        when_ended=groups.course.when_ended,
        when_moved=groups.upkeep.when_moved,
        groups_of=groups.roster.standing,
        looked_at_soon=easel.warm,
    )
    guidelines = Guidelines(parts, DiscordRoles(client, messenger.beside), register)
    reminders = Reminders.of_groups(parts, groups, near_incident=lambda guild_id: bool(cases.open_in(guild_id)))
    sights = Sights(parts, groups.roster.groups, groups.roster.users)
    heads = Heads(audit, storage=storage, agenda=agenda, messenger=messenger, servers=servers, texts=texts)
    recovery = Recovery(
        loads=(
            partial(bring_up_to_date, storage, settings.var_dir),
            people.sweep,
            directs.load,
            servers.load,
            watches.load,
            wordings.load,
            cursors.load,
            partial(begin_to_read, cursors, servers),
            oncall.load,
            cases.load,
            surveys.load,
            groups.load,
        ),
        begins=(
            agenda.start,
            retention.start,
            heads.start,
            reminders.start,
            sights.start,
            coverage.start,
            heartbeat.start,
        ),
        cases=cases,
        roster=roster,
        takeover=Takeover(desk, journal, timetable, aftercare),
        timetable=timetable,
        impairment=impairment,
    )
    return Services(
        settings=settings,
        clock=clock,
        texts=texts,
        router=router,
        storage=storage,
        people=people,
        agenda=agenda,
        messenger=messenger,
        directory=directory,
        servers=servers,
        helplines=desk.helplines,
        watches=watches,
        wordings=wordings,
        cursors=cursors,
        oncall=oncall,
        coverage=coverage,
        desk=desk,
        board=board,
        contact=contact,
        paging=paging,
        intake=intake,
        blind=blind,
        files=files,
        response=response,
        care=Care(
            desk,
            files=files,
            board=board,
            paging=paging,
            contact=contact,
            response=response,
            timetable=timetable,
            aftercare=aftercare,
        ),
        retention=retention,
        privacy=privacy,
        erasures=erasures,
        removals=Removals(parts, traces),
        auditor=auditor,
        heartbeat=heartbeat,
        metrics=Metrics(
            settings.metrics_port,
            partial(
                figures,
                cases=cases,
                storage=storage,
                agenda=agenda,
                failures=messenger.failures,
                refused=router.refused,
                tally=client.tally,
            ),
        ),
        surveys=surveys,
        easel=easel,
        answers=Answers(desk, board, paging, contact, timetable, aftercare),
        groups=groups,
        recovery=recovery,
        impairment=impairment,
        journal=journal,
        roster=roster,
        guidelines=guidelines,
        reminders=reminders,
        sights=sights,
        audit=audit,
        heads=heads,
        reports=Reports(parts, detector.assess),
    )


def create_bot(
    settings: Settings, *, clock: Clock | None = None, content: bool = True, tally: LogTally | None = None
) -> "AlongsideClient":
    """Return the client, not yet started; it opens its storage when it logs in.

    Args:
        settings: validated settings.
        clock: the system's, unless a test or the rehearsal brings its own.
        content: False for a bot whose message-content switch is off; it works content-blind then.
        tally: what the logs count.
    """
    from bot.client import AlongsideClient

    return AlongsideClient(settings, clock=clock or SystemClock(), content=content, tally=tally)
