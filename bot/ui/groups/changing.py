"""Where *Change* of a plan leads: what it would be is shown first, and saved by a press; two who change it lose nothing."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from bot.audit import Act, Note
from bot.groups.errors import ChangedMeanwhile
from bot.groups.meeting_model import Session
from bot.groups.model import CheckIn, Group, PlanState
from bot.groups.rhythm import on_days
from bot.ui.drafts import AT_HAND, NotAtHand
from bot.ui.groups.change_screens import checkin_preview, session_preview
from bot.ui.groups.leading import Leading
from bot.ui.groups.noting import noting
from bot.ui.groups.plan_screens import plan_form
from bot.ui.groups.planning import Planning
from bot.ui.groups.session_screens import session_form
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services

MOST: Final = 500

P = TypeVar("P", CheckIn, Session)


@dataclass(frozen=True, slots=True)
class Pending(Generic[P]):
    """A change that somebody looks at: of which plan as it was, to what, and since when."""

    base: P
    wanted: P
    mark: int
    at: datetime


class Changes(Generic[P]):
    """What each facilitator is changing, in memory alone and for a quarter of an hour; the plan itself is untouched."""

    def __init__(self, *parts: str) -> None:
        """Hold changes of these parts of a plan."""
        self._parts = parts
        self._held: OrderedDict[tuple[int, int, int], Pending[P]] = OrderedDict()

    def hold(self, turn: Turn, base: P, wanted: P, mark: int) -> None:
        """Keep a change under a mark that its buttons bear."""
        while self._held and (len(self._held) >= MOST or turn.at - next(iter(self._held.values())).at > AT_HAND):
            self._held.popitem(last=False)
        self._held[turn.user_id, base.id, mark] = Pending(base, wanted, mark, turn.at)

    def held(self, turn: Turn, plan: P, mark: int) -> Pending[P] | None:
        """Return what somebody was changing."""
        found = self._held.get((turn.user_id, plan.id, mark))
        return None if found is None or turn.at - found.at > AT_HAND else found

    def drop(self, turn: Turn, plan: P, mark: int) -> None:
        """Forget a change."""
        self._held.pop((turn.user_id, plan.id, mark), None)

    def merged(self, pending: Pending[P], current: P) -> P:
        """Return the present plan with what was changed, and nothing else, put into it."""
        changed: dict[str, Any] = {
            name: getattr(pending.wanted, name)
            for name in self._parts
            if getattr(pending.wanted, name) != getattr(pending.base, name)
        }
        return replace(current, **changed)


class Changing:
    """Changes plans that run, and proposals at once: these are a preview themselves."""

    def __init__(self, services: "Services", planning: Planning, leading: Leading) -> None:
        """Lead the buttons and forms of both kinds of plan."""
        self._services = services
        self._planning, self._leading = planning, leading
        self._checkins, self._sessions = services.groups.checkins, services.groups.sessions
        self._roster = services.groups.roster
        self._of_checkins = Changes[CheckIn]("question", "rule")
        self._of_sessions = Changes[Session]("title", "rule", "minutes")
        on = services.router.on
        on("plan", "edit", self._edit)
        on("plan", "reword", self._reword)
        on("plan", "days", self._days)
        on("plan", "change", self._change)
        on("plan", "leave", self._leave)
        on("meet", "edit", self._edit_session)
        on("meet", "reword", self._reword_session)
        on("meet", "days", self._session_days)
        on("meet", "change", self._change_session)
        on("meet", "leave", self._leave_session)

    # -- check-ins ------------------------------------------------------------------------------------------------

    async def _edit(self, turn: Turn) -> None:
        group, checkin = await self._checkin(turn)
        self._of_checkins.hold(turn, checkin, checkin, -checkin.version)
        await turn.form(plan_form(group, turn.say, checkin))

    async def _reword(self, turn: Turn) -> None:
        group, checkin = await self._checkin(turn)
        base, fields = _base(self._of_checkins, turn, checkin), turn.fields
        wanted = self._checkins.reworded(
            base,
            question=fields["question"],
            rhythm=fields["rhythm"],
            when=fields["when"],
            until=fields["until"],
        )
        await self._preview(turn, group, checkin, base, wanted)

    async def _days(self, turn: Turn) -> None:
        group, checkin = await self._checkin(turn)
        if checkin.version != int(turn.args[2]):
            raise ChangedMeanwhile
        wanted = replace(checkin, rule=on_days(checkin.rule, turn.chosen))
        await self._preview(turn, group, checkin, checkin, wanted)

    async def _preview(self, turn: Turn, group: Group, checkin: CheckIn, base: CheckIn, wanted: CheckIn) -> None:
        """Show what a change would make of a plan as it is now; a proposal is changed at once."""
        if base.state is PlanState.PROPOSED:
            note = await self._note(turn, group, Act.GROUP_CHECKIN, base.id)
            changed = await self._checkins.put(base, wanted, note)
            await self._planning.show(turn, group, changed, turn.say("plan-changed"))
            return
        meanwhile = base.version != checkin.version
        merged = self._of_checkins.merged(Pending(base, wanted, 0, turn.at), checkin)
        self._of_checkins.hold(turn, checkin, merged, turn.id)
        off = await self._checkins.left_out(merged)
        now = self._services.clock.now()
        await turn.show(checkin_preview(group, checkin, merged, turn.id, now, turn.say, off=off, meanwhile=meanwhile))

    async def _change(self, turn: Turn) -> None:
        group, checkin = await self._checkin(turn)
        mark = int(turn.args[3])
        pending = self._of_checkins.held(turn, checkin, mark)
        if pending is None:
            raise NotAtHand
        if checkin.state is PlanState.DELETED:
            raise ChangedMeanwhile
        if pending.base.version != checkin.version:
            await self._preview(turn, group, checkin, pending.base, pending.wanted)
            return
        note = await self._note(turn, group, Act.GROUP_CHECKIN, checkin.id)
        changed = await self._checkins.put(pending.base, pending.wanted, note)
        self._of_checkins.drop(turn, checkin, mark)
        await self._planning.show(turn, group, changed, turn.say("plan-changed"))

    async def _leave(self, turn: Turn) -> None:
        group, checkin = await self._checkin(turn)
        self._of_checkins.drop(turn, checkin, int(turn.args[3]))
        await self._planning.show(turn, group, checkin, turn.say("plan-unchanged"))

    # -- sessions -------------------------------------------------------------------------------------------------

    async def _edit_session(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        self._of_sessions.hold(turn, session, session, -session.version)
        await turn.form(session_form(group, turn.say, session))

    async def _reword_session(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        base, fields = _base(self._of_sessions, turn, session), turn.fields
        wanted = self._sessions.reworded(
            base, title=fields["title"], rhythm=fields["rhythm"], when=fields["when"], minutes=fields["minutes"]
        )
        await self._session_preview(turn, group, session, base, wanted)

    async def _session_days(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        if session.version != int(turn.args[2]):
            raise ChangedMeanwhile
        wanted = replace(session, rule=on_days(session.rule, turn.chosen))
        await self._session_preview(turn, group, session, session, wanted)

    async def _session_preview(
        self, turn: Turn, group: Group, session: Session, base: Session, wanted: Session
    ) -> None:
        if base.state is PlanState.PROPOSED:
            note = await self._note(turn, group, Act.GROUP_SESSION, base.id)
            changed = await self._sessions.put(base, wanted, note)
            await self._leading.show(turn, group, changed, turn.say("plan-changed"))
            return
        meanwhile = base.version != session.version
        merged = self._of_sessions.merged(Pending(base, wanted, 0, turn.at), session)
        self._of_sessions.hold(turn, session, merged, turn.id)
        now = self._services.clock.now()
        await turn.show(session_preview(group, session, merged, turn.id, now, turn.say, meanwhile=meanwhile))

    async def _change_session(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        mark = int(turn.args[3])
        pending = self._of_sessions.held(turn, session, mark)
        if pending is None:
            raise NotAtHand
        if session.state is PlanState.DELETED:
            raise ChangedMeanwhile
        if pending.base.version != session.version:
            await self._session_preview(turn, group, session, pending.base, pending.wanted)
            return
        note = await self._note(turn, group, Act.GROUP_SESSION, session.id)
        changed = await self._sessions.put(pending.base, pending.wanted, note)
        self._of_sessions.drop(turn, session, mark)
        await self._leading.show(turn, group, changed, turn.say("plan-changed"))

    async def _leave_session(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        self._of_sessions.drop(turn, session, int(turn.args[3]))
        await self._leading.show(turn, group, session, turn.say("plan-unchanged"))

    async def _group(self, turn: Turn) -> Group:
        return await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)

    async def _checkin(self, turn: Turn) -> tuple[Group, CheckIn]:
        group = await self._group(turn)
        return group, await self._checkins.get(group, int(turn.args[1]))

    async def _session(self, turn: Turn) -> tuple[Group, Session]:
        group = await self._group(turn)
        return group, await self._sessions.get(group, int(turn.args[1]))

    async def _note(self, turn: Turn, group: Group, act: Act, number: int) -> Note:
        return await noting(self._services, turn, group, act, number, "changed")


def _base(changes: Changes[P], turn: Turn, current: P) -> P:
    """Return the plan as it stood in the form that a turn submits.

    Raises:
        ChangedMeanwhile: somebody changed it since, and how it stood is not known any more.
    """
    version = int(turn.args[2])
    if version == current.version:
        return current
    opened = changes.held(turn, current, -version)
    if opened is None:
        raise ChangedMeanwhile
    return opened.base
