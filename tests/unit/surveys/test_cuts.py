"""Subgroups that results are reported for: by role, by group, by an earlier answer; declared at the opening and never later."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Cause, nobody
from bot.surveys import cards
from bot.surveys.declared import OTHER, AnswerCut, DeclaredCut, GroupsCut, RoleCut, Standing, may_divide, sealed_cell
from bot.surveys.disclosure import Exact, Withheld
from bot.surveys.errors import CutUnusable
from bot.surveys.plans import Trigger
from bot.surveys.questions import Condition, Kind, Option, Question, Questionnaire
from bot.surveys.records import Survey
from tests.unit.surveys.worlds import GUILD, ROLE, TEXTS, World, pages, terms_of, world

GROUPS = GroupsCut(((71, "Tuesday"), (72, "Thursday")))
TEA = Questionnaire(
    title={"en": "Tea", "es": "Infusiones"},
    questions=(
        Question(
            key="room",
            kind=Kind.CHOICE,
            ask={"en": "Which room?", "es": "¿Qué sala?"},
            options=tuple(Option(key=one, words={"en": one}) for one in ("big", "small")),
        ),
        Question(key="loud", kind=Kind.YES_NO, ask={"en": "Too loud?", "es": "¿Mucho ruido?"}),
        Question(
            key="why",
            kind=Kind.YES_NO,
            ask={"en": "Was it the fan?"},
            only_if=Condition(question="loud", answers=("yes",)),
        ),
        Question(key="warm", kind=Kind.SCALE, ask={"en": "Warm?"}),
    ),
)


async def opened(there: World, *cuts: DeclaredCut) -> Survey:
    draft = await there.surveys.draft(GUILD, TEA)
    return await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(cuts=cuts), by=Cause.OPERATOR)


def tea(room: str, loud: str) -> list[dict[str, list[str]]]:
    first = {"a0": [room], "a1": [loud]}
    return [first, {"a2": ["no"], "a3": ["3"]}] if loud == "yes" else [first, {"a3": ["3"]}]


async def test_by_the_answers_to_a_question_the_others_are_told_apart(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, AnswerCut("room"))
    for user in range(12):
        room, loud = ("big", "small")[user % 2], ("yes", "no")[user // 2 % 2]
        await there.answer(survey, user, tea(room, loud))
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    loud_ones = closed.results.question("loud")
    room_itself = closed.results.question("room")
    assert loud_ones is not None
    assert room_itself is not None
    of_three = Exact(6, (("yes", 3), ("no", 3), ("rather_not", 0)))
    assert loud_ones.by == (("0", "big", of_three), ("0", "small", of_three))
    assert room_itself.by == (), "by its own answers it says nothing new"
    await there.close()


async def test_that_everybody_gave_the_same_answer_is_not_told_by_a_cut(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, AnswerCut("room"))
    for user in range(12):
        await there.answer(survey, user, tea("big", ("yes", "no")[user % 2]))
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert closed.results.sizes == (("0", ()),)
    found = closed.results.question("loud")
    assert found is not None
    assert {shown for _, _, shown in found.by} == {Withheld()}
    await there.close()


async def test_a_cell_that_enough_chose_is_shown_beside_enough_others(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, AnswerCut("room"))
    for user in range(18):
        room, loud = ("big", "small", "rather_not")[user % 3], ("yes", "no")[user // 3 % 2]
        await there.answer(survey, user, tea(room, loud))
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    found = closed.results.question("loud")
    assert found is not None
    assert {cell for _, cell, shown in found.by if shown == Exact(6, (("yes", 3), ("no", 3), ("rather_not", 0)))} == {
        "big",
        "small",
        "rather_not",
    }
    warm = closed.results.question("warm")
    assert warm is not None
    assert {shown for _, _, shown in warm.by} == {Withheld()}, "all said the same, so no cell is shown"
    await there.close()


async def test_by_group_everybody_stands_in_one_cell_and_who_is_in_several_with_those_in_none(tmp_path: Path) -> None:
    there = await world(tmp_path)
    of = {user: {71} for user in range(6)} | {user: {72} for user in range(6, 12)}
    of |= {12: {71, 72}, 13: set(), 14: {99}, 15: {71, 72}, 16: set()}

    async def groups(guild_id: int, user_id: int) -> frozenset[int]:
        assert guild_id == GUILD
        return frozenset(of[user_id])

    there.surveys.book.knows_groups(groups)
    survey = await opened(there, GROUPS)
    before = there.bytes_of("1.db", "1.key")
    for user in of:
        await there.answer(survey, user, tea("big", ("yes", "no")[user % 2]))
    assert there.bytes_of("1.db", "1.key") == before, "asking for somebody's group writes nothing"
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert closed.results.sizes == (("0", (("g0", 6), ("g1", 6), (OTHER, 5))),)
    await there.close()


def test_who_is_in_several_groups_is_in_no_single_ones_cell() -> None:
    assert sealed_cell(GROUPS, Standing(groups=frozenset({72}))) == "g1"
    assert sealed_cell(GROUPS, Standing(groups=frozenset({71, 72}))) == OTHER
    assert sealed_cell(GROUPS, Standing()) == OTHER
    assert sealed_cell(AnswerCut("room"), Standing()) == "", "the answer itself is under the seal already"


def test_only_what_everybody_chooses_one_answer_to_divides() -> None:
    assert [one.key for one in TEA.questions if may_divide(TEA, one.key)] == ["room", "loud"]


@pytest.mark.parametrize("key", ["why", "warm", "nothing"])
async def test_a_cut_that_divides_nobody_is_refused_at_the_opening(tmp_path: Path, key: str) -> None:
    there = await world(tmp_path)
    with pytest.raises(CutUnusable):
        await opened(there, AnswerCut(key))
    assert there.surveys.book.live() == ()
    await there.close()


async def test_every_cut_is_said_before_the_first_question_and_outlives_a_restart(tmp_path: Path) -> None:
    there = await world(tmp_path)
    declared = (RoleCut(ROLE, "new*comer"), GROUPS, AnswerCut("room"))
    survey = await opened(there, *declared)
    await there.surveys.plan(GUILD, "template:climate", terms_of(cuts=declared[:2]), Trigger.SESSION, by=Cause.OPERATOR)
    await there.close()
    there = await world(tmp_path)
    (again,) = there.surveys.book.live()
    assert again.cuts == declared
    (plan,) = await there.surveys.plans.listed(GUILD)
    assert plan.terms.cuts == declared[:2]
    assert cards.cuts(again, TEXTS.speaker("en")) == (
        "Besides everybody, results are also given for those with and without new\\*comer; each group (Tuesday, Thursday); "
        'each answer to "Which room?"; never for fewer than 5 people.'
    )
    assert "«¿Qué sala?»" in cards.cuts(again, TEXTS.speaker("es"))
    assert cards.cuts(replace(survey, cuts=()), TEXTS.speaker("en")) == ""
    await there.close()


async def test_all_responses_are_as_long_whatever_cell_somebody_stands_in(tmp_path: Path) -> None:
    there = await world(tmp_path)
    many = GroupsCut(tuple((number, f"group {number}") for number in range(120)))

    async def groups(_guild_id: int, user_id: int) -> frozenset[int]:
        return frozenset({user_id})

    there.surveys.book.knows_groups(groups)
    survey = await opened(there, many)
    lengths = set()
    for user in (1, 119, 500):
        there.clock.at += timedelta(minutes=1)
        await there.answer(survey, user, tea("big", "no"))
        found = await there.surveys.sealed.run(lambda: there.surveys.sealed.store("1").all(survey.key_mark or ""))
        lengths |= {len(plain) for plain in found}
    assert len(lengths) == 1
    await there.close()


async def test_a_template_without_such_a_question_opens_as_before(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open(cuts=(RoleCut(ROLE, "newcomer"),))
    await there.answer(survey, 1, pages("4"))
    await there.close()
