"""Subgroups that results are reported for: declared when a survey opens, shown to whoever answers, never added later."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.surveys.questions import RATHER_NOT, Answers, Kind, Questionnaire

IN: Final = "in"
OUT: Final = "out"
OTHER: Final = "other"
"""Who is in none of the groups, or in several: every cell holds other people."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in a server when they answer."""

    roles: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RoleCut:
    """Those with a role, and the others."""

    role_id: int
    name: str


@dataclass(frozen=True, slots=True)
class GroupsCut:
    """Each peer group, with its name as it was then."""

    groups: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerCut:
    """Those who gave each answer to a question of the same survey."""

    question: str


DeclaredCut = RoleCut | GroupsCut | AnswerCut


def cells(cut: DeclaredCut, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the codes of a cut's cells."""
    match cut:
        case RoleCut():
            return (IN, OUT)
        case GroupsCut(groups):
            return (*(f"g{place}" for place in range(len(groups))), OTHER)
        case AnswerCut(question):
            found = questionnaire.question(question)
            return () if found is None else (*found.codes, RATHER_NOT)


def sealed_cell(cut: DeclaredCut, standing: Standing) -> str:
    """Return in which cell somebody stands, as it goes under the seal; nothing where an answer under it says so."""
    match cut:
        case RoleCut(role_id):
            return IN if role_id in standing.roles else OUT
        case GroupsCut(groups):
            own = [f"g{place}" for place, (group_id, _) in enumerate(groups) if group_id in standing.groups]
            return own[0] if len(own) == 1 else OTHER
        case AnswerCut():
            return ""


def label(cut: DeclaredCut, sealed: str, answers: Answers) -> str:
    """Return the cell of somebody whose response was opened."""
    return str(answers.get(cut.question, "")) if isinstance(cut, AnswerCut) else sealed


def may_divide(questionnaire: Questionnaire, key: str) -> bool:
    """Say whether results can be reported by the answers to a question: everybody is asked it, and chooses one answer."""
    question = questionnaire.question(key)
    return question is not None and question.only_if is None and question.kind in (Kind.CHOICE, Kind.YES_NO)


def to_json(cut: DeclaredCut) -> dict[str, Any]:
    """Return a cut as JSON values."""
    match cut:
        case RoleCut(role_id, name):
            return {"role": role_id, "name": name}
        case GroupsCut(groups):
            return {"groups": [list(one) for one in groups]}
        case AnswerCut(question):
            return {"answer": question}


def from_json(found: Mapping[str, Any]) -> DeclaredCut:
    """Return the cut that `to_json` wrote."""
    if "role" in found:
        return RoleCut(found["role"], found["name"])
    if "groups" in found:
        return GroupsCut(tuple((group_id, name) for group_id, name in found["groups"]))
    return AnswerCut(found["answer"])
