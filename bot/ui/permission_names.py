"""Permissions by the names that Discord shows, and the clicks that give them."""

from collections.abc import Iterable
from typing import Final

from babel.lists import format_list

from bot.texts import Speaker

_NAMES: Final = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "embed_links": "permission-embed-links",
    "read_message_history": "permission-read-message-history",
    "create_public_threads": "permission-create-public-threads",
    "create_private_threads": "permission-create-private-threads",
    "send_messages_in_threads": "permission-send-messages-in-threads",
    "manage_threads": "permission-manage-threads",
    "manage_channels": "permission-manage-channels",
    "manage_roles": "permission-manage-roles",
    "pin_messages": "permission-pin-messages",
}


def permission_names(permissions: Iterable[str], say: Speaker) -> str:
    """Return permissions as one list, as Discord's own screens call them."""
    return listed([say(_NAMES[name]) for name in permissions], say)


def listed(things: Iterable[str], say: Speaker) -> str:
    """Return a list as one speaks it."""
    return format_list(list(things), locale=say.locale)


def channel_clicks(channel_id: int, permissions: Iterable[str], say: Speaker) -> str:
    """Return how to give the bot permissions in one channel."""
    return say("clicks-channel", channel=f"<#{channel_id}>", permissions=permission_names(permissions, say))


def server_clicks(permissions: Iterable[str], say: Speaker) -> str:
    """Return how to give the bot permissions in the whole server."""
    return say("clicks-server", permissions=permission_names(permissions, say))
