"""A group's rhythm, from the plan to the summary: what facilitators and participants see."""

from typing import Any

HOURLY = "One tap is enough"


async def test_from_a_plan_to_a_post_to_an_answer_to_the_next(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    assert posts(place, "Tuesday evening")
    preview = await planned(save=False)
    assert "Nothing is saved until you press" in preview.text
    assert preview.text.count(":F>") == 5
    await world.pass_time(hours=24)
    assert not posts(place, HOURLY)
    await preview.press("Save")
    assert "Running" in preview.text

    await world.pass_time(hours=24)
    (posted,) = posts(place, HOURLY)
    tapped = screen(world.maya, await world.maya.click(posted, label="Good"))
    assert "Saved: ☀️ Good" in tapped.text
    assert "The facilitators see it." in tapped.text

    await world.pass_time(hours=24)
    assert posts(place, "A few people answered.")
    assert len(posts(place, HOURLY)) == 1
    (notice,) = posts(world.facilitators, "One person shared an answer with you.")
    answers = screen(fay, await fay.click(notice, label="Read the answers"))
    assert "Maya** · Good" in answers.text
    await answers.press("I read these")
    assert posts(place, "Fay has read what you shared.")
