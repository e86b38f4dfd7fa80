"""The one button that stands on every screen: the way to a person."""

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Style
from bot.texts import Speaker


def to_a_person(say: Speaker, guild_id: int, *, style: Style = "secondary") -> Button:
    """Return the button that opens what somebody reads before they ask for a peer."""
    return Button(say("button-talk-now"), button_id("support", "open", guild_id), style=style)
