"""Commands in every language: translated without anybody waiting for it."""

import asyncio
from typing import Any, Final

from discord import app_commands

from bot.settings import default_data_dir
from bot.texts import Speaker, Texts
from bot.ui.command_texts import AT_ONCE, LOCALES, CommandTranslator

ONE_TEXT: Final = AT_ONCE / 2.5
"""Seconds."""


class SlowTexts:
    """Texts of which each takes its time."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.passed = 0.0
        self.keys = texts.keys

    def speaker(self, locale: str) -> Speaker:
        self.passed += ONE_TEXT
        return self._texts.speaker(locale)


async def test_translating_every_command_leaves_the_loop_to_others() -> None:
    texts: Any = SlowTexts(Texts.load(default_data_dir() / "locales"))
    translator = CommandTranslator(texts, lambda: texts.passed)
    turns: list[float] = []
    context: Any = None
    done = asyncio.Event()

    async def others() -> None:
        while not done.is_set():
            turns.append(texts.passed)
            await asyncio.sleep(0)

    waiting = asyncio.ensure_future(others())
    begun = texts.passed
    for key in sorted(one for one in texts.keys("en") if one.startswith("command-"))[:60]:
        for locale in LOCALES:
            await translator.translate(app_commands.locale_str(key, key=key), locale, context)
    ended = texts.passed
    done.set()
    await waiting
    assert ended - begun > 20 * AT_ONCE
    waits = [after - before for before, after in zip([begun, *turns], [*turns, ended], strict=True)]
    assert max(waits) <= AT_ONCE + ONE_TEXT + 1e-6
