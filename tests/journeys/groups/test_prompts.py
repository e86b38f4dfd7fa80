"""Prompts: seen before they are posted, posted in turn, passed, answered, and looked after when nobody answers."""

from typing import Any

FOOTER = "Reading along is an answer"


async def test_a_look_before_a_prompt_is_posted_and_pass_is_an_answer(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    home = screen(fay, await fay.slash(place, "group prompt post"))
    await home.pick(0, "grief")
    assert "This touches on loss. You can pass." in home.text
    assert "Not used in this group yet." in home.text
    first = home.text
    await home.press("Another one")
    assert home.text != first
    assert not posts(place, FOOTER)
    await home.press("Post it")
    assert "Posted." in home.text
    (posted,) = posts(place, FOOTER)
    passed = await world.maya.click(posted, label="Pass")
    assert "that is an answer" in passed.response.content
    used = screen(fay, await fay.slash(place, "group prompt list"))
    assert "answered" in used.text
    assert "nobody answered" not in used.text
    await world.pass_time(hours=49)
    assert not posts(world.facilitators, "nobody answered")


async def test_facilitators_alone_see_what_nobody_answered(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any, restart: Any
) -> None:
    for answered in (True, False):
        home = screen(fay, await fay.slash(place, "group prompt post"))
        await home.pick(0, "arriving")
        await home.press("Post it")
        await fay.send(place, "no hurry with this one")
        if answered:
            await world.maya.send(place, "rainy with some sun")
    await restart()
    used = screen(fay, await fay.slash(place, "group prompt list"))
    assert used.text.count("nobody answered so far") == 1
    await world.pass_time(hours=49)
    assert len(posts(world.facilitators, "nobody answered")) == 1
    assert not posts(place, "nobody answered")


async def test_prompts_take_turns_by_themselves(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any, text: Any
) -> None:
    form = await fay.slash(place, "group prompt schedule")
    values = {"theme": ["any"], "rhythm": ["daily"], "when": "10:00", "until": "3"}
    plan = screen(fay, await fay.submit_modal(form, values))
    assert "Nothing is saved until" in plan.text
    assert plan.text.count(":F>") == 3
    await plan.press("Save", "Pause", "Start it", "Delete", "Undo")
    await world.pass_time(hours=24 * 4)
    posted = [text(one) for one in posts(place, FOOTER)]
    assert len(posted) == 3
    assert len(set(posted)) == 3
    assert len({one.splitlines()[1] for one in posted}) == 3, "each from another theme"


async def test_a_prompt_of_ones_own(world: Any, fay: Any, place: Any, posts: Any, screen: Any) -> None:
    form = await fay.slash(place, "group prompt add")
    own = screen(fay, await fay.submit_modal(form, {"text": "What did *your* balcony see?", "theme": ["arriving"]}))
    assert "This is how it looks" in own.text
    await own.press("Post it")
    assert posts(place, "balcony see?")
    refused = await fay.submit_modal(await fay.slash(place, "group prompt add"), {"text": " ? ", "theme": ["arriving"]})
    assert "needs a few words" in refused.response.content
