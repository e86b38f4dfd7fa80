"""Nobody sees or changes what is not theirs, whatever id they put into a button, a menu or a form.

Discord shows people only what they may press; a changed client can send any id from anywhere. So every way that the router
knows is tried here with the ids of things that exist, by people who have no business with them. `TRIES=5000` tries harder.
"""

import ast
import asyncio
import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord import interactions
from simcord.backend import serializers
from sqlalchemy import Connection, select

import bot
from bot.servers import Ages
from bot.storage.schema import PersonId
from bot.tables import complete_metadata
from tests.journeys.test_erasure import lives

TRIES: Final = int(os.environ.get("TRIES", "25"))
CANARY: Final = "heron-damson-3382"
PILLS: Final = f"{CANARY} I have the pills in front of me and I don't want to be here tomorrow"
PRESS, FORM = 3, 5
FIELDS: Final = ("words", "note", "text", "title", "name", "reason", "answer", "0", "a0", "m0")
# What the bot writes down of its own work, whoever it is for: none of it can be read back by anybody.
BOOKKEEPING: Final = frozenset(
    {"cursors", "posts", "direct_channels", "direct_messages", "traces", "removals", "channel_sights"}
)

Rows = Mapping[str, frozenset[tuple[Any, ...]]]


@dataclass(frozen=True)
class Try:
    """One thing that somebody sends."""

    way: tuple[str, str]
    args: tuple[str, ...]
    kind: int
    value: str
    direct: bool

    @property
    def custom_id(self) -> str:
        return ":".join((*self.way, *self.args))


@dataclass(frozen=True)
class Actor:
    """Somebody who tries, from a server's channel or from a direct message."""

    user: Any
    channel: Any | None
    message: Any
    direct_message: Any


def everything(connection: Connection) -> Rows:
    return {
        table.name: frozenset(tuple(map(repr, row)) for row in connection.execute(select(table)))
        for table in complete_metadata().sorted_tables
        if table.name not in BOOKKEEPING
    }


def whose(table: str, row: tuple[Any, ...]) -> set[str]:
    """The people that a row is about."""
    columns = complete_metadata().tables[table].columns
    return {value for column, value in zip(columns, row, strict=True) if isinstance(column.type, PersonId)}


class Prober:
    """Sends what a changed client could send, and looks at what was shown and changed."""

    def __init__(self, world: Any) -> None:
        self.world = world

    async def rows(self) -> Rows:
        found: Rows = await self.world.services.storage.read(everything)
        return found

    async def send(self, actor: Actor, attempt: Try) -> str:
        """Send it; return all that the person is shown."""
        env, backend = self.world.env, self.world.env.backend
        channel = None if attempt.direct else actor.channel
        message = actor.direct_message if channel is None else actor.message
        data: dict[str, Any] = {"custom_id": attempt.custom_id}
        if attempt.kind == FORM:
            data["components"] = [
                {"type": 18, "component": {"type": 4, "custom_id": name, "value": attempt.value}} for name in FIELDS
            ]
        else:
            data |= {"component_type": 3, "values": [attempt.value]}
        record, payload = interactions.base_payload(
            backend,
            type=attempt.kind,
            channel_id=message.channel_id,
            guild_id=None if channel is None else channel.guild.id,
            user_id=actor.user.id,
            data=data,
        )
        payload["message"] = dict(serializers.message_payload(backend, message))
        record.source_message_id = message.id
        backend.emit("INTERACTION_CREATE", payload)
        await env.settle()
        ids = [one for one in (record.message_id, *record.followup_ids) if one is not None]
        shown = [backend.messages[record.channel_id][one] for one in ids if one in backend.messages[record.channel_id]]
        return json.dumps(
            [[dict(serializers.message_payload(backend, one)) for one in shown], record.modal], default=str
        )


@pytest.fixture
async def prober(world: Any) -> Prober:
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
    role = elsewhere.create_role("lead")
    world.people["bo"] = elsewhere.add_member(world.env.create_user("bo", global_name="Bo"), roles=[role])
    # Gus was on call, and has left when his turn comes.
    for name, roles in (("newcomer", ()), ("gus", ("participant", "on-call")), ("fay", ("facilitator",))):
        user = world.env.create_user(name, global_name=name.capitalize())
        world.people[name] = world.guild.add_member(user, roles=[world.roles[one] for one in roles])
    await world.env.settle()
    there = {"zone": "Europe/Madrid", "country": "ES", "ages": Ages.ADULTS, "alert_channel_id": world.elsewhere.id}
    staff = {"lead_role_id": role.id, "facilitator_role_id": role.id, "oncall_role_id": role.id}
    await world.services.servers.save(elsewhere.id, **there, **staff, live=True)
    return Prober(world)


async def actor(prober: Prober, name: str) -> Actor:
    """Somebody with a private answer of ours in front of them, in their server's channel and among their direct messages."""
    world = prober.world
    person = world.people[name]
    await person.user.send_dm("hello")
    direct = world.env.backend.messages[person.user.dm_channel.id]
    newest = direct[max(direct)]
    if name == "gus":
        world.guild.remove_member(person)
        await world.env.settle()
        return Actor(person.user, None, None, newest)
    channel = world.elsewhere if name == "bo" else world.lounge
    shown = await person.slash(channel, "help")
    return Actor(person.user, channel, world.env.backend.get_message(channel.id, shown.response.id), newest)


def shapes() -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """What follows a way in the ids that we make: for each part, whether it is a server, a case or something else."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for file in (Path(bot.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "button_id" and len(node.args) > 1:
                place, verb, *rest = map(ast.unparse, node.args)
                kinds = tuple("guild" if "guild" in one else "case" if one.endswith("key") else "id" for one in rest)
                found.setdefault((place.strip("'"), verb.strip("'")), []).append(kinds)
    return found


def tries(world: Any, guild: int) -> st.SearchStrategy[Try]:
    """Everything that could be sent, of the shapes that we make ids of, with a server's number where one belongs."""
    known = shapes()
    by_place: dict[str, set[tuple[str, ...]]] = {}
    for (place, _), kinds in known.items():
        by_place.setdefault(place, set()).update(kinds)
    cases = [str(one.key) for one in world.services.desk.cases.open_in(world.guild.id)]
    parts = {
        "guild": st.just(str(guild)),
        "case": st.sampled_from(cases),
        "id": st.sampled_from(["1", "2", "0", "3", str(world.kim.id)]),
    }

    def of(way: tuple[str, str]) -> st.SearchStrategy[Try]:
        kinds = sorted(set(known.get(way) or by_place.get(way[0]) or {("guild",), ("case",), ("id",)}))
        args = st.sampled_from(kinds).flatmap(lambda kind: st.tuples(*(parts[one] for one in kind)))
        value = st.sampled_from(["1", "2", "yes", CANARY[:5], str(world.kim.id)])
        return st.builds(Try, st.just(way), args, st.sampled_from([PRESS, FORM]), value, st.booleans())

    return st.sampled_from(sorted(world.services.router.ways)).flatmap(of)


def allowed(person: int | None, rows: Rows, table: str, row: tuple[Any, ...]) -> bool:
    """Say whether somebody may have changed a row: it is about them, or about a case of theirs."""
    if person is None:
        return False
    mine = {one[0] for one in rows["incidents"] if repr(person) in whose("incidents", one)} | {repr(person)}
    return any(mark in value for mark in mine for value in row)


async def wrong_with(
    prober: Prober, who: int, shown: str, before: Rows, secret: str, tables: Collection[str]
) -> list[str]:
    """Say what somebody saw or changed that is not theirs; what belongs to the other server is its lead's."""
    after = await prober.rows()
    elsewhere = str(prober.world.elsewhere.guild.id) if who == prober.world.bo.id else None
    person = prober.world.services.people.known(who)
    changed = [
        f"changed {table}: {row}"
        for table in tables
        for row in before[table] ^ after[table]
        if not allowed(person, after, table, row) and not (elsewhere and elsewhere in str(row))
    ]
    return [*(["saw the words"] if secret in shown else []), *changed]


STRANGERS: Final = ("bo", "gus", "newcomer", "sam")
# Those with a task may change what belongs to it, and nothing of what belongs to others' tasks.
TASKS: Final = {
    "fay": ("pills", ("incident", "page", "responders", "shifts", "servers", "wordings", "watches", "concerns")),
    "ben": (f"{CANARY} walk", ("group", "checkin", "session", "meeting", "survey", "servers", "guideline", "goals")),
}


@pytest.mark.timeout(300 + 6 * TRIES)
async def test_no_id_leads_to_what_is_somebody_elses(prober: Prober) -> None:
    world, loop = prober.world, asyncio.get_running_loop()
    before = await prober.rows()

    async def attempt(who: Actor, one: Try, secret: str, tables: Collection[str]) -> None:
        nonlocal before
        shown = await prober.send(who, one)
        assert not await wrong_with(prober, who.user.id, shown, before, secret, tables), one.custom_id
        before = await prober.rows()

    def every(who: Actor, guild: int, secret: str, tables: Collection[str]) -> None:
        @settings(
            max_examples=TRIES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(tries(world, guild))
        def each(one: Try) -> None:
            asyncio.run_coroutine_threadsafe(attempt(who, one, secret, tables), loop).result()

        each()

    here, there = world.guild.id, world.elsewhere.guild.id
    # The lead of another server with our numbers, and with theirs in front of ours, past the question who leads what.
    for name, guild in (*((one, here) for one in (*STRANGERS, *TASKS)), ("bo", there)):
        who = await actor(prober, name)
        before = await prober.rows()
        secret, kinds = TASKS.get(name, (CANARY, ("",)))
        await asyncio.to_thread(every, who, guild, secret, [table for table in before if table.startswith(kinds)])


def leaves(command: Any, path: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The commands that can be typed, with their options."""
    here = f"{path} {command['name']}".strip()
    below = [one for one in command.get("options", ()) if one["type"] in (1, 2)]
    for one in below:
        yield from leaves(one, here)
    if not below:
        yield here, list(command.get("options", ()))


def written(option: dict[str, Any], answers: Mapping[int, Any]) -> Any:
    """Something that Discord would take for an option."""
    if option.get("choices"):
        return option["choices"][0]["value"]
    return answers.get(option["type"], "1" * (option.get("min_length") or 1))


@pytest.mark.timeout(300)
async def test_a_command_that_discord_should_have_hidden_is_refused_all_the_same(prober: Prober) -> None:
    world = prober.world
    commands = await world.bot.tree.fetch_commands()
    for command in commands:
        for guild in (world.guild, world.elsewhere.guild):
            guild.set_command_permissions(command, {guild.default_role: True})
    plain: dict[int, Any] = {4: 1, 5: True, 10: 1.0, 11: ("words.toml", b"1")}
    ours = {6: world.kim, 7: world.lounge, 8: world.roles["participant"]}
    theirs = {6: world.bo, 7: world.elsewhere, 8: world.elsewhere.guild.default_role}
    typed = [leaf for command in commands if command.type.value == 1 for leaf in leaves(command.to_dict())]
    assert len(typed) > 40
    for person, place, handles in ((world.sam, world.lounge, ours), (world.bo, world.elsewhere, theirs)):
        for command, options in typed:
            before = await prober.rows()
            chosen = {one["name"]: written(one, plain | handles) for one in options if one.get("required")}
            result = await person.slash(place, command, **chosen)
            shown = json.dumps([one.content for one in (result.response, *result.followups) if one is not None])
            assert not await wrong_with(prober, person.id, shown, before, CANARY, list(before)), command
