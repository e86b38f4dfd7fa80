"""`run`: the bot, begun without what the other commands need."""

import asyncio

from bot.cli import garbage


def run() -> None:
    """Run the bot until it is told to stop."""
    garbage.during_start()  # most of a start is what is imported from here on
    from bot import logs
    from bot.cli import serving
    from bot.settings import Settings

    settings = Settings.load()
    tally = logs.configure(settings)
    asyncio.run(serving.serve(settings, settings.require_token(), tally))
