"""What Discord's gateway hands to the cogs: just enough of discord.py's objects for the real listeners and handlers to read."""

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import discord

from bot.logs import LogTally
from bot.messenger.message import Button, Card, Message
from tests.simulation.town import BOT, CHANNELS, GUILD, NAMES, Line, Town


class Channel:
    """A text channel and its history."""

    parent_id = None

    def __init__(self, town: Town, number: int, guild: "Guild", gate: Callable[[], Awaitable[None]]) -> None:
        self.id, self.guild = number, guild
        self._town, self._gate = town, gate

    @property
    def last_message_id(self) -> int | None:
        return max((line.message_id for line in self._lines()), default=None)

    def permissions_for(self, _: Any) -> Any:
        return SimpleNamespace(view_channel=True, read_message_history=True)

    async def history(self, *, limit: int, before: Any, after: Any, oldest_first: bool) -> AsyncIterator[Any]:
        assert not oldest_first
        await self._gate()
        found = [line for line in self._lines() if line.message_id > after.id]
        found = [line for line in found if before is None or line.message_id < before.id]
        for line in sorted(found, key=lambda one: one.message_id, reverse=True)[:limit]:
            yield message_of(line, self)

    def _lines(self) -> list[Line]:
        return [line for line in self._town.lines if line.channel_id == self.id]


class Guild:
    """The server as discord.py would hold it."""

    id, unavailable, chunked = GUILD, False, True

    def __init__(self, town: Town, gate: Callable[[], Awaitable[None]]) -> None:
        self.text_channels = [Channel(town, number, self, gate) for number in CHANNELS]
        self.voice_channels: list[Any] = []
        self.stage_channels: list[Any] = []
        self.threads: list[Any] = []

    def get_member(self, user_id: int) -> Any:
        return SimpleNamespace(id=user_id, bot=user_id == BOT, joined_at=None) if user_id in NAMES else None

    def channel(self, number: int) -> Channel:
        return next(one for one in self.text_channels if one.id == number)


def message_of(line: Line, channel: Channel) -> Any:
    return SimpleNamespace(
        id=line.message_id,
        guild=channel.guild,
        channel=channel,
        author=SimpleNamespace(id=line.user_id, bot=False),
        content=line.text,
        created_at=discord.utils.snowflake_time(line.message_id),
        edited_at=None,
        webhook_id=None,
        reference=None,
        poll=None,
        message_snapshots=[],
        embeds=[],
        attachments=[],
    )


class Client:
    """What the cogs and services see of the client."""

    application_id, content = BOT, True

    def __init__(self, town: Town, gate: Callable[[], Awaitable[None]]) -> None:
        self._town, self._gate = town, gate
        self.guild = Guild(town, gate)
        self.guilds = [self.guild]
        self.user = SimpleNamespace(id=BOT)
        self.tally = LogTally()
        self.services: Any = None
        self.tree: Any = SimpleNamespace(add_command=lambda _: None, remove_command=lambda *_, **__: None)
        self.hearers: list[Callable[[Any], Coroutine[Any, Any, None]]] = []

    def hears(self, hearer: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
        self.hearers.append(hearer)

    async def know_members(self, *_: Any, **__: Any) -> None:
        """Everybody is known."""

    def get_partial_messageable(self, number: int) -> Channel:
        return Channel(self._town, number, self.guild, self._gate)

    def get_guild(self, number: int) -> Guild | None:
        return self.guild if number == GUILD else None


@dataclass
class Press:
    """A press or a form sent, as discord.py would hand it in; `said` is what the person sees of the answer."""

    user_id: int
    custom_id: str
    at: datetime
    number: int
    on: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    answered_after: float | None = None
    begun: float = 0.0

    def interaction(self, town: Town) -> Any:
        """Return the interaction; its answers are kept here."""
        data: dict[str, Any] = {"custom_id": self.custom_id}
        if self.values:
            data["components"] = [_field(key, value) for key, value in self.values.items()]
        answers = _Answers(self, town)
        town.followups[str(self.number)] = SimpleNamespace(send=answers.follow)
        return SimpleNamespace(
            type=discord.InteractionType.modal_submit if self.values else discord.InteractionType.component,
            id=self.number,
            data=data,
            user=SimpleNamespace(id=self.user_id),
            guild=None,
            guild_id=None,
            channel_id=None,
            command=None,
            created_at=self.at,
            application_id=BOT,
            token=str(self.number),
            locale=discord.Locale.british_english,
            message=None if self.on is None else SimpleNamespace(id=self.on, flags=SimpleNamespace(ephemeral=False)),
            response=answers,
            followup=town.followups[str(self.number)],
            edit_original_response=answers.change,
        )


class _Answers:
    """What an interaction can be answered with; the first answer comes once, and within three seconds."""

    def __init__(self, press: Press, town: Town) -> None:
        self._press, self._town = press, town

    def is_done(self) -> bool:
        return self._press.answered_after is not None

    def _first(self) -> None:
        assert self._press.answered_after is None, "answered twice"
        self._press.answered_after = self._town.timeline.passed - self._press.begun

    async def send_message(self, content: str = "", **more: Any) -> None:
        self._first()
        await self.follow(content, **more)

    async def edit_message(self, **more: Any) -> None:
        self._first()
        await self.change(**more)

    async def defer(self, **_: Any) -> None:
        self._first()

    async def send_modal(self, form: Any) -> None:
        self._first()
        self._press.said.append(str(form))

    async def follow(self, content: str = "", **more: Any) -> None:
        self._press.said.append(content or str(more.get("embeds", "…")))

    async def change(self, **more: Any) -> None:
        self._press.said.append(str(more.get("content") or "the message changed"))
        if self._press.on is not None:
            self._town.show(self._press.on, shown(more))


def shown(rendered: dict[str, Any]) -> Message:
    """Read a message back from what discord.py is handed."""
    view = rendered.get("view")
    pressed = [one for one in (view.children if view else ()) if isinstance(one, discord.ui.Button)]
    row = tuple(Button(one.label or "", one.custom_id) for one in pressed)
    cards = tuple(Card(one.title or "", one.description or "") for one in rendered.get("embeds", ()))
    return Message(rendered.get("content") or "", cards, (row,))


def _field(key: str, value: str) -> dict[str, Any]:
    return {"type": 18, "component": {"type": 4, "custom_id": key, "value": value}}
