"""Read the small language in which a pack writes its frames: `SELF ..2 WANT ..1 to die/perish TONIGHT?`.

Capitals name a word class, small letters are words as written (`/` between alternatives, classes too, `*` at the
end of a word for any ending). Between them: nothing (side by side), `..N` (up to N other words, none of
which is another person or the end of a sentence), `>>` or `>>N` (later on, whatever stands between), or
`&` or `&N` (near each other in either order). `?` makes a class optional.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations, product
from typing import Final

_CLASS: Final = re.compile(r"[A-Z][A-Z0-9_]*\??")
_GAP: Final = re.compile(r"\.\.(\d{1,2})")
_LATER: Final = re.compile(r">>(\d{1,2})?")
_EITHER: Final = re.compile(r"&(\d{1,2})?")
# Most forms are plain words, and reading them must be cheap: a bot starts with some twenty thousand.
_WORDS: Final = re.compile(r"[a-z0-9]+\*?(?: [a-z0-9]+\*?)*")
_FAR: Final = 25
_MOST_PARTS: Final = 3
_MOST_OPTIONAL: Final = 3


class FormInvalid(ValueError):
    """A form cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a form: a class or literals, after at most `gap` other words (`free`: whatever those are)."""

    word_class: str | None
    literals: tuple[str, ...]
    gap: int = 0
    free: bool = False


Slots = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    slot: Slot
    optional: bool


@cache
def parse(form: str) -> tuple[Slots, ...]:
    """Return the plain forms that one written form stands for: optional slots in and out, parts in either order.

    Raises:
        FormInvalid: the form is empty, starts or ends with a gap, or has only optional slots.
    """
    if _WORDS.fullmatch(form):
        return ((Slot(None, (form,)),),)
    parts: list[list[str]] = [[]]
    far = 0
    for piece in form.split():
        if found := _EITHER.fullmatch(piece):
            far = max(far, int(found.group(1) or _FAR))
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) > _MOST_PARTS:
        raise FormInvalid(f"{form!r} has more than {_MOST_PARTS} parts in either order")
    plain = [tuple(slots for chosen in _classes_apart(part) for slots in _plain(chosen, form)) for part in parts]
    if len(plain) == 1:
        return plain[0]
    return tuple(_joined(chosen, far) for order in permutations(plain) for chosen in product(*order))


def _classes_apart(pieces: list[str]) -> list[list[str]]:
    """Take `hit/HIT/STRIKE` apart: its words stay one piece, each of its classes is a form of its own."""
    choices: list[list[str]] = []
    for piece in pieces:
        parts = piece.split("/")
        classes = [part for part in parts if _CLASS.fullmatch(part)] if len(parts) > 1 else []
        words = "/".join(part for part in parts if part not in classes)
        choices.append([*classes, *([words] if words else [])] if classes else [piece])
    return [list(choice) for choice in product(*choices)]


def _joined(parts: tuple[Slots, ...], far: int) -> Slots:
    slots = list(parts[0])
    for part in parts[1:]:
        slots.append(replace(part[0], gap=far, free=True))
        slots.extend(part[1:])
    return tuple(slots)


def _plain(pieces: list[str], form: str) -> tuple[Slots, ...]:
    atoms = _read(pieces, form)
    optional = sum(atom.optional for atom in atoms)
    if optional == len(atoms):
        raise FormInvalid(f"{form!r} has nothing that must be there")
    if not optional:
        return (tuple(atom.slot for atom in atoms),)
    if optional > _MOST_OPTIONAL:
        raise FormInvalid(f"{form!r} has more than three optional classes")
    return tuple(
        _chosen(atoms, choice) for choice in product(*((True, False) if atom.optional else (True,) for atom in atoms))
    )


def _read(pieces: list[str], form: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    words: list[str] = []
    gap, free = 0, False
    for piece in [*pieces, ""]:
        plain = piece[:1].islower() or not (piece[:1] in ".>" or _CLASS.fullmatch(piece))
        if plain and piece:
            if piece != piece.lower():
                raise FormInvalid(f"{piece!r} in {form!r} is neither a class nor in small letters")
            words.append(piece)
            continue
        if words:
            atoms.append(_Atom(Slot(None, _alternatives(words), gap, free), optional=False))
            words, gap, free = [], 0, False
        if not piece:
            break
        if found := _GAP.fullmatch(piece) or _LATER.fullmatch(piece):
            gap, free = int(found.group(1) or _FAR), piece[0] == ">"
            if not atoms:
                raise FormInvalid(f"{form!r} starts with a gap")
        elif _CLASS.fullmatch(piece):
            atoms.append(_Atom(Slot(piece.rstrip("?"), (), gap, free), optional=piece[-1] == "?"))
            gap, free = 0, False
        else:
            raise FormInvalid(f"{piece!r} in {form!r} cannot be read")
    if gap or free:
        raise FormInvalid(f"{form!r} ends with a gap")
    return atoms


def _chosen(atoms: list[_Atom], choice: tuple[bool, ...]) -> Slots:
    """Leave out the slots not chosen; their gap passes on to the next."""
    slots: list[Slot] = []
    carried, free = 0, False
    for atom, kept in zip(atoms, choice, strict=True):
        if kept:
            slot = atom.slot
            slots.append(
                replace(slot, gap=slot.gap + carried if slots else 0, free=(slot.free or free) and bool(slots))
            )
            carried, free = 0, False
        else:
            carried += atom.slot.gap
            free = free or atom.slot.free
    return tuple(slots)


def _alternatives(words: list[str]) -> tuple[str, ...]:
    if not any("/" in word for word in words):
        return (" ".join(words),)
    return tuple(" ".join(choice) for choice in product(*(word.split("/") for word in words)))
