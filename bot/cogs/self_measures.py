"""Measures for oneself: chosen, answered and looked at in private."""

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.drawing.easel import Line
from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Choice, Form, FormMenu, Menu, Message, Row
from bot.messenger.person import to_a_person
from bot.messenger.plain import shorten
from bot.surveys.measures import page_of
from bot.surveys.questions import in_language
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class SelfMeasures(commands.Cog):
    """Everything here is seen by one person only."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead the buttons and forms."""
        self._services = client.services
        self._measures = client.services.surveys.measures
        router = client.services.router
        router.on("self", "open", self._open)
        router.on("self", "choose", self._choose)
        router.on("self", "page", self._page)
        router.on("self", "send", self._send)
        router.on("self", "walk", self._walk)
        router.on("self", "stop", self._stop)
        router.on("self", "forget", self._forget)

    async def _open(self, turn: Turn) -> None:
        guild = turn.args[0]
        choices = tuple(
            Choice(in_language(one.title, turn.say.locale), name) for name, one in self._measures.known.items()
        )
        rows: tuple[Row, ...] = (
            Menu(button_id("self", "choose", guild), choices, placeholder=turn.say("self-choose")),
            (
                Button(turn.say("button-self-walk"), button_id("self", "walk", guild)),
                Button(turn.say("button-self-stop"), button_id("self", "stop", guild)),
                Button(turn.say("button-self-forget"), button_id("self", "forget", guild)),
                to_a_person(turn.say, int(guild)),
            ),
        )
        await turn.answer(Message(turn.say("self-intro"), rows=rows))

    async def _choose(self, turn: Turn) -> None:
        await self._show(turn, turn.chosen[0], turn.args[0])

    async def _page(self, turn: Turn) -> None:
        name, first, guild = turn.args[0], int(turn.args[1]), turn.args[2]
        measure = self._measures.measure(name)
        choices = tuple(Choice(in_language(one.words, turn.say.locale), str(one.points)) for one in measure.answers)
        fields = tuple(
            FormMenu(
                f"m{index}",
                shorten(in_language(item.ask, turn.say.locale), 45),
                choices,
                description=in_language(item.ask, turn.say.locale),
            )
            for index, item in page_of(measure, first)
        )
        await turn.form(
            Form(
                button_id("self", "send", name, first, guild),
                in_language(measure.title, turn.say.locale),
                fields,
                notice=in_language(measure.about, turn.say.locale),
                nameless=True,
            )
        )

    async def _send(self, turn: Turn) -> None:
        name, first, guild = turn.args[0], int(turn.args[1]), turn.args[2]
        following = await self._measures.note(turn.user_id, name, first, turn.picked)
        if following is None:
            await self._show(turn, name, guild)
            return
        more = Button(
            turn.say("button-survey-next"), button_id("self", "page", name, following, guild), style="primary"
        )
        await turn.answer(Message(turn.say("self-more"), rows=((more,),)))

    async def _show(self, turn: Turn, name: str, guild: str) -> None:
        await turn.wait()
        measure = self._measures.measure(name)
        title = in_language(measure.title, turn.say.locale)
        taken = await self._measures.taken(turn.user_id, name)
        lines = [f"**{title}**"]
        if taken:
            last = taken[-1].total
            lines.append(turn.say("self-last", total=last, most=measure.most))
            if band := in_language(measure.band(last), turn.say.locale):
                lines.append(turn.say("self-band", band=band))
        else:
            lines.append(turn.say("self-none"))
        lines.append(turn.say("self-no-diagnosis"))
        if measure.source is not None:
            lines.append(f"-# {measure.source.work}")
        rows: tuple[Row, ...] = (
            (
                Button(turn.say("button-self-note"), button_id("self", "page", name, 0, guild), style="primary"),
                to_a_person(turn.say, int(guild)),
            ),
        )
        files = []
        if len(taken) > 1:
            points = tuple((f"{one.at:%Y-%m-%d}", float(one.total)) for one in taken[-20:])
            told = ", ".join(f"{when}: {value:.0f}" for when, value in points)
            if png := await self._services.easel.lines(title, [Line(title, points)], ends=(0, measure.most)):
                files.append(Attachment("mine.png", png, turn.say("self-chart", told=told)))
        await turn.answer(Message("\n".join(lines), rows=rows), *files)

    async def _walk(self, turn: Turn) -> None:
        await self._measures.walk(turn.user_id, int(turn.args[0]))
        await turn.answer(turn.say("self-walking"))

    async def _stop(self, turn: Turn) -> None:
        await self._measures.stop_walking(turn.user_id)
        await turn.answer(turn.say("self-stopped"))

    async def _forget(self, turn: Turn) -> None:
        await self._measures.forget(turn.user_id)
        await turn.answer(turn.say("self-forgotten"))


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SelfMeasures(client))
