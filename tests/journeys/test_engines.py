"""The way from a message to a human is the same on PostgreSQL."""

from typing import Any

import pytest

from bot.moderation.incident import Outcome


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


async def test_a_case_is_paged_climbs_survives_a_restart_and_is_closed_on_postgresql(world: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, "I have the pills in front of me")
    assert "Case 1" in world.direct(world.ana)[-1].content
    await restart()
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content
    await world.press(world.ben, "I'm on it")
    why = await world.press(world.ben, "Why")
    assert "in front of me" in str(why.response.embeds[0].to_dict())
    form = await world.press(world.ben, "Resolve")
    await world.submit(world.ben, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    key = int(form.modal["custom_id"].split(":")[2])
    assert await world.services.desk.cases.words(key)
    await world.pass_time(hours=24, minutes=1)
    assert await world.services.desk.cases.words(key) == []
