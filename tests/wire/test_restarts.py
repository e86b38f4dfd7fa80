"""What is open when the bot restarts is still good afterwards, and an ailing Discord keeps nobody waiting."""

from random import Random
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, delay, drop, limited, request, status

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_a_form_that_was_open_over_a_restart_is_taken(scene: Any) -> None:
    first = await scene.run()
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.press("ana", "I'm on it")
    shown = await scene.press("ana", "Resolve")
    assert shown.form is not None
    await scene.stop(first)

    await scene.run()
    await scene.answered(await scene.town["ana"].fill(shown, outcome=["talked"], note="we talked"))

    await scene.sees("maya", "Thank you for letting somebody be there")
    await scene.until(lambda: "closed" in str(scene.latest_card().embeds))


@pytest.mark.parametrize("seed", [1, 2])
async def test_with_a_third_of_all_requests_failing_everybody_is_reached_and_nobody_twice(
    scene: Any, seed: int
) -> None:
    """The seed is in the test's name; the same one fails in the same ways."""
    scene.discord.requests.limits.on = False
    await scene.run()
    ways = [
        (status(500), When.BEFORE),
        (status(503), When.BEFORE),
        (status(502), When.AFTER),
        (drop(), When.BEFORE),
        (drop(), When.AFTER),
        (limited(0.3), When.BEFORE),
        (delay(0.5), When.AFTER),
    ]
    posts, opens = request("POST /channels/*/messages"), request("POST /users/@me/channels")
    scene.discord.requests.faults.by_chance(
        lambda one: posts(one) or opens(one),
        ways,
        share=1 / 3,
        chance=Random(seed).random,
    )
    people = [scene.discord.people.somebody(f"person{n}", guild_id=scene.town.guild_id) for n in range(6)]
    for person in people:
        person.write(scene.lounge, PILLS)

    def told(person: Any) -> int:
        return sum("I am telling Ana, a peer from here." in one.content for one in person.inbox())

    await scene.until(lambda: all(told(person) for person in people))
    await scene.until(lambda: scene.pages("ana") >= len(people) and len(scene.cards()) >= len(people))
    await scene.quiet(2.0)
    assert [told(person) for person in people] == [1] * len(people)
    assert (scene.pages("ana"), len(scene.cards())) == (len(people), len(people))
