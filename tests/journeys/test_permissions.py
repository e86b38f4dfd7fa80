"""Nobody sees or changes what is not theirs, whatever id they put into a button, a menu, a form or a command.

Discord shows people only what they may press; a changed client can send any id from anywhere. So every way that the router
knows, every command and every menu is tried here as everybody, with the ids of things that exist. They go past the
simulation's Discord (see `forged.py`), for there are thousands; journeys elsewhere take the whole road. `TRIES=5000` fuzzes more.
"""

import ast
import asyncio
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Any, Final

import discord
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord.backend import serializers

import bot
from bot.errors import NotTheirs
from bot.servers import Ages
from bot.storage.schema import PersonId
from bot.tables import complete_metadata
from bot.ui import router as routing
from tests.journeys.forged import Forger, Tried, Way, ids_in, way_of
from tests.journeys.test_erasure import lives
from tests.journeys.ways import COMMANDS, COUNTS, MEMBERS, OPENS, PLACES, WAYS

TRIES: Final = int(os.environ.get("TRIES", "150"))
EACH: Final = 2  # ids of a way that everybody tries
CANARY: Final = "heron-damson-3382"
PILLS: Final = f"{CANARY} I have the pills in front of me and I don't want to be here tomorrow"
# What the bot writes down of its own work, whoever it is for: none of it can be read back by anybody.
# Where somebody who is not in the server may leave something all the same: help is for them, too.
FROM_OUTSIDE: Final = frozenset({"incidents"})
BOOKKEEPING: Final = frozenset(
    {"cursors", "posts", "direct_channels", "direct_messages", "traces", "removals", "channel_sights"}
)

Rows = Mapping[str, frozenset[tuple[Any, ...]]]
TABLES: Final = {one.name: one for one in complete_metadata().sorted_tables if one.name not in BOOKKEEPING}
PEOPLE: Final = {
    name: [place for place, column in enumerate(table.columns) if isinstance(column.type, PersonId)]
    for name, table in TABLES.items()
}

# What somebody must never be shown: pieces of what the lives in `lives/` said and wrote.
GOAL, CASE, CONCERN, NOTE = f"{CANARY} walk", "pills", "said goodbye", "sounded tired"
REPORT, ABOUT_A_LEAD, CHECKIN, SURVEY = "was rude", "The lead shouted", "a slow day", "the round at the end"
ANYTHING: Final = (CANARY, ABOUT_A_LEAD, CASE)
OF_ONESELF: Final = ("checkin_replies", "goals", "self_measures")
OF_CASES: Final = ("incident", "pages", "concerns", "responders", "shifts", "wordings")


@dataclass(frozen=True)
class Role:
    """What somebody has no business with."""

    name: str
    never: tuple[str, ...] = ANYTHING  # words that they are not shown
    tables: tuple[str, ...] = ("",)  # how the tables begin in which they change nothing that is somebody else's
    staff: bool = False  # whether some of the ways of staff are theirs
    outside: bool = False  # not in the server (any more): they leave nothing new in it either


ROLES: Final = (
    Role("newcomer"),
    Role("sam", never=(CANARY, CASE)),  # the one whom kim reported, and who reported the lead
    Role("gus", outside=True),  # was on call, and has left
    Role("bo", outside=True),  # all roles at once, in another server
    Role("fay", (GOAL, CASE, CONCERN, NOTE, REPORT, ABOUT_A_LEAD, SURVEY), (*OF_CASES, "reports"), staff=True),
    Role("ben", (GOAL, REPORT, ABOUT_A_LEAD, SURVEY), ("group", "checkin", "survey", "reports"), staff=True),
    Role("olga", (GOAL, REPORT, ABOUT_A_LEAD, SURVEY), (*OF_ONESELF, "reports"), staff=True),  # administers
    Role("olly", (GOAL, REPORT, SURVEY), OF_ONESELF, staff=True),  # owns the server
    Role("lea", (GOAL, ABOUT_A_LEAD, SURVEY), OF_ONESELF, staff=True),
)
# Ways of staff in which there is nothing to refuse to a member; each says why.
OPEN_TO_ALL: Final[Mapping[str, str]] = {
    "make:tried": "the end of a try, of which nothing was kept",
    "report:about": "whom a report is about is for everybody to say",
    "report:inbox": "everybody has one, and it is empty",
    "report:write": "a report is for everybody to write",
}
SPEAKING_UP: Final = ("worry:send", "I'm worried about them", "Get support for this")
# Where what is not theirs looks like what is not there.
NOT_THERE: Final = frozenset({"duty:skip", "duty:undo"})
FIELDS: Final = {"outcome": "talked"}  # what a menu of a form takes, where it does not take a number


@dataclass
class Known:
    """What a changed client could have picked up: ids that were shown, and the fields of forms."""

    ids: dict[Way, set[str]] = field(default_factory=lambda: defaultdict(set))
    fields: set[str] = field(default_factory=set)

    def add(self, ids: Sequence[str]) -> None:
        for one in ids:
            self.ids[way_of(one)].add(one)


@dataclass
class Actor:
    """Somebody who tries, from a server's channel and from their direct messages."""

    role: Role
    user: Any
    channel: Any | None
    message: Any
    direct: Any


class Prober:
    """Sends what a changed client could send, and looks at what was shown and changed."""

    def __init__(self, world: Any, database: Path) -> None:
        self.world = world
        self.forger = Forger(world)
        self.known = Known()
        self.tried = set[int | None]()
        self._database = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self._version = -1
        self._before: Rows = {}

    def close(self) -> None:
        self._database.close()

    def look(self, role: Role) -> Rows:
        """Every row of the tables in which somebody has no business, and what nobody may change."""
        return {
            name: frozenset(self._database.execute(f"SELECT * FROM {name}"))
            for name in TABLES
            if name.startswith((*role.tables, "audit_lines", "servers"))
        }

    def changed(self, role: Role) -> tuple[Rows, Rows] | None:
        """What there was and what there is, if anything was written since the last look."""
        (version,) = self._database.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return None
        before, self._before, self._version = self._before, self.look(role), version
        return before, self._before

    async def actors(self) -> list[Actor]:
        """Everybody, before any of them tries anything."""
        return [await self.actor(role) for role in ROLES]

    def begin(self, who: Actor) -> None:
        """Remember how everything is before somebody tries."""
        self._version, self._before = -1, self.look(who.role)

    async def actor(self, role: Role) -> Actor:
        """Somebody with a private answer of ours in front of them, in their server's channel and among their direct messages."""
        world = self.world
        person = world.people[role.name]
        await person.user.send_dm("hello")
        direct = world.env.backend.messages[person.user.dm_channel.id]
        newest = direct[max(direct)]
        if role.name == "gus":
            world.guild.remove_member(person)
            await world.env.settle()
            return Actor(role, person.user, None, None, newest)
        channel = world.elsewhere if role.name == "bo" else world.lounge
        shown = await person.slash(channel, "help")
        return Actor(role, person.user, channel, world.env.backend.get_message(channel.id, shown.response.id), newest)

    async def press(self, who: Actor, custom_id: str, *, direct: bool, fields: dict[str, str]) -> Tried:
        """Press, choose and send at once; nothing may be seen or changed that is not theirs."""
        here = who.channel is not None and not direct
        channel, message = (who.channel, who.message) if here else (who.user.dm_channel, who.direct)
        found = await self.forger.press(who.user, channel, custom_id, ("1",), fields, message)
        await self.judge(who, found, f"{custom_id}, {'in the server' if here else 'in direct messages'}")
        return found

    def refused(self, who: Actor, way: Way, found: Sequence[Tried]) -> None:
        """What is for staff was refused to somebody who is none, and not only because nothing was there."""
        name = ":".join(way)
        if name in OPEN_TO_ALL and not who.role.outside:
            return
        done = [one.shown for one in found if one.refused is None and not one.failed]
        assert not done or name in OPEN_TO_ALL, f"{who.role.name} did what is for staff: {name}: {done}"
        theirs = any(isinstance(one.refused, NotTheirs) for one in found)
        assert theirs or who.role.outside or name in NOT_THERE, f"{who.role.name}: no id led up to the guard of {name}"

    async def judge(self, who: Actor, tried: Tried | None, what: str) -> None:
        """Nothing was seen or changed that is not theirs."""
        if tried is not None:
            assert not [word for word in who.role.never if word in tried.shown], f"{who.role.name} saw words: {what}"
        found = self.changed(who.role)
        if found is not None:
            wrong = self.wrong(who, *found, speaks_up=what.startswith(SPEAKING_UP))
            assert not wrong, f"{who.role.name}: {what}: {wrong}"

    def wrong(self, who: Actor, before: Rows, after: Rows, *, speaks_up: bool) -> list[str]:
        """Say what somebody changed that is not theirs; what belongs to the other server is its lead's."""
        world = self.world
        here, there = world.guild.id, world.elsewhere.guild.id
        person = world.services.people.known(who.user.id)
        theirs = [str(person)]
        # The cases of those who tried before go on meanwhile.
        self.tried.add(person)
        theirs += [str(row[0]) for row in after.get("incidents", ()) if self.tried & about("incidents", row)]
        theirs += [f"report:{row[0]}:" for row in after.get("reports", ()) if person in about("reports", row)]
        found = [f"the record lost {row}" for row in before["audit_lines"] - after["audit_lines"]]
        for table, rows in after.items():
            for row in before[table] ^ rows:
                if str(there) in str(row):
                    found += [] if who.role.name == "bo" else [f"changed elsewhere: {table}: {row}"]
                elif not table.startswith(who.role.tables):
                    continue
                elif who.role.outside and row in rows and here in row and table not in FROM_OUTSIDE:
                    found.append(f"from outside: {table}: {row}")
                elif speaks_up and row in rows and table.startswith("incident_"):
                    continue  # what is added to the case of whom somebody speaks up for
                elif not any(one in str(value) for one in theirs for value in row):
                    found.append(f"changed {table}: {row}")
        return found


def about(table: str, row: tuple[Any, ...]) -> set[Any]:
    """The people that a row is about."""
    return {row[place] for place in PEOPLE[table]}


@pytest.fixture
def var_dir(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: thousands of small writes are made here, and nothing is asked of the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder) / "var"


@pytest.fixture
async def prober(world: Any, var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server in which everything has been used, with a case open."""
    kim = world.guild.add_member(
        world.env.create_user("kim", global_name="Kim"), roles=[world.roles["participant"], world.roles["on-call"]]
    )
    for life in lives():
        await world.on_shift(world.ana)
        await life.live(world, kim, world.ana, world.sam, CANARY)
    await world.on_shift(world.ana)
    await kim.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    world.people["kim"] = kim
    elsewhere = world.env.create_guild("Another group")
    world.places["elsewhere"] = elsewhere.create_text_channel("general")
    lead = elsewhere.create_role("lead")
    world.people["bo"] = elsewhere.add_member(world.env.create_user("bo", global_name="Bo"), roles=[lead])
    admin = world.guild.create_role("admin", permissions=discord.Permissions(administrator=True))
    for name, roles in (
        ("newcomer", ()),
        ("gus", (world.roles["participant"], world.roles["on-call"])),
        ("fay", (world.roles["facilitator"],)),
        ("olga", (admin,)),
        ("olly", ()),
    ):
        user = world.env.create_user(name, global_name=name.capitalize())
        world.people[name] = world.guild.add_member(user, roles=list(roles))
    await world.env.settle()
    world.env.backend.guilds[world.guild.id].owner_id = world.olly.id
    world.bot.get_guild(world.guild.id).owner_id = world.olly.id
    there = {"zone": "Europe/Madrid", "country": "ES", "ages": Ages.ADULTS, "alert_channel_id": world.elsewhere.id}
    staff = {"lead_role_id": lead.id, "facilitator_role_id": lead.id, "oncall_role_id": lead.id}
    await world.services.servers.save(elsewhere.id, **there, **staff, live=True)
    # Nobody waits here: the simulation would keep the two seconds of every press in a list.
    monkeypatch.setattr(routing, "PATIENCE", None)
    made = Prober(world, var_dir / "alongside.db")
    await learn(made)
    yield made
    made.close()


def kind_of(way: Way) -> object:
    """What the tables in `ways.py` say of a way."""
    return WAYS.get(":".join(way), PLACES.get(way[0]))


async def learn(prober: Prober) -> None:
    """Pick up every id that stands on Discord, and those behind what only opens something, as somebody who may."""
    world, known = prober.world, prober.known
    backend = world.env.backend
    for messages in backend.messages.values():
        for message in messages.values():
            known.add(ids_in(serializers.message_payload(backend, message).get("components", [])))
    lea = await prober.actor(Role("lea"))
    looked, around = set[str](), Around(world, lea)
    for command, _ in typed(await world.bot.tree.fetch_commands()):
        if COMMANDS.get(" ".join(command["path"])) in (OPENS, COUNTS, MEMBERS):
            found = await prober.forger.command(lea.user, lea.channel, data_of(command, around))
            known.add(sorted(found.answers.ids))
    for _ in range(3):
        for way in sorted(known.ids):
            for one in sorted(known.ids[way] - looked)[:EACH] if kind_of(way) in (OPENS, COUNTS) else ():
                looked.add(one)
                found = await prober.forger.press(lea.user, lea.channel, one, (), {}, lea.message)
                known.add(sorted(found.answers.ids))
                known.fields.update(*found.answers.fields.values())
    known.fields.update(("words", "note", "text", "title", "name", "reason", "answer", "0", "a0", "m0"))
    await world.env.settle()


@cache
def shapes(ways: frozenset[Way]) -> dict[Way, set[tuple[str, ...]]]:
    """What follows a way in the ids that we make, as it is called in the code."""
    found: dict[Way, set[tuple[str, ...]]] = defaultdict(set)
    by_place: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for file in (Path(bot.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "button_id" and len(node.args) > 1:
                place, verb, *rest = map(ast.unparse, node.args)
                found[place.strip("'"), verb.strip("'")].add(tuple(rest))
                by_place[place.strip("'")].add(tuple(rest))
    return {way: found.get(way) or by_place.get(way[0]) or {("guild",), ("guild", "id"), ("id",)} for way in ways}


class Ids:
    """Ids of things that exist, by what the code calls them."""

    def __init__(self, prober: Prober, guild: int) -> None:
        world = prober.world
        backend = world.env.backend
        newest = max(one.id for one in backend.messages[world.lounge.id].values() if one.author_id == world.kim.id)
        self._parts: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("guild", (str(guild),)),
            ("key", tuple(str(one.key) for one in world.services.desk.cases.open_in(world.guild.id))),
            ("channel", (str(world.lounge.id),)),
            ("message", (str(newest),)),
            ("user", (str(world.kim.id),)),
            ("person", (str(world.kim.id),)),
            ("member", (str(world.kim.id),)),
            ("locale", ("en",)),
            ("language", ("en",)),
        )
        self._shapes = shapes(world.services.router.ways)
        self._known = prober.known
        self._guild, self._here = str(guild), str(world.guild.id)

    def of(self, way: Way) -> list[str]:
        """A few ids of a way: those that somebody was shown, and some of the shapes that we make, with what exists."""
        shown = sorted(self._known.ids.get(way, ()), key=lambda one: (len(one), one))
        made = [
            ":".join((*way, *parts))
            for shape in sorted(self._shapes[way])
            for parts in islice(product(*(self._part(one) for one in shape)), EACH)
        ]
        found = dict.fromkeys((*shown[:EACH], *made[:EACH]))
        return [one.replace(self._here, self._guild) for one in found]

    def _part(self, name: str) -> tuple[str, ...]:
        plain = name.lower()
        return next((values for mark, values in self._parts if mark in plain), ("1", "2", "3"))


@pytest.mark.timeout(300)
async def test_no_id_leads_to_what_is_somebody_elses(prober: Prober) -> None:
    world = prober.world
    ways = world.services.router.ways
    tried, values = set[tuple[str, Way]](), dict.fromkeys(sorted(prober.known.fields), "1") | FIELDS
    for who in await prober.actors():
        role = who.role
        prober.begin(who)
        # The lead of another server tries with our numbers, and with theirs in front of ours.
        for guild in (world.guild.id, world.elsewhere.guild.id) if role.name == "bo" else (world.guild.id,):
            ids = Ids(prober, guild)
            for way in sorted(ways):
                given = ids.of(way)[: 2 if role.staff else 4]
                # What names no server is about the one that somebody stands in: there they may.
                found = [
                    (await prober.press(who, one, direct=direct, fields=values), role.name != "bo" or str(guild) in one)
                    for one, direct in (*((one, False) for one in given), (given[0], True))
                ]
                if not role.staff and guild == world.guild.id and kind_of(way) != MEMBERS:
                    prober.refused(who, way, [one for one, ours in found if ours])
                tried.add((role.name, way))
        await world.pass_time(seconds=10)
        await prober.judge(who, None, "afterwards")
    assert tried == {(role.name, way) for role in ROLES for way in ways}, "every way was tried as everybody"


@pytest.mark.timeout(120 + TRIES)
async def test_whatever_an_id_says_it_leads_to_nothing_that_is_somebody_elses(prober: Prober) -> None:
    world, loop = prober.world, asyncio.get_running_loop()
    who = await prober.actor(Role("newcomer"))
    prober.begin(who)
    part = st.one_of(
        st.integers(-3, 9).map(str), st.sampled_from([str(world.kim.id), str(world.guild.id), "en", "x", ""])
    )
    words = st.one_of(part, st.text(max_size=20))
    drawn = st.tuples(
        st.sampled_from(sorted(world.services.router.ways)),
        st.lists(part, max_size=4),
        st.dictionaries(st.sampled_from(sorted(prober.known.fields)), words, max_size=4),
        st.booleans(),
    )

    @settings(
        max_examples=TRIES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(drawn)
    def each(one: tuple[Way, list[str], dict[str, str], bool]) -> None:
        way, parts, fields, direct = one
        press = prober.press(who, ":".join((*way, *parts)), direct=direct, fields=fields)
        found = asyncio.run_coroutine_threadsafe(press, loop).result()
        assert kind_of(way) == MEMBERS or ":".join(way) in OPEN_TO_ALL or found.refused or found.failed, one

    await asyncio.to_thread(each)


@pytest.mark.timeout(120)
async def test_a_command_that_discord_should_have_hidden_is_refused_all_the_same(prober: Prober) -> None:
    world = prober.world
    commands = typed(await world.bot.tree.fetch_commands())
    assert len(commands) > 40
    for who in await prober.actors():
        role = who.role
        prober.begin(who)
        if who.channel is None:
            continue  # Discord knows no command of a server for who is not in it
        around = Around(world, who)
        for command, _ in commands:
            name = " ".join(command["path"])
            found = await prober.forger.command(who.user, who.channel, data_of(command, around))
            await prober.judge(who, found, name)
            if not role.staff and not role.outside and name in COMMANDS and COMMANDS[name] != MEMBERS:
                assert isinstance(found.refused, NotTheirs), (
                    f"{role.name} did what is for staff: /{name}: {found.shown}"
                )
        for menu in SPEAKING_UP[1:] if around.message is not None else SPEAKING_UP[1:2]:
            found = await prober.forger.command(who.user, who.channel, around.menu(menu))
            await prober.judge(who, found, menu)
        await world.pass_time(seconds=10)
        await prober.judge(who, None, "afterwards")


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """The commands that can be typed, with their options."""
    here = (*path, command["name"])
    below = [one for one in command.get("options", ()) if one["type"] in (1, 2)]
    for one in below:
        yield from leaves(one, here)
    if not below:
        yield {"path": here, "options": list(command.get("options", ()))}


def typed(commands: Any) -> list[tuple[dict[str, Any], Any]]:
    """Every command that can be typed, with the one that Discord knows it under."""
    return [(leaf, one) for one in commands if one.type.value == 1 for leaf in leaves(one.to_dict())]


class Around:
    """What can be put into an option of a command where somebody stands."""

    def __init__(self, world: Any, who: Actor) -> None:
        backend, place = world.env.backend, who.channel or world.lounge
        guild = place.guild
        here = guild.id == world.guild.id
        person = world.kim if here else world.bo
        role = world.roles["participant"] if here else guild.default_role
        user = dict(serializers.user_payload(backend.get_user(person.id)))
        member = dict(
            serializers.member_payload(
                backend, backend.get_guild(guild.id), backend.get_guild(guild.id).members[person.id]
            )
        )
        channel = dict(serializers.channel_payload(backend, backend.get_channel(place.id))) | {"permissions": "0"}
        file = {
            "id": "7",
            "filename": "words.toml",
            "size": 1,
            "url": "https://cdn.example/words.toml",
            "proxy_url": "",
        }
        self.resolved = {
            "users": {str(person.id): user},
            "members": {str(person.id): member},
            "channels": {str(place.id): channel},
            "roles": {str(role.id): dict(serializers.role_payload(role._role))},
            "attachments": {"7": file},
        }
        self.values: dict[int, Any] = {4: 1, 5: True, 6: str(person.id), 7: str(place.id), 8: str(role.id)}
        self.values |= {10: 1.0, 11: "7"}
        written = [one for one in backend.messages[place.id].values() if one.author_id != world.bot.user.id]
        self.message = dict(serializers.message_payload(backend, written[-1])) if written else None

    def menu(self, name: str) -> dict[str, Any]:
        """A menu of a person, or of a message."""
        if name != "Get support for this" or self.message is None:
            target = next(iter(self.resolved["users"]))
            return {"id": "1", "name": name, "type": 2, "target_id": target, "resolved": self.resolved}
        resolved = self.resolved | {"messages": {self.message["id"]: self.message}}
        return {"id": "1", "name": name, "type": 3, "target_id": self.message["id"], "resolved": resolved}


def data_of(command: dict[str, Any], around: Around) -> dict[str, Any]:
    """What Discord would send of a command, with something in each of its options."""
    options: list[dict[str, Any]] = [
        {"name": one["name"], "type": one["type"], "value": written(one, around.values)} for one in command["options"]
    ]
    root, *rest = command["path"]
    for depth, name in reversed(list(enumerate(rest))):
        options = [{"type": 1 if depth == len(rest) - 1 else 2, "name": name, "options": options}]
    return {"id": "1", "name": root, "type": 1, "options": options, "resolved": around.resolved}


def written(option: dict[str, Any], answers: Mapping[int, Any]) -> Any:
    """Something that Discord would take for an option."""
    if option.get("choices"):
        return option["choices"][0]["value"]
    return answers.get(option["type"], "1" * (option.get("min_length") or 1))
