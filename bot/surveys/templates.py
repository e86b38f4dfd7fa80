"""Files of questions under `data/surveys/`: ours, and an organisation's own; a bad one is refused with line and reason."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from bot.surveys.questions import Questionnaire, first_problem

FOLDER: Final = "surveys"
LARGEST: Final = 100_000  # bytes

_HEADER: Final = re.compile(r"^\s*(\[\[?)([\w.\s-]+)\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"^\s*([\w-]+)\s*=")
_AT_LINE: Final = re.compile(r"\(at line (\d+)")

# What pydantic calls a problem, and what a person is told.
_REASONS: Final = {
    "missing": "template-missing",
    "extra_forbidden": "template-unknown",
    "enum": "template-kind",
    "string_too_long": "template-long",
    "string_too_short": "template-short",
    "string_pattern_mismatch": "template-name",
    "too_short": "template-short",
    "too_long": "template-many",
    "options": "template-options",
    "twice": "template-twice",
    "texts": "template-texts",
    "only_if": "template-only-if",
    "no-questions": "template-no-questions",
    "syntax": "template-syntax",
    "large": "template-large",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A questionnaire under a name."""

    name: str
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that cannot be used: where, and a text's key that says why."""

    file: str
    line: int
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Templates:
    """Every file that could be read, by name, and those that could not."""

    good: Mapping[str, Template]
    bad: tuple[Bad, ...]

    @classmethod
    def load(cls, *folders: Path) -> "Templates":
        """Read `*.toml` in the folders; one that is bad stops none of the others, and not the bot."""
        good: dict[str, Template] = {}
        bad: list[Bad] = []
        for folder in folders:
            for file in sorted(folder.glob("*.toml")):
                found = read(file.name, file.read_bytes())
                if isinstance(found, Bad):
                    bad.append(found)
                else:
                    good[file.stem] = Template(file.stem, found)
        return cls(good, tuple(bad))


def read(name: str, content: bytes) -> Questionnaire | Bad:
    """Return the questionnaire in a file, or what is wrong with it and on which line."""
    if len(content) > LARGEST:
        return Bad(name, 1, _REASONS["large"], "")
    try:
        text = content.decode("utf-8")
        found = tomllib.loads(text)
    except UnicodeDecodeError as problem:
        return Bad(name, content[: problem.start].count(b"\n") + 1, _REASONS["syntax"], "UTF-8")
    except tomllib.TOMLDecodeError as problem:
        line = _AT_LINE.search(str(problem))
        return Bad(name, int(line[1]) if line else text.count("\n") + 1, _REASONS["syntax"], "TOML")
    try:
        made = Questionnaire.model_validate(found)
    except ValidationError as problem:
        place, reason = first_problem(problem.errors(include_url=False, include_input=False))
        shown = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
        return Bad(name, line_of(text, place), _REASONS.get(reason, "template-value"), shown)
    if not made.questions:
        return Bad(name, 1, _REASONS["no-questions"], "questions")
    return made


def line_of(text: str, place: tuple[int | str, ...]) -> int:
    """Return the line of a TOML file that a path such as `("questions", 2, "ask")` points to, as near as it goes."""
    best, depth = 1, 0
    counts: dict[str, int] = {}
    here: list[Any] = []
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            names = [part.strip() for part in header[2].split(".")]
            if header[1] == "[[":
                joined = ".".join(names)
                counts[joined] = counts.get(joined, -1) + 1
                for inner in [one for one in counts if one.startswith(f"{joined}.")]:
                    del counts[inner]
            here = []
            for position, name in enumerate(names):
                here.append(name)
                joined = ".".join(names[: position + 1])
                if joined in counts:
                    here.append(counts[joined])
        path = [*here, key[1]] if key is not None else here
        same = _same(path, place)
        if same > depth:
            best, depth = number, same
    return best


def _same(path: list[Any], place: tuple[int | str, ...]) -> int:
    """Return how much of a place a path names; nothing if it leads elsewhere."""
    shorter = min(len(path), len(place))
    return shorter if path[:shorter] == list(place[:shorter]) else 0
