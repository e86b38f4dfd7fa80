"""The doctor at the command line finds what it can beside a stopped, a running and a broken bot."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import discord
import pytest

from bot.readiness import ApplicationFacts, Finding, State, Token
from bot.servers import Servers
from bot.settings import Settings, SettingsWrong
from bot.storage import Storage
from bot.storage.backup import make_backup
from bot.storage.migrate import upgrade
from bot.storage.people import People
from bot.ui.offline_discord import Asked
from bot.ui.offline_facts import examine_settings, wrong_settings


class Still:
    def now(self) -> datetime:
        return datetime(2026, 5, 4, 20, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


def settings_in(folder: Path, **more: str) -> Settings:
    return Settings.load({"VAR_DIR": str(folder / "var"), **more})


def by_state(findings: list[Finding], state: State) -> set[str]:
    return {finding.text for finding in findings if finding.state is state}


async def make_bot_files(settings: Settings) -> tuple[Storage, People]:
    storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=Still())
    await upgrade(storage)
    people = await People.open(
        storage,
        keyring_file=settings.var_dir / "keyring.db",
        master_key_file=settings.master_key_file,
        clock=Still(),
    )
    await people.person(7)
    return storage, people


async def test_before_the_first_start_nothing_is_broken_and_nothing_is_made(tmp_path: Path) -> None:
    findings = await examine_settings(settings_in(tmp_path), Still())
    assert by_state(findings, State.BROKEN) == set()
    assert by_state(findings, State.LOOK) == {"doctor-token-absent", "doctor-backup-none"}
    assert {"doctor-database-none", "doctor-keyring-none"} <= by_state(findings, State.OK)
    assert not (tmp_path / "var").exists()


async def test_a_running_bot_is_left_in_peace(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    storage, people = await make_bot_files(settings)
    findings = await examine_settings(settings, Still())
    assert "doctor-database-in-use" in by_state(findings, State.OK)
    assert storage.healthy
    await people.close()
    await storage.close()


async def test_a_stopped_bot_is_looked_through(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    storage, people = await make_bot_files(settings)
    await people.close()
    await storage.close()
    findings = await examine_settings(settings, Still())
    assert {"doctor-database-ok", "doctor-keyring-ok"} <= by_state(findings, State.OK)


async def test_a_master_key_that_does_not_fit_is_broken(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    storage, people = await make_bot_files(settings)
    await people.close()
    await storage.close()
    settings.master_key_file.write_text("ab" * 32, encoding="ascii")
    findings = await examine_settings(settings, Still())
    assert by_state(findings, State.BROKEN) == {"error-storage-master-key-wrong"}
    settings.master_key_file.unlink()
    assert "doctor-keyring-no-key" in by_state(await examine_settings(settings, Still()), State.BROKEN)


@pytest.mark.parametrize(
    ("answer", "state", "text"),
    [
        (Asked(Token.REFUSED), State.BROKEN, "doctor-token-refused"),
        (Asked(Token.UNKNOWN), State.LOOK, "doctor-discord-away"),
        (Asked(Token.WORKS, ApplicationFacts(members=False, content=True)), State.BROKEN, "doctor-members-off"),
        (Asked(Token.WORKS, ApplicationFacts(members=True, content=False)), State.LOOK, "doctor-content-off"),
    ],
)
async def test_discord_is_asked_with_the_token(tmp_path: Path, answer: Asked, state: State, text: str) -> None:
    asked = []

    async def ask(token: str, *_: Any) -> Asked:
        asked.append(token)
        return answer

    findings = await examine_settings(settings_in(tmp_path, DISCORD_TOKEN="made.up.token"), Still(), ask=ask)
    assert text in by_state(findings, state)
    assert asked == ["made.up.token"]


def test_settings_that_cannot_be_loaded_are_each_named() -> None:
    findings = wrong_settings(SettingsWrong(("VAR_DIR", "METRICS_PORT")))
    assert [finding.values["setting"] for finding in findings] == ["VAR_DIR", "METRICS_PORT"]
    assert {finding.state for finding in findings} == {State.BROKEN}


async def test_a_database_of_an_earlier_or_a_later_version_is_left_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=Still())
    await storage.close()
    assert "doctor-database-older" in by_state(await examine_settings(settings, Still()), State.LOOK)
    storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=Still())
    await upgrade(storage)
    await storage.write(lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'zzz'"))
    await storage.close()
    assert by_state(await examine_settings(settings, Still()), State.BROKEN) == {"error-storage-schema-newer"}


async def test_a_backup_is_dated(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    storage, people = await make_bot_files(settings)
    keyring = settings.var_dir / "keyring.db"
    make_backup(settings.database_url, var_dir=settings.var_dir, keyring_file=keyring, clock=Still())
    await people.close()
    await storage.close()
    assert "doctor-backup-ok" in by_state(await examine_settings(settings, Still()), State.OK)


class Connected:
    """As much of a client as the doctor uses; `fails` is raised when it connects."""

    made: ClassVar[list["Connected"]] = []
    fails: ClassVar[Exception | None] = None
    members: ClassVar[bool] = True

    def __init__(self, **_: Any) -> None:
        self.intents = discord.Intents.none()
        self.guilds: list[discord.Guild] = []
        self.closed = self.ready = False
        self.events = asyncio.Event()
        self.http = self
        self.made.append(self)

    async def get_bot_gateway(self) -> tuple[int, str, dict[str, int]]:
        return 1, "wss://gateway.invalid", {"remaining": 1000, "reset_after": 0}

    async def login(self, token: str) -> None:
        if token != "made.up.token":
            raise discord.LoginFailure

    async def application_info(self) -> Any:
        flags = discord.ApplicationFlags()
        flags.gateway_guild_members_limited = self.members
        return SimpleNamespace(flags=flags)

    async def connect(self) -> None:
        if self.fails is not None:
            raise self.fails
        self.ready = True
        self.events.set()

    async def wait_until_ready(self) -> None:
        await self.events.wait()

    def is_ready(self) -> bool:
        return self.ready

    def get_guild(self, guild_id: int) -> None:
        return None

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> type[Connected]:
    class Fresh(Connected):
        made: ClassVar[list[Connected]] = []

    monkeypatch.setattr("bot.ui.offline_discord.discord.Client", Fresh)
    return Fresh


async def stopped(tmp_path: Path, token: str = "made.up.token") -> Settings:
    settings = settings_in(tmp_path, DISCORD_TOKEN=token)
    storage, people = await make_bot_files(settings)
    await Servers(storage).save(7)
    await people.close()
    await storage.close()
    return settings


async def test_it_connects_looks_at_the_servers_and_leaves(tmp_path: Path, connected: type[Connected]) -> None:
    findings = await examine_settings(await stopped(tmp_path), Still())
    assert by_state(findings, State.BROKEN) == {"doctor-server-absent"}
    assert {"doctor-token-ok", "doctor-members-ok"} <= by_state(findings, State.OK)
    assert "doctor-content-off" in by_state(findings, State.LOOK)
    assert [client.closed for client in connected.made] == [True, True]


async def test_a_refused_token_and_a_switch_that_is_off_connect_to_nothing(
    tmp_path: Path, connected: type[Connected]
) -> None:
    wrong = await stopped(tmp_path / "wrong", token="another.token")
    assert "doctor-token-refused" in by_state(await examine_settings(wrong, Still()), State.BROKEN)
    connected.members = False
    off = await stopped(tmp_path / "off")
    assert by_state(await examine_settings(off, Still()), State.BROKEN) == {"doctor-members-off"}
    assert len(connected.made) == 2  # each asked about the token; none connected


async def test_a_gateway_that_does_not_answer_is_said(tmp_path: Path, connected: type[Connected]) -> None:
    connected.fails = OSError()
    findings = await examine_settings(await stopped(tmp_path), Still())
    assert "doctor-discord-away" in by_state(findings, State.LOOK)
    assert all(client.closed for client in connected.made)
