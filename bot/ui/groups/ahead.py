"""Where the menu leads with which a meeting further ahead is called off: a holiday, entered weeks before."""

from typing import TYPE_CHECKING

from bot.audit import Act
from bot.groups.calling_off import Ahead
from bot.groups.errors import MeetingOver
from bot.groups.meeting_model import Session
from bot.groups.model import Group
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written
from bot.texts import Speaker, moment
from bot.ui.groups.noting import noting
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class CallingAhead:
    """Asks once more, and calls a meeting off long before its time."""

    def __init__(self, services: "Services") -> None:
        """Lead the menu and its buttons."""
        self._services = services
        self._groups = services.groups
        services.router.on("meet", "ahead", self.ask)
        services.router.on("meet", "off", self._off)

    async def ask(self, turn: Turn) -> None:
        """Show what it would mean to call one of the next meetings off; nothing is changed yet."""
        group, session = await self._session(turn)
        local = turn.chosen[0] if turn.chosen else _local(turn.args[2])
        found = next((one for one in await self._groups.calling_off.ahead(session) if one.local == local), None)
        if found is None:
            raise MeetingOver
        await turn.show(_question(group, session, found, turn.say))

    async def _off(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        note = await noting(self._services, turn, group, Act.GROUP_MEETING, session.id, "cancelled")
        meeting = await self._groups.calling_off.cancel_at(session, _local(turn.args[2]), note)
        hold = Button(turn.say("meet-button-hold"), button_id("occ", "hold", group.id, meeting.id))
        told = turn.say("meet-cancelled", at=moment(meeting.starts_at, "F"))
        await turn.show(Message(told, rows=((hold, _back(group, session, turn.say)),)))

    async def _session(self, turn: Turn) -> tuple[Group, Session]:
        group = await self._groups.roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)
        return group, await self._groups.sessions.get(group, int(turn.args[1]))


def _question(group: Group, session: Session, ahead: Ahead, say: Speaker) -> Message:
    at = moment(ahead.at, "F")
    if ahead.off and ahead.meeting is not None:
        hold = Button(say("meet-button-hold"), button_id("occ", "hold", group.id, ahead.meeting), style="primary")
        return Message(say("meet-ahead-off", at=at), rows=((hold, _back(group, session, say)),))
    mark = ahead.local.replace(":", ".")
    sure = Button(say("meet-button-cancel"), button_id("meet", "off", group.id, session.id, mark), style="danger")
    text = say("meet-ahead-ask", title=as_written(session.title), at=at)
    return Message(text, rows=((sure, _back(group, session, say)),))


def _back(group: Group, session: Session, say: Speaker) -> Button:
    return Button(say("plan-button-back"), button_id("panel", "meet", group.id, session.id))


def _local(mark: str) -> str:
    return mark.replace(".", ":")
