"""The last screen of set-up: what is there, what is missing, and *Go live*."""

from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message, Picker, Row
from bot.readiness import Need, RoleKind, Room, RoomFacts, ServerFacts, ready_for_live, still_missing
from bot.texts import Speaker
from bot.ui.permission_names import channel_clicks, listed

PEOPLE_SHOWN: Final = 12

_NEEDS: Final = {
    Need.ROOMS: ("setup-need-rooms", "setup-need-rooms-missing"),
    Need.LEAD: ("setup-need-lead", "setup-need-lead-missing"),
    Need.RESPONDERS: ("setup-need-responders", "setup-need-responders-missing"),
    Need.HELPLINES: ("setup-need-helplines", "setup-need-helplines-missing"),
    Need.AGES: ("setup-need-ages", "setup-need-ages-missing"),
    Need.ANNOUNCEMENT: ("setup-need-announcement", "setup-need-announcement-missing"),
}
_FIXES: Final = {
    Need.ROOMS: ("setup-button-fix-rooms", "rooms"),
    Need.LEAD: ("setup-button-fix-lead", "lead"),
    Need.HELPLINES: ("setup-button-helplines", "lines"),
    Need.AGES: ("setup-button-fix-ages", "form"),
    Need.ANNOUNCEMENT: ("setup-button-announce", "announce"),
}


def ready_screen(facts: ServerFacts, say: Speaker, *, notice: str = "") -> Message:
    """Return the checklist; every missing thing comes with its button or its command."""
    missing = still_missing(facts)
    lines = [
        say("setup-check-missing", what=say(_NEEDS[need][1]))
        if need in missing
        else say("setup-check-there", what=say(_NEEDS[need][0]))
        for need in Need
    ]
    state = say("setup-is-live" if facts.live else "setup-can-go-live" if not missing else "setup-not-live")
    card = Card(
        say("setup-ready-title"),
        "\n".join([state, "", *lines]),
        tuple(_fields(facts, say)),
        tone="done" if facts.live and not missing else "waiting",
    )
    return Message(notice, cards=(card,), rows=_rows(facts, missing, say))


def lead_screen(facts: ServerFacts, say: Speaker) -> Message:
    """Return the question who leads."""
    role = facts.role(RoleKind.LEAD)
    back = (Button(say("setup-button-back"), button_id("setup", "ready")),)
    if not role.exists:
        fix = Button(say("setup-button-fix-rooms"), button_id("setup", "rooms"), style="primary")
        return Message(say("error-setup-no-lead-role"), rows=((fix, *back),))
    picker = Picker(button_id("setup", "lead-pick"), "user", placeholder=say("setup-lead-placeholder"), at_least=1)
    return Message(say("setup-lead-about", role=f"<@&{role.role_id}>"), rows=(picker, back))


def _rows(facts: ServerFacts, missing: tuple[Need, ...], say: Speaker) -> tuple[Row, ...]:
    fixes = tuple(
        Button(say(_FIXES[need][0]), button_id("setup", _FIXES[need][1]), style="primary")
        for need in missing
        if need in _FIXES
    )
    again = Button(say("setup-button-look-again"), button_id("setup", "ready"))
    where = Button(say("setup-button-to-start"), button_id("setup", "where"))
    announce = Button(say("setup-button-announce-again"), button_id("setup", "announce"))
    more = () if Need.ANNOUNCEMENT in missing else (announce,)
    if facts.live:
        switch = Button(say("setup-button-pause"), button_id("setup", "pause"), style="danger")
    else:
        ready = ready_for_live(facts)
        switch = Button(say("setup-button-live"), button_id("setup", "live"), style="success", disabled=not ready)
    return (*((fixes,) if fixes else ()), (switch, again, *more, where))


def _fields(facts: ServerFacts, say: Speaker) -> list[Field]:
    fields = [
        Field(say("setup-ready-permissions"), channel_clicks(room.channel_id or 0, room.missing, say))
        for room in facts.rooms
        if room.exists and room.missing
    ]
    readers = [_readers(room, say) for room in facts.rooms if room.exists and room.room is not Room.SUPPORT]
    if readers:
        fields.append(Field(say("setup-ready-readers"), "\n".join(readers)))
    if not facts.content:
        fields.append(Field(say("setup-ready-blind"), say("doctor-content-off")))
    fields.append(Field(say("setup-ready-commands"), say("setup-ready-commands-clicks")))
    return fields


def _readers(room: RoomFacts, say: Speaker) -> str:
    channel = f"<#{room.channel_id}>"
    if room.everyone_reads:
        return say("doctor-room-public", channel=channel)
    if room.participants_read:
        return say("doctor-room-participants", channel=channel)
    return say("setup-readers", channel=channel, who=people(room.others, say))


def people(ids: tuple[int, ...], say: Speaker) -> str:
    """Return people as mentions, which ring nobody here, the first dozen of them."""
    if not ids:
        return say("setup-nobody")
    shown = [f"<@{one}>" for one in ids[:PEOPLE_SHOWN]]
    if len(ids) > PEOPLE_SHOWN:
        shown.append(say("setup-and-more", count=len(ids) - PEOPLE_SHOWN))
    return listed(shown, say)
