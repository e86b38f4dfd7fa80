"""A facilitator, a group in its channel, and a way to read and press what people see."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest


def text_of(message: Any) -> str:
    """Everything that a message shows."""
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", *(f"{one.name}\n{one.value}" for one in embed.fields)]
        parts.append(embed.footer.text or "" if embed.footer else "")
    return "\n".join(parts)


class Screen:
    """A private screen that somebody looks at: it changes as they press."""

    def __init__(self, person: Any, result: Any) -> None:
        self.person = person
        self.at(result)

    def at(self, result: Any) -> "Screen":
        """Look at the newest answer, if there was one; an answer that changed the screen leaves us where we are."""
        answers = [one for one in (*result.followups, result.response) if one is not None]
        if answers:
            self.message = answers[0]
        return self

    @property
    def text(self) -> str:
        return text_of(self.message)

    @property
    def labels(self) -> list[str]:
        return [
            part["label"]
            for row in self.message.components
            for part in row["components"]
            if part.get("label") and not part.get("disabled")
        ]

    async def press(self, *labels: str) -> "Screen":
        for label in labels:
            self.at(await self.person.click(self.message, label=label))
        return self

    async def fill(self, button: str, /, **values: Any) -> "Screen":
        form = await self.person.click(self.message, label=button)
        return self.at(await self.person.submit_modal(form, values))

    async def pick(self, number: int, *values: Any) -> "Screen":
        """Choose in the menu of that line, from the top."""
        row = self.message.components[number]["components"][0]
        return self.at(await self.person.select(self.message, values, custom_id=row["custom_id"]))


@pytest.fixture
def text() -> Callable[[Any], str]:
    return text_of


@pytest.fixture
def screen() -> type[Screen]:
    return Screen


@pytest.fixture
async def fay(world: Any) -> Any:
    """A facilitator."""
    await world.env.settle()
    for command in await world.bot.tree.fetch_commands():
        if command.name in ("group", "insights"):
            allowed = {world.roles["facilitator"]: True, world.roles["lead"]: True}
            world.guild.set_command_permissions(command, allowed)
    return world.guild.add_member(world.env.create_user("fay", global_name="Fay"), roles=[world.roles["facilitator"]])


@pytest.fixture
async def place(world: Any, fay: Any) -> Any:
    """The channel of a group that exists, with Maya and Sam in it."""
    channel = world.guild.create_text_channel("tuesday")
    await world.env.settle()
    await fay.slash(world.facilitators, "group create", name="Tuesday evening", channel=channel)
    card = next(one for one in channel.history() if "Tuesday evening" in text_of(one))
    for person in (world.maya, world.sam):
        await person.click(card, label="Join")
    return channel


@pytest.fixture
async def planned(world: Any, fay: Any, place: Any) -> Callable[..., Awaitable[Screen]]:
    """Plan a check-in and save it; return the screen that shows it."""

    async def plan(*, save: bool = True, **values: Any) -> Screen:
        form = await fay.slash(place, "group checkin plan")
        soon = (world.clock.now() + timedelta(minutes=10)).astimezone(ZoneInfo("Europe/Madrid"))
        filled = {"question": "How are you today?", "rhythm": ["daily"], "when": f"{soon:%H:%M}", "until": ""}
        shown = Screen(fay, await fay.submit_modal(form, filled | values))
        return await shown.press("Save") if save else shown

    return plan


@pytest.fixture
def posts(text: Callable[[Any], str]) -> Callable[[Any, str], list[Any]]:
    """What stands in a channel with these words in it, oldest first."""

    def found(channel: Any, words: str) -> list[Any]:
        return [one for one in channel.history() if words in text(one)]

    return found


@pytest.fixture
async def meeting(world: Any, fay: Any, place: Any) -> Callable[..., Awaitable[Screen]]:
    """Plan a weekly session in an hour's time and save it; return the screen that shows it."""

    async def plan(*, save: bool = True, ahead: float = 1, **values: Any) -> Screen:
        form = await fay.slash(place, "group session plan")
        at = (world.clock.now() + timedelta(hours=ahead)).astimezone(ZoneInfo("Europe/Madrid"))
        filled = {"title": "Open circle", "rhythm": ["weekly"], "when": f"{at:%Y-%m-%d %H:%M}", "minutes": "60"}
        shown = Screen(fay, await fay.submit_modal(form, filled | values))
        if save:
            await shown.press("Save")
            await world.pass_time(seconds=10)
        return shown

    return plan
