"""Results as staff and members read them: bars in text, and nothing that the tables do not allow."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.drawing.easel import MOST_LINES, MOST_ROWS, Bar, Easel, Line
from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Card, Message, Row
from bot.messenger.plain import as_written
from bot.surveys import cards
from bot.surveys.disclosure import COMMENTS_FLOOR, Exact, Mostly, Table, TooFew
from bot.surveys.questions import Kind, Question, in_language
from bot.surveys.records import State, Survey
from bot.surveys.results import PICKED, Results, mean
from bot.texts import Speaker, moment
from bot.ui.result_pages import QUOTE, Part, pages
from bot.ui.survey_forms import answer_text, cell_text

BAR: Final = 10
MOST_WORDS: Final = 4000  # characters of comments to one question; the table has all
MOST_PICTURES: Final = 4  # of one kind


def results_screens(survey: Survey, results: Results | None, say: Speaker, *, public: bool = False) -> list[Message]:
    """Return a closed survey's results in as many messages as they need; `public` for the channel, without what staff may press."""
    if survey.state is State.VOID or results is None:
        return [Message(cards=(Card(cards.title(survey, say), cards.void(survey, say), tone="done"),))]
    assert survey.closed_at is not None
    rows: tuple[Row, ...] = ()
    if not public:
        rows = (
            (
                Button(say("button-survey-publish"), button_id("survey", "publish", survey.guild_id, survey.id)),
                Button(say("button-survey-did"), button_id("survey", "did", survey.guild_id, survey.id)),
            ),
        )
    if results.respondents is None:
        body = say("survey-too-few", people=results.threshold)
        return [Message(cards=(Card(cards.title(survey, say), body, tone="done"),), rows=rows)]
    head = say("survey-results-head", people=results.respondents, closed=moment(survey.closed_at, "D"))
    parts = [_question(survey, question, results, say) for question in survey.questionnaire.questions]
    if survey.did:
        parts.append(Part(say("survey-said-did"), _said_did(survey, say).split("\n\n")))
    found = [Message(cards=(one,)) for one in pages(cards.title(survey, say), head, parts, say("survey-footer"), say)]
    drawn = sum(len(_bars(survey, question, results, say)) for question in survey.questionnaire.questions)
    more = say("survey-charts-rest", rows=MOST_PICTURES * MOST_ROWS) if drawn > MOST_PICTURES * MOST_ROWS else ""
    found[-1] = replace(found[-1], content=more, rows=rows)
    return found


def said_did(survey: Survey, say: Speaker) -> Message:
    """Return *you said, we did* for the channel."""
    return Message(cards=(Card(cards.title(survey, say), _said_did(survey, say), tone="done"),))


def shown(question: Question, table: Table, say: Speaker) -> list[str]:
    """Return a table as lines of text."""
    match table:
        case Exact(base, counts):
            lines = []
            for code, count in counts:
                if count == 0 and code not in question.codes:
                    continue
                full = round(BAR * count / base)
                answer = as_written(answer_text(question, code, say))
                lines.append(f"`{'█' * full}{'░' * (BAR - full)}` {answer}: **{count}**")
            average = mean(question, table)
            return lines if average is None else [*lines, say("survey-mean", mean=round(average, 1))]
        case Mostly(base, code, at_least):
            return [
                say("survey-mostly", least=at_least, people=base, answer=as_written(answer_text(question, code, say)))
            ]
        case TooFew(fewer):
            return [say("survey-few", people=fewer)]
        case _:
            return [say("survey-withheld")]


def _question(survey: Survey, question: Question, results: Results, say: Speaker) -> Part:
    name = in_language(question.ask, say.locale)
    if question.kind is Kind.TEXT:
        return Part(name, _words(results.written(question.key), results, say))
    if question.kind is Kind.CHOICES:
        return Part(name, [_picked(question, option, results, say) for option in question.codes])
    found = results.question(question.key)
    if found is None:
        return Part(name, [say("survey-withheld")])
    lines = shown(question, found.total, say)
    kept_back: dict[str, list[str]] = {}
    for number, cell, table in found.by:
        label = as_written(cell_text(survey, number, cell, say))
        told = shown(question, table, say)
        if isinstance(table, Exact):
            lines += [f"**{label}**", *told]
        else:
            kept_back.setdefault(told[0], []).append(label)
    lines += [f"**{', '.join(labels)}**: {reason}" for reason, labels in kept_back.items()]
    return Part(name, lines)


def _picked(question: Question, option: str, results: Results, say: Speaker) -> str:
    found = results.question(f"{question.key}/{option}")
    label = as_written(answer_text(question, option, say))
    match None if found is None else found.total:
        case Exact(base, counts):
            count = dict(counts)[PICKED[0]]
            full = round(BAR * count / base)
            return f"`{'█' * full}{'░' * (BAR - full)}` {label}: **{count}**"
        case Mostly(base, answer, at_least) if answer == PICKED[0]:
            return say("survey-picked-most", least=at_least, people=base, answer=label)
        case Mostly(base, _, at_least):
            return say("survey-picked-few", most=base - at_least, people=base, answer=label)
        case _:
            return f"{label}: {say('survey-withheld')}"


def _words(texts: tuple[str, ...], results: Results, say: Speaker) -> list[str]:
    if not texts:
        return [say("survey-no-words", people=max(COMMENTS_FLOOR, results.threshold))]
    lines: list[str] = []
    room = MOST_WORDS
    for text in texts:
        line = f"{QUOTE}{as_written(text)}".replace("\n", f"\n{QUOTE}")
        if len(line) > room:
            return [*lines, say("survey-more-words", count=len(texts) - len(lines))]
        room -= len(line)
        lines.append(line)
    return lines


def _said_did(survey: Survey, say: Speaker) -> str:
    return say("survey-said-did-body", said=as_written(survey.said or "–"), did=as_written(survey.did or "–"))


async def pictures(
    survey: Survey, results: Results | None, earlier: Sequence[tuple[Survey, Results]], say: Speaker, easel: Easel
) -> tuple[Attachment, ...]:
    """Return results as charts: how answers are spread and, where the same was asked before, how averages moved."""
    if results is None or results.respondents is None:
        return ()
    title = in_language(survey.questionnaire.title, say.locale)
    found: list[Attachment] = []
    bars = [bar for question in survey.questionnaire.questions for bar in _bars(survey, question, results, say)]
    for number, start in enumerate(range(0, len(bars), MOST_ROWS)[:MOST_PICTURES], 1):
        some = bars[start : start + MOST_ROWS]
        if png := await easel.bars(title, some):
            told = "; ".join(
                f"{bar.label}: {', '.join(f'{label} {count}' for label, count in bar.parts)}" for bar in some
            )
            found.append(Attachment(_named("results", number), png, say("chart-told", told=told)))
    lines = _lines([*earlier, (survey, results)], survey, say)
    for number, start in enumerate(range(0, len(lines), MOST_LINES)[:MOST_PICTURES], 1):
        several = lines[start : start + MOST_LINES]
        if png := await easel.lines(title, several, ends=_ends(survey)):
            told = "; ".join(
                f"{line.label}: {', '.join(f'{when} {value:.1f}' for when, value in line.points)}" for line in several
            )
            found.append(Attachment(_named("over-time", number), png, say("chart-time-told", told=told)))
    return tuple(found)


def _named(what: str, number: int) -> str:
    return f"{what}.png" if number == 1 else f"{what}-{number}.png"


def _bars(survey: Survey, question: Question, results: Results, say: Speaker) -> list[Bar]:
    found = results.question(question.key)
    if found is None:
        return []
    name = in_language(question.ask, say.locale)
    tables = [(name, found.total)]
    for number, cell, table in found.by:
        tables.append((f"{name} · {cell_text(survey, number, cell, say)}", table))
    return [
        Bar(label, tuple((answer_text(question, code, say).partition(" · ")[0], count) for code, count in table.counts))
        for label, table in tables
        if isinstance(table, Exact)
    ]


def _lines(rounds: Sequence[tuple[Survey, Results]], survey: Survey, say: Speaker) -> list[Line]:
    lines = []
    for question in survey.questionnaire.questions:
        points = []
        for one, results in rounds:
            found = results.question(question.key)
            average = None if found is None else mean(question, found.total)
            if average is not None:
                points.append((cards.wall_time(one, "UTC"), average))
        if len(points) > 1:
            lines.append(Line(in_language(question.ask, say.locale), tuple(points)))
    return lines


def _ends(survey: Survey) -> tuple[float, float]:
    scales = [question for question in survey.questionnaire.questions if question.kind is Kind.SCALE]
    return min(one.lowest for one in scales), max(one.highest for one in scales)
