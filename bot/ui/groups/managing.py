"""Where the buttons that make and change groups lead."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.audit import Act
from bot.groups.errors import (
    CapacityUnreadable,
    ChangedMeanwhile,
    ChannelTaken,
    ChannelUnfit,
    CityUnknown,
    MayNotMakeGroups,
    NotAFacilitator,
    NoTextChannel,
    Unannounced,
)
from bot.groups.model import Group
from bot.groups.panel import Shown
from bot.groups.sight import same_sight
from bot.messenger.message import Message
from bot.messenger.port import Lane, Sent
from bot.moderation.watch import Level
from bot.ui.groups.group_screens import (
    archived_screen,
    basics_form,
    channel_screen,
    edit_screen,
    list_screen,
    new_form,
    people_screen,
    revive_screen,
)
from bot.ui.setup.cities import described, zones_for
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class Managing:
    """Makes, changes and archives groups."""

    def __init__(self, services: "Services") -> None:
        """Lead every button of the screen of a group."""
        self._services = services
        self._groups = services.groups
        self._roster = services.groups.roster
        self._upkeep = services.groups.upkeep
        on = services.router.on
        on("panel", "edit", self.edit)
        on("panel", "people", self._people)
        on("panel", "groups", self.list)
        on("panel", "post-now", self._post_now)
        for verb, handler in {
            "new": self._new,
            "make": self._make,
            "basics": self._basics,
            "set-basics": self._set_basics,
            "channel": self._channel,
            "set-channel": self._set_channel,
            "set-people": self._set_people,
            "set-role": self._set_role,
            "set-voice": self._set_voice,
            "set-watch": self._set_watch,
            "card": self.card,
            "panel": self._panel,
            "archive": self.archive,
            "unarchive": self._unarchive,
            "revive": self._revive,
            "revive-in": self._revive_in,
        }.items():
            on("group", verb, handler)

    async def create(self, turn: Turn, *, name: str, channel_id: int) -> None:
        """Make a group, pin its card, show the panel to its facilitators, and ask for the rest."""
        await turn.wait()
        group = await self._upkeep.create(turn.guild_id or 0, turn.user_id, name=name, channel_id=channel_id)
        posted = await self._groups.panel.post(group, key=str(turn.id))
        panel = await self._groups.panel.post_panel(group, key=str(turn.id))
        key = "group-created" if isinstance(panel, Sent) else "group-created-no-panel"
        notice = turn.say("group-created-no-card" if posted is Shown.NOT else key)
        if posted is Shown.UNPINNED:
            notice += " " + turn.say("group-card-unpinned")
        await self._show(turn, await self._roster.get(group.guild_id, group.id), notice)

    async def _post_now(self, turn: Turn) -> None:
        """Post what the group's channel did not take, in the server or in a direct message, and say what came of it."""
        await turn.wait()
        group = await self._groups.for_member(int(turn.args[0]), turn.user_id)
        if not await self._roster.facilitates(group, turn.user_id):
            raise NotAFacilitator
        outcome = await self._groups.unposted.now(group, turn.args[1], int(turn.args[2]))
        if outcome is None:
            await turn.answer(turn.say("unposted-nothing"))
        elif isinstance(outcome, Sent):
            await turn.answer(turn.say("unposted-stands", channel=f"<#{group.channel_id}>"))
        else:
            reason = turn.say(self._groups.unposted.reason(group, outcome))
            await turn.answer(turn.say("unposted-still", reason=reason))

    async def list(self, turn: Turn) -> None:
        """Show a server's groups to those who may make them, and their own to those who look after one."""
        guild_id = turn.guild_id or 0
        groups, archived = [await self._roster.groups(guild_id, archived=rests) for rests in (False, True)]
        may_make = self._roster.may_make(guild_id, turn.user_id)
        if not may_make:
            groups, archived = [
                [one for one in some if await self._roster.facilitates(one, turn.user_id)]
                for some in (groups, archived)
            ]
            if not groups and not archived:
                raise NotAFacilitator
        await turn.answer(list_screen(groups, archived, turn.say, may_make=may_make))

    async def _new(self, turn: Turn) -> None:
        """Ask what a group in the chosen channel is called; what speaks against it is said before anybody types."""
        guild_id = turn.guild_id or 0
        if not self._roster.may_make(guild_id, turn.user_id):
            raise MayNotMakeGroups
        channel_id = int(turn.chosen[0])
        await self._upkeep.check_channel(guild_id, channel_id)
        await turn.form(new_form(channel_id, turn.say))

    async def _make(self, turn: Turn) -> None:
        name = " ".join(turn.fields["name"].split())
        await self.create(turn, name=name, channel_id=int(turn.args[0]))

    async def edit(self, turn: Turn) -> None:
        """Show a group with everything that can be changed."""
        await self._show(turn, await self._group(turn), "")

    async def card(self, turn: Turn) -> None:
        """Post and pin the card anew."""
        group = await self._group(turn)
        await turn.wait()
        shown = await self._groups.panel.post(group, key=str(turn.id))
        await self._show(turn, group, turn.say(_CARD[shown]))

    async def archive(self, turn: Turn) -> None:
        """Put a group to rest, with a way back."""
        group = await self._groups.archive(await self._group(turn), archived=True, by=turn.user_id)
        await turn.show(archived_screen(group, turn.say))

    async def _unarchive(self, turn: Turn) -> None:
        await self._wake(turn, int(turn.args[0]))

    async def _revive(self, turn: Turn) -> None:
        await self._wake(turn, int(turn.chosen[0]))

    async def _revive_in(self, turn: Turn) -> None:
        """Take a group up again in another channel, for its own can be a group's no more."""
        if turn.chosen:
            await self._wake(turn, int(turn.args[0]), channel_id=int(turn.chosen[0]))
        else:
            await self.list(turn)

    async def _wake(self, turn: Turn, number: int, *, channel_id: int | None = None) -> None:
        guild_id = turn.guild_id or 0
        found = [one for one in await self._roster.groups(guild_id, archived=True) if one.id == number]
        # Who may put a group to rest may take that back.
        theirs = [one for one in found if await self._roster.facilitates(one, turn.user_id)]
        if not theirs and not self._roster.may_make(guild_id, turn.user_id):
            raise MayNotMakeGroups
        for one in found:
            try:
                await self._upkeep.check_channel(guild_id, channel_id or one.channel_id)
            except (ChannelTaken, NoTextChannel, ChannelUnfit) as unfit:
                await turn.show(revive_screen(one, turn.say(unfit.text, **unfit.values), turn.say))
                continue
            group = await self._groups.archive(one, archived=False, by=turn.user_id, channel_id=channel_id)
            said = turn.say("group-revived")
            if group.channel_id != one.channel_id:
                said = await self._at_home(turn, group, said)
            await self._show(turn, group, said)
        if not found:
            await turn.show(turn.say("error-group-unknown"))

    async def _people(self, turn: Turn) -> None:
        group = await self._group(turn)
        await self._services.audit.add(group.guild_id, turn.user_id, Act.GROUP_PEOPLE_SEEN, about=group.id)
        people = [(self._roster.name_of(group, one.person_id), one) for one in await self._roster.people(group)]
        await turn.answer(people_screen(group, people, self._services.clock.now(), turn.say))

    async def _basics(self, turn: Turn) -> None:
        await turn.form(basics_form(await self._group(turn), turn.say))

    async def _set_basics(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        zone = group.zone
        if fields["city"].strip() != described(group.zone, turn.say.locale):
            zones = zones_for(fields["city"])
            if len(zones) != 1:
                raise CityUnknown(city=", ".join(described(one, turn.say.locale) for one in zones[:3]) or "Madrid")
            zone = zones[0]
        if not fields["capacity"].strip().isdigit():
            raise CapacityUnreadable
        values: dict[str, Any] = {
            "name": " ".join(fields["name"].split()) or group.name,
            "zone": zone,
            "locale": fields["locale"],
            "capacity": int(fields["capacity"]),
        }
        along = self._groups.move_zone if zone != group.zone else None
        changed = await self._upkeep.change(group, by=turn.user_id, along=along, **values)
        await self._renew(turn, changed)

    async def _channel(self, turn: Turn) -> None:
        await turn.show(channel_screen(await self._group(turn), turn.say))

    async def _set_channel(self, turn: Turn) -> None:
        group = await self._group(turn)
        if not turn.chosen:
            await self._show(turn, group, "")
            return
        channel = int(turn.chosen[0])
        await self._upkeep.check_channel(group.guild_id, channel, but=group.id)
        changed = await self._upkeep.change(group, by=turn.user_id, along=self._groups.move_place, channel_id=channel)
        await self._show(turn, changed, await self._at_home(turn, changed, turn.say("group-changed")))

    async def _at_home(self, turn: Turn, group: Group, said: str) -> str:
        """Bring a group's card into its new channel."""
        await turn.wait()
        shown = await self._groups.panel.post(group, key=str(turn.id))
        return said if shown is Shown.PINNED else turn.say(_CARD[shown])

    async def _set_people(self, turn: Turn) -> None:
        group = await self._group(turn)
        users = [int(one) for one in turn.chosen]
        await self._renew(turn, await self._upkeep.set_facilitators(group, users, by=turn.user_id))

    async def _set_role(self, turn: Turn) -> None:
        group = await self._group(turn)
        role = int(turn.chosen[0]) if turn.chosen else None
        await self._renew(turn, await self._groups.seating.change_role(group, role, by=turn.user_id))

    async def _set_voice(self, turn: Turn) -> None:
        group = await self._group(turn)
        voice = int(turn.chosen[0]) if turn.chosen else None
        changed = await self._upkeep.change(
            group, by=turn.user_id, along=self._groups.move_place, voice_channel_id=voice
        )
        said = "group-changed" if same_sight(self._services.directory, changed) else "group-voice-open"
        await self._renew(turn, changed, said)

    async def _set_watch(self, turn: Turn) -> None:
        """Write down what a group agreed to. More is read only once the group has heard so; less at once."""
        group = await self._group(turn)
        level = Level(turn.chosen[0])
        if (await self._roster.get(group.guild_id, group.id)).version != group.version:
            raise ChangedMeanwhile
        await turn.wait()
        if level.reads_more_than(self._roster.level(group)):
            if (unheard := await self._announce(turn, group, level)) is not None:
                raise Unannounced(reason=turn.say(unheard))
            await self._renew(turn, await self._upkeep.agree(group, level, turn.user_id))
            return
        changed = await self._upkeep.agree(group, level, turn.user_id)
        unheard = await self._announce(turn, group, level)
        self._groups.panel.renew(changed)
        said = (
            turn.say("group-changed") if unheard is None else turn.say("group-watch-unheard", reason=turn.say(unheard))
        )
        await self._show(turn, changed, said)

    async def _announce(self, turn: Turn, group: Group, level: Level) -> str | None:
        """Tell a group what is said to have been agreed in its name; return why it could not be told, by the key of a text."""
        say = self._roster.speaker(group)
        text = say(_ANNOUNCED[level], name=self._roster.name(group.guild_id, turn.user_id))
        message, key = Message(text, about=frozenset({turn.user_id})), f"watch:{group.id}:{turn.id}"
        outcome = await self._services.messenger.post(
            channel_id=group.channel_id, message=message, key=key, lane=Lane.BULK
        )
        return None if isinstance(outcome, Sent) else self._groups.unposted.reason(group, outcome)

    async def _panel(self, turn: Turn) -> None:
        group = await self._group(turn)
        await turn.wait()
        outcome = await self._groups.panel.post_panel(group, key=str(turn.id))
        said = turn.say("group-panel-posted" if isinstance(outcome, Sent) else "group-panel-not-posted")
        await self._show(turn, group, said)

    async def _renew(self, turn: Turn, group: Group, said: str = "group-changed") -> None:
        self._groups.panel.renew(group)
        await self._show(turn, group, turn.say(said))

    async def _group(self, turn: Turn) -> Group:
        """Return the group that a button is about, as old as the button: a change in between is refused."""
        group = await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)
        return replace(group, version=int(turn.args[1])) if len(turn.args) > 1 else group

    async def _show(self, turn: Turn, group: Group, notice: str) -> None:
        current = await self._roster.get(group.guild_id, group.id)
        facilitators = await self._roster.facilitators(current)
        level = self._roster.level(current)
        await turn.show(edit_screen(current, facilitators, level, turn.say, notice=notice))


_CARD = {
    Shown.PINNED: "group-card-posted",
    Shown.UNPINNED: "group-card-unpinned",
    Shown.NOT: "group-card-not-posted",
}
_ANNOUNCED = {
    Level.FULL: "group-agreed-full",
    Level.URGENT: "group-agreed-urgent",
    Level.PEOPLE: "group-agreed-people",
}
