"""What a respondent sees of a survey: the promise, the pages, the end, and help when words ask for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from bot.errors import Refusal
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Form, FormMenu, Menu, Message, Row, TextInput
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, shorten
from bot.surveys import cards, pages
from bot.surveys.answering import Page, Step
from bot.surveys.declared import IN, OTHER, AnswerCut, GroupsCut, RoleCut
from bot.surveys.pages import NO, YES, Entry
from bot.surveys.questions import MOST_TEXT, RATHER_NOT, Answer, Kind, Question, in_language
from bot.surveys.records import Survey
from bot.surveys.response import Response
from bot.texts import Speaker, moment

if TYPE_CHECKING:
    from bot.app import Services

LABEL: Final = 45  # what Discord shows above a field
BUTTONS: Final = 5  # in one row
CHOICES: Final = 25  # in one menu


def beginning(survey: Survey, response: Response | None, say: Speaker) -> Message:
    """Return what somebody reads before the first question, with where they stand."""
    state = "survey-begin-new"
    if response is not None:
        state = "survey-begin-done" if response.done else "survey-begin-draft"
    lines = [
        in_language(survey.questionnaire.about, say.locale),
        cards.promise(survey, say),
        cards.cuts(survey, say),
        say(state),
    ]
    go_on = Button(
        say("button-survey-begin" if response is None else "button-survey-next"),
        button_id("survey", "page", survey.id),
        style="primary",
    )
    buttons = [go_on] if response is None or _left(survey, response) else []
    if response is not None:
        buttons.append(Button(say("button-survey-change"), button_id("survey", "change", survey.id)))
        buttons.append(Button(say("button-survey-withdraw"), button_id("survey", "withdraw", survey.id)))
    buttons.append(cards.more_button(survey, say))
    buttons.append(to_a_person(say, survey.guild_id))
    card = Card(cards.title(survey, say), "\n\n".join(line for line in lines if line), cards.terms(survey, say))
    return Message(cards=(card,), rows=(tuple(buttons),))


def only_back(survey_id: int, refused: Refusal, say: Speaker) -> Message:
    """Return why somebody may not answer any more, and the way to take back what they answered before."""
    back = Button(say("button-survey-withdraw"), button_id("survey", "withdraw", survey_id))
    return Message(f"{say(refused.text)}\n\n{say('survey-left-behind')}", rows=((back,),))


def form(page: Page, say: Speaker) -> Form:
    """Return a page as a form, with what was answered before."""
    survey = page.survey
    words = any(entry.question is not None and entry.question.kind is Kind.TEXT for entry in page.entries)
    return Form(
        button_id("survey", "send", survey.id),
        shorten(in_language(survey.questionnaire.title, say.locale), LABEL),
        tuple(_field(entry, page.response, say) for entry in page.entries),
        notice=say("survey-notice-words") if words else say("survey-notice"),
        nameless=True,
    )


def after(step: Step, say: Speaker) -> Message:
    """Return what follows a page: the way on and a person, or thanks. Neither words nor ids depend on what was answered."""
    if not step.more:
        return thanks(step.survey, say)
    go_on = Button(say("button-survey-next"), button_id("survey", "page", step.survey.id), style="primary")
    # To whoever answered that something felt wrong, and to everybody else: a button that only they had would tell.
    contact = Button(say("button-survey-contact"), button_id("survey", "contact", step.survey.guild_id))
    return Message(say("survey-next"), rows=((go_on, contact, to_a_person(say, step.survey.guild_id)),))


def thanks(survey: Survey, say: Speaker) -> Message:
    """Return what is said at the end, and what can still be done."""
    assert survey.closes_at is not None
    rows = (
        (
            Button(say("button-survey-change"), button_id("survey", "change", survey.id)),
            Button(say("button-survey-withdraw"), button_id("survey", "withdraw", survey.id)),
            Button(say("button-survey-contact"), button_id("survey", "contact", survey.guild_id)),
            to_a_person(say, survey.guild_id),
        ),
    )
    return Message(say("survey-thanks", closes=moment(survey.closes_at, "f")), rows=rows)


def help_first(services: "Services", step: Step, say: Speaker) -> Message:
    """Return help at once, for words that ask for a person; nothing of them was kept."""
    guild = step.survey.guild_id
    back = "change" if step.first else "page"
    rows: tuple[Row, ...] = (
        (
            to_a_person(say, guild, style="primary"),
            Button(say("button-helplines"), button_id("help", "lines", guild)),
            Button(say("button-survey-back"), button_id("survey", back, step.survey.id)),
        ),
    )
    return Message(f"{say('survey-heard')}\n\n{services.contact.helplines(guild, say)}", rows=rows)


def voice_screen(guild_id: int, surveys: Sequence[Survey], say: Speaker, *, box: bool) -> Message:
    """Return what somebody can say without their name, and what they can note for themselves; of surveys, those that close first come first."""
    soonest = sorted(surveys, key=lambda one: (one.closes_at is None, one.closes_at, one.id))
    rows: list[Row] = []
    if len(soonest) > BUTTONS:
        named = tuple(Choice(cards.title(one, say, 100), str(one.id)) for one in soonest[:CHOICES])
        rows.append(Menu(button_id("survey", "answer"), named, placeholder=say("voice-choose")))
    elif soonest:
        rows.append(tuple(Button(cards.title(one, say, 80), button_id("survey", "answer", one.id)) for one in soonest))
    body = say("voice-open") if soonest else say("voice-none")
    if len(soonest) > CHOICES:
        body = f"{body}\n{say('voice-rest', count=len(soonest) - CHOICES)}"
    others = [Button(say("button-self"), button_id("self", "open", guild_id))]
    if box:
        others += [
            Button(say("button-box-write"), button_id("box", "write", guild_id)),
            Button(say("button-box-code"), button_id("box", "code", guild_id)),
        ]
    others.append(to_a_person(say, guild_id))
    return Message(body, rows=(*rows, tuple(others)))


def preview(survey: Survey, say: Speaker) -> str:
    """Return a questionnaire as text, in a language, for whoever makes it."""
    lines = [f"**{cards.title(survey, say)}**"]
    about = in_language(survey.questionnaire.about, say.locale)
    if about:
        lines.append(as_written(about))
    for number, question in enumerate(survey.questionnaire.questions, 1):
        lines.append(f"{number}. {as_written(in_language(question.ask, say.locale))}")
        lines.append(f"-# {_how(question, survey, say)}")
    return "\n".join(lines)


def answer_text(question: Question, code: str, say: Speaker) -> str:
    """Return an answer in words."""
    if code == RATHER_NOT:
        return say("survey-answer-rather-not")
    if question.kind is Kind.YES_NO:
        return say("survey-answer-yes") if code == YES else say("survey-answer-no")
    if question.kind is Kind.SCALE:
        edge = question.low if int(code) == question.lowest else question.high if int(code) == question.highest else {}
        words = in_language(edge, say.locale)
        return f"{code} · {words}" if words else code
    option = next((one for one in question.options if one.key == code), None)
    return code if option is None else in_language(option.words, say.locale)


def cell_text(survey: Survey, cut: str, cell: str, say: Speaker) -> str:
    """Return what a subgroup is called; `cut` is the place of the declared cut, as results name it."""
    match survey.cuts[int(cut)]:
        case RoleCut(_, role):
            return say("survey-cut-in", role=role) if cell == IN else say("survey-cut-out", role=role)
        case GroupsCut(groups):
            return say("survey-cut-other") if cell == OTHER else groups[int(cell[1:])][1]
        case AnswerCut(key):
            question = survey.questionnaire.question(key)
            assert question is not None
            asked = shorten(in_language(question.ask, say.locale), LABEL)
            return say("survey-cut-answered", question=asked, answer=answer_text(question, cell, say))


def _field(entry: Entry, response: Response, say: Speaker) -> TextInput | FormMenu:
    question = entry.question
    if question is None:
        aloud = (
            Choice(say("survey-aloud-no"), NO, chosen=not response.aloud),
            Choice(say("survey-aloud-yes"), YES, chosen=response.aloud),
        )
        return FormMenu(entry.key, say("survey-aloud"), aloud, description=say("survey-aloud-style"), required=False)
    label, rest = _label(in_language(question.ask, say.locale))
    before: Answer = response.answers.get(question.key, "")
    if question.kind is Kind.TEXT:
        return TextInput(
            entry.key,
            label,
            description=rest,
            default=str(before) or None,
            long=True,
            required=False,
            max_length=MOST_TEXT,
        )
    codes = question.codes if question.kind is Kind.CHOICES else (*question.codes, RATHER_NOT)
    choices = tuple(
        Choice(
            answer_text(question, code, say),
            code,
            chosen=code in before if isinstance(before, tuple) else code == before,
        )
        for code in codes
    )
    several = question.kind is Kind.CHOICES
    return FormMenu(
        entry.key, label, choices, description=rest, required=not several, at_most=len(codes) if several else 1
    )


def _left(survey: Survey, response: Response) -> bool:
    """Say whether anything is left to ask of somebody."""
    first = pages.place(survey.questionnaire, response.answers, response.reached)
    return bool(pages.page(survey.questionnaire, response.answers, first))


def _label(ask: str) -> tuple[str, str | None]:
    """Return what stands above a field, and below it the whole question where that is too long."""
    return (ask, None) if len(ask) <= LABEL else (shorten(ask, LABEL), ask)


def _how(question: Question, survey: Survey, say: Speaker) -> str:
    match question.kind:
        case Kind.TEXT:
            how = say("question-how-text")
        case Kind.SCALE:
            how = " – ".join(answer_text(question, code, say) for code in (question.codes[0], question.codes[-1]))
        case _:
            how = " · ".join(as_written(answer_text(question, code, say)) for code in question.codes)
    condition = question.only_if
    if condition is None:
        return how
    parent = survey.questionnaire.question(condition.question)
    assert parent is not None
    number = survey.questionnaire.questions.index(parent) + 1
    answers = ", ".join(answer_text(parent, code, say) for code in condition.answers)
    return say("question-only-if", how=how, number=number, answers=answers)
