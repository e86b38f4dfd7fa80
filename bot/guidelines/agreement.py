"""The text of an agreement: its parts, the versions of it, and what changed between two."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints, TypeAdapter, ValidationError

from bot.errors import ConfigurationError

FOLDER: Final = "guidelines"
PARTS: Final = ("stays", "limits", "bot", "peers")
FALLBACK: Final = "en"
LONGEST: Final = 1000  # characters of a part: what one field of a card takes

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, strip_whitespace=True)]
_WORDS: Final = TypeAdapter(dict[str, Words])


class GuidelinesWrong(ConfigurationError):
    """A file of the agreement cannot be used; `file` says which."""

    text = "guidelines-file-wrong"


Parts = Mapping[str, str]
"""The words of an agreement in one language, by part."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a server's agreement, in every language that it was written in."""

    number: int
    texts: Mapping[str, Parts]
    at: datetime | None = None

    def parts(self, locale: str) -> Parts:
        """Return the words in a language, or in the one that is there."""
        language = locale.partition("-")[0]
        return (
            self.texts.get(locale)
            or self.texts.get(language)
            or self.texts.get(FALLBACK)
            or next(iter(self.texts.values()))
        )


def load(folder: Path) -> dict[str, dict[str, str]]:
    """Read the agreement that comes with the bot, by language and part.

    Raises:
        GuidelinesWrong: a file lacks a part, has one too many, or one that is too long.
    """
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("[a-z][a-z].toml")):
        try:
            words = _WORDS.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, tomllib.TOMLDecodeError, ValidationError) as problem:
            raise GuidelinesWrong(file=path.name) from problem
        if set(words) != set(PARTS):
            raise GuidelinesWrong(file=path.name)
        found[path.stem] = words
    if FALLBACK not in found:
        raise GuidelinesWrong(file=f"{FALLBACK}.toml")
    return found


def changes(before: Parts, after: Parts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that are new, and those that are gone, in the order in which they stand."""
    old = [line for part in PARTS for line in before[part].splitlines() if line.strip()]
    new = [line for part in PARTS for line in after[part].splitlines() if line.strip()]
    marks = list(difflib.ndiff(old, new))
    return (
        tuple(mark[2:] for mark in marks if mark.startswith("+ ")),
        tuple(mark[2:] for mark in marks if mark.startswith("- ")),
    )
