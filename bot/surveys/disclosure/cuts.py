"""Subgroups that were declared before anybody answered, all of them judged together; a question's base is one of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.surveys.disclosure.counts import FLOOR, Exact, Table, TooFew, Withheld, table, varied


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to divide the respondents, declared before anybody answered: a label for each of them, in their order.

    `answered` where the labels are themselves what they answered: then nobody knows who stands in which cell.
    """

    name: str
    cells: tuple[str, ...]
    labels: tuple[str, ...]
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """A cut as it may be shown: cells that are too small, and those that would give them away, are one rest.

    `labels` are None in the rest. `uniform` where nothing is shown because the labels are answers that were too much alike.
    """

    name: str
    shown: tuple[tuple[str, int], ...]
    hidden: tuple[str, ...]
    labels: tuple[str | None, ...]
    uniform: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """What may be shown of one question: over everybody, and over each cell of each cut."""

    total: Table
    by: tuple[tuple[str, str, Table], ...] = ()


def divide(cuts: Sequence[Cut], *, threshold: int = FLOOR) -> tuple[Division, ...]:
    """Decide which cells of the declared cuts may be shown, over all cuts together, and in which order they are crossed.

    First come those whose cells everybody may know, then those by answers, each in the order in which they were declared. A cell
    below the threshold is hidden and hides the next smallest, until those hidden are enough to hide among; whoever
    stands in the same cells of all cuts must stand with enough others. A cut by answers needs more: in every crossing of
    the known cuts these answers themselves must vary.
    """
    admitted: list[Division] = []
    known = [cut for cut in cuts if not cut.answered]
    for cut in known:
        admitted.append(_sized(cut, admitted, threshold))
    crossing = [division.labels for division in admitted]
    for cut in (cut for cut in cuts if cut.answered):
        if _safe([cut.labels], crossing, threshold):
            admitted.append(_sized(cut, admitted, threshold))
        else:
            admitted.append(replace(_division(cut, cut.cells), uniform=True))
    return tuple(admitted)


def distribute(
    answers: Sequence[str | None],
    options: Sequence[str],
    divisions: Sequence[Division] = (),
    *,
    conditional: bool = False,
    threshold: int = FLOOR,
    reached: int | None = None,
) -> Distribution:
    """Return what may be shown of one question.

    Args:
        answers: one for each respondent, in the order of the divisions' labels; None for who was not asked, because
            the question depends on another one. Those who were asked are then a subgroup like any other.
        options: every answer that there is, in the order in which to show them.
        divisions: what `divide` admitted, in its order. After the first that cannot be shown for this question none is:
            that something was withheld is itself told, and two such facts beside each other can tell an answer.
        conditional: whether it depends on another question. That everybody was asked says what everybody answered there.
        threshold: how many people at least.
        reached: what `reach` says of several questions together, where this one is not judged by itself.
    """
    asked = sum(answer is not None for answer in answers)
    if not enough(asked, len(answers), conditional=conditional, threshold=threshold):
        return Distribution(TooFew(threshold), tuple(_all_cells(divisions, TooFew(threshold))))
    counted = Counter(answer for answer in answers if answer is not None)
    total = table({option: counted[option] for option in options}, threshold=threshold)
    by: list[tuple[str, str, Table]] = []
    reached = reach([answers], divisions, threshold=threshold) if reached is None else reached
    for number, division in enumerate(divisions):
        for cell, _ in division.shown:
            inside = Counter(
                answer
                for answer, label in zip(answers, division.labels, strict=True)
                if label == cell and answer is not None
            )
            by.append((division.name, cell, _exact(inside, options) if number < reached else Withheld()))
        kept_back = Withheld() if division.uniform else TooFew(threshold)
        by.extend((division.name, cell, kept_back) for cell in division.hidden)
    return Distribution(total, tuple(by))


def reach(questions: Sequence[Sequence[str | None]], divisions: Sequence[Division], *, threshold: int = FLOOR) -> int:
    """Return how many of the divisions, from the first on, can be shown for all of these questions."""
    crossing: list[tuple[str | None, ...]] = []
    for number, division in enumerate(divisions):
        if division.shown:
            crossing.append(division.labels)
            if not _safe(questions, crossing, threshold):
                return number
    return len(divisions)


def enough(asked: int, respondents: int, *, conditional: bool, threshold: int = FLOOR) -> bool:
    """Say whether enough people were asked a question and, where it depends on another one, enough were not."""
    passed_over = respondents - asked
    return asked >= threshold and (passed_over >= threshold or not (conditional or passed_over))


def _sized(cut: Cut, beside: Sequence[Division], threshold: int) -> Division:
    """Hide the cells of a cut that are too small, alone and crossed with the cuts that were admitted before."""
    sizes = Counter(cut.labels)
    smallest_first = sorted(cut.cells, key=lambda cell: (sizes[cell], cut.cells.index(cell)))
    hidden = {cell for cell in cut.cells if sizes[cell] < threshold}
    while len(hidden) < len(cut.cells):
        division = _division(cut, hidden)
        among = _rest(division)
        crossed = Counter(zip(*(one.labels for one in (*beside, division)), strict=True))
        if ((among == 0 and not hidden) or among >= threshold) and min(crossed.values()) >= threshold:
            break
        hidden.add(next(cell for cell in smallest_first if cell not in hidden))
    return _division(cut, hidden)


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


def _safe(questions: Sequence[Sequence[str | None]], crossing: Sequence[Sequence[str | None]], threshold: int) -> bool:
    """Say whether in every set that the shown cells divide people into, enough were asked, or none, and answers vary."""
    return all(_varied_everywhere(answers, crossing, threshold) for answers in questions)


def _varied_everywhere(answers: Sequence[str | None], crossing: Sequence[Sequence[str | None]], threshold: int) -> bool:
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
