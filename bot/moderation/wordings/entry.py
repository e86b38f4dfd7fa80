"""One thing that a server added to the lexicon, and what may be added."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from bot.errors import Refusal
from bot.moderation.detection import Category, Tier

LONGEST_PHRASE: Final = 80  # characters
_MOST_WORDS: Final = 8
_MOST_ANY: Final = 2
_WORD: Final = re.compile(r"\*|[^\W_]+(?:['’-][^\W_]+)*\*?")


class PhraseUnclear(Refusal):
    """A phrase that cannot be looked for: too short, too long, or a * where none may be."""

    text: ClassVar[str] = "error-phrase-unclear"


class RuleProtected(Refusal):
    """Plan, means, attempt, farewell and overdose cannot be made quiet."""

    text: ClassVar[str] = "error-rule-protected"


class NoSuchWording(Refusal):
    """There is no such entry (any more)."""

    text: ClassVar[str] = "error-no-such-wording"


class TooManyWordings(Refusal):
    """A server has as many entries as it may."""

    text: ClassVar[str] = "error-too-many-wordings"


class ImportUnreadable(Refusal):
    """A file of entries cannot be read; nothing of it was taken."""

    text: ClassVar[str] = "error-import-unreadable"


class Does(StrEnum):
    """What an entry does to a message that it fits."""

    PAGE = "page"
    REVIEW = "review"
    QUIET = "quiet"

    @property
    def tier(self) -> Tier:
        """Return the tier that the entry gives."""
        return {Does.PAGE: Tier.PAGE, Does.REVIEW: Tier.REVIEW, Does.QUIET: Tier.NONE}[self]


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase or one of the lexicon's rules, and what is done where it fits."""

    id: int
    guild_id: int
    channel_id: int | None
    does: Does
    category: Category
    phrase: str | None = None
    rule: str | None = None

    def holds_in(self, channel_id: int) -> bool:
        """Tell whether the entry counts in a channel."""
        return self.channel_id is None or self.channel_id == channel_id


def cleaned(phrase: str) -> str:
    """Return a phrase as it is kept: words, `*` at the end of a word, `*` alone for up to three words.

    Raises:
        PhraseUnclear: it is none, or would fit nearly everything.
    """
    words = phrase.split()
    letters = sum(char.isalnum() for char in phrase)
    loose = words.count("*")
    if (
        not words
        or len(phrase) > LONGEST_PHRASE
        or len(words) > _MOST_WORDS
        or loose > _MOST_ANY
        or letters < (2 if not phrase.isascii() else 3)
        or "*" in (words[0], words[-1])
        or not all(_WORD.fullmatch(word) for word in words)
    ):
        raise PhraseUnclear
    return " ".join(words)


def quiet_rule(rule: str) -> Category:
    """Return the family of a rule that may be made quiet.

    Raises:
        RuleProtected: it may not.
        NoSuchWording: that is no rule's name.
    """
    parts = rule.split(".")
    families = {category.value: category for category in Category}
    if len(parts) != 3 or parts[1] not in families:
        raise NoSuchWording
    category = families[parts[1]]
    if category.protected:
        raise RuleProtected
    return category
