"""A private word to somebody who wrote personal details, with a way to take them back. Nothing of it is kept."""

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
import structlog
from discord.ext import commands

from bot.errors import AlongsideError
from bot.guidelines.details import Detail, digits_of, find
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane
from bot.moderation.detection import Tier
from bot.moderation.watch import Level
from bot.servers import Server
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

SAID = {
    Detail.PHONE: "nudge-phone",
    Detail.EMAIL: "nudge-email",
    Detail.STREET: "nudge-street",
    Detail.NAME: "nudge-name",
    Detail.INVITE: "nudge-invite",
}

log = structlog.get_logger(__name__)


class Nudging(commands.Cog):
    """Looks for personal details where the group agreed that the bot reads."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register the one button."""
        self._client = client
        self._services = client.services
        client.services.router.on("nudge", "remove", self._remove)
        client.hears(self._hear)

    async def _hear(self, message: discord.Message) -> None:
        """Write to the author, and to nobody else, where something of theirs or of somebody's is in the open."""
        server = None if message.guild is None else self._services.servers.get(message.guild.id)
        if server is None or not message.content or not self._reads(server, message):
            return
        found = find(
            message.content, country=server.country, author=message.author.display_name, public=lambda: self._public
        )
        if not found or self._in_need(message):
            return
        try:
            if await self._of_a_group(server, message):
                await self._tell(server, message, found)
        except AlongsideError:
            log.warning("nudge.not_sent", guild=server.guild_id)

    @cached_property
    def _public(self) -> frozenset[str]:
        """The numbers of the helplines: read as numbers when the first one is written, and not while the bot starts."""
        helplines = self._services.helplines
        return digits_of((line.number, line.country) for line in (*helplines.all, *helplines.emergencies))

    def _reads(self, server: Server, message: discord.Message) -> bool:
        # Who is not known stays so: to write to somebody is to enter them in the register.
        if self._services.people.known(message.author.id) is None:
            return False
        place = _place(message)
        return not server.is_for_staff(place) and self._services.watches.level(place) is not Level.PEOPLE

    async def _of_a_group(self, server: Server, message: discord.Message) -> bool:
        """Say whether it stands where the agreement says that this is looked for."""
        place = _place(message)
        groups = await self._services.groups.roster.groups(server.guild_id)
        return any(place in (group.channel_id, group.voice_channel_id) for group in groups)

    def _in_need(self, message: discord.Message) -> bool:
        """Say whether somebody has other things on their mind: this word must never come beside a crisis."""
        if self._services.desk.cases.everyones(message.author.id):
            return True
        return self._services.intake.assess((message.content,))[0].tier is not Tier.NONE

    async def _tell(self, server: Server, message: discord.Message, found: frozenset[Detail]) -> None:
        say = self._services.texts.speaker(server.locale)
        kinds = ", ".join(say(SAID[kind]) for kind in sorted(found))
        buttons = [Button(say("nudge-button-link"), url=message.jump_url)]
        me, channel = None if message.guild is None else message.guild.me, message.channel
        if me is not None and channel.permissions_for(me).manage_messages:
            remove = button_id("nudge", "remove", server.guild_id, channel.id, message.id)
            buttons.append(Button(say("nudge-button-remove"), remove, style="primary"))
        # With closed direct messages, at night or when they were written to today, there is no other way, and none is
        # looked for: in public it would point at them.
        await self._services.messenger.direct(
            user_id=message.author.id,
            message=Message(
                say("nudge", server=self._services.directory.server_name(server.guild_id), kinds=kinds),
                rows=(tuple(buttons),),
            ),
            key=f"nudge:{message.id}",
            lane=Lane.BULK,
            zone=ZoneInfo(server.zone),
        )

    async def _remove(self, turn: Turn) -> None:
        """Remove a message on its author's own press, and on nobody else's."""
        guild_id, channel_id, message_id = (int(part) for part in turn.args[:3])
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel_or_thread(channel_id)
        if not isinstance(channel, discord.TextChannel | discord.VoiceChannel | discord.Thread):
            await turn.update(turn.say("nudge-gone"))
            return
        try:
            message = await channel.fetch_message(message_id)
            if message.author.id != turn.user_id:
                await turn.answer(turn.say("nudge-not-yours"))
                return
            await message.delete()
        except discord.NotFound:
            await turn.update(turn.say("nudge-gone"))
        except discord.Forbidden:
            await turn.answer(turn.say("nudge-may-not"))
        else:
            await turn.update(turn.say("nudge-removed"))


def _place(message: discord.Message) -> int:
    channel = message.channel
    return (channel.parent_id or channel.id) if isinstance(channel, discord.Thread) else channel.id


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Nudging(client))
