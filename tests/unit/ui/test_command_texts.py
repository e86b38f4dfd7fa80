"""Commands in every language: translated without anybody waiting for it."""

import asyncio
from pathlib import Path
from typing import Any

from discord import app_commands

from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.command_texts import AT_ONCE, LOCALES, CommandTranslator


async def test_translating_every_command_leaves_the_loop_to_others(tmp_path: Path) -> None:
    (tmp_path / "locales").symlink_to(default_data_dir() / "locales")
    texts = Texts.load(tmp_path / "locales")  # other tests of this process may have read the others already
    translator, turns = CommandTranslator(texts), 0
    context: Any = None
    done = asyncio.Event()

    async def others() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            await asyncio.sleep(0)

    waiting = asyncio.ensure_future(others())
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for key in sorted(one for one in texts.keys("en") if one.startswith("command-"))[:60]:
        for locale in LOCALES:
            await translator.translate(app_commands.locale_str(key, key=key), locale, context)
    took = loop.time() - begun
    done.set()
    await waiting
    assert took > AT_ONCE, "every language is read for the first time"
    assert turns > 2
