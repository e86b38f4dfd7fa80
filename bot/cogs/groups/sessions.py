"""/group session and /sessions, and what Discord tells of voice channels and of its own events."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.groups.shared import Commands
from bot.errors import AlongsideError
from bot.groups.errors import NoSuchSession
from bot.groups.meeting_model import BEGUN
from bot.groups.model import PlanState
from bot.ui.command_texts import command_text
from bot.ui.groups.ahead import CallingAhead
from bot.ui.groups.attending import Attending
from bot.ui.groups.leading import Leading
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

log = structlog.get_logger(__name__)


class SessionCommands(app_commands.Group):
    """What facilitators may type about sessions, under /group."""

    def __init__(self, shared: Commands, leading: Leading, ahead: CallingAhead) -> None:
        """Lead to the same screens as the panel's buttons."""
        super().__init__(
            name=command_text("command-group-session-name"), description=command_text("command-group-session")
        )
        self._shared, self._leading, self._ahead = shared, leading, ahead

    @app_commands.command(
        name=command_text("command-plan-name"), description=command_text("command-group-session-plan")
    )
    @app_commands.describe(group=command_text("command-group-which"))
    async def plan(self, interaction: Interaction, group: int | None = None) -> None:
        """Plan a new one."""
        await self._shared.in_group(interaction, self._leading.begin, group)

    @app_commands.command(
        name=command_text("command-list-name"), description=command_text("command-group-session-list")
    )
    @app_commands.describe(group=command_text("command-group-which"))
    async def list_all(self, interaction: Interaction, group: int | None = None) -> None:
        """Show all, each with its buttons."""
        await self._shared.in_group(interaction, self._leading.list, group)

    @app_commands.command(
        name=command_text("command-start-name"), description=command_text("command-group-session-start")
    )
    @app_commands.describe(session=command_text("command-session-which"))
    async def start(self, interaction: Interaction, session: int) -> None:
        """Begin the next meeting now."""
        await self._next(interaction, self._leading.start, session)

    @app_commands.command(name=command_text("command-end-name"), description=command_text("command-group-session-end"))
    @app_commands.describe(session=command_text("command-session-which"))
    async def end(self, interaction: Interaction, session: int) -> None:
        """End the meeting that goes on."""
        await self._next(interaction, self._leading.end, session)

    @app_commands.command(
        name=command_text("command-cancel-name"), description=command_text("command-group-session-cancel")
    )
    @app_commands.describe(
        session=command_text("command-session-which"), meeting=command_text("command-session-meeting")
    )
    async def cancel(self, interaction: Interaction, session: int, meeting: str | None = None) -> None:
        """Call the next meeting off, or ask about one further ahead."""
        if meeting is None:
            await self._next(interaction, self._leading.cancel, session)
            return

        async def handle(turn: Turn) -> None:
            group, found = await self._shared.groups.of_session(turn.guild_id or 0, session)
            turn.args = (str(group.id), str(found.id), meeting)
            await self._ahead.ask(turn)

        await self._shared.run(interaction, handle)

    @app_commands.command(
        name=command_text("command-move-name"), description=command_text("command-group-session-move")
    )
    @app_commands.describe(session=command_text("command-session-which"))
    async def move(self, interaction: Interaction, session: int) -> None:
        """Give the next meeting another time."""
        await self._next(interaction, self._leading.move, session)

    @app_commands.command(
        name=command_text("command-attendance-name"), description=command_text("command-group-session-attendance")
    )
    @app_commands.describe(session=command_text("command-session-which"))
    async def attendance(self, interaction: Interaction, session: int) -> None:
        """Show who came to the last meeting, and who said yes to the next."""
        await self._next(interaction, self._leading.attendance, session, looked_at=True)

    @plan.autocomplete("group")
    @list_all.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current)

    @start.autocomplete("session")
    @end.autocomplete("session")
    @cancel.autocomplete("session")
    @move.autocomplete("session")
    @attendance.autocomplete("session")
    async def _sessions(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        groups = await self._shared.groups.roster.facilitated(interaction.guild_id or 0, interaction.user.id)
        found = [
            (group, one)
            for group in groups
            for one in await self._shared.groups.sessions.shown(group)
            if one.state is not PlanState.DELETED
        ]
        named = [(f"{one.title} · {group.name}"[:100], one.id) for group, one in found]
        return [
            app_commands.Choice(name=name, value=value)
            for name, value in named
            if current.casefold() in name.casefold()
        ][:25]

    @cancel.autocomplete("meeting")
    async def _meetings(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """Propose the next meetings of the session that was chosen, to who facilitates its group."""
        number = getattr(interaction.namespace, "session", None)
        groups = self._shared.groups
        try:
            group, session = await groups.of_session(interaction.guild_id or 0, int(number or 0))
        except (AlongsideError, ValueError):
            return []
        if not await groups.roster.facilitates(group, interaction.user.id):
            return []
        zone = ZoneInfo(session.rule.zone)
        named = [
            (f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", one.local) for one in await groups.calling_off.ahead(session)
        ]
        return [app_commands.Choice(name=name, value=value) for name, value in named if current in name]

    async def _next(
        self, interaction: Interaction, handler: Handler, session_id: int, *, looked_at: bool = False
    ) -> None:
        """Run a handler about the next meeting; to be looked at, about the one that goes on or was held last."""

        async def handle(turn: Turn) -> None:
            group, session = await self._shared.groups.of_session(turn.guild_id or 0, session_id)
            meeting = await self._shared.groups.sessions.next_meeting(session)
            if looked_at:
                begun = (one for one in await self._shared.groups.sessions.lately(session) if one.state in BEGUN)
                meeting = next(begun, meeting)
            if meeting is None:
                raise NoSuchSession
            turn.args = (str(group.id), str(meeting.id))
            await handler(turn)

        await self._shared.run(interaction, handle)


class SessionCog(commands.Cog):
    """What participants may type about sessions, and what Discord tells."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Make the screens, and lead the command to them."""
        self._shared = Commands(client)
        self._meetings = client.services.groups.meetings
        self._attending = Attending(client.services)

    @app_commands.command(name=command_text("command-sessions-name"), description=command_text("command-sessions"))
    @app_commands.guild_only()
    async def sessions(self, interaction: Interaction) -> None:
        """Show one's next sessions."""
        await self._shared.run(interaction, self._attending.coming)

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Count who comes into the channel of a meeting."""
        if after.channel is None or after.channel == before.channel or member.bot:
            return
        try:
            await self._meetings.heard_in(member.guild.id, after.channel.id, member.id)
        except AlongsideError:
            log.warning("session.attendance_missed", guild=member.guild.id)

    @commands.Cog.listener()
    async def on_scheduled_event_user_add(self, event: discord.ScheduledEvent, user: discord.User) -> None:
        """Take *Interested* for a yes of whoever has not answered here."""
        await self._interested(event, user, yes=True)

    @commands.Cog.listener()
    async def on_scheduled_event_user_remove(self, event: discord.ScheduledEvent, user: discord.User) -> None:
        """Take it back with the event's."""
        await self._interested(event, user, yes=False)

    async def _interested(self, event: discord.ScheduledEvent, user: discord.User, *, yes: bool) -> None:
        try:
            await self._meetings.interested(event.id, user.id, yes=yes)
        except AlongsideError:
            log.warning("session.interest_missed", guild=event.guild_id)
