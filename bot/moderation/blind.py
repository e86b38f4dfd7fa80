"""Content-blind mode (DESIGN §8): while the bot may not read messages, Discord's own filter tells it of fixed phrases."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import StorageUnavailable
from bot.messenger.listening import PHRASE_AT_MOST, Filter, Kept, Listened
from bot.messenger.message import Message
from bot.messenger.port import Lane
from bot.moderation.desk import Desk
from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.pack import LexiconInvalid
from bot.moderation.incident import Incident
from bot.moderation.intake import Intake, Written
from bot.moderation.watch import Level, Watches
from bot.servers import Server

RULE_NAME: Final = "Alongside listens"
AUTOMOD: Final = ".automod"
"""How the rules of cases end that Discord's filter told of; the language stands before it."""

log = structlog.get_logger(__name__)


class PhraseFile(BaseModel):
    """One language's phrases: every opener before every act, and phrases that stand by themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    openers: tuple[str, ...]
    acts: tuple[str, ...]
    whole: tuple[str, ...]


def read_phrases(directory: Path, detector: Detector) -> tuple[str, ...]:
    """Return every phrase of a directory that the lexicon pages for, so that the filter says what the lexicon says.

    Raises:
        LexiconInvalid: a file cannot be used; says which.
    """
    found: dict[str, None] = {}
    for path in sorted(directory.glob("*.toml")):
        try:
            file = PhraseFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError) as error:
            raise LexiconInvalid(file=str(path), reason="is not a file of phrases") from error
        made = [f"{opener} {act}" for opener in file.openers for act in file.acts]
        for phrase in (*made, *file.whole):
            if len(phrase) <= PHRASE_AT_MOST and detector.assess(phrase, file.language).tier is Tier.PAGE:
                found.setdefault(phrase)
    return tuple(found)


class Blind:
    """Keeps Discord's filter in step with the lexicon, and makes cases of what it tells."""

    def __init__(
        self, desk: Desk, *, intake: Intake, watches: Watches, filter_: Filter, phrases: Sequence[str], content: bool
    ) -> None:
        """Work at `desk`; with `content` the bot reads for itself, and the filter is taken away."""
        self._desk = desk
        self._intake = intake
        self._watches = watches
        self._filter = filter_
        self._phrases = phrases
        self._content = content
        self._keeping: set[int] = set()

    async def keep(self, guild_id: int) -> None:
        """Bring the filter of one server in step, and tell moderators when that changed something or could not be."""
        server = self._desk.servers.get(guild_id)
        if server is None or not server.live or guild_id in self._keeping:
            return
        self._keeping.add(guild_id)  # two at once would both find nothing there, and make it twice
        try:
            if not self._content:
                await self._keep(server)
            elif server.listening_channel_id is not None:
                await self._filter.drop(guild_id, RULE_NAME)
                await self._desk.servers.save(guild_id, listening_channel_id=None)
        except StorageUnavailable:
            log.warning("filter.not_noted", guild=guild_id)
        finally:
            self._keeping.discard(guild_id)

    async def _keep(self, server: Server) -> None:
        guild_id = server.guild_id
        say = self._desk.texts.speaker(server.locale)
        kept, channel = await self._filter.keep(
            Listened(
                guild_id=guild_id,
                phrases=self._phrases,
                deaf_in=self._deaf_in(server),
                channel_id=server.listening_channel_id,
                channel_name=say("blind-channel"),
                rule_name=RULE_NAME,
                reason=say("blind-reason"),
            )
        )
        if channel != server.listening_channel_id:
            await self._desk.servers.save(guild_id, listening_channel_id=channel)
        if kept is Kept.CHANGED:
            await self._tell(server, say("blind-listening"))
        elif kept is Kept.FORBIDDEN:
            await self._tell(server, say("blind-forbidden"))

    async def hear(
        self,
        *,
        guild_id: int,
        channel_id: int,
        thread_id: int,
        user_id: int,
        phrase: str,
        message_id: int,
        told_in: int | None,
        told_as: int | None,
        at: datetime,
    ) -> Incident | None:
        """Make a case of a phrase that the filter told of, and take away what it told, for that shows the whole message."""
        incident = None
        written = Written(message_id, guild_id, channel_id, user_id, (phrase,), at, thread_id=thread_id)
        signal = self._intake.wants(written)
        if signal is not None:
            language = (signal.assessment.rule or "en").partition(".")[0]
            incident = await self._intake.open(
                replace(signal, assessment=replace(signal.assessment, rule=f"{language}{AUTOMOD}"))
            )
        if told_in is not None and told_as is not None:
            await self._desk.messenger.delete(channel_id=told_in, message_id=told_as, lane=Lane.URGENT)
        return incident

    def _deaf_in(self, server: Server) -> frozenset[int]:
        quiet = {channel for channel, level in self._watches.levels().items() if level is Level.PEOPLE}
        return (server.staff_channels - {server.listening_channel_id}) | quiet  # nobody writes there anyway

    async def _tell(self, server: Server, text: str) -> None:
        if server.alert_channel_id is not None:
            await self._desk.messenger.post(
                channel_id=server.alert_channel_id,
                message=Message(text),
                key=f"blind:{server.guild_id}:{int(self._desk.now().timestamp())}",
                lane=Lane.URGENT,
            )
