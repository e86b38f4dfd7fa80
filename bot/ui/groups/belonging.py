"""Where the buttons of a group's card lead that are about oneself: joining, time off, notes, one's own hour."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.groups.errors import CityUnknown, HourAtNight, NothingPrivate
from bot.groups.model import Group, Role
from bot.groups.rhythm import first_time
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Choice, Form, FormMenu, Message, TextInput
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, shorten
from bot.texts import moment
from bot.ui.groups.group_screens import me_screen
from bot.ui.setup.cities import described, zones_for
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services

TIME_OFF: Final = timedelta(days=14)
AWAKE: Final = range(9, 21)  # when the bot writes to people privately at all


class Belonging:
    """What somebody chooses for themselves in a group."""

    def __init__(self, services: "Services") -> None:
        """Lead the buttons of the pinned card."""
        self._services = services
        self._groups = services.groups
        self._roster = services.groups.roster
        self._places = services.groups.places
        on = services.router.on
        on("group", "me", self.me)
        on("group", "join", self._join)
        on("group", "leave", self._leave)
        on("group", "off", self._off)
        on("group", "back", self._back)
        on("group", "notes", self._notes)
        on("group", "reminders", self._reminders)
        on("private", "open", self._private)
        on("private", "set", self._set_private)
        on("private", "stop", self._stop_private)

    async def me(self, turn: Turn) -> None:
        """Show what somebody chose for themselves."""
        await self._show(turn, await self._group(turn))

    async def _join(self, turn: Turn) -> None:
        group = await self._group(turn)
        joined = await self._places.join(group, turn.user_id)
        if joined.role is Role.WAITING:
            back = Button(turn.say("me-button-leave"), button_id("group", "leave", group.id))
            talk = to_a_person(turn.say, group.guild_id, style="success")
            await turn.show(Message(turn.say("group-waiting", group=as_written(group.name)), rows=((back, talk),)))
            return
        await self._show(turn, group, turn.say("group-joined" if joined.before is None else "group-joined-before"))

    async def _leave(self, turn: Turn) -> None:
        group = await self._group(turn)
        await self._groups.leave(group, turn.user_id)
        self._groups.panel.renew(group)
        by_role = await self._roster.belonging(group, turn.user_id) is not None
        said = "group-left-role" if by_role else "group-left"
        await turn.show(turn.say(said, group=as_written(group.name), role=f"<@&{group.role_id}>"))

    async def _off(self, turn: Turn) -> None:
        group = await self._own(turn)
        if group is None:
            return
        until = self._services.clock.now() + TIME_OFF
        await self._places.time_off(group, turn.user_id, until)
        await self._show(turn, group, turn.say("group-time-off", until=moment(until, "D")))

    async def _back(self, turn: Turn) -> None:
        group = await self._own(turn)
        if group is None:
            return
        await self._places.time_off(group, turn.user_id, None)
        await self._show(turn, group, turn.say("group-back"))

    async def _notes(self, turn: Turn) -> None:
        group = await self._own(turn)
        if group is None:
            return
        wanted = turn.args[1] == "1"
        await self._places.prefer(group, turn.user_id, notes=wanted, noted_at=None)
        await self._show(turn, group, turn.say("group-notes-on" if wanted else "group-notes-off"))

    async def _reminders(self, turn: Turn) -> None:
        group = await self._own(turn)
        if group is None:
            return
        await self._places.prefer(group, turn.user_id, reminders=turn.chosen[0])
        await self._show(turn, group, turn.say("group-reminders-set"))

    # -- one's own hour -------------------------------------------------------------------------------------------

    async def _private(self, turn: Turn) -> None:
        group = await self._own(turn)
        if group is None:
            return
        found = [one for one in await self._groups.checkins.of(group) if one.private]
        if not found:
            raise NothingPrivate
        form = Form(
            button_id("private", "set", group.id),
            turn.say("private-form-title"),
            (
                FormMenu(
                    "checkin",
                    turn.say("private-form-which"),
                    tuple(
                        Choice(shorten(one.question, 100), str(one.id), chosen=one is found[0]) for one in found[:25]
                    ),
                ),
                TextInput("hour", turn.say("private-form-hour"), default="18:00", max_length=5),
                TextInput(
                    "city", turn.say("private-form-city"), default=described(group.zone, turn.say.locale), max_length=60
                ),
            ),
            notice=turn.say("private-form-notice"),
        )
        await turn.form(form)

    async def _set_private(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        checkin = await self._groups.checkins.get(group, int(fields["checkin"]))
        zones = zones_for(fields["city"])
        if len(zones) != 1:
            raise CityUnknown(city=", ".join(described(one, turn.say.locale) for one in zones[:3]) or "Madrid")
        now = self._services.clock.now()
        hour = first_time(fields["hour"], now.replace(tzinfo=None)).hour
        if hour not in AWAKE:
            raise HourAtNight
        first = await self._groups.checkins.subscribe(checkin, turn.user_id, zone=zones[0], hour=hour)
        stop = Button(turn.say("private-button-stop"), button_id("private", "stop", group.id, checkin.id))
        said = turn.say("private-set-resting")
        if first is not None:
            said = turn.say("private-set", at=moment(first.at, "F"))
        await turn.show(Message(said, rows=((stop,),)))

    async def _stop_private(self, turn: Turn) -> None:
        group = await self._group(turn)
        checkin = await self._groups.checkins.get(group, int(turn.args[1]))
        await self._groups.checkins.unsubscribe(checkin, turn.user_id)
        await turn.show(turn.say("private-stopped"))

    async def _own(self, turn: Turn) -> Group | None:
        """Return the group that a button names to who belongs to it; to anybody else say how they come in."""
        group = await self._group(turn)
        if await self._roster.belonging(group, turn.user_id) is not None:
            return group
        await self._show(turn, group)
        return None

    async def _group(self, turn: Turn) -> Group:
        """Return the group that a button names; in a direct message, of any server that the person is in."""
        number = int(turn.args[0])
        return await self._groups.for_member(number, turn.user_id)

    async def _show(self, turn: Turn, group: Group, notice: str = "") -> None:
        one = await self._roster.belonging(group, turn.user_id)
        screen = me_screen(group, one, self._services.clock.now(), turn.say)
        await turn.show(Message(f"{notice}\n\n{screen.content}".strip(), rows=screen.rows))
