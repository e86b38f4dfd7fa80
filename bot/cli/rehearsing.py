"""Playing an evening in the terminal."""

import asyncio
import tempfile
from pathlib import Path

from bot.cli.errors import LanguageUnknown, NoPageYet, RehearsalExtraMissing
from bot.cli.terminal import FAILED, line, out, say, texts


def rehearse(*, story: bool, locale: str | None) -> int:
    """Play the evening and return the exit code: 1 when a promise was broken, each of which is named.

    Raises:
        NoPageYet: the story was not asked for, and there is nothing else yet.
        LanguageUnknown: the story is not told in that language.
        RehearsalExtraMissing: what plays Discord is not installed.
    """
    if not story:
        raise NoPageYet
    try:
        from bot.rehearsal.stage import Stage
        from bot.rehearsal.story import PLACES, play
    except ModuleNotFoundError as missing:
        if missing.name != "simcord":
            raise
        raise RehearsalExtraMissing from None
    language = locale or say.locale
    if language not in PLACES:
        raise LanguageUnknown(known=", ".join(PLACES))
    speaker = texts.speaker(language)
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        kept = asyncio.run(play(Path(folder), Stage(out(), speaker), texts, language))
    broken = [one for one in kept if one.broken]
    for one in broken:
        line(speaker("story-broken-line", promise=speaker(one.text), where=", ".join(one.broken)))
    return FAILED if broken else 0
