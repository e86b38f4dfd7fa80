"""`run`: the bot, begun without what the other commands need."""

import asyncio

from bot.cli import garbage


def run() -> None:
    """Run the bot until it is told to stop."""
    garbage.during_start()  # most of a start is what is imported from here on
    from bot.settings import Settings

    settings = Settings.load()
    token = settings.require_token()  # whoever has to change a setting hears it before all else is read
    from bot import logs
    from bot.cli import serving

    tally = logs.configure(settings)
    asyncio.run(serving.serve(settings, token, tally))
