"""What every scene of an evening needs: telling, letting time pass, showing what people see, remembering for the end."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.moderation.incident import Incident
from bot.rehearsal.markup import Reader
from bot.rehearsal.promises import Evidence
from bot.rehearsal.seen import Seen, SeenCard
from bot.rehearsal.stage import Stage
from bot.rehearsal.world import World
from bot.texts import Speaker

PEOPLE: Final = {"maya": "Maya", "sam": "Sam", "noor": "Noor", "ana": "Ana", "ben": "Ben", "lea": "Lea"}
RESPONDERS: Final = ("ana", "ben", "lea")
# What is theirs: the bot may repeat none of it, but behind Why.
SECRETS: Final = (
    "story-trigger",
    "story-word-of-method",
    "story-maya-1",
    "story-maya-2",
    "story-maya-3",
    "story-note",
    "story-sam-trigger",
    "story-sam-replies",
)


class StoryBroken(Exception):
    """The bot did something else than what is told."""


@dataclass(slots=True)
class Evening:
    """One telling: the world, the stage, and what is kept aside to be checked at the end."""

    world: World
    stage: Stage
    reader: Reader
    say: Speaker
    figures: list[tuple[str, str]] = field(default_factory=list)
    begun: int = 0
    expected: dict[int, frozenset[int]] = field(default_factory=dict)
    alone: dict[int, bool] = field(default_factory=dict)
    words_left: dict[int, int] = field(default_factory=dict)
    lost: str = ""

    # -- telling --------------------------------------------------------------------------------------------------

    def beat(self, line: str) -> None:
        """Tell what happens."""
        self.stage.beat(self.world.now, line)

    def must(self, so: bool) -> None:  # noqa: FBT001
        """Stop where the story would no longer be true.

        Raises:
            StoryBroken: it would not.
        """
        if not so:
            frame = inspect.currentframe()
            caller = None if frame is None else frame.f_back
            raise StoryBroken("?" if caller is None else f"{caller.f_code.co_name}:{caller.f_lineno}")

    async def later(self, **span: float) -> None:
        """Let time pass."""
        await self.world.pass_time(timedelta(**span))

    async def until(self, hour: int, minute: int, *, days: int = 0) -> None:
        """Let time pass until the clock on the wall says so, and then some days."""
        now = self.world.now.astimezone(self.reader.zone)
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if then <= now:
            then += timedelta(days=1)
        await self.world.pass_time(then + timedelta(days=days) - now)

    # -- measuring ------------------------------------------------------------------------------------------------

    def measured(self, what: str, channel_id: int) -> None:
        """Note how long after the last frame a channel was written to."""
        took = self.world.stopwatch.milliseconds(channel_id)
        self.must(took is not None)
        self.figures.append((what, self.say("figure-milliseconds", count=f"{took:.1f}")))

    def waited(self, what: str, since: datetime) -> None:
        """Note how long somebody waited, by the clock on the wall."""
        seconds = round((self.world.now - since).total_seconds())
        self.figures.append((what, self.say("figure-minutes", minutes=seconds // 60, seconds=seconds % 60)))

    # -- showing --------------------------------------------------------------------------------------------------

    def show_direct(self, who: str, *, last: int = 1) -> None:
        """Show the end of somebody's direct messages."""
        self._screen(who, self.say("story-screen-direct", name=PEOPLE[who]), self.world.inbox(who)[-last:])

    def show_title(self, who: str) -> None:
        """Show somebody's last card in their direct messages as a list of messages does: by its title."""
        seen = [one for one in self.world.inbox(who) if one.by_bot and one.cards][-1]
        cards = tuple(SeenCard(one.title, "", (), "", one.colour) for one in seen.cards)
        title = self.say("story-screen-direct", name=PEOPLE[who])
        self._screen(who, title, [replace(seen, cards=cards, presses=())])

    def show_lock_screen(self, who: str) -> None:
        """Show what lies on a table for anybody to read."""
        title = self.say("story-screen-lock", name=PEOPLE[who])
        self.stage.lock_screen(title, self.world.notified(who), self.world.now)

    def show_answer(self, who: str, seen: Seen | None) -> None:
        """Show what only the one who pressed sees."""
        self.must(seen is not None)
        self._screen(who, self.say("story-screen-only", name=PEOPLE[who]), [seen] if seen else [])

    def show_channel(self, place: str, kind: str, *, last: int = 6) -> None:
        """Show the end of a channel as everybody in it sees it."""
        name = self.world.names()[self.world.channel_id(place)]
        self.stage.screen(self.say("story-screen-channel", name=name), self.world.channel(place)[-last:], kind)

    def _screen(self, who: str, title: str, seen: Sequence[Seen]) -> None:
        self.stage.screen(title, seen, "responder" if who in RESPONDERS else "person")

    # -- knowing --------------------------------------------------------------------------------------------------

    def latest(self, who: str) -> Seen:
        """Return the last direct message that the bot sent somebody."""
        return [one for one in self.world.inbox(who) if one.by_bot][-1]

    def case(self) -> Incident:
        """Return the one case that is open."""
        found = self.world.services.desk.cases.open_in(self.world.guild_id)
        self.must(len(found) == 1)
        return found[0]

    def people(self, *who: str) -> frozenset[int]:
        """Return ids."""
        return frozenset(self.world.user_id(one) for one in who)

    async def evidence(self) -> Evidence:
        """Gather what the promises are checked against while the bot still runs; files follow when it is gone."""
        world = self.world
        lead = world.user_id("lea")
        return Evidence(
            asked=world.asked(),
            begun=self.begun,
            cases=await world.services.files.cases(world.guild_id, lead, only_open=False),
            words_left=self.words_left,
            secrets=[self.say(key) for key in SECRETS],
            written={},
            guild_id=world.guild_id,
            public=frozenset(world.channel_id(place) for place in ("welcome", "lounge", "support")),
            alerts=world.channel_id("alerts"),
            direct={world.direct_id(who): world.user_id(who) for who in PEOPLE},
            responders=self.people(*RESPONDERS),
            expected=self.expected,
            alone=self.alone,
            failures=world.failures(),
            lost=self.lost,
        )
