"""What facilitators choose and type becomes the rule that they mean, or a sentence that says what to write."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.agenda import RuleNeverFires, UnknownZone
from bot.errors import Refusal
from bot.groups.errors import EndsBeforeItBegins, EndUnreadable, RhythmUnreadable
from bot.groups.hours import waking
from bot.groups.rhythm import (
    RHYTHMS,
    changed_rule,
    days_of,
    end_of,
    fewer,
    first_time,
    on_days,
    rule_from,
    upcoming,
)
from bot.groups.said_times import other_time_said
from bot.ui.groups.rhythms import described
from tests.unit.groups.worlds import spoken

NOW = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)  # a Monday; 22:00 in Madrid
MADRID = "Europe/Madrid"
EVENING = NOW.astimezone(ZoneInfo(MADRID)).replace(tzinfo=None)


def days(rhythm: str, when: str, until: str = "", count: int = 6, zone: str = MADRID) -> list[str]:
    rule = rule_from(rhythm, when, until, zone=zone, now=NOW)
    return [f"{one.local:%Y-%m-%d %H:%M}" for one in islice(rule.occurrences(NOW), count)]


def test_a_time_alone_is_the_next_such_time() -> None:
    assert days("daily", "23:00", count=1) == ["2026-05-04 23:00"]
    assert days("daily", "18:00", count=1) == ["2026-05-05 18:00"]
    assert days("default", "18:00", count=3) == ["2026-05-07 18:00", "2026-05-11 18:00", "2026-05-14 18:00"]


def test_the_31st_of_every_month_is_the_last_day_of_the_shorter_ones() -> None:
    found = days("monthly-date", "2026-10-31 18:00")
    assert [one[:10] for one in found] == [
        "2026-10-31",
        "2026-11-30",
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
    ]


def test_29_february_happens_every_year_and_on_the_29th_when_there_is_one() -> None:
    rule = rule_from("monthly-date", "2028-02-29 18:00", "", zone=MADRID, now=NOW)
    februaries = [f"{one.local:%Y-%m-%d}" for one in islice(rule.occurrences(NOW), 49) if one.local.month == 2]
    assert februaries == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


def test_the_fifth_monday_is_the_last_one() -> None:
    found = days("monthly-day", "2026-06-29 18:00", count=3)
    assert [one[:10] for one in found] == ["2026-06-29", "2026-07-27", "2026-08-31"]


def test_an_end_is_a_day_or_a_number_of_times() -> None:
    assert len(days("daily", "18:00", "3", 10)) == 3
    assert len(days("daily", "18:00", "3 times", 10)) == 3
    assert len(days("daily", "18:00", "2026-05-08", 10)) == 4


@pytest.mark.parametrize(
    ("rhythm", "when", "until", "zone", "refused"),
    [
        ("daily", "soonish", "", MADRID, RhythmUnreadable),
        ("daily", "", "", MADRID, RhythmUnreadable),
        ("daily", "25:99", "", MADRID, RhythmUnreadable),
        ("daily", "18:00 XYZ", "", MADRID, RhythmUnreadable),
        ("daily", "18:00", "one day", MADRID, EndUnreadable),
        ("daily", "18:00", "0", MADRID, EndUnreadable),
        ("daily", "18:00", "2025-01-01", MADRID, EndsBeforeItBegins),
        ("default", "2031-05-06 18:00", "2031-05-07", MADRID, RuleNeverFires),
        ("daily", "18:00", "", "Europe/Madird", UnknownZone),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_sentence(
    rhythm: str, when: str, until: str, zone: str, refused: type[Refusal]
) -> None:
    texts = spoken()
    with pytest.raises(refused) as found:
        rule_from(rhythm, when, until, zone=zone, now=NOW)
    for locale in texts.locales:
        assert texts.speaker(locale)(found.value.text, **found.value.values)


def test_every_rhythm_can_be_said_in_every_language() -> None:
    texts = spoken()
    for locale in texts.locales:
        said = {
            described(rule_from(name, "2026-05-31 18:00", "4", zone=MADRID, now=NOW), texts.speaker(locale))
            for name in RHYTHMS
        }
        assert len(said) == len(RHYTHMS)
        assert all("18:00" in one for one in said)


def test_other_weekdays_keep_the_end_and_every_second_week() -> None:
    rule = rule_from("fortnightly", "2026-05-05 18:00", "2026-12-31", zone=MADRID, now=NOW)
    changed = on_days(rule, ("FR", "MO"))
    assert changed.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20261231"
    assert days_of(changed) == ("MO", "FR")
    assert days_of(rule_from("daily", "18:00", "", zone=MADRID, now=NOW)) is None


def test_fewer_is_once_a_week_then_every_second_week_then_once_a_month_and_never_more() -> None:
    rule = rule_from("default", "18:00", "", zone=MADRID, now=NOW)
    once = fewer(rule)
    assert once is not None
    assert once.rrule == "FREQ=WEEKLY;BYDAY=TH"
    twice = fewer(once)
    assert twice is not None
    assert twice.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    monthly = fewer(twice)
    assert monthly is not None
    assert monthly.rrule == "FREQ=MONTHLY;BYDAY=1TH"
    assert fewer(monthly) is None
    assert [fewer(rule_from(name, "18:00", "", zone=MADRID, now=NOW)) for name in ("monthly-date", "last-day")] == [
        None
    ] * 2


@pytest.mark.parametrize("rhythm", ["default", "daily", "workdays", "weekly", "fortnightly"])
@pytest.mark.parametrize("until", ["12", "2026-09-01"])
def test_fewer_is_fewer_and_ends_no_later(rhythm: str, until: str) -> None:
    rule = rule_from(rhythm, "18:00", until, zone=MADRID, now=NOW)
    before, rarer = list(rule.occurrences(NOW)), fewer(rule)
    assert rarer is not None
    after = list(rarer.occurrences(NOW))
    assert 0 < len(after) < len(before)
    assert after[-1].local <= max(before[-1].local, EVENING.replace(month=9, day=1, hour=18))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7", "2026-05-05 07:00"),
        ("23", "2026-05-04 23:00"),
        ("19.30", "2026-05-05 19:30"),
        ("19h30", "2026-05-05 19:30"),
        ("7 pm", "2026-05-05 19:00"),
        ("7 p. m.", "2026-05-05 19:00"),
        ("Tuesday 19:00", "2026-05-05 19:00"),
        ("martes a las 19:00", "2026-05-05 19:00"),
        ("el miércoles 19.30", "2026-05-06 19:30"),
        ("1 de junio 19:00", "2026-06-01 19:00"),
        ("mañana 19:00", "2026-05-05 19:00"),
        ("mañana a las 7 de la tarde", "2026-05-05 19:00"),
        ("7 de la mañana", "2026-05-05 07:00"),
        ("tomorrow 19:00", "2026-05-05 19:00"),
        ("5.6.2026 19:00", "2026-06-05 19:00"),
        ("5.6. 19.30", "2026-06-05 19:30"),
        ("31/12/2026 18:00", "2026-12-31 18:00"),
        ("12/31/2026 18:00", "2026-12-31 18:00"),
        ("2026-06-05 18:00", "2026-06-05 18:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(said: str, meant: str) -> None:
    assert f"{first_time(said, EVENING):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "said",
    ["2026-12-01", "05/06 19:00", "5/6/2026 19:00", "18:00 UTC", "18:00-19:00", "18:00 +02:00", "31", "2026", "noon"],
)
def test_a_time_that_is_none_or_could_be_two_is_asked_for_again(said: str) -> None:
    with pytest.raises(RhythmUnreadable):
        first_time(said, EVENING)


NOVEMBER = datetime.fromisoformat("2026-11-23 12:00")  # a Monday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5 January 19:00", "2027-01-05 19:00"),
        ("5.1. 19:00", "2027-01-05 19:00"),
        ("5 de enero 19:00", "2027-01-05 19:00"),
        ("1/15 19:00", "2027-01-15 19:00"),
        ("29 February 19:00", "2028-02-29 19:00"),
        ("24 November 19:00", "2026-11-24 19:00"),
        ("23 November 10:00", "2026-11-23 10:00"),
        ("2026-01-05 19:00", "2026-01-05 19:00"),
        ("5 January 2026 19:00", "2026-01-05 19:00"),
        ("Monday 19:00", "2026-11-23 19:00"),
        ("Monday 10:00", "2026-11-30 10:00"),
        ("19:00", "2026-11-23 19:00"),
        ("10:00", "2026-11-24 10:00"),
    ],
)
def test_a_day_without_its_year_is_the_next_one_and_one_with_it_is_taken_as_said(said: str, meant: str) -> None:
    assert f"{first_time(said, NOVEMBER):%Y-%m-%d %H:%M}" == meant


def test_a_last_day_without_its_year_comes_after_the_first() -> None:
    rule = rule_from("weekly", "2026-11-24 18:00", "5 January", zone=MADRID, now=NOVEMBER.replace(tzinfo=UTC))
    assert end_of(rule) == "2027-01-05"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("19:30", "2026-12-02 19:30"),
        ("tomorrow 18:00", "2026-11-24 18:00"),
        ("hoy 20:00", "2026-11-23 20:00"),
        ("pasado mañana 18:00", "2026-11-25 18:00"),
        ("Thursday 18:00", "2026-12-03 18:00"),
        ("martes 18:00", "2026-12-01 18:00"),
        ("Sunday 18:00", "2026-11-29 18:00"),
        ("4 December 17:00", "2026-12-04 17:00"),
        ("Friday 4 December 17:00", "2026-12-04 17:00"),
        ("2026-12-01 17:00", "2026-12-01 17:00"),
    ],
)
def test_another_time_for_a_meeting_is_read_from_its_day_and_tomorrow_from_today(said: str, meant: str) -> None:
    planned = datetime.fromisoformat("2026-12-02 18:00")  # a Wednesday, nine days on
    assert f"{other_time_said(said, planned, NOVEMBER):%Y-%m-%d %H:%M}" == meant


def test_a_weekday_that_is_over_is_the_one_after_the_meeting() -> None:
    planned = datetime.fromisoformat("2026-11-25 18:00")
    assert f"{other_time_said('Monday 10:00', planned, NOVEMBER):%Y-%m-%d %H:%M}" == "2026-11-30 10:00"


def test_what_was_not_touched_in_a_form_stays_and_what_was_is_taken() -> None:
    rule = rule_from("default", "18:00", "2026-12-31", zone=MADRID, now=NOW)
    assert changed_rule(rule, "same", "18:00", "2026-12-31", now=NOW) == rule
    later = changed_rule(rule, "same", "19:30", end_of(rule), now=NOW)
    assert (later.rrule, later.starts) == (rule.rrule, rule.starts.replace(hour=19, minute=30))
    endless = changed_rule(rule, "same", "18:00", "", now=NOW)
    assert endless.rrule == "FREQ=WEEKLY;BYDAY=MO,TH"
    ten = changed_rule(endless, "same", "18:00", "10", now=NOW)
    assert (ten.rrule, end_of(ten)) == ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10", "10")
    moved = changed_rule(rule, "same", "2026-06-01 18:00", end_of(rule), now=NOW)
    assert f"{upcoming(moved, NOW)[0].local:%Y-%m-%d}" == "2026-06-01"
    assert changed_rule(rule, "daily", "18:00", "", now=NOW).rrule == "FREQ=DAILY"


def test_a_preview_shows_five() -> None:
    assert len(upcoming(rule_from("daily", "18:00", "", zone=MADRID, now=NOW), NOW)) == 5


def test_nobody_is_written_to_at_night() -> None:
    night = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
    assert waking(night, MADRID) == datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
    assert waking(night - timedelta(hours=3), MADRID) == datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
    noon = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
    assert waking(noon, MADRID) == noon
    assert waking(datetime(2026, 5, 4, 3, 0, tzinfo=UTC), MADRID) == datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
