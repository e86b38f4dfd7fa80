"""What people do: write that they cannot go on, press, fall silent. Whatever they do comes from the seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import Final

from bot.messenger.message import Message
from bot.moderation.shifts import Position
from tests.simulation.faults import ACTIVE
from tests.simulation.gateway import Press
from tests.simulation.life import Life
from tests.simulation.town import (
    ALERTS,
    ANA,
    BEN,
    CLEO,
    GUILD,
    IN_NEED,
    LOUNGE,
    NAMES,
    STAFF,
    Post,
    Town,
    buttons,
    case_of,
)

TRIGGER: Final = "I have the pills in front of me and I don't want to be here tomorrow"
MARK: Final = "quillwort"  # stands in everything that nobody but a responder may read
ORDINARY: Final = ("good evening all", "how was the walk?", "see you on Thursday", "that made me laugh")
PATIENCE: Final = 3.0  # seconds after which Discord tells somebody that their press failed


@dataclass(frozen=True, slots=True)
class Cry:
    """Somebody wrote, or pressed, that they need a person."""

    at: float
    user_id: int
    key: int  # the case that it opens, unless they have one
    written: bool  # in a channel; else through /support


@dataclass(frozen=True, slots=True)
class Watch:
    """A shift, in seconds since the beginning of Discord's clock."""

    user_id: int
    position: Position
    start: float
    length: float


@dataclass
class People:
    """Everybody in the town."""

    town: Town
    random: Random
    life: Callable[[], Life | None] = lambda: None
    cries: list[Cry] = field(default_factory=list)
    shifts: list[Watch] = field(default_factory=list)
    resting: bool = False  # the evening is over, and nobody begins anything
    passed_on: set[int] = field(
        default_factory=set
    )  # cases that somebody passed on, or whose person wanted somebody else

    def begin(self) -> None:
        """Plan the evening."""
        self.town.arrived = self.sees
        self._plan_shifts()
        for _ in range(self.random.choice((1, 1, 2, 3, 4, 6))):
            who = self.random.choice(IN_NEED) if self.random.random() < 0.93 else self.random.choice(STAFF)
            act = self.cry if self.random.random() < 0.75 else self.ask
            self._later(self.random.uniform(40, ACTIVE), partial(act, who))
        for _ in range(4):
            self._later(self.random.uniform(40, ACTIVE), self.chat)

    def _plan_shifts(self) -> None:
        edge, end = 0.0, ACTIVE + 4 * 3600.0
        while edge < end:
            length = self.random.choice((600.0, 1500.0, 3600.0, 4 * 3600.0))
            if self.random.random() < 0.8:
                self.shifts.append(Watch(self.random.choice((ANA, BEN)), Position.PRIMARY, edge, length))
                if self.random.random() < 0.6:
                    self.shifts.append(Watch(CLEO, Position.BACKUP, edge, length))
            edge += length

    async def enter_shifts(self) -> None:
        """Have the bot know the shifts."""
        life = self.life()
        assert life is not None
        assert life.services is not None
        oncall, begin = life.services.oncall, self.town.timeline.true() - timedelta(seconds=self.town.timeline.passed)
        for one in self.shifts:
            starts = begin + timedelta(seconds=one.start)
            await oncall.plan(GUILD, one.user_id, one.position, starts, timedelta(seconds=one.length))

    # -- who needs somebody ---------------------------------------------------------------------------------------

    def cry(self, who: int) -> None:
        line = self.town.write(who, LOUNGE, f"{TRIGGER} {MARK}")
        self.cries.append(Cry(self.town.timeline.passed, who, line.message_id, written=True))
        self.town.note(f"<- {NAMES[who]} writes that they cannot go on   [{line.message_id}]")
        self._hear(line)

    def chat(self) -> None:
        self._hear(self.town.write(self.random.choice(IN_NEED), LOUNGE, self.random.choice(ORDINARY)))

    def ask(self, who: int) -> None:
        life = self.life()
        if life is None or life.dead or not life.connected:
            self._later(30, lambda: self.ask(who))
            return
        press = Press(who, f"support:now:{GUILD}", self.town.timeline.true(), self.town.new_id())
        self.cries.append(Cry(self.town.timeline.passed, who, press.number, written=False))
        self.town.note(f"<- {NAMES[who]} asks for a person   [{press.number}]")
        life.press(press)

    def _hear(self, line: object) -> None:
        life = self.life()
        if life is not None and life.connected and not life.dead:
            life.hear(line)  # type: ignore[arg-type]

    # -- who answers ----------------------------------------------------------------------------------------------

    def sees(self, post: Post) -> None:
        """Somebody reads what the bot wrote to them, and acts or does not."""
        key, mood = case_of(post.message), self.random.random()
        if key is not None and post.user_id in STAFF:
            self._paged(post, post.user_id, key, mood)
        elif key is not None and post.channel_id == ALERTS and post.message.mentions and mood < 0.15:
            self._paged(post, min(post.message.mentions), key, self.random.random())
        elif post.user_id in IN_NEED:
            self._spoken_to(post, post.user_id, mood)

    def _paged(self, post: Post, who: int, key: int, mood: float) -> None:
        verbs = _verbs(post.message)
        if "still" in verbs:
            if mood < 0.5:
                self.press(who, f"case:still:{key}", post.message_id, after=self.random.uniform(10, 400))
        elif "take" in verbs and mood < 0.5:
            self.press(
                who, f"case:take:{key}", post.message_id, after=self.random.choice((2, 20, 100, 300)), then="took"
            )
        elif "take" in verbs and mood < 0.6:
            self.passed_on.add(key)
            self.press(who, f"case:cannot:{key}", post.message_id, after=self.random.uniform(5, 200))

    def _took(self, who: int, key: int) -> None:
        mood, delay = self.random.random(), self.random.choice((30, 200, 700, 1200))
        if mood < 0.55:
            outcome = self.random.choice(("talked", "other-help", "not-reached", "false-alarm"))
            self.press(who, f"case:resolved:{key}", None, after=delay, values={"outcome": outcome, "note": MARK})
        elif mood < 0.65:
            self.passed_on.add(key)
            self.press(who, f"case:cannot:{key}", None, after=delay)
        elif mood < 0.8:
            self.press(who, f"case:space:{key}", None, after=delay)

    def _spoken_to(self, post: Post, who: int, mood: float) -> None:
        ids = [one.custom_id for one in buttons(post.message) if (one.custom_id or "").startswith("me:")]
        wanted = [one for one in ids if one and not one.startswith(("me:meant", "me:follow"))]
        if wanted and mood < 0.4:
            chosen = self.random.choice(wanted)
            self.passed_on.update({int(chosen.split(":")[2])} if chosen.startswith("me:other") else ())
            self.press(who, chosen, post.message_id, after=self.random.uniform(3, 250))

    def press(
        self,
        who: int,
        custom_id: str,
        on: int | None,
        *,
        after: float,
        then: str = "",
        values: dict[str, str] | None = None,
        again: int = 6,
    ) -> None:
        """Press after a while, and again when Discord says that it failed."""

        def now() -> None:
            if self.resting:
                return
            life = self.life()
            if life is None or life.dead or not life.connected:
                if again:
                    self.press(who, custom_id, on, after=25, then=then, values=values, again=again - 1)
                return
            made = Press(who, custom_id, self.town.timeline.true(), self.town.new_id(), on, dict(values or {}))
            self.town.note(f"<- {NAMES[who]} presses {custom_id}")
            life.press(made)
            self._later(PATIENCE + 1, lambda: look(made))

        def look(made: Press) -> None:
            if made.answered_after is None:
                self.town.note(f"   {NAMES[who]} is told that it failed")
                if again:
                    self.press(who, custom_id, on, after=10, then=then, values=values, again=again - 1)
            elif then == "took":
                self._took(who, int(custom_id.rpartition(":")[2]))

        self._later(after, now)

    def on_shift(self, clock: float) -> set[int]:
        """Who is on shift when the bot's clock says so."""
        return {one.user_id for one in self.shifts if one.start <= clock < one.start + one.length}

    def _later(self, seconds: float, what: Callable[[], None]) -> None:
        self.town.timeline.after(seconds, what)


def _verbs(message: Message) -> set[str]:
    return {(one.custom_id or "::").split(":")[1] for one in buttons(message)}
