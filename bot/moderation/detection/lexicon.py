"""Put the files of a language together into frames and suppressors over numbered literals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.moderation.detection.assessment import Category, Tier
from bot.moderation.detection.forms import FormInvalid, Slot, parse
from bot.moderation.detection.pack import Frame, LexiconInvalid, PackFile, read_file
from bot.moderation.detection.views import words_of

Literal = tuple[str, bool]
"""The words joined by single spaces, and whether the last may go on."""

_INCLUDED_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A slot of a compiled form: which set of literals, after at most `gap` other words."""

    literals: int
    gap: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame ready to run."""

    name: str
    tier: Tier
    category: Category
    forms: tuple[tuple[Step, ...], ...]
    not_before: tuple[Step, ...]
    not_after: tuple[Step, ...]
    across: bool
    immune: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lowering:
    """A suppressor ready to run."""

    name: str
    kind: str
    where: str
    reach: int
    forms: tuple[tuple[Step, ...], ...]
    families: frozenset[Category]
    unless_after: tuple[Step, ...]


@dataclass(slots=True)
class Lexicon:
    """All languages together; sets of literals are numbered across them."""

    sets: list[frozenset[Literal]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lowerings: list[Lowering] = field(default_factory=list)
    everyday: set[str] = field(default_factory=set)
    guarded: set[str] = field(default_factory=set)
    spelling: dict[str, str] = field(default_factory=dict)
    _numbers: dict[frozenset[Literal], int] = field(default_factory=dict)

    def number(self, literals: Iterable[Literal]) -> int:
        """Return the number of a set of literals, the same for equal sets."""
        chosen = frozenset(literals)
        if chosen not in self._numbers:
            self._numbers[chosen] = len(self.sets)
            self.sets.append(chosen)
        return self._numbers[chosen]


def read_lexicon(directory: Path) -> Lexicon:
    """Read every language folder of a lexicon.

    Raises:
        LexiconInvalid: the directory holds no pack, or a file cannot be used.
    """
    lexicon = Lexicon()
    folders = sorted(path for path in directory.iterdir() if path.is_dir()) if directory.is_dir() else []
    for folder in folders:
        files = [(path, read_file(path)) for path in sorted(folder.glob("*.toml"))]
        _Compiler(lexicon, folder.name, files).run()
    if not lexicon.rules:
        raise LexiconInvalid(file=str(directory), reason="holds no frames; expected <language>/*.toml")
    return lexicon


class _Compiler:
    def __init__(self, lexicon: Lexicon, language: str, files: list[tuple[Path, PackFile]]) -> None:
        self._lexicon = lexicon
        self._language = language
        self._files = files
        self._classes: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._names: set[str] = set()
        self._speaker = next((file.speaker for _, file in files if file.speaker), None)

    def run(self) -> None:
        for path, file in self._files:
            for name, literals in file.classes.items():
                if name in self._classes:
                    raise LexiconInvalid(file=str(path), reason=f"class {name} exists already")
                self._classes[name] = literals
        for path, file in self._files:
            try:
                self._file(file)
            except (FormInvalid, KeyError) as error:
                reason = f"no class {error}" if isinstance(error, KeyError) else str(error)
                raise LexiconInvalid(file=str(path), reason=reason) from error

    def _file(self, file: PackFile) -> None:
        lexicon = self._lexicon
        lexicon.everyday.update(" ".join(words_of(word)) for word in file.everyday)
        lexicon.guarded.update(" ".join(words_of(word)) for word in file.guarded)
        for plain, variants in file.spelling.items():
            for variant in variants:
                lexicon.spelling[" ".join(words_of(variant))] = " ".join(words_of(plain))
        for frame in file.frame:
            category = frame.category or file.category
            assert category is not None
            self._frame(frame, category)
        for suppressor in file.suppressor:
            lexicon.lowerings.append(
                Lowering(
                    self._unique(suppressor.kind, suppressor.name),
                    suppressor.kind,
                    suppressor.where,
                    suppressor.reach,
                    self._forms(suppressor.forms),
                    frozenset(suppressor.families),
                    self._neighbours(suppressor.unless_after),
                ),
            )

    def _frame(self, frame: Frame, category: Category) -> None:
        """Compile a frame; what may not be its subject spoils only the forms that do not say who speaks."""
        name = self._unique(category.value, frame.name)
        plain = [slots for form in frame.forms for slots in parse(form)]
        not_before = self._neighbours(frame.not_before)
        not_subject = self._neighbours(frame.not_subject)
        for spoken in (True, False):
            forms = tuple(tuple(map(self._step, slots)) for slots in plain if self._says_who(slots[0]) is spoken)
            if forms:
                self._lexicon.rules.append(
                    Rule(
                        name,
                        frame.tier,
                        category,
                        forms,
                        not_before if spoken else not_before + not_subject,
                        self._neighbours(frame.not_after),
                        frame.across,
                        frozenset(frame.immune),
                    ),
                )

    def _says_who(self, slot: Slot) -> bool:
        """Tell whether a form opens with the person who writes."""
        if slot.word_class is not None:
            return slot.word_class == self._speaker
        speakers = self._classes.get(self._speaker or "", ())
        return any(slot.literals[0] == own or slot.literals[0].startswith(f"{own} ") for own in speakers)

    def _unique(self, family: str, name: str) -> str:
        full = f"{self._language}.{family}.{name}"
        if full in self._names:
            raise FormInvalid(f"{full} exists already")
        self._names.add(full)
        return full

    def _forms(self, forms: tuple[str, ...]) -> tuple[tuple[Step, ...], ...]:
        return tuple(tuple(self._step(slot) for slot in plain) for form in forms for plain in parse(form))

    def _neighbours(self, forms: tuple[str, ...]) -> tuple[Step, ...]:
        """Compile what must not stand beside a match; `you ..2` lets up to two words stand between."""
        steps = []
        for form in forms:
            body, _, gap = form.partition(" ..")
            plain = parse(body)
            if len(plain) != 1 or len(plain[0]) != 1 or (gap and not gap.isdigit()):
                raise FormInvalid(f"{form!r} must be one class or one literal, with `..N` after it at most")
            steps.append(Step(self._step(plain[0][0]).literals, int(gap or 0)))
        return tuple(steps)

    def _step(self, slot: Slot) -> Step:
        if slot.word_class is None:
            return Step(self._lexicon.number(_literal(words) for words in slot.literals), slot.gap)
        if slot.word_class not in self._numbers:
            literals = [_literal(words) for words in self._members(slot.word_class, _INCLUDED_DEPTH)]
            self._numbers[slot.word_class] = self._lexicon.number(literals)
        return Step(self._numbers[slot.word_class], slot.gap)

    def _members(self, name: str, depth: int) -> Iterable[str]:
        if not depth:
            raise FormInvalid(f"class {name} includes itself or is nested too deep")
        for member in self._classes[name]:
            if member.isascii() and member.isupper() and member.replace("_", "").isalnum():
                yield from self._members(member, depth - 1)
            else:
                yield member


def _literal(words: str) -> Literal:
    plain = " ".join(words_of(words))
    if not plain:
        raise FormInvalid(f"{words!r} holds no word")
    return plain, words.endswith("*")
