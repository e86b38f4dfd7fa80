"""What can go wrong at the command line."""

from bot.errors import AlongsideError, ConfigurationError, Refusal


class TokenRefused(ConfigurationError):
    """Discord does not know the token."""

    text = "cli-token-refused"


class MembersIntentOff(ConfigurationError):
    """A switch that the bot cannot do without is off."""

    text = "cli-members-off"


class DiscordAway(AlongsideError):
    """Discord did not answer at the start; whoever starts the bot may try again."""

    text = "cli-discord-away"


class RehearsalExtraMissing(ConfigurationError):
    """The package that plays Discord is not installed."""

    text = "cli-rehearsal-extra"


class LanguageUnknown(Refusal):
    """The story is not told in that language."""

    text = "cli-rehearse-language"


class FileUnreadable(Refusal):
    """A file that was named cannot be read as what it should be."""

    text = "cli-file-unreadable"


class ColumnsMissing(Refusal):
    """A table to evaluate lacks a column."""

    text = "cli-evaluate-columns"


class DiskRefused(AlongsideError):
    """The disk, or SQLite on it, failed."""

    text = "cli-disk-refused"


class BotRefused(AlongsideError):
    """The running bot could not do what was asked of it."""

    text = "cli-bot-refused"


class CaseStillOpen(Refusal):
    """Somebody who is to be erased needs the bot, or is needed, right now."""

    text = "cli-erase-open"
