"""What a group's channel did not take is told to its facilitators, stays ready, and is posted once that is mended."""

from datetime import timedelta

import pytest

from bot.audit import Cause, nobody
from bot.groups.meeting_model import Moment
from bot.messenger.port import DirectMessagesClosed, Forbidden, Gone, Left, Outcome, Rejected, Sent, Transient
from tests.unit.groups.test_changes import KIM, MAYA, SAM, invited, look
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, World, spoken

CLOSED = [
    (Forbidden(50013), "group-reason-permission"),
    (Gone(10003), "group-reason-channel-gone"),
    (Rejected(50008), "group-reason-refused"),
]


def told(world: World, about: str) -> list[str]:
    return [
        one.message.content
        for one in world.messenger.into(STAFF)
        if one.key.startswith("trouble:") and about in one.key
    ]


def standing(world: World, key: str, channel: int = CHANNEL) -> int:
    return sum(one.key.startswith(key) for one in world.messenger.into(channel))


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(("outcome", "reason"), CLOSED)
async def test_a_summary_that_cannot_be_posted_is_told_once_and_stands_there_once_it_can(
    world: World, outcome: Outcome, reason: str, locale: str
) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, locale=locale)
    await world.daily(group, "19:00")
    await world.passing(hours=5)
    assert len(world.posted()) == 1
    world.messenger.will(CHANNEL, outcome)
    await world.passing(hours=24)
    say = spoken().speaker(locale)
    notices = told(world, "summary")
    assert len(notices) == 1, "said once, however often it is tried"
    assert "How are you?" in notices[0]
    assert say(reason) in notices[0]
    assert not standing(world, "checkin-summary:")
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=20)
    assert standing(world, "checkin-summary:") == 1
    (post, *_) = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("checkin-summary:")]
    assert (
        await world.groups.meetings.since(group) == f"https://discord.com/channels/{GUILD}/{CHANNEL}/{post.message_id}"
    )


async def test_the_end_of_a_session_waits_for_its_channel_with_the_feedback_that_comes_with_it(world: World) -> None:
    heard: list[Moment] = []

    async def after(moment: Moment) -> None:
        heard.append(moment)

    world.groups.course.when_ended(after)
    _, meeting = await invited(world, MAYA)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    await world.groups.meetings.here(meeting.id, MAYA, by="button", note=nobody)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(hours=3)
    (notice,) = told(world, "ending")
    assert "Circle" in notice
    assert spoken().speaker("en")("group-reason-permission") in notice
    assert not heard, "what nobody could see is not opened"
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=20)
    assert standing(world, f"session-end:{meeting.id}") == 1
    assert [one.attendees for one in heard] == [(MAYA,)]


async def test_an_end_that_its_channel_never_took_is_given_up_half_a_day_later(world: World) -> None:
    _, meeting = await invited(world)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Gone(10003))
    await world.passing(hours=14)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(days=1)
    assert not standing(world, f"session-end:{meeting.id}")


async def test_it_stands_in_the_channel_that_a_group_has_by_then(world: World) -> None:
    _, meeting = await invited(world)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Gone(10003))
    await world.passing(hours=2)
    await world.groups.upkeep.change(await world.the_group(), by=FAY, channel_id=CHANNEL + 5)
    await world.passing(minutes=20)
    assert standing(world, f"session-end:{meeting.id}", CHANNEL + 5) == 1


async def test_another_reason_is_told_as_well(world: World) -> None:
    _, meeting = await invited(world)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(hours=2)
    world.messenger.will(CHANNEL, Gone(10003))
    await world.passing(hours=2)
    assert len(told(world, "ending")) == 2


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("change", ["moved", "cancelled"])
async def test_word_of_a_change_waits_for_the_channel_and_those_who_said_yes_are_told_all_the_same(
    world: World, change: str, locale: str
) -> None:
    session, meeting = await invited(world, MAYA, SAM, KIM)
    await world.groups.upkeep.change(await world.the_group(), by=Cause.OPERATOR, locale=locale)
    world.messenger.will(CHANNEL, Forbidden(50013))
    world.messenger.will(SAM, DirectMessagesClosed())
    world.messenger.will(KIM, Left())
    if change == "moved":
        await world.groups.sessions.move(session, meeting, "20:00", note=nobody)
    else:
        await world.groups.calling_off.cancel(session, await look(world, meeting), note=nobody)
    await world.passing(hours=2)
    assert len(world.messenger.to(MAYA)) == 1
    (notice,) = told(world, "word")
    say = spoken().speaker(locale)
    assert say("group-reason-permission") in notice
    (unreached,) = [one.message.content for one in world.messenger.into(STAFF) if one.key.startswith("unreached:")]
    assert unreached == say("facilitators-unreached", group="Tuesday", title="Circle", count=1), (
        "who left is not missing"
    )
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=20)
    (word,) = [one.message.content for one in world.messenger.into(CHANNEL) if one.key.startswith("session-tell:")]
    assert word == world.messenger.to(MAYA)[0].message.content
    assert len(world.messenger.to(MAYA)) == 1, "and nobody hears twice"


async def test_of_two_changes_the_channel_hears_the_last_alone(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    world.messenger.will(CHANNEL, Forbidden(50013))
    for when in ("20:00", "21:00"):
        await world.groups.sessions.move(session, await look(world, meeting), when, note=nobody)
        await world.passing(minutes=30)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=30)
    (word,) = [one.message.content for one in world.messenger.into(CHANNEL) if one.key.startswith("session-tell:")]
    assert f"<t:{int((await look(world, meeting)).starts_at.timestamp())}:F>" in word


async def test_word_that_is_no_news_any_more_is_not_posted(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.groups.calling_off.cancel(session, meeting, note=nobody)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(hours=1)
    assert not standing(world, "session-tell:")


async def test_without_a_channel_of_their_own_facilitators_are_told_privately(world: World) -> None:
    _, meeting = await invited(world)
    world.messenger.will(STAFF, Gone(10003))
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(hours=2)
    (notice,) = [one.message.content for one in world.messenger.to(FAY)]
    assert "Circle" in notice


async def test_a_notice_that_discord_does_not_take_now_is_tried_again(world: World) -> None:
    _, meeting = await invited(world)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    world.messenger.will(STAFF, Transient(), Transient(), Sent(0, 0))
    await world.passing(minutes=70)
    assert len(told(world, "ending")) == 1


async def test_what_is_kept_outlives_the_process(world: World) -> None:
    _, meeting = await invited(world)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(hours=2)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.away(timedelta(hours=1), killed=True)
    await world.passing(minutes=20)
    assert standing(world, f"session-end:{meeting.id}") == 1
    assert len(told(world, "ending")) == 1
