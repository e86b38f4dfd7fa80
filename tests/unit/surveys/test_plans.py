"""After a session those who were there are asked; small groups are asked once over several sessions."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.agenda import Rule
from bot.audit import Cause, nobody
from bot.groups.meeting_model import Moment
from bot.messenger.port import Gone, Outcome, Sent
from bot.surveys import records
from bot.surveys.box_records import void_boxes
from bot.surveys.errors import NotThere
from bot.surveys.plans import PERIOD, Trigger
from bot.surveys.records import State, void_open
from tests.unit.surveys.worlds import CHANNEL, GUILD, World, pages, terms_of, world

NEW = CHANNEL + 5


def ended(there: World, meeting: int, *attendees: int) -> Moment:
    return Moment(
        guild_id=GUILD,
        group_id=1,
        session_id=1,
        meeting_id=meeting,
        channel_id=CHANNEL,
        attendees=attendees,
        locale="en",
        at=there.clock.now(),
    )


async def test_only_those_who_were_there_are_asked_and_only_once_a_session(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.SESSION, by=Cause.OPERATOR)
    plans = there.surveys.plans
    await plans.after_session(ended(there, 1, 10, 11))
    await plans.after_session(ended(there, 1, 10, 11))
    await plans.after_session(replace(ended(there, 2, 10), channel_id=9))
    (survey,) = there.surveys.book.live()
    await there.answer(survey, 10, pages("4"))
    with pytest.raises(NotThere):
        await there.answer(survey, 12, pages("4"))
    await there.surveys.closing.close(survey.id, note=nobody)
    await plans.after_session(ended(there, 2, 10, 11))
    assert [one.id for one in there.surveys.book.live()] == [2]
    await there.close()


async def test_a_period_counts_different_people_over_four_sessions(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(), Trigger.PERIOD, by=Cause.OPERATOR)
    for session, people in enumerate(((1, 2), (2, 3), (3, 4), (4, 5)), 1):
        for _ in range(2):  # told twice, as after a crash
            await there.surveys.plans.after_session(ended(there, session, *people))
        (survey,) = there.surveys.book.live()
        assert survey.closes_at is not None
        assert survey.opens_at is not None
        if session < 4:
            assert survey.closes_at == survey.opens_at + PERIOD
        for person in people:
            await there.answer(survey, person, pages(str(person % 3 + 1)))
        there.clock.at += timedelta(days=7)
    assert survey.opens_at is not None
    assert survey.closes_at == survey.opens_at + timedelta(days=21, hours=48)
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert closed.results.respondents == 5
    await there.close()


async def settled() -> None:
    for _ in range(100):
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("first", [Sent(0, 0), Gone(10003)])
async def test_what_is_asked_after_sessions_goes_along_to_another_channel(tmp_path: Path, first: Outcome) -> None:
    there = await world(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.SESSION, by=Cause.OPERATOR)
    plans, book = there.surveys.plans, there.surveys.book
    await there.parts.agenda.start()
    there.messenger.will(CHANNEL, first)
    await plans.after_session(ended(there, 1, 10, 11))
    await settled()
    (survey,) = book.live()
    await there.parts.storage.write(partial(plans.move, guild_id=GUILD, before=CHANNEL, after=NEW))
    await settled()
    (card,) = there.messenger.into(NEW)
    (moved,) = book.live()
    assert (moved.id, moved.channel_id, moved.message_id) == (survey.id, NEW, card.message_id)
    await there.answer(moved, 10, pages("4"))
    there.clock.at += timedelta(hours=1)
    await plans.after_session(replace(ended(there, 2, 10, 11), channel_id=NEW))
    await settled()
    assert len(there.messenger.into(NEW)) == 2, "the next session is asked about there as well"
    await plans.after_session(replace(ended(there, 3, 12), channel_id=CHANNEL))
    assert len(book.live()) == 1, "and nobody who meets in the old channel by then is asked"
    await there.parts.agenda.stop()
    await there.close()


async def test_what_no_session_opens_stays_in_the_channel_that_it_was_given(tmp_path: Path) -> None:
    there = await world(tmp_path)
    weekly = Rule("FREQ=WEEKLY", datetime(2026, 5, 5, 18), "Europe/Madrid")  # noqa: DTZ001  by the clock on the wall
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.RULE, weekly, by=Cause.OPERATOR)
    by_hand = await there.open()
    await there.parts.storage.write(partial(there.surveys.plans.move, guild_id=GUILD, before=CHANNEL, after=NEW))
    assert [one.terms.channel_id for one in await there.surveys.plans.listed(GUILD)] == [CHANNEL]
    assert there.surveys.book.open_now(by_hand.id).channel_id == CHANNEL
    await there.close()


async def test_rounds_before_a_change_of_channel_count_as_earlier_ones(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.SESSION, by=Cause.OPERATOR)
    for meeting, channel in ((1, CHANNEL), (2, NEW)):
        await there.surveys.plans.after_session(replace(ended(there, meeting, *range(10, 16)), channel_id=channel))
        (survey,) = there.surveys.book.live()
        for person in range(10, 16):
            await there.answer(survey, person, pages(str(person % 3 + 1)))
        await there.surveys.closing.close(survey.id, note=nobody)
        await there.parts.storage.write(partial(there.surveys.plans.move, guild_id=GUILD, before=CHANNEL, after=NEW))
        there.clock.at += timedelta(days=7)
    last = await there.surveys.book.survey(GUILD, 2)
    assert [one.id for one in await there.parts.storage.read(partial(records.earlier, survey=last))] == [1]
    await there.close()


async def test_a_restore_closes_what_was_open_as_void(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await there.answer(survey, 1, pages("4"))
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    assert await there.parts.storage.write(void_open) == 1
    assert await there.parts.storage.write(void_boxes) == 1
    await there.close()
    again = await world(tmp_path, seed="another")
    found = await again.surveys.book.survey(GUILD, survey.id)
    assert found.state is State.VOID
    assert found.void_reason == "restored"
    box = again.surveys.boxes.box(GUILD)
    assert box is not None
    assert sorted(path.name for path in (tmp_path / "sealed").iterdir()) == [f"{box.name}.db", f"{box.name}.key"]
    assert await again.surveys.sealed.run(again.surveys.sealed.store(box.name).answered) is False
    await again.close()
