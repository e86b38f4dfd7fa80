"""Subgroups that were declared before anybody answered, all of them judged together; a question's base is one of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.surveys.disclosure.counts import FLOOR, Exact, Table, TooFew, Withheld, table, varied


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to divide the respondents, declared before anybody answered: a label for each of them, in their order."""

    name: str
    cells: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A cut as it may be shown: cells that are too small, and those that would give them away, are one rest.

    `rest` is None where no cell is hidden.
    """

    name: str
    shown: tuple[tuple[str, int], ...]
    hidden: tuple[str, ...]
    labels: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What may be shown of one question: over everybody, and over each cell of each cut."""

    total: Table
    by: tuple[tuple[str, str, Table], ...] = ()


def divide(cuts: Sequence[Cut], *, threshold: int = FLOOR) -> tuple[Division, ...]:
    """Decide which cells of the declared cuts may be shown, over all cuts together.

    A cell below the threshold is hidden and hides the next smallest, until those hidden are enough to hide among. Then
    the cuts are crossed in the order in which they were declared: whoever stands in the same cells of all of them
    must stand with enough others.
    """
    admitted: list[Division] = []
    for cut in cuts:
        sizes = Counter(cut.labels)
        smallest_first = sorted(cut.cells, key=lambda cell: (sizes[cell], cut.cells.index(cell)))
        hidden = {cell for cell in cut.cells if sizes[cell] < threshold}
        while len(hidden) < len(cut.cells):
            division = _division(cut, hidden)
            among = _rest(division)
            crossed = Counter(zip(*(one.labels for one in (*admitted, division)), strict=True))
            if ((among == 0 and not hidden) or among >= threshold) and min(crossed.values()) >= threshold:
                break
            hidden.add(next(cell for cell in smallest_first if cell not in hidden))
        admitted.append(_division(cut, hidden))
    return tuple(admitted)


def distribute(
    answers: Sequence[str | None],
    options: Sequence[str],
    divisions: Sequence[Division] = (),
    *,
    conditional: bool = False,
    threshold: int = FLOOR,
) -> Distribution:
    """Return what may be shown of one question.

    Args:
        answers: one for each respondent, in the order of the divisions' labels; None for who was not asked, because
            the question depends on another one. Those who were asked are then a subgroup like any other.
        options: every answer that there is, in the order in which to show them.
        divisions: what `divide` admitted.
        conditional: whether it depends on another question. That everybody was asked says what everybody answered there.
        threshold: how many people at least.
    """
    asked = sum(answer is not None for answer in answers)
    if not enough(asked, len(answers), conditional=conditional, threshold=threshold):
        return Distribution(TooFew(threshold), tuple(_all_cells(divisions, TooFew(threshold))))
    counted = Counter(answer for answer in answers if answer is not None)
    total = table({option: counted[option] for option in options}, threshold=threshold)
    by: list[tuple[str, str, Table]] = []
    crossing: list[tuple[str | None, ...]] = []
    for division in divisions:
        if division.shown and _safe(answers, [*crossing, division.labels], threshold):
            crossing.append(division.labels)
            for cell, _ in division.shown:
                inside = Counter(
                    answer
                    for answer, label in zip(answers, division.labels, strict=True)
                    if label == cell and answer is not None
                )
                by.append((division.name, cell, _exact(inside, options)))
        else:
            by.extend((division.name, cell, Withheld()) for cell, _ in division.shown)
        by.extend((division.name, cell, TooFew(threshold)) for cell in division.hidden)
    return Distribution(total, tuple(by))


def enough(asked: int, respondents: int, *, conditional: bool, threshold: int = FLOOR) -> bool:
    """Say whether enough people were asked a question and, where it depends on another one, enough were not."""
    passed_over = respondents - asked
    return asked >= threshold and (passed_over >= threshold or not (conditional or passed_over))


def _division(cut: Cut, hidden: Collection[str]) -> Division:
    sizes = Counter(cut.labels)
    return Division(
        cut.name,
        tuple((cell, sizes[cell]) for cell in cut.cells if cell not in hidden),
        tuple(cell for cell in cut.cells if cell in hidden),
        tuple(None if label in hidden else label for label in cut.labels),
    )


def _rest(division: Division) -> int:
    return sum(label is None for label in division.labels)


def _all_cells(divisions: Sequence[Division], shown: Table) -> Iterable[tuple[str, str, Table]]:
    for division in divisions:
        for cell in (*(name for name, _ in division.shown), *division.hidden):
            yield division.name, cell, shown


def _safe(answers: Sequence[str | None], crossing: Sequence[Sequence[str | None]], threshold: int) -> bool:
    """Say whether in every set that the shown cells divide people into, enough were asked, or none, and answers vary."""
    inside: dict[tuple[str | None, ...], Counter[str]] = {}
    outside: Counter[tuple[str | None, ...]] = Counter()
    partly = any(answer is None for answer in answers)
    for answer, *place in zip(answers, *crossing, strict=True):
        if answer is None:
            outside[tuple(place)] += 1
        else:
            inside.setdefault(tuple(place), Counter())[answer] += 1
    places = {*inside, *outside}
    sized = all(
        sum(inside.get(place, Counter()).values()) >= threshold and (not partly or outside[place] >= threshold)
        for place in places
    )
    return sized and all(varied(counts.values()) for counts in inside.values())


def _exact(counted: Counter[str], options: Sequence[str]) -> Exact:
    return Exact(sum(counted.values()), tuple((option, counted[option]) for option in options))
