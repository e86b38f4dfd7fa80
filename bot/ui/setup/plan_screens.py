"""What will change, how far it is, and what came of it."""

from collections.abc import Sequence
from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.readiness import Room
from bot.texts import Speaker
from bot.ui.permission_names import channel_clicks, listed, permission_names, server_clicks
from bot.ui.setup.picks import Picks
from bot.ui.setup.plan import Change, Step
from bot.ui.setup.work import Failure, Result

# The server has as many roles, or channels, as Discord allows:
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
FULL: Final = frozenset({30005, 30013})


def preview_screen(steps: Sequence[Step], picks: Picks, say: Speaker, *, names: Speaker, notice: str = "") -> Message:
    """Return everything that *Do it* will change, before it changes; `names` is in the server's own language."""
    back = Button(say("setup-button-back"), button_id("setup", "roles", picks.pack()))
    if not steps:
        on = Button(say("setup-button-to-ready"), button_id("setup", "ready"), style="primary")
        return Message(
            notice, cards=(Card(say("setup-preview-title"), say("setup-preview-nothing")),), rows=((back, on),)
        )
    roles = [_heading(step, say, names) for step in steps if not isinstance(step.slot.kind, Room)]
    cards = [Card(say("setup-preview-title"), "\n".join([say("setup-preview-about"), "", *roles]))]
    cards += [
        Card(say(step.slot.label), "\n".join([_heading(step, say, names), *_lines(step, say, names)]))
        for step in steps
        if isinstance(step.slot.kind, Room)
    ]
    do = Button(say("setup-button-do"), button_id("setup", "do", picks.pack()), style="success")
    return Message(notice, cards=tuple(cards), rows=((back, do),))


def working_screen(number: int, count: int, step: Step | None, say: Speaker) -> Message:
    """Return how far it is."""
    if step is None:
        return Message(say("setup-working-begins"))
    return Message(say("setup-working", number=number, count=count, what=say(step.slot.label)))


def result_screen(result: Result, picks: Picks, say: Speaker) -> Message:
    """Return what was done and, for what was not, the clicks that make it possible."""
    back = Button(say("setup-button-back"), button_id("setup", "roles", picks.pack()))
    on = Button(say("setup-button-to-ready"), button_id("setup", "ready"), style="primary")
    done = listed((say(step.slot.label) for step in result.done), say)
    body = say("setup-done", what=done) if result.done else say("setup-done-nothing")
    if not result.failed:
        return Message(cards=(Card(say("setup-result-title"), body, tone="done"),), rows=((back, on),))
    again = Button(say("setup-button-again"), button_id("setup", "do", picks.pack()), style="success")
    failed = [_failed(failure, say) for failure in result.failed]
    card = Card(
        say("setup-result-failed-title"), "\n\n".join([body, say("setup-result-rest"), *failed]), tone="waiting"
    )
    return Message(cards=(card,), rows=((back, again, on),))


def _heading(step: Step, say: Speaker, names: Speaker) -> str:
    room = isinstance(step.slot.kind, Room)
    if step.target is None:
        name = names(step.slot.name)
        return say("setup-will-make-channel" if room else "setup-will-make-role", name=name)
    if step.changes:
        return say("setup-will-change", target=step.target.mention)
    return say("setup-will-use", target=step.target.mention, what=say(step.slot.label))


def _lines(step: Step, say: Speaker, names: Speaker) -> list[str]:
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Change]] = {}
    for change in step.changes:
        alike.setdefault((change.allow, change.deny), []).append(change)
    lines = []
    for (allow, deny), changes in alike.items():
        who = listed((_who(change, say, names) for change in changes), say)
        if allow:
            lines.append(say("setup-will-allow", who=who, permissions=permission_names(allow, say)))
        if deny:
            lines.append(say("setup-will-deny", who=who, permissions=permission_names(deny, say)))
    if step.keeps:
        lines.append(say("setup-will-keep", who=listed(step.keeps, say)))
    return lines


def _who(change: Change, say: Speaker, names: Speaker) -> str:
    if change.mention is not None:
        return change.mention
    return say("setup-who-everyone") if change.slot is None else say("setup-who-new-role", name=names(change.slot.name))


def _failed(failure: Failure, say: Speaker) -> str:
    what, target = say(failure.step.slot.label), failure.step.target
    if not failure.missing:
        if failure.code in FULL:
            return say("setup-failed-full", what=what)
        return say("setup-failed-other", what=what, code=str(failure.code))
    if isinstance(failure.step.slot.kind, Room) and target is not None:
        clicks = channel_clicks(target.id, failure.missing, say)
    else:
        clicks = server_clicks(failure.missing, say)
    return say("setup-failed", what=what, clicks=clicks)
