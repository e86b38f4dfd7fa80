"""The agreement is kept alive in few words: at the right moments, not twice, and never beside a crisis."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import snowflake
from bot.guidelines.reminders import FEWEST, Why, load
from bot.settings import default_data_dir
from bot.texts import Texts

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
LINES = load(default_data_dir() / "guidelines")


def reminders(channel: Any, locale: str = "en") -> list[str]:
    return [one.content for one in channel.history() if one.content in LINES[locale]]


@pytest.mark.parametrize(
    ("locale", "everything"),
    [
        ("en", ("everything else", "nothing else", "never leaves")),
        ("es", ("lo demás se queda", "todo lo demás", "nunca sale")),
    ],
)
def test_none_promises_more_than_the_agreement_keeps(locale: str, everything: tuple[str, ...]) -> None:
    """Its limits are more than a life in danger: a child to protect, who administers, Discord (DESIGN §3.6)."""
    assert [line for line in LINES[locale] if any(words in line.lower() for words in everything)] == []
    agreement = Texts.load(default_data_dir() / "locales").speaker(locale)("pledge-title")
    assert [line for line in LINES[locale] if f"*{agreement}*" in line]


@pytest.fixture
async def circle(world: Any) -> Any:
    """The channel of a group."""
    channel = world.guild.create_text_channel("circle")
    await world.env.settle()
    upkeep = world.services.groups.upkeep
    await upkeep.create(world.guild.id, world.lea.id, name="Open circle", channel_id=channel.id)
    return channel


def test_there_are_enough_of_them_in_both_languages() -> None:
    assert set(LINES) == {"en", "es"}
    for lines in LINES.values():
        assert len(set(lines)) >= FEWEST == 30
        assert all(len(line) <= 120 for line in lines)


async def test_a_sessions_start_and_end_remind_in_other_words_and_never_twice_at_once(world: Any, circle: Any) -> None:
    remind = world.services.reminders.remind
    assert await remind(world.guild.id, circle.id, "en", Why.SESSION)
    assert not await remind(world.guild.id, circle.id, "en", Why.SESSION)
    await world.pass_time(hours=1)
    assert await remind(world.guild.id, circle.id, "es", Why.SESSION)
    await world.env.settle()
    assert len(reminders(circle)) == 1
    assert len(reminders(circle, "es")) == 1


async def test_nothing_is_posted_while_somebody_is_in_a_crisis(world: Any, circle: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    assert not await world.services.reminders.remind(world.guild.id, circle.id, "en", Why.SESSION)
    assert reminders(circle) == []


async def test_once_a_week_by_itself_in_the_afternoon(world: Any, circle: Any) -> None:
    await world.services.reminders.start()
    await world.pass_time(days=1)
    assert len(reminders(circle)) == 1
    await world.pass_time(days=4)
    assert len(reminders(circle)) == 1


async def test_who_joins_brings_one_and_a_quiet_spell_too(world: Any, circle: Any) -> None:
    groups = world.services.groups
    (group,) = await groups.roster.groups(world.guild.id)
    await groups.places.join(group, world.maya.id)
    await groups.places.join(group, world.sam.id)
    await world.env.settle()
    assert len(reminders(circle)) == 1

    heard = world.services.reminders.heard
    now = world.clock.now()
    assert not await heard(world.guild.id, circle.id, snowflake(now))
    assert not await heard(world.guild.id, circle.id, snowflake(now + timedelta(days=15))), "there was one this week"
    await world.services.groups.archive(group, archived=True, by=world.lea.id)
    assert not await heard(world.guild.id, circle.id, snowflake(now + timedelta(days=30))), "a group at rest"
