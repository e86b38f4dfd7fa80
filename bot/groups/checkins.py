"""Check-ins planned: proposed, saved, paused, skipped, deleted and taken back, and why each went as it did."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.agenda import Occurrence
from bot.agenda.recurrence import KEY_MARK
from bot.audit import Note
from bot.groups import checkin_book, checkin_times
from bot.groups.checkin_series import CheckInSeries, own_rule
from bot.groups.checkin_times import Day, Happened
from bot.groups.errors import (
    ChangedMeanwhile,
    NoSuchPlan,
    NoTimeLeft,
    QuestionEmpty,
)
from bot.groups.model import (
    LIVE,
    OPEN_HOURS,
    SHOWN,
    UNDO_FOR,
    CheckIn,
    Group,
    PlanState,
    before_deletion,
)
from bot.groups.questions import one_more
from bot.groups.rhythm import changed_rule, fewer, rule_from
from bot.parts import Parts


class CheckIns:
    """Every group's check-ins. A `note` writes who changed one into the staff's record, together with the change."""

    def __init__(self, parts: Parts, series: CheckInSeries) -> None:
        """Keep plans whose times `series` plans."""
        self._parts = parts
        self._series = series

    async def get(self, group: Group, checkin_id: int) -> CheckIn:
        """Return a check-in of a group.

        Raises:
            NoSuchPlan: it is not there, or another group's.
        """
        found = await self._parts.storage.read(lambda connection: checkin_book.find(connection, checkin_id))
        if found.group_id != group.id:
            raise NoSuchPlan
        return found

    async def of(self, group: Group, states: tuple[PlanState, ...] = LIVE) -> list[CheckIn]:
        """Return a group's check-ins."""
        return await self._parts.storage.read(lambda connection: checkin_book.of_group(connection, group.id, states))

    async def shown(self, group: Group) -> list[CheckIn]:
        """Return what a facilitator may look at: what runs or rests, then what ended, then what can be taken back."""
        since = self._parts.clock.now() - UNDO_FOR
        found = await self.of(group, SHOWN)
        kept = [one for one in found if one.state is not PlanState.DELETED or one.changed_at > since]
        return sorted(kept, key=lambda one: SHOWN.index(one.state))

    async def explained(self, group: Group) -> list[CheckIn]:
        """Return what *why* can tell of: what is shown, then what was deleted and of which something is still known."""
        shown = [one for one in await self.shown(group) if one.state is not PlanState.DELETED]
        deleted = await self.of(group, (PlanState.DELETED,))

        def work(connection: Connection) -> list[CheckIn]:
            agenda = self._parts.agenda
            told = checkin_times.happened, checkin_times.days
            return [one for one in deleted if any(look(agenda, connection, one) for look in told)]

        return shown + await self._parts.storage.read(work) if deleted else shown

    async def propose(self, group: Group, *, question: str, rhythm: str, when: str, until: str) -> CheckIn:
        """Keep a check-in that is planned nowhere yet, so that its times can be shown first.

        Raises:
            QuestionEmpty, RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: nothing was kept.
        """
        words = " ".join(question.split())
        if not words:
            raise QuestionEmpty
        now = self._parts.clock.now()
        rule = rule_from(rhythm, when, until, zone=group.zone, now=now)
        return await self._parts.storage.write(
            lambda connection: checkin_book.create(
                connection, group.id, question=words, rule=rule, open_hours=OPEN_HOURS, at=now
            )
        )

    def reworded(self, checkin: CheckIn, *, question: str, rhythm: str, when: str, until: str) -> CheckIn:
        """Return what a form would make of a check-in; nothing is kept of it.

        Raises:
            QuestionEmpty, RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: each says what to write instead.
        """
        words = " ".join(question.split())
        if not words:
            raise QuestionEmpty
        rule = changed_rule(checkin.rule, rhythm, when, until, now=self._parts.clock.now())
        return replace(checkin, question=words, rule=rule)

    async def put(self, checkin: CheckIn, wanted: CheckIn, note: Note) -> CheckIn:
        """Give a check-in the question and the times of `wanted`.

        Raises:
            ChangedMeanwhile: it was changed since it was looked at.
            NoTimeLeft: it runs, and would be asked no more.
        """
        values = {"question": wanted.question} | checkin_book.rule_values(wanted.rule)
        return await self._change(checkin, note, **values)

    async def fewer(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Ask less often.

        Raises:
            ChangedMeanwhile: it was changed since that was proposed, or cannot be asked less often.
        """
        rarer = fewer(checkin.rule)
        if rarer is None:
            raise ChangedMeanwhile
        return await self._change(checkin, note, few=0, **checkin_book.rule_values(rarer))

    async def privately(self, checkin: CheckIn, *, private: bool, note: Note) -> CheckIn:
        """Ask each who wants it at their own hour, or the group together."""
        return await self._change(checkin, note, private=private)

    async def add_question(self, checkin: CheckIn, *, kind: str, label: str, choices: str, note: Note) -> CheckIn:
        """Add a question beyond the one tap.

        Raises:
            TooManyQuestions, ChoicesUnreadable, QuestionEmpty: nothing was added.
        """
        questions = one_more(checkin.questions, kind=kind, label=label, choices=choices)
        return await self._change(checkin, note, questions=checkin_book.question_values(questions))

    async def drop_questions(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Leave only the one tap."""
        return await self._change(checkin, note, questions=[])

    # -- running --------------------------------------------------------------------------------------------------

    async def save(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Begin to ask.

        Raises:
            NoTimeLeft: its end is over.
        """
        return await self._change(checkin, note, state=PlanState.ACTIVE)

    async def pause(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Stop asking until somebody resumes it.

        Raises:
            ChangedMeanwhile: it is deleted, or came to its end.
        """
        if checkin.state not in (PlanState.ACTIVE, PlanState.PAUSED):
            raise ChangedMeanwhile
        return await self._change(checkin, note, state=PlanState.PAUSED)

    async def resume(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Ask again from the next time on; what was left out meanwhile stays left out.

        Raises:
            ChangedMeanwhile: it is deleted.
            NoTimeLeft: its end is over.
        """
        if checkin.state is PlanState.DELETED:
            raise ChangedMeanwhile
        return await self._change(checkin, note, state=PlanState.ACTIVE)

    async def delete(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Stop for good; for a week it can be taken back.

        Raises:
            ChangedMeanwhile: it is deleted already, and that can be taken back.
        """
        if checkin.state is PlanState.DELETED:
            raise ChangedMeanwhile
        return await self._change(checkin, note, state=PlanState.DELETED, was=checkin.state)

    async def restore(self, checkin: CheckIn, note: Note) -> CheckIn:
        """Take a deletion back; what rested goes on resting.

        Raises:
            NoSuchPlan: the week is over.
            ChangedMeanwhile: it was taken back already.
        """
        now = self._parts.clock.now()
        if checkin.state is not PlanState.DELETED:
            raise ChangedMeanwhile
        if now - checkin.changed_at > UNDO_FOR:
            raise NoSuchPlan
        state = before_deletion(checkin.was, more_to_come=checkin.rule.next_after(now) is not None)
        return await self._change(checkin, note, state=state)

    async def skip(self, checkin: CheckIn, note: Note) -> datetime | None:
        """Leave the next time out; return it, or None if none is planned.

        Raises:
            ChangedMeanwhile: somebody else changed it, or left that time out, since it was looked at.
        """
        agenda, now = self._parts.agenda, self._parts.clock.now()

        def work(connection: Connection) -> datetime | None:
            left_out = checkin_times.skip(agenda, connection, checkin) if checkin.state is PlanState.ACTIVE else None
            if left_out is not None:
                checkin_book.change(connection, checkin.id, checkin.version, now)
                note(connection)
            return left_out

        return await self._parts.storage.write(work)

    async def ask_after_all(self, checkin: CheckIn, note: Note) -> datetime | None:
        """Ask at the earliest time that somebody had left out and that is to come; return it."""
        agenda, now = self._parts.agenda, self._parts.clock.now()

        def work(connection: Connection) -> datetime | None:
            back = checkin_times.take_up(agenda, connection, checkin)
            if back is not None:
                # Where it was the last one, the plan had ended with it.
                checkin_book.change(connection, checkin.id, checkin.version, now, state=PlanState.ACTIVE)
                note(connection)
            return back

        return await self._parts.storage.write(work)

    async def left_out(self, checkin: CheckIn) -> frozenset[datetime]:
        """Return the times to come that somebody left out."""
        if checkin.state not in (PlanState.ACTIVE, PlanState.ENDED):
            return frozenset()
        look = partial(checkin_times.left_out, self._parts.agenda, checkin=checkin)
        return frozenset((await self._parts.storage.read(look)).values())

    async def next_at(self, checkin: CheckIn) -> datetime | None:
        """Return when the group is asked next."""
        look = partial(checkin_times.waiting, self._parts.agenda, checkin=checkin)
        following = await self._parts.storage.read(look)
        return None if following is None else following[1]

    async def why(self, checkin: CheckIn, *, limit: int = 10) -> list[Happened]:
        """Return what happened to each of the last occurrences, the latest first."""
        look = partial(checkin_times.happened, self._parts.agenda, checkin=checkin)
        return (await self._parts.storage.read(look))[:limit]

    async def why_privately(self, checkin: CheckIn) -> dict[date, Day]:
        """Return what happened, by the day, to those who are asked at their own hour, the latest first."""
        return await self._parts.storage.read(partial(checkin_times.days, self._parts.agenda, checkin=checkin))

    # -- one's own hour -------------------------------------------------------------------------------------------

    async def subscribe(self, checkin: CheckIn, user_id: int, *, zone: str, hour: int) -> Occurrence | None:
        """Ask somebody privately, at an hour and in a zone of their own; return the first time, None while it rests."""
        person = await self._parts.people.person(user_id)
        rule = own_rule(checkin.rule, zone, hour)

        def work(connection: Connection) -> Occurrence | None:
            checkin_book.subscribe(connection, checkin.id, person, zone, hour)
            self._parts.agenda.cancel_prefix(connection, checkin.series_of(person) + KEY_MARK)
            now = checkin_book.find(connection, checkin.id)
            asks = now.state is PlanState.ACTIVE and now.private
            first = self._series.plan(connection, checkin, person, rule) if asks else None
            return None if first is None else checkin_times.first_kept(self._parts.agenda, connection, now, rule, first)

        return await self._parts.storage.write(work)

    async def unsubscribe(self, checkin: CheckIn, user_id: int) -> None:
        """Stop asking somebody privately."""
        person = await self._parts.people.person(user_id)

        def work(connection: Connection) -> None:
            checkin_book.unsubscribe(connection, checkin.id, person)
            self._parts.agenda.cancel_prefix(connection, checkin.series_of(person) + KEY_MARK)

        await self._parts.storage.write(work)

    async def _change(self, checkin: CheckIn, note: Note, **values: Any) -> CheckIn:  # noqa: ANN401  each column has its own type
        now = self._parts.clock.now()

        def work(connection: Connection) -> CheckIn:
            changed = checkin_book.change(connection, checkin.id, checkin.version, now, **values)
            note(connection)
            if (changed.rule, changed.state, changed.private) == (checkin.rule, checkin.state, checkin.private):
                return changed  # its times stand, one that is being tried again among them
            self._series.cancel(connection, changed)
            if changed.state is PlanState.ACTIVE:
                if changed.rule.next_after(now) is None:
                    raise NoTimeLeft
                self._series.begin(connection, changed)
            return changed

        return await self._parts.storage.write(work)
