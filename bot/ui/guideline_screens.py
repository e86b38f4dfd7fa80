"""What people see of the agreement: the text with its status, what changed, and the form to edit it."""

from bot.guidelines.agreement import LONGEST, PARTS, Version
from bot.guidelines.feature import Standing, difference
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Form, Message, TextInput
from bot.messenger.person import to_a_person
from bot.moderation.watch import Level
from bot.texts import Speaker, moment

NAMES = {
    "stays": "pledge-part-stays",
    "limits": "pledge-part-limits",
    "bot": "pledge-part-bot",
    "peers": "pledge-part-peers",
}
WATCH = {Level.FULL: "watch-full", Level.URGENT: "watch-urgent", Level.PEOPLE: "watch-people"}


def text_card(version: Version, say: Speaker) -> Card:
    """Return the agreement itself."""
    parts = version.parts(say.locale)
    fields = tuple(Field(say(NAMES[part]), parts[part]) for part in PARTS)
    return Card(say("pledge-title"), "", fields, footer=say("pledge-version", version=version.number))


def pledge_screen(guild_id: int, standing: Standing, read: str, say: Speaker) -> Message:
    """Return the agreement as one person meets it: what they agreed to, what changed since, and what to press."""
    lines = [say("pledge-help-stays")]
    buttons = [to_a_person(say, guild_id)]
    agree = button_id("pledge", "agree", guild_id, standing.current.number)
    if standing.up_to_date and standing.at is not None:
        lines.insert(0, say("pledge-agreed", at=moment(standing.at, "D")))
        # For the yearly question, and for who left the server and came back without the role.
        buttons.insert(0, Button(say("pledge-button-still"), agree))
        buttons.append(Button(say("pledge-button-leave"), button_id("pledge", "leave", guild_id)))
    else:
        buttons.insert(0, Button(say("pledge-button-agree"), agree, style="success"))
        if standing.agreed is not None:
            lines.insert(0, f"{say('pledge-changed')}\n{difference(standing.agreed, standing.current, say.locale)}")
        if standing.inside or standing.agreed is not None:
            buttons.append(Button(say("pledge-button-leave"), button_id("pledge", "leave", guild_id)))
    buttons.append(Button(say("sight-button"), button_id("sight", "show", guild_id)))
    if read:
        lines.append(read)
    return Message("\n\n".join(lines), cards=(text_card(standing.current, say),), rows=(tuple(buttons),))


def leave_screen(guild_id: int, say: Speaker) -> Message:
    """Ask once more before somebody leaves the agreement, and say what stays open."""
    yes = Button(say("pledge-button-left"), button_id("pledge", "left", guild_id), style="danger")
    no = Button(say("pledge-button-stay"), button_id("pledge", "show", guild_id))
    return Message(say("pledge-leave-sure"), rows=((yes, no),))


def door_card(guild_id: int, server: str, say: Speaker) -> Message:
    """Return the card that newcomers meet."""
    read = Button(say("pledge-button-read"), button_id("pledge", "show", guild_id), style="primary")
    talk = to_a_person(say, guild_id)
    return Message(cards=(Card(say("pledge-title"), say("pledge-door", server=server)),), rows=((read, talk),))


def edit_form(guild_id: int, locale: str, version: Version, say: Speaker) -> Form:
    """Return the form to edit the agreement in one language, filled with what stands there."""
    parts = version.parts(locale)
    fields = tuple(
        TextInput(part, say(NAMES[part]), default=parts[part], long=True, max_length=LONGEST) for part in PARTS
    )
    return Form(button_id("guide", "draft", guild_id, locale), say("guidelines-form-title"), fields)


def draft_screen(guild_id: int, current: Version, draft: Version, locale: str, say: Speaker) -> Message:
    """Return a draft as people would see it, what is different in it, and the button that makes it count."""
    changed = difference(current, draft, locale) or say("guidelines-no-difference")
    publish = button_id("guide", "publish", guild_id, draft.number)
    buttons = (
        Button(say("guidelines-button-publish"), publish, style="success"),
        Button(say("guidelines-button-edit"), button_id("guide", "edit", guild_id, locale)),
    )
    card = text_card(Version(draft.number, {say.locale: draft.parts(locale)}), say)
    return Message(f"{say('guidelines-preview')}\n{changed}", cards=(card,), rows=(buttons,))


def counts_message(counts: dict[int, int], current: Version, say: Speaker) -> Message:
    """Return how many people agreed to which version, the newest first."""
    lines = [
        say(
            "guidelines-count-current" if number == current.number else "guidelines-count",
            version=number,
            count=counts.get(number, 0),
        )
        for number in sorted({*counts, current.number}, reverse=True)
    ]
    return Message("\n".join([*lines, say("guidelines-counts-only")]))
