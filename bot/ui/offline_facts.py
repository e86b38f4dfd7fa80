"""The doctor at the command line: the same checks, with what can be found out beside or without a running bot."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.audit import Audit
from bot.clock import Clock
from bot.errors import ConfigurationError, StorageUnavailable
from bot.moderation.detection import Detector
from bot.moderation.helplines import Helplines
from bot.moderation.roster import remembered
from bot.readiness import (
    Database,
    Finding,
    HostFacts,
    Keyring,
    State,
    Token,
    check_host,
    check_server,
    in_order,
)
from bot.settings import Settings, SettingsWrong
from bot.storage import Storage, keyring, migrate
from bot.storage.engine import parse_url, sqlite_path
from bot.storage.errors import DatabaseInUse
from bot.storage.people import People
from bot.storage.revision import current, newest
from bot.surveys.examining import Examined, examine, stored
from bot.surveys.sealed import Sealed
from bot.surveys.store import FOLDER
from bot.texts import Texts
from bot.ui.offline_discord import Asked, Asking, look_around
from bot.ui.readiness_facts import keyring_state, newest_backup

Problem = tuple[str, tuple[tuple[str, str | int], ...]]


def _read_texts(directory: Path) -> None:
    Texts.load(directory).read_all()


_CONTENT: Final = ((Helplines.load, "helplines.toml"), (Detector.load, "lexicon"), (_read_texts, "locales"))


async def examine_settings(settings: Settings, clock: Clock, *, ask: Asking = look_around) -> list[Finding]:
    """Check all that can be checked with settings alone, the worst first; nothing is made, migrated or changed.

    With a token and no bot running, it connects for a moment to look at the servers.

    Args:
        settings: as `Settings.load` returned them; for what that raised there is `wrong_settings`.
        clock: tells how old backups are and who is on shift.
        ask: what Discord says to a token; over the network unless given.
    """
    disk = await _Disk.look(settings, clock)
    asked = Asked(Token.ABSENT)
    try:
        if settings.discord_token is not None:
            asked = await ask(settings.discord_token.get_secret_value(), settings, clock, disk.storage, disk.people)
    finally:
        await disk.close()
    host = replace(disk.facts, token=asked.token, application=asked.application)
    findings = [
        *check_host(host),
        *(replace(finding, place=name) for name, facts in asked.servers for finding in check_server(facts)),
    ]
    return in_order(replace(finding, names=asked.names) for finding in findings)


def wrong_settings(problem: ConfigurationError) -> list[Finding]:
    """Return what loading the settings raised, as findings."""
    if isinstance(problem, SettingsWrong):
        values: list[dict[str, str | int]] = [{"setting": name, "others": "", "count": 0} for name in problem.names]
        return [Finding(State.BROKEN, problem.text, one) for one in values]
    return [Finding(State.BROKEN, problem.text, problem.values)]


def absent(var_dir: Path) -> Database:
    """Say what it means that no database is there."""
    return Database.LOST if remembered(var_dir) else Database.NONE_YET


@dataclass(slots=True)
class _Disk:
    """What lies under VAR_DIR and in the database; opened where no bot holds it."""

    facts: HostFacts
    storage: Storage | None = None
    people: People | None = None

    @classmethod
    async def look(cls, settings: Settings, clock: Clock) -> "_Disk":
        facts = HostFacts(
            now=clock.now(),
            token=Token.ABSENT,
            database=Database.NONE_YET,
            keyring=keyring_state(settings.var_dir, settings.master_key_file),
            unusable=tuple(_content_problems(settings)),
            newest_backup=newest_backup(settings.var_dir),
        )
        disk = cls(facts)
        try:
            url = parse_url(settings.database_url)
            if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
                disk.facts = replace(facts, database=absent(settings.var_dir))
                return disk
            disk.storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=clock)
            await disk._open(settings, clock)
        except DatabaseInUse:
            disk.facts = replace(disk.facts, database=Database.IN_USE)
        except ConfigurationError as problem:
            refused = replace(disk.facts, unusable=(*facts.unusable, _as_problem(problem)))
            # What could not be opened is the keyring if the database had answered before.
            opened = disk.facts.database not in (Database.NONE_YET, Database.LOST)
            locked = replace(refused, keyring=Keyring.REFUSED)
            disk.facts = locked if opened else replace(refused, database=Database.REFUSED)
        return disk

    async def _open(self, settings: Settings, clock: Clock) -> None:
        if self.storage is None:
            return
        try:
            revision = await self.storage.read(current)
        except StorageUnavailable:
            self.facts = replace(self.facts, database=Database.SILENT)
            return
        if revision is None and remembered(settings.var_dir):
            self.facts = replace(self.facts, database=Database.LOST)
            return
        migrate.refuse_newer(revision)
        up_to_date = revision == newest()
        self.facts = replace(self.facts, database=Database.ANSWERS if up_to_date else Database.OLDER)
        if up_to_date:
            self.facts = replace(self.facts, sealed=await _sealed(self.storage, settings.var_dir, clock))
        if self.facts.keyring is not Keyring.OPENS:
            return
        try:
            people = await People.open(
                self.storage,
                keyring_file=settings.var_dir / keyring.FILE,
                master_key_file=settings.master_key_file,
                clock=clock,
            )
        except StorageUnavailable:
            self.facts = replace(self.facts, keyring=Keyring.DAMAGED)
            return
        if up_to_date:
            self.people = people
            broken = await Audit(self.storage, people, clock).broken()
            self.facts = replace(self.facts, record_broken=len(broken))
        else:
            await people.close()

    async def close(self) -> None:
        """Let go of what was opened."""
        if self.people is not None:
            await self.people.close()
        if self.storage is not None:
            await self.storage.close()


async def _sealed(storage: Storage, var_dir: Path, clock: Clock) -> Examined:
    surveys, boxes = await storage.read(stored)
    sealed = Sealed(var_dir / FOLDER)
    try:
        return await examine(sealed, surveys, boxes, clock.now())
    finally:
        await sealed.close()


def _content_problems(settings: Settings) -> list[Problem]:
    problems = []
    for load, name in _CONTENT:
        try:
            load(settings.data_dir / name)
        except ConfigurationError as problem:
            problems.append(_as_problem(problem))
    return problems


def _as_problem(problem: ConfigurationError) -> Problem:
    return problem.text, tuple(problem.values.items())
