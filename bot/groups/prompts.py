"""Prompts posted, and what nobody answered, for facilitators only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.agenda import Done, Grace, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.audit import Note
from bot.groups import book
from bot.groups.errors import NoSuchPrompt, PromptUnfit
from bot.groups.library import NOTES, OWN, THEMES, Prompt, in_turn, load
from bot.groups.model import UNDO_FOR, Group
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.tables import own_prompts, prompt_posts
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, shorten
from bot.messenger.port import Lane, Outcome, Sent, Transient, Unknown
from bot.parts import Parts
from bot.texts import Speaker, moment

LOOK: Final = "prompt-look"
LOOKED_AFTER: Final = timedelta(hours=48)
LOOKED_UNTIL: Final = timedelta(days=3)


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
        parts.agenda.register(LOOK, self._look_job, misfire=Grace(LOOKED_UNTIL))

    async def load(self) -> None:
        """Know which postings still wait for an answer."""
        since = self._parts.clock.now() - LOOKED_AFTER

        def work(connection: Connection) -> list[Row[Any]]:
            query = select(prompt_posts).where(prompt_posts.c.at > since, prompt_posts.c.answered == False)  # noqa: E712  PostgreSQL binds no value after IS
            return list(connection.execute(query.order_by(prompt_posts.c.at)).all())

        for row in await self._parts.storage.read(work):
            if row.channel_id is not None:
                self._open[row.channel_id] = row.id

    # -- what there is --------------------------------------------------------------------------------------------

    async def all_of(self, guild_id: int, theme: str | None = None, *, gone: bool = False) -> list[Prompt]:
        """Return the library and a server's own prompts, of one theme or of all; `gone` adds what was removed of late."""
        return await self._parts.storage.read(partial(self._listed, guild_id=guild_id, theme=theme, gone=gone))

    def _listed(self, connection: Connection, *, guild_id: int, theme: str | None, gone: bool = False) -> list[Prompt]:
        query = select(own_prompts).where(own_prompts.c.guild_id == guild_id).order_by(own_prompts.c.id)
        rows = connection.execute(query if gone else query.where(own_prompts.c.gone_at.is_(None)))
        own = [Prompt(f"{OWN}/{row.id}", row.theme, (("", row.text),)) for row in rows]
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
        return await self._parts.storage.read(partial(_used, group_id=group.id, limit=limit))

    async def suggest(self, group: Group, theme: str | None, *, but: frozenset[str] = frozenset()) -> Prompt:
        """Return the next prompt in turn, leaving out what was just looked at."""
        return await self._parts.storage.read(partial(self._next, group=group, theme=theme, but=but))

    def _next(
        self, connection: Connection, *, group: Group, theme: str | None, but: frozenset[str] = frozenset()
    ) -> Prompt:
        listed = self._listed(connection, guild_id=group.guild_id, theme=theme)
        used = [one.prompt for one in reversed(_used(connection, group_id=group.id))]
        found = in_turn([one for one in listed if one.key not in but], used)
        if found is None:
            raise NoSuchPrompt
        return found

    async def add(self, guild_id: int, user_id: int, *, text: str, theme: str, note: Note) -> Prompt:
        """Keep a prompt of a server's own.

        Raises:
            PromptUnfit: it has no words, or a theme that there is not.
        """
        words = " ".join(text.split())
        if len(words) < 5 or theme not in THEMES:
            raise PromptUnfit
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        values = {"guild_id": guild_id, "text": words, "theme": theme, "added_by": person, "added_at": now}

        def work(connection: Connection) -> int:
            note(connection)
            added = connection.execute(insert(own_prompts).values(values).returning(own_prompts.c.id))
            return int(added.scalar_one())

        number = await self._parts.storage.write(work)
        return Prompt(f"{OWN}/{number}", theme, (("", words),))

    async def remove(self, guild_id: int, key: str, note: Note, *, back: bool = False) -> None:
        """Remove a prompt of a server's own, or take that `back`.

        Raises:
            NoSuchPrompt: it is none of the server's own, was removed already, or longer ago than it can be taken back.
        """
        owner, _, number = key.partition("/")
        if owner != OWN or not number.isdigit():
            raise NoSuchPrompt
        now = self._parts.clock.now()
        gone_at = None if back else now
        standing = own_prompts.c.gone_at > now - UNDO_FOR if back else own_prompts.c.gone_at.is_(None)

        def work(connection: Connection) -> None:
            which = (own_prompts.c.id == int(number), own_prompts.c.guild_id == guild_id, standing)
            if connection.execute(update(own_prompts).where(*which).values(gone_at=gone_at)).rowcount == 0:
                raise NoSuchPrompt
            note(connection)

        await self._parts.storage.write(work)

    # -- posting --------------------------------------------------------------------------------------------------

    async def post(
        self,
        group: Group,
        prompt: Prompt | None,
        *,
        occasion: str,
        note: Note,
        theme: str | None = None,
        by_hand: bool = False,
    ) -> Outcome:
        """Post a prompt, or the next of a theme in turn, once for an occasion, and remember that it was used.

        What is posted `by_hand` is not tried again.

        Raises:
            NoSuchPrompt: there is none in turn, or what was chosen before is no more.
        """
        now = self._parts.clock.now()

        def intend(connection: Connection) -> tuple[int, Prompt]:
            row = connection.execute(select(prompt_posts).where(prompt_posts.c.occasion == occasion)).first()
            if row is not None:
                listed = self._listed(connection, guild_id=group.guild_id, theme=None, gone=True)
                kept = next((one for one in listed if one.key == row.prompt), None)
                if kept is not None:
                    return row.id, kept
                if prompt is not None:
                    raise NoSuchPrompt
                # Removed for good between two tries of a plan: the next in turn comes instead.
                connection.execute(delete(prompt_posts).where(prompt_posts.c.id == row.id))
            # Chosen where it is entered: of two plans at one time, each takes another.
            chosen = prompt or self._next(connection, group=group, theme=theme)
            values = {"group_id": group.id, "occasion": occasion, "prompt": chosen.key, "at": now, "answered": False}
            note(connection)
            added = connection.execute(insert(prompt_posts).values(values).returning(prompt_posts.c.id))
            return added.scalar_one(), chosen

        number, chosen = await self._parts.storage.write(intend)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=prompt_card(group, chosen, self._roster.speaker(group), number=number),
            key=f"prompt:{number}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            await self._parts.storage.write(partial(self._posted, number=number, sent=outcome))
        elif not isinstance(outcome, Unknown) and (by_hand or not isinstance(outcome, Transient)):
            # It certainly stands nowhere, so it was not used. What a plan posts keeps its number for the next try.
            await self._parts.storage.write(
                lambda connection: connection.execute(delete(prompt_posts).where(prompt_posts.c.id == number))
            )
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

    async def answered(self, guild_id: int, channel_id: int, user_id: int) -> None:
        """Note that somebody wrote after the last posting in a channel who did not lead there; who it was is not kept."""
        number = self._open.get(channel_id)
        if number is None:
            return
        for group in await self._roster.groups(guild_id):
            if group.channel_id == channel_id and await self._roster.facilitates(group, user_id):
                return  # "No hurry with this one" is no answer to it
        await self.passed(number)

    async def passed(self, number: int) -> None:
        """Take *pass* for the answer that it is."""
        await self._parts.storage.write(
            lambda connection: connection.execute(
                update(prompt_posts).where(prompt_posts.c.id == number).values(answered=True)
            )
        )
        self._open = {channel: one for channel, one in self._open.items() if one != number}

    async def _look_job(self, job: Job) -> Ending:
        number = job.number("post")

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
        known = {one.key: one for one in await self.all_of(group.guild_id, gone=True)}
        if row.prompt not in known:
            return Done()  # out of the library by now: nobody can be told which one it was
        prompt = known[row.prompt]
        text = say(
            "prompt-unanswered",
            group=as_written(group.name),
            prompt=shorten(prompt.text(group.locale), 200),
            at=moment(row.at, "D"),
        )
        outcome = await self._staff.post(group, Message(text), key=job.key)
        return RetryLater(AGAIN, TRANSIENT) if isinstance(outcome, Transient) else Done()


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
        to_a_person(say, group.guild_id, style="success"),
    )
    return Message(cards=(card,), rows=(row,))


def _used(connection: Connection, *, group_id: int, limit: int = 500) -> list[Used]:
    query = select(prompt_posts).where(prompt_posts.c.group_id == group_id)
    rows = connection.execute(query.order_by(prompt_posts.c.at.desc(), prompt_posts.c.id.desc()).limit(limit))
    return [Used(row.prompt, row.at, row.answered, row.channel_id, row.message_id) for row in rows]
