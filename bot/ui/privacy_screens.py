"""What /privacy shows: what is kept, a copy of it, and the way to be forgotten."""

from collections.abc import Sequence

from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Card, Message
from bot.privacy.account import Account, as_json, as_page, summary
from bot.privacy.erasures import Pending
from bot.texts import Speaker, moment


def privacy_screen(account: Account, pending: Pending | None, guilds: Sequence[int], say: Speaker) -> Message:
    """Return what is kept about somebody, line by line with its end, and what they can do about it.

    `guilds` are the servers that they are asked about or share with us; the first is the one whose channels are shown.
    """
    lines = [f"• {line}" for line in summary(account, say)]
    body = "\n".join([*(lines or [say("privacy-nothing")]), "", say("privacy-sealed"), "", say("privacy-read")])
    parts = [say("privacy-intro")]
    buttons = [Button(say("privacy-button-copy"), button_id("privacy", "copy"))] if lines else []
    if pending is not None:
        parts.append(planned_line(pending, say))
        buttons.append(Button(say("privacy-button-cancel"), button_id("privacy", "cancel"), style="primary"))
    elif account.known:
        buttons.append(Button(say("privacy-button-erase"), button_id("privacy", "erase"), style="danger"))
    # Offered to everybody: that it stands there says nothing of who has answered what.
    buttons.append(Button(say("privacy-button-unseal"), button_id("privacy", "unseal")))
    buttons += [Button(say("sight-button"), button_id("sight", "show", guild)) for guild in guilds[:1]]
    return Message(
        "\n\n".join(parts), cards=(Card(say("privacy-page-title"), body),), rows=(tuple(buttons),) if buttons else ()
    )


def copies(account: Account, say: Speaker) -> tuple[Attachment, ...]:
    """Return the copy, as a page and as JSON."""
    return (
        Attachment("alongside.html", as_page(account, say).encode()),
        Attachment("alongside.json", as_json(account, say).encode()),
    )


def erase_preview(account: Account, *, held: bool, say: Speaker) -> Message:
    """Return what an erasure would remove, what stays, and the button that starts the wait."""
    lines = [f"• {line}" for line in summary(account, say)]
    parts = [say("privacy-erase-preview"), say("privacy-erase-sealed"), _how_long(held=held, say=say)]
    content = "\n\n".join([*parts, say("privacy-stays")])
    buttons = (
        Button(say("privacy-button-erase-sure"), button_id("privacy", "sure"), style="danger"),
        Button(say("privacy-button-keep"), button_id("privacy", "open")),
    )
    return Message(content, cards=(Card(say("privacy-erase-title"), "\n".join(lines)),), rows=(buttons,))


def planned_screen(pending: Pending, say: Speaker) -> Message:
    """Return that an erasure is on its way, and the button that takes it back."""
    cancel = Button(say("privacy-button-cancel"), button_id("privacy", "cancel"), style="primary")
    return Message(planned_line(pending, say), rows=((cancel,),))


def planned_line(pending: Pending, say: Speaker) -> str:
    """Say when somebody will be forgotten."""
    return f"{say('privacy-planned', at=moment(pending.due))} {_how_long(held=pending.held, say=say)}"


def _how_long(*, held: bool, say: Speaker) -> str:
    """Say why it may take longer; to who may not yet know of a case the same as to who has none."""
    return say("privacy-held") if held else say("privacy-may-wait")
