"""/oncall: the list of people who may be woken, their shifts, and the test page."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Outcome, Sent
from bot.moderation.errors import NotALead, NotAResponder, ServerNotSetUp
from bot.moderation.shifts import Position
from bot.servers import Server
from bot.ui.command_texts import command_text
from bot.ui.oncall_screens import POSITIONS, instant, shift_line, shifts_screen
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Hours: TypeAlias = app_commands.Range[int, 1, 8]
TAKEN_FOR: Final = 4  # hours, when somebody steps in with one press
UNDO_TEXT: Final = "button-undo"

Where = Literal["primary", "backup"]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class OnCallCog(
    commands.GroupCog,
    group_name=command_text("command-oncall-name"),
    group_description=command_text("command-oncall"),
):
    """What responders and leads type about on-call."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self._services = client.services
        self._oncall = client.services.oncall
        router = client.services.router
        router.on("duty", "answer", self._answered)
        router.on("duty", "undo", self._undo)
        router.on("duty", "take", self._take)
        router.on("duty", "talk", self._debrief_talk)
        router.on("duty", "skip", self._debrief_skip)
        router.on("duty", "fine", self._debrief_fine)

    @app_commands.command(
        name=command_text("command-oncall-join-name"), description=command_text("command-oncall-join")
    )
    async def join(self, interaction: Interaction) -> None:
        """Join the list: a test page comes at once, and answering it is what counts."""

        async def handle(turn: Turn) -> None:
            server = self._server(turn)
            await turn.wait()
            await self._oncall.join(server.guild_id, turn.user_id)
            outcome = await self._test_page(server, turn.user_id, turn.id)
            await turn.answer(turn.say("oncall-test-sent" if isinstance(outcome, Sent) else "oncall-test-closed"))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-oncall-leave-name"), description=command_text("command-oncall-leave")
    )
    async def leave(self, interaction: Interaction) -> None:
        """Leave the list, with every planned shift."""

        async def handle(turn: Turn) -> None:
            await self._oncall.leave(self._server(turn).guild_id, turn.user_id)
            await turn.answer(turn.say("oncall-left"))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-oncall-now-name"), description=command_text("command-oncall-now"))
    @app_commands.describe(hours=command_text("command-oncall-hours"), position=command_text("command-oncall-position"))
    async def now(self, interaction: Interaction, hours: Hours = 4, position: Where = "primary") -> None:
        """Go on call now."""

        async def handle(turn: Turn) -> None:
            await self._plan(
                turn, self._server(turn), turn.user_id, Position(position), self._services.clock.now(), hours
            )

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-oncall-plan-name"), description=command_text("command-oncall-plan")
    )
    @app_commands.describe(
        when=command_text("command-oncall-when"),
        hours=command_text("command-oncall-hours"),
        position=command_text("command-oncall-position"),
        person=command_text("command-oncall-person"),
    )
    async def plan(
        self,
        interaction: Interaction,
        when: app_commands.Range[str, 1, 60],
        hours: Hours = 4,
        position: Where = "primary",
        person: discord.Member | None = None,
    ) -> None:
        """Plan a shift, for oneself or, as a lead, for somebody else."""

        async def handle(turn: Turn) -> None:
            server = self._server(turn)
            user = turn.user_id if person is None else person.id
            if user != turn.user_id and not self._services.desk.is_lead(server.guild_id, turn.user_id):
                raise NotALead
            await self._plan(
                turn, server, user, Position(position), instant(when, server, self._services.clock.now()), hours
            )

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-list-name"), description=command_text("command-oncall-list"))
    async def list_shifts(self, interaction: Interaction) -> None:
        """Show who is on call, who comes next, and where nobody is."""

        async def handle(turn: Turn) -> None:
            await turn.answer(shifts_screen(self._services, self._server(turn), turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-oncall-cancel-name"), description=command_text("command-oncall-cancel")
    )
    @app_commands.describe(shift=command_text("command-oncall-shift"))
    async def cancel(self, interaction: Interaction, shift: int) -> None:
        """Take a planned shift back: one's own or, as a lead, anybody's."""

        async def handle(turn: Turn) -> None:
            server = self._server(turn)
            found = next((one for one in self._oncall.shifts(server.guild_id) if one.id == shift), None)
            lead = self._services.desk.is_lead(server.guild_id, turn.user_id)
            if found is not None and found.user_id != turn.user_id and not lead:
                raise NotALead
            gone = await self._oncall.cancel(server.guild_id, shift, by=turn.user_id)
            await turn.answer(turn.say("oncall-cancelled", shift=shift_line(self._services.desk, gone, turn.say)))

        await self._guard(interaction, handle)

    @cancel.autocomplete("shift")
    async def _shifts(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        if interaction.guild_id is None:
            return []
        say = self._services.texts.speaker(interaction.locale.value)
        server = self._services.servers.get(interaction.guild_id)
        zone = ZoneInfo("UTC" if server is None else server.zone)
        choices = []
        for shift in self._oncall.shifts(interaction.guild_id):
            # A menu shows no Discord timestamps, so the server's own zone it is.
            start = shift.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
            name = f"{self._services.desk.name(shift.guild_id, shift.user_id)} · {start} · {say(POSITIONS[shift.position])}"
            if current.lower() in name.lower():
                choices.append(app_commands.Choice(name=name[:100], value=shift.id))
        return choices[:25]

    @app_commands.command(
        name=command_text("command-oncall-last-resort-name"), description=command_text("command-oncall-last-resort")
    )
    @app_commands.describe(wake=command_text("command-oncall-wake"))
    async def last_resort(self, interaction: Interaction, wake: bool) -> None:  # noqa: FBT001
        """Say whether one may be woken off shift when nobody else answers."""

        async def handle(turn: Turn) -> None:
            await self._oncall.last_resort(self._server(turn).guild_id, turn.user_id, wake=wake)
            await turn.answer(turn.say("oncall-last-resort-on" if wake else "oncall-last-resort-off"))

        await self._guard(interaction, handle)

    # -- what changes who is there ----------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_member_remove(self, member: discord.Member) -> None:
        """Look again who is on call when somebody on shift left the server."""
        await self._look_again(member)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Look again who is on call when somebody on shift got or lost a role."""
        if before.roles != after.roles:
            await self._look_again(after)

    async def _look_again(self, member: discord.Member) -> None:
        if any(shift.user_id == member.id for shift in self._oncall.shifts(member.guild.id)):
            await self._services.coverage.noticed(member.guild.id)

    # -- presses --------------------------------------------------------------------------------------------------

    async def _answered(self, turn: Turn) -> None:
        guild_id = turn.number
        if not self._services.desk.is_responder(guild_id, turn.user_id):
            raise NotAResponder
        await self._oncall.answered(guild_id, turn.user_id)
        await turn.update(turn.say("oncall-test-answered", server=self._services.directory.server_name(guild_id)))

    async def _undo(self, turn: Turn) -> None:
        guild_id, shift = int(turn.args[0]), int(turn.args[1])
        found = next((one for one in self._oncall.shifts(guild_id) if one.id == shift), None)
        lead = self._services.desk.is_lead(guild_id, turn.user_id)
        if found is not None and found.user_id != turn.user_id and not lead:
            raise NotALead
        gone = await self._oncall.cancel(guild_id, shift, by=turn.user_id)
        await turn.update(turn.say("oncall-cancelled", shift=shift_line(self._services.desk, gone, turn.say)))

    async def _take(self, turn: Turn) -> None:
        guild_id = turn.number
        if not self._services.desk.is_responder(guild_id, turn.user_id):
            raise NotAResponder
        duty = self._oncall.duty(guild_id)
        if duty.on_shift:
            name = self._services.desk.name(guild_id, duty.on_shift[0])
            await turn.answer(turn.say("oncall-taken-already", name=name))
            return
        server = self._services.desk.server(guild_id)
        await self._plan(turn, server, turn.user_id, Position.PRIMARY, self._services.clock.now(), TAKEN_FOR)

    async def _debrief_talk(self, turn: Turn) -> None:
        guild_id = turn.number
        if not self._services.desk.is_responder(guild_id, turn.user_id):
            raise NotAResponder
        leads = [lead for lead in self._oncall.duty(guild_id).leads if lead != turn.user_id]
        name = self._services.desk.name(guild_id, turn.user_id)
        server = self._services.desk.server(guild_id)
        say = self._services.texts.speaker(server.locale)
        told = False
        for lead in leads:
            outcome = await self._services.messenger.direct(
                user_id=lead,
                message=Message(say("debrief-wanted", name=name, person=f"<@{turn.user_id}>")),
                key=f"debrief-wanted:{turn.id}:{lead}",
                lane=Lane.URGENT,
            )
            told = told or isinstance(outcome, Sent)
        await turn.update(turn.say("debrief-lead-told" if told else "debrief-no-lead"))

    async def _debrief_skip(self, turn: Turn) -> None:
        gone = await self._oncall.skip_next(turn.number, turn.user_id)
        await turn.update(turn.say("debrief-skipped", shift=shift_line(self._services.desk, gone, turn.say)))

    async def _debrief_fine(self, turn: Turn) -> None:
        await turn.update(turn.say("debrief-thanks"))

    # -- what they share ------------------------------------------------------------------------------------------

    async def _plan(
        self, turn: Turn, server: Server, user_id: int, position: Position, starts_at: datetime, hours: int
    ) -> None:
        shift = await self._oncall.plan(
            server.guild_id, user_id, position, starts_at, timedelta(hours=hours), by=turn.user_id
        )
        undo = Button(turn.say(UNDO_TEXT), button_id("duty", "undo", server.guild_id, shift.id))
        planned = turn.say("oncall-planned", shift=shift_line(self._services.desk, shift, turn.say))
        await turn.answer(Message(planned, rows=((undo,),)))

    async def _test_page(self, server: Server, user_id: int, turn_id: int) -> Outcome:
        say = self._services.texts.speaker(server.locale)
        name = self._services.directory.server_name(server.guild_id)
        got = Button(say("button-test-answer"), button_id("duty", "answer", server.guild_id), style="success")
        return await self._services.messenger.direct(
            user_id=user_id,
            message=Message(say("oncall-test-page", server=name), rows=((got,),)),
            key=f"test:{server.guild_id}:{user_id}:{turn_id}",
            lane=Lane.URGENT,
        )

    def _server(self, turn: Turn) -> Server:
        server = None if turn.guild_id is None else self._services.servers.get(turn.guild_id)
        if server is None:
            raise ServerNotSetUp
        if not self._services.desk.is_responder(server.guild_id, turn.user_id):
            raise NotAResponder
        return server

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(OnCallCog(client))
