"""Two surveys that ask some of the same people the same at the same time would tell who answered only one of them."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.surveys.errors import AskedAlready
from bot.surveys.plans import Trigger
from bot.surveys.results import Results, at_threshold
from tests.unit.surveys.test_plans import ended
from tests.unit.surveys.worlds import CHANNEL, GUILD, World, pages, terms_of, world

SMALL, LARGE, OTHERS = 11, 12, 13


async def town(folder: Path) -> World:
    """Seven people, the same seven and one more, and three others."""
    there = await world(folder)
    for user in range(7):
        there.town.roles[user] = frozenset({SMALL, LARGE})
    there.town.roles[7] = frozenset({LARGE})
    for user in (20, 21, 22):
        there.town.roles[user] = frozenset({OTHERS})
    return there


@pytest.mark.parametrize("role", [LARGE, SMALL, None])
async def test_the_same_cannot_be_asked_of_some_of_the_same_people_at_the_same_time(
    tmp_path: Path, role: int | None
) -> None:
    there = await town(tmp_path)
    await there.open(role=SMALL)
    with pytest.raises(AskedAlready):
        await there.open(role=role)
    with pytest.raises(AskedAlready):
        await there.surveys.open(
            GUILD, "template:session", terms_of(role=role), at=there.clock.now() + timedelta(days=6)
        )
    assert len(there.surveys.book.live()) == 1
    await there.close()


async def test_other_people_other_questions_and_another_time_stand_in_nobodys_way(tmp_path: Path) -> None:
    there = await town(tmp_path)
    first = await there.open(role=SMALL)
    await there.open(role=OTHERS)
    await there.open("climate", role=LARGE)
    await there.surveys.open(GUILD, "template:session", terms_of(role=SMALL), at=there.clock.now() + timedelta(days=8))
    await there.surveys.closing.close(first.id)
    await there.open(days=6, role=SMALL)
    await there.close()


async def test_a_round_of_a_plan_is_left_out_while_the_same_is_asked_by_hand(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.SESSION)
    first = await there.open(role=SMALL)
    await there.surveys.plans.after_session(ended(there, 1, 1, 2))
    assert [one.id for one in there.surveys.book.live()] == [first.id]
    await there.surveys.closing.close(first.id)
    # Rounds of one plan stand beside each other: each asks about its own session.
    await there.surveys.plans.after_session(ended(there, 2, 1, 2))
    await there.surveys.plans.after_session(ended(there, 3, 1, 2))
    assert len(there.surveys.book.live()) == 2
    assert {one.channel_id for one in there.surveys.book.live()} == {CHANNEL}
    await there.close()


async def test_words_go_when_a_raised_threshold_is_more_than_those_who_were_asked_for_them(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    for user in range(9):
        await there.answer(survey, user, pages("3", text=f"word {user}"))
    closed = await there.surveys.closing.close(survey.id)
    assert closed is not None
    assert closed.results is not None
    assert len(closed.results.written("change")) == 9
    assert len(at_threshold(closed.results, 9).written("change")) == 9
    of_few = Results(5, 20, words=(("change", 8, ("a", "b")),))  # eight of twenty were asked
    assert at_threshold(of_few, 8).written("change") == ("a", "b")
    assert at_threshold(of_few, 9).written("change") == ()
    await there.close()
