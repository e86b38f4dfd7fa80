"""/privacy: what is kept about me, a copy of it, and being forgotten; in servers and in direct messages."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import StorageUnavailable
from bot.privacy.erasures import Why
from bot.privacy.errors import NothingKept
from bot.ui.command_texts import command_text
from bot.ui.conversations import servers_of
from bot.ui.privacy_screens import copies, erase_preview, planned_screen, privacy_screen
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class PrivacyCog(commands.Cog):
    """Everybody's own data. Nothing here names anybody but who asks."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register every button."""
        self._services = client.services
        self._privacy = client.services.privacy
        self._erasures = client.services.erasures
        router = client.services.router
        router.on("privacy", "open", self._open)
        router.on("help", "kept", self._open)  # on pinned cards since before there was /privacy
        router.on("privacy", "copy", self._copy)
        router.on("privacy", "erase", self._erase)
        router.on("privacy", "sure", self._sure)
        router.on("privacy", "cancel", self._cancel)
        router.on("privacy", "unseal", self._unseal)

    @app_commands.command(name=command_text("command-privacy-name"), description=command_text("command-privacy"))
    async def privacy(self, interaction: Interaction) -> None:
        """Show what is kept about whoever asks."""
        await self._services.router.guard(Turn(interaction, self._services.texts), self._open)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop asking Discord for anything in a server that took the bot out."""
        await self._quietly(self._services.removals.went(_channels(guild)))

    @commands.Cog.listener()
    async def on_guild_join(self, _: discord.Guild) -> None:
        """Try again what was left behind in some server: it may be this one."""
        await self._quietly(self._services.removals.came())

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Try again what was left behind in a server that took the bot back while it was away."""
        await self._quietly(self._services.removals.came(_channels(guild)))

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Begin the wait of somebody who left the last server that they shared with us, or whose account is gone."""
        if not self._services.directory.servers_of(payload.user.id):
            try:
                await self._erasures.ask(payload.user.id, why=Why.LEFT, locale=self._locale(payload.guild_id))
            except (NothingKept, StorageUnavailable):
                return  # the daily look finds who was missed

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take that back when they return."""
        try:
            await self._erasures.cancel(member.id, Why.LEFT)
        except StorageUnavailable:
            return  # they can still do it themselves, for two weeks

    async def _quietly(self, work: Awaitable[None]) -> None:
        try:
            await work
        except StorageUnavailable:
            return  # what is left behind is found out one by one, and tried again at the next start

    async def _open(self, turn: Turn) -> None:
        account = await self._privacy.account(turn.user_id)
        guilds = servers_of(self._services, turn.user_id) if turn.guild_id is None else (turn.guild_id,)
        await turn.answer(privacy_screen(account, await self._erasures.pending(turn.user_id), guilds, turn.say))

    async def _copy(self, turn: Turn) -> None:
        await turn.wait()
        account = await self._privacy.account(turn.user_id)
        await turn.answer(turn.say("privacy-copy"), *copies(account, turn.say))

    async def _erase(self, turn: Turn) -> None:
        account = await self._privacy.account(turn.user_id)
        if not account.known:
            raise NothingKept
        held = await self._privacy.open_case(turn.user_id, spoken=True) is not None
        await turn.answer(erase_preview(account, held=held, say=turn.say))

    async def _sure(self, turn: Turn) -> None:
        pending = await self._erasures.ask(turn.user_id, why=Why.ASKED, locale=turn.say.locale)
        await turn.update(planned_screen(pending, turn.say))

    async def _cancel(self, turn: Turn) -> None:
        taken_back = await self._erasures.cancel(turn.user_id, *Why)
        await turn.update(turn.say("privacy-cancelled" if taken_back else "privacy-nothing-planned"))

    async def _unseal(self, turn: Turn) -> None:
        await turn.wait()
        await self._privacy.unseal(turn.user_id)
        # The same words whether there was anything or not: nobody beside them learns from it who had answered.
        await turn.answer(turn.say("privacy-unsealed"))

    def _locale(self, guild_id: int) -> str:
        server = self._services.servers.get(guild_id)
        return "en" if server is None else server.locale


def _channels(guild: discord.Guild) -> frozenset[int]:
    return frozenset(one.id for one in (*guild.channels, *guild.threads))


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(PrivacyCog(client))
