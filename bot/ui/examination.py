"""What the doctor found, as a message or as lines of a terminal."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Tone
from bot.readiness import Finding, State
from bot.texts import Speaker
from bot.ui.permission_names import permission_names
from bot.ui.setup.ready_screens import people

_TITLES: Final = {
    State.BROKEN: "doctor-title-broken",
    State.LOOK: "doctor-title-look",
    State.OK: "doctor-title-ok",
}
_TONES: Final[dict[State, Tone]] = {State.BROKEN: "urgent", State.LOOK: "waiting", State.OK: "done"}

_MENTION: Final = re.compile(r"<(?:#|@&?)(\d+)>")
_MOMENT: Final = re.compile(r"<t:(\d+):\w>")


def sentences(finding: Finding, say: Speaker) -> tuple[str, str | None]:
    """Return what was found in one sentence, and the next step if there is one."""
    found = say(finding.text, **finding.values)
    if finding.permissions:
        found = f"{found} {permission_names(finding.permissions, say)}"
    if finding.people:
        found = f"{found} {people(finding.people, say)}"
    if finding.place:
        found = f"{finding.place}: {found}"
    values = dict(finding.step_values)
    if finding.permissions:
        values["permissions"] = permission_names(finding.permissions, say)
    step = None if finding.step is None else say(finding.step, **values)
    if finding.names is None:
        return found, step
    return _plain(found, finding.names), None if step is None else _plain(step, finding.names)


def examination(findings: Sequence[Finding], say: Speaker) -> Message:
    """Return the findings by how bad they are; what is broken comes first."""
    cards = []
    for state in State:
        of_state = [sentences(finding, say) for finding in findings if finding.state is state]
        if of_state:
            body = "\n".join(f"• {found}" if step is None else f"• {found}\n  → {step}" for found, step in of_state)
            cards.append(Card(say(_TITLES[state], count=len(of_state)), body, tone=_TONES[state]))
    row = (Button(say("doctor-button-setup"), button_id("setup", "open")),)
    worst = findings[0].state if findings else State.OK
    return Message(say("doctor-summary-well" if worst is State.OK else "doctor-summary"), tuple(cards), (row,))


def _plain(text: str, names: Mapping[int, str]) -> str:
    named = _MENTION.sub(lambda match: names.get(int(match[1]), match[0]), text)
    timed = _MOMENT.sub(lambda match: f"{datetime.fromtimestamp(int(match[1]), tz=UTC):%Y-%m-%d %H:%M} UTC", named)
    return timed.replace("*", "")
