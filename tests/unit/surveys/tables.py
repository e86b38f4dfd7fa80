"""Surveys too large to try every world of: is there, for each answer, another world in which the same is published?

A world is how many people of each place (who is where is known to all) gave which answers. People of a place who answered
otherwise than each other cannot be told apart, so only where all of a place answered alike is there anything to look for: a
world that looks the same and in which they did not. First one exchange between two people is tried; if none will do,
the tables with the published counts are gone through. What neither finds is called determined.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, product

from bot.surveys.declared import AnswerCut, DeclaredCut, label
from bot.surveys.disclosure import Exact
from bot.surveys.questions import Kind, Questionnaire
from bot.surveys.response import Response
from bot.surveys.results import Results, tabulate

ENOUGH = 50_000  # tables to look through for what no single exchange shows; so many only where something is wrong

Given = tuple[str, ...]
"""One person's answer to each question in turn; several choices are joined by `+`, nothing where it was not asked."""

Person = tuple[int, Given]
"""Somebody's place and answers."""

World = Counter[Person]

Facet = tuple[int, str]
"""What is counted: a question by its number and, of several choices, one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A survey, and for each place in which cells of the known cuts its people stand."""

    questionnaire: Questionnaire
    cuts: tuple[DeclaredCut, ...]
    places: tuple[tuple[str, ...], ...]

    @cache  # noqa: B019  few, and gone with the test
    def response(self, person: Person) -> Response:
        place, given = person
        answers: dict[str, str | tuple[str, ...]] = {}
        for question, answer in zip(self.questionnaire.questions, given, strict=True):
            if question.kind is Kind.CHOICES:
                answers[question.key] = tuple(one for one in answer.split("+") if one)
            elif answer:
                answers[question.key] = answer
        known = iter(self.places[place])
        return Response(
            answers, tuple("" if isinstance(cut, AnswerCut) else next(known) for cut in self.cuts), done=True
        )

    def cell(self, number: int, person: Person) -> str:
        """In which cell of a cut somebody stands."""
        found = self.response(person)
        return label(self.cuts[number], found.cells[number], found.answers)

    def publish(self, world: World) -> Results:
        """What is written at the close, by the function that closes a survey."""
        responses = [self.response(person) for person, count in sorted(world.items()) for _ in range(count)]
        return tabulate(self.questionnaire, self.cuts, responses, threshold=5, token_bytes=bytes)

    def facets(self) -> list[Facet]:
        """Everything that is counted: a question or, of several choices, each of them."""
        return [
            (number, option)
            for number, question in enumerate(self.questionnaire.questions)
            for option in (question.codes if question.kind is Kind.CHOICES else ("",))
        ]

    @cache  # noqa: B019
    def everything(self) -> list[Given]:
        """Every way to answer."""
        each = []
        for question in self.questionnaire.questions:
            if question.kind is Kind.CHOICES:
                picks = product((True, False), repeat=len(question.codes))
                each.append(
                    ["+".join(code for code, on in zip(question.codes, pick, strict=True) if on) for pick in picks]
                )
            else:
                each.append([*question.codes, ""] if question.only_if else list(question.codes))
        return [given for given in product(*each) if any(given) and self.fits(given)]

    @cache  # noqa: B019
    def fits(self, given: Given) -> bool:
        return self.questionnaire.complete(self.response((0, given)).answers)


def of(facet: Facet, given: Given) -> str:
    """What somebody's answers say of one facet."""
    number, option = facet
    return str(option in given[number].split("+")) if option else given[number]


def told(
    survey: Asked, world: World, publish: Callable[[World], Hashable] | None = None, *, own: bool = True
) -> list[str]:
    """Return what can be told of everybody else in a place, by somebody who knows their own answer or by nobody in particular.

    Args:
        survey: what is asked, and of whom.
        world: how it was answered.
        publish: what is published of a world; what the close writes unless given.
        own: whether the adversary may be somebody who answered.
    """
    published = publish or survey.publish
    shown = published(world)
    alike: list[World] = [world]
    found = []
    for adversary in (None, *(sorted(world) if own else ())):
        known = Counter([adversary] if adversary else [])
        for place, facet in product(range(len(survey.places)), survey.facets()):

            def differs(other: World, known: World = known, place: int = place, facet: Facet = facet) -> bool:
                left = other - known
                return other >= known and len({of(facet, given) for at, given in left if at == place}) > 1

            there = {of(facet, given) for at, given in world - known if at == place}
            if (
                len(there) != 1 or there == {""} or any(map(differs, alike))
            ):  # who was not asked has no answer to be told
                continue
            others = (
                one
                for one in chain(
                    exchanges(survey, world - known, known, (place, facet)), islice(tables(survey, world), ENOUGH)
                )
                if differs(one) and published(one) == shown
            )
            other = next(others, None)
            if other is None:
                found.append(f"{adversary} knows that place {place} answered {there.pop()} to {facet}: {dict(world)}")
            else:
                alike.append(other)
    return found


def exchanges(survey: Asked, people: World, known: World, what: tuple[int, Facet]) -> Iterator[World]:
    """Every world in which one person of a place has exchanged an answer, or all, with somebody else, or changed it."""
    place, facet = what
    for one in (person for person in sorted(people) if person[0] == place):
        without = people - Counter([one]) + known
        for other in (person for person in sorted(people) if of(facet, person[1]) != of(facet, one[1])):
            left = without - Counter([other])
            for mine, theirs in ((other[1], one[1]), _moved(survey, facet, one[1], other[1])):
                if survey.fits(mine) and survey.fits(theirs):
                    yield left + Counter([(place, mine), (other[0], theirs)])
        number, option = facet
        if option:  # who picks one thing less may have to pick another: what somebody else picked, who picks this
            for other in (person for person in sorted(people - Counter([one])) if person[1] != one[1]):
                picks = set(other[1][number].split("+")) ^ {option}
                order = survey.questionnaire.questions[number].codes
                mine = (*other[1][:number], "+".join(code for code in order if code in picks), *other[1][number + 1 :])
                if survey.fits(mine):
                    yield without - Counter([other]) + Counter([(place, mine), (other[0], one[1])])
        for given in survey.everything():
            yield without + Counter([(place, given)])


def _moved(survey: Asked, facet: Facet, one: Given, other: Given) -> tuple[Given, Given]:
    """Exchange an answer between two people, with the answers to its follow-ups; of several choices one alone."""
    number, option = facet
    questions = survey.questionnaire.questions
    mine, theirs = list(one), list(other)
    if option:
        picks = [set(given[number].split("+")) - {""} for given in (one, other)]
        here, there = (pick ^ {option} for pick in picks)
        order = questions[number].codes
        mine[number], theirs[number] = ("+".join(code for code in order if code in pick) for pick in (here, there))
        return tuple(mine), tuple(theirs)
    for at, question in enumerate(questions):
        follows = question.only_if is not None and question.only_if.question == questions[number].key
        if at == number or follows:
            mine[at], theirs[at] = other[at], one[at]
    return tuple(mine), tuple(theirs)


def tables(survey: Asked, world: World) -> Iterator[World]:
    """Go through every world with the published counts, and more: what is only hinted at (*at least*) is left open."""
    shown = survey.publish(world)
    people = Counter(place for place, _ in world.elements())
    kinds = [(place, given) for place in sorted(people) for given in survey.everything()]
    sums = [({index for index, (at, _) in enumerate(kinds) if at == place}, count) for place, count in people.items()]
    for key, found in shown.questions:
        name, _, option = key.partition("/")
        number = next(at for at, one in enumerate(survey.questionnaire.questions) if one.key == name)
        for cut, cell, table in ((None, "", found.total), *found.by):
            if isinstance(table, Exact):
                inside = {at for at, kind in enumerate(kinds) if cut is None or survey.cell(int(cut), kind) == cell}
                for code, count in table.counts:
                    value = str(code == "yes") if option else code
                    among = {at for at in inside if of((number, option), kinds[at][1]) == value}
                    sums.append((among, count))
    for counts in _fitting(len(kinds), [(frozenset(among), count) for among, count in sums]):
        yield Counter({kind: count for kind, count in zip(kinds, counts, strict=True) if count})


def _fitting(places: int, sums: Sequence[tuple[frozenset[int], int]]) -> Iterator[tuple[int, ...]]:
    """Every way to write whole numbers into places so that the sums over some of them are as given."""
    left = [count for _, count in sums]
    of_place = [[index for index, (among, _) in enumerate(sums) if place in among] for place in range(places)]
    last = [max(among, default=-1) for among, _ in sums]
    if any(count and not among for among, count in sums):
        return
    written = [0] * places

    def fill(place: int) -> Iterator[tuple[int, ...]]:
        if place == places:
            yield tuple(written)
            return
        here = of_place[place]
        most = min(left[index] for index in here)
        least = max((left[index] for index in here if last[index] == place), default=0)
        for count in range(least, most + 1):
            written[place] = count
            for index in here:
                left[index] -= count
            yield from fill(place + 1)
            for index in here:
                left[index] += count
        written[place] = 0

    yield from fill(0)
