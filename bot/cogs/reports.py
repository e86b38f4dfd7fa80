"""/report: a problem with anyone, peers and moderators included, brought to those who may act on it."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.errors import AlongsideError, StorageUnavailable
from bot.moderation.errors import ServerNotSetUp
from bot.moderation.reports import Readers
from bot.moderation.reports.errors import NobodyCanRead
from bot.ui.command_texts import command_text
from bot.ui.report_screens import (
    MOST_NAMED,
    Name,
    answer_form,
    inbox_screen,
    mine_screen,
    read_screen,
    receipt,
    report_form,
    report_screen,
)
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class ReportsCog(commands.Cog):
    """Leads presses to the reports; every answer is for the presser's eyes only."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register every button."""
        self._services = client.services
        self._reports = client.services.reports
        router = client.services.router
        router.on("report", "open", self._open_pressed)
        router.on("report", "about", self._about)
        router.on("report", "write", self._write)
        router.on("report", "send", self._send, kept=True)
        router.on("report", "mine", self._mine)
        router.on("report", "withdraw", self._withdraw)
        router.on("report", "inbox", self._inbox)
        router.on("report", "read", self._read)
        router.on("report", "answer", self._ask_answer)
        router.on("report", "answered", self._answered)

    @app_commands.command(name=command_text("command-report-name"), description=command_text("command-report"))
    @app_commands.guild_only()
    async def report(self, interaction: Interaction) -> None:
        """Show who would read it, and ask."""

        async def handle(turn: Turn) -> None:
            await self._open(turn, turn.guild_id or 0)

        await self._services.router.guard(Turn(interaction, self._services.texts), handle)

    # -- writing --------------------------------------------------------------------------------------------------

    async def _open_pressed(self, turn: Turn) -> None:
        await self._open(turn, turn.number)

    async def _open(self, turn: Turn, guild_id: int) -> None:
        self._member(guild_id, turn.user_id)
        readers: Readers | None
        try:
            readers = self._reports.readers(guild_id, turn.user_id)
        except NobodyCanRead:
            readers = None
        inbox = [one for one in await self._reports.inbox(guild_id, turn.user_id) if one.open]
        sent = await self._reports.mine(turn.user_id, guild_id)
        direct = turn.guild_id is None
        await turn.answer(
            report_screen(
                guild_id,
                readers,
                turn.say,
                self._name(guild_id),
                direct=direct,
                inbox=len(inbox),
                sent=bool(sent),
            )
        )

    async def _about(self, turn: Turn) -> None:
        await self._form(turn, turn.number, [int(one) for one in turn.chosen if one.isdigit()])

    async def _write(self, turn: Turn) -> None:
        await self._form(turn, turn.number, [])

    async def _form(self, turn: Turn, guild_id: int, named: list[int]) -> None:
        self._member(guild_id, turn.user_id)
        readers = self._reports.readers(guild_id, turn.user_id, named)
        await turn.form(report_form(guild_id, named[:MOST_NAMED], readers, turn.say, self._name(guild_id)))

    async def _send(self, turn: Turn) -> None:
        guild_id, *named = (int(arg) for arg in turn.args)
        self._member(guild_id, turn.user_id)
        await turn.wait()
        fields = turn.fields
        words = fields.get("words", "")
        by_name = fields.get("name") == "yes"
        try:
            report, readers = await self._reports.send(
                guild_id, turn.user_id, named=named, words=words, by_name=by_name, again=turn.again
            )
        except AlongsideError:
            # Who is in a crisis is heard, whatever becomes of the report.
            await self._heard(turn, guild_id, named, words)
            raise
        heard = await self._heard(turn, guild_id, named, words)
        goes = self._reports.part_goes(report)
        await turn.answer(receipt(report, readers, turn.say, self._name(guild_id), heard=heard, part_goes=goes))

    async def _heard(self, turn: Turn, guild_id: int, named: list[int], words: str) -> tuple[int, ...] | None:
        """Bring somebody to a person in a crisis: nobody whom it is about, and without these words.

        Returns:
            Who was asked to be there for them; None where nothing sounds like a crisis.
        """
        intake, past = self._services.intake, self._reports.passed(guild_id, turn.user_id, named, words)
        try:
            case = await intake.direct(
                key=turn.id, guild_id=guild_id, user_id=turn.user_id, at=turn.at, text=words, keep=False, past=past
            )
        except StorageUnavailable:
            return () if intake.worrying(words) else None
        if case is None:
            return None
        told = self._services.paging.told(case) if case.holder is None else {case.holder}
        return tuple(sorted(told))

    async def _mine(self, turn: Turn) -> None:
        guild_id = turn.number
        await turn.answer(mine_screen(await self._reports.mine(turn.user_id, guild_id), guild_id, turn.say))

    async def _withdraw(self, turn: Turn) -> None:
        report = await self._reports.withdraw(turn.number, turn.user_id)
        await turn.answer(turn.say("report-withdrawn", number=report.id))

    # -- reading and answering ------------------------------------------------------------------------------------

    async def _inbox(self, turn: Turn) -> None:
        await turn.answer(inbox_screen(await self._reports.inbox(turn.number, turn.user_id), turn.say))

    async def _read(self, turn: Turn) -> None:
        report = await self._reports.read(turn.number, turn.user_id)
        goes = self._reports.part_goes(report)
        await turn.answer(read_screen(report, turn.say, self._name(report.guild_id), part_goes=goes))

    async def _ask_answer(self, turn: Turn) -> None:
        await turn.form(answer_form(await self._reports.openable(turn.number, turn.user_id), turn.say))

    async def _answered(self, turn: Turn) -> None:
        fields = turn.fields
        report = await self._reports.answer(
            turn.number, turn.user_id, fields.get("words", ""), finished=fields.get("finished") == "yes"
        )
        await turn.answer(turn.say("report-answer-kept", number=report.id))

    # -- shared ---------------------------------------------------------------------------------------------------

    def _name(self, guild_id: int) -> Name:
        return lambda user: self._services.desk.name(guild_id, user)

    def _member(self, guild_id: int, user_id: int) -> None:
        services = self._services
        if services.servers.get(guild_id) is None or services.directory.member(guild_id, user_id) is None:
            raise ServerNotSetUp


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(ReportsCog(client))
