"""What a report says of a crisis: trigger text, which goes after three days (DESIGN §3.2) while the rest of the report stays."""

import re
from collections.abc import Callable
from typing import Final

from bot.moderation.detection import Assessment, Tier

Assess = Callable[[str], Assessment]

LEFT_OUT: Final = "(…) "
SENTENCE: Final = re.compile(r"[^.!?…\n。！？]*[.!?…\n。！？]*\s*")


def without_crisis(words: str, assess: Assess) -> str | None:
    """Return the words without the sentences that would wake somebody; None if none of them would."""
    if assess(words).tier != Tier.PAGE:
        return None
    pieces = [piece for piece in SENTENCE.findall(words) if piece]
    while (found := assess("".join(pieces))).tier == Tier.PAGE:
        hit, start = [], 0
        for place, piece in enumerate(pieces):
            end = start + len(piece)
            if piece != LEFT_OUT and any(first < end and last > start for first, last in found.spans):
                hit.append(place)
            start = end
        if not hit:
            return LEFT_OUT.strip()
        for place in hit:
            pieces[place] = LEFT_OUT
    return "".join(pieces).strip()
