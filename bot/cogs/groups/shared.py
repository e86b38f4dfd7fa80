"""What the commands about groups share."""

from typing import TYPE_CHECKING

from discord import app_commands

from bot.groups.errors import NoSuchGroup
from bot.groups.model import Group
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class Commands:
    """Runs a handler of the screens for a command."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self.services = client.services
        self.groups = client.services.groups

    async def run(self, interaction: Interaction, handler: Handler, *args: str | int | None) -> None:
        """Run a handler as if a button with these arguments had been pressed."""
        given = tuple(str(one) for one in args if one is not None)
        await self.services.router.guard(Turn(interaction, self.services.texts, given), handler)

    async def in_group(
        self, interaction: Interaction, handler: Handler, group: int | None, *args: int, at_rest: bool = False
    ) -> None:
        """Run a handler about a group: the one named, else the channel's, else the only one somebody looks after.

        A group `at_rest` can be meant where it is only looked at.
        """

        async def handle(turn: Turn) -> None:
            turn.args = (str((await self._meant(turn, group, at_rest=at_rest)).id), *map(str, args))
            await handler(turn)

        await self.run(interaction, handle)

    async def choices(
        self, interaction: Interaction, current: str, *, at_rest: bool = False
    ) -> list[app_commands.Choice[int]]:
        """Complete a group's name; those `at_rest` come after the others, where they can be meant."""
        roster, guild_id = self.groups.roster, interaction.guild_id or 0
        found = await roster.facilitated(guild_id, interaction.user.id)
        if at_rest:
            found += await roster.facilitated(guild_id, interaction.user.id, archived=True)
        return [
            app_commands.Choice(name=one.name[:100], value=one.id)
            for one in found
            if current.casefold() in one.name.casefold()
        ][:25]

    async def _meant(self, turn: Turn, group: int | None, *, at_rest: bool) -> Group:
        roster, guild_id = self.groups.roster, turn.guild_id or 0
        if group is not None:
            return await roster.for_facilitator(guild_id, group, turn.user_id, at_rest=at_rest)
        known = await roster.groups(guild_id)
        if at_rest:
            known += await roster.groups(guild_id, archived=True)
        here = [one for one in known if one.channel_id == turn.channel_id]
        if here:
            return await roster.for_facilitator(guild_id, here[0].id, turn.user_id, at_rest=at_rest)
        own = await roster.facilitated(guild_id, turn.user_id)
        if not own and at_rest:
            own = await roster.facilitated(guild_id, turn.user_id, archived=True)
        if len(own) != 1:
            raise NoSuchGroup
        return own[0]
