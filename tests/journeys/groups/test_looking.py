"""Figures that give nobody away, and goals that nobody else sees."""

from typing import Any

import pytest

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


@pytest.mark.usefixtures("drawn")
async def test_figures_of_five_and_more_as_words_picture_table_and_page(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any, text: Any
) -> None:
    people = [world.guild.add_member(world.env.create_user(f"peer{number}")) for number in range(7)]
    first = screen(fay, await fay.slash(place, "insights"))
    assert "nothing to show yet" in first.text
    await planned()
    await world.pass_time(minutes=11)
    posted = posts(place, "One tap is enough")[-1]
    moods = ("Good", "Okay", "In between", "In between", "Low", "Good", "Rough")
    for person, mood in zip(people, moods, strict=True):
        await person.click(posted, label=mood)
    await world.pass_time(hours=24)
    (summary,) = posts(place, "7 people shared an answer.")
    assert "▇" in text(summary)
    assert "good or okay" in text(summary)

    shown = screen(fay, await fay.slash(place, "insights"))
    assert "shared an answer: 7 · attended: –" in shown.text, "nobody met: that is no figure which is kept back"
    (picture,) = shown.message.attachments
    assert picture.filename == "insights.png"
    assert "People who shared an answer: 7 a week" in (picture.description or "")
    assert "43 % were good or okay, 29 % in between, 29 % low or rough" in (picture.description or "")
    table = await fay.click(shown.message, label="As a table")
    assert table.response.attachments[0].filename == "insights.csv"
    page = await fay.click(shown.message, label="Quarterly page")
    assert (page.followups or [page.response])[-1].attachments[0].filename == "quarter.html"
    said = await shown.fill("You said, we did", said="Later in the evening", done="We meet at eight now")
    assert "next quarterly page" in said.text
    assert posts(place, "We meet at eight now")


@pytest.mark.usefixtures("drawn")
async def test_what_was_shared_and_the_figures_of_a_group_at_rest_are_read_and_nothing_is_changed(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    await planned()
    await world.pass_time(minutes=11)
    posted = posts(place, "One tap is enough")[-1]
    await world.maya.click(posted, label="Low")
    archived = await fay.slash(place, "group archive", group=1)
    assert "is at rest" in screen(fay, archived).text
    await world.pass_time(hours=25)
    (notice,) = posts(world.facilitators, "Somebody shared an answer with you.")
    answers = screen(fay, await fay.click(notice, label="Read the answers"))
    assert "**Maya** · Low" in answers.text
    assert "I read these" not in answers.labels
    offered = await fay.autocomplete(world.facilitators, "insights", "group", "tues")
    assert [one["name"] for one in offered] == ["Tuesday evening"]
    for figures in (await fay.slash(place, "insights"), await fay.slash(world.facilitators, "insights", group=1)):
        shown = screen(fay, figures)
        assert "Tuesday evening" in shown.text
        assert shown.labels == ["As a table", "Quarterly page"]
    table = await fay.click(shown.message, label="As a table")
    assert table.response.attachments[0].filename == "insights.csv"
    page = await fay.click(shown.message, label="Quarterly page")
    assert (page.followups or [page.response])[-1].attachments[0].filename == "quarter.html"
    for forged in ("insight:say:1", "panel:read:1:1:0", "panel:prompts:1", "panel:edit:1"):
        refused = await world.forge(fay, forged)
        assert "Tuesday evening is at rest" in refused.response.content, forged


async def test_goals_are_for_oneself(world: Any, place: Any, posts: Any, screen: Any) -> None:
    card = posts(place, "Tuesday evening")[0]
    mine = screen(world.maya, await world.maya.click(card, label="My goals"))
    assert "none at all is fine" in mine.text
    await mine.fill("A new goal", text="walk to the river")
    assert "walk to the river" in mine.text
    await mine.fill("A new goal", text="call *Rosa*")
    await mine.pick(1, "1")
    await mine.press("Reached")
    assert "You got there" in mine.text
    await mine.pick(1, "2")
    other = await world.forge(world.sam, f"goal:delete:{world.guild.id}:2")
    assert "not there any more" in other.response.content
    await mine.press("Let it go")
    sams = screen(world.sam, await world.sam.slash(world.lounge, "goals"))
    assert "river" not in sams.text
    await mine.fill("A new goal", text=PILLS)
    assert "nobody was told" in mine.text
    assert not world.direct(world.ana)
    await mine.press("Let someone know")
    assert "Case 1" in world.direct(world.ana)[-1].content


async def test_you_said_we_did_that_the_channel_does_not_take_is_kept_nowhere_and_can_be_sent_again(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    figures = screen(fay, await fay.slash(place, "insights"))
    said = {"said": "Later in the evening", "done": "We begin at eight"}
    world.env.inject_error("POST", f"/channels/{place.id}/messages", status=403, code=50013, times=1)
    refused = screen(fay, await fay.submit_modal(await fay.click(figures.message, label="You said, we did"), said))
    assert "It could not be posted in the group's channel, so nothing was kept. A permission is missing" in refused.text
    told = await fay.submit_modal(await fay.click(refused.message, label="Back to what I wrote"), said)
    assert "It is in the group's channel" in screen(fay, told).text
    assert len(posts(place, "We begin at eight")) == 1
