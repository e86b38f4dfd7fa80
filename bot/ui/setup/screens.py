"""The first screens of set-up: where and who, helplines, channels, roles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.messenger.ids import button_id
from bot.messenger.message import (
    Button,
    Card,
    Choice,
    Field,
    Form,
    FormMenu,
    Menu,
    Message,
    Picker,
    Row,
    TextInput,
)
from bot.moderation.helpline_texts import emergency_line, line
from bot.moderation.helplines import Helplines, country_name
from bot.readiness import Room
from bot.servers import Ages, Server
from bot.texts import WHOLE, Speaker
from bot.ui.setup.cities import UNIVERSAL, city, described
from bot.ui.setup.picks import Ground, Picks
from bot.ui.setup.rooms import ROLES, ROOMS, SLOTS, stored

LINES_SHOWN: Final = 12
NAMES: Final = {"en": "English", "es": "Español"}
_AGES: Final = {Ages.ADULTS: "setup-ages-adults", Ages.MIXED: "setup-ages-mixed"}


def where_screen(server: Server, now: datetime, say: Speaker, *, notice: str = "") -> Message:
    """Return the first screen: zone, language, ages and country as they are set, or as they are guessed."""
    there = now.astimezone(ZoneInfo(server.zone))
    zone = say(
        "setup-zone-unset" if server.zone == UNIVERSAL else "setup-zone-set",
        city=described(server.zone, say.locale),
        time=f"{there:%H:%M}",
    )
    country = (
        say("setup-country-unset")
        if server.country is None
        else say("setup-country-set", country=country_name(server.country, say.locale))
    )
    fields = (
        Field(say("setup-zone"), zone),
        Field(say("setup-language"), NAMES[server.locale]),
        Field(say("setup-ages"), say("setup-ages-unset") if server.ages is None else say(_AGES[server.ages])),
        Field(say("setup-country"), country),
    )
    row = (
        Button(say("setup-button-change"), button_id("setup", "form"), style="primary"),
        Button(say("setup-button-helplines"), button_id("setup", "lines")),
        Button(say("setup-button-to-rooms"), button_id("setup", "rooms")),
    )
    return Message(notice, cards=(Card(say("setup-where-title"), say("setup-where-about"), fields),), rows=(row,))


def where_form(server: Server, say: Speaker) -> Form:
    """Return the form for city, language and ages, filled in with what is set."""
    languages = tuple(Choice(NAMES[one], one, chosen=one == server.locale) for one in WHOLE)
    ages = tuple(
        Choice(
            say(_AGES[one]),
            one.value,
            say("setup-ages-adults-about" if one is Ages.ADULTS else "setup-ages-mixed-about"),
            chosen=one is (server.ages or Ages.ADULTS),
        )
        for one in Ages
    )
    known = None if server.zone == UNIVERSAL else city(server.zone, say.locale)
    return Form(
        button_id("setup", "said"),
        say("setup-form-title"),
        (
            TextInput(
                "city",
                say("setup-form-city"),
                description=say("setup-form-city-about"),
                placeholder=say("setup-form-city-example"),
                default=known,
                max_length=100,
            ),
            FormMenu("language", say("setup-language"), languages),
            FormMenu("ages", say("setup-ages"), ages),
        ),
    )


def which_zone_screen(zones: Sequence[str], say: Speaker) -> Message:
    """Return the question which of several cities is meant."""
    choices = tuple(Choice(described(zone, say.locale), zone, zone) for zone in zones)
    back = (Button(say("setup-button-back"), button_id("setup", "where")),)
    return Message(say("setup-which-zone"), rows=(Menu(button_id("setup", "zone"), choices), back))


def helplines_screen(helplines: Helplines, country: str | None, server: Server, say: Speaker) -> Message:
    """Return what people in a country will be shown, to be looked at before it counts."""
    other = Button(say("setup-button-other-country"), button_id("setup", "country"))
    back = Button(say("setup-button-back"), button_id("setup", "where"))
    if country is None:
        return Message(say("setup-helplines-no-country"), rows=((other, back),))
    known = helplines.for_country(country)
    body = [emergency_line(helplines, country, say), *(line(one, say) for one in known[:LINES_SHOWN])]
    if len(known) > LINES_SHOWN:
        body.append(say("setup-helplines-more", count=len(known) - LINES_SHOWN))
    oldest = min((one.last_checked for one in known), default=None)
    card = Card(
        say("setup-helplines-title", country=country_name(country, say.locale)),
        "\n".join([say("setup-helplines-about"), "", *body]),
        footer=None if oldest is None else say("setup-helplines-checked", day=oldest.isoformat()),
    )
    confirmed = server.country == country
    right = Button(
        say("setup-button-helplines-confirmed" if confirmed else "setup-button-helplines-right"),
        button_id("setup", "lines-ok", country),
        style="success",
        disabled=confirmed or not known,
    )
    return Message(cards=(card,), rows=((right, other, back),))


def country_form(say: Speaker) -> Form:
    """Return the form to type a country."""
    field = TextInput(
        "country", say("setup-form-country"), placeholder=say("setup-form-country-example"), max_length=60
    )
    return Form(button_id("setup", "country-said"), say("setup-form-country-title"), (field,))


def rooms_screen(ground: Ground, server: Server, picks: Picks, say: Speaker, *, notice: str = "") -> Message:
    """Return the pickers for the three channels."""
    return _pickers(ground, server, picks, say, Room, notice)


def roles_screen(ground: Ground, server: Server, picks: Picks, say: Speaker, *, notice: str = "") -> Message:
    """Return the pickers for the four roles."""
    return _pickers(ground, server, picks, say, None, notice)


def _pickers(
    ground: Ground, server: Server, picks: Picks, say: Speaker, kind: type[Room] | None, notice: str
) -> Message:
    slots = ROLES if kind is None else ROOMS
    rows: list[Row] = []
    fields = []
    for slot in slots:
        target = ground.chosen(server, picks, slot)
        gone = target is None and (stored(server, slot) or picks.of(slot))
        state = target.mention if target is not None else say("setup-slot-gone" if gone else "setup-slot-new")
        fields.append(Field(say(slot.label), f"{say(slot.about)}\n→ {state}"))
        rows.append(
            Picker(
                button_id("setup", "pick", SLOTS.index(slot), picks.pack()),
                "role" if kind is None else "channel",
                placeholder=say("setup-pick-placeholder", what=say(slot.label)),
                chosen=() if target is None else (target.id,),
            )
        )
    if kind is None:
        title, about = say("setup-roles-title"), say("setup-roles-about")
        back = Button(say("setup-button-back"), button_id("setup", "rooms", picks.pack()))
        on = Button(say("setup-button-to-preview"), button_id("setup", "preview", picks.pack()), style="primary")
    else:
        title, about = say("setup-rooms-title"), say("setup-rooms-about")
        back = Button(say("setup-button-back"), button_id("setup", "where"))
        on = Button(say("setup-button-to-roles"), button_id("setup", "roles", picks.pack()), style="primary")
    return Message(notice, cards=(Card(title, about, tuple(fields)),), rows=(*rows, (back, on)))
