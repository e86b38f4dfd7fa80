"""People type a city or a country; the zone is found, or nothing is guessed."""

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.helplines import Helplines
from bot.settings import default_data_dir
from bot.ui.setup.cities import MOST, city, country_for, described, territory, usual_zone, zones_for

KNOWN = Helplines.load(Path(default_data_dir()) / "helplines.toml").countries()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Madrid", "Europe/Madrid"),
        ("  mADRID ", "Europe/Madrid"),
        ("Nueva York", "America/New_York"),
        ("new york", "America/New_York"),
        ("Londres", "Europe/London"),
        ("Ciudad de México", "America/Mexico_City"),
        ("ciudad de mexico", "America/Mexico_City"),
        ("Calcutta", "Asia/Kolkata"),
        ("Kiev", "Europe/Kyiv"),
        ("Madird", "Europe/Madrid"),
        ("buenos", "America/Argentina/Buenos_Aires"),
        ("San José, Costa Rica", "America/Costa_Rica"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("Alemania", "Europe/Berlin"),
        ("utc", "UTC"),
    ],
)
def test_one_place_is_one_zone(typed: str, zone: str) -> None:
    found = zones_for(typed)
    assert found == (zone,) or (typed == "Alemania" and zone in found)


def test_a_country_of_many_zones_asks_which() -> None:
    assert {"Europe/Madrid", "Atlantic/Canary"} <= set(zones_for("España"))
    found = zones_for("United States")
    assert {"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"} <= set(found)
    assert len(found) <= MOST


@pytest.mark.parametrize("typed", ["", "   ", "🙂", "\ud800", "xy", "Atlantis", "x" * 4000, ",,,"])
def test_what_is_no_place_is_none(typed: str) -> None:
    assert zones_for(typed) == ()


@given(st.text(max_size=40))
def test_whatever_is_typed_every_answer_is_a_zone_that_exists(typed: str) -> None:
    found = zones_for(typed)
    assert len(found) <= MOST
    assert set(found) <= available_timezones()


def test_zones_are_described_in_the_readers_language() -> None:
    assert described("America/New_York", "es") == "Nueva York, Estados Unidos"
    assert described("Asia/Kolkata", "en") == "Kolkata, India"
    assert city("UTC", "en") == "UTC"
    assert territory("UTC") is None
    assert territory("Europe/Kyiv") == "UA"


def test_a_guess_is_made_only_where_the_locale_says_something() -> None:
    assert usual_zone("en-US") is None
    guess = usual_zone("es-ES")
    assert guess is not None
    assert ZoneInfo(guess).key == "Europe/Madrid"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Spain", "ES"),
        ("españa", "ES"),
        ("es", "ES"),
        ("UK", "GB"),
        ("EE. UU.", "US"),
        ("Germny", "DE"),
        ("Chil", "CL"),
    ],
)
def test_countries_as_people_write_them(typed: str, code: str) -> None:
    assert country_for(typed, KNOWN) == code


@pytest.mark.parametrize("typed", ["", "united", "Atlantis", "🙂", "ne"])
def test_a_country_is_never_guessed(typed: str) -> None:
    assert country_for(typed, KNOWN) is None
