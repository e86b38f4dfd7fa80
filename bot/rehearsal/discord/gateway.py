"""The gateway: sockets, and what is said over them.

https://docs.discord.com/developers/events/gateway and https://docs.discord.com/developers/topics/opcodes-and-status-codes
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import discord
from aiohttp import web

from bot.rehearsal.discord.connection import Closed, Connection
from bot.rehearsal.discord.faults import Drop, Faults, When
from bot.rehearsal.discord.happenings import Happenings
from bot.rehearsal.discord.members import Asking, chunks
from bot.rehearsal.discord.sessions import Frame, Session, Sessions
from bot.rehearsal.discord.simulated import Store, guild_payload, seen_with, serializers

HEARTBEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 1, 2, 6, 7, 8, 9, 10, 11
IGNORED: Final = (3, 4)  # presence and voice: nothing here shows them
THERE_AND_BACK: Final = 0.05  # seconds: discord.py notes a heartbeat a moment after it is gone, and measures from there
PRIVILEGED: Final = {1 << 1: (14, 15), 1 << 8: (12, 13), 1 << 15: (18, 19)}
"""By intent, the flags of an application of which one must be set.

https://docs.discord.com/developers/resources/application#application-object-application-flags
"""


class Gateway:
    """Everything that is connected, or was a moment ago."""

    def __init__(
        self,
        store: Store,
        happenings: Happenings,
        sessions: Sessions,
        *,
        flags: Callable[[], int],
        token: Callable[[], str],
        interval: float,
        watchful: bool,
        asking: Asking,
    ) -> None:
        """Take a world; `interval` is how many seconds lie between heartbeats, `watchful` whether a missing one ends a socket."""
        self._store, self._happenings, self.sessions = store, happenings, sessions
        self._flags, self._token = flags, token
        self._interval, self._watchful = interval, watchful
        self._sockets: dict[str, Connection] = {}
        self._open: set[Connection] = set()
        self.asking = asking
        self.faults: Faults[Frame] = Faults()
        self.acknowledging = True
        self.members_told = 0  # answers to a request for members, of all sessions
        self.url = ""

    @property
    def connected(self) -> list[Session]:
        """Return the sessions that have a socket now."""
        return [one for one in self.sessions.all() if one.id in self._sockets]

    # -- out ------------------------------------------------------------------------------------------------------

    def dispatch(self, event: str, payload: dict[str, Any]) -> None:
        """Send an event to everybody who may see it."""
        for session in self.sessions.all():
            shown = seen_with(self._store, event, payload, session.intents)
            if shown is not None and session.takes(payload):
                self._give(session, event, shown)

    def reconnect(self) -> None:
        """Ask everybody to connect anew."""
        for socket in tuple(self._sockets.values()):
            socket.send(Frame(RECONNECT))

    def invalidate(self, *, resumable: bool) -> None:
        """Tell everybody that their session is not valid."""
        for session_id, socket in tuple(self._sockets.items()):
            if not resumable and (session := self.sessions.find(session_id)) is not None:
                self.sessions.end(session)
            socket.send(Frame(INVALID, resumable))

    def abort(self) -> None:
        """Cut every socket without a word."""
        for connection in tuple(self._open):
            connection.abort()

    async def close(self, code: int = 1001) -> None:
        """Close every socket."""
        for connection in tuple(self._open):
            await connection.close(code)

    def _give(self, session: Session, event: str, payload: Any) -> None:  # noqa: ANN401
        frame = session.dispatch(event, payload)
        if (socket := self._sockets.get(session.id)) is not None:
            socket.send(frame)

    # -- in -------------------------------------------------------------------------------------------------------

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Serve one socket until it ends."""
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(http)
        connection = Connection(
            socket, packed=http.query.get("compress") == "zlib-stream", faults=self.faults, heard=self._heard_out
        )
        self._open.add(connection)
        connection.send(Frame(HELLO, {"heartbeat_interval": int(self._interval * 1000)}))
        try:
            await connection.listen(
                lambda frame: self._hear(connection, frame), patience=self._interval * 1.5 if self._watchful else None
            )
        finally:
            self._open.discard(connection)
            self._left(connection)
        return socket

    def _heard_out(self, frame: Frame) -> None:
        self._happenings.tell("frame", op=frame.op, event=frame.event, data=frame.data)

    async def _hear(self, connection: Connection, frame: Frame) -> None:
        self._happenings.tell("heard", op=frame.op, data=frame.data)
        if isinstance(await self.faults.meet(frame, When.BEFORE), Drop):
            connection.abort()
            return
        self._obey(connection, frame)
        if isinstance(await self.faults.meet(frame, When.AFTER), Drop):
            connection.abort()

    def _obey(self, connection: Connection, frame: Frame) -> None:
        if frame.op == HEARTBEAT:
            if self.acknowledging:
                asyncio.get_running_loop().call_later(THERE_AND_BACK, connection.send, Frame(ACK))
        elif frame.op == IDENTIFY:
            self._identify(connection, frame.data)
        elif frame.op == RESUME:
            self._resume(connection, frame.data)
        elif connection.session is None:
            raise Closed(4003)
        elif frame.op == MEMBERS:
            self._tell_members(connection.session, frame.data)
        elif frame.op not in IGNORED:
            raise Closed(4001)

    def _tell_members(self, session: Session, asked: dict[str, Any]) -> None:
        refused = self.asking.refused(asked)
        if refused is not None:
            self._give(session, "RATE_LIMITED", refused)
            return
        for chunk in chunks(self._store, asked):
            self._give(session, "GUILD_MEMBERS_CHUNK", chunk)
        self.members_told += 1

    def _identify(self, connection: Connection, said: dict[str, Any]) -> None:
        if connection.session is not None:
            raise Closed(4005)
        if said["token"] != self._token():
            raise Closed(4004)
        wanted = int(said["intents"])
        if wanted >= 1 << 26:
            raise Closed(4013)
        for intent, flags in PRIVILEGED.items():
            if wanted & intent and not any(self._flags() & 1 << flag for flag in flags):
                raise Closed(4014)
        number, count = said.get("shard") or (0, 1)
        if number >= count:
            raise Closed(4010)
        intents = discord.Intents._from_value(wanted)  # noqa: SLF001  there is no public way from a number
        session = self.sessions.begin(intents, (number, count))
        if session is None:
            connection.send(Frame(INVALID, data=False))
            return
        self._settle(connection, session)
        guilds = [guild for guild in self._store.guilds.values() if session.takes({"guild_id": guild.id})]
        self._give(
            session,
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(self._store.bot_user)),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": [number, count],
                "application": {"id": str(self._store.application_id), "flags": self._flags()},
            },
        )
        for guild in guilds:
            shown = seen_with(self._store, "GUILD_CREATE", guild_payload(self._store, guild), intents)
            if shown is not None:
                self._give(session, "GUILD_CREATE", shown)
        self._happenings.tell("session", id=session.id, resumed=False)

    def _resume(self, connection: Connection, said: dict[str, Any]) -> None:
        if said["token"] != self._token():
            raise Closed(4004)
        session = self.sessions.find(str(said["session_id"]))
        missed = None if session is None else session.since(int(said["seq"] or 0))
        if session is None or missed is None:
            connection.send(Frame(INVALID, data=False))
            return
        self._settle(connection, session)
        for frame in missed:
            connection.send(frame)
        self._give(session, "RESUMED", {})
        self._happenings.tell("session", id=session.id, resumed=True)

    def _settle(self, connection: Connection, session: Session) -> None:
        older = self._sockets.get(session.id)
        self._sockets[session.id] = connection
        session.left_at = None
        connection.session = session
        if older is not None:
            older.abort()

    def _left(self, connection: Connection) -> None:
        session = connection.session
        if session is not None and self._sockets.get(session.id) is connection:
            del self._sockets[session.id]
            self.sessions.leave(session)
            if connection.closed_with in (1000, 1001):  # the bot's own goodbye ends a session
                self.sessions.end(session)
        self._happenings.tell("left", id=None if session is None else session.id)
