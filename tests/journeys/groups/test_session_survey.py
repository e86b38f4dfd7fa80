"""After a session those who were there are asked, by one button where they met; a small group is asked once over several."""

from typing import Any

import pytest

from tests.journeys.surveys import HAPPY, card, survey_id

ROOM = "Coming late is fine"


async def meet(world: Any, meeting: Any, place: Any, posts: Any, *people: Any) -> None:
    """Hold a session to which some people come."""
    planned = await meeting()
    await planned.press("Start now")
    room = posts(place, ROOM)[-1]
    for person in people:
        await person.click(room, label="I'm here")
    await world.pass_time(hours=2)


@pytest.mark.parametrize("repeat", ["session", "period"])
async def test_those_who_were_there_are_asked_where_they_met(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, read: Any, repeat: str
) -> None:
    planned = await fay.slash(place, "survey open", survey="template:session", repeat=repeat)
    assert read(planned).startswith("Planned. After each session of the group in")
    await meet(world, meeting, place, posts, world.maya)
    invitation = card(world, place)
    assert {field.name: field.value for field in invitation.embeds[0].fields}["For"] == "those who were there"
    assert not [one for one in world.inbox(world.maya) if "survey" in one.lower()], "no message to each of them"
    refused = await world.sam.click(invitation, label="Answer")
    assert read(refused).startswith("This survey is for those who were at the session.")
    begun = await world.maya.click(invitation, label="Answer")
    form = await world.maya.click(begun.response.message, label="Begin")
    kept = await world.maya.submit_modal(form, HAPPY[0])
    assert read(kept).startswith("Kept, sealed.")

    await meet(world, meeting, place, posts, world.maya, world.sam)
    again = card(world, place)
    assert again.id != invitation.id
    assert (survey_id(again) == survey_id(invitation)) == (repeat == "period"), "one survey a period, one a session"
    allowed = await world.sam.click(again, label="Answer")
    title = "How was the session? · Jan 1, 2026" + (", 04:00" if repeat == "session" else "")
    assert allowed.response.embeds[0].title == title
    plans = await fay.slash(place, "survey close", survey="plan:1")
    assert read(plans).startswith("The plan is ended.")


async def test_those_who_were_there_are_asked_where_the_group_is_by_then(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, read: Any, screen: Any
) -> None:
    await fay.slash(place, "survey open", survey="template:session", repeat="session")
    planned = await meeting()
    await planned.press("Start now")
    await world.maya.click(posts(place, ROOM)[-1], label="I'm here")
    new = world.guild.create_text_channel("tuesday-again")
    await world.env.settle()
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.press("Another channel")
    await edit.pick(0, new)
    await world.pass_time(hours=2)
    begun = await world.maya.click(card(world, new), label="Answer")
    form = await world.maya.click(begun.response.message, label="Begin")
    assert read(await world.maya.submit_modal(form, HAPPY[0])).startswith("Kept, sealed.")
