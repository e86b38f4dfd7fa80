"""Whatever groups keep about somebody is in the copy that they are given, in words.

A row of each table in which a person stands is written here, and every column of it is changed once: the copy has to change
with it. A new table or column fails until it is in the copy, or among the few that need not be, with the reason.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

import pytest
from sqlalchemy import Column, Connection, Table, insert, update

from bot.groups import tables
from bot.groups.goals import PURPOSE as GOAL
from bot.groups.kept import keeper
from bot.groups.replies import PURPOSE as REPLY
from bot.privacy.account import Account, as_json, as_page
from bot.storage.schema import Flag, Instant, Integer, PersonId
from tests.unit.groups.worlds import GUILD, World, spoken

MAYA, SAM = 50, 51
AT: Final = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
LATER: Final = AT + timedelta(hours=1)
PLAN: Final = {"rrule": "FREQ=DAILY", "starts": "2026-03-04T18:00", "zone": "UTC", "version": 1, "changed_at": AT}
ASKED: Final = [{"key": "0", "kind": "energy", "label": "How much energy?", "choices": []}]

# The rows, in their order; `None` for a person stands for Maya.
ROWS: Final[tuple[tuple[Table, dict[str, Any]], ...]] = (
    (
        tables.groups,
        {
            "id": 1,
            "guild_id": GUILD,
            "name": "Tuesday",
            "channel_id": 20,
            "zone": "UTC",
            "locale": "en",
            "capacity": 12,
            "agreed_by": None,
            "agreed_at": AT,
            "version": 1,
            "created_at": AT,
        },
    ),
    (
        tables.group_people,
        {
            "group_id": 1,
            "person_id": None,
            "role": "participant",
            "joined_at": AT,
            "notes": True,
            "noted_at": AT,
            "away_until": LATER,
            "reminders": "both",
        },
    ),
    (
        tables.checkins,
        {
            "id": 1,
            "group_id": 1,
            "question": "How are you?",
            "private": True,
            "questions": ASKED,
            "open_hours": 24,
            "state": "active",
            "few": 0,
            **PLAN,
        },
    ),
    (tables.checkin_subscribers, {"checkin_id": 1, "person_id": None, "zone": "Europe/Madrid", "hour": 18}),
    (
        tables.checkin_posts,
        {
            "id": 1,
            "checkin_id": 1,
            "local": "2026-03-04T18:00",
            "recipient": None,
            "due": AT,
            "closes_at": LATER,
            "state": "open",
            "invited": 1,
            "read_by": None,
        },
    ),
    (
        tables.checkin_replies,
        {"post_id": 1, "person_id": None, "seen_by": "facilitators", "draft": False, "at": AT, "sealed": REPLY},
    ),
    (
        tables.sessions,
        {
            "id": 1,
            "group_id": 1,
            "title": "Circle",
            "minutes": 60,
            "places": 0,
            "agenda": [],
            "state": "active",
            **PLAN,
        },
    ),
    (
        tables.meetings,
        {
            "id": 1,
            "session_id": 1,
            "local": "2026-03-04T18:00",
            "starts_at": AT,
            "ends_at": LATER,
            "state": "planned",
            "facilitator": None,
        },
    ),
    (
        tables.meeting_people,
        {
            "meeting_id": 1,
            "person_id": None,
            "answer": "yes",
            "answered_at": AT,
            "imported": False,
            "came_by": "voice",
            "turn_at": AT,
        },
    ),
    (
        tables.own_prompts,
        {
            "id": 1,
            "guild_id": GUILD,
            "text": "What helped today?",
            "theme": "coping",
            "added_by": None,
            "added_at": AT,
            "gone_at": AT,
        },
    ),
    (tables.goals, {"id": 1, "guild_id": GUILD, "person_id": None, "state": "open", "at": AT, "sealed": GOAL}),
)
# What a column may hold instead, where not every text will do.
INSTEAD: Final = MappingProxyType(
    {
        "group_people.role": "waiting",
        "group_people.reminders": "none",
        "checkin_replies.seen_by": "me",
        "meeting_people.answer": "listening",
        "meeting_people.came_by": "button",
        "own_prompts.theme": "grief",
        "goals.state": "done",
        "checkin_subscribers.zone": "Asia/Tokyo",
    }
)
# Columns that no copy shows, each with its reason.
LEFT_OUT: Final = frozenset(
    {
        "own_prompts.id",  # a number of our own that nothing else of theirs refers to
        "goals.id",  # likewise
    }
)
# Tables with somebody in one column, which are a group's: of these the copy has what that person did, not what the group is.
A_GROUPS: Final = frozenset({"groups", "checkin_posts", "meetings"})
CODES: Final = ("facilitators", "participant", "voice", "both", "coping", "grief", "open")


def of_people() -> list[Table]:
    """The tables of groups in which a person stands."""
    found = {one.name: one for one in vars(tables).values() if isinstance(one, Table)}
    return [one for one in found.values() if any(isinstance(column.type, PersonId) for column in one.columns)]


def columns() -> Iterator[str]:
    """The columns that the copy has to show."""
    for table in of_people():
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            person = isinstance(column.type, PersonId)
            if name not in LEFT_OUT and not column.foreign_keys and (person or table.name not in A_GROUPS):
                yield name


async def filled(world: World, *, without: str = "") -> int:
    """Write every row with Maya in it; one table and column may have somebody else."""
    maya, sam = await world.people.person(MAYA), await world.people.person(SAM)
    held = json.dumps({"mood": 2, "answers": {"0": "4"}})
    sealed = {REPLY: (maya, held, REPLY), GOAL: (maya, "a walk a day", GOAL)}

    def work(connection: Connection) -> None:
        for table, row in ROWS:
            values = dict(row)
            for column in table.columns:
                if isinstance(column.type, PersonId):
                    values[column.name] = sam if f"{table.name}.{column.name}" == without else maya
            if "sealed" in values:
                person, words, purpose = sealed[values["sealed"]]
                values["sealed"] = world.people.seal(person, words, purpose=purpose)
            connection.execute(insert(table).values(values))

    await world.storage.write(work)
    return maya


async def copy(world: World, person: int, locale: str = "en") -> tuple[str, str]:
    kept = keeper(world.groups.parts, erased=lambda: None)
    found = await world.storage.read(lambda connection: kept.export(connection, person))
    account = Account(MAYA, known=True, at=AT, found={one: found[one.name] for one in kept.holdings})
    say = spoken().speaker(locale)
    return as_json(account, say), as_page(account, say)


def another(column: Column[Any], was: object) -> object:
    """Something else that a column may hold."""
    name = f"{column.table.name}.{column.name}"
    if name in INSTEAD:
        return INSTEAD[name]
    if isinstance(column.type, Flag):
        return not was
    if isinstance(column.type, Instant):
        return AT + timedelta(days=3)
    return 7 if isinstance(column.type, Integer) or isinstance(was, int) else "something else"


def test_every_table_in_which_a_person_stands_is_looked_at() -> None:
    assert {one.name for one in of_people()} <= {table.name for table, _ in ROWS}
    for table, row in ROWS:
        if table.name not in A_GROUPS and table in of_people():
            assert set(row) == {column.name for column in table.columns}, f"{table.name} has a column more"


@pytest.mark.parametrize("name", list(columns()))
async def test_whatever_is_kept_of_somebody_is_in_their_copy(world: World, name: str) -> None:
    table_name, column_name = name.split(".")
    table, row = next((table, row) for table, row in ROWS if table.name == table_name)
    column = table.columns[column_name]
    if isinstance(column.type, PersonId):
        maya = await filled(world, without=name)
        with_somebody_else = await copy(world, maya)
        back = update(table).values({column_name: maya})
        await world.storage.write(lambda connection: connection.execute(back))
        assert await copy(world, maya) != with_somebody_else, f"{name} is in no copy"
        return
    maya = await filled(world)
    before = await copy(world, maya)
    value = another(column, row[column_name])
    if column_name == "sealed":
        other = json.dumps({"mood": 5, "answers": {}})
        value = world.people.seal(maya, other, purpose=row["sealed"])
    change = update(table).values({column_name: value})
    await world.storage.write(lambda connection: connection.execute(change))
    after = await copy(world, maya)
    assert all(one != other for one, other in zip(before, after, strict=True)), f"{name} is in no copy"


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "en",
            ("Participant", "a day before and 15 minutes before", "The facilitators", "How much energy?: ", "coming"),
        ),
        ("es", ("Participa", "Quienes facilitan", "a tu hora", "una propuesta que añadiste")),
    ],
)
async def test_a_copy_is_in_words_of_ones_language(world: World, locale: str, said: tuple[str, ...]) -> None:
    given = await copy(world, await filled(world), locale)
    for text in given:
        assert not [one for one in said if one not in text]
        assert "18:00 (Europe/Madrid)" in text
    kept = json.loads(given[0])["kept"]
    values = [value for holding in kept.values() for record in holding["records"] for value in record.values()]
    assert not [one for one in values if one in CODES], "codes are for machines"
    times = [one for one in values if isinstance(one, str) and one.startswith("2026-")]
    assert times
    assert all(datetime.fromisoformat(one).utcoffset() is not None for one in times), "a time has its zone"
