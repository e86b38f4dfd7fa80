"""Groups themselves: made, changed, agreed upon, full, archived and taken up again; and who may do so."""

from typing import Any

from bot.moderation.watch import Level


async def the_group(world: Any) -> Any:
    return (await world.services.groups.roster.groups(world.guild.id))[0]


async def test_a_group_is_changed_with_choices_that_its_card_shows(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any, text: Any
) -> None:
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(0, world.lea, fay)
    assert "Saved." in edit.text
    assert "Lea" in text(posts(place, "places taken")[0])
    await edit.pick(1, world.roles["participant"])
    await edit.pick(3, "people")
    assert posts(place, "Fay wrote down that this group agreed to this: the bot reads only what people send to it")
    assert "Agreed by the group, as Fay wrote down" in text(posts(place, "places taken")[0])
    await edit.fill("Name, city, places", name="Wednesday", city="New York", locale=["es"], capacity="8")
    await world.pass_time(minutes=1)
    card = text(posts(place, "plazas ocupadas")[0])
    assert "Wednesday" in card
    assert "2 de 8" in card
    group = await the_group(world)
    assert (group.zone, group.locale) == ("America/New_York", "es")
    for values, said in (
        ({"capacity": "1"}, "room for 2 to 100 people"),
        ({"capacity": "xy"}, "room for 2 to 100 people"),
        ({"city": "Nowhereville"}, "I don't know that city"),
    ):
        filled = {"name": "Wednesday", "city": "New York", "locale": ["es"], "capacity": "8"} | values
        again = screen(fay, await fay.slash(place, "group edit"))
        await again.fill("Name, city, places", **filled)
        assert said in again.text, values
    assert (await the_group(world)).capacity == 8


async def test_two_facilitators_editing_at_once_are_told(world: Any, fay: Any, place: Any, screen: Any) -> None:
    first = screen(fay, await fay.slash(place, "group edit"))
    second = screen(world.lea, await world.lea.slash(place, "group edit"))
    await first.fill("Name, city, places", name="One", city="Madrid", locale=["en"], capacity="12")
    await second.fill("Name, city, places", name="Two", city="Madrid", locale=["en"], capacity="12")
    assert "Somebody else changed this a moment ago" in second.text
    assert (await the_group(world)).name == "One"


async def test_a_full_group_has_a_waiting_list_that_moves_up_and_help_is_not_behind_it(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.fill("Name, city, places", name="Tuesday evening", city="Madrid", locale=["en"], capacity="2")
    await world.pass_time(minutes=1)
    card = posts(place, "2 of 2 places taken")[0]
    ben = screen(world.ben, await world.ben.click(card, label="Join"))
    assert "You are on the waiting list" in ben.text
    assert "Talk to someone now" in ben.labels
    maya = screen(world.maya, await world.maya.click(card, label="For me"))
    await maya.press("Leave the group")
    assert not any("There is a place" in one for one in world.inbox(world.ben)), "it is night"
    await world.pass_time(hours=12)
    assert any("There is a place for you" in one for one in world.inbox(world.ben))
    again = screen(world.ben, await world.ben.click(card, label="Join"))
    assert "You are in already" in again.text
    people = screen(fay, await fay.click(posts(world.facilitators, "for facilitators")[0], label="People"))
    assert "Ben, Sam" in people.text or "Sam, Ben" in people.text


async def test_who_leaves_the_server_waits_for_no_place_and_who_comes_back_missed_nothing(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.fill("Name, city, places", name="Tuesday evening", city="Madrid", locale=["en"], capacity="2")
    await world.pass_time(minutes=1)
    await world.ben.click(posts(place, "2 of 2 places taken")[0], label="Join")
    group, roster = await the_group(world), world.services.groups.roster
    assert await roster.belonging(group, world.ben.id) is not None
    world.guild.remove_member(world.ben)
    await world.env.settle()
    assert await roster.belonging(group, world.ben.id) is None
    world.guild.remove_member(world.sam)
    world.guild.add_member(world.sam.user)
    await world.env.settle()
    back = await roster.belonging(group, world.sam.id)
    assert back.away_until == world.clock.now(), "nothing before is held against them"


async def test_archiving_stops_everything_and_loses_nothing(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    await planned()
    group = await the_group(world)
    archived = screen(fay, await fay.slash(place, "group archive", group=group.id))
    assert "is at rest" in archived.text
    await world.pass_time(hours=25)
    assert not posts(place, "One tap is enough")
    gone = await fay.slash(place, "group checkin list", group=group.id)
    assert "Tuesday evening is at rest" in gone.response.content
    listed = screen(fay, await fay.slash(place, "group list"))
    await listed.pick(0, str(group.id))
    assert "at work again" in listed.text
    await world.pass_time(hours=24)
    assert posts(place, "One tap is enough")
    listed = screen(fay, await fay.slash(place, "group list"))
    assert "Tuesday evening" in listed.text


async def test_the_panel_does_everything_without_typing(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    panel = posts(world.facilitators, "for facilitators")[0]
    for button, said in (
        ("Check-ins", "Nothing is planned yet"),
        ("Sessions", "No session is planned yet"),
        ("Prompts", "Choose a theme"),
        ("People", "Participant"),
        ("The group", "Each choice is saved at once"),
    ):
        shown = screen(fay, await fay.click(panel, label=button))
        assert said in shown.text, button
        assert shown.message.ephemeral
    shown = screen(fay, await fay.click(panel, label="Check-ins"))
    await shown.fill("Plan a check-in", question="How are you?", rhythm=["weekly"], when="18:00", until="")
    assert "Nothing is saved until" in shown.text
    edit = screen(fay, await fay.click(panel, label="The group"))
    await edit.press("Post the card")
    assert "posted and pinned" in edit.text
    assert len(posts(place, "places taken")) == 1
    await edit.press("Post the panel")
    assert len(posts(world.facilitators, "for facilitators")) == 2


async def test_only_those_who_may_make_and_change_groups(world: Any, fay: Any, place: Any, screen: Any) -> None:
    for command in await world.bot.tree.fetch_commands():
        if command.name in ("group", "insights"):
            world.guild.set_command_permissions(command, {world.roles["participant"]: True})
    free = world.guild.create_text_channel("free")
    await world.env.settle()
    refused = await world.maya.slash(place, "group create", name="Mine", channel=free)
    assert "made by people with the facilitator role" in (refused.followups or [refused.response])[-1].content
    for command in (
        "group edit",
        "group card",
        "group checkin plan",
        "group session plan",
        "group prompt post",
        "insights",
    ):
        refused = await world.maya.slash(place, command)
        assert "This is for the group's facilitators" in refused.response.content, command
    for forged in ("panel:checkins:1", "plan:pause:1:1:1", "panel:answers:1:1", "occ:start:1:1", "insight:csv:1"):
        refused = await world.forge(world.maya, forged)
        assert "This is for the group's facilitators" in refused.response.content, forged


async def test_a_channel_that_is_taken_or_unfit_is_refused(world: Any, fay: Any, place: Any, screen: Any) -> None:
    for channel in (place, world.facilitators):
        refused = await fay.slash(place, "group create", name="Second", channel=channel)
        assert "belongs to another group, or to the staff" in (refused.followups or [refused.response])[-1].content
    edit = screen(fay, await fay.slash(place, "group edit"))
    other = world.guild.create_text_channel("wednesday")
    await world.env.settle()
    await edit.press("Another channel")
    await edit.pick(0, other)
    assert (await the_group(world)).channel_id == other.id


async def test_who_lays_the_groups_role_down_gives_the_place_to_who_waits(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    tuesday = world.guild.create_role("tuesday")
    world.env.backend.add_member_role(world.guild.id, world.lea.id, tuesday.id)
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(1, tuesday)
    await edit.fill("Name, city, places", name="Tuesday evening", city="Madrid", locale=["en"], capacity="3")
    await world.pass_time(minutes=1)
    ben = screen(world.ben, await world.ben.click(posts(place, "3 of 3 places taken")[0], label="Join"))
    assert "You are on the waiting list" in ben.text
    world.env.backend.remove_member_role(world.guild.id, world.lea.id, tuesday.id)
    await world.env.settle()
    again = screen(world.ben, await world.ben.click(posts(place, "3 of 3 places taken")[0], label="Join"))
    assert "You are in already" in again.text


async def test_more_is_read_only_once_the_group_has_heard_so(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any
) -> None:
    watches = world.services.watches
    silent = {"status": 403, "code": 50013, "times": 1}
    edit = screen(fay, await fay.slash(place, "group edit"))
    world.env.inject_error("POST", f"/channels/{place.id}/messages", **silent)
    await edit.pick(3, "full")
    assert "so nothing was changed. A permission is missing" in edit.text
    assert watches.level(place.id) is Level.URGENT
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(3, "full")
    assert watches.level(place.id) is Level.FULL
    world.env.inject_error("POST", f"/channels/{place.id}/messages", **silent)
    await edit.pick(3, "people")
    assert "Saved, and less is read from now on. The group could not be told: A permission is missing" in edit.text
    assert watches.level(place.id) is Level.PEOPLE
    assert len(posts(place, "wrote down that this group agreed to this")) == 1


async def test_what_a_group_agreed_to_goes_with_it_and_stays_in_no_channel_that_it_left(
    world: Any, fay: Any, place: Any, screen: Any
) -> None:
    watches, other = world.services.watches, world.guild.create_text_channel("other")
    await world.env.settle()
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(3, "full")
    await edit.press("Another channel")
    await edit.pick(0, other)
    assert (watches.level(other.id), watches.level(place.id)) == (Level.FULL, Level.URGENT)
    await fay.slash(other, "group archive", group=(await the_group(world)).id)
    await world.as_bot(world.services.groups.upkeep.create(world.guild.id, fay.id, name="New", channel_id=other.id))
    assert watches.level(other.id) is Level.URGENT, "the new group has agreed to nothing yet"
    await world.as_bot(watches.load())
    assert (watches.level(other.id), watches.level(place.id)) == (Level.URGENT, Level.URGENT)


async def test_a_group_that_wakes_elsewhere_leaves_what_the_new_group_in_its_old_channel_agreed_to(
    world: Any, fay: Any, place: Any, screen: Any
) -> None:
    watches, other = world.services.watches, world.guild.create_text_channel("other")
    await world.env.settle()
    await screen(fay, await fay.slash(place, "group edit")).pick(3, "full")
    await fay.slash(place, "group archive", group=1)
    upkeep = world.services.groups.upkeep
    new = await world.as_bot(upkeep.create(world.guild.id, fay.id, name="New", channel_id=place.id))
    await screen(fay, await fay.slash(place, "group edit", group=new.id)).pick(3, "people")
    listed = screen(fay, await fay.slash(place, "group list"))
    await listed.pick(0, "1")
    await listed.pick(0, other)
    assert (watches.level(place.id), watches.level(other.id)) == (Level.PEOPLE, Level.URGENT)
