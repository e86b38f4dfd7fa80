"""Showing, posting and pinning the announcement."""

from typing import TYPE_CHECKING

import discord

from bot.messenger.port import Lane, Sent
from bot.servers import Server
from bot.ui.permission_names import channel_clicks
from bot.ui.readiness_facts import LiveFacts
from bot.ui.setup.announcement import announcement, announcement_screen, not_posted
from bot.ui.setup.errors import ChannelNotUsable
from bot.ui.setup.place import managed, save
from bot.ui.setup.ready_screens import ready_screen
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class Announcing:
    """The announcement's ways."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead the announcement's buttons here."""
        self._client = client
        self._services = client.services
        for verb, handler in {"announce": self._show, "announce-at": self._picked, "post": self._post}.items():
            client.services.router.on("setup", verb, handler)

    async def _show(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        # The number makes one showing one post, however often its button is pressed.
        await self._screen(turn, guild, None, turn.id)

    async def _picked(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        channel = _channel(guild, int(turn.chosen[0]) if turn.chosen else 0)
        await self._screen(turn, guild, channel, turn.number)

    async def _post(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        channel_id, nonce = (int(part) for part in turn.args[:2])
        channel = _channel(guild, channel_id)
        server = await self._services.servers.save(guild.id)
        messenger = self._services.messenger
        message = announcement(server, self._services.texts.speaker(server.locale), content=self._reads)
        key = f"announcement:{guild.id}:{channel.id}:{nonce}"
        outcome = await messenger.post(channel_id=channel.id, message=message, key=key, lane=Lane.BULK)
        if not isinstance(outcome, Sent):
            await self._screen(turn, guild, channel, nonce, notice=not_posted(outcome, channel, turn.say))
            return
        services = self._services
        await save(services.servers, services.audit, guild.id, turn.user_id, announced_at=services.clock.now())
        pinned = await messenger.pin(channel_id=outcome.channel_id, message_id=outcome.message_id, lane=Lane.BULK)
        notice = turn.say("setup-posted", channel=channel.mention)
        if not isinstance(pinned, Sent):
            clicks = channel_clicks(channel.id, ("pin_messages",), turn.say)
            notice = turn.say("setup-posted-not-pinned", channel=channel.mention, clicks=clicks)
        await turn.update(ready_screen(LiveFacts(self._client).server(guild.id), turn.say, notice=notice))

    async def _screen(
        self, turn: Turn, guild: discord.Guild, channel: discord.TextChannel | None, nonce: int, *, notice: str = ""
    ) -> None:
        server = self._services.servers.get(guild.id) or Server(guild.id)
        screen = announcement_screen(
            server,
            channel,
            nonce,
            turn.say,
            member_say=self._services.texts.speaker(server.locale),
            content=self._reads,
            notice=notice,
        )
        await turn.update(screen)

    @property
    def _reads(self) -> bool:
        return self._client.intents.message_content


def _channel(guild: discord.Guild, channel_id: int) -> discord.TextChannel:
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        raise ChannelNotUsable
    return channel
