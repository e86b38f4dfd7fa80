"""What was said just before, in memory and for minutes only: two lines of one person, and who answers whom."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.moderation.detection import SCORER_RULE, Assessment, Category, Tier

ONE_BREATH: Final = timedelta(minutes=3)
"""How far apart two messages of one person may be to be read as one."""

ANSWERED_WITHIN: Final = timedelta(minutes=10)
"""How long after a crisis others' helping words are taken for help first."""

_LINES: Final = 4
_LONGEST: Final = 600  # characters of a line that is read together with others
_CHANNELS: Final = 2_000
_ABOUT_OTHERS: Final = frozenset({Category.THIRD_PERSON, Category.VIOLENCE})
HELPING: Final = "conversation.helping"

Assess = Callable[[str], Assessment]


class _Line(NamedTuple):
    message_id: int
    user_id: int
    at: datetime
    text: str
    tier: Tier


class Conversations:
    """The last lines of each channel; nothing of them is written down, and old ones fall out."""

    def __init__(self, helps: Callable[[str], bool]) -> None:
        """Start with nothing heard; `helps` tells whether words read as talk to somebody who needs help."""
        self._helps = helps
        self._channels: OrderedDict[int, deque[_Line]] = OrderedDict()

    def read(
        self,
        channel_id: int,
        user_id: int,
        message_id: int,
        at: datetime,
        text: str,
        assess: Assess,
        answers: int | None = None,
    ) -> tuple[Assessment, str]:
        """Assess a message as part of what is being said; return the assessment and the text that it is about.

        A person's lines of the last minutes are read as one when together they say more than each alone. Where
        somebody else was in crisis just before, what reads as helping talk, or answers their message (`answers`, its id), is
        lowered by a step: only what is said of others, for two people may be in crisis at once.
        """
        lines = self._lines(channel_id)
        alone = assess(text)
        found, about = alone, text
        theirs = [line for line in lines if line.user_id == user_id]
        before = [line for line in theirs if line.message_id != message_id and abs(at - line.at) <= ONE_BREATH][
            -_LINES:
        ]
        if before and alone.tier is not Tier.PAGE and 0 < len(text) <= _LONGEST:
            joined = "\n".join([*(line.text for line in before), text])
            together = _of_two_lines(assess(joined))
            if together.tier is not Tier.NONE and together.tier > max(alone.tier, *(line.tier for line in before)):
                found, about = together, joined
        if (
            found.tier is not Tier.NONE
            and _may_be_help(found)
            and (others := _others_in_crisis(lines, user_id, at))
            and (answers in others or self._helps(text))
        ):
            found = replace(found, tier=found.tier.lowered(), lowered_by=(*found.lowered_by, HELPING))
        for line in theirs:
            if line.message_id == message_id:
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


def _of_two_lines(together: Assessment) -> Assessment:
    """Take what only adds up over two lines for less: people say many things within minutes."""
    return replace(together, tier=together.tier.lowered()) if together.summed else together


def _others_in_crisis(lines: deque[_Line], user_id: int, at: datetime) -> frozenset[int]:
    """Return the messages of others who were in crisis just before, or none if this person was too."""
    recent = [line for line in lines if timedelta(0) <= at - line.at <= ANSWERED_WITHIN and line.tier > Tier.NONE]
    if any(line.user_id == user_id for line in recent):
        return frozenset()
    return frozenset(line.message_id for line in recent)


def _may_be_help(found: Assessment) -> bool:
    """Tell whether what was found is said of somebody else, or is no more than the scorer's guess."""
    return found.category in _ABOUT_OTHERS or found.rule == SCORER_RULE
