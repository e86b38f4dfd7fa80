"""A server with people in it, and a bot that was set up there, for whoever needs no set-up to be told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from discord import Permissions

from bot.audit import Audit
from bot.clock import Clock
from bot.moderation.oncall import OnCall
from bot.moderation.shifts import Position
from bot.readiness import Room
from bot.rehearsal.discord.people import Person
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Overwrite, OverwriteType
from bot.rehearsal.unseen import Unseen
from bot.servers import Ages, Servers
from bot.settings import Settings
from bot.storage import Storage
from bot.storage.migrate import upgrade
from bot.storage.people import People
from bot.ui.setup.rooms import BOT_NEEDS, STAFF, may

CAST: Final = {
    "maya": "participant",
    "sam": "participant",
    "noor": "facilitator",
    "ana": "oncall",
    "ben": "oncall",
    "lea": "lead",
}
SHIFT: Final = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Town:
    """The people, channels and roles of a server, by name."""

    guild_id: int
    people: dict[str, Person]
    places: dict[str, int]
    roles: dict[str, int]

    def __getitem__(self, name: str) -> Person:
        """Return somebody."""
        return self.people[name]


def build(discord: Discord, name: str = "The Tuesday group") -> Town:
    """Make a server as it is once set-up has run."""
    make = discord.people
    owner = make.somebody("olga")
    guild = make.server(name, owner)
    roles = {role: make.role(guild, role) for role in ("participant", "facilitator", "oncall", "lead")}
    people = {who: make.somebody(who, guild_id=guild) for who in CAST}
    for who, role in CAST.items():
        make.give_role(people[who], roles[role])
    bot = discord.store.bot_user.id

    def room(name: str, kind: Room) -> int:
        return make.channel(guild, name, _who_may_what(kind, guild, bot, roles))

    places = {
        "lounge": make.channel(guild, "lounge"),
        "alerts": room("on-call", Room.ALERTS),
        "support": room("support", Room.SUPPORT),
        "facilitators": room("facilitators", Room.FACILITATORS),
    }
    return Town(guild, {**people, "olga": owner}, places, roles)


def _who_may_what(room: Room, guild_id: int, bot_id: int, roles: dict[str, int]) -> list[Overwrite]:
    """Return what set-up writes into a channel: for the bot, for everyone, for those whose room it is."""

    def overwrite(target: int, kind: OverwriteType, wanted: dict[str, bool]) -> Overwrite:
        allow, deny = (
            Permissions(**{name: True for name, allowed in wanted.items() if allowed is said}).value
            for said in (True, False)
        )
        return Overwrite(target, kind, allow, deny)

    return [
        overwrite(bot_id, OverwriteType.MEMBER, dict.fromkeys(BOT_NEEDS[room], True)),
        overwrite(guild_id, OverwriteType.ROLE, may(room, None)),
        *(overwrite(roles[kind], OverwriteType.ROLE, may(room, kind)) for kind in STAFF[room]),
    ]


def open_commands(town: Town, discord: Discord) -> None:
    """Open staff commands to roles, as set-up asks its owner to do by hand."""
    staff = [town.roles["oncall"], town.roles["lead"]]
    discord.people.open_commands(town.guild_id, staff, "oncall", "incident", "lexicon", "doctor")
    discord.people.open_commands(
        town.guild_id, [town.roles["facilitator"], town.roles["lead"]], "group", "survey", "insights", "guidelines"
    )


async def settle(town: Town, settings: Settings, clock: Clock) -> None:
    """Write into the bot's own database what set-up would have: the server live, Ana primary, Ben backup."""
    storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=clock)
    try:
        await upgrade(storage)
        people = await People.open(
            storage,
            keyring_file=settings.var_dir / "keyring.db",
            master_key_file=settings.master_key_file,
            clock=clock,
        )
        try:
            servers = Servers(storage)
            await _save(town, servers, clock)
            oncall = OnCall(storage, people, servers, Unseen(), Audit(storage, people, clock), clock)
            for who, position in (("ana", Position.PRIMARY), ("ben", Position.BACKUP)):
                await oncall.join(town.guild_id, town[who].id)
                await oncall.answered(town.guild_id, town[who].id)
                await oncall.plan(town.guild_id, town[who].id, position, clock.now(), SHIFT)
        finally:
            await people.close()
    finally:
        await storage.close()


async def _save(town: Town, servers: Servers, clock: Clock) -> None:
    await servers.save(
        town.guild_id,
        zone="Europe/London",
        locale="en",
        country="GB",
        ages=Ages.ADULTS,
        alert_channel_id=town.places["alerts"],
        support_channel_id=town.places["support"],
        facilitators_channel_id=town.places["facilitators"],
        participant_role_id=town.roles["participant"],
        facilitator_role_id=town.roles["facilitator"],
        oncall_role_id=town.roles["oncall"],
        lead_role_id=town.roles["lead"],
        announced_at=clock.now(),
        live=True,
    )
