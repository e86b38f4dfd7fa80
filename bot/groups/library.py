"""The library of prompts under `data/prompts`, read once and refused whole if anything in it is wrong."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.errors import ConfigurationError

# In the order in which a meeting goes.
THEMES: Final = {
    "arriving": "theme-arriving",
    "coping": "theme-coping",
    "strengths": "theme-strengths",
    "connection": "theme-connection",
    "grief": "theme-grief",
    "setbacks": "theme-setbacks",
    "culture-and-belonging": "theme-belonging",
    "closing": "theme-closing",
}
OWN: Final = "own"
NOTES: Final = {
    "loss": "prompt-note-loss",
    "family": "prompt-note-family",
    "body": "prompt-note-body",
    "sleep": "prompt-note-sleep",
    "faith": "prompt-note-faith",
    "hard-times": "prompt-note-hard-times",
}

Words = Annotated[str, StringConstraints(min_length=10, max_length=300, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]{2,60}$")]
Note = Literal["loss", "family", "body", "sleep", "faith", "hard-times"]


class PromptsUnreadable(ConfigurationError):
    """A file of the library is wrong; `file` and `problem` say where."""

    text = "error-prompts-unreadable"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Code
    tags: tuple[Code, ...]
    note: Note | None = None
    en: Words
    es: Words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: Literal[
        "arriving", "coping", "strengths", "connection", "grief", "setbacks", "culture-and-belonging", "closing"
    ]
    prompts: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One text to begin a conversation with."""

    key: str
    theme: str
    texts: tuple[tuple[str, str], ...]  # by language
    tags: tuple[str, ...] = ()
    note: str | None = None

    def text(self, locale: str) -> str:
        """Return it in a language, or in the first there is."""
        return dict(self.texts).get(locale, self.texts[0][1])


def load(folder: Path) -> tuple[Prompt, ...]:
    """Read every file of the library.

    Raises:
        PromptsUnreadable: a file does not parse, a text is missing in a language, or an id is there twice.
    """
    found: dict[str, Prompt] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            read = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as problem:
            raise PromptsUnreadable(file=file.name, problem=_first_line(problem)) from problem
        for entry in read.prompts:
            if entry.id in found:
                raise PromptsUnreadable(file=file.name, problem=f"{entry.id} is there twice")
            found[entry.id] = Prompt(entry.id, read.theme, (("en", entry.en), ("es", entry.es)), entry.tags, entry.note)
    return tuple(found.values())


def in_turn(prompts: Sequence[Prompt], used: Sequence[str]) -> Prompt | None:
    """Return the next of some prompts: one that was not used, else the one that was used longest ago.

    `used` are the keys of what was posted, the earliest first. Themes take turns, so that two in a row differ.
    """
    last = {key: position for position, key in enumerate(used)}
    by_key = {one.key: one for one in prompts}
    of_theme = {by_key[key].theme: position for key, position in last.items() if key in by_key}
    return min(
        prompts, key=lambda one: (last.get(one.key, -1), of_theme.get(one.theme, -1), prompts.index(one)), default=None
    )


def _first_line(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(problem)
