"""A page is told that a press was answered when the bot has answered it, and not when it had only taken note of it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

import discord
import pytest

from bot.rehearsal.discord.simulated import Interaction
from bot.rehearsal.told import View

AT: Final = datetime(2026, 3, 3, 18, 0, 0, 250_000, tzinfo=UTC)
CHANNEL, CARD, FOLLOWUP = 20, 7, 8


def message(edited_at: datetime | None, *, private: bool = False) -> Any:
    edited = None if edited_at is None else edited_at.isoformat()
    return SimpleNamespace(
        id=CARD, author_id=1, content="", embeds=[], components=[], is_ephemeral=private, edited_timestamp=edited
    )


def pressed(edited_at: datetime | None) -> tuple[View, Interaction]:
    """A button that was pressed under a message, which was last changed at some time."""
    number = discord.utils.time_snowflake(AT)
    record = Interaction(
        id=number, token="t", type=3, channel_id=CHANNEL, guild_id=1, user_id=5, source_message_id=CARD
    )
    messages = {CARD: message(edited_at), FOLLOWUP: message(None, private=True)}
    store = SimpleNamespace(interactions={number: record}, messages={CHANNEL: messages})
    return View(SimpleNamespace(store=store), SimpleNamespace(people={})), record  # type: ignore[arg-type]


@pytest.mark.parametrize("before", [None, AT - timedelta(minutes=5)])
def test_a_press_that_was_taken_note_of_is_not_answered_yet(before: datetime | None) -> None:
    view, record = pressed(before)
    assert not view.answer(record.id)["answered"]
    record.defer_update()
    assert not view.answer(record.id)["answered"], "its message stands as it stood"
    record.followup_ids.append(FOLLOWUP)
    assert view.answer(record.id)["answered"]


def test_a_press_is_answered_once_its_message_has_changed() -> None:
    view, record = pressed(AT + timedelta(seconds=4))
    record.defer_update()
    assert view.answer(record.id)["answered"]


def test_what_is_answered_at_once_is_answered_and_what_is_promised_is_not() -> None:
    view, record = pressed(None)
    record.respond_with_message(FOLLOWUP, ephemeral=True)
    assert view.answer(record.id)["answered"]
    view, record = pressed(None)
    record.defer(FOLLOWUP, ephemeral=True)
    assert not view.answer(record.id)["answered"]
