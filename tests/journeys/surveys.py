"""People who run and answer surveys, for the tests of them."""

from collections.abc import Sequence
from typing import Any


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
        first: int | None = 0
        for values in given:
            chosen = {key: tuple(one) for key, one in values.items() if not isinstance(one, str)}
            written = {key: one for key, one in values.items() if isinstance(one, str)}
            step = await world.services.surveys.answering.submit(number, person.id, first or 0, written, chosen)
            first = step.next

    await world.as_bot(work())


HAPPY: Sequence[dict[str, Any]] = (
    {"a0": ["5"], "a1": ["4"], "a2": ["4"], "a3": ["no"]},
    {"a4": "More time for the round at the end", "a5": ["yes"]},
)
UNHAPPY: Sequence[dict[str, Any]] = (
    {"a0": ["2"], "a1": ["1"], "a2": ["rather_not"], "a3": ["yes"]},
    {"a4": "It was too loud", "a5": ["no"]},
)
