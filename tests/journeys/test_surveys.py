"""A group is asked, answers without being known, and sees what may be shown."""

from collections.abc import Callable
from typing import Any

from tests.journeys.surveys import HAPPY, UNHAPPY, answer, card, facilitator, members

Read = Callable[[Any], str]


def fields(embed: Any) -> dict[str, str]:
    return {field.name: field.value for field in embed.fields}


async def opened(world: Any, fran: Any, **options: Any) -> Any:
    return await fran.slash(world.lounge, "survey open", survey="template:session", **options)


async def test_from_a_template_to_results(world: Any, read: Read, var_dir: Any) -> None:
    fran, people = facilitator(world), members(world, 9)
    shown = await opened(world, fran)
    assert "is open in <#" in read(shown)
    sealed = sorted(path.name for path in (var_dir / "sealed").iterdir())
    assert sealed == ["1.db", "1.key"]
    invitation = card(world)
    assert "only counts over at least 5 people" in invitation.embeds[0].description
    for person in people[:5]:
        last = await answer(world, person, HAPPY)
        assert read(last).startswith("Thank you. Your answers are sealed.")
        assert last.response.ephemeral
    for person in people[5:]:
        await answer(world, person, UNHAPPY)

    results = await fran.slash(world.lounge, "survey close", survey=1)
    embed = (results.followups or [results.response])[-1].embeds[0]
    assert "9 people answered" in embed.description
    values = fields(embed)
    assert "5 · 5 · very much" in values["I felt heard"]
    assert "Average: 3.7" in values["I felt heard"]
    assert "5 · No" in values["Did anything feel wrong?"]
    assert values["One thing to keep or to change"].count("> More time for the round at the end") == 5
    assert "too loud" not in values["One thing to keep or to change"]
    assert list((var_dir / "sealed").iterdir()) == []
    assert "is closed" in world.facilitators.history()[-1].content


async def test_home_leads_to_what_is_open(world: Any, read: Read) -> None:
    fran = facilitator(world)
    home = await world.maya.slash(world.lounge, "help")
    empty = await world.maya.click(home.response.message, label="Your voice")
    assert read(empty) == "No survey is open for you at the moment."
    await opened(world, fran, people=world.roles["participant"])
    there = await world.maya.click(home.response.message, label="Your voice")
    begun = await world.maya.click(there.response.message, label="How was the session?")
    assert begun.response.embeds[0].title == "How was the session?"
    lead = await world.lea.slash(world.lounge, "help")
    assert read(await world.lea.click(lead.response.message, label="Your voice")).startswith("No survey")
