"""Who is erased is gone from everywhere, and nobody else loses anything.

Every file in `lives/` is a life with one feature: `live(world, person, helper, other, words)` goes through everything
that the feature keeps of `person`, whose own words hold `words`, in the company of `other`, and leaves no case open;
`TAKES` says how long that is. A holding that no life fills fails the test, so that what a new feature keeps is drawn in.
"""

import gc
import importlib.util
import io
import json
import logging
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final

import pytest
import structlog
from discord.state import ConnectionState
from simcord.backend import serializers
from sqlalchemy import Connection, func, select

from bot import logs
from bot.app import create_bot
from bot.cli.data import WORDS
from bot.groups.insights import as_csv
from bot.privacy.account import as_json, as_page
from bot.settings import Settings
from bot.storage import keyring
from bot.storage.backup import list_backups, make_backup, prune_keyrings
from bot.storage.restore import restore
from bot.storage.schema import PersonId
from bot.tables import complete_metadata

CANARY: Final = "kingfisher-quince-7741"
NAME: Final = "Kimberlina-Quillfeather"  # a name that nothing else could hold
EPHEMERAL: Final = 64
# Kept of everybody and shown to nobody, or of those only who are gone.
FILLED_OTHERWISE: Final = frozenset(
    {"tombstones", "backups", "record-ends", "reports-about", "case-past", "removals", "receipts"}
)


def lives() -> list[ModuleType]:
    found = []
    for path in sorted((Path(__file__).parent / "lives").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"lives_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.append(module)
    assert found
    # What takes days comes first, for words about a hard moment are gone after one.
    return sorted(found, key=lambda life: life.TAKES, reverse=True)


@pytest.fixture
def journal(world: Any) -> Iterator[io.StringIO]:
    """Everything that is logged from here on, at DEBUG."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs.CAPPED}
    logs.configure(Settings.load({"LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json"}), clock=world.clock, stream=stream)
    yield stream
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def traces(folder: Path, *needles: bytes) -> list[str]:
    """The files under a folder that hold any of these bytes."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    )


def forms_of(number: int) -> tuple[bytes, ...]:
    """The ways in which a Discord id could be written down."""
    return str(number).encode(), f"{number:x}".encode(), number.to_bytes(8, "big"), number.to_bytes(8, "little")


def rows_of(connection: Connection, person: int, *, gone: int) -> dict[str, int]:
    """How many rows each column of people has with a person in it."""
    return {
        f"{table.name}.{column.name}": connection.execute(
            select(func.count()).select_from(table).where(column == person)
        ).scalar_one()
        for table in complete_metadata().sorted_tables
        for column in table.columns
        # Of a message that named both, nothing is left to note of either.
        if isinstance(column.type, PersonId) and (person == gone or table.name != "traces")
    }


def names(thing: object, number: int) -> bool:
    """Say whether something is a person's number, or a text that holds it or what they wrote."""
    return (
        thing == number
        if type(thing) is int
        else isinstance(thing, str) and (CANARY in thing or NAME in thing or str(number) in thing)
    )


def held_by(thing: object) -> list[Any]:
    """What something holds: of a function not the whole module that it stands in, which may be a test's."""
    if isinstance(thing, FunctionType):
        return [*(thing.__closure__ or ()), thing.__defaults__, thing.__kwdefaults__, vars(thing)]
    return gc.get_referents(thing)


def remembered(root: object, number: int) -> list[str]:
    """Where the objects behind our services, counters among them, hold a number or the canary: Discord's library has a cache of its own."""
    ours_by_name = {name: vars(module) for name, module in sys.modules.items() if name.startswith("bot.")}
    found, seen = list[str](), {id(root)}
    waiting: list[tuple[object, str]] = [(root, "services"), *((held, name) for name, held in ours_by_name.items())]
    while waiting:
        thing, path = waiting.pop()
        if names(thing, number):
            found.append(path)
        ours = type(thing).__module__.startswith(("bot.", "builtins", "collections"))
        ours = ours and not isinstance(thing, ConnectionState)  # who is in a server, as Discord tells it
        if not ours or isinstance(thing, type | ModuleType | str | bytes) or "_client" in path.split(" > ")[-1:]:
            continue
        for part in held_by(thing):
            if id(part) not in seen and not isinstance(part, type | ModuleType):
                seen.add(id(part))
                waiting.append((part, f"{path} > {type(part).__name__}"))
            elif names(part, number):
                found.append(path)
    return found


async def test_who_is_erased_is_gone_everywhere_and_nobody_else_loses_anything(
    world: Any, var_dir: Path, journal: io.StringIO
) -> None:
    services, env = world.services, world.env
    kim = world.guild.add_member(
        env.create_user("kim", global_name=NAME), roles=[world.roles["participant"], world.roles["on-call"]]
    )
    for life in lives():
        await world.on_shift(world.ana)
        await life.live(world, kim, world.ana, world.sam, CANARY)

    # Everything that could be kept is kept, of both.
    person = services.people.known(kim.id)
    sams = services.people.known(world.sam.id)
    account = await services.privacy.account(kim.id)
    there = {holding.name for holding in account.found}
    declared = {holding.name for holding in services.privacy.register.holdings}
    assert declared - there == FILLED_OTHERWISE, "no life fills these: see the top of this file"
    before = await services.storage.read(lambda connection: rows_of(connection, sams, gone=person))
    everyones = await others(world, kim)
    backup = make_backup(
        f"sqlite:///{var_dir}/alongside.db",
        var_dir=var_dir,
        keyring_file=var_dir / keyring.FILE,
        clock=world.clock,
        leave_empty=WORDS,
    )
    aside = var_dir.parent / "carried-away"
    shutil.copytree(backup.folder, aside)
    assert "pills" not in as_page(account, services.texts.speaker("en")), "DESIGN §3.2: behind the card's button only"
    messages = [
        one.id
        for channel in (world.lounge, kim.user.dm_channel)
        for one in channel.history()
        if one.author.id == kim.id
    ]
    assert NAME.encode() not in whole(var_dir), (
        "names are Discord's: nothing of ours keeps one, before an erasure either"
    )
    assert told(world, await figures(world)) == [], "figures name nobody"
    assert words_in(world.services.settings.var_dir / "alongside.db"), (
        "there are words of a case that a backup could hold"
    )
    assert not words_in(backup.folder / "alongside.db"), "they are in no backup (DESIGN §3.2)"
    needles = [
        CANARY.encode(),
        NAME.encode(),
        *(form for number in (kim.id, kim.user.dm_channel.id, *messages) for form in forms_of(number)),
    ]
    # What is looked for afterwards is found wherever it is looked for.
    assert CANARY in as_json(account, services.texts.speaker("en"))
    assert traces(var_dir, *needles)
    assert traces(aside, *needles)
    assert remembered(services, kim.id)

    on_discord = ours(world, kim)
    assert await world.as_bot(services.erasures.now(kim.id, locale="en"))
    await world.pass_time(seconds=30)

    assert services.people.known(kim.id) is None
    assert NAME in on_discord, "what the bot wrote about somebody is on Discord before"
    assert ours(world, kim) == "", "what the bot wrote to or about somebody is gone from Discord"
    assert [one.content[:29] for one in world.direct(kim) if one.author.bot] == ["What I kept about you was era"]
    rows = await services.storage.read(lambda connection: rows_of(connection, person, gone=person))
    assert not any(rows.values()), rows
    assert remembered(services, kim.id) == []
    now = await others(world, kim)
    # A note about somebody goes with them, whoever wrote it; nothing else of anybody's does.
    assert len(everyones["ana"].pop("words")["records"]) == 1
    assert "words" not in now["ana"]
    assert now == everyones
    after = await services.storage.read(lambda connection: rows_of(connection, sams, gone=person))
    assert after == before

    # A week later no copy of the key is left, and a copy of the database that is put back brings nobody back.
    await world.bot.close()
    prune_keyrings(var_dir, now=world.clock.now() + timedelta(days=7, minutes=5))
    assert not any(copy.keyring.exists() for copy in list_backups(var_dir))
    outside = [name for name in traces(var_dir, *needles) if not name.startswith("backups/")]
    assert outside == []
    shutil.rmtree(var_dir / "backups")
    restore(f"sqlite:///{var_dir}/alongside.db", aside, keyring_file=var_dir / keyring.FILE, clock=world.clock)
    fresh = create_bot(services.settings, clock=world.clock)
    await env.restart_bot(fresh)
    world.bot = fresh
    rows = await fresh.services.storage.read(lambda connection: rows_of(connection, person, gone=person))
    assert not any(rows.values()), rows
    await world.pass_time(minutes=1)  # what that copy knew of messages is removed from Discord once more
    await fresh.close()
    assert traces(var_dir, *needles) == []
    said = journal.getvalue()
    assert said.count("\n") > 20, "it did log"
    assert CANARY not in said
    assert NAME not in said
    numbers = [str(number) for number in (kim.id, kim.user.dm_channel.id, *messages)]
    assert not [line for line in said.splitlines() if any(number in line for number in numbers)]


def whole(folder: Path) -> bytes:
    """Everything under a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def words_in(database: Path) -> int:
    """How many words of cases a database file holds."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as raw:
        count: int = raw.execute("SELECT count(*) FROM incident_words").fetchone()[0]
    return count


async def figures(world: Any) -> str:
    """What is published for a monitor, and what facilitators take away as a table."""
    groups, say = world.services.groups, world.services.texts.speaker("en")
    tables = [
        as_csv((await groups.figures.of(group)).weeks, say).decode()
        for group in await groups.roster.groups(world.guild.id)
    ]
    assert tables
    return "\n".join((world.services.metrics.text(), *tables))


def told(world: Any, text: str) -> list[str]:
    """Whom a text names, by id or name."""
    everybody = [member for member in world.bot.get_guild(world.guild.id).members if not member.bot]
    names = {str(one.id): one.display_name for one in everybody}
    person_ids = {str(world.services.people.known(one.id)) for one in everybody} - {"None"}
    return [one for one in (*names, *names.values(), *person_ids) if re.search(rf"\b{re.escape(one)}\b", text)]


def ours(world: Any, person: Any) -> str:
    """What the bot wrote, wherever it stands on Discord, in which somebody is named."""
    written = [
        json.dumps({one: payload.get(one) for one in ("id", "channel_id", "content", "embeds")})
        for channel, messages in world.env.backend.messages.items()
        for message in messages.values()
        if message.author_id == world.bot.user.id
        and channel != person.user.dm_channel.id
        and not (payload := serializers.message_payload(world.env.backend, message))["flags"] & EPHEMERAL
    ]
    return "\n".join(one for one in written if str(person.id) in one or NAME in one)


async def others(world: Any, gone: Any) -> dict[str, Any]:
    """What everybody else would be given."""
    say, found = world.services.texts.speaker("en"), {}
    for name in ("ana", "ben", "sam"):
        account = await world.services.privacy.account(getattr(world, name).id)
        given = as_json(account, say)
        assert str(gone.id) not in given
        assert CANARY not in given
        found[name] = json.loads(given)["kept"]
        found[name].pop("traces", None)  # a message that named both is gone
    return found
