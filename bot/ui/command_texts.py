"""Names and descriptions of commands, which Discord takes in every language when commands are synced."""

import asyncio
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


@cache
def _english() -> Speaker:
    return loaded(default_data_dir() / "locales").speaker("en")


def command_text(key: str) -> app_commands.locale_str:
    """Return a command's name or description: English for Discord's default, the key for the other languages."""
    return app_commands.locale_str(_english()(key), key=key)


class CommandTranslator(app_commands.Translator):
    """Says a command's texts in the languages that we have."""

    def __init__(self, texts: Texts) -> None:
        """Speak with `texts`."""
        super().__init__()
        self._texts = texts
        self._last: str | None = None

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002  discord.py's signature
    ) -> str | None:
        """Return a text in a locale, or None where the default will do."""
        language, key = LOCALES.get(locale), string.extras.get("key")
        # A language that says only what a person in distress reads leaves the other commands in English.
        if language is None or key not in self._texts.keys(language):
            return None
        if language != self._last:
            self._last = language
            await asyncio.sleep(0)  # what a language takes when it is first spoken, and no more of them at once
        return self._texts.speaker(language)(key)
