"""Keep the compiled lexicon beside the packs, so that a start need not compile it again.

The file is JSON, as mere data as the packs that it lies beside, and is trusted as far as they are: whoever may write there may
change the rules anyway. Its first line names the packs and the code that it was made from; where that is not what lies
there now, or the file is not whole, the packs are compiled and the file is written anew, if it can be.
"""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bot.moderation.detection.assessment import Category, Tier
from bot.moderation.detection.finding import Alphabet
from bot.moderation.detection.gates import ByNumber
from bot.moderation.detection.lexicon import Form, Grammar, Lowering, Rule, Step, read_lexicon
from bot.moderation.detection.tables import Needy, Tables, needy, tables
from bot.moderation.detection.vocabulary import Vocabulary

_CODE: Final = Path(__file__).parent
COMPILED: Final = ".compiled.json"


def load_tables(directory: Path) -> Tables:
    """Return the tables of a lexicon, from what was kept if it still holds.

    Raises:
        LexiconInvalid: no pack is there, or a file cannot be used; says which file and why.
    """
    kept = directory / COMPILED
    made_of = _made_of(directory)
    with suppress(OSError):
        head, _, body = kept.read_bytes().partition(b"\n")
        if head == made_of + _digest([body]):
            return _unpacked(json.loads(body))
    compiled = tables(read_lexicon(directory))
    _keep(kept, made_of, compiled)
    return compiled


@contextmanager
def collecting_later() -> Iterator[None]:
    """Leave garbage alone for a moment: what is made here stays, and looking through it over and over takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _made_of(directory: Path) -> bytes:
    """Return a mark of every byte of the packs and of the code that reads them."""
    files = [*sorted(directory.glob("*/*.toml")), *sorted(_CODE.glob("*.py"))]
    return _digest(part for file in files for part in (str(file).encode(), file.read_bytes()))


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest().encode()


def _keep(file: Path, made_of: bytes, compiled: Tables) -> None:
    """Write the file whole or not at all; a folder that may not be written to costs time at the next start, no more."""
    body = json.dumps(_packed(compiled), ensure_ascii=False, separators=(",", ":")).encode()
    draft = file.with_name(f"{COMPILED}.{uuid4().hex}")
    with suppress(OSError):
        try:
            draft.write_bytes(made_of + _digest([body]) + b"\n" + body)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def _packed(compiled: Tables) -> dict[str, Any]:
    grammars = list(dict.fromkeys(rule.grammar for rule in compiled.rules))
    vocabulary = compiled.vocabulary
    return {
        "literals": "\n".join(compiled.literals),
        "alphabet": "\n".join(compiled.alphabet),
        "opened": compiled.opened,
        "leading": compiled.leading,
        "members": [sorted(members) for members in compiled.members],
        "waiting": compiled.waiting,
        "groups": compiled.groups,
        "phrases": {number: [form for form, _ in phrases] for number, phrases in compiled.phrases.items()},
        "grammars": [_values(grammar) for grammar in grammars],
        "rules": [[*_values(rule)[:1], grammars.index(rule.grammar), *_values(rule)[2:]] for rule in compiled.rules],
        "forms": [
            (rule, form) for rule, (form, _) in (compiled.forms[number] for number in range(len(compiled.forms)))
        ],
        "lowerings": [_values(lowering) for lowering in compiled.lowerings],
        "words": sorted(vocabulary.words),
        "prefixes": sorted(vocabulary.prefixes),
        "disguises": vocabulary.disguises,
        "pairs": [[*pair, plain] for pair, plain in vocabulary.pairs.items()],
    }


def _values(one: Grammar | Rule | Lowering) -> list[Any]:
    """Return the fields in their order; sets as sorted lists."""
    values = [getattr(one, name) for name in one.__slots__]
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _unpacked(kept: dict[str, Any]) -> Tables:
    phrased = {int(number): forms for number, forms in kept["phrases"].items()}
    grammars = [Grammar(*values) for values in kept["grammars"]]
    forms = kept["forms"]

    def needing(steps: list[list[Any]]) -> Needy:
        return needy(_form(steps), phrased)

    return Tables(
        alphabet=Alphabet(kept["alphabet"].split("\n")),
        literals=kept["literals"].split("\n"),
        opened={int(number): last for number, last in kept["opened"].items()},
        leading=kept["leading"],
        members=list(map(frozenset, kept["members"])),
        waiting=kept["waiting"],
        groups=kept["groups"],
        phrases={number: tuple(map(needing, forms)) for number, forms in phrased.items()},
        rules=[_rule(values, grammars) for values in kept["rules"]],
        forms=ByNumber(lambda number: (forms[number][0], needing(forms[number][1]))),
        lowerings=[_lowering(values) for values in kept["lowerings"]],
        vocabulary=Vocabulary(
            kept["words"],
            kept["prefixes"],
            kept["disguises"],
            {(first, second): plain for first, second, plain in kept["pairs"]},
        ),
    )


def _form(steps: list[list[Any]]) -> Form:
    return tuple([Step(*step) for step in steps])


def _rule(values: list[Any], grammars: list[Grammar]) -> Rule:
    name, grammar, tier, category, _, before, after, with_, about_self, negation, immune, *numbers = values
    return Rule(
        name,
        grammars[grammar],
        Tier(tier),
        Category(category),
        (),
        _form(before),
        _form(after),
        _form(with_),
        about_self,
        negation,
        frozenset(immune),
        *numbers,
    )


def _lowering(values: list[Any]) -> Lowering:
    name, kind, where, reach, forms, families, unless_after, everywhere = values
    families_meant = frozenset(map(Category, families))
    return Lowering(name, kind, where, reach, tuple(map(_form, forms)), families_meant, _form(unless_after), everywhere)
