"""/incident: what is open, what happened, a note, the end, and the record of who did what."""

from typing import TYPE_CHECKING, Final, TypeAlias

from discord import app_commands
from discord.ext import commands

from bot.audit import HOST, Place
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Row
from bot.moderation.cards import STATE_TITLES, case_name, note_form, resolve_form
from bot.moderation.errors import NotALead, NotARecordCode, ServerNotSetUp
from bot.moderation.incident import Incident
from bot.texts import Speaker, moment
from bot.ui.case_screens import log_screen
from bot.ui.command_texts import command_text
from bot.ui.record_screens import code_form, record_screen
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

CHECKED: Final = {True: "record-code-holds", False: "record-code-broken", None: "record-code-gone"}

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
        router = client.services.router
        router.on("case", "show", self._show_pressed)
        router.on("record", "older", self._older)
        router.on("record", "host", self._host)
        router.on("record", "check", self._ask_code)
        router.on("record", "checked", self._check_code)

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

    @app_commands.command(name=command_text("command-record-name"), description=command_text("command-record"))
    async def record(self, interaction: Interaction) -> None:
        """Show leads who looked at, exported, erased or changed what."""

        async def handle(turn: Turn) -> None:
            await self._record(turn, _guild(turn))

        await self._guard(interaction, handle)

    # -- presses --------------------------------------------------------------------------------------------------

    async def _older(self, turn: Turn) -> None:
        guild_id, before = (int(arg) for arg in turn.args[:2])
        await self._record(turn, guild_id, before=before)

    async def _host(self, turn: Turn) -> None:
        await self._record(turn, turn.number, host=True)

    async def _record(self, turn: Turn, guild_id: int, *, before: int | None = None, host: bool = False) -> None:
        desk, audit = self._services.desk, self._services.audit
        if not desk.is_lead(guild_id, turn.user_id):
            raise NotALead
        await turn.wait()
        chain = HOST if host else guild_id
        verdict, lines = await audit.verify(chain), await audit.lines(chain, before=before)
        if not host:
            lines = await self._services.files.may_read(guild_id, turn.user_id, lines)
        shown = record_screen(verdict, lines, turn.say, lambda user: desk.name(guild_id, user), guild_id=guild_id)
        await turn.answer(shown)

    async def _ask_code(self, turn: Turn) -> None:
        guild_id, chain = (int(arg) for arg in turn.args[:2])
        if not self._services.desk.is_lead(guild_id, turn.user_id):
            raise NotALead
        await turn.form(code_form(guild_id, chain, turn.say))

    async def _check_code(self, turn: Turn) -> None:
        guild_id, chain = (int(arg) for arg in turn.args[:2])
        if not self._services.desk.is_lead(guild_id, turn.user_id) or chain not in (guild_id, HOST):
            raise NotALead
        place = Place.read(turn.fields.get("code", ""))
        if place is None:
            raise NotARecordCode
        await turn.answer(turn.say(CHECKED[await self._services.audit.holds(chain, place)]))

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
