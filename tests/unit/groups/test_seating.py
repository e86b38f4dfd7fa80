"""A place that comes free goes to who waits for it, however it came free, and the card says how many are taken."""

from datetime import timedelta

from bot.audit import nobody
from bot.groups.meeting_model import Coming, Meeting
from bot.groups.model import Group, Role
from bot.groups.panel import Shown
from tests.unit.groups.test_changes import invited, look
from tests.unit.groups.test_people import ROLE, Peopled, peopled
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, World

MAYA, SAM, KIM, NIA, LEAD = 50, 51, 52, 53, 54


async def full_meeting(world: World, group: Group) -> Meeting:
    """A meeting with one place, which Maya has, and for which Sam and Kim wait."""
    session, meeting = await invited(world, group=group)
    await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    for person in (MAYA, SAM, KIM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
        await world.passing(seconds=10)
    assert [await answer_of(world, meeting, one) for one in (MAYA, SAM, KIM)] == [
        Coming.YES,
        Coming.WAITING,
        Coming.WAITING,
    ]
    return await look(world, meeting)


async def answer_of(world: World, meeting: Meeting, who: int) -> Coming | None:
    guest = await world.groups.meetings.mine(meeting, who)
    return None if guest is None else guest.answer


async def full_group(world: World, *, capacity: int = 2) -> Group:
    """A group with places for two, which Maya and Sam have, and for which Kim waits."""
    group = await world.groups.upkeep.change(await world.group(), by=FAY, capacity=capacity)
    assert await world.groups.panel.post(group, key="1") is Shown.PINNED
    for person in (MAYA, SAM, KIM):
        await world.groups.places.join(group, person)
    return await world.the_group()


async def role_of(world: World, group: Group, who: int) -> Role | None:
    one = await world.groups.roster.belonging(group, who)
    return None if one is None else one.role


def on_the_card(world: World, group: Group) -> str:
    assert group.card_message_id is not None
    card = world.messenger.shown(CHANNEL, group.card_message_id)
    assert card is not None
    return next(field.value for field in card.cards[0].fields if "places taken" in field.value)


async def test_who_left_while_nobody_heard_of_it_leaves_their_places_at_the_next_start(world: World) -> None:
    group = await full_group(world)
    meeting = await full_meeting(world, group)
    await world.away(timedelta(hours=1))
    world.town.gone_ids.add(MAYA)
    await world.groups.seating.everywhere()
    assert await role_of(world, group, KIM) is Role.PARTICIPANT
    assert [await answer_of(world, meeting, one) for one in (MAYA, SAM, KIM)] == [
        Coming.NO,
        Coming.YES,
        Coming.WAITING,
    ]
    await world.groups.seating.everywhere()
    assert await answer_of(world, meeting, KIM) is Coming.WAITING, "done twice it changes nothing"
    await world.passing(days=1)
    assert sorted(one.key.partition(":")[0] for one in world.messenger.to(KIM)) == ["group-moved-up"]
    assert sorted(one.key.partition(":")[0] for one in world.messenger.to(SAM)) == ["session-place"]


async def test_who_is_erased_leaves_their_places_to_who_waits(world: World) -> None:
    group = await full_group(world)
    meeting = await full_meeting(world, group)
    await world.people.erase(await world.people.person(MAYA))
    world.register.forget(MAYA)
    await world.passing(days=1)
    assert await role_of(world, group, KIM) is Role.PARTICIPANT
    assert await answer_of(world, meeting, SAM) is Coming.YES


async def test_who_belonged_by_the_role_and_lays_it_down_counts_on_no_meeting_any_more(world: World) -> None:
    group = await peopled(world, MAYA, SAM, capacity=2, role_id=ROLE)
    assert (await world.groups.places.join(group, KIM)).role is Role.WAITING
    _, meeting = await invited(world, group=group)
    await world.groups.meetings.answer(meeting.id, MAYA, Coming.YES)
    assert isinstance(world.town, Peopled)
    world.town.held_by = (SAM,)
    await world.groups.seating.roles_changed(GUILD, MAYA, frozenset({ROLE + 1}))
    assert await answer_of(world, meeting, MAYA) is Coming.YES, "that was another role"
    await world.groups.seating.roles_changed(GUILD, MAYA, frozenset({ROLE}))
    assert await answer_of(world, meeting, MAYA) is Coming.NO
    assert await role_of(world, group, KIM) is Role.PARTICIPANT


async def test_who_belonged_by_a_role_that_the_group_gives_up_counts_on_no_meeting_any_more(world: World) -> None:
    group = await peopled(world, MAYA, SAM, capacity=5, role_id=ROLE)
    await world.groups.places.prefer(group, SAM, notes=True)  # which enters Sam on the group's own list
    session, meeting = await invited(world, group=group)
    await world.groups.sessions.arrange(session, agenda="", places="2", until="", note=nobody)
    for person in (MAYA, SAM, KIM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
        await world.passing(seconds=10)
    assert await answer_of(world, meeting, KIM) is Coming.WAITING
    assert (await world.groups.seating.change_role(group, ROLE, by=FAY)).role_id == ROLE
    assert await answer_of(world, meeting, MAYA) is Coming.YES, "it is the same role"
    await world.groups.seating.change_role(await world.the_group(), None, by=FAY)
    assert [await answer_of(world, meeting, one) for one in (MAYA, SAM, KIM)] == [Coming.NO, Coming.YES, Coming.YES]


async def test_the_card_says_how_many_places_are_taken_whoever_came_or_went(world: World) -> None:
    group = await full_group(world, capacity=5)
    await world.groups.seating.of_server(GUILD)
    world.town.gone_ids.add(MAYA)
    await world.groups.seating.of_server(GUILD)
    await world.passing(seconds=10)
    assert on_the_card(world, group) == "2 of 5 places taken"
    await world.daily(group, "19:00")
    await world.passing(hours=3)
    post = (await world.groups.open_posts([group.id], NIA))[0][1]
    await world.groups.replies.tap(await world.groups.replies.asked(GUILD, post.id, NIA), NIA, 3)
    await world.passing(seconds=10)
    assert on_the_card(world, group) == "3 of 5 places taken", "who answers belongs"


async def test_the_card_is_renewed_also_if_as_many_are_left_as_before_something_else_changed(world: World) -> None:
    group = await full_group(world)
    await world.groups.seating.of_server(GUILD)
    group = await world.groups.upkeep.change(await world.the_group(), by=FAY, capacity=3)
    assert await role_of(world, group, KIM) is Role.PARTICIPANT
    world.groups.panel.renew(group)
    await world.passing(seconds=10)
    assert on_the_card(world, group) == "3 of 3 places taken"
    world.town.gone_ids.add(MAYA)
    await world.groups.seating.of_server(GUILD)
    await world.passing(seconds=10)
    assert on_the_card(world, group) == "2 of 3 places taken"


async def test_a_card_that_says_so_already_is_not_edited(world: World) -> None:
    group = await full_group(world)
    await world.groups.seating.of_server(GUILD)
    await world.passing(seconds=10)
    for _ in range(2):
        world.messenger.asked.clear()
        await world.groups.seating.everywhere()
        await world.passing(seconds=10)
        assert [one.operation for one in world.messenger.asked if one.target == CHANNEL] == []
        await world.away(timedelta(hours=1))
    assert on_the_card(world, group) == "2 of 2 places taken"


async def test_the_leads_hear_once_that_the_last_facilitator_has_left(world: World) -> None:
    group = await peopled(world, LEAD, role_id=None)
    await world.groups.parts.servers.save(GUILD, lead_role_id=ROLE)
    await world.groups.places.join(group, KIM)
    await world.groups.seating.of_server(GUILD)
    await world.passing(days=1)
    assert not world.messenger.to(LEAD)
    world.town.gone_ids.add(FAY)
    for _ in range(3):
        await world.groups.seating.of_server(GUILD)
        await world.passing(days=1)
    await world.away(timedelta(minutes=1))
    await world.groups.seating.everywhere()
    await world.passing(days=1)
    assert ["last facilitator has left" in one.message.content for one in world.messenger.to(LEAD)] == [True]
    told = [one.message for one in world.messenger.into(STAFF) if one.key.startswith("group-unled:")]
    assert [row[0].label for one in told for row in one.rows if isinstance(row, tuple)] == ["The group"]
    await world.groups.upkeep.change(await world.the_group(), by=LEAD, name="Tuesdays")
    await world.groups.seating.of_server(GUILD)
    await world.passing(days=1)
    assert len(world.messenger.to(LEAD)) == 1, "it is still the same one who left"
    await world.groups.upkeep.set_facilitators(await world.the_group(), [KIM], by=LEAD)
    world.town.gone_ids.add(KIM)
    await world.groups.seating.of_server(GUILD)
    await world.passing(days=1)
    assert len(world.messenger.to(LEAD)) == 2, "this is the next one who left"


async def test_the_leads_hear_again_when_who_came_back_has_left_once_more(world: World) -> None:
    group = await peopled(world, LEAD)
    await world.groups.parts.servers.save(GUILD, lead_role_id=ROLE)
    for _ in range(2):
        world.town.gone_ids.add(FAY)
        await world.groups.seating.of_server(GUILD)
        await world.passing(days=2)
        world.town.gone_ids.remove(FAY)
        await world.groups.seating.somebody_came(GUILD)
    assert [group.name in one.message.content for one in world.messenger.to(LEAD)] == [True, True]


async def test_of_many_groups_that_one_person_leaves_the_leads_hear_together(world: World) -> None:
    await peopled(world, LEAD)
    await world.groups.parts.servers.save(GUILD, lead_role_id=ROLE)
    for number in range(7):
        await world.groups.upkeep.create(GUILD, FAY, name=f"Group {number}", channel_id=CHANNEL + 100 + number)
    world.town.gone_ids.add(FAY)
    await world.groups.seating.of_server(GUILD)
    await world.passing(days=1)

    (told,) = [one.message for one in world.messenger.to(LEAD)]
    assert told.content.count("<#") == 5
    assert "3 more" in told.content
    (posted,) = [one.message for one in world.messenger.into(STAFF) if one.key.startswith("group-unled:")]
    assert [[button.label for button in row] for row in posted.rows if isinstance(row, tuple)] == [
        ["Tuesday", "Group 0", "Group 1", "Group 2", "Group 3"]
    ]


async def test_nobody_is_told_of_a_group_that_somebody_looks_after_by_then(world: World) -> None:
    await peopled(world, LEAD)
    await world.groups.parts.servers.save(GUILD, lead_role_id=ROLE)
    world.town.gone_ids.add(FAY)
    await world.groups.seating.of_server(GUILD)
    await world.groups.upkeep.set_facilitators(await world.the_group(), [KIM], by=LEAD)
    await world.passing(days=1)
    assert not world.messenger.to(LEAD)
