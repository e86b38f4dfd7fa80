"""One process holds the database; a second one is told who."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage import Storage
from bot.storage.errors import DatabaseInUse
from bot.storage.lock import ProcessLock
from tests.unit.storage.worlds import HandClock

HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.clock import SystemClock
from bot.storage import Storage

async def main():
    await Storage.open(sys.argv[1], var_dir=Path(sys.argv[2]), clock=SystemClock())
    print("held", flush=True)
    sys.stdin.read()

asyncio.run(main())
"""


async def test_a_second_process_is_refused_and_told_who_holds_it(
    sqlite_url: str, tmp_path: Path, clock: HandClock
) -> None:
    with subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", HOLDER, sqlite_url, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DatabaseInUse) as caught:
            await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock)
        assert caught.value.values["pid"] == str(holder.pid)
        assert str(caught.value.values["since"]).startswith("20")

        holder.send_signal(signal.SIGKILL)
        holder.wait()
        storage = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock)
        assert storage.healthy, "a process that was killed holds nothing any more"
        await storage.close()


def test_the_lock_is_free_again_after_release(tmp_path: Path, clock: HandClock) -> None:
    one, other = ProcessLock(tmp_path / "a.db"), ProcessLock(tmp_path / "a.db")
    one.take(since=clock.now())
    with pytest.raises(DatabaseInUse) as caught:
        other.take(since=clock.now())
    assert caught.value.values["pid"] == str(os.getpid())
    one.release()
    other.take(since=clock.now())
    other.release()


def test_a_holder_that_has_not_yet_signed_is_refused_all_the_same(tmp_path: Path, clock: HandClock) -> None:
    one, other = ProcessLock(tmp_path / "a.db"), ProcessLock(tmp_path / "a.db")
    one.take(since=clock.now())
    (tmp_path / "a.db.lock").write_text("")
    with pytest.raises(DatabaseInUse) as caught:
        other.take(since=clock.now())
    assert caught.value.values["pid"] == "?"
    one.release()
