"""Two surveys that ask some of the same people the same at the same time would tell who answered only one of them."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Cause
from bot.surveys.errors import AskedAlready, AskedLately
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
            GUILD, "template:session", terms_of(role=role), by=Cause.OPERATOR, at=there.clock.now() + timedelta(days=6)
        )
    assert len(there.surveys.book.live()) == 1
    await there.close()


async def test_other_people_other_questions_and_another_time_stand_in_nobodys_way(tmp_path: Path) -> None:
    there = await town(tmp_path)
    first = await there.open(role=SMALL)
    await there.open(role=OTHERS)
    await there.open("climate", role=LARGE)
    await there.surveys.open(
        GUILD, "template:session", terms_of(role=SMALL), by=Cause.OPERATOR, at=there.clock.now() + timedelta(days=8)
    )
    await there.surveys.closing.close(first.id)
    await there.open(days=6, role=SMALL)  # nobody had answered: nothing of the first one is shown
    await there.close()


async def closed_early(there: World, people: int, role: int | None) -> None:
    first = await there.open(role=role)
    for user in range(people):
        await there.answer(first, user, pages("3"))
    there.clock.at += timedelta(days=2)
    await there.surveys.close_early(first, by=1)


@pytest.mark.parametrize("role", [LARGE, SMALL, None])
async def test_who_closed_early_cannot_ask_some_of_the_same_people_once_more_until_it_would_have_ended(
    tmp_path: Path, role: int | None
) -> None:
    there = await town(tmp_path)
    await closed_early(there, 6, SMALL)
    with pytest.raises(AskedLately) as refused:
        await there.open(role=role)
    assert refused.value.values["number"] == 1
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2, role=role), Trigger.SESSION, by=Cause.OPERATOR)
    await there.surveys.plans.after_session(ended(there, 1, 1, 2))
    assert there.surveys.book.live() == (), "nor does a plan"
    await there.open("climate", role=role)
    others = await there.open(role=OTHERS)
    await there.surveys.closing.close(others.id)
    there.clock.at += timedelta(days=5)
    await there.open(role=role)
    await there.close()


async def test_who_was_at_a_session_is_not_known_after_the_close_so_everybody_counts_as_asked(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=7), Trigger.SESSION, by=Cause.OPERATOR)
    await there.surveys.plans.after_session(ended(there, 1, *range(6)))
    (first,) = there.surveys.book.live()
    for user in range(6):
        await there.answer(first, user, pages("3"))
    await there.surveys.close_early(first, by=1)
    with pytest.raises(AskedLately):
        await there.open(role=OTHERS)
    await there.surveys.plans.after_session(ended(there, 2, *range(6)))
    assert len(there.surveys.book.live()) == 1, "the next round asks about another session"
    await there.close()


async def test_a_round_of_a_plan_is_left_out_while_the_same_is_asked_by_hand(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2), Trigger.SESSION, by=Cause.OPERATOR)
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
