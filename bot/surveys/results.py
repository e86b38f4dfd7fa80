"""Results: exactly what may be shown, and nothing from which more could be had."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.surveys import disclosure
from bot.surveys.declared import AnswerCut, DeclaredCut, cells, label
from bot.surveys.disclosure import Cut, Distribution, Exact, Mostly, Table, TooFew, Withheld
from bot.surveys.questions import RATHER_NOT, Kind, Question, Questionnaire
from bot.surveys.response import Response
from bot.surveys.seal import TokenBytes

PICKED: Final = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Results:
    """What may be shown of a survey. `respondents` is None when they were too few; then there is nothing else.

    A question of several choices has a distribution for each option, under `question/option`. Words stand with how many
    people were asked for them; where none may be shown, that is nobody.
    """

    threshold: int
    respondents: int | None
    sizes: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    questions: tuple[tuple[str, Distribution], ...] = ()
    words: tuple[tuple[str, int, tuple[str, ...]], ...] = ()

    def question(self, key: str) -> Distribution | None:
        """Return what may be shown of a question or an option."""
        return next((found for name, found in self.questions if name == key), None)

    def written(self, key: str) -> tuple[str, ...]:
        """Return the words that may be shown of a question."""
        return next((found for name, _, found in self.words if name == key), ())


def tabulate(
    questionnaire: Questionnaire,
    cuts: Sequence[DeclaredCut],
    responses: Iterable[Response],
    *,
    threshold: int,
    token_bytes: TokenBytes,
) -> Results:
    """Count complete responses under disclosure control; what is incomplete, or fits the questions no more, is left out."""
    whole = [
        one
        for one in responses
        if one.done
        and len(one.cells) == len(cuts)
        and any(one.answers.values())
        and questionnaire.complete(one.answers)
    ]
    if len(whole) < threshold:
        return Results(threshold, None)
    divisions = disclosure.divide(
        [_cut(number, cut, questionnaire, whole) for number, cut in enumerate(cuts)], threshold=threshold
    )
    linked = _linked(questionnaire, whole)
    reached = disclosure.reach(linked, divisions, threshold=threshold) if linked else None
    counted: list[tuple[str, Distribution]] = []
    written: list[tuple[str, int, tuple[str, ...]]] = []
    for question in questionnaire.questions:
        asked = [any(one.key == question.key for one in questionnaire.asked(each.answers)) for each in whole]
        if question.kind is Kind.TEXT:
            texts = _allowed(question, whole)
            conditional = question.only_if is not None
            fit = disclosure.enough(sum(asked), len(whole), conditional=conditional, threshold=threshold)
            base = sum(asked) if fit else 0
            shown = disclosure.comments(texts, base, threshold=threshold, token_bytes=token_bytes)
            written.append((question.key, 0, ()) if isinstance(shown, TooFew) else (question.key, base, shown))
            continue
        # By its own answers a question says nothing new.
        others = [division for division in divisions if cuts[int(division.name)] != AnswerCut(question.key)]
        for key, answers, options in _variables(question, whole, asked):
            found = disclosure.distribute(
                answers,
                options,
                others,
                conditional=question.only_if is not None,
                threshold=threshold,
                reached=reached,
            )
            counted.append((key, found))
    sizes = tuple((division.name, division.shown) for division in divisions)
    return Results(threshold, len(whole), sizes, tuple(counted), tuple(written))


def at_threshold(results: Results, threshold: int) -> Results:
    """Return what may be shown when the organisation has raised its threshold since."""
    if threshold <= results.threshold or results.respondents is None:
        return replace(results, threshold=max(threshold, results.threshold))
    if results.respondents < threshold:
        return Results(threshold, None)
    respondents = results.respondents
    questions = tuple(
        (key, disclosure.at_threshold(found, results.sizes, respondents, threshold)) for key, found in results.questions
    )
    words = tuple(one for one in results.words if disclosure.words_at_threshold(one[1], respondents, threshold))
    return Results(threshold, respondents, results.sizes[:1], questions, words)


def to_json(results: Results) -> dict[str, Any]:
    """Return results as JSON values."""
    return {
        "threshold": results.threshold,
        "respondents": results.respondents,
        "sizes": [[name, [list(size) for size in sizes]] for name, sizes in results.sizes],
        "questions": [
            [key, _written(found.total), [[cut, cell, _written(shown)] for cut, cell, shown in found.by]]
            for key, found in results.questions
        ],
        "words": [[key, base, list(texts)] for key, base, texts in results.words],
    }


def from_json(found: Mapping[str, Any]) -> Results:
    """Return the results that `to_json` wrote."""
    return Results(
        threshold=int(found["threshold"]),
        respondents=found["respondents"],
        sizes=tuple((name, tuple((cell, size) for cell, size in sizes)) for name, sizes in found["sizes"]),
        questions=tuple(
            (key, Distribution(_read(total), tuple((cut, cell, _read(shown)) for cut, cell, shown in by)))
            for key, total, by in found["questions"]
        ),
        words=tuple((key, base, tuple(texts)) for key, base, texts in found["words"]),
    )


def mean(question: Question, shown: Table) -> float | None:
    """Return the average of a scale, where every count of it is shown; who would rather not say is left out."""
    if question.kind is not Kind.SCALE or not isinstance(shown, Exact):
        return None
    counts = {int(code): count for code, count in shown.counts if code != RATHER_NOT}
    total = sum(counts.values())
    return sum(number * count for number, count in counts.items()) / total if total else None


def _cut(number: int, cut: DeclaredCut, questionnaire: Questionnaire, whole: Sequence[Response]) -> Cut:
    labels = tuple(label(cut, one.cells[number], one.answers) for one in whole)
    there = cells(cut, questionnaire)
    given = Counter(labels)
    if isinstance(cut, AnswerCut) and disclosure.varied(given.values()):
        # The question's own counts say that nobody gave these answers; as empty cells they would only hide others.
        there = tuple(cell for cell in there if given[cell])
    return Cut(str(number), there, labels, answered=isinstance(cut, AnswerCut))


def _linked(questionnaire: Questionnaire, whole: Sequence[Response]) -> list[list[str | None]]:
    """Return what cannot be judged one by one: who picked nothing at all has not answered, if nothing else is asked.

    Then what is known of all options but one tells about the last, so all of them are shown by a cut or none is.
    """
    if any(question.kind is not Kind.CHOICES for question in questionnaire.questions):
        return []
    everybody = [True] * len(whole)
    return [answers for one in questionnaire.questions for _, answers, _ in _variables(one, whole, everybody)]


def _variables(
    question: Question, whole: Sequence[Response], asked: Sequence[bool]
) -> Iterable[tuple[str, list[str | None], tuple[str, ...]]]:
    """Go through what is counted of a question: the answer itself or, of several choices, whether each was picked."""
    given = [one.answers.get(question.key, ()) for one in whole]
    if question.kind is not Kind.CHOICES:
        answers = [str(one) if was else None for one, was in zip(given, asked, strict=True)]
        yield question.key, answers, (*question.codes, RATHER_NOT)
        return
    for option in question.codes:
        picked = [
            (PICKED[0] if option in one else PICKED[1]) if was else None for one, was in zip(given, asked, strict=True)
        ]
        yield f"{question.key}/{option}", picked, PICKED


def _allowed(question: Question, whole: Sequence[Response]) -> list[str]:
    return [str(text) for one in whole if one.aloud and (text := one.answers.get(question.key))]


def _written(shown: Table) -> dict[str, Any]:
    match shown:
        case Exact(base, counts):
            return {"base": base, "counts": [list(one) for one in counts]}
        case Mostly(base, answer, at_least):
            return {"base": base, "mostly": answer, "at_least": at_least}
        case TooFew(fewer_than):
            return {"fewer": fewer_than}
        case Withheld():
            return {}


def _read(found: Mapping[str, Any]) -> Table:
    if "counts" in found:
        return Exact(found["base"], tuple((code, count) for code, count in found["counts"]))
    if "mostly" in found:
        return Mostly(found["base"], found["mostly"], found["at_least"])
    return TooFew(found["fewer"]) if "fewer" in found else Withheld()
