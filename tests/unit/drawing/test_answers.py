"""Charts of answers: drawn whatever is asked, with every letter in its place."""

import struct

import pytest

from bot.drawing.answers import WIDTH, bars, lines
from bot.drawing.page import fitted, font

LETTERS = font(9)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    "text", ["", "short", "a" * 300, "word " * 80, "¿Cómo estuvo la sesión? " * 9, "死にたい" * 60]
)
@pytest.mark.parametrize("most", [1, 2])
def test_a_text_is_never_wider_than_its_place_and_what_was_cut_is_seen(text: str, most: int) -> None:
    shown = fitted(text, LETTERS, 400, most)
    assert len(shown) <= most
    assert all(LETTERS.getlength(line) <= 400 for line in shown)
    assert (" ".join(shown) == text.strip()) != shown[-1].endswith("…")


def test_a_picture_is_as_high_as_it_has_rows_and_always_as_wide() -> None:
    row = ("How warm is it?", [("cold", 1), ("hot", 99), ("Rather not say", 0)])
    few, many = bars("Tea", [row]), bars("Tea", [row] * 12)
    assert size(few)[0] == size(many)[0] == WIDTH
    assert size(many)[1] > 6 * size(few)[1]


@pytest.mark.parametrize("days", [1, 2, 30])
@pytest.mark.parametrize("ends", [(1, 5), (0, 10), (0, 21), (0, 240)])
def test_averages_are_drawn_over_any_days_on_any_scale(days: int, ends: tuple[int, int]) -> None:
    points = [(f"2026-05-{day + 1:02}", float(ends[day % 2])) for day in range(days)]
    assert size(lines("Tea", [("Tea", points)], ends))[0] == WIDTH
    assert size(lines("Tea", [("Warm?", points)] * 5, ends))[0] == WIDTH


def test_what_nobody_answered_is_drawn_as_an_empty_bar() -> None:
    assert bars("Tea", [("Warm?", [("Yes", 0), ("No", 0)])])
