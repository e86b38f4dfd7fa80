"""A meeting is when people's clocks say it is, whatever their governments do to them."""

# Wall times have no zone of their own.
# ruff: noqa: DTZ001

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda import Occurrence, Rule, RuleNeverFires, RuleTooFrequent, RuleUnreadable, UnknownZone
from tests.unit.agenda.almanac import Plan, instant_of, shown

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",  # changes at midnight
    "America/Santiago",
    "Africa/Casablanca",  # back for Ramadan
    "Africa/Cairo",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # half an hour
    "Antarctica/Troll",  # two hours
    "Europe/Dublin",  # winter time is the exception
    "Pacific/Apia",  # left out 30 December 2011
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "UTC",
)


def locals_of(rule: Rule, after: datetime, how_many: int) -> list[str]:
    return [shown(one.at, rule.zone).isoformat(" ", "minutes") for one in islice(rule.occurrences(after), how_many)]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    zone = draw(st.sampled_from(ZONES))
    years = st.sampled_from([2007, 2011, 2019, 2024, 2026])
    day = draw(st.dates(date(2007, 1, 1), date(2007, 12, 31))).replace(year=draw(years))
    # Most clock changes are at night, and a meeting at that time is the hard one.
    hour = draw(st.sampled_from([0, 1, 2, 3, 18, 23]))
    weekday = st.integers(0, 6)
    ordinals = st.sampled_from([1, 2, 4, 5, -1, -2]) if freq == "MONTHLY" else st.just(0)
    by_day = draw(st.booleans()) and freq != "YEARLY"
    by_month_day = not by_day and freq in {"MONTHLY", "YEARLY"} and draw(st.booleans())
    ending = draw(st.sampled_from(["none", "count", "until"]))
    return Plan(
        freq=freq,
        starts=datetime.combine(day, datetime.min.time()).replace(hour=hour, minute=draw(st.sampled_from([0, 15, 30]))),
        zone=zone,
        interval=draw(st.sampled_from([1, 1, 2, 3])),
        weekdays=tuple(draw(st.sets(st.tuples(ordinals, weekday), min_size=1, max_size=3))) if by_day else (),
        monthdays=tuple(draw(st.sets(st.sampled_from([1, 13, 29, 30, 31, -1]), min_size=1))) if by_month_day else (),
        months=tuple(draw(st.sets(st.integers(1, 12), max_size=4))) if freq != "DAILY" else (),
        hours=tuple(sorted(draw(st.sets(st.sampled_from([0, 1, 2, 3, 20]), max_size=3)))),
        count=draw(st.integers(1, 20)) if ending == "count" else None,
        until=day + timedelta(days=draw(st.integers(0, 500))) if ending == "until" else None,
    )


@settings(deadline=None, max_examples=150)
@given(plan=plans(), offset=st.integers(-3, 300))
def test_a_rule_fires_when_a_patient_reader_of_calendars_and_clocks_says(plan: Plan, offset: int) -> None:
    last = plan.starts + timedelta(days=800)
    after = plan.starts.replace(tzinfo=UTC) + timedelta(days=offset, hours=7)
    expected = plan.instants(after, last)
    try:
        rule = Rule(plan.text(), plan.starts, plan.zone)
    except RuleNeverFires:
        assert plan.instants(datetime.min.replace(tzinfo=UTC), last) == []
        return
    horizon = last.replace(tzinfo=UTC) - timedelta(days=3)
    got = []
    for one in rule.occurrences(after):
        if one.at >= horizon:
            break
        got.append(one)
    assert [one.at for one in got] == [instant for instant in expected if instant < horizon]
    assert all(instant_of(one.local, plan.zone) == one.at for one in got)


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    year=st.integers(2005, 2030),
    minute=st.integers(0, 24 * 60 - 1),
)
def test_over_both_clock_changes_a_daily_meeting_stays_where_the_clock_is(zone: str, year: int, minute: int) -> None:
    starts = datetime(year, 1, 1) + timedelta(minutes=minute)
    rule = Rule("FREQ=DAILY", starts, zone)
    previous = datetime(year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    met: set[date] = set()
    for one in islice(rule.occurrences(previous), 366):
        assert one.at > previous
        seen, earlier = shown(one.at, zone), shown(one.at - timedelta(hours=26), zone)
        assert seen >= one.local
        if seen == one.local:
            # Nobody's clock had shown this before: it is the first time.
            overlap = shown(one.at - timedelta(minutes=1), zone)
            assert overlap < seen
        else:
            gap = seen - one.local
            assert timedelta(0) < gap <= timedelta(days=1)
            transition = one.at - (seen - one.local)
            assert shown(transition, zone) != one.local, "no clock shows the time that was skipped"
        assert earlier.date() < seen.date()
        met.add(one.local.date())
        previous = one.at
    if zone != "Pacific/Apia":
        assert len(met) == 366


def test_a_time_that_is_skipped_moves_by_the_gap_and_a_repeated_one_fires_first() -> None:
    rule = Rule("FREQ=DAILY", datetime(2026, 3, 1, 2, 30), "Europe/Berlin")
    assert locals_of(rule, at("2026-03-28 00:00"), 3) == ["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"]
    autumn = list(islice(rule.occurrences(at("2026-10-24 12:00")), 2))
    assert [one.at for one in autumn] == [at("2026-10-25 00:30"), at("2026-10-26 01:30")]


def test_half_an_hour_is_skipped_on_lord_howe() -> None:
    rule = Rule("FREQ=DAILY", datetime(2026, 10, 1, 2, 10), "Australia/Lord_Howe")
    assert locals_of(rule, at("2026-10-03 00:00"), 2) == ["2026-10-04 02:40", "2026-10-05 02:10"]


def test_a_friday_that_samoa_left_out_is_met_on_saturday_and_a_daily_meeting_is_not_doubled() -> None:
    weekly = Rule("FREQ=WEEKLY", datetime(2011, 12, 16, 18), "Pacific/Apia")
    assert locals_of(weekly, at("2011-12-24 12:00"), 2) == ["2011-12-31 18:00", "2012-01-06 18:00"]
    daily = Rule("FREQ=DAILY", datetime(2011, 12, 16, 18), "Pacific/Apia")
    assert locals_of(daily, at("2011-12-29 00:00"), 3) == ["2011-12-28 18:00", "2011-12-29 18:00", "2011-12-31 18:00"]


def test_hourly_posts_are_not_doubled_in_the_hour_that_is_skipped() -> None:
    rule = Rule("FREQ=HOURLY", datetime(2026, 1, 1, 0, 15), "Europe/Berlin")
    assert locals_of(rule, at("2026-03-29 00:00"), 3) == ["2026-03-29 01:15", "2026-03-29 03:15", "2026-03-29 04:15"]


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [
        ("FREQ=MONTHLY", "2026-01-31 18:00", ["2026-01-31 18:00", "2026-03-31 18:00", "2026-05-31 18:00"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31 18:00", ["2026-01-31 18:00", "2026-02-28 18:00", "2026-03-31 18:00"]),
        ("FREQ=YEARLY", "2024-02-29 18:00", ["2024-02-29 18:00", "2028-02-29 18:00", "2032-02-29 18:00"]),
        ("FREQ=MONTHLY;BYDAY=2MO", "2026-01-01 18:00", ["2026-01-12 18:00", "2026-02-09 18:00", "2026-03-09 18:00"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01 18:00", ["2026-01-30 18:00", "2026-02-27 18:00", "2026-03-27 18:00"]),
        ("rrule:freq=weekly;byday=mo,th;", "2026-01-01 18:00", ["2026-01-01 18:00", "2026-01-05 18:00", "2026-01-08 18:00"]),
        ("FREQ=DAILY;COUNT=2", "2026-01-01 18:00", ["2026-01-01 18:00", "2026-01-02 18:00"]),
        ("FREQ=DAILY;UNTIL=20260102", "2026-01-01 18:00", ["2026-01-01 18:00", "2026-01-02 18:00"]),
        ("FREQ=DAILY;UNTIL=20260102T170000", "2026-01-01 18:00", ["2026-01-01 18:00"]),
        ("FREQ=DAILY;UNTIL=20260102T170000Z", "2026-01-01 18:00", ["2026-01-01 18:00", "2026-01-02 18:00"]),
        ("FREQ=DAILY;UNTIL=20260102T165959Z", "2026-01-01 18:00", ["2026-01-01 18:00"]),
        ("FREQ=YEARLY;BYWEEKNO=20", "2026-01-01 18:00", ["2026-05-14 18:00", "2027-05-20 18:00", "2028-05-18 18:00"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01 18:00", ["2026-01-30 18:00", "2026-02-27 18:00", "2026-03-31 18:00"]),
        # The week of the start has its first Monday, Wednesday or Friday before the start.
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-01-01 18:00", ["2026-01-05 18:00", "2026-01-12 18:00", "2026-01-19 18:00"]),
        # RFC 5545, page 45: what WKST is for.
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05 09:00", ["1997-08-05 09:00", "1997-08-10 09:00", "1997-08-19 09:00", "1997-08-24 09:00"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05 09:00", ["1997-08-05 09:00", "1997-08-17 09:00", "1997-08-19 09:00", "1997-08-31 09:00"]),
    ],
)  # fmt: skip
def test_what_the_standard_says_of_months_weeks_and_ends(text: str, starts: str, expected: list[str]) -> None:
    rule = Rule(text, datetime.fromisoformat(starts), "Europe/Berlin")
    begin = rule.instant(rule.starts) - timedelta(seconds=1)
    assert locals_of(rule, begin, max(len(expected), 3) if "COUNT" in text or "UNTIL" in text else 3) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "RRULE"),
        ("every monday", "RRULE"),
        ("FREQ", "RRULE"),
        ("FREQ=", "RRULE"),
        ("BYDAY=MO", "FREQ"),
        ("FREQ=FORTNIGHTLY", "FREQ"),
        ("FREQ=DAILY;FREQ=WEEKLY", "RRULE"),
        ("FREQ=DAILY;BYEASTER=1", "RRULE"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL"),
        ("FREQ=DAILY;COUNT=0", "COUNT"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20300101", "UNTIL"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL"),
        ("FREQ=DAILY;UNTIL=20301301", "UNTIL"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR"),
        ("FREQ=DAILY;BYHOUR=-1", "BYHOUR"),
        ("FREQ=DAILY;BYHOUR=x", "BYHOUR"),
        ("FREQ=DAILY;BYHOUR=٣", "BYHOUR"),
        ("FREQ=HOURLY;BYHOUR=24", "BYHOUR"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH"),
        ("FREQ=WEEKLY;BYDAY=MX", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=MO,", "BYDAY"),
        ("FREQ=WEEKLY;WKST=XX", "WKST"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
        ("\ud800\u202e\N{GRINNING FACE}=1", "FREQ"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_part_that_is_wrong(text: str, part: str) -> None:
    with pytest.raises(RuleUnreadable) as refusal:
        Rule(text, datetime(2026, 1, 1, 18), "Europe/Berlin")
    assert refusal.value.values == {"part": part}


@pytest.mark.parametrize(
    "text", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=90", "FREQ=DAILY;BYMINUTE=0,30", "FREQ=HOURLY;BYSECOND=1,2"]
)
def test_more_than_once_an_hour_is_refused(text: str) -> None:
    with pytest.raises(RuleTooFrequent):
        Rule(text, datetime(2026, 1, 1, 18), "Europe/Berlin")


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        "FREQ=DAILY;BYSETPOS=3;BYHOUR=1,2",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=5",
        "FREQ=DAILY;UNTIL=20251231",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=4",
    ],
)
def test_a_rule_that_never_fires_is_refused_and_does_not_search_for_ever(text: str) -> None:
    with pytest.raises(RuleNeverFires):
        Rule(text, datetime(2026, 1, 1, 18), "Europe/Berlin")


def test_a_rule_ends() -> None:
    rule = Rule("FREQ=DAILY;COUNT=3", datetime(2026, 1, 1, 18), "Europe/Berlin")
    assert rule.next_after(at("2026-01-02 17:00")) == Occurrence(at("2026-01-03 17:00"), datetime(2026, 1, 3, 18))
    assert rule.next_after(at("2026-01-03 17:00")) is None


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("Europe", None),
        ("../../etc/passwd", None),
        ("/etc/localtime", None),
        ("", None),
        ("\0", None),
        ("\ud800", None),
        ("x" * 4000, None),
    ],
)
def test_an_unknown_zone_is_refused_with_a_zone_that_exists(name: str, example: str | None) -> None:
    with pytest.raises(UnknownZone) as refusal:
        Rule("FREQ=DAILY", datetime(2026, 1, 1, 18), name)
    suggested = str(refusal.value.values["example"])
    assert ZoneInfo(suggested).key == suggested
    assert example in {None, suggested}


def test_changing_the_rule_keeps_the_zone_and_the_time() -> None:
    rule = Rule("FREQ=WEEKLY;BYDAY=MO", datetime(2026, 1, 1, 18), "America/Havana")
    changed = rule.changed(rrule="FREQ=WEEKLY;BYDAY=TH")
    assert (changed.zone, changed.starts) == (rule.zone, rule.starts)
    assert locals_of(changed, at("2026-02-01 00:00"), 1) == ["2026-02-05 18:00"]
    assert rule.changed(starts=datetime(2026, 1, 1, 19)).zone == "America/Havana"


def test_an_occurrence_is_known_by_its_wall_time() -> None:
    rule = Rule("FREQ=DAILY", datetime(2026, 3, 1, 2, 30), "Europe/Berlin")
    skipped = rule.next_after(at("2026-03-28 12:00"))
    assert skipped is not None
    assert skipped.key("check-in:7") == "check-in:7@2026-03-29T02:30:00"


def test_a_rule_of_twenty_years_ago_is_not_walked_from_its_first_day() -> None:
    rule = Rule("FREQ=HOURLY;INTERVAL=5", datetime(2006, 1, 1, 0, 7), "UTC")
    found = rule.next_after(at("2026-01-01 00:00"))
    assert found is not None
    assert (found.at - at("2006-01-01 00:07")) % timedelta(hours=5) == timedelta(0)
    assert found.at - at("2026-01-01 00:00") <= timedelta(hours=5)


def test_naive_and_aware_times_are_not_confused() -> None:
    with pytest.raises(ValueError, match="wall time"):
        Rule("FREQ=DAILY", at("2026-01-01 18:00"), "Europe/Berlin")
    with pytest.raises(ValueError, match="instant"):
        Rule("FREQ=DAILY", datetime(2026, 1, 1, 18), "Europe/Berlin").next_after(datetime(2026, 1, 1))
