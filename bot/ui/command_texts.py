"""Names and descriptions of commands, which Discord takes in every language when commands are synced."""

import asyncio
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import discord
from discord import app_commands

from bot.settings import default_data_dir
from bot.texts import Speaker, Texts, loaded

# Discord's locales for the languages that we speak beside English, which is the default.
LOCALES: Final = {
    discord.Locale.spain_spanish: "es",
    discord.Locale.latin_american_spanish: "es",
    discord.Locale.french: "fr",
    discord.Locale.german: "de",
    discord.Locale.brazil_portuguese: "pt",
    discord.Locale.italian: "it",
    discord.Locale.dutch: "nl",
    discord.Locale.polish: "pl",
    discord.Locale.turkish: "tr",
    discord.Locale.russian: "ru",
    discord.Locale.ukrainian: "uk",
    discord.Locale.hindi: "hi",
    discord.Locale.chinese: "zh",
    discord.Locale.taiwan_chinese: "zh-TW",
    discord.Locale.japanese: "ja",
    discord.Locale.korean: "ko",
}

AT_ONCE: Final = 0.005
"""Seconds of translating after which others have their turn."""


@cache
def _english() -> Speaker:
    return loaded(default_data_dir() / "locales").speaker("en")


def command_text(key: str) -> app_commands.locale_str:
    """Return a command's name or description: English for Discord's default, the key for the other languages."""
    return app_commands.locale_str(_english()(key), key=key)


class CommandTranslator(app_commands.Translator):
    """Says a command's texts in the languages that we have."""

    def __init__(self, texts: Texts, passed: Callable[[], float] | None = None) -> None:
        """Speak with `texts`; `passed` says how many seconds have passed since some moment, the running loop if not given."""
        super().__init__()
        self._texts = texts
        self._passed = passed or (lambda: asyncio.get_running_loop().time())
        self._since = 0.0  # when the loop was last free

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002  discord.py's signature
    ) -> str | None:
        """Return a text in a locale, or None where the default will do.

        All of them take half a second after an update, and no page waits for that.
        """
        if self._passed() - self._since > AT_ONCE:
            await asyncio.sleep(0)
            self._since = self._passed()
        language, key = LOCALES.get(locale), string.extras.get("key")
        # A language that says only what a person in distress reads leaves the other commands in English.
        if language is None or key not in self._texts.keys(language):
            return None
        return self._texts.speaker(language)(key)
