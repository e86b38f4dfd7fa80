"""How the command line asks a running bot about one person: a socket beside the database that only its owner can open."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

import structlog

from bot.app import Services
from bot.audit import HOST, Act, Cause
from bot.errors import AlongsideError
from bot.privacy.account import as_json, summary
from bot.storage.backup import drop_keyrings

ROTATE: Final = "rotate"
SEALED: Final = "sealed"  # what was erased of somebody whom nobody knows by name
SOCKET: Final = "control.sock"
LONGEST: Final = 100  # bytes of a path: what every system takes for a socket's name
PATIENCE: Final = 30.0  # seconds

Progress = Callable[[int, int], None]


class Ask(Protocol):
    """Takes what to do, a Discord id and a language; returns the answer as values that JSON can hold.

    What takes long tells `progress` how much of how much is done.
    """

    async def __call__(
        self, do: str, discord_id: int, locale: str, progress: Progress = lambda _done, _total: None
    ) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        ...


log = structlog.get_logger(__name__)


def answerer(services: Services) -> Ask:
    """Return what answers for the services of this process."""

    async def ask(
        do: str, discord_id: int, locale: str, progress: Progress = lambda _done, _total: None
    ) -> dict[str, Any]:
        say = services.texts.speaker(locale)
        if do == ROTATE:
            count = await services.people.rotate(progress)
            await services.audit.add(HOST, Cause.OPERATOR, Act.KEY_ROTATED, about=count)
            copies = await asyncio.to_thread(drop_keyrings, services.settings.var_dir)
            return {"count": count, "copies": copies}
        if do == "erase":
            done = await services.erasures.now(discord_id, locale=locale)
            if not done:  # what may have lain sealed was taken out all the same, and the operator answers for it
                await services.audit.add(HOST, Cause.OPERATOR, Act.FORGOTTEN, about=SEALED)
            return {"done": done}
        account = await services.privacy.account(discord_id)
        if do == "export":
            await services.audit.add(HOST, Cause.OPERATOR, Act.EXPORTED, subject=discord_id if account.known else None)
            return {"text": as_json(account, say)}
        case = await services.privacy.open_case(discord_id)
        return {"known": account.known, "case": case, "lines": summary(account, say)}

    return ask


async def listen(var_dir: Path, services: Callable[[], Services | None]) -> asyncio.AbstractServer | None:
    """Answer on the socket until the server is closed; None where the folder's path is too long for one.

    `services` returns None as long as the bot is starting.
    """
    path = var_dir / SOCKET
    if len(os.fsencode(path)) > LONGEST:
        log.warning("control.path_too_long")
        return None
    path.unlink(missing_ok=True)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer: dict[str, Any]
        try:
            running = services()
            line = await asyncio.wait_for(reader.readline(), PATIENCE)
            if not line:
                writer.close()  # somebody only looked whether anybody answers
                return
            asked, answer = json.loads(line), {"starting": True}
            if running is not None:

                def progress(done: int, total: int) -> None:
                    writer.write(json.dumps({"done": done, "of": total}).encode() + b"\n")

                answer = await answerer(running)(str(asked["do"]), int(asked["person"]), str(asked["locale"]), progress)
        except AlongsideError as problem:
            answer = {"error": problem.text}
        except Exception:
            # The edge of a connection: whoever asked hears that it failed, and the bot goes on.
            log.exception("control.failed")
            answer = {"error": AlongsideError.text}
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
        writer.close()

    before = os.umask(0o077)
    try:
        return await asyncio.start_unix_server(serve, path)
    finally:
        os.umask(before)


async def connect(var_dir: Path) -> Ask | None:
    """Return what asks the running bot, or None where none answers."""
    path = var_dir / SOCKET
    if len(os.fsencode(path)) > LONGEST or not path.exists():
        return None

    async def ask(
        do: str, discord_id: int, locale: str, progress: Progress = lambda _done, _total: None
    ) -> dict[str, Any]:
        reader, writer = await asyncio.open_unix_connection(path, limit=1 << 26)
        writer.write(json.dumps({"do": do, "person": discord_id, "locale": locale}).encode() + b"\n")
        answer: dict[str, Any] = {}
        while line := await reader.readline():
            answer = json.loads(line)
            if "of" in answer:
                progress(answer["done"], answer["of"])
        writer.close()
        return answer

    try:
        _, writer = await asyncio.open_unix_connection(path)
    except OSError:
        return None
    writer.close()
    return ask
