"""Read the small language in which a pack writes its frames: `I ..2 WANT ..1 to die/perish TONIGHT?`.

Capitals name a word class, small letters are words as written (`/` between alternatives, `*` at the
end of a word for any ending), `..N` lets up to N other words stand between, `?` makes a class optional.
"""

import re
from dataclasses import dataclass
from itertools import product
from typing import Final

_CLASS: Final = re.compile(r"[A-Z][A-Z0-9_]*\??")
_GAP: Final = re.compile(r"\.\.(\d)")


class FormInvalid(ValueError):
    """A form cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form: the name of a class or the literals themselves, after at most `gap` other words."""

    word_class: str | None
    literals: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class _Atom:
    slot: Slot
    optional: bool


def parse(form: str) -> list[tuple[Slot, ...]]:
    """Return the plain forms that one written form stands for, optional slots in and out.

    Raises:
        FormInvalid: the form is empty, starts or ends with a gap, or has only optional slots.
    """
    atoms = _read(form)
    if all(atom.optional for atom in atoms):
        raise FormInvalid(f"{form!r} has nothing that must be there")
    if sum(atom.optional for atom in atoms) > 3:
        raise FormInvalid(f"{form!r} has more than three optional classes")
    return [
        plain
        for choice in product(*((True, False) if atom.optional else (True,) for atom in atoms))
        if (plain := _chosen(atoms, choice))
    ]


def _read(form: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    words: list[str] = []
    gap = 0
    for piece in [*form.split(), ""]:
        if words and (not piece or _GAP.fullmatch(piece) or _CLASS.fullmatch(piece)):
            atoms.append(_Atom(Slot(None, _alternatives(words), gap), optional=False))
            words, gap = [], 0
        if found := _GAP.fullmatch(piece):
            gap = int(found.group(1))
            if not atoms:
                raise FormInvalid(f"{form!r} starts with a gap")
        elif _CLASS.fullmatch(piece):
            atoms.append(_Atom(Slot(piece.rstrip("?"), (), gap), optional=piece.endswith("?")))
            gap = 0
        elif piece != piece.lower():
            raise FormInvalid(f"{piece!r} in {form!r} is neither a class nor in small letters")
        elif piece:
            words.append(piece)
    if gap:
        raise FormInvalid(f"{form!r} ends with a gap")
    return atoms


def _chosen(atoms: list[_Atom], choice: tuple[bool, ...]) -> tuple[Slot, ...]:
    """Leave out the slots not chosen; their gap passes on to the next."""
    slots: list[Slot] = []
    carried = 0
    for atom, kept in zip(atoms, choice, strict=True):
        if kept:
            slots.append(Slot(atom.slot.word_class, atom.slot.literals, atom.slot.gap + carried))
            carried = 0
        else:
            carried += atom.slot.gap
    return tuple(slots)


def _alternatives(words: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(choice) for choice in product(*(word.split("/") for word in words)))
