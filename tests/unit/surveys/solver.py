"""An adversary who knows the rules, who took part, who is in which subgroup, and one answer: what can they tell?

Everything that can be published about a world is computed for every world; worlds that look alike are put together.
An answer is determined if in all worlds that look alike, given what the adversary answered, it is the same. Where people
answer several questions, each of them is looked at by itself, too: to know that somebody said yes is enough.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, product

Place = Hashable
World = tuple[tuple[str, ...], ...]  # for each place, the answers there, in no order


def worlds(sizes: Sequence[int], options: Sequence[str]) -> Iterator[World]:
    """Every way in which the people of each place may have answered."""
    return product(*(combinations_with_replacement(options, size) for size in sizes))


Facet = Callable[[str], str]
"""What of an answer is looked at: all of it, or the answer to one question."""


def whole(answer: str) -> str:
    """The whole answer."""
    return answer


def to_question(number: int) -> Facet:
    """The answer to one question, where those to several are written `yes-x`; nothing where it was not asked."""
    return lambda answer: (*answer.split("-"), "", "")[number]


def determined(
    sizes: Sequence[int],
    options: Sequence[str],
    publish: Callable[[World], Hashable],
    facets: Sequence[Facet] = (whole,),
) -> list[str]:
    """Return what an adversary can tell of somebody else's answer, over all worlds; empty when nothing."""
    alike: dict[Hashable, list[World]] = {}
    for world in worlds(sizes, options):
        alike.setdefault(publish(world), []).append(world)
    found = []
    for shown, group in alike.items():
        for facet in facets:
            found += [f"{sizes} {shown}: {problem}" for problem in _told(group, options, facet)]
    return found


def _told(group: Sequence[World], options: Sequence[str], facet: Facet) -> Iterable[str]:
    places = range(len(group[0]))
    for place in places:
        if _one((world[place] for world in group), facet):
            yield f"everybody in place {place} answered {facet(group[0][place][0])}"
    for own, answer in product(places, options):
        left = [_without(world, own, answer) for world in group if answer in world[own]]
        for place in places:
            if left and _one((world[place] for world in left), facet):
                yield f"who answered {answer} in place {own} knows place {place}"


def _without(world: World, place: int, answer: str) -> World:
    rest = list(world[place])
    rest.remove(answer)
    return (*world[:place], tuple(rest), *world[place + 1 :])


def _one(rests: Iterable[tuple[str, ...]], facet: Facet) -> bool:
    """Say whether somebody's answer is the same in all of these."""
    answers: set[str] = set()
    for rest in rests:
        answers.update(map(facet, rest))
        if len(answers) > 1:
            return False
    return len(answers) == 1
