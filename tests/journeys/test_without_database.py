"""Without a database people are still paged: from memory, from the roster, over a restart; and all of it is kept in the end."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.agenda.lane
import bot.moderation.impairment
import bot.moderation.ledger
import bot.recovery
from bot.agenda.jobs import Backoff
from bot.errors import StorageUnavailable
from bot.moderation.incident import Code, Outcome
from bot.moderation.roster import NAME

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
AWAY = "Since <t:"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """New attempts are rare: this Discord waits for short timers in real time."""
    monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 20.0)
    monkeypatch.setattr(bot.recovery, "AGAIN_AFTER", 10.0)
    monkeypatch.setattr(bot.moderation.impairment, "AFTER", 7.0)
    monkeypatch.setattr(bot.agenda.lane, "TROUBLED", Backoff(timedelta(seconds=15), timedelta(seconds=15)))


@pytest.fixture
def database(var_dir: Path) -> "Database":
    return Database(var_dir / "alongside.db")


class Database:
    """The file, which can be taken away while the bot is stopped and put back while it runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._aside = path.with_name("elsewhere.db")

    def take_away(self) -> None:
        self.path.rename(self._aside)

    def put_back(self) -> None:
        self.path.unlink(missing_ok=True)
        self._aside.rename(self.path)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.path) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def without(world: Any, restart: Any, database: Database) -> Callable[[], Any]:
    """Start the bot anew while its database is not there."""

    async def again() -> Any:
        await world.services.roster.settled()
        await world.bot.close()
        if database.path.exists():
            database.take_away()
        return await restart()

    return again


def paged(world: Any, person: Any) -> list[Any]:
    return [message for message in world.direct(person) if message.content.startswith("Alongside:")]


def case_files(folder: Path) -> list[Path]:
    return sorted((folder / "waiting").glob("*.case"))


async def test_after_a_start_without_the_database_the_roster_pages_people(
    world: Any, without: Any, database: Database, read: Read
) -> None:
    await without()
    assert world.services.recovery.degraded
    await world.maya.send(world.lounge, PILLS)

    assert paged(world, world.ana)
    assert "writing only to you" in world.inbox(world.maya)[0]
    assert f"<@{world.ana.id}>" in world.card.content
    assert "database" in world.card.embeds[0].description
    await world.press(world.ana, "I'm on it")
    assert "Ana is here for you now" in world.inbox(world.maya)[-1]
    assert world.open_case().holder == world.ana.id

    database.put_back()
    await world.pass_time(seconds=30)
    assert not world.services.recovery.degraded
    assert database.ask("SELECT state, number FROM incidents") == [("acknowledged", 1)]
    assert "database" not in (world.card.embeds[0].description or "")
    _, entries = await world.services.files.log(world.open_case().key, world.ana.id)
    codes = [entry.code for entry in entries]
    assert codes.count(Code.OPENED) == codes.count(Code.ACKNOWLEDGED) == 1


async def test_the_whole_ladder_is_climbed_without_the_database(world: Any, without: Any) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=3, seconds=10)
    assert paged(world, world.ben)
    await world.pass_time(minutes=8)
    assert paged(world, world.lea)
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert len(paged(world, world.ana)) == len(paged(world, world.ben)) == 1


async def test_moderators_read_that_the_database_is_away_and_that_it_is_back(
    world: Any, without: Any, database: Database
) -> None:
    await without()
    await world.pass_time(seconds=10)
    notices = [message.content for message in world.cards()]
    assert len(notices) == 1
    assert notices[0].startswith(AWAY)
    assert "I still hear everybody" in notices[0]

    database.put_back()
    await world.pass_time(seconds=40)
    assert world.cards()[-1].content.startswith("My records can be reached again.")
    assert len(world.cards()) == 2


async def test_a_case_survives_a_restart_while_the_database_is_away(
    world: Any, without: Any, database: Database, var_dir: Path, read: Read
) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.services.journal.settled()
    assert len(case_files(var_dir)) == 1

    await without()
    assert world.open_case().holder == world.ana.id
    why = await world.press(world.ana, "Why")
    assert "in front of me" in str(why.response.embeds[0].to_dict())
    assert not paged(world, world.ben)

    database.put_back()
    await world.pass_time(seconds=40)
    assert database.ask("SELECT state FROM incidents") == [("acknowledged",)]
    assert len(database.ask("SELECT id FROM incident_words")) == 1
    assert database.ask("SELECT outcome FROM pages") == [("Sent",)]
    await world.services.journal.settled()
    assert not case_files(var_dir)
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert database.ask("SELECT state FROM incidents") == [("resolved",)]


async def test_a_ladder_goes_on_where_it_was_after_a_restart_while_the_database_is_away(
    world: Any, without: Any, var_dir: Path
) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.services.journal.settled()
    await without()
    assert len(paged(world, world.ana)) == 1
    await world.pass_time(minutes=3, seconds=10)
    assert paged(world, world.ben)
    assert len(paged(world, world.ana)) == 1


async def test_what_waits_in_a_file_cannot_be_read_by_whoever_finds_it(world: Any, without: Any, var_dir: Path) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.services.journal.settled()
    (file,) = case_files(var_dir)
    written = file.read_bytes()
    assert b"pills" not in written
    assert str(world.maya.id).encode() not in written
    assert file.stat().st_mode & 0o077 == 0


async def test_a_case_from_before_goes_on_beside_one_that_began_without_the_database(
    world: Any, without: Any, database: Database
) -> None:
    await world.maya.send(world.lounge, PILLS)
    await without()
    await world.sam.send(world.lounge, PILLS)
    assert len(paged(world, world.ana)) == 2

    database.put_back()
    await world.pass_time(seconds=40)
    assert database.ask("SELECT number, state FROM incidents ORDER BY number") == [(1, "paging"), (2, "paging")]
    await world.pass_time(minutes=3)
    assert len(paged(world, world.ben)) == 2


async def test_acknowledged_in_memory_beats_paging_in_the_database(
    world: Any, restart: Any, database: Database, monkeypatch: pytest.MonkeyPatch, var_dir: Path
) -> None:
    await world.maya.send(world.lounge, PILLS)
    with monkeypatch.context() as outage:
        await world.services.roster.settled()
        connection = sqlite3.connect(database.path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")

        async def away(*_: Any, **__: Any) -> Any:
            raise StorageUnavailable

        outage.setattr(world.services.storage, "write", away)
        outage.setattr(world.services.storage, "read", away)
        await world.press(world.ana, "I'm on it")
        await world.services.journal.settled()
        assert len(case_files(var_dir)) == 1
        await world.bot.close()
        connection.close()
    assert database.ask("SELECT state FROM incidents") == [("paging",)]

    await restart()
    assert database.ask("SELECT state FROM incidents") == [("acknowledged",)]
    await world.pass_time(minutes=11)
    assert not paged(world, world.ben)
    assert world.open_case().holder == world.ana.id


async def test_a_file_that_was_left_behind_undoes_nothing_that_the_database_knows(
    world: Any, without: Any, restart: Any, database: Database, var_dir: Path
) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.services.journal.settled()
    (file,) = case_files(var_dir)
    left_behind = file.read_bytes()
    database.put_back()
    await world.pass_time(seconds=40)
    await world.press(world.ana, "I'm on it")
    await world.services.roster.settled()
    await world.bot.close()
    assert not case_files(var_dir)
    file.write_bytes(left_behind)

    await restart()
    assert world.open_case().holder == world.ana.id
    await world.pass_time(minutes=11)
    assert not paged(world, world.ben)
    assert database.ask("SELECT state FROM incidents") == [("acknowledged",)]
    assert not case_files(var_dir)


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_case_closed_without_the_database_stays_closed(
    world: Any, without: Any, database: Database, read: Read, restarted: bool
) -> None:
    await without()
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    answered = await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert "closed" in read(answered)
    await world.services.journal.settled()
    if restarted:
        await without()
    assert not world.services.desk.cases.open_in(world.guild.id)

    database.put_back()
    await world.pass_time(seconds=40)
    assert database.ask("SELECT state, outcome FROM incidents") == [("resolved", "talked")]
    assert not world.services.desk.cases.open_in(world.guild.id)
    await world.pass_time(minutes=11)
    assert not paged(world, world.ben)


async def test_an_empty_database_in_the_place_of_a_lost_one_is_not_taken_for_a_new_beginning(
    world: Any, without: Any, database: Database
) -> None:
    await world.services.roster.settled()
    await world.bot.close()
    database.take_away()
    database.path.touch()
    fresh = await without()
    assert fresh.services.recovery.degraded
    await world.maya.send(world.lounge, PILLS)
    assert paged(world, world.ana)


async def test_the_roster_holds_staff_and_places_and_nobody_whom_a_case_is_about(world: Any, var_dir: Path) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.services.roster.refresh()
    text = (var_dir / NAME).read_text()
    roster = json.loads(text)
    assert [server["guild_id"] for server in roster["servers"]] == [world.guild.id]
    assert {shift["user_id"] for shift in roster["shifts"]} == {world.ana.id, world.ben.id}
    assert set(roster["channels"]) == {str(world.ana.id)}
    assert str(world.maya.id) not in text
    assert (var_dir / NAME).stat().st_mode & 0o077 == 0


async def test_the_roster_forgets_whoever_leaves_the_list(world: Any, var_dir: Path) -> None:
    await world.services.roster.settled()
    assert str(world.ben.id) in (var_dir / NAME).read_text()
    await world.ben.slash(world.alerts, "oncall leave")
    await world.services.roster.settled()
    assert str(world.ben.id) not in (var_dir / NAME).read_text()


async def test_a_roster_that_is_damaged_stops_nothing(
    world: Any, without: Any, var_dir: Path, database: Database
) -> None:
    await world.services.roster.settled()
    await world.bot.close()
    (var_dir / NAME).write_text("{")
    await without()
    assert world.services.recovery.degraded
    database.put_back()
    await world.pass_time(seconds=40)
    await world.maya.send(world.lounge, PILLS)
    assert paged(world, world.ana)


async def test_words_about_somebody_stay_their_writers_through_an_outage_and_a_restart(
    world: Any, without: Any, database: Database
) -> None:
    await without()
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {"words": "she told me something final"})
    await world.services.journal.settled()
    await without()
    database.put_back()
    await world.pass_time(seconds=40)
    people = world.services.people
    assert database.ask("SELECT kind, person_id FROM incident_words") == [("told", people.known(world.sam.id))]

    await world.as_bot(people.erase(people.known(world.sam.id)))
    assert database.ask("SELECT kind FROM incident_words") == []
