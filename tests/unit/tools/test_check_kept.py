"""Nothing can be kept without being declared: what, about whom, why, how long, and who answers for it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table

from bot.storage.keeping import Holding, Owner
from bot.storage.schema import Instant, Integer, PersonId, Sealed, Snowflake, Text, table
from bot.tables import complete_metadata
from tools import check_kept


def tables() -> tuple[Table, Table]:
    there = MetaData()
    diary = table(
        "diary",
        Column("id", Integer, primary_key=True),
        Column("person_id", PersonId, nullable=False),
        Column("sealed", Sealed, nullable=False),
        within=there,
    )
    return diary, table("weather", Column("at", Instant, primary_key=True), Column("sky", Text), within=there)


def holding(*columns: Column[Any], name: str = "diary", what: str = "kept-diary") -> Holding:
    return Holding(name, what, "whom", "why", "until", Owner.OPERATOR, timedelta(days=1), columns)


def test_a_table_that_nobody_declared_is_named() -> None:
    diary, weather = tables()
    declared = holding(diary.c.person_id, diary.c.sealed)
    assert list(check_kept.undeclared([diary, weather], [declared], [weather])) == []
    assert list(check_kept.undeclared([diary, weather], [declared], [])) == [
        "weather: no kept.py names this table, in HOLDINGS or in NOTHING"
    ]


def test_a_table_with_people_in_it_cannot_be_said_to_hold_nothing() -> None:
    diary, _ = tables()
    assert list(check_kept.undeclared([diary], [], [diary])) == ["diary: is in NOTHING, and holds person_id, sealed"]


def test_every_column_of_people_and_of_sealed_words_is_named() -> None:
    diary, _ = tables()
    assert list(check_kept.undeclared([diary], [holding(diary.c.person_id)], [])) == [
        "diary.sealed: no holding names this column"
    ]


@pytest.mark.parametrize("name", ["member", "user_id", "by", "discord_id", "owner_id", "channel"])
def test_a_discord_id_is_taken_for_a_persons_unless_its_name_says_that_it_is_not(name: str) -> None:
    there = MetaData()
    places = [
        Column(each, Snowflake) for each in ("guild_id", "alert_channel_id", "message_id", "lead_role_id", "event_id")
    ]
    notes = table("notes", *places, Column(name, Snowflake), within=there)
    assert list(check_kept.undeclared([notes], [], [notes])) == [f"notes: is in NOTHING, and holds {name}"]
    elsewhere = holding(notes.c.guild_id, name="notes")
    assert list(check_kept.undeclared([notes], [elsewhere], [])) == [f"notes.{name}: no holding names this column"]
    assert list(check_kept.undeclared([notes], [holding(notes.c[name], name="notes")], [])) == []


def test_an_exception_for_a_column_that_is_gone_is_named() -> None:
    tables = [one for one in complete_metadata().tables.values() if one.name != "traces"]
    assert [line.split()[1] for line in check_kept.superfluous(tables)] == ["traces.channel", "traces.message"]


def test_what_is_kept_is_said_in_every_language_and_under_one_name() -> None:
    known = frozenset({"kept-diary", "whom", "why", "until"})
    assert list(check_kept.unsaid([holding(), holding()], {"en": known, "es": known})) == [
        "diary: two holdings have this name"
    ]
    assert list(check_kept.unsaid([holding()], {"en": known, "es": known - {"why"}})) == ["diary: why is missing in es"]


def test_the_bot_declares_everything_it_keeps() -> None:
    assert check_kept.main() == 0
