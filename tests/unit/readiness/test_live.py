"""Live waits for exactly what people in need depend on."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.readiness import Need, Room, RoomFacts, ServerFacts, ready_for_live, still_missing
from bot.servers import Ages

NOW = datetime(2026, 5, 4, 20, tzinfo=UTC)
ALERTS = RoomFacts(Room.ALERTS, 10, exists=True)
SUPPORT = RoomFacts(Room.SUPPORT, 11, exists=True, everyone_reads=True)
READY = ServerFacts(
    1,
    NOW,
    rooms=(ALERTS, SUPPORT),
    leads=(5,),
    tested=(6, 7),
    ages=Ages.ADULTS,
    country="ES",
    helplines=3,
    announced_at=NOW,
)


def test_with_everything_there_nothing_is_missing() -> None:
    assert still_missing(READY) == ()
    assert ready_for_live(READY)


@pytest.mark.parametrize(
    ("without", "need"),
    [
        ({"rooms": (SUPPORT,)}, Need.ROOMS),
        ({"rooms": (ALERTS,)}, Need.ROOMS),
        ({"rooms": (replace(ALERTS, missing=("send_messages",)), SUPPORT)}, Need.ROOMS),
        ({"rooms": (replace(ALERTS, everyone_reads=True), SUPPORT)}, Need.ROOMS),
        ({"rooms": (replace(ALERTS, participants_read=True), SUPPORT)}, Need.ROOMS),
        ({"leads": ()}, Need.LEAD),
        ({"tested": (6,), "untested": (7,)}, Need.RESPONDERS),
        ({"country": None}, Need.HELPLINES),
        ({"helplines": 0}, Need.HELPLINES),
        ({"ages": None}, Need.AGES),
        ({"announced_at": None}, Need.ANNOUNCEMENT),
    ],
)
def test_each_thing_keeps_it_from_going_live_alone(without: dict[str, Any], need: Need) -> None:
    facts = replace(READY, **without)
    assert still_missing(facts) == (need,)
    assert not ready_for_live(facts)


def test_a_server_that_the_bot_left_is_never_ready() -> None:
    assert not ready_for_live(replace(READY, present=False))


def test_a_new_server_is_asked_for_everything_in_the_order_of_set_up() -> None:
    assert still_missing(ServerFacts(1, NOW, set_up=False)) == tuple(Need)
