"""Helplines: every line has its sources, nothing is internationalised, and the best two come first."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.moderation.helpline_texts import emergency_line, line
from bot.moderation.helplines import Helpline, Helplines, HelplinesWrong, country_name
from bot.texts import Speaker, Texts

ROOT: Final = Path(__file__).resolve().parents[3]

EMERGENCY: Final = """
[[emergency]]
country = "GB"
number = "999"
confidence = "high"
last_checked = 2026-10-08
sources = [{ at = "a", dated = "2026" }, { at = "b", dated = "undated" }]
"""
ENTRY: Final = """
[[helpline]]
country = "CL"
name = "Línea"
name_en = "Line"
reach = "call"
number = "*4141"
short_code = true
hours = "always"
audience = ["everyone"]
confidence = "high"
last_checked = 2026-10-08
sources = [{ at = "a", dated = "2026" }, { at = "b", dated = "undated" }]
"""

Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return Helplines.load(ROOT / "data" / "helplines.toml")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(ROOT / "data" / "locales")


@pytest.fixture(params=["en", "es"])
def speaker(request: pytest.FixtureRequest, texts: Texts) -> Speaker:
    return texts.speaker(request.param)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "helplines.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def reached(lines: tuple[Helpline, ...]) -> list[tuple[str, str]]:
    return [(one.reach, one.number) for one in lines]


def test_the_shipped_file_holds_every_line_with_two_sources_and_a_day(helplines: Helplines) -> None:
    assert len(helplines.all) == 150
    assert len(helplines.emergencies) == 50
    assert len(helplines.countries()) == 54
    for one in (*helplines.all, *helplines.emergencies):
        assert len({source.at for source in one.sources}) >= 2
        assert one.last_checked >= date(2026, 1, 1)
        assert not one.number.startswith("+")


@pytest.mark.parametrize(
    ("country", "number"),
    [("CL", "*4141"), ("US", "988 then press 1"), ("ID", "119 ext. 8"), ("PE", "113 (option 5)"), ("UY", "*0767")],
)
def test_numbers_stay_as_they_are_dialled(helplines: Helplines, country: str, number: str, speaker: Speaker) -> None:
    (found,) = [one for one in helplines.for_country(country) if one.number == number]

    assert number in line(found, speaker).replace("\\*", "*")
    assert "+" not in line(found, speaker)


@pytest.mark.parametrize(
    ("country", "first", "second"),
    [
        ("US", ("call", "988"), ("text", "988")),
        ("GB", ("call", "116 123"), ("text", "85258")),
        ("ES", ("call", "024"), ("call", "717 003 717")),
        ("IE", ("call", "116 123"), ("text", "50808")),
        ("DE", ("call", "0800 111 0 111"), ("call", "0800 111 0 222")),
        ("AR", ("call", "0800 999 0091"), ("call", "135")),
    ],
)
def test_the_first_two_are_open_to_anyone_and_one_can_be_written_to(
    helplines: Helplines, country: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert reached(helplines.first_two(country)) == [first, second]


def test_no_country_leads_with_a_line_for_somebody_else(helplines: Helplines) -> None:
    for country in helplines.countries():
        for one in helplines.first_two(country):
            assert {"everyone", "adults"} & set(one.audience)


def test_a_minor_sees_the_line_for_the_young_first_and_none_for_adults_only(helplines: Helplines) -> None:
    assert reached(helplines.first_two("GB", minor=True))[0] == ("call", "0800 1111")
    assert reached(helplines.first_two("CZ", minor=True)) == [("call", "116 111")]
    assert all("adults" not in one.audience for one in helplines.for_country("CZ", minor=True))


def test_an_adult_is_not_sent_to_a_childrens_line(helplines: Helplines) -> None:
    shown = reached(helplines.for_country("GB", minor=False))

    assert ("call", "0800 1111") not in shown
    assert ("call", "0800 068 4141") in shown  # until 34
    assert ("call", "0800 1111") in reached(helplines.for_country("GB"))


def test_a_country_that_we_know_nothing_of_has_no_lines(helplines: Helplines) -> None:
    assert helplines.for_country("XX") == ()
    assert helplines.first_two("XX") == ()
    assert helplines.emergency("XX") is None


@pytest.mark.parametrize(
    ("locale", "server", "expected"),
    [
        ("en-US", None, "US"),
        ("en-US", "GB", "GB"),
        ("en-US", "JP", "JP"),
        ("en-GB", None, "GB"),
        ("de", "AT", "AT"),
        ("de", None, "DE"),
        ("fr", "BE", "BE"),
        ("es-419", "MX", "MX"),
        ("es-419", None, None),
        ("ja", "GB", "JP"),
        ("hr", "DE", "DE"),
        ("no", None, "NO"),
        (None, "FR", "FR"),
        (None, None, None),
        ("not a locale", "IE", "IE"),
    ],
)
def test_the_country_is_guessed_from_locale_and_server(
    helplines: Helplines, locale: str | None, server: str | None, expected: str | None
) -> None:
    assert helplines.country_for(locale, server) == expected


def test_countries_have_names_in_the_readers_language() -> None:
    assert country_name("DE", "es-ES") == "Alemania"
    assert country_name("DE", "en-GB") == "Germany"
    assert country_name("DE", "xx") == "Germany"
    assert country_name("XX", "en") == "XX"


def test_a_line_says_how_when_for_whom_and_in_which_languages(helplines: Helplines, texts: Texts) -> None:
    def told(country: str, number: str, locale: str) -> str:
        (found,) = [one for one in helplines.for_country(country) if (one.number, one.reach) == (number, "call")]
        return line(found, texts.speaker(locale))

    assert (
        told("US", "988", "en")
        == "**988 Suicide & Crisis Lifeline**: call **988** · day and night · in English and Spanish"
    )
    assert told("US", "988", "es").endswith("llama al **988** · de día y de noche · en inglés y español")
    assert "call **\\*4141**" in told("CL", "*4141", "en")
    assert "every day 10:00–24:00" in told("EE", "116 123", "en")
    assert "for young people" in told("GB", "0800 1111", "en")
    assert "in many languages" in told("ES", "016", "en")
    assert "in German, among others" in told("DE", "116 016", "en")
    assert "for Buenos Aires" in told("AR", "135", "en")
    assert "if nobody answers, try another line" in told("NP", "1166", "en")
    assert "Mental Health Support Hotline" in told("HK", "18111", "en")


def test_a_keyword_is_told_with_its_number(helplines: Helplines, texts: Texts) -> None:
    (shout,) = [one for one in helplines.for_country("GB") if one.keyword]

    assert line(shout, texts.speaker("en")).startswith("**Shout**: text **SHOUT** to **85258**")


def test_every_line_can_be_told_in_every_language_without_a_forbidden_word(
    helplines: Helplines, speaker: Speaker
) -> None:
    for country in helplines.countries():
        told = [line(one, speaker) for one in helplines.for_country(country)]
        told.append(emergency_line(helplines, country, speaker))
        for text in told:
            assert not re.search(r"[!¡]|\b(alert|flag|report|case|risk|user)\b", text)
            assert "\n" not in text


def test_immediate_danger_names_the_number_or_says_that_we_know_none(helplines: Helplines, texts: Texts) -> None:
    english = texts.speaker("en")

    assert emergency_line(helplines, "GB", english) == "If you are in danger right now, call **999**."
    assert "for an ambulance" in emergency_line(helplines, "NO", english)
    assert "the emergency number of Uruguay" in emergency_line(helplines, "UY", english)


def test_lines_that_nobody_looked_at_for_a_year_are_found(helplines: Helplines) -> None:
    checked = min(one.last_checked for one in helplines.all)

    assert helplines.older_than(365, checked) == ()
    assert len(helplines.older_than(365, date(checked.year + 2, 1, 1))) == 200


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: re.sub(r"sources = .*\n", "", text, count=1), "two sources"),
        (lambda text: text.replace('{ at = "a", dated = "2026" }, ', "", 1), "two sources"),
        (lambda text: text.replace('at = "b"', 'at = "a"', 1), "two sources"),
        (lambda text: text.replace("last_checked = 2026-10-08\n", "", 1), "last_checked"),
        (lambda text: text.replace("2026-10-08", '"soon"', 1), "last_checked"),
        (lambda text: text.replace("*4141", "+56 *4141"), "without a country prefix"),
        (lambda text: text.replace("*4141", "56 4141"), "without a country prefix"),
        (lambda text: text.replace("*4141", "0056 4141"), "without a country prefix"),
        (lambda text: text.replace('"always"', '"daily"'), "opens"),
        (lambda text: text.replace('["everyone"]', '["nobody"]'), "audience"),
        (lambda text: text.replace('name = "Línea"', 'name = ""'), "name"),
        (lambda text: text + 'color = "red"\n', "color"),
    ],
)
def test_a_broken_entry_stops_the_start_and_is_named(
    change: Callable[[str], str], problem: str, write: Write, texts: Texts
) -> None:
    path = write(EMERGENCY + change(ENTRY))

    with pytest.raises(HelplinesWrong) as stopped:
        Helplines.load(path)

    told = texts.speaker("en")(stopped.value.text, **stopped.value.values)
    assert told.startswith("helpline 1 (CL ")
    assert problem in told
    assert "\n" not in told


def test_an_emergency_number_with_a_country_prefix_is_refused(write: Write) -> None:
    with pytest.raises(HelplinesWrong) as stopped:
        Helplines.load(write(EMERGENCY.replace('"999"', '"44 999"') + ENTRY))

    assert stopped.value.values == {"entry": "emergency 1 (GB 44 999)", "problem": "prefix"}


@pytest.mark.parametrize("text", ["", "not toml [", ENTRY, EMERGENCY, EMERGENCY + ENTRY + "[other]\n"])
def test_a_file_that_is_empty_broken_or_half_is_refused(write: Write, text: str) -> None:
    with pytest.raises(HelplinesWrong) as stopped:
        Helplines.load(write(text))

    assert stopped.value.values["problem"] == "file"


def test_a_missing_file_says_what_to_put_back(tmp_path: Path, speaker: Speaker) -> None:
    with pytest.raises(HelplinesWrong) as stopped:
        Helplines.load(tmp_path / "helplines.toml")

    assert "DATA_DIR" in speaker(stopped.value.text, **stopped.value.values)


def test_the_converter_copies_numbers_and_refuses_what_it_does_not_know() -> None:
    from tools.make_helplines import convert

    row = {
        "type": "helpline", "country": "GB", "name_local": "Line", "name_en": "Line", "number": "0800 1111",
        "kind": "national", "sms_keyword": "", "hours": "daily 15:00-24:00 local time", "languages": "en;cmn;other",
        "audience": "youth (8-18)", "website": "", "source1": "a", "source1_date": "2025-01-02", "source2": "b",
        "source2_date": "undated", "more_sources": "", "confidence": "high", "notes": 'it says "hello"',
    }  # fmt: skip
    made = convert([row])

    for part in ('number = "0800 1111"', 'opens = "15:00"', "oldest = 18", "youngest = 8", 'languages = ["en", "zh"]'):
        assert part in made
    assert "more_languages = true" in made
    assert "last_checked = 2025-01-02" in made
    assert 'notes = "it says \\"hello\\""' in made
    with pytest.raises(ValueError, match="no code for 'dragons'"):
        convert([row | {"audience": "dragons"}])
