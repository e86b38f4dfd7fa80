"""What a survey asks: questions in several languages, what may be answered, and which questions depend on which."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.messenger.plain import well_formed

MOST_QUESTIONS: Final = 20
MOST_TEXTS: Final = 4
MOST_TEXT: Final = 500  # characters of one answer in words
MOST_ASK: Final = 100  # what a form shows beside a field
MOST_OPTIONS: Final = 20
RATHER_NOT: Final = "rather_not"
"""Rather not say: an answer to every question, counted like any other."""

Code: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_ASK)]
Passage: TypeAlias = dict[
    Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Za-z0-9]+)?$")],
    Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)],
]
Words: TypeAlias = dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Za-z0-9]+)?$")], Line]
Answer: TypeAlias = str | tuple[str, ...]
Answers: TypeAlias = Mapping[str, Answer]


class Kind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Value):
    """One answer to choose."""

    key: Code
    words: Annotated[Words, Field(min_length=1)]


class Condition(_Value):
    """Asked only of those who gave one of these answers to an earlier question."""

    question: Code
    answers: Annotated[tuple[str, ...], Field(min_length=1)]


class Question(_Value):
    """One question."""

    key: Code
    kind: Kind
    ask: Annotated[Words, Field(min_length=1)]
    options: tuple[Option, ...] = ()
    lowest: Annotated[int, Field(ge=0, le=1)] = 1
    highest: Annotated[int, Field(ge=2, le=10)] = 5
    low: Words = Field(default_factory=dict)
    high: Words = Field(default_factory=dict)
    only_if: Condition | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Question":
        chosen = self.kind in (Kind.CHOICE, Kind.CHOICES)
        if chosen and not 2 <= len(self.options) <= MOST_OPTIONS:
            raise ValueError("options")
        if not chosen and self.options:
            raise ValueError("options")
        if len({one.key for one in self.options} | {RATHER_NOT}) != len(self.options) + 1:
            raise ValueError("options")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """Every answer that can be chosen, *rather not say* aside."""
        if self.kind is Kind.SCALE:
            return tuple(str(number) for number in range(self.lowest, self.highest + 1))
        if self.kind is Kind.YES_NO:
            return ("yes", "no")
        return tuple(option.key for option in self.options)

    def asked_after(self, answers: Answers) -> bool:
        """Say whether somebody with these answers is asked this question."""
        return self.only_if is None or answers.get(self.only_if.question) in self.only_if.answers

    def accepts(self, answer: Answer) -> bool:
        """Say whether something is an answer to this question."""
        if self.kind is Kind.TEXT:
            return isinstance(answer, str) and len(answer) <= MOST_TEXT
        if self.kind is Kind.CHOICES:
            return isinstance(answer, tuple) and len(set(answer)) == len(answer) and set(answer) <= set(self.codes)
        return isinstance(answer, str) and answer in {*self.codes, RATHER_NOT}


class Questionnaire(_Value):
    """A survey's title and its questions."""

    title: Annotated[Words, Field(min_length=1)]
    about: Passage = Field(default_factory=dict)
    questions: Annotated[tuple[Question, ...], Field(max_length=MOST_QUESTIONS)] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Questionnaire":
        keys = [question.key for question in self.questions]
        if len(set(keys)) != len(keys):
            raise ValueError("twice")
        if sum(question.kind is Kind.TEXT for question in self.questions) > MOST_TEXTS:
            raise ValueError("texts")
        known: dict[str, Question] = {}
        for question in self.questions:
            condition = question.only_if
            if condition is not None:
                parent = known.get(condition.question)
                # One step only: a follow-up of a follow-up would be asked of too few to ever show it.
                if parent is None or parent.only_if is not None or parent.kind in (Kind.TEXT, Kind.CHOICES):
                    raise ValueError("only_if")
                if not set(condition.answers) <= set(parent.codes):
                    raise ValueError("only_if")
            known[question.key] = question
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which every question can be asked."""
        found = [set(self.title), *(set(question.ask) for question in self.questions)]
        found += [set(option.words) for question in self.questions for option in question.options]
        common = set.intersection(*found)
        return tuple(language for language in self.title if language in common)

    @property
    def has_words(self) -> bool:
        """Whether anything is answered in words."""
        return any(question.kind is Kind.TEXT for question in self.questions)

    def overlaps(self, other: "Questionnaire") -> bool:
        """Say whether anything that is counted is asked by both, in whichever language."""
        here, there = (
            {
                " ".join(ask.casefold().split())
                for question in one.questions
                if question.kind is not Kind.TEXT
                for ask in question.ask.values()
            }
            for one in (self, other)
        )
        return not here.isdisjoint(there)

    def repeats(self, earlier: "Questionnaire") -> bool:
        """Say whether this asks what `earlier` asked, question by question, perhaps in a language more."""
        return len(self.questions) == len(earlier.questions) and all(
            (one.key, one.kind, one.codes) == (other.key, other.kind, other.codes)
            and bool(one.ask.items() & other.ask.items())
            for one, other in zip(self.questions, earlier.questions, strict=True)
        )

    def question(self, key: str) -> Question | None:
        """Return a question by its key."""
        return next((question for question in self.questions if question.key == key), None)

    def asked(self, answers: Answers) -> Iterator[Question]:
        """Go through the questions that somebody with these answers is asked."""
        return (question for question in self.questions if question.asked_after(answers))

    def needs(self, question: Question, answers: Answers) -> bool:
        """Say whether somebody with these answers has to answer a question: words are free, and so is what nobody asked."""
        return question.kind not in (Kind.TEXT, Kind.CHOICES) and question.asked_after(answers)

    def complete(self, answers: Answers) -> bool:
        """Say whether every question was answered that had to be."""
        asked = {question.key: question for question in self.asked(answers)}
        return set(answers) <= set(asked) and all(
            question.accepts(answers[key]) if key in answers else not self.needs(question, answers)
            for key, question in asked.items()
        )


def in_language(words: Mapping[str, str], locale: str) -> str:
    """Return words in a language; else in English, else in the first that there is."""
    language = locale.partition("-")[0]
    return words.get(locale) or words.get(language) or words.get("en") or next(iter(words.values()), "")


def cleaned(text: str) -> str:
    """Return what somebody wrote without what no reader sees, so that its size is bounded and it can be stored."""
    kept = "".join(one for one in well_formed(text) if one == "\n" or (one >= " " and one != "\x7f"))
    return kept.strip()


def first_problem(errors: Sequence[Any]) -> tuple[tuple[int | str, ...], str]:
    """Return where pydantic's first complaint points, and a code for what is wrong."""
    first = errors[0]
    context = first.get("ctx", {}).get("error")
    return tuple(first["loc"]), str(context) if context is not None else str(first["type"])
