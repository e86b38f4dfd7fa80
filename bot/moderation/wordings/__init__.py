"""A server's own words: phrases that raise an alert there, and exemptions for what alerts too often."""

from bot.moderation.wordings.entry import Does, Entry
from bot.moderation.wordings.service import Preview, Wordings

__all__ = ["Does", "Entry", "Preview", "Wordings"]
