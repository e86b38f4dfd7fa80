"""A language's pack as it lies on disk, checked when it is loaded."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.errors import ConfigurationError
from bot.moderation.detection.assessment import Category, Tier

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ClassName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
Kind = Literal["denial", "past", "helping", "quotation", "title", "hyperbole", "technical"]
Negation = Literal["spoils", "lowers", "ignored"]
Who = Literal["self", "any"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_STAR: Final = re.compile(r"\*(?![ /]|$)")
_ABOUT_OTHERS: Final = frozenset({Category.ABUSE, Category.VIOLENCE, Category.THIRD_PERSON})


class LexiconInvalid(ConfigurationError):
    """A file of the lexicon cannot be used; the values name the file and the reason."""

    text: ClassVar[str] = "error-lexicon-invalid"

    def __str__(self) -> str:
        """Say which file and why, for an operator and a contributor."""
        return f"{self.values.get('file')}: {self.values.get('reason')}"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Strict):
    """A rule: forms that a text may take, what they mean, and sentences that prove it."""

    name: Name
    tier: Tier
    category: Category | None = None
    who: Who | None = None
    negation: Negation | None = None
    forms: tuple[Words, ...] = Field(min_length=1)
    not_before: tuple[Words, ...] = ()
    not_after: tuple[Words, ...] = ()
    not_with: tuple[Words, ...] = ()
    immune: tuple[Kind, ...] = ()
    alone: int | None = Field(default=None, ge=0, le=9)
    matches: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)

    def about_self(self, category: Category) -> bool:
        """Tell whether the one who acts must be the one who writes."""
        return category not in _ABOUT_OTHERS if self.who is None else self.who == "self"

    def negated(self, category: Category) -> Negation:
        """Say what a *not* does to the frame."""
        return self.negation or ("spoils" if category.protected else "lowers")


class Sign(_Strict):
    """Something that says little alone; enough different signs in one text make a review, or a page."""

    name: Name
    weight: int = Field(default=1, ge=0, le=3)
    urgency: int = Field(default=0, ge=-9, le=3)
    who: Who = "self"
    forms: tuple[Words, ...] = Field(min_length=1)
    not_before: tuple[Words, ...] = ()
    not_after: tuple[Words, ...] = ()
    matches: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)


class Suppressor(_Strict):
    """Words near a match that lower its tier by one step."""

    name: Name
    kind: Kind
    where: Literal["before", "after", "around", "message", "quoted"]
    reach: int = Field(default=3, ge=0, le=30)
    forms: tuple[Words, ...] = ()
    families: tuple[Category, ...] = ()
    unless_after: tuple[Words, ...] = ()
    everywhere: bool = False
    matches: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = Field(min_length=1)


class PackFile(_Strict):
    """One TOML file: any of word classes, spellings, guarded words, frames, signs and suppressors."""

    category: Category | None = None
    signs_needed: int | None = Field(default=None, ge=2)
    urgency_needed: int | None = Field(default=None, ge=4)
    everyday: str = ""
    guarded: tuple[Words, ...] = ()
    spelling: dict[str, tuple[Words, ...]] = Field(default_factory=dict)
    classes: dict[ClassName, tuple[Words, ...]] = Field(default_factory=dict)
    frame: tuple[Frame, ...] = ()
    sign: tuple[Sign, ...] = ()
    suppressor: tuple[Suppressor, ...] = ()

    def model_post_init(self, _context: object, /) -> None:
        """Refuse a star that is not at the end, and a frame without a family."""
        for name, literals in self.classes.items():
            for literal in literals:
                if "*" in literal and (_STAR.search(literal) or literal.startswith("*")):
                    raise ValueError(f"class {name}: {literal!r} may have a * only at its end")
        for frame in self.frame:
            if frame.category is None and self.category is None:
                raise ValueError(f"frame {frame.name} has no category")


def read_file(path: Path) -> PackFile:
    """Read one file of a pack.

    Raises:
        LexiconInvalid: the file is not TOML or not a pack file; says which file and why.
    """
    try:
        return PackFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconInvalid(file=str(path), reason=f"{where}: {first['msg']}".lstrip(": ")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
        raise LexiconInvalid(file=str(path), reason=str(error)) from error
