"""The shipped process, started as an operator starts it, with Discord's addresses pointing at a server of ours."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from aiohttp import WSMsgType, web

TOKEN: Final = "MDAwMDAwMDAwMDAwMDAwMDAw.made-up.for-tests-only-000000000000"
MEMBERS: Final = 1 << 15  # the limited flags, as an application in fewer than a hundred servers has them
CONTENT: Final = 1 << 19
ME: Final = {"id": "1", "username": "Alongside", "discriminator": "0", "avatar": None, "bot": True}
START: Final = 40.0  # seconds until a process on a busy machine must have said something


def answer(body: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only under this very name, as Discord gives it.
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


class SmallDiscord:
    """As much of Discord as a start needs: who am I, which switches are on, take the commands, and a gateway."""

    def __init__(self) -> None:
        self.flags = MEMBERS | CONTENT
        self.known = True
        self.identified: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.left: asyncio.Queue[None] = asyncio.Queue()
        self.commands: list[str] = []
        self.url = ""

    def routes(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self._application)
        app.router.add_put("/api/v10/applications/1/commands", self._commands)
        app.router.add_get("/gateway", self._gateway)
        return app

    async def _me(self, request: web.Request) -> web.Response:
        if not self.known or request.headers["Authorization"] != f"Bot {TOKEN}":
            return answer({"message": "401: Unauthorized", "code": 0}, status=401)
        return answer(ME)

    async def _application(self, _: web.Request) -> web.Response:
        about = {"id": "1", "name": "Alongside", "description": "", "icon": None, "verify_key": "", "flags": self.flags}
        return answer({**about, "bot_public": False, "bot_require_code_grant": False, "owner": ME})

    async def _commands(self, request: web.Request) -> web.Response:
        sent = await request.json()
        self.commands = [command["name"] for command in sent]
        return answer(
            [
                {"description": "", **one, "id": str(n), "application_id": "1", "version": "1"}
                for n, one in enumerate(sent, 1)
            ]
        )

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 30_000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            if frame["op"] == 2:
                ready = {
                    "v": 10,
                    "user": ME,
                    "guilds": [],
                    "session_id": "s",
                    "resume_gateway_url": self.url.replace("http", "ws") + "/gateway",
                    "application": {"id": "1", "flags": self.flags},
                }
                await socket.send_json({"op": 0, "s": 1, "t": "READY", "d": ready})
                self.identified.put_nowait(frame["d"])
            elif frame["op"] == 1:
                await socket.send_json({"op": 11})
        self.left.put_nowait(None)
        return socket


class Process:
    """`python -m bot …`, and what it said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.ending: asyncio.Future[tuple[int, str, str]] | None = None

    async def end(self) -> tuple[int, str, str]:
        if self.ending is not None:
            return await self.ending
        out, err = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, out.decode(), err.decode()

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        self._process.send_signal(sign)
        return await asyncio.wait_for(self.end(), START)

    def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()


@pytest.fixture
async def discord() -> AsyncIterator[SmallDiscord]:
    small = SmallDiscord()
    runner = web.AppRunner(small.routes())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    small.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield small
    await runner.cleanup()


@pytest.fixture
async def start(tmp_path: Path, discord: SmallDiscord) -> AsyncIterator[Callable[..., Any]]:
    started: list[Process] = []

    async def starting(*command: str, **env: str) -> Process:
        given = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": discord.url,
            "DISCORD_GATEWAY_URL": discord.url.replace("http", "ws") + "/gateway",
            "LOG_FORMAT": "json",
            **env,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *(command or ("run",)),
            cwd=tmp_path, env={name: value for name, value in given.items() if value},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        started.append(Process(process))
        return started[-1]

    yield starting
    for process in started:
        process.kill()


async def identified(discord: SmallDiscord, process: Process) -> dict[str, Any]:
    """What the process said of itself at the gateway, unless it ended before."""
    ended = asyncio.ensure_future(process.end())
    said = asyncio.ensure_future(discord.identified.get())
    await asyncio.wait({ended, said}, timeout=START, return_when=asyncio.FIRST_COMPLETED)
    if not said.done():
        said.cancel()
        pytest.fail(f"it never came to the gateway: {ended.result() if ended.done() else ended.cancel()}")
    process.ending = ended
    return said.result()


def events(err: str) -> list[str]:
    return [json.loads(line)["event"] for line in err.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_it_starts_from_nothing_and_ends_cleanly_when_told(
    start: Any, discord: SmallDiscord, tmp_path: Path, sign: signal.Signals
) -> None:
    running = await start()

    await identified(discord, running)
    assert {"support", "help", "setup", "oncall", "incident", "doctor"} <= set(discord.commands)
    code, out, err = await running.stop(sign)

    assert code == 0, err
    assert out == ""
    assert events(err)[-1] == "process.stopped"
    assert "Traceback" not in err
    assert "process.crashed" not in err
    await asyncio.wait_for(discord.left.get(), START)
    assert (tmp_path / "var" / "alongside.db").exists()
    assert not (tmp_path / "var" / "alongside.db-wal").exists(), "the database was closed, not left"


async def test_the_second_start_sends_no_commands_again(start: Any, discord: SmallDiscord) -> None:
    first = await start()
    await identified(discord, first)
    await first.stop()
    discord.commands.clear()

    second = await start()
    await identified(discord, second)
    code, _, _ = await second.stop()

    assert (code, discord.commands) == (0, [])


async def test_a_second_process_on_the_same_database_is_refused_in_one_line(start: Any, discord: SmallDiscord) -> None:
    first = await start()
    await identified(discord, first)

    code, _, err = await asyncio.wait_for((await start()).end(), START)

    (line,) = [one for one in err.splitlines() if not one.startswith("{")]
    assert code == 2
    assert "alongside.db is in use by process" in line
    assert "Stop that one first" in line
    assert (await first.stop())[0] == 0


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
    start: Any, wrong: dict[str, str], said: str
) -> None:
    code, out, err = await asyncio.wait_for((await start(**wrong)).end(), START)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


async def test_a_master_key_that_fits_nothing_stops_the_start(
    start: Any, discord: SmallDiscord, tmp_path: Path
) -> None:
    first = await start()
    await identified(discord, first)
    await first.stop()
    (tmp_path / "var" / "master.key").write_text("0" * 64)

    code, _, err = await asyncio.wait_for((await start()).end(), START)

    (line,) = [one for one in err.splitlines() if not one.startswith("{")]
    assert code == 2
    assert "master.key does not belong to the keyring" in line


async def test_a_refused_token_is_named(start: Any, discord: SmallDiscord) -> None:
    discord.known = False

    code, _, err = await asyncio.wait_for((await start()).end(), START)

    assert code == 2
    assert "Discord does not know this token" in err.splitlines()[-1]
    assert TOKEN not in err


async def test_without_the_members_switch_it_says_where_to_press(start: Any, discord: SmallDiscord) -> None:
    discord.flags = CONTENT

    code, _, err = await asyncio.wait_for((await start()).end(), START)

    assert code == 2
    assert "The switch Server Members Intent is off" in err.splitlines()[-1]
    assert discord.identified.empty()


async def test_without_the_content_switch_it_says_so_and_starts_content_blind(
    start: Any, discord: SmallDiscord
) -> None:
    discord.flags = MEMBERS

    running = await start()
    asked = await identified(discord, running)
    code, _, err = await running.stop()

    assert code == 0
    assert not asked["intents"] & 1 << 15
    assert asked["intents"] & 1 << 1
    assert "the bot starts content-blind" in err


async def test_the_doctor_asks_the_discord_that_the_settings_name(start: Any, discord: SmallDiscord) -> None:
    discord.flags = CONTENT

    code, out, _ = await asyncio.wait_for((await start("doctor", "--json")).end(), START)

    found = {one["check"]: one["state"] for one in json.loads(out)}
    assert code == 1
    assert found["doctor-token-ok"] == "ok"
    assert found["doctor-members-off"] == "broken"
