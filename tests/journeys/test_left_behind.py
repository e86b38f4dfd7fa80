"""What somebody sent, and the process ended over, is carried out by the next start: once, however far it had come."""

from datetime import datetime
from typing import Any

import discord
import pytest

from bot.ui.presses import LABEL, TEXT, Press
from tests.journeys.test_reports import said_anywhere

WORDS = "Since Tuesday nobody has heard from her, quince-marmalade-4412"


@pytest.fixture
def leave(world: Any) -> Any:
    """Have an earlier life of the process leave a form, and carry it out; the same one again with the same number."""

    async def left(person: Any, custom_id: str, number: int, at: datetime | None = None, **fields: str) -> None:
        parts = [
            {"type": LABEL, "component": {"type": TEXT, "custom_id": name, "value": value}}
            for name, value in fields.items()
        ]
        data = {"custom_id": custom_id, "components": parts}
        then = (at or world.services.clock.now()).isoformat()
        press = Press(number, person.id, world.guild.id, world.lounge.id, then, "en-GB", data)

        async def start() -> None:
            world.services.router._presses._write(press)
            await world.bot._press_again()

        await world.as_bot(start())

    return left


def number(world: Any) -> int:
    return discord.utils.time_snowflake(world.services.clock.now()) + 4411


def pages(world: Any, person: Any) -> int:
    return sum(1 for one in world.direct(person) if "case:" in str(one.components))


async def test_worry_about_somebody_that_was_left_brings_a_peer_once_and_counts_once(world: Any, leave: Any) -> None:
    one = number(world)
    for _ in range(7):
        await leave(world.sam, f"worry:send:{world.guild.id}:{world.maya.id}", one, words=WORDS)
    case = world.open_case()
    assert (case.user_id, pages(world, world.ana)) == (world.maya.id, 1)
    assert "quince" not in said_anywhere(world)
    await leave(world.sam, f"worry:send:{world.guild.id}:{world.ben.id}", one + 1, words="And he is gone too")
    assert pages(world, world.ana) == 2, "seven times the same is not seven of the five a day"


async def test_a_message_for_which_support_was_asked_is_looked_at(world: Any, leave: Any) -> None:
    way = f"worry:message:{world.guild.id}:{world.maya.id}:{world.lounge.id}:{number(world)}"
    for _ in range(2):
        await leave(world.sam, way, number(world) + 1, words=WORDS)
    assert (world.open_case().user_id, pages(world, world.ana)) == (world.maya.id, 1)


async def test_a_report_that_was_left_is_there_once(world: Any, leave: Any) -> None:
    for _ in range(2):
        await leave(world.maya, f"report:send:{world.guild.id}:{world.ben.id}", number(world), words=WORDS, name="no")
    (kept,) = await world.services.reports.mine(world.maya.id, world.guild.id)
    assert (kept.words, len(kept.about)) == (WORDS, 1)
    await world.pass_time(seconds=5)
    assert len(world.direct(world.lea)) == 1
    assert "quince" not in str([one.content for one in world.direct(world.lea)])


async def test_a_wish_to_be_spoken_to_that_was_left_reaches_the_lead_once(world: Any, leave: Any) -> None:
    for _ in range(2):
        await leave(world.maya, f"survey:contacted:{world.guild.id}", number(world), words=WORDS)
    assert sum("quince" in one.content for one in world.direct(world.lea)) == 1


async def test_what_is_anonymous_is_never_written_down_for_later(world: Any) -> None:
    """DESIGN §7: a file that holds who sent what would be a trace of an answer."""
    kept = {f"{place}:{verb}" for place, verb in world.services.router.kept}
    assert {"worry:send", "worry:message", "support:send", "report:send", "checkin:said", "case:take"} <= kept
    assert {one for one in kept if one.partition(":")[0] in ("survey", "box", "make", "self")} == {"survey:contacted"}


async def test_a_yes_that_was_left_goes_on_trying_though_opening_the_space_fails(world: Any, leave: Any) -> None:
    """Whoever pressed it is not there to hear that it failed, and would wait beside a peer who waits."""
    await world.maya.send(world.lounge, "I have the pills in front of me and I don't want to be here tomorrow")
    case = world.open_case()
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    world.env.inject_error("POST", f"/channels/{world.support.id}/threads", status=403, code=50013, times=1)
    await leave(world.maya, f"me:space-yes:{case.key}", number(world))
    await world.pass_time(seconds=60)
    (space,) = world.support.threads
    assert "this is your place" in space.last_message.content
    assert "could not be opened" not in str([one.content for one in world.direct(world.maya)])
