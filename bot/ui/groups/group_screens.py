"""The screens on which a group is made, changed and joined."""

from datetime import datetime

from bot.groups.cards import LEVELS
from bot.groups.given import REMINDERS, ROLES
from bot.groups.model import Belonging, Group
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Picker, Row, TextInput
from bot.messenger.plain import as_written
from bot.moderation.watch import Level
from bot.texts import Speaker, moment
from bot.ui.setup.cities import described


def edit_screen(group: Group, facilitators: list[int], level: Level, say: Speaker, *, notice: str = "") -> Message:
    """Return what a group is, with everything about it that can be changed."""

    def to(verb: str) -> str:
        return button_id("group", verb, group.id, group.version)

    fields = (
        Field(say("group-field-channel"), f"<#{group.channel_id}>", inline=True),
        Field(say("group-field-zone"), described(group.zone, say.locale), inline=True),
        Field(say("group-field-capacity"), str(group.capacity), inline=True),
        Field(say("group-field-read"), say(LEVELS[level])),
    )
    levels = tuple(Choice(say(LEVELS[one])[:100], one.value, chosen=one is level) for one in Level)
    rows: tuple[Row, ...] = (
        Picker(to("set-people"), "user", say("group-pick-facilitators"), tuple(facilitators), at_least=1, at_most=5),
        Picker(
            to("set-role"), "role", say("group-pick-role"), () if group.role_id is None else (group.role_id,), at_most=1
        ),
        Picker(
            to("set-voice"),
            "channel",
            say("group-pick-voice"),
            () if group.voice_channel_id is None else (group.voice_channel_id,),
            channels="voice",
        ),
        Menu(to("set-watch"), levels, say("group-pick-watch")),
        (
            Button(say("group-button-basics"), to("basics")),
            Button(say("group-button-channel"), to("channel")),
            Button(say("group-button-post-card"), to("card"), style="primary"),
            Button(say("group-button-post-panel"), to("panel")),
            Button(say("group-button-archive"), to("archive"), style="danger"),
        ),
    )
    return Message(notice, cards=(Card(as_written(group.name), say("group-edit-body"), fields),), rows=rows)


def basics_form(group: Group, say: Speaker) -> Form:
    """Return the form for a group's name, city, language and places."""
    return Form(
        button_id("group", "set-basics", group.id, group.version),
        say("group-form-title"),
        (
            TextInput("name", say("group-form-name"), default=group.name, max_length=80),
            TextInput("city", say("group-form-city"), default=described(group.zone, say.locale), max_length=60),
            FormMenu(
                "locale",
                say("group-form-language"),
                (
                    Choice("English", "en", chosen=group.locale == "en"),
                    Choice("Español", "es", chosen=group.locale == "es"),
                ),
            ),
            TextInput("capacity", say("group-form-capacity"), default=str(group.capacity), max_length=3),
        ),
        notice=say("group-form-notice"),
    )


def channel_screen(group: Group, say: Speaker) -> Message:
    """Return the choice of another channel."""
    picker = Picker(button_id("group", "set-channel", group.id, group.version), "channel", say("group-pick-channel"))
    return Message(say("group-channel-about"), rows=(picker,))


def archived_screen(group: Group, say: Speaker) -> Message:
    """Return the end of a group, with a way back."""
    back = Button(say("button-undo"), button_id("group", "unarchive", group.id, group.version))
    return Message(say("group-archived", group=as_written(group.name)), rows=((back,),))


def revive_screen(group: Group, why: str, say: Speaker) -> Message:
    """Say why a group cannot be taken up again where it was, and ask for another channel."""
    picker = Picker(button_id("group", "revive-in", group.id), "channel", say("group-pick-channel"), at_least=1)
    return Message(f"{why} {say('group-revive-about', group=as_written(group.name))}", rows=(picker,))


def new_form(channel_id: int, say: Speaker) -> Form:
    """Return the form for a group that is to be made in a channel."""
    name = TextInput("name", say("group-form-name"), max_length=80)
    return Form(
        button_id("group", "make", channel_id), say("group-form-title"), (name,), notice=say("group-form-notice")
    )


def list_screen(groups: list[Group], archived: list[Group], say: Speaker, *, may_make: bool) -> Message:
    """Return a server's groups, and to who may make one where to begin."""
    lines = [f"**{as_written(one.name)}** · <#{one.channel_id}> · {described(one.zone, say.locale)}" for one in groups]
    rows: list[Row] = []
    if archived:
        choices = tuple(Choice(one.name[:100], str(one.id)) for one in archived[:25])
        rows.append(Menu(button_id("group", "revive"), choices, say("group-list-archived")))
    if may_make:
        rows.append(Picker(button_id("group", "new"), "channel", say("group-list-new"), at_least=1))
    return Message(cards=(Card(say("group-list-title"), "\n".join(lines) or say("group-list-none")),), rows=tuple(rows))


def people_screen(group: Group, people: list[tuple[str, Belonging]], now: datetime, say: Speaker) -> Message:
    """Return who is in a group, for its facilitators."""
    lines = []
    for role, key in ROLES.items():
        names = [
            f"{name} ({say('group-away', until=moment(one.away_until, 'D'))})"
            if one.away_until is not None and one.away(now)
            else name
            for name, one in people
            if one.role is role
        ]
        lines.append(f"**{say(key)}** ({len(names)})\n{', '.join(names) or '–'}")
    return Message(cards=(Card(say("group-people-title", group=as_written(group.name)), "\n\n".join(lines)),))


def me_screen(group: Group, one: Belonging | None, now: datetime, say: Speaker) -> Message:
    """Return what somebody chose for themselves in a group."""
    if one is None:
        join = Button(say("group-button-join"), button_id("group", "join", group.id), style="primary")
        return Message(say("group-me-outside", group=as_written(group.name)), rows=((join,),))
    off = one.away(now)
    lines = [f"**{as_written(group.name)}** · {say(ROLES[one.role])}"]
    if off and one.away_until is not None:
        lines.append(say("group-me-away", until=moment(one.away_until, "D")))
    lines += [
        say("group-me-notes-on" if one.notes else "group-me-notes-off"),
        say("group-me-reminders", choice=say(REMINDERS[one.reminders])),
    ]
    reminders = tuple(Choice(say(key), name, chosen=name == one.reminders) for name, key in REMINDERS.items())
    rows: tuple[Row, ...] = (
        (
            Button(say("me-button-history"), button_id("checkin", "history", group.id)),
            Button(say("me-button-private"), button_id("private", "open", group.id)),
            Button(
                say("me-button-back" if off else "checkin-button-off"),
                button_id("group", "back" if off else "off", group.id),
            ),
        ),
        Menu(button_id("group", "reminders", group.id), reminders, say("me-reminders")),
        (
            Button(
                say("me-button-notes-off" if one.notes else "me-button-notes-on"),
                button_id("group", "notes", group.id, int(not one.notes)),
            ),
            Button(say("me-button-leave"), button_id("group", "leave", group.id)),
        ),
    )
    return Message("\n".join(lines), rows=rows)
