"""Where the participants' buttons about sessions lead."""

from typing import TYPE_CHECKING

from bot.audit import nobody
from bot.groups.meeting_model import Coming
from bot.groups.model import Group
from bot.groups.takeaway import calendar_of
from bot.messenger.message import Attachment
from bot.ui.groups.coming_screens import answered_screen, coming_screen, left_screen
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class Attending:
    """Says whether one comes, is there, wants to speak, left; and what comes next."""

    def __init__(self, services: "Services") -> None:
        """Lead the buttons under invitations and rooms."""
        self._services = services
        self._groups = services.groups
        self._meetings = services.groups.meetings
        on = services.router.on
        for coming in (Coming.YES, Coming.LISTENING, Coming.NO):
            on("session", coming.value, self._answer)
        on("session", "list", self.coming)
        on("session", "mine", self._mine)
        on("session", "here", self._here)
        on("session", "turn", self._turn)
        on("session", "no-turn", self._turn)
        on("session", "left", self._left)
        on("session", "fine", self._fine)
        on("session", "ics", self._calendar)

    async def coming(self, turn: Turn) -> None:
        """Show somebody's next sessions."""
        found = await self._groups.roster.of(turn.guild_id or 0, turn.user_id)
        groups = {one.id: one for one in found}
        if turn.args and int(turn.args[0]) not in groups:
            group = await self._groups.for_member(int(turn.args[0]), turn.user_id)
            groups = {group.id: group, **groups}
        await self._show(turn, groups, turn.guild_id or 0)

    async def _mine(self, turn: Turn) -> None:
        guild_id = turn.guild_id or int(turn.args[0])
        found = await self._groups.roster.of(guild_id, turn.user_id)
        await self._show(turn, {one.id: one for one in found}, guild_id)

    async def _show(self, turn: Turn, groups: dict[int, Group], guild_id: int) -> None:
        found = [
            (groups[session.group_id], session, meeting, await self._meetings.mine(meeting, turn.user_id))
            for session, meeting in await self._groups.sessions.coming(list(groups))
        ]
        await turn.show(coming_screen(found, guild_id, turn.say))

    async def _answer(self, turn: Turn) -> None:
        _, session, meeting, kept = await self._meetings.answer(int(turn.args[0]), turn.user_id, Coming(turn.verb))
        await turn.show(answered_screen(session, meeting, kept, turn.say))

    async def _here(self, turn: Turn) -> None:
        await self._meetings.here(int(turn.args[0]), turn.user_id, by="button", note=nobody)
        await turn.answer(turn.say("session-is-here"))

    async def _turn(self, turn: Turn) -> None:
        wanted = turn.verb == "turn"
        order = await self._meetings.turn(int(turn.args[0]), turn.user_id, wanted=wanted)
        person = self._services.people.known(turn.user_id)
        if wanted and person in order:
            await turn.answer(turn.say("session-turn-joined", place=order.index(person) + 1))
        else:
            await turn.answer(turn.say("session-turn-passed"))

    async def _left(self, turn: Turn) -> None:
        group, _, _ = await self._meetings.look(int(turn.args[0]))
        await turn.answer(left_screen(group.guild_id, turn.say))

    async def _fine(self, turn: Turn) -> None:
        await turn.show(turn.say("session-left-thanks"))

    async def _calendar(self, turn: Turn) -> None:
        guild_id = turn.guild_id or int(turn.args[0])
        groups = await self._groups.roster.of(guild_id, turn.user_id)
        meetings = await self._groups.sessions.coming([one.id for one in groups])
        sessions = {one.id: [*await self._groups.sessions.of(one)] for one in groups}
        data = calendar_of(groups, sessions, meetings, self._services.clock.now())
        file = Attachment("sessions.ics", data, turn.say("session-calendar-alt"))
        await turn.answer(turn.say("session-calendar"), file)
