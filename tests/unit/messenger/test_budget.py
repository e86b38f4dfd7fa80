"""Outside a crisis a person hears from the bot once a day at most, three times a week, and never at night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.budget import may_write, next_chance

ZONES = st.sampled_from(
    ["UTC", "Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe"]
)
MOMENTS = st.integers(1767225600, 1830211200).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
MADRID = ZoneInfo("Europe/Madrid")


@given(ZONES, MOMENTS, st.lists(st.timedeltas(timedelta(0), timedelta(hours=20)), max_size=60))
def test_whatever_is_tried_the_ration_holds(zone_name: str, start: datetime, steps: list[timedelta]) -> None:
    zone = ZoneInfo(zone_name)
    sent: list[datetime] = []
    now = start
    for step in steps:
        now += step
        if may_write(sent, now, zone):
            sent.append(now)
    days = [one.astimezone(zone).date() for one in sent]
    assert len(days) == len(set(days))
    assert all(9 <= one.astimezone(zone).hour < 21 for one in sent)
    for one in sent:
        assert sum(one <= other < one + timedelta(days=7) for other in sent) <= 3


@given(ZONES, MOMENTS, st.lists(st.timedeltas(timedelta(0), timedelta(days=8)), max_size=6))
def test_the_next_chance_is_one_and_none_is_missed_by_an_hour(
    zone_name: str, now: datetime, ago: list[timedelta]
) -> None:
    zone = ZoneInfo(zone_name)
    sent = [now - one for one in ago]
    chance = next_chance(sent, now, zone)
    assert chance >= now
    assert may_write(sent, chance, zone)
    hour = now
    while hour < chance:
        assert not may_write(sent, hour, zone)
        hour += timedelta(hours=1)


@pytest.mark.parametrize(("clock", "awake"), [("08:59", False), ("09:00", True), ("20:59", True), ("21:00", False)])
def test_nobody_is_written_to_at_night(clock: str, awake: bool) -> None:
    now = datetime.fromisoformat(f"2026-11-21T{clock}").replace(tzinfo=MADRID)
    assert may_write([], now, MADRID) is awake


def test_a_day_is_the_persons_own() -> None:
    evening = datetime(2026, 11, 21, 20, 30, tzinfo=MADRID)
    morning = datetime(2026, 11, 22, 9, 30, tzinfo=MADRID)
    assert may_write([evening], morning, MADRID)
    assert not may_write([evening - timedelta(hours=10)], evening, MADRID)
