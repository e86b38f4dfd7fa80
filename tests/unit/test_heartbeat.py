"""Silence means that somebody must look: the heart beats only while every open case goes its way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.agenda import Agenda, Done
from bot.heartbeat import HEARTBEAT_JOB, Heartbeat
from bot.moderation.auditor import Finding
from bot.storage import Storage
from bot.storage.migrate import upgrade


class Watch:
    def now(self) -> datetime:
        return datetime(2026, 5, 4, 20, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


class Audit:
    def __init__(self) -> None:
        self.found: tuple[Finding, ...] = ()

    async def findings(self) -> tuple[Finding, ...]:
        return self.found


@pytest.mark.parametrize(("found", "beats"), [((), 1), ((Finding.STEPS_OVERDUE,), 0), ((Finding.DATABASE_AWAY,), 0)])
async def test_the_heart_beats_only_when_nothing_is_wrong(
    tmp_path: Path, found: tuple[Finding, ...], beats: int
) -> None:
    storage = await Storage.open(f"sqlite:///{tmp_path}/a.db", var_dir=tmp_path, clock=Watch(), inline=True)
    await upgrade(storage)
    audit, heard = Audit(), []
    audit.found = found

    async def beat(url: str) -> None:
        heard.append(url)

    agenda = Agenda(storage, Watch())
    heart = Heartbeat(
        "https://watcher.example/1",
        agenda=agenda,
        storage=storage,
        clock=Watch(),
        auditor=audit,  # type: ignore[arg-type]  # only its findings are asked for
        beat=beat,
    )
    await heart.start()
    (planned,) = await storage.read(lambda connection: agenda.history(connection, f"{HEARTBEAT_JOB}:"))
    assert planned.due == Watch().now() + timedelta(minutes=1)

    job: Any = planned
    assert isinstance(await heart._on_beat(job), Done)
    assert len(heard) == beats
    await storage.close()
