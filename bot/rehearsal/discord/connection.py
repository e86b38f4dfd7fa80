"""One socket of the gateway, its compression, and what may go wrong on it."""

import asyncio
import json
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from aiohttp import WSMsgType, web

from bot.rehearsal.discord.faults import Drop, Faults, When
from bot.rehearsal.discord.sessions import Frame, Session

MANY: Final = 120  # frames a minute that a bot may send


class Closed(Exception):
    """The socket is to be closed with a code.

    https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
    """

    def __init__(self, code: int) -> None:
        """Remember the code."""
        super().__init__(str(code))
        self.code = code


class Connection:
    """Writes frames in order, and hands on what comes in."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        *,
        packed: bool,
        faults: Faults[Frame],
        heard: Callable[[Frame], None],
    ) -> None:
        """Take a socket; `packed` says whether it is compressed as one stream (`compress=zlib-stream`)."""
        self._socket, self._faults, self._heard = socket, faults, heard
        self._packer = zlib.compressobj() if packed else None
        self._outbox: asyncio.Queue[Frame] = asyncio.Queue()
        self._writer = asyncio.get_running_loop().create_task(self._write(), name="gateway-writer")
        self._recent: list[float] = []
        self.session: Session | None = None

    @property
    def closed_with(self) -> int | None:
        """Return the code that the bot closed it with."""
        return self._socket.close_code

    def send(self, frame: Frame) -> None:
        """Have a frame written after those before it."""
        self._outbox.put_nowait(frame)

    def abort(self) -> None:
        """Cut the socket without a word."""
        self._writer.cancel()
        transport = self._socket._req.transport if self._socket._req is not None else None  # noqa: SLF001
        if transport is not None:
            transport.abort()

    async def close(self, code: int) -> None:
        """Close it with a code."""
        self._writer.cancel()
        await self._socket.close(code=code)

    async def listen(self, hear: Callable[[Frame], Awaitable[None]], *, patience: float | None) -> None:
        """Hand every frame on until the socket ends, or nothing came for `patience` seconds."""
        try:
            while (text := await self._receive(patience)) is not None:
                await hear(parse(text))
        except Closed as closed:
            await self.close(closed.code)
        finally:
            self._writer.cancel()

    async def _receive(self, patience: float | None) -> str | None:
        try:
            message = await self._socket.receive(timeout=patience)
        except TimeoutError:
            raise Closed(4009) from None
        now = asyncio.get_running_loop().time()
        self._recent = [at for at in self._recent if now - at < 60] + [now]
        if len(self._recent) > MANY:
            raise Closed(4008)
        return str(message.data) if message.type is WSMsgType.TEXT else None

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                frame = await self._outbox.get()
                if isinstance(await self._faults.meet(frame, When.BEFORE), Drop):
                    return self.abort()
                text = json.dumps(frame.wire())
                if self._packer is None:
                    await self._socket.send_str(text)
                else:
                    packed = self._packer.compress(text.encode()) + self._packer.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(packed)
                self._heard(frame)
                if isinstance(await self._faults.meet(frame, When.AFTER), Drop):
                    return self.abort()


def parse(text: str) -> Frame:
    """Return a frame from the bot.

    Raises:
        Closed: it is none.
    """
    try:
        said = json.loads(text)
        return Frame(int(said["op"]), said.get("d"), sent=False)
    except (ValueError, KeyError, TypeError):
        raise Closed(4002) from None
