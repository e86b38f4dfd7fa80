"""Where the facilitators' buttons about check-ins lead."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.audit import Act, Note
from bot.groups.model import CheckIn, Group
from bot.texts import moment
from bot.ui.groups.noting import noting
from bot.ui.groups.plan_screens import became, on_day, plan_form, plan_screen, plans_screen, question_form, why_screen
from bot.ui.groups.rhythms import described
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class Planning:
    """Plans, changes and stops check-ins."""

    def __init__(self, services: "Services") -> None:
        """Lead every button and form of the plans' screens."""
        self._services = services
        self._checkins = services.groups.checkins
        self._roster = services.groups.roster
        on = services.router.on
        on("panel", "checkins", self.list)
        on("panel", "new", self.begin)
        on("panel", "propose", self._propose)
        on("panel", "plan", self._open)
        for verb, handler in {
            "save": self.save,
            "pause": self.pause,
            "resume": self.resume,
            "skip": self.skip,
            "unskip": self._unskip,
            "delete": self.delete,
            "restore": self._restore,
            "why": self.why,
            "ask": self._ask,
            "asked": self._asked,
            "bare": self._bare,
            "private": self._private,
        }.items():
            on("plan", verb, handler)
        on("panel", "fewer", self._fewer)
        on("panel", "as-is", self._as_is)

    async def list(self, turn: Turn) -> None:
        """Show a group's check-ins."""
        group = await self._group(turn)
        await turn.answer(plans_screen(group, await self._checkins.shown(group), turn.say))

    async def begin(self, turn: Turn) -> None:
        """Show the form for a new one."""
        await turn.form(plan_form(await self._group(turn), turn.say))

    async def save(self, turn: Turn) -> None:
        """Begin to ask."""
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin, "planned")
        await self.show(turn, group, await self._checkins.save(checkin, note), turn.say("plan-saved"))

    async def pause(self, turn: Turn) -> None:
        """Stop asking for a while."""
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin, "paused")
        await self.show(turn, group, await self._checkins.pause(checkin, note), turn.say("plan-paused"))

    async def resume(self, turn: Turn) -> None:
        """Ask again."""
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin, "resumed")
        await self.show(turn, group, await self._checkins.resume(checkin, note), turn.say("plan-resumed"))

    async def skip(self, turn: Turn) -> None:
        """Leave the next time out."""
        group, checkin = await self._plan(turn)
        left_out = await self._checkins.skip(checkin, await self._note(turn, group, checkin, "skipped"))
        said = turn.say("plan-nothing-to-skip")
        if left_out is not None:
            said = turn.say("plan-skipped", at=moment(left_out, "F"))
            if checkin.private:
                said = turn.say("plan-skipped-day", day=self._day(checkin, left_out, turn))
        await self.show(turn, group, await self._checkins.get(group, checkin.id), said)

    async def _unskip(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        back = await self._checkins.ask_after_all(checkin, await self._note(turn, group, checkin, "restored"))
        said = turn.say("plan-nothing-to-skip")
        if back is not None:
            at = self._day(checkin, back, turn) if checkin.private else moment(back, "F")
            said = turn.say("plan-unskipped", at=at)
        await self.show(turn, group, await self._checkins.get(group, checkin.id), said)

    @staticmethod
    def _day(checkin: CheckIn, at: datetime, turn: Turn) -> str:
        return on_day(at.astimezone(ZoneInfo(checkin.rule.zone)).date(), turn.say)

    async def delete(self, turn: Turn) -> None:
        """Stop for good, with a way back."""
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin, "deleted")
        await self.show(turn, group, await self._checkins.delete(checkin, note), turn.say("plan-deleted"))

    async def why(self, turn: Turn) -> None:
        """Say what became of the last occurrences."""
        group, checkin = await self._plan(turn)
        days = await self._checkins.why_privately(checkin)
        await turn.show(why_screen(group, checkin, await self._checkins.why(checkin), turn.say, days))

    async def _propose(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        checkin = await self._checkins.propose(
            group,
            question=fields["question"],
            rhythm=fields["rhythm"],
            when=fields["when"],
            until=fields["until"],
        )
        await turn.answer(
            plan_screen(group, checkin, self._services.clock.now(), turn.say, notice=turn.say("plan-preview"))
        )

    async def _open(self, turn: Turn) -> None:
        group = await self._group(turn)
        number = turn.chosen[0] if turn.chosen else turn.args[1]
        await self.show(turn, group, await self._checkins.get(group, int(number)), "")

    async def _restore(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin, "restored")
        back = await self._checkins.restore(checkin, note)
        await self.show(turn, group, back, turn.say(became("restore", back.state)))

    async def _ask(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        await turn.form(question_form(group, checkin, turn.say))

    async def _asked(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        fields = turn.fields
        changed = await self._checkins.add_question(
            checkin,
            kind=fields["kind"],
            label=fields["label"],
            choices=fields["choices"],
            note=await self._note(turn, group, checkin),
        )
        await self.show(turn, group, changed, turn.say("plan-changed"))

    async def _bare(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin)
        await self.show(turn, group, await self._checkins.drop_questions(checkin, note), turn.say("plan-changed"))

    async def _private(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        note = await self._note(turn, group, checkin)
        changed = await self._checkins.privately(checkin, private=not checkin.private, note=note)
        await self.show(turn, group, changed, turn.say("plan-now-private" if changed.private else "plan-now-together"))

    async def _fewer(self, turn: Turn) -> None:
        group, checkin = await self._plan(turn)
        checkin = await self._checkins.fewer(checkin, await self._note(turn, group, checkin))
        await turn.update(turn.say("fewer-done", rhythm=described(checkin.rule, turn.say)))

    async def _as_is(self, turn: Turn) -> None:
        await self._group(turn)
        await turn.update(turn.say("fewer-kept"))

    async def _group(self, turn: Turn) -> Group:
        return await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)

    async def _plan(self, turn: Turn) -> tuple[Group, CheckIn]:
        """Return what a button is about, as old as the button: a change in between is refused."""
        group = await self._group(turn)
        checkin = await self._checkins.get(group, int(turn.args[1]))
        return group, replace(checkin, version=int(turn.args[2])) if len(turn.args) > 2 else checkin

    async def _note(self, turn: Turn, group: Group, checkin: CheckIn, what: str = "changed") -> Note:
        return await noting(self._services, turn, group, Act.GROUP_CHECKIN, checkin.id, what)

    async def show(self, turn: Turn, group: Group, checkin: CheckIn, notice: str) -> None:
        """Show a check-in with everything that can be done with it."""
        off = await self._checkins.left_out(checkin)
        await turn.show(plan_screen(group, checkin, self._services.clock.now(), turn.say, notice=notice, off=off))
