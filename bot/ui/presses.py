"""Presses that were taken note of and are not carried out yet, in files: a start carries out what the end of the process left.

A file is sealed with a key derived from the master key, is written only where an answer is late, and is gone with the answer.
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

import discord
import structlog

from bot.clock import Clock
from bot.messenger.ids import parts_of
from bot.messenger.message import Attachment, Form, Message
from bot.messenger.render import render, render_edit
from bot.storage import sealing
from bot.storage.errors import SealBroken
from bot.storage.files import replace_durably
from bot.texts import Texts
from bot.ui.turn import LOST, Interaction, Turn

FOLDER: Final = "waiting"
PURPOSE: Final = "waiting press"
LABEL: Final = 18  # parts of a form, as Discord numbers them
TEXT: Final = 4
# Discord takes an answer for that long. After it, the presser has long seen that nothing came of it, and may have gone.
WORTH: Final = timedelta(minutes=15)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """A press as it is carried out again."""

    id: int
    user_id: int
    guild_id: int | None
    channel_id: int | None
    at: str  # ISO 8601
    locale: str
    data: Mapping[str, Any]  # which button, and what was chosen
    application_id: int = 0
    token: str = ""  # with which it can be answered, as long as it is worth carrying out
    private: bool = False  # what was pressed is seen by the presser alone

    @classmethod
    def of(cls, interaction: Interaction, *, way: str | None = None, words: str = "") -> Self:
        """Return what an interaction must be carried out again with.

        A menu has no id of ours: it is carried out again by the `way` given, as a form in which `words` were written.
        """
        written = {"type": LABEL, "component": {"type": TEXT, "custom_id": "words", "value": words}}
        data = interaction.data if way is None else {"custom_id": way, "components": [written]}
        return cls(
            interaction.id,
            interaction.user.id,
            interaction.guild_id,
            interaction.channel_id,
            interaction.created_at.isoformat(),
            interaction.locale.value,
            dict(data or {}),
            interaction.application_id,
            interaction.token,
            interaction.message is not None and interaction.message.flags.ephemeral,
        )


class Presses:
    """One file a press, written beside the event loop."""

    def __init__(
        self,
        var_dir: Path,
        key: bytes,
        *,
        clock: Clock,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        """Keep files under `var_dir`, sealed with `key`; one goes once `settled` says that what it led to is in other files."""
        self._folder = var_dir / FOLDER
        self._key = key
        self._clock = clock
        self._settled = settled
        self._mine: set[int] = set()

    async def keep(self, press: Press) -> None:
        """Write a press down; a disk that does not take it is logged."""
        self._mine.add(press.id)
        try:
            await asyncio.to_thread(self._write, press)
        except OSError:
            log.exception("press.not_kept")

    async def drop(self, number: int) -> None:
        """Let go of a press that was carried out."""
        self._mine.discard(number)
        await self._settled()
        try:
            await asyncio.to_thread(self._path(number).unlink, missing_ok=True)
        except OSError:
            log.exception("press.not_kept")

    def put_back(self, number: int) -> None:
        """Leave a press that could not be carried out yet for the next time."""
        self._mine.discard(number)

    def left(self) -> list[Press]:
        """Return what earlier lives of this process left, oldest first; what is too old to be carried out goes."""
        found = []
        for path in sorted(self._folder.glob("*.press")) if self._folder.is_dir() else ():
            try:
                text = sealing.unseal(self._key, path.read_bytes(), person_id=0, purpose=PURPOSE)
                press = Press(**json.loads(text))
                fresh = self._clock.now() - datetime.fromisoformat(press.at) < WORTH
            except (OSError, ValueError, TypeError, SealBroken):
                log.exception("press.unreadable")
                continue
            if press.id in self._mine:
                continue
            if fresh:
                self._mine.add(press.id)
                found.append(press)
            else:
                path.unlink(missing_ok=True)
                log.warning("press.too_old")
        return found

    def _write(self, press: Press) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(asdict(press))
        sealed = sealing.seal(self._key, text, person_id=0, purpose=PURPOSE, token_bytes=secrets.token_bytes)
        replace_durably(self._path(press.id), sealed)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number}.press"


class Replayed(Turn):
    """The turn of a press that an earlier life of this process took note of: answered late, if Discord still takes an answer."""

    def __init__(self, press: Press, texts: Texts, followup: discord.Webhook | None) -> None:
        # There is no interaction any more, so nothing of what needs one is taken over.
        self._press = press
        self._followup = followup
        _, self.verb, *args = (*parts_of(str(press.data.get("custom_id", ""))), "", "")
        self.args = tuple(arg for arg in args if arg)
        self.say = texts.speaker(press.locale)

    @property
    def again(self) -> bool:
        """It may have been carried out before the process ended."""
        return True

    @property
    def what(self) -> str:
        """Return which way it was, as a code."""
        return ":".join(parts_of(str(self._data.get("custom_id", "")))[:2])

    @property
    def id(self) -> int:
        """Return the interaction's own id."""
        return self._press.id

    @property
    def user_id(self) -> int:
        """Return who did it."""
        return self._press.user_id

    @property
    def guild_id(self) -> int | None:
        """Return the server it happened in."""
        return self._press.guild_id

    @property
    def channel_id(self) -> int | None:
        """Return the channel it happened in."""
        return self._press.channel_id

    @property
    def message_id(self) -> int | None:
        """None: what was pressed is changed like every other copy, for its presser saw nothing change."""
        return None

    @property
    def at(self) -> datetime:
        """Return when it happened."""
        return datetime.fromisoformat(self._press.at)

    @property
    def answered(self) -> bool:
        """Discord was told that an answer is coming, or takes none any more."""
        return True

    async def answer(self, message: Message | str, *files: Attachment) -> None:
        """Answer so that only the person sees it: it may have taken minutes, but they learn that it arrived."""
        content = Message(content=message) if isinstance(message, str) else message
        arguments = render(replace(content, files=(*content.files, *files)), strict=False)
        if self._followup is not None:
            await self._try(self._followup.send(**arguments, ephemeral=True))

    async def update(self, message: Message | str) -> None:
        """Change what was pressed if nobody else sees it; a card is changed with its copies."""
        if self._press.private and self._followup is not None:
            content = Message(content=message) if isinstance(message, str) else message
            # Discord calls the message of a press so, too; discord.py would have a number.
            original: Any = "@original"
            await self._try(self._followup.edit_message(original, **render_edit(content, strict=False)))

    async def show(self, message: Message | str) -> None:
        """Change the private message whose button was pressed, or answer privately."""
        await (self.update(message) if self._press.private else self.answer(message))

    async def form(self, form: Form) -> None:
        """Nobody sits before it any more."""

    async def wait(self, *, visibly: bool = False) -> None:
        """Discord was told."""

    async def _try(self, request: Awaitable[object]) -> None:
        try:
            await request
        except discord.HTTPException as problem:
            log.warning("turn.unanswered", status=problem.status, code=problem.code)
        except LOST as problem:
            log.warning("turn.unanswered", reason=type(problem).__name__)

    @property
    def _data(self) -> Mapping[str, Any]:
        return self._press.data
