"""People who run and answer surveys, for the tests of them."""

from collections.abc import Sequence
from typing import Any

import discord
import pytest

from bot.messenger.ids import parts_of
from bot.ui.router import Router

Pressed = set[str]

PLACES = ("survey", "make", "self", "box")

# What each journey presses in English and in Spanish; together they are every way that there is (test_survey_presses.py).
MAKING: Pressed = {
    *(f"/survey {name}" for name in ("templates", "create", "open", "close", "results", "threshold")),
    *(f"make:{verb}" for verb in ("add", "added", "drop", "translate", "translated", "try", "tried", "discard")),
    *(f"survey:{verb}" for verb in ("results", "publish", "did", "done")),
}
ANSWERING: Pressed = {
    f"survey:{verb}" for verb in ("answer", "more", "page", "change", "send", "withdraw", "contact", "contacted")
}
FOR_ONESELF: Pressed = {"survey:voice", *(f"self:{verb}" for verb in ("open", "choose", "page", "send", "forget"))}
WALKING: Pressed = {"self:walk", "self:stop"}
SUGGESTING: Pressed = {
    "/survey box",
    *(
        f"box:{verb}"
        for verb in ("write", "more", "send", "back", "code", "read", "again", "answer", "answered", "close")
    ),
}


def noted(patch: pytest.MonkeyPatch) -> Pressed:
    """Note every command, button, menu and form that is led to its handler from now on, in every bot."""
    seen: Pressed = set()
    guard = Router.guard

    async def noting(router: Router, turn: Any, handler: Any, **kept: Any) -> None:
        interaction = turn._interaction
        if interaction.type is discord.InteractionType.application_command:
            seen.add(f"/{interaction.command.qualified_name}")
        else:
            seen.add(":".join(parts_of(interaction.data["custom_id"])[:2]))
        await guard(router, turn, handler, **kept)

    patch.setattr(Router, "guard", noting)
    return seen


def ways_of(world: Any) -> Pressed:
    """Every way that a button, menu or form of surveys can lead, and every command."""
    ways = {f"{place}:{verb}" for place, verb in world.services.router.ways if place in PLACES}
    commands = {f"/{one.qualified_name}" for one in world.bot.tree.walk_commands() if not hasattr(one, "commands")}
    return ways | {name for name in commands if name.startswith("/survey ")}


def members(world: Any, count: int, role: str | None = "participant") -> list[Any]:
    """Some people in the server."""
    people = []
    for number in range(count):
        user = world.env.create_user(f"guest{number}", global_name=f"Guest {number}")
        people.append(world.guild.add_member(user, roles=[world.roles[role]] if role else []))
    return people


def facilitator(world: Any) -> Any:
    """Somebody who runs the group."""
    user = world.env.create_user("fran", global_name="Fran")
    return world.guild.add_member(user, roles=[world.roles["facilitator"]])


def card(world: Any, channel: Any | None = None) -> Any:
    """The newest invitation in a channel."""
    found = [
        message
        for message in (channel or world.lounge).history()
        if message.components
        and message.components[0].children[0].custom_id.startswith("survey:answer:")
        and not message.flags.ephemeral
    ]
    return found[-1]


def survey_id(message: Any) -> int:
    """Which survey a card belongs to."""
    return int(message.components[0].children[0].custom_id.split(":")[-1])


async def answer(
    world: Any, person: Any, pages: Sequence[dict[str, Any]], *, words: Sequence[str] = ("Answer", "Begin", "Continue")
) -> Any:
    """Go through a survey from its card to the end; return what is shown last."""
    start, begin, go_on = words
    shown = await person.click(card(world), label=start)
    for number, values in enumerate(pages):
        form = await person.click(shown.response.message, label=begin if number == 0 else go_on)
        shown = await person.submit_modal(form, values)
    return shown


async def send_in(world: Any, number: int, person: Any, given: Sequence[dict[str, Any]]) -> None:
    """Answer as a form does it, where who presses what is not the point: much faster."""

    async def work() -> None:
        for values in given:
            chosen = {key: tuple(one) for key, one in values.items() if not isinstance(one, str)}
            written = {key: one for key, one in values.items() if isinstance(one, str)}
            await world.services.surveys.answering.submit(number, person.id, written, chosen)

    await world.as_bot(work())


HAPPY: Sequence[dict[str, Any]] = (
    {"a0": ["5"], "a1": ["4"], "a2": ["4"], "a3": ["no"]},
    {"a4": "More time for the round at the end", "a5": ["yes"]},
)
UNHAPPY: Sequence[dict[str, Any]] = (
    {"a0": ["2"], "a1": ["1"], "a2": ["rather_not"], "a3": ["yes"]},
    {"a4": "It was too loud", "a5": ["no"]},
)
