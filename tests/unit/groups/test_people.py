"""Who belongs, who leads, and who reads what: nobody takes a place that is not there, and nothing said is read by nobody."""

import asyncio
from datetime import timedelta

import pytest

from bot.audit import Cause, nobody
from bot.groups import book, checkin_book
from bot.groups.errors import GroupAtRest, LastFacilitator, NotAFacilitator, NotAPerson
from bot.groups.meeting_model import Coming
from bot.groups.model import CheckIn, Group, PlanState, Post, Role, SeenBy
from bot.messenger.port import DirectMessagesClosed, Forbidden, Sent
from bot.servers.directory import Member
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, Town, World, spoken

MAYA, SAM, KIM = 50, 51, 52
ROLE = 99


async def ask_privately(world: World, group: Group, *who: int) -> CheckIn:
    checkin = await world.groups.checkins.privately(await world.daily(group, "19:00"), private=True, note=nobody)
    for person in who:
        await world.groups.places.join(group, person)
        await world.groups.checkins.subscribe(checkin, person, zone="UTC", hour=19)
    return checkin


async def open_for(world: World, group: Group, person: int) -> Post:
    return (await world.groups.open_posts([group.id], person))[0][1]


async def test_what_somebody_shared_privately_reaches_the_facilitators(world: World) -> None:
    group = await world.group()
    await ask_privately(world, group, MAYA, SAM)
    await world.passing(hours=3)
    for person, seen_by in ((MAYA, SeenBy.FACILITATORS), (SAM, SeenBy.ME)):
        post = await open_for(world, group, person)
        asked = await world.groups.replies.asked(None, post.id, person)
        await world.groups.replies.tap(asked, person, 1)
        await world.groups.replies.show_to(asked, person, seen_by, key=1)
    before = len(world.messenger.into(CHANNEL))
    await world.passing(days=1)
    told = [one.message.content for one in world.messenger.into(STAFF) if one.key.startswith("checkin-answers:")]
    assert ["Somebody shared an answer with you" in one for one in told] == [True], "and of the other nobody hears"
    assert len(world.messenger.into(CHANNEL)) == before, "nothing of it is said in the group"


async def test_who_is_asked_privately_and_goes_quiet_gets_their_one_note(world: World) -> None:
    group = await world.group()
    await ask_privately(world, group, MAYA)
    await world.groups.places.prefer(group, MAYA, notes=True)
    await world.passing(days=12)
    notes = [one.key for one in world.messenger.to(MAYA) if one.key.startswith("quiet-note:")]
    assert len(notes) == 1


async def test_what_never_reached_the_channel_is_nothing_that_somebody_missed(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    await world.groups.places.join(group, MAYA)
    await world.groups.places.prefer(group, MAYA, notes=True)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(days=4)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(days=2)
    assert not world.messenger.to(MAYA), "asked once or twice so far"
    await world.passing(days=3)
    assert len(world.messenger.to(MAYA)) == 1


async def test_the_whole_group_is_chosen_anew_each_time_and_only_me_stays(world: World) -> None:
    group, replies = await world.group(), world.groups.replies
    await world.daily(group, "19:00")
    seen = []
    for chosen in (SeenBy.GROUP, SeenBy.ME, None):
        await world.passing(days=1)
        asked = await replies.asked(GUILD, (await open_for(world, group, MAYA)).id, MAYA)
        seen.append((await replies.tap(asked, MAYA, 3)).reply.seen_by)
        if chosen is not None:
            await replies.show_to(asked, MAYA, chosen, key=1)
    assert seen == [SeenBy.FACILITATORS, SeenBy.FACILITATORS, SeenBy.ME]


async def test_in_a_group_at_rest_nothing_more_is_posted(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    await world.passing(hours=3)
    asked = await world.groups.replies.asked(GUILD, (await open_for(world, group, MAYA)).id, MAYA)
    await world.groups.replies.tap(asked, MAYA, 3)
    await world.groups.archive(await world.the_group(), archived=True, by=FAY)
    before = len(world.messenger.into(CHANNEL))
    await world.passing(days=3)
    assert len(world.messenger.into(CHANNEL)) == before
    post = await world.storage.read(lambda connection: checkin_book.find_post(connection, asked.post.id))
    assert post is not None
    assert await world.groups.replies.for_facilitators(post), "what was answered is not lost"
    with pytest.raises(GroupAtRest):
        await world.groups.for_member(group.id, MAYA)


class Peopled(Town):
    """A server in which some hold the group's role, and nobody is an administrator but Fay."""

    def __init__(self, *holders: int) -> None:
        super().__init__()
        self.held_by = holders

    def member(self, guild_id: int, user_id: int) -> Member | None:
        roles = frozenset({ROLE}) if user_id in self.held_by else frozenset[int]()
        return Member(user_id, f"peer {user_id}", roles, is_admin=user_id == FAY)

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:
        return self.held_by if role_id == ROLE else ()


async def peopled(world: World, *holders: int, capacity: int = 12, role_id: int | None = None) -> Group:
    """A group in such a server."""
    world.town = Peopled(*holders)
    await world.away(timedelta(minutes=1))
    return await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, capacity=capacity, role_id=role_id)


async def test_who_holds_the_role_takes_a_place_whoever_else_waits_for_one(world: World) -> None:
    group = await peopled(world, 60, 61, capacity=2, role_id=ROLE)
    assert (await world.groups.places.join(group, MAYA)).role is Role.WAITING
    await world.groups.places.leave(group, SAM)
    group = await world.groups.upkeep.change(group, by=Cause.OPERATOR, name="Other")
    assert (await world.groups.roster.belonging(group, MAYA)).role is Role.WAITING  # type: ignore[union-attr]
    await world.groups.upkeep.change(group, by=Cause.OPERATOR, role_id=None)
    assert (await world.groups.roster.belonging(group, MAYA)).role is Role.PARTICIPANT  # type: ignore[union-attr]


async def test_the_last_place_is_given_once_when_two_press_together(world: World) -> None:
    group = await peopled(world, capacity=2)
    await world.groups.places.join(group, KIM)
    seats, now = await world.groups.roster.seats(group), world.clock.now()
    person = await world.people.person(SAM)
    # Sam's press is entered between Maya's look and hers.
    real = world.groups.roster.belonging

    async def slow(*args: object) -> object:
        await world.storage.write(lambda c: book.enter(c, group.id, person, Role.PARTICIPANT, now))
        return await real(*args)  # type: ignore[arg-type]

    object.__setattr__(world.groups.places, "_roster", _with(world, slow, seats))
    assert (await world.groups.places.join(group, MAYA)).role is Role.WAITING


def _with(world: World, belonging: object, seats: object) -> object:
    class Slow:
        def __init__(self) -> None:
            self.belonging = belonging

        async def seats(self, group: Group) -> object:
            return seats

    return Slow()


async def test_who_waited_and_thought_better_of_it_is_not_welcomed(world: World) -> None:
    group = await peopled(world, capacity=2)
    for person in (KIM, SAM, MAYA):
        await world.groups.places.join(group, person)
    world.clock.jumped += timedelta(hours=5)  # it is night
    await world.groups.places.leave(group, KIM)
    await world.groups.places.leave(group, MAYA)
    await world.passing(days=1)
    assert not world.messenger.to(MAYA)


async def test_the_last_facilitator_cannot_go_without_naming_another(world: World) -> None:
    group = await peopled(world)
    with pytest.raises(LastFacilitator):
        await world.groups.places.leave(group, FAY)
    group = await world.groups.upkeep.set_facilitators(group, [FAY, MAYA], by=FAY)
    await world.groups.places.leave(group, FAY)
    assert await world.groups.roster.facilitators(group) == [MAYA]


async def test_who_was_asked_to_lead_has_what_it_takes_for_that_meeting_alone(world: World) -> None:
    group, groups = await peopled(world), world.groups
    session = await groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60"
    )
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await groups.sessions.next_meeting(session)
    assert meeting is not None
    for person in (MAYA, SAM):
        with pytest.raises(NotAFacilitator):
            await groups.for_leader(group.id, meeting.id, person)
    await groups.sessions.hand_over(meeting, MAYA, nobody)
    await groups.for_leader(group.id, meeting.id, MAYA)
    with pytest.raises(NotAFacilitator):
        await groups.with_prompts(group.id, MAYA)
    with pytest.raises(NotAFacilitator):
        await groups.for_leader(group.id, meeting.id, SAM)
    await world.passing(days=2, minutes=30)
    (begun,) = world.messenger.to(MAYA)
    labels = [button.label for row in begun.message.rows for button in row]  # type: ignore[union-attr]
    assert labels == ["Next turn", "Prompts", "Attendance", "End it"]
    assert await groups.with_prompts(group.id, MAYA) == (group, False)
    await world.passing(hours=2)
    with pytest.raises(NotAFacilitator):
        await groups.with_prompts(group.id, MAYA)


async def test_who_leaves_a_group_is_not_asked_privately_any_more_and_holds_no_place_at_its_meetings(
    world: World,
) -> None:
    group, groups = await world.group(), world.groups
    await ask_privately(world, group, MAYA)
    session = await groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-06 18:00", minutes="60"
    )
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    session = await groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    meeting = await groups.sessions.next_meeting(session)
    assert meeting is not None
    for person in (MAYA, SAM):
        await groups.meetings.answer(meeting.id, person, Coming.YES)
    await groups.places.leave(group, MAYA)
    await groups.meetings.leave(GUILD, MAYA, only=group.id)
    await world.passing(days=2)
    assert not world.messenger.to(MAYA)
    assert "There is a place for you after all" in world.messenger.to(SAM)[0].message.content


async def test_who_takes_no_direct_messages_finds_the_private_question_under_check_in(world: World) -> None:
    group = await world.group()
    await ask_privately(world, group, MAYA)
    world.messenger.will(MAYA, DirectMessagesClosed())
    await world.passing(hours=3)
    asked = await world.groups.replies.asked(None, (await open_for(world, group, MAYA)).id, MAYA)
    assert (await world.groups.replies.tap(asked, MAYA, 4)).reply.mood == 4


async def test_who_wants_to_be_asked_privately_while_it_rests_is_told_no_time_and_asked_when_it_goes_on(
    world: World,
) -> None:
    group, checkins = await world.group(), world.groups.checkins
    checkin = await checkins.privately(await world.daily(group, "19:00"), private=True, note=nobody)
    checkin = await checkins.pause(checkin, nobody)
    assert await checkins.subscribe(checkin, MAYA, zone="UTC", hour=19) is None
    await world.passing(days=2)
    assert not world.messenger.to(MAYA)
    await checkins.resume(checkin, nobody)
    await world.passing(days=1)
    assert len(world.messenger.to(MAYA)) == 1


async def role_of(world: World, group: Group, person: int) -> Role:
    belonging = await world.groups.roster.belonging(group, person)
    assert belonging is not None
    return belonging.role


async def test_who_presses_join_twice_keeps_the_place(world: World) -> None:
    group = await peopled(world, capacity=2)
    await world.groups.places.join(group, KIM)
    await world.people.person(MAYA)
    presses = await asyncio.gather(*(world.groups.places.join(group, MAYA) for _ in range(2)))
    assert [one.role for one in presses] == [Role.PARTICIPANT, Role.PARTICIPANT]
    assert await role_of(world, group, MAYA) is Role.PARTICIPANT


async def test_who_lays_the_groups_role_down_leaves_a_place_to_who_waits(world: World) -> None:
    group = await peopled(world, 60, 61, capacity=2, role_id=ROLE)
    assert (await world.groups.places.join(group, MAYA)).role is Role.WAITING
    world.town.held_by = (60,)  # type: ignore[attr-defined]
    await world.groups.seating.of_server(GUILD)
    assert await role_of(world, group, MAYA) is Role.PARTICIPANT
    await world.passing(days=1)
    assert len(world.messenger.to(MAYA)) == 1


async def test_who_becomes_a_facilitator_leaves_a_place_to_who_waits(world: World) -> None:
    group = await peopled(world, capacity=2)
    for person in (KIM, SAM, MAYA):
        await world.groups.places.join(group, person)
    await world.groups.upkeep.set_facilitators(group, [FAY, KIM], by=FAY)
    assert await role_of(world, group, MAYA) is Role.PARTICIPANT


class Robots(Town):
    """A server in which Sam is a bot."""

    def member(self, guild_id: int, user_id: int) -> Member | None:
        return Member(user_id, f"peer {user_id}", frozenset(), is_admin=True, is_bot=user_id == SAM)


async def test_no_bot_looks_after_a_group(world: World) -> None:
    group = await world.group()
    world.town = Robots()
    await world.away(timedelta(minutes=1))
    with pytest.raises(NotAPerson) as refused:
        await world.groups.upkeep.set_facilitators(group, [MAYA, SAM], by=FAY)
    assert "peer 51 is a bot" in spoken().speaker("en")(refused.value.text, **refused.value.values)
    assert await world.groups.roster.facilitators(group) == [FAY]
