"""What is open when the bot restarts is still good afterwards, and an ailing Discord keeps nobody waiting."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, delay, drop, limited, request, status
from bot.rehearsal.discord.traffic import Request

SEED = int(os.environ.get("SWEEP_SEED", "1"))
SEEDS = min(30, max(2, int(os.environ.get("SWEEP_SIZE", "4")) // 20))
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


def named(scene: Any) -> Callable[[Request], str]:
    """A request by what another run calls the same: names instead of numbers."""
    known = {str(scene.channel(name)): name for name in (*scene.town.places, *scene.town.people)}
    known |= {str(one.id): name for name, one in scene.town.people.items()}

    def name(one: Request) -> str:
        whom = (one.body or {}).get("recipient_id", "") if isinstance(one.body, dict) else ""
        return " ".join(
            [one.method, *(known.get(part, "*" if part.isdigit() else part) for part in (*one.parts, str(whom)))]
        )

    return name


@pytest.mark.parametrize("seed", [pytest.param(SEED + number, id=f"seed {SEED + number}") for number in range(SEEDS)])
async def test_with_a_third_of_all_requests_failing_everybody_is_reached_and_nobody_twice(
    scene: Any, seed: int
) -> None:
    """The same seed fails the same requests in the same ways."""
    scene.discord.requests.limits.on = False
    for number in range(6):
        name = f"person{number}"
        scene.town.people[name] = scene.discord.people.somebody(name, guild_id=scene.town.guild_id)
    people = [one for name, one in scene.town.people.items() if name.startswith("person")]
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
    hit = [
        request("POST /channels/*/messages"),
        request("PATCH /channels/*/messages/*"),
        request("POST /users/@me/channels"),
    ]
    failing = scene.discord.requests.faults.by_chance(
        lambda one: any(pattern(one) for pattern in hit), ways, share=1 / 3, seed=seed, key=named(scene)
    )
    for person in people:
        person.write(scene.lounge, PILLS)

    def told(person: Any) -> int:
        return sum("I am telling Ana, a peer from here." in one.content for one in person.inbox())

    await scene.until(lambda: all(told(person) for person in people))
    await scene.until(lambda: scene.pages("ana") >= len(people) and len(scene.cards()) >= len(people))
    await scene.quiet(2.0)
    assert [told(person) for person in people] == [1] * len(people)
    assert (scene.pages("ana"), len(scene.cards())) == (len(people), len(people))
    assert sum(one.met > 0 for one in failing) > 2, "they did fail, and in several ways"
    scene.record("failed by chance", sum(one.met for one in failing))
