"""Prompts posted: by hand after a look, or by themselves in turn; and what nobody answered, for facilitators only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from bot.agenda import Done, GiveUp, Grace, Job, RetryLater, Rule, plan_next, replan
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.groups import book
from bot.groups.checkin_book import rule_values
from bot.groups.errors import ChangedMeanwhile, NoSuchPlan, NoSuchPrompt, PromptUnfit
from bot.groups.library import NOTES, OWN, THEMES, Prompt, in_turn, load
from bot.groups.model import GRACE, Group, PlanState
from bot.groups.rhythm import rule_from
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.tables import own_prompts, prompt_plans, prompt_posts
from bot.groups.troubles import TRANSIENT, reason_of
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.messenger.plain import as_written, shorten
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.texts import Speaker, moment

POST: Final = "prompt-post"
LOOK: Final = "prompt-look"
LOOKED_AFTER: Final = timedelta(hours=48)
LOOKED_UNTIL: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Plan:
    """Prompts that come by themselves."""

    id: int
    group_id: int
    theme: str | None
    rule: Rule
    state: PlanState
    version: int
    changed_at: datetime

    @classmethod
    def of(cls, row: Row[Any]) -> "Plan":
        """Read a row."""
        rule = Rule(row.rrule, datetime.fromisoformat(row.starts), row.zone)
        return cls(row.id, row.group_id, row.theme, rule, PlanState(row.state), row.version, row.changed_at)

    @property
    def series(self) -> str:
        """The name of its series in the agenda."""
        return f"prompt:{self.id}"


@dataclass(frozen=True, slots=True)
class Used:
    """One prompt that was posted."""

    prompt: str
    at: datetime
    answered: bool
    channel_id: int | None
    message_id: int | None


class Prompts:
    """The library, a server's own prompts, and what was posted when."""

    def __init__(self, parts: Parts, roster: Roster, staff: Staff) -> None:
        """Read the library and register what the agenda must know.

        Raises:
            PromptsUnreadable: the library is wrong, and the start stops.
        """
        self._parts = parts
        self._roster = roster
        self._staff = staff
        self._library = load(parts.data_dir / "prompts")
        self._open: dict[int, int] = {}  # the last posting in a channel that nobody has answered yet
        parts.agenda.register(POST, self._post_job, misfire=Grace(GRACE), then=self._follow)
        parts.agenda.register(LOOK, self._look_job, misfire=Grace(LOOKED_UNTIL))

    async def load(self) -> None:
        """Know which postings still wait for an answer, and bring plans in step with the zones' present offsets."""
        since = self._parts.clock.now() - LOOKED_AFTER

        def work(connection: Connection) -> list[Row[Any]]:
            for group in book.at_work(connection):
                for plan in _plans(connection, group.id, (PlanState.ACTIVE,)):
                    replan(
                        self._parts.agenda,
                        connection,
                        kind=POST,
                        series=plan.series,
                        rule=plan.rule,
                        payload={"plan": plan.id},
                    )
            query = select(prompt_posts).where(prompt_posts.c.at > since, prompt_posts.c.answered == False)  # noqa: E712  PostgreSQL binds no value after IS
            return list(connection.execute(query.order_by(prompt_posts.c.at)).all())

        for row in await self._parts.storage.write(work):
            if row.channel_id is not None:
                self._open[row.channel_id] = row.id

    # -- what there is --------------------------------------------------------------------------------------------

    async def all_of(self, guild_id: int, theme: str | None = None) -> list[Prompt]:
        """Return the library and a server's own prompts, of one theme or of all."""

        def work(connection: Connection) -> list[Prompt]:
            rows = connection.execute(
                select(own_prompts).where(own_prompts.c.guild_id == guild_id).order_by(own_prompts.c.id)
            )
            return [Prompt(f"{OWN}/{row.id}", row.theme, (("", row.text),)) for row in rows]

        own = await self._parts.storage.read(work)
        return [one for one in (*own, *self._library) if theme is None or one.theme == theme]

    async def find(self, guild_id: int, key: str) -> Prompt:
        """Return a prompt.

        Raises:
            NoSuchPrompt: it is gone, or another server's.
        """
        found = next((one for one in await self.all_of(guild_id) if one.key == key), None)
        if found is None:
            raise NoSuchPrompt
        return found

    async def used(self, group: Group, *, limit: int = 500) -> list[Used]:
        """Return what was posted in a group, the latest first."""

        def work(connection: Connection) -> list[Used]:
            query = select(prompt_posts).where(prompt_posts.c.group_id == group.id)
            rows = connection.execute(query.order_by(prompt_posts.c.at.desc()).limit(limit))
            return [Used(row.prompt, row.at, row.answered, row.channel_id, row.message_id) for row in rows]

        return await self._parts.storage.read(work)

    async def suggest(self, group: Group, theme: str | None, *, but: frozenset[str] = frozenset()) -> Prompt:
        """Return the next prompt in turn, leaving out what was just looked at."""
        wanted = [one for one in await self.all_of(group.guild_id, theme) if one.key not in but]
        used = [one.prompt for one in reversed(await self.used(group))]
        found = in_turn(wanted, used)
        if found is None:
            raise NoSuchPrompt
        return found

    async def add(self, guild_id: int, user_id: int, *, text: str, theme: str) -> Prompt:
        """Keep a prompt of a server's own.

        Raises:
            PromptUnfit: it has no words, or a theme that there is not.
        """
        words = " ".join(text.split())
        if len(words) < 5 or theme not in THEMES:
            raise PromptUnfit
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        values = {"guild_id": guild_id, "text": words, "theme": theme, "added_by": person, "added_at": now}
        number = await self._parts.storage.write(
            lambda connection: connection.execute(
                insert(own_prompts).values(values).returning(own_prompts.c.id)
            ).scalar_one()
        )
        return Prompt(f"{OWN}/{number}", theme, (("", words),))

    # -- posting --------------------------------------------------------------------------------------------------

    async def post(self, group: Group, prompt: Prompt, *, occasion: str) -> Outcome:
        """Post a prompt, once for an occasion, and remember that it was used."""
        now = self._parts.clock.now()

        def intend(connection: Connection) -> tuple[int, str]:
            row = connection.execute(select(prompt_posts).where(prompt_posts.c.occasion == occasion)).first()
            if row is not None:
                return row.id, row.prompt
            values = {"group_id": group.id, "occasion": occasion, "prompt": prompt.key, "at": now, "answered": False}
            added = connection.execute(insert(prompt_posts).values(values).returning(prompt_posts.c.id))
            return added.scalar_one(), prompt.key

        number, key = await self._parts.storage.write(intend)
        chosen = prompt if key == prompt.key else await self.find(group.guild_id, key)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=prompt_card(group, chosen, self._roster.speaker(group), number=number),
            key=f"prompt:{number}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            await self._parts.storage.write(partial(self._posted, number=number, sent=outcome))
        return outcome

    def _posted(self, connection: Connection, *, number: int, sent: Sent) -> None:
        connection.execute(
            update(prompt_posts)
            .where(prompt_posts.c.id == number)
            .values(channel_id=sent.channel_id, message_id=sent.message_id)
        )
        self._open[sent.channel_id] = number
        due = self._parts.clock.now() + LOOKED_AFTER
        # After an absence only the latest that nobody answered is told.
        self._parts.agenda.plan(
            connection,
            kind=LOOK,
            key=f"{LOOK}:{number}",
            due=due,
            payload={"post": number},
            series=f"{LOOK}:{sent.channel_id}",
        )

    def waits(self, channel_id: int) -> bool:
        """Say, at the cost of one look into a dictionary, whether a posting in a channel waits for an answer."""
        return channel_id in self._open

    async def answered(self, channel_id: int) -> None:
        """Note that somebody wrote after the last posting in a channel, or passed; who it was is not kept."""
        number = self._open.pop(channel_id, None)
        if number is not None:
            await self._parts.storage.write(
                lambda connection: connection.execute(
                    update(prompt_posts).where(prompt_posts.c.id == number).values(answered=True)
                )
            )

    async def passed(self, number: int) -> None:
        """Take *pass* for the answer that it is."""
        await self._parts.storage.write(
            lambda connection: connection.execute(
                update(prompt_posts).where(prompt_posts.c.id == number).values(answered=True)
            )
        )
        self._open = {channel: one for channel, one in self._open.items() if one != number}

    async def _look_job(self, job: Job) -> Ending:
        number = int(job.payload["post"] or 0)

        def look(connection: Connection) -> tuple[Row[Any], Group] | None:
            row = connection.execute(select(prompt_posts).where(prompt_posts.c.id == number)).first()
            return None if row is None else (row, book.find(connection, row.group_id))

        found = await self._parts.storage.read(look)
        if found is None or found[0].answered:
            return Done()
        row, group = found
        if row.channel_id is not None:
            self._open.pop(row.channel_id, None)
        say = self._roster.speaker(group)
        prompt = await self.find(group.guild_id, row.prompt)
        text = say(
            "prompt-unanswered",
            group=as_written(group.name),
            prompt=shorten(prompt.text(group.locale), 200),
            at=moment(row.at, "D"),
        )
        await self._staff.post(group, Message(text), key=job.key)
        return Done()

    # -- in turn, by themselves -----------------------------------------------------------------------------------

    async def propose(self, group: Group, *, theme: str | None, rhythm: str, when: str, until: str) -> Plan:
        """Keep a plan that nothing is posted by yet, so that its times can be shown first.

        Raises:
            PromptUnfit, RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: nothing was kept.
        """
        if theme is not None and theme not in THEMES:
            raise PromptUnfit
        now = self._parts.clock.now()
        rule = rule_from(rhythm, when, until, zone=group.zone, now=now)
        values = {
            "group_id": group.id,
            "theme": theme,
            "state": PlanState.PROPOSED,
            "version": 1,
            "changed_at": now,
            **rule_values(rule),
        }
        return await self._parts.storage.write(
            lambda connection: Plan.of(
                connection.execute(insert(prompt_plans).values(values).returning(prompt_plans)).one()
            )
        )

    async def plans(self, group: Group) -> list[Plan]:
        """Return a group's plans that run or rest."""
        states = (PlanState.ACTIVE, PlanState.PAUSED)
        return await self._parts.storage.read(lambda connection: _plans(connection, group.id, states))

    async def plan(self, group: Group, plan_id: int) -> Plan:
        """Return a plan of a group.

        Raises:
            NoSuchPlan: it is not there, or another group's.
        """
        found = await self._parts.storage.read(lambda connection: _plan(connection, plan_id))
        if found.group_id != group.id:
            raise NoSuchPlan
        return found

    async def become(self, plan: Plan, version: int, state: PlanState) -> Plan:
        """Start, pause, delete or take back a plan.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
        """
        now = self._parts.clock.now()

        def work(connection: Connection) -> Plan:
            changed = connection.execute(
                update(prompt_plans)
                .where(prompt_plans.c.id == plan.id, prompt_plans.c.version == version)
                .values(state=state, version=version + 1, changed_at=now)
            )
            if changed.rowcount == 0:
                raise ChangedMeanwhile
            if state is PlanState.ACTIVE:
                self._plan_next(connection, plan, now)
            else:
                self._parts.agenda.cancel_prefix(connection, plan.series + KEY_MARK)
            return _plan(connection, plan.id)

        return await self._parts.storage.write(work)

    async def rest(self, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""

        def work(connection: Connection) -> None:
            for plan in _plans(connection, group.id, (PlanState.ACTIVE,)):
                self._parts.agenda.cancel_prefix(connection, plan.series + KEY_MARK)
                if not resting:
                    self._plan_next(connection, plan, self._parts.clock.now())

        await self._parts.storage.write(work)

    async def move_zone(self, group: Group) -> None:
        """Post at the same wall time in another zone."""

        def work(connection: Connection) -> None:
            for plan in _plans(connection, group.id, (PlanState.ACTIVE, PlanState.PAUSED)):
                connection.execute(update(prompt_plans).where(prompt_plans.c.id == plan.id).values(zone=group.zone))
                if plan.state is PlanState.ACTIVE:
                    self._parts.agenda.cancel_prefix(connection, plan.series + KEY_MARK)
                    self._plan_next(connection, _plan(connection, plan.id), self._parts.clock.now())

        await self._parts.storage.write(work)

    def _follow(self, connection: Connection, job: Job) -> None:
        plan = _plan(connection, int(job.payload["plan"] or 0))
        if plan.state is PlanState.ACTIVE and not self._plan_next(connection, plan, job.due):
            connection.execute(update(prompt_plans).where(prompt_plans.c.id == plan.id).values(state=PlanState.ENDED))

    def _plan_next(self, connection: Connection, plan: Plan, after: datetime) -> bool:
        payload = {"plan": plan.id}
        found = plan_next(
            self._parts.agenda, connection, kind=POST, series=plan.series, rule=plan.rule, after=after, payload=payload
        )
        return found is not None

    async def _post_job(self, job: Job) -> Ending:
        def look(connection: Connection) -> tuple[Plan, Group]:
            plan = _plan(connection, int(job.payload["plan"] or 0))
            return plan, book.find(connection, plan.group_id)

        plan, group = await self._parts.storage.read(look)
        if plan.state not in (PlanState.ACTIVE, PlanState.ENDED) or group.archived_at is not None:
            return Done()
        outcome = await self.post(group, await self.suggest(group, plan.theme), occasion=job.key)
        if isinstance(outcome, Sent):
            return Done()
        if isinstance(outcome, Transient):
            return RetryLater(timedelta(minutes=1), TRANSIENT)
        await self._staff.prompt_trouble(group, reason_of(outcome), key=job.key)
        return GiveUp(reason_of(outcome))


def prompt_card(group: Group, prompt: Prompt, say: Speaker, *, number: int | None) -> Message:
    """Return a prompt as it is posted; without a number it is a look at it, with nothing to press."""
    own = prompt.key.startswith(f"{OWN}/")
    body = as_written(prompt.text(group.locale)) if own else prompt.text(group.locale)
    if prompt.note is not None:
        body = f"-# {say(NOTES[prompt.note])}\n{body}"
    card = Card(say(THEMES[prompt.theme]), body, footer=say("prompt-footer"))
    if number is None:
        return Message(cards=(card,))
    row = (
        Button(say("prompt-button-pass"), button_id("prompt", "pass", number)),
        Button(say("button-talk-now"), button_id("support", "open", group.guild_id), style="success"),
    )
    return Message(cards=(card,), rows=(row,))


def _plan(connection: Connection, plan_id: int) -> Plan:
    row = connection.execute(select(prompt_plans).where(prompt_plans.c.id == plan_id)).first()
    if row is None:
        raise NoSuchPlan
    return Plan.of(row)


def _plans(connection: Connection, group_id: int, states: tuple[PlanState, ...]) -> list[Plan]:
    query = select(prompt_plans).where(prompt_plans.c.group_id == group_id, prompt_plans.c.state.in_(states))
    return [Plan.of(row) for row in connection.execute(query.order_by(prompt_plans.c.id))]
