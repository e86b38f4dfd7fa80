"""Leads every press, choice, submitted form and command to its handler, and turns what goes wrong into a sentence.

What must not be lost is written down before Discord is told that it arrived, and carried out by the next start.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import discord
import structlog

from bot.errors import AlongsideError, ConfigurationError, NotTheirs, StorageUnavailable
from bot.messenger.ids import parts_of
from bot.messenger.message import Message
from bot.texts import Texts
from bot.ui.drafts import AGAIN, Drafts
from bot.ui.presses import Press, Presses, Replayed
from bot.ui.turn import GONE, LOST, Interaction, Turn

Handler = Callable[[Turn], Awaitable[None]]
Followup = Callable[[int, str], discord.Webhook]  # where a press is answered late, by application and token

# Discord gives three seconds; a handler that has not answered by then says that an answer is coming.
PATIENCE: Final = 2.0
KEPT_WITHIN: Final = 0.3  # seconds; a disk that takes longer keeps nobody from their answer

log = structlog.get_logger(__name__)


class Router:
    """Buttons outlive restarts because their ids, not objects in memory, say where they lead."""

    def __init__(self, texts: Texts, presses: Presses) -> None:
        """Start with no ways; late presses of some are kept in `presses`."""
        self._texts = texts
        self._presses = presses
        self._kept: set[tuple[str, str]] = set()
        self._drafts = Drafts()
        self._ways: dict[tuple[str, str], Handler] = {AGAIN: self._drafts.again}
        self._finishing: dict[tuple[str, str], Handler] = {}
        self.failures = 0
        self.refused = Counter[str]()  # what people tried that is not theirs

    def on(self, place: str, verb: str, handler: Handler, *, kept: bool = False) -> None:
        """Lead ids that begin with `place:verb` to a handler.

        Args:
            place: the first part of the ids.
            verb: the second.
            handler: what is done; where it is `kept`, doing it twice must change nothing more.
            kept: write it down before Discord is told that it arrived and will take longer, so that it outlives the process.

        Raises:
            ValueError: that way is taken.
        """
        if (place, verb) in self._ways:
            raise ValueError(f"{place}:{verb} leads somewhere already")
        self._ways[place, verb] = handler
        if kept:
            self._kept.add((place, verb))

    def finishes(self, place: str, verb: str, handler: Handler) -> None:
        """Lead what a menu or a command left behind to a handler; no button leads there."""
        self._finishing[place, verb] = handler

    @property
    def kept(self) -> frozenset[tuple[str, str]]:
        """What outlives the process once Discord was told that it arrived."""
        return frozenset(self._kept | self._finishing.keys())

    @property
    def ways(self) -> frozenset[tuple[str, str]]:
        """Where ids can lead: each place with each of its verbs."""
        return frozenset(self._ways)

    async def dispatch(self, interaction: Interaction) -> None:
        """Handle a component or a form; others are not ours."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        data: Mapping[str, Any] = interaction.data or {}
        place, verb, *args = (*parts_of(str(data.get("custom_id", ""))), "", "")
        turn = Turn(interaction, self._texts, tuple(arg for arg in args if arg), verb=verb)
        handler = self._ways.get((place, verb))
        if handler is None:
            log.warning("press.unknown")
            await self.guard(turn, _say_unknown)
            return
        await self.guard(turn, handler, late=Press.of(interaction) if (place, verb) in self._kept else None)

    async def again(self, followup: Followup) -> None:
        """Carry out what earlier lives of this process took note of, and answer; once it is known who is in which server."""
        for press in await asyncio.to_thread(self._presses.left):
            turn = Replayed(press, self._texts, followup(press.application_id, press.token) if press.token else None)
            log.warning("press.again", what=turn.what)
            if await self._carry_out(turn):
                await self._presses.drop(press.id)
            else:
                self._presses.put_back(press.id)

    async def guard(self, turn: Turn, handler: Handler, *, late: Press | None = None) -> None:
        """Run a handler so that the person always gets an answer in time, and a sentence when it fails.

        What is `late` is written down before Discord is told that an answer is coming.
        """
        turn.tell_of_forms(self._drafts.shown)
        keeping = None if late is None else Keeping(self._presses, late)
        if keeping is not None:
            turn.keep_first(keeping.begin)
        task = asyncio.get_running_loop().create_task(self._whole(turn, handler), name="turn")
        await asyncio.wait({task}, timeout=PATIENCE)
        if not task.done():
            try:
                await turn.wait()
            except discord.HTTPException as problem:
                _note(problem)
        await task
        if keeping is not None:
            await keeping.end()

    async def _carry_out(self, turn: Turn) -> bool:
        place, verb = (*parts_of(turn.what), "", "")[:2]
        try:
            handler = self._ways.get((place, verb)) or self._finishing.get((place, verb))
            if handler is not None:
                await handler(turn)
        except StorageUnavailable:
            return False
        except AlongsideError as refusal:
            log.info("turn.refused", what=turn.what, reason=refusal.text)
            await turn.answer(turn.say(refusal.text, **refusal.values))
        except Exception:
            # The edge of a handler: one that fails keeps no other from being carried out.
            self.failures += 1
            log.exception("turn.failed")
            await turn.answer(turn.say("error-unexpected"))
        return True

    async def _whole(self, turn: Turn, handler: Handler) -> None:
        try:
            await handler(turn)
        except ConfigurationError:
            raise
        except NotTheirs as refusal:
            self.refused[turn.what] += 1
            log.info("turn.refused", what=turn.what, reason=refusal.text)
            await self._tell(turn, Message(turn.say(refusal.text, **refusal.values)))
        except AlongsideError as refusal:
            await self._tell_what_failed(turn, turn.say(refusal.text, **refusal.values))
        except discord.HTTPException as problem:
            if problem.code not in GONE:
                self.failures += 1
                await self._tell_what_failed(turn, turn.say("error-unexpected"))
            _note(problem)
        except Exception:
            # The edge of a handler: a bug is logged and counted, and the person is told what to do next.
            self.failures += 1
            log.exception("turn.failed")
            await self._tell_what_failed(turn, turn.say("error-unexpected"))
        else:
            self._drafts.taken(turn)

    async def _tell_what_failed(self, turn: Turn, sentence: str) -> None:
        """Say what went wrong, with a way back to what was put into a form."""
        await self._tell(turn, Message(sentence, rows=self._drafts.refused(turn)))

    async def _tell(self, turn: Turn, message: Message) -> None:
        try:
            await turn.answer(message)
        except discord.HTTPException as problem:
            _note(problem)
        except LOST as problem:
            log.warning("turn.unanswered", reason=type(problem).__name__)


class Keeping:
    """A press on its way into a file: written once, whoever first wants Discord told, and gone with its answer."""

    def __init__(self, presses: Presses, press: Press) -> None:
        """Keep `press` in `presses` when it is begun."""
        self._presses = presses
        self._press = press
        self._writing: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Write it down; a slow disk is waited for only so long."""
        if self._writing is None:
            self._writing = asyncio.get_running_loop().create_task(self._presses.keep(self._press), name="press")
        await asyncio.wait({self._writing}, timeout=KEPT_WITHIN)

    async def end(self) -> None:
        """Let go of it, if it was written down at all."""
        if self._writing is not None:
            await self._writing
            await self._presses.drop(self._press.id)


async def _say_unknown(turn: Turn) -> None:
    await turn.answer(turn.say("error-button-unknown"))


def _note(problem: discord.HTTPException) -> None:
    """An answer that could not be given: the work itself was done, and cards show it."""
    log.warning("turn.unanswered", status=problem.status, code=problem.code)
