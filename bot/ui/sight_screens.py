"""What people see of who can see what."""

from collections.abc import Sequence

from bot.messenger.message import Card, Field, Message
from bot.messenger.plain import as_written
from bot.servers.sight import Sight
from bot.texts import Speaker

SHOWN = 12


def sight_screen(places: Sequence[tuple[str, Sight]], say: Speaker) -> Message:
    """Return who can see each of somebody's groups' channels, and those where on-call works, and why."""
    if not places:
        return Message(say("sight-none"))
    fields = tuple(Field(as_written(name), _lines(sight, say)) for name, sight in places[:10])
    return Message(cards=(Card(say("sight-button"), say("sight-intro"), fields),))


def _lines(sight: Sight, say: Speaker) -> str:
    lines = [
        say("sight-everyone", count=sight.people) if sight.everyone else say("sight-people", count=sight.people),
        say("sight-administrators", names=_names(sight.administrators, say)),
        say("sight-threads", names=_names(sight.threads, say)),
        say("sight-audit", names=_names(sight.audit, say)),
        say("sight-bots", names=_names(sight.bots, say)),
        say("sight-grant", names=_names(sight.grant, say)),
        say("sight-promote", names=_names(sight.promote, say)),
    ]
    return "\n".join(lines)


def _names(names: tuple[str, ...], say: Speaker) -> str:
    shown = ", ".join(as_written(name) for name in names[:SHOWN])
    if len(names) > SHOWN:
        return say("sight-more", names=shown, count=len(names) - SHOWN)
    return shown or say("sight-nobody")
