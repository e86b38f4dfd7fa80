"""In the first message there are two lines and the emergency number, never a wall of them, and never nothing."""

import pytest

from bot.moderation.helpline_texts import all_lines, first_lines
from bot.moderation.helplines import Helplines
from bot.settings import default_data_dir
from bot.texts import Texts

HELPLINES = Helplines.load(default_data_dir() / "helplines.toml")
TEXTS = Texts.load(default_data_dir() / "locales")


@pytest.mark.parametrize("locale", TEXTS.locales)
@pytest.mark.parametrize("country", HELPLINES.countries())
def test_every_country_has_something_to_dial_in_three_lines(country: str, locale: str) -> None:
    shown = first_lines(HELPLINES, country, TEXTS.speaker(locale)).splitlines()
    assert 2 <= len(shown) <= 3 or not HELPLINES.for_country(country)
    assert all_lines(HELPLINES, country, TEXTS.speaker(locale)).splitlines()[0] == shown[-1]


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_without_a_country_the_person_is_asked_for_it(locale: str) -> None:
    assert "112" not in first_lines(HELPLINES, None, TEXTS.speaker(locale))
    assert first_lines(HELPLINES, None, TEXTS.speaker(locale)) == all_lines(HELPLINES, None, TEXTS.speaker(locale))


@pytest.mark.parametrize(
    ("locale", "name"), [("ja", "よりそいホットライン"), ("en", "Yorisoi Hotline"), ("de", "Yorisoi Hotline")]
)
def test_a_line_has_its_own_name_for_who_can_read_it(locale: str, name: str) -> None:
    assert f"**{name}**" in all_lines(HELPLINES, "JP", TEXTS.speaker(locale))


@pytest.mark.parametrize(
    ("language", "country"), [("ja", "JP"), ("pl", "PL"), ("ar", None), ("fr", None), ("tlh", None)]
)
def test_a_language_stands_for_a_country_only_where_it_is_of_one(language: str, country: str | None) -> None:
    assert HELPLINES.only_country(language) == country
