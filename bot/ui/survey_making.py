"""Making a survey: what it asks so far, and a form for each step."""

from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Choice, Form, FormMenu, Menu, Message, Row, TextInput
from bot.messenger.plain import shorten
from bot.surveys import cards, making
from bot.surveys.questions import MOST_ASK, Kind, Question, in_language
from bot.surveys.records import Survey
from bot.surveys.templates import Templates
from bot.texts import Speaker
from bot.ui.survey_forms import answer_text, preview

# What can be added: a kind, and whether its scale goes from 0 to 10.
KINDS: Final = {
    "scale": (Kind.SCALE, False, "kind-scale"),
    "wide": (Kind.SCALE, True, "kind-wide"),
    "choice": (Kind.CHOICE, False, "kind-choice"),
    "choices": (Kind.CHOICES, False, "kind-choices"),
    "yes_no": (Kind.YES_NO, False, "kind-yes-no"),
    "text": (Kind.TEXT, False, "kind-text"),
}
LANGUAGES: Final = {"en": "language-en", "es": "language-es"}


def making_screen(survey: Survey, say: Speaker) -> Message:
    """Return a draft with everything that can be done to it."""
    ids = (survey.guild_id, survey.id)
    kinds = tuple(Choice(say(text), name) for name, (_, _, text) in KINDS.items())
    rows: list[Row] = [Menu(button_id("make", "add", *ids), kinds, placeholder=say("make-add"))]
    questions = survey.questionnaire.questions
    if questions:
        named = tuple(
            Choice(shorten(f"{number}. {in_language(one.ask, say.locale)}", 100), one.key)
            for number, one in enumerate(questions, 1)
        )
        title = Choice(shorten(say("make-the-title", title=cards.title(survey, say)), 100), "title")
        rows += [
            Menu(button_id("make", "drop", *ids), named, placeholder=say("make-drop")),
            Menu(button_id("make", "translate", *ids), (title, *named), placeholder=say("make-translate")),
        ]
        rows.append(
            (
                Button(say("button-make-try"), button_id("make", "try", *ids), style="primary"),
                Button(say("button-make-discard"), button_id("make", "discard", *ids)),
            )
        )
    languages = ", ".join(say(LANGUAGES[one]) for one in survey.questionnaire.languages if one in LANGUAGES)
    head = say("make-head", number=survey.id, languages=languages)
    return Message(f"{shorten(preview(survey, say), 1700)}\n\n{head}", rows=tuple(rows))


def add_form(survey: Survey, name: str, say: Speaker) -> Form:
    """Return the form for one more question of a kind."""
    kind, _, text = KINDS[name]
    fields: list[TextInput | FormMenu] = [TextInput("ask", say("make-ask"), max_length=MOST_ASK)]
    if kind in (Kind.CHOICE, Kind.CHOICES):
        fields.append(TextInput("options", say("make-options"), description=say("make-options-how"), long=True))
    if kind is Kind.SCALE:
        fields.append(TextInput("ends", say("make-ends"), description=say("make-ends-how"), long=True, required=False))
    offered = making.parents(survey.questionnaire)
    if offered:
        choices = tuple(
            Choice(_condition(survey, question, code, say), f"{question.key}={code}")
            for question, code in offered[-25:]
        )
        fields.append(FormMenu("only_if", say("make-only-if"), choices, required=False))
    return Form(button_id("make", "added", survey.guild_id, survey.id, name), say(text), tuple(fields))


def translate_form(survey: Survey, key: str, say: Speaker) -> Form:
    """Return the form for a question, or the title, in another language."""
    question = survey.questionnaire.question(key)
    known = survey.questionnaire.title if question is None else question.ask
    languages = tuple(Choice(say(text), code, chosen=code not in known) for code, text in LANGUAGES.items())
    chosen = next((one for one in languages if one.chosen), languages[0])
    languages = tuple(Choice(one.label, one.value, chosen=one is chosen) for one in languages)
    fields: list[TextInput | FormMenu] = [
        FormMenu("language", say("make-language"), languages),
        TextInput("ask", shorten(in_language(known, say.locale), 45), max_length=MOST_ASK),
    ]
    if question is not None and question.options:
        there = "\n".join(in_language(option.words, say.locale) for option in question.options)
        fields.append(
            TextInput("options", say("make-options"), description=say("make-options-same"), default=there, long=True)
        )
    ends = (
        () if question is None else tuple(in_language(one, say.locale) for one in (question.low, question.high) if one)
    )
    if ends:
        fields.append(
            TextInput(
                "ends",
                say("make-ends"),
                description=say("make-options-same"),
                default="\n".join(ends),
                long=True,
                required=False,
            )
        )
    return Form(
        button_id("make", "translated", survey.guild_id, survey.id, key), say("make-translate-title"), tuple(fields)
    )


def _condition(survey: Survey, question: Question, code: str, say: Speaker) -> str:
    number = survey.questionnaire.questions.index(question) + 1
    ask = shorten(in_language(question.ask, say.locale), 50)
    return shorten(f"{number}. {ask}: {answer_text(question, code, say)}", 100)


def templates_screen(templates: Templates, say: Speaker) -> Message:
    """Return what there is to begin with, and which files could not be used, with line and reason."""
    lines = [
        say(
            "template-line",
            title=in_language(one.questionnaire.title, say.locale),
            name=one.name,
            count=len(one.questionnaire.questions),
        )
        for one in templates.good.values()
    ]
    bad = [
        say("template-bad", file=one.file, line=one.line, reason=say(one.reason), place=one.place or "–")
        for one in templates.bad
    ]
    return Message("\n".join([say("template-head"), *lines, *bad]))
