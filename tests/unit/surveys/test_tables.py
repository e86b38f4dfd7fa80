"""No answer is determined in surveys with several cuts, by role, by group and by answers, however they are combined.

`make prove` sets PROVE=1 and tries many more; without it, a few hundred are tried, the same each time.
"""

import os
import random
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import product

import pytest

from bot.surveys.declared import AnswerCut, DeclaredCut, GroupsCut, RoleCut
from bot.surveys.disclosure import Exact, Withheld
from bot.surveys.questions import Condition, Kind, Option, Question, Questionnaire
from tests.unit.surveys.tables import Asked, World, told

EVERYTHING = os.environ.get("PROVE") == "1"

NEWCOMER, VETERAN = RoleCut(1, "newcomer"), RoleCut(2, "veteran")
GROUPS = GroupsCut(((71, "Tuesday"), (72, "Thursday")))
IN_AND_OUT = (("in",), ("out",))


def scale(key: str, highest: int) -> Question:
    return Question(key=key, kind=Kind.SCALE, ask={"en": key}, highest=highest)


def choice(key: str, *options: str, kind: Kind = Kind.CHOICE, only_if: Condition | None = None) -> Question:
    offered = tuple(Option(key=one, words={"en": one}) for one in options)
    return Question(key=key, kind=kind, ask={"en": key}, options=offered, only_if=only_if)


def survey(*questions: Question, cuts: Sequence[DeclaredCut], places: Sequence[Sequence[str]]) -> Asked:
    made = Questionnaire(title={"en": "Tea"}, questions=questions)
    return Asked(made, tuple(cuts), tuple(tuple(place) for place in places))


WRONG = Question(key="wrong", kind=Kind.YES_NO, ask={"en": "Did anything feel wrong?"})
HEARD = survey(WRONG, scale("heard", 5), cuts=(NEWCOMER, AnswerCut("wrong")), places=IN_AND_OUT)
# Six newcomers said that something felt wrong and that they felt heard little; so did six others; seven others did not.
ALL_NEWCOMERS = World(
    {
        (0, ("yes", "1")): 3,
        (0, ("yes", "2")): 3,
        (1, ("yes", "1")): 3,
        (1, ("yes", "2")): 3,
        (1, ("no", "3")): 2,
        (1, ("no", "4")): 3,
        (1, ("no", "5")): 2,
    }
)


def test_answers_that_are_too_much_alike_in_a_role_divide_nothing() -> None:
    found = HEARD.publish(ALL_NEWCOMERS)
    heard = found.question("heard")
    assert heard is not None
    assert [(cut, cell) for cut, cell, table in heard.by if isinstance(table, Exact)] == [("0", "in"), ("0", "out")]
    assert {table for cut, _, table in heard.by if cut == "1"} == {Withheld()}
    assert told(HEARD, ALL_NEWCOMERS) == []


def test_the_solver_finds_what_a_role_and_an_answer_cut_gave_away_beside_each_other() -> None:
    def both_cuts(world: World) -> Hashable:
        by_role = Counter((place, given[1]) for place, given in world.elements())
        by_answer = Counter(given for _, given in world.elements())
        return frozenset(by_role.items()), frozenset(by_answer.items())

    (problem,) = told(HEARD, ALL_NEWCOMERS, both_cuts, own=False)
    assert problem.startswith("None knows that place 0 answered yes to (0, '')")


def test_answers_divide_where_they_differ_in_every_role() -> None:
    world = World(dict.fromkeys(product((0, 1), product(("yes", "no"), ("1", "2"))), 3))
    heard = HEARD.publish(world).question("heard")
    assert heard is not None
    assert {type(table) for _, cell, table in heard.by if cell != "rather_not"} == {Exact}
    assert told(HEARD, world) == []


def test_it_matters_not_whether_the_role_or_the_answers_were_declared_first() -> None:
    turned = Asked(HEARD.questionnaire, HEARD.cuts[::-1], HEARD.places)
    heard = turned.publish(ALL_NEWCOMERS).question("heard")
    assert heard is not None
    assert [(cut, cell) for cut, cell, table in heard.by if isinstance(table, Exact)] == [("1", "in"), ("1", "out")]


LOUD = Question(key="loud", kind=Kind.YES_NO, ask={"en": "loud"})
TWO_ROLES = survey(LOUD, cuts=(NEWCOMER, VETERAN), places=list(product(("in", "out"), repeat=2)))


@pytest.mark.parametrize(
    "yes_of",
    [
        # In the cells of the first role all but two agree, so it is withheld; the second one could be shown.
        ((2, 5), (0, 6), (8, 8), (3, 5)),
        # Neither can be shown; that both are withheld leaves only this world.
        ((2, 5), (0, 5), (8, 8), (2, 7)),
    ],
)
def test_what_is_withheld_of_two_cuts_tells_nothing_either(yes_of: Sequence[tuple[int, int]]) -> None:
    world = World()
    for place, (yes, people) in enumerate(yes_of):
        world += World({(place, ("yes",)): yes, (place, ("no",)): people - yes})
    loud = TWO_ROLES.publish(world).question("loud")
    assert loud is not None
    assert isinstance(loud.total, Exact)
    assert {table for _, _, table in loud.by} == {Withheld()}
    assert told(TWO_ROLES, world) == []


# -- surveys of every make --------------------------------------------------------------------------------------------

KNOWN: Sequence[tuple[tuple[DeclaredCut, ...], Sequence[Sequence[str]]]] = (
    ((), ((),)),
    ((NEWCOMER,), IN_AND_OUT),
    ((NEWCOMER, VETERAN), list(product(("in", "out"), repeat=2))),
    ((GROUPS,), (("g0",), ("g1",), ("other",))),
    ((NEWCOMER, GROUPS), list(product(("in", "out"), ("g0", "g1", "other")))),
)


def a_survey(chance: random.Random) -> Asked:
    """One with up to four cuts in some order, follow-ups, scales, and several choices."""
    room = choice("room", "big", "small", *(["none"] if chance.random() < 0.4 else []))
    questions = [room]
    if chance.random() < 0.5:
        questions.append(choice("why", "x", "y", only_if=Condition(question="room", answers=("small",))))
    if chance.random() < 0.8:
        questions.append(scale("warm", chance.choice((2, 3, 3, 4))))
    if chance.random() < 0.4:
        questions.append(LOUD)
    if chance.random() < 0.3:
        questions.append(choice("tea", "green", "black", kind=Kind.CHOICES))
    if chance.random() < 0.1:
        questions = [choice("tea", "green", "black", "none", kind=Kind.CHOICES)]
    known, places = chance.choice(KNOWN)
    by_answers = [AnswerCut(one.key) for one in questions if one.key in ("room", "loud")]
    cuts = [*known, *chance.sample(by_answers, chance.randint(0, len(by_answers)))]
    # Those by role and group keep their order, in which a place names its cells; those by answers stand anywhere.
    order = sorted(range(len(cuts)), key=lambda at: chance.random() * 9 if at >= len(known) else 4 + at / 10)
    return survey(*questions, cuts=[cuts[at] for at in order], places=places)


def a_world(asked: Asked, chance: random.Random) -> World:
    """One in which people of a place tend to agree, and whoever agrees on one thing on others, so that cuts tell something."""
    everything = asked.everything()
    camps = [chance.sample(everything, min(len(everything), chance.choice((1, 2, 2, 3, 5)))) for _ in range(3)]
    world = World()
    for place in range(len(asked.places)):
        mixed = chance.sample(camps, chance.choice((1, 1, 2, 3)))
        for _ in range(chance.choice((0, 5, 6, 7, 8, 9, 11, 14))):
            world[place, chance.choice(chance.choice(mixed))] += 1
    return world


@pytest.mark.timeout(0 if EVERYTHING else 120)
@pytest.mark.parametrize("seed", range(500 if EVERYTHING else 3))
def test_surveys_of_every_make_tell_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        asked = a_survey(chance)
        world = a_world(asked, chance)
        if world.total() >= 5:
            assert told(asked, world) == [], (asked.cuts, asked.questionnaire)
