"""Rehearsing without a token: an evening in the terminal, or the bot in a Discord of our own for as long as one likes."""

import asyncio
import tempfile
from pathlib import Path

from bot.cli.errors import LanguageUnknown, RehearsalExtraMissing
from bot.cli.terminal import FAILED, line, out, say, speaker, texts


def rehearse(*, story: bool, locale: str | None, port: int = 0) -> int:
    """Play the evening, or stay until Ctrl-C; return the exit code: 1 when a promise was broken, each of which is named.

    Raises:
        LanguageUnknown: the story is not told in that language.
        RehearsalExtraMissing: what plays Discord is not installed.
    """
    try:
        from bot.rehearsal import discord  # noqa: F401  simcord is in an extra of its own
        from bot.rehearsal.discord import simulated  # noqa: F401
    except ModuleNotFoundError as missing:
        if missing.name != "simcord":
            raise
        raise RehearsalExtraMissing from None
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        return _story(Path(folder), locale) if story else _stay(Path(folder), port)


def _stay(folder: Path, port: int) -> int:
    from bot.rehearsal.discord.server import Discord
    from bot.rehearsal.house import keep_open

    def listening(discord: Discord) -> None:
        line(say("cli-rehearse-listening", api=discord.url, gateway=discord.gateway_url))
        line(say("cli-rehearse-seam", address=f"{discord.url}/rehearsal"))

    return asyncio.run(keep_open(folder, port, listening))


def _story(folder: Path, locale: str | None) -> int:
    from bot.rehearsal import travel
    from bot.rehearsal.stage import Stage
    from bot.rehearsal.story import PLACES, play

    language = locale or speaker().locale
    if language not in PLACES:
        raise LanguageUnknown(known=", ".join(PLACES))
    told = texts().speaker(language)
    kept = travel.run(play(folder, Stage(out(), told), texts(), language))
    broken = [one for one in kept if one.broken]
    for one in broken:
        line(told("story-broken-line", promise=told(one.text), where=", ".join(one.broken)))
    return FAILED if broken else 0
