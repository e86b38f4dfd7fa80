"""/incident: what is open, what happened, a note, the end."""

from typing import TYPE_CHECKING, TypeAlias

from discord import app_commands
from discord.ext import commands

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Row
from bot.moderation.cards import STATE_TITLES, case_name, note_form, resolve_form
from bot.moderation.errors import ServerNotSetUp
from bot.moderation.incident import Incident
from bot.texts import Speaker, moment
from bot.ui.case_screens import log_screen
from bot.ui.command_texts import command_text
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Number: TypeAlias = app_commands.Range[int, 1, 1_000_000]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Incidents(
    commands.GroupCog,
    group_name=command_text("command-incident-name"),
    group_description=command_text("command-incident"),
):
    """What responders type about cases."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self._services = client.services
        client.services.router.on("case", "show", self._show_pressed)

    @app_commands.command(name=command_text("command-list-name"), description=command_text("command-incident-list"))
    @app_commands.describe(everything=command_text("command-incident-everything"))
    async def list_cases(self, interaction: Interaction, everything: bool = False) -> None:  # noqa: FBT001, FBT002
        """Show the open cases, or the last ones whatever their state."""

        async def handle(turn: Turn) -> None:
            guild_id = _guild(turn)
            found = await self._services.files.cases(guild_id, turn.user_id, only_open=not everything)
            await turn.answer(self._list_screen(found, turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-show-name"), description=command_text("command-incident-show"))
    @app_commands.describe(number=command_text("command-incident-number"))
    async def show(self, interaction: Interaction, number: Number) -> None:
        """Show a case as its card, with what happened so far."""

        async def handle(turn: Turn) -> None:
            await self._show(turn, await self._case(turn, number))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-note-name"), description=command_text("command-incident-note"))
    @app_commands.describe(number=command_text("command-incident-number"))
    async def note(self, interaction: Interaction, number: Number) -> None:
        """Open the form for a note."""

        async def handle(turn: Turn) -> None:
            await turn.form(note_form(await self._case(turn, number), turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-resolve-name"), description=command_text("command-incident-resolve")
    )
    @app_commands.describe(number=command_text("command-incident-number"))
    async def resolve(self, interaction: Interaction, number: Number) -> None:
        """Open the form that closes a case."""

        async def handle(turn: Turn) -> None:
            incident = await self._case(turn, number)
            await turn.form(resolve_form(await self._services.files.open_case(incident.key, turn.user_id), turn.say))

        await self._guard(interaction, handle)

    async def _show_pressed(self, turn: Turn) -> None:
        await self._show(turn, await self._services.files.case(turn.number, turn.user_id))

    async def _show(self, turn: Turn, incident: Incident) -> None:
        desk = self._services.desk
        card = await self._services.board.render(incident)
        _, entries = await self._services.files.log(incident.key, turn.user_id)
        log = log_screen(incident, entries, turn.say, lambda user: desk.name(incident.guild_id, user))
        await turn.answer(Message(cards=(*card.cards, *log.cards), rows=card.rows))

    async def _case(self, turn: Turn, number: int) -> Incident:
        return await self._services.files.by_number(_guild(turn), number, turn.user_id)

    def _list_screen(self, found: list[Incident], say: Speaker) -> Message:
        if not found:
            return Message(say("incident-list-none"))
        lines = []
        rows: list[Row] = []
        for incident in found:
            name = self._services.desk.name(incident.guild_id, incident.holder)
            title = say(STATE_TITLES[incident.state], case=case_name(say, incident), name=name)
            lines.append(f"{title} · {moment(incident.opened_at, 'R')}")
        buttons = [Button(case_name(say, incident), button_id("case", "show", incident.key)) for incident in found[:25]]
        rows = [tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5)]
        return Message(cards=(Card(say("incident-list-title"), "\n".join(lines)),), rows=tuple(rows))

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


def _guild(turn: Turn) -> int:
    if turn.guild_id is None:
        raise ServerNotSetUp
    return turn.guild_id


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Incidents(client))
