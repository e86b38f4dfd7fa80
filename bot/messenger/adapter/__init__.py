"""The port, spoken with discord.py."""

from bot.messenger.adapter.messenger import DiscordMessenger

__all__ = ["DiscordMessenger"]
