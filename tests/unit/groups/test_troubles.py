"""What can go wrong with a channel, a zone, a person, or two facilitators at once: each has its sentence, and no plan is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.agenda import recurrence
from bot.agenda.recurrence import UnknownZone
from bot.audit import Cause, nobody
from bot.errors import Refusal
from bot.groups.errors import ChangedMeanwhile
from bot.groups.meeting_model import Coming, MeetingState
from bot.groups.model import PlanState
from bot.groups.panel import Shown
from bot.groups.tables import checkins
from bot.messenger.port import Forbidden, Gone, Left, Outcome, Rejected, Sent, Transient
from tests.unit.groups.worlds import CHANNEL, FAY, STAFF, World, spoken

MAYA, SAM = 50, 51


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(
    ("outcome", "kind", "reason"),
    [
        (Forbidden(50013), "text", "group-reason-permission"),
        (Gone(10003), "text", "group-reason-channel-gone"),
        (Rejected(50008), "forum", "group-reason-forum"),
    ],
)
async def test_a_session_and_a_prompt_that_cannot_be_posted_are_told_and_go_on_once_they_can(
    world: World, outcome: Outcome, kind: str, reason: str, locale: str
) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, locale=locale)
    sessions, rota = world.groups.sessions, world.groups.rota
    session = await sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="60")
    await sessions.become(session, PlanState.ACTIVE, note=nobody)
    plan = await rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    await rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    world.messenger.will(CHANNEL, outcome)
    world.town.kind, world.town.lacks = kind, ("Embed Links",)
    await world.passing(hours=2)
    told = [one.message.content for one in world.messenger.into(STAFF) if one.key.startswith("trouble:")]
    say = spoken().speaker(locale)
    assert {say(reason) in one for one in told} == {True}
    assert {one.splitlines()[-1] for one in told} == {say("facilitators-trouble-lacking", permissions="Embed Links")}
    assert ["Circle" in one for one in told].count(True) == 4, "its invitation, its room, its end; and the next one's"
    assert len(told) == 5
    world.messenger.will(CHANNEL, Sent(0, 0))
    world.town.kind, world.town.lacks = "text", ()
    await world.passing(days=1)
    posted = [one.key.partition(":")[0] for one in world.messenger.into(CHANNEL)]
    assert {"session-room", "prompt"} <= set(posted)


async def test_a_zone_that_this_machine_does_not_know_holds_up_nobody_and_loses_no_plan(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await world.group()
    other = await world.groups.upkeep.create(first.guild_id, FAY, name="Friday", channel_id=CHANNEL + 1)
    lost, kept = await world.daily(first, "19:00"), await world.daily(other, "19:00")
    await world.storage.write(
        lambda connection: connection.execute(
            update(checkins).where(checkins.c.id == lost.id).values(zone="America/Coyhaique")
        )
    )
    real = recurrence.zone_of

    def older(name: str) -> object:
        if name == "America/Coyhaique":
            raise UnknownZone(example="America/Santiago")
        return real(name)

    with monkeypatch.context() as older_tzdata:
        older_tzdata.setattr(recurrence, "zone_of", older)
        await world.away(timedelta(minutes=1))
        await world.passing(hours=2)
        keys = {one.key for one in world.messenger.posted if one.key.startswith("checkin:")}
        assert len(keys) == 1, "the other group is asked all the same"
    groups = await world.away(timedelta(days=1))
    await world.passing(hours=30)
    assert await groups.checkins.next_at(await groups.checkins.get(first, lost.id)) is not None
    assert await groups.checkins.next_at(await groups.checkins.get(other, kept.id)) is not None
    assert [one for one in world.posted() if one.key.startswith("checkin:")], "asked again with a newer tzdata"


async def test_of_two_facilitators_changing_a_session_or_prompts_at_once_the_second_is_told(world: World) -> None:
    group = await world.group()
    sessions, rota = world.groups.sessions, world.groups.rota
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-05 18:00", minutes="60")
    session = await sessions.become(session, PlanState.ACTIVE, note=nobody)
    await sessions.arrange(session, agenda="Arriving 10", places="", until="", note=nobody)
    with pytest.raises(ChangedMeanwhile):
        await sessions.become(session, PlanState.DELETED, note=nobody)
    wanted = sessions.reworded(session, title="Other", rhythm="same", when="", minutes="30")
    with pytest.raises(ChangedMeanwhile):
        await sessions.put(session, wanted, nobody)
    kept = await sessions.get(group, session.id)
    assert (kept.title, kept.state, kept.agenda) == ("Circle", PlanState.ACTIVE, (("Arriving", 10),))
    meeting = await sessions.next_meeting(kept)
    assert meeting is not None
    assert meeting.state is MeetingState.PLANNED
    plan = await rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    plan = await rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    await rota.become(plan, plan.version, PlanState.PAUSED, note=nobody)
    with pytest.raises(ChangedMeanwhile):
        await rota.become(plan, plan.version, PlanState.DELETED, note=nobody)
    assert [one.state for one in await rota.plans(group)] == [PlanState.PAUSED]


async def test_a_change_is_told_again_to_whom_discord_did_not_take_and_to_nobody_twice(world: World) -> None:
    group = await world.group()
    sessions = world.groups.sessions
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-05 18:00", minutes="60")
    session = await sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await sessions.next_meeting(session)
    assert meeting is not None
    for person in (MAYA, SAM, FAY):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    world.messenger.will(MAYA, Transient(), Sent(0, 0))
    world.messenger.will(SAM, Left())
    await world.groups.calling_off.cancel(session, meeting, note=nobody)
    await world.passing(minutes=5)
    assert [len(world.messenger.to(person)) for person in (MAYA, SAM, FAY)] == [1, 0, 1]


async def test_what_came_in_time_off_is_nothing_that_somebody_missed(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    await world.groups.places.join(group, MAYA)
    await world.groups.places.prefer(group, MAYA, notes=True)
    await world.groups.places.time_off(group, MAYA, world.clock.now() + timedelta(days=30))
    await world.passing(days=5)
    await world.groups.places.time_off(group, MAYA, None)
    await world.passing(days=3)
    assert not world.messenger.to(MAYA), "back for two, and three were missed before"
    await world.passing(days=3)
    assert len(world.messenger.to(MAYA)) == 1


async def test_a_card_that_could_not_be_pinned_is_not_said_to_be(world: World) -> None:
    group = await world.group()
    assert await world.groups.panel.post(group, key="1") is Shown.PINNED
    world.messenger.will(CHANNEL, Sent(0, 0), Forbidden(50013))
    assert await world.groups.panel.post(group, key="2") is Shown.UNPINNED
    world.messenger.will(CHANNEL, Forbidden(50013))
    assert await world.groups.panel.post(group, key="3") is Shown.NOT


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("kind", ["forum", None])
async def test_a_channel_that_is_no_text_channel_or_gone_is_refused_with_a_whole_sentence(
    world: World, kind: str | None, locale: str
) -> None:
    world.town.kind = kind  # type: ignore[assignment]
    with pytest.raises(Refusal) as refused:
        await world.group()
    said = spoken().speaker(locale)(refused.value.text, **refused.value.values)
    assert said.endswith("."), said
    world.town.kind, world.town.lacks = "text", ("Embed Links",)
    with pytest.raises(Refusal) as refused:
        await world.group()
    assert spoken().speaker(locale)(refused.value.text, **refused.value.values).endswith("Embed Links")
