"""What a check found, as a state, a sentence and the next step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Values = Mapping[str, str | int]


class State(IntEnum):
    """How bad it is; the worst sorts first."""

    BROKEN = 0
    LOOK = 1
    OK = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's result: keys of texts with their values. `permissions` and `people` are shown by name with them.

    `place` is the name of the server where several are examined. With `names` of channels, roles and people by id it is
    said without Discord's marks, for a terminal.
    """

    state: State
    text: str
    values: Values = field(default_factory=dict)
    step: str | None = None
    step_values: Values = field(default_factory=dict)
    permissions: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    place: str = ""
    names: Mapping[int, str] | None = None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with what is broken first, then what needs a look, each in the order of the checks."""
    return sorted(findings, key=lambda finding: finding.state)
