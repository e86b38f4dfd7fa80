"""Put the files of a language together into frames, signs and suppressors over numbered sets of words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from bot.moderation.detection.assessment import Category, Tier
from bot.moderation.detection.finding import Literal
from bot.moderation.detection.forms import FormInvalid, Slot, Slots, parse
from bot.moderation.detection.pack import Frame, LexiconInvalid, Negation, PackFile, Sign, Suppressor, read_file
from bot.moderation.detection.views import words_of

_SIGNS_NEEDED: Final = 3
_URGENCY_NEEDED: Final = 7
# What only a form that is more than words as written has in it: classes, gaps, alternatives.
_WORDED: Final = re.compile(r"[A-Z./>&?]")
_TRAILING_GAP: Final = re.compile(r" \.\.(\d{1,2})$")


class Step(NamedTuple):
    """A slot of a compiled form: which set of words, after at most `gap` other words (`free`: of any kind)."""

    words: int
    gap: int
    free: bool = False


Form = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WordSet:
    """What a slot may hold: literals, and phrases that are forms themselves."""

    literals: frozenset[Literal]
    phrases: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The classes that the engine itself asks for, per language; None where a pack has none."""

    language: str
    own: int | None
    others: int | None
    turns: int | None
    negation: int | None
    but: int | None
    signs_needed: int
    urgency_needed: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame, or a sign (`weight` or `urgency` above 0), ready to run."""

    name: str
    grammar: Grammar
    tier: Tier
    category: Category
    forms: tuple[Form, ...]
    not_before: Form = ()
    not_after: Form = ()
    not_with: Form = ()
    about_self: bool = False
    negation: Negation = "lowers"
    immune: frozenset[str] = frozenset()
    weight: int = 0
    urgency: int = 0
    alone: int | None = None

    @property
    def sign(self) -> bool:
        """Whether this says something only together with others."""
        return self.weight != 0 or self.urgency != 0


@dataclass(frozen=True, slots=True)
class Lowering:
    """A suppressor ready to run."""

    name: str
    kind: str
    where: str
    reach: int
    forms: tuple[Form, ...]
    families: frozenset[Category]
    unless_after: Form
    everywhere: bool
    """Whether it speaks of matches of every language, not of its own alone."""


@dataclass(slots=True)
class Lexicon:
    """All languages together; sets of words are numbered across them."""

    sets: list[WordSet] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lowerings: list[Lowering] = field(default_factory=list)
    everyday: dict[str, int] = field(default_factory=dict)
    guarded: set[str] = field(default_factory=set)
    spelling: dict[str, str] = field(default_factory=dict)
    _numbers: dict[WordSet, int] = field(default_factory=dict)

    def number(self, words: WordSet) -> int:
        """Return the number of a set of words, the same for equal sets."""
        number = self._numbers.setdefault(words, len(self.sets))
        if number == len(self.sets):
            self.sets.append(words)
        return number


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
        self._open: list[str] = []
        self._names: set[str] = set()

    def run(self) -> None:
        for path, file in self._files:
            for name, members in file.classes.items():
                if name in self._classes:
                    raise LexiconInvalid(file=str(path), reason=f"class {name} exists already")
                self._classes[name] = members
        for path, file in self._files:
            try:
                self._file(file)
            except (FormInvalid, KeyError) as error:
                reason = f"no class {error}" if isinstance(error, KeyError) else str(error)
                raise LexiconInvalid(file=str(path), reason=reason) from error

    def _file(self, file: PackFile) -> None:
        lexicon = self._lexicon
        for rank, word in enumerate(file.everyday.split()):
            lexicon.everyday.setdefault(word, rank)
        lexicon.guarded.update(" ".join(words_of(word)) for word in file.guarded)
        for plain, variants in file.spelling.items():
            for variant in variants:
                lexicon.spelling[" ".join(words_of(variant))] = " ".join(words_of(plain))
        grammar = self._grammar()
        for frame in file.frame:
            category = frame.category or file.category
            assert category is not None
            lexicon.rules.append(self._frame(frame, category, grammar))
        lexicon.rules.extend(self._sign(sign, grammar) for sign in file.sign)
        lexicon.lowerings.extend(self._suppressor(suppressor) for suppressor in file.suppressor)

    def _grammar(self) -> Grammar:
        def known(name: str) -> int | None:
            return self._class(name) if name in self._classes else None

        needed = next((file.signs_needed for _, file in self._files if file.signs_needed), _SIGNS_NEEDED)
        urgency = next((file.urgency_needed for _, file in self._files if file.urgency_needed), _URGENCY_NEEDED)
        own, others, turns = known("SELF"), known("OTHERS"), known("TURN")
        return Grammar(self._language, own, others, turns, known("NEGATION"), known("BUT"), needed, urgency)

    def _frame(self, frame: Frame, category: Category, grammar: Grammar) -> Rule:
        return Rule(
            self._unique(category.value, frame.name),
            grammar,
            frame.tier,
            category,
            self._forms(frame.forms),
            self._neighbours(frame.not_before),
            self._neighbours(frame.not_after),
            self._neighbours(frame.not_with),
            frame.about_self(category),
            frame.negated(category),
            frozenset(frame.immune),
            alone=frame.alone,
        )

    def _sign(self, sign: Sign, grammar: Grammar) -> Rule:
        return Rule(
            self._unique("sign", sign.name),
            grammar,
            Tier.REVIEW,
            Category.IDEATION,
            self._forms(sign.forms),
            self._neighbours(sign.not_before),
            self._neighbours(sign.not_after),
            about_self=sign.who == "self",
            weight=sign.weight,
            urgency=sign.urgency,
        )

    def _suppressor(self, suppressor: Suppressor) -> Lowering:
        return Lowering(
            self._unique(suppressor.kind, suppressor.name),
            suppressor.kind,
            suppressor.where,
            suppressor.reach,
            self._forms(suppressor.forms),
            frozenset(suppressor.families),
            self._neighbours(suppressor.unless_after),
            suppressor.everywhere,
        )

    def _unique(self, family: str, name: str) -> str:
        full = f"{self._language}.{family}.{name}"
        if full in self._names:
            raise FormInvalid(f"{full} exists already")
        self._names.add(full)
        return full

    def _forms(self, forms: tuple[str, ...]) -> tuple[Form, ...]:
        """Compile forms; those that are words as written are one slot together, for most forms of most packs are."""
        written = tuple(form for form in forms if not _WORDED.search(form))
        others = tuple(form for form in forms if _WORDED.search(form))
        compiled = tuple(self._form(slots) for form in others for slots in parse(form))
        if not written:
            return compiled
        together = Step(self._lexicon.number(WordSet(frozenset(map(literal, written)))), 0)
        return (*compiled, (together,))

    def _form(self, slots: Slots) -> Form:
        return tuple(map(self._step, slots))

    def _neighbours(self, forms: tuple[str, ...]) -> Form:
        """Compile what must not stand beside a match; `you ..2` lets up to two words stand between."""
        steps = []
        for form in forms:
            written = _TRAILING_GAP.search(form)
            body, gap = (form[: written.start()], int(written.group(1))) if written else (form, 0)
            plain = parse(body)
            if len(plain) == len(plain[0]) == 1:
                number = self._step(plain[0][0]).words
            else:
                number = self._lexicon.number(WordSet(frozenset(), tuple(map(self._form, plain))))
            steps.append(Step(number, gap))
        return tuple(steps)

    def _step(self, slot: Slot) -> Step:
        if slot.word_class is not None:
            return Step(self._class(slot.word_class), slot.gap, slot.free)
        literals = frozenset(literal(words) for words in slot.literals)
        return Step(self._lexicon.number(WordSet(literals)), slot.gap, slot.free)

    def _class(self, name: str) -> int:
        """Return the number of a class, its members compiled first; a class cannot contain itself."""
        if name not in self._numbers:
            if name in self._open:
                raise FormInvalid(f"class {name} includes itself or is nested in a circle")
            self._open.append(name)
            self._numbers[name] = self._lexicon.number(self._members(self._classes[name]))
            self._open.pop()
        return self._numbers[name]

    def _members(self, members: Iterable[str]) -> WordSet:
        literals: set[Literal] = set()
        phrases: dict[Form, None] = {}
        for member in members:
            if not _WORDED.search(member):
                literals.add(literal(member))
                continue
            for slots in parse(member):
                if len(slots) > 1:
                    phrases[self._form(slots)] = None
                elif slots[0].word_class is None:
                    literals.update(literal(words) for words in slots[0].literals)
                else:
                    included = self._lexicon.sets[self._class(slots[0].word_class)]
                    literals |= included.literals
                    phrases.update(dict.fromkeys(included.phrases))
        return WordSet(frozenset(literals), tuple(phrases))


def literal(words: str) -> Literal:
    """Return words as the automata look for them.

    Raises:
        FormInvalid: there is no word in them.
    """
    plain = words.rstrip("*") if words.isascii() and words.replace(" ", "").isalnum() else " ".join(words_of(words))
    if not plain:
        raise FormInvalid(f"{words!r} holds no word")
    if "*" in words[:-1]:
        raise FormInvalid(f"{words!r} may have a * only at its end")
    return plain, words.endswith("*")
