"""Who is woken when: the rules of the ladder, whatever the list, the hour and the clock change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.policy import AFTER, Duty, Step, awake, climb, review_again, review_due
from bot.moderation.shifts import nights_of

ZONES = ("UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Bogota")

people = st.lists(st.integers(1, 8), max_size=4, unique=True).map(tuple)
duties = st.builds(Duty, primary=people, backup=people, leads=people, last_resort=people)
some = st.frozensets(st.integers(1, 8), max_size=5)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


IN_NEED = 1  # whom the case is about


def allowed(duty: Duty, step: Step, *, apart: frozenset[int], declined: frozenset[int]) -> set[int]:
    """Whom a rung may wake: peers who are not spared, leads who did not decline, and at the end every lead."""
    leads = {*duty.leads, *duty.last_resort} - {IN_NEED}
    return {
        Step.PRIMARY: set(duty.primary) - {IN_NEED} - apart - declined,
        Step.BACKUP: set(duty.backup) - {IN_NEED} - apart - declined,
        Step.LEAD: leads - declined,
        Step.FALLBACK: leads,
    }[step]


@given(duties, st.sampled_from(Step), some, some, some)
def test_a_rung_wakes_only_its_own_people_and_nobody_twice(
    duty: Duty, step: Step, apart: frozenset[int], declined: frozenset[int], busy: frozenset[int]
) -> None:
    rung = climb(duty, step, person=IN_NEED, apart=apart, declined=declined, busy=busy)
    assert rung.step >= step
    assert set(rung.wake) <= allowed(duty, rung.step, apart=apart, declined=declined)
    assert len(set(rung.wake)) == len(rung.wake)
    assert IN_NEED not in rung.wake


@given(duties, st.sampled_from(Step), some, some, some)
def test_no_rung_is_passed_over_or_empty_while_somebody_could_be_woken(
    duty: Duty, step: Step, apart: frozenset[int], declined: frozenset[int], busy: frozenset[int]
) -> None:
    rung = climb(duty, step, person=IN_NEED, apart=apart, declined=declined, busy=busy)
    able = [one for one in Step if one >= step and allowed(duty, one, apart=apart, declined=declined)]
    assert rung.step == (able[0] if able else Step.FALLBACK)
    assert bool(rung.wake) == bool(able)


@given(duties, st.sampled_from(Step), some, some)
def test_off_shift_only_leads_and_the_last_resort_are_rung(
    duty: Duty, step: Step, apart: frozenset[int], declined: frozenset[int]
) -> None:
    rung = climb(duty, step, person=IN_NEED, apart=apart, declined=declined)
    nobody = not set(duty.on_shift) - {IN_NEED} - apart - declined
    assert rung.nobody_on_shift is nobody
    if nobody:
        assert rung.step >= Step.LEAD


@given(duties, some, some, some)
def test_the_loud_fallback_tells_every_lead_and_last_resort_but_the_person(
    duty: Duty, apart: frozenset[int], declined: frozenset[int], busy: frozenset[int]
) -> None:
    rung = climb(duty, Step.FALLBACK, person=IN_NEED, apart=apart, declined=declined)
    assert set(rung.wake) == {*duty.leads, *duty.last_resort} - {IN_NEED}


@given(duties, st.sampled_from(Step), some)
def test_being_busy_keeps_nobody_asleep_who_is_the_only_one(duty: Duty, step: Step, busy: frozenset[int]) -> None:
    rested, all_alike = climb(duty, step, person=IN_NEED, busy=busy), climb(duty, step, person=IN_NEED)
    assert rested.step == all_alike.step
    free = tuple(user for user in all_alike.wake if user not in busy)
    assert rested.wake == (free or all_alike.wake)


def test_the_steps_come_at_three_six_and_ten_minutes() -> None:
    assert [AFTER[step] for step in Step] == [timedelta(minutes=minute) for minute in (0, 3, 6, 10)]


@given(instants, st.sampled_from(ZONES))
def test_a_review_is_said_again_after_twelve_hours_by_day(at: datetime, zone: str) -> None:
    due = review_due(at, zone)
    local = due.astimezone(ZoneInfo(zone))
    assert time(8) <= local.time() < time(22)
    assert timedelta(hours=12) <= due - at <= timedelta(hours=23)
    half_a_day_on = (at + timedelta(hours=12)).astimezone(ZoneInfo(zone)).time()
    if time(8) <= half_a_day_on < time(22):
        assert due == at + timedelta(hours=12)
    else:
        assert local.time() == time(8)


@given(instants, st.sampled_from(ZONES), st.integers(1, 12))
def test_a_review_is_said_each_morning_and_then_each_week(at: datetime, zone: str, said: int) -> None:
    due = review_again(at, zone, said=said)
    assert due.astimezone(ZoneInfo(zone)).time() == time(9)
    days = (due.astimezone(ZoneInfo(zone)).date() - at.astimezone(ZoneInfo(zone)).date()).days
    assert days == (1 if said < 3 else 7)


@given(instants, st.sampled_from(ZONES))
def test_what_can_wait_waits_for_the_morning_and_for_the_next_one_only(at: datetime, zone: str) -> None:
    moved = awake(at, zone)
    local = moved.astimezone(ZoneInfo(zone))
    assert time(9) <= local.time() < time(21)
    assert timedelta(0) <= moved - at <= timedelta(hours=13)
    assert awake(moved, zone) == moved


@pytest.mark.parametrize(
    ("start", "hours", "count"),
    [
        ("2026-05-04 22:00", 8, 1),
        ("2026-05-04 21:00", 1, 0),
        ("2026-05-04 21:00", 2, 1),
        ("2026-05-05 07:00", 1, 1),
        ("2026-05-05 08:00", 8, 0),
        ("2026-05-05 02:00", 4, 1),
        ("2026-03-28 22:00", 8, 1),  # the clocks go forward
        ("2026-10-24 22:00", 8, 1),  # and back
    ],
)
def test_a_night_is_from_ten_to_eight_by_the_servers_clock(start: str, hours: int, count: int) -> None:
    zone = ZoneInfo("Europe/Madrid")
    begins = datetime.fromisoformat(start).replace(tzinfo=zone).astimezone(UTC)
    assert len(nights_of(begins, begins + timedelta(hours=hours), zone)) == count


@given(instants, st.integers(1, 8), st.sampled_from(ZONES))
def test_no_shift_is_more_than_one_night(start: datetime, hours: int, zone: str) -> None:
    nights = nights_of(start, start + timedelta(hours=hours), ZoneInfo(zone))
    assert len(nights) <= 1
    for night in nights:
        assert night.hour == 12
