"""The shipped process, started as an operator starts it, in a Discord where the bot is in no server yet."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.discord.gateway import IDENTIFY
from bot.rehearsal.discord.happenings import Happening
from bot.rehearsal.discord.server import CONTENT_SWITCH, MEMBERS_SWITCH, Discord
from bot.rehearsal.shipped import Shipped
from tests.wire.born import born

START = 90.0  # seconds until a process on a busy machine must have said something
COMMANDS = "PUT /applications/*/commands"

Starting = Callable[..., Awaitable[Shipped]]


@pytest.fixture
async def start(wire: Discord, tmp_path: Path, cradle: socket.socket | None) -> AsyncIterator[Starting]:
    started: list[Shipped] = []

    async def starting(*command: str, before: bool = False, **env: str) -> Shipped:
        """Start it cold, as an operator does; what was `before` the start that is looked at may be born with its modules read."""
        settings = {**wire.environment(), **env}
        if before and cradle is not None:
            started.append(await born(cradle, tmp_path, settings, ()))
        else:
            started.append(await Shipped.start(tmp_path, settings, *command))
        return started[-1]

    yield starting
    for process in started:
        process.kill()
        await process.end()
    assert not wire.requests.wrong


async def identified(discord: Discord, process: Shipped) -> dict[str, Any]:
    """What the process says of itself at the gateway, unless it ends before."""
    said: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    def hear(one: Happening) -> None:
        if one.kind == "heard" and one.facts["op"] == IDENTIFY and not said.done():
            said.set_result(one.facts["data"])

    either: list[asyncio.Future[Any]] = [said, asyncio.ensure_future(process.end())]
    with discord.happenings.heard_by(hear):
        await asyncio.wait(either, timeout=START, return_when=asyncio.FIRST_COMPLETED)
    assert said.done(), f"it never came to the gateway: {process.err.decode()}"
    return said.result()


async def ended(process: Shipped, sign: signal.Signals | None = None) -> tuple[int, str, str]:
    """Its exit code and what it said, by itself or when told."""
    code = await asyncio.wait_for(process.end() if sign is None else process.stop(sign), START)
    return code, process.out.decode(), process.err.decode()


def events(err: str) -> list[str]:
    return [json.loads(line)["event"] for line in err.splitlines() if line.startswith("{")]


def plain(err: str) -> list[str]:
    return [line for line in err.splitlines() if not line.startswith("{")]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_it_starts_from_nothing_and_ends_cleanly_when_told(
    start: Starting, wire: Discord, tmp_path: Path, sign: signal.Signals
) -> None:
    running = await start()

    await identified(wire, running)
    await wire.happenings.until(lambda: wire.store.commands)
    sent = {name for name, _ in wire.store.commands[None]}
    assert {"support", "help", "setup", "oncall", "incident", "doctor"} <= sent
    code, out, err = await ended(running, sign)

    assert code == 0, err
    assert out == ""
    assert events(err)[-1] == "process.stopped"
    assert "Traceback" not in err
    assert "process.crashed" not in err
    await wire.happenings.until(
        lambda: not wire.gateway.sessions.all()
    )  # it said goodbye: Discord keeps nothing for it
    assert (tmp_path / "var" / "alongside.db").exists()
    assert not (tmp_path / "var" / "alongside.db-wal").exists(), "the database was closed, not left"


async def test_the_second_start_sends_no_commands_again(start: Starting, wire: Discord) -> None:
    first = await start(before=True)
    await identified(wire, first)
    await wire.happenings.until(lambda: wire.store.commands)
    await first.stop()

    second = await start()
    await identified(wire, second)
    code, _, _ = await ended(second, signal.SIGTERM)

    assert (code, len(wire.requests.matching(COMMANDS))) == (0, 1)


async def test_a_second_process_on_the_same_database_is_refused_in_one_line(start: Starting, wire: Discord) -> None:
    first = await start(before=True)
    await identified(wire, first)

    code, _, err = await ended(await start())

    (line,) = plain(err)
    assert code == 2
    assert "alongside.db is in use by process" in line
    assert "Stop that one first" in line
    assert await first.stop() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"DISCORD_TOKEN": ""}, "DISCORD_TOKEN is not set: put the bot's token there"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL: put DEBUG, INFO, WARNING, ERROR or CRITICAL there."),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL: put sqlite:///var/alongside.db there"),
        ({"DATA_DIR": "nowhere"}, "DATA_DIR: put the folder there"),
        ({"LANG": "es_ES.UTF-8", "DISCORD_TOKEN": ""}, "Falta DISCORD_TOKEN"),
    ],
)
async def test_a_wrong_setting_is_one_line_that_says_what_to_put_where(
    start: Starting, wrong: dict[str, str], said: str
) -> None:
    code, out, err = await ended(await start(**wrong))

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


async def test_a_master_key_that_fits_nothing_stops_the_start(start: Starting, wire: Discord, tmp_path: Path) -> None:
    first = await start(before=True)
    await identified(wire, first)
    await first.stop()
    (tmp_path / "var" / "master.key").write_text("0" * 64)

    code, _, err = await ended(await start())

    (line,) = plain(err)
    assert code == 2
    assert "master.key does not belong to the keyring" in line


async def test_a_refused_token_is_named(start: Starting) -> None:
    refused = "MDAwMDAwMDAwMDAwMDAwMDAw.another.that-discord-does-not-know-0000"

    code, _, err = await ended(await start(DISCORD_TOKEN=refused))

    assert code == 2
    assert "Discord does not know this token" in err.splitlines()[-1]
    assert refused not in err


async def test_without_the_members_switch_it_says_where_to_press(start: Starting, wire: Discord) -> None:
    wire.flags = CONTENT_SWITCH

    code, _, err = await ended(await start())

    assert code == 2
    assert "The switch Server Members Intent is off" in err.splitlines()[-1]
    assert not wire.gateway.sessions.all()


async def test_where_no_session_may_begin_it_says_so_and_asks_for_none(start: Starting, wire: Discord) -> None:
    """Whoever asks on loses the token: it waits for the next day of Discord's, and can be stopped meanwhile."""
    wire.gateway.sessions.spend()
    frames: list[Happening] = []
    with wire.happenings.heard_by(lambda one: frames.append(one) if one.kind == "heard" else None):
        running = await start()
        async with asyncio.timeout(START):
            while b"lets it connect no more for now" not in running.err:
                await running.said()
        code, _, err = await ended(running, signal.SIGTERM)

    assert "in 1440 minutes" in err.replace("1,440", "1440")
    assert code == 0
    assert "Traceback" not in err
    assert frames == []


async def test_without_the_content_switch_it_says_so_and_starts_content_blind(start: Starting, wire: Discord) -> None:
    wire.flags = MEMBERS_SWITCH

    running = await start()
    asked = await identified(wire, running)
    code, _, err = await ended(running, signal.SIGTERM)

    assert code == 0
    assert not asked["intents"] & 1 << 15
    assert asked["intents"] & 1 << 1
    assert "the bot starts content-blind" in err


async def test_the_doctor_asks_the_discord_that_the_settings_name(start: Starting, wire: Discord) -> None:
    wire.flags = CONTENT_SWITCH

    code, out, _ = await ended(await start("doctor", "--json"))

    found = {one["check"]: one["state"] for one in json.loads(out)}
    assert code == 1
    assert found["doctor-token-ok"] == "ok"
    assert found["doctor-members-off"] == "broken"
