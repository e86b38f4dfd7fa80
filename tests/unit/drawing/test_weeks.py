"""A group's weeks as a picture: whatever is in them, everything that is said of them has its place."""

import io
import itertools

import pytest
from PIL import Image

from bot.drawing.weeks import FEW, WIDTH, Week, weeks

WORDS = {"light": "good or okay", "between": "in between", "heavy": "low or rough"}
LONG = "Grupo de apoyo entre compañeras y compañeros para personas que cuidan de familiares con demencia " * 2


def drawn(columns: list[Week], title: str = "Tuesday evening") -> Image.Image:
    png = weeks(
        columns,
        title,
        ("People taking part", "Moods"),
        ("Answers", "Came"),
        WORDS,
        ("fewer than 5", "not to be shown"),
        "Too few",
    )
    return Image.open(io.BytesIO(png))


def column(answers: int | None, attended: int | None, moods: dict[str, int] | None) -> Week:
    return ("May 18", answers, attended, moods)


def has(picture: Image.Image, colour: str) -> bool:
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return wanted in {one for _, one in picture.getcolors(picture.width * picture.height) or []}


@pytest.mark.parametrize("count", [0, 1, 3, 13, 26, 60])
@pytest.mark.parametrize("people", [0, 5, 12, 100, 4321])
def test_any_number_of_weeks_and_people_is_drawn(count: int, people: int) -> None:
    week = column(people or None, people or None, {"light": people, "between": 0, "heavy": 0} if people else None)
    assert drawn([week] * count, LONG).width == WIDTH


def test_a_week_in_which_nothing_was_looks_unlike_one_with_a_figure_that_is_not_shown() -> None:
    full = column(7, 6, {"light": 3, "between": 3, "heavy": 1})
    assert not has(drawn([full, column(None, None, None)]), FEW)
    assert has(drawn([full, column(0, None, None)]), FEW)
    assert has(drawn([full, column(7, None, {})]), FEW)


def test_every_figure_that_is_not_shown_is_drawn_alike() -> None:
    full = column(7, 6, {"light": 3, "between": 3, "heavy": 1})
    assert drawn([full, column(0, 0, {})]).tobytes() == drawn([full, column(0, 0, {})]).tobytes()


def test_moods_are_told_apart_in_grey_as_well() -> None:
    shades = []
    for name in WORDS:
        only = drawn([column(8, None, {**dict.fromkeys(WORDS, 0), name: 8})]).convert("L")
        middle = only.crop((WIDTH // 2 - 20, only.height - 250, WIDTH // 2 + 60, only.height - 150))
        shades.append(sum(middle.tobytes()) / (80 * 100))
    ordered = sorted(shades)
    assert all(after - before > 25 for before, after in itertools.pairwise(ordered)), ordered
