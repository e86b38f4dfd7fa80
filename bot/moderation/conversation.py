"""What was said just before, in memory and for minutes only: two lines of one person, and who answers whom."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.moderation.detection import Assessment, Tier

ONE_BREATH: Final = timedelta(minutes=3)
"""How far apart two messages of one person may be to be read as one."""

ANSWERED_WITHIN: Final = timedelta(minutes=10)
"""How long after a crisis others' words are taken for help first."""

_LINES: Final = 4
_LONGEST: Final = 600  # characters of a line that is read together with others
_CHANNELS: Final = 2_000
HELPING: Final = "conversation.helping"

Assess = Callable[[str], Assessment]


@dataclass(frozen=True, slots=True)
class _Line:
    message_id: int
    user_id: int
    at: datetime
    text: str
    tier: Tier


class Conversations:
    """The last lines of each channel; nothing of them is written down, and old ones fall out."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._channels: OrderedDict[int, deque[_Line]] = OrderedDict()

    def read(
        self, channel_id: int, user_id: int, message_id: int, at: datetime, text: str, assess: Assess
    ) -> tuple[Assessment, str]:
        """Assess a message as part of what is being said; return the assessment and the text that it is about.

        A person's lines of the last minutes are read as one when together they say more than each alone. Where
        somebody else was in crisis just before, another's words are lowered by a step as helping talk, but never a plan,
        means, an attempt, a farewell or an overdose.
        """
        lines = self._lines(channel_id)
        alone = assess(text)
        found, about = alone, text
        before = [
            line
            for line in lines
            if line.user_id == user_id and line.message_id != message_id and abs(at - line.at) <= ONE_BREATH
        ][-_LINES:]
        if before and alone.tier is not Tier.PAGE and 0 < len(text) <= _LONGEST:
            joined = "\n".join([*(line.text for line in before), text])
            together = assess(joined)
            if together.tier > max(alone.tier, *(line.tier for line in before)):
                found, about = together, joined
        if found.tier > Tier.NONE and self._answers(lines, user_id, at) and _may_be_help(found):
            found = replace(found, tier=found.tier.lowered(), lowered_by=(*found.lowered_by, HELPING))
        for line in [line for line in lines if line.message_id == message_id]:
            lines.remove(line)
        lines.append(_Line(message_id, user_id, at, text[:_LONGEST], found.tier))
        return found, about

    def forget(self, user_id: int) -> None:
        """Drop somebody's lines."""
        for channel_id, lines in self._channels.items():
            self._channels[channel_id] = deque((line for line in lines if line.user_id != user_id), maxlen=lines.maxlen)

    def _lines(self, channel_id: int) -> deque[_Line]:
        lines = self._channels.get(channel_id)
        if lines is None:
            lines = self._channels[channel_id] = deque(maxlen=_LINES * 3)
            if len(self._channels) > _CHANNELS:
                self._channels.popitem(last=False)
        self._channels.move_to_end(channel_id)
        return lines

    def _answers(self, lines: deque[_Line], user_id: int, at: datetime) -> bool:
        """Tell whether somebody else was in crisis just before, and this person was not."""
        recent = [line for line in lines if timedelta(0) <= at - line.at <= ANSWERED_WITHIN and line.tier > Tier.NONE]
        return any(line.user_id != user_id for line in recent) and all(line.user_id != user_id for line in recent)


def _may_be_help(found: Assessment) -> bool:
    return found.category is not None and not found.category.protected and HELPING not in found.lowered_by
