"""What may be shown of a few people's answers, and what may not."""

import secrets
from collections import Counter

import pytest

from bot.surveys.disclosure import (
    Cut,
    Exact,
    Mostly,
    ThresholdTooLow,
    TooFew,
    Withheld,
    at_threshold,
    checked_threshold,
    comments,
    distribute,
    divide,
    enough,
    shuffled,
    table,
)


def cut(name: str, **sizes: int) -> Cut:
    return Cut(name, tuple(sizes), tuple(cell for cell, size in sizes.items() for _ in range(size)))


def test_fewer_than_five_people_are_only_said_to_be_few() -> None:
    assert table({"yes": 2, "no": 2}) == TooFew(5)
    assert table({"yes": 0, "no": 0}) == TooFew(5)
    raised = table({"yes": 5, "no": 4}, threshold=10)
    assert isinstance(raised, TooFew)
    assert raised.fewer_than == 10


def test_counts_are_shown_when_answers_differ() -> None:
    assert table({"yes": 3, "no": 3}) == Exact(6, (("yes", 3), ("no", 3)))


@pytest.mark.parametrize("others", [0, 1, 2])
def test_unanimity_and_what_comes_near_it_is_coarsened_to_the_same_sentence(others: int) -> None:
    assert table({"yes": 8 - others, "no": others}) == Mostly(8, "yes", 6)


def test_a_threshold_can_be_raised_and_never_lowered() -> None:
    assert checked_threshold(8) == 8
    with pytest.raises(ThresholdTooLow):
        checked_threshold(4)


def test_a_hidden_cell_hides_the_next_smallest() -> None:
    (division,) = divide([cut("role", peers=7, guests=3, staff=6)])
    assert division.shown == (("peers", 7),)
    assert division.hidden == ("guests", "staff")


def test_a_cell_in_which_nobody_is_looks_like_one_with_a_few() -> None:
    (division,) = divide([cut("role", peers=7, guests=0, staff=6)])
    assert division.hidden == ("guests", "staff")


def test_hidden_cells_that_are_enough_together_hide_no_other() -> None:
    (division,) = divide([cut("role", peers=7, guests=3, staff=4)])
    assert division.shown == (("peers", 7),)
    assert division.hidden == ("guests", "staff")


def test_a_cut_with_too_few_on_one_side_shows_nothing() -> None:
    (division,) = divide([cut("role", peers=9, guests=4)])
    assert division.shown == ()


def test_cuts_are_judged_together() -> None:
    role = Cut("role", ("a", "b"), ("a",) * 6 + ("b",) * 6)
    age = Cut("age", ("x", "y"), ("x",) * 7 + ("y",) * 5)  # one person stands alone in (b, x)
    first, second = divide([role, age])
    assert first.shown == (("a", 6), ("b", 6))
    assert second.shown == ()


def test_a_cell_that_agrees_closes_the_whole_cut() -> None:
    divisions = divide([cut("role", a=6, b=8)])
    answers = ["yes"] * 6 + ["yes"] * 3 + ["no"] * 5
    found = distribute(answers, ("yes", "no"), divisions)
    assert found.total == Exact(14, (("yes", 9), ("no", 5)))
    assert found.by == (("role", "a", Withheld()), ("role", "b", Withheld()))


def test_a_cut_whose_cells_differ_is_shown() -> None:
    divisions = divide([cut("role", a=6, b=8)])
    answers = ["yes"] * 3 + ["no"] * 3 + ["yes"] * 3 + ["no"] * 5
    found = distribute(answers, ("yes", "no"), divisions)
    assert found.by == (
        ("role", "a", Exact(6, (("yes", 3), ("no", 3)))),
        ("role", "b", Exact(8, (("yes", 3), ("no", 5)))),
    )


@pytest.mark.parametrize(("asked", "passed_over"), [(4, 9), (9, 4), (9, 1)])
def test_those_asked_a_follow_up_are_a_subgroup_like_any_other(asked: int, passed_over: int) -> None:
    answers = [("yes", "no")[index % 2] for index in range(asked)] + [None] * passed_over
    assert distribute(answers, ("yes", "no"), conditional=True).total == TooFew(5)


def test_a_follow_up_that_everybody_was_asked_tells_what_everybody_answered_before_and_is_not_shown() -> None:
    answers = ["yes", "no"] * 4
    assert isinstance(distribute(answers, ("yes", "no")).total, Exact)
    assert distribute(answers, ("yes", "no"), conditional=True).total == TooFew(5)
    assert not enough(8, 8, conditional=True)
    assert enough(8, 8, conditional=False)


def test_a_follow_up_is_shown_when_both_sides_are_enough() -> None:
    answers = ["yes"] * 3 + ["no"] * 3 + [None] * 5
    assert distribute(answers, ("yes", "no")).total == Exact(6, (("yes", 3), ("no", 3)))


def test_a_raised_threshold_hides_what_was_shown() -> None:
    divisions = divide([cut("role", a=6, b=8)])
    found = distribute(["yes", "no"] * 7, ("yes", "no"), divisions)
    sizes = [(one.name, one.shown) for one in divisions]
    assert at_threshold(found, sizes, 14, 6) == found
    raised = at_threshold(found, sizes, 14, 7)
    assert raised.total == found.total
    assert {shown for _, _, shown in raised.by} == {TooFew(7)}  # a hidden cell hides the other
    assert at_threshold(found, sizes, 14, 15).total == TooFew(15)


def test_a_raised_threshold_holds_for_follow_ups_too() -> None:
    found = distribute(["yes", "no"] * 4 + [None] * 6, ("yes", "no"))
    assert isinstance(at_threshold(found, [], 14, 6).total, Exact)
    assert at_threshold(found, [], 14, 7).total == TooFew(7)


def test_comments_need_eight_respondents_and_lose_their_order() -> None:
    texts = [f"comment {number}" for number in range(6)]
    assert comments(texts, 7, threshold=5, token_bytes=secrets.token_bytes) == TooFew(8)
    assert comments(texts, 9, threshold=10, token_bytes=secrets.token_bytes) == TooFew(10)
    shown = comments(texts, 8, threshold=5, token_bytes=secrets.token_bytes)
    assert not isinstance(shown, TooFew)
    assert sorted(shown) == texts


def test_the_order_of_comments_owes_nothing_to_the_order_in_which_they_came() -> None:
    def dice(count: int) -> bytes:
        return bytes(count)

    texts = ["c", "a", "b"]
    assert comments(texts, 8, threshold=5, token_bytes=dice) == comments(texts[::-1], 8, threshold=5, token_bytes=dice)


def test_every_order_is_as_likely() -> None:
    seen = Counter(shuffled("abc", secrets.token_bytes) for _ in range(6000))
    assert len(seen) == 6
    assert min(seen.values()) > 800
