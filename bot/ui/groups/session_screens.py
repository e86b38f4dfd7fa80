"""The screens on which sessions are planned, led and looked up."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.groups.calling_off import Ahead
from bot.groups.meeting_cards import COMING, place_of
from bot.groups.meeting_model import Guest, Meeting, MeetingState, Session
from bot.groups.model import Group, PlanState
from bot.groups.rhythm import DAYS, RHYTHMS, days_of, end_of
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Picker, Row, TextInput
from bot.messenger.plain import as_written, shorten
from bot.texts import Speaker, moment
from bot.ui.groups.plan_screens import STATES, times
from bot.ui.groups.rhythms import DAY_TEXTS, RHYTHM_TEXTS, described

SURE = "sure"
"""Says that somebody was asked once more."""

MEETING_STATES = {
    MeetingState.PLANNED: "meeting-planned",
    MeetingState.OPEN: "meeting-open",
    MeetingState.OVER: "meeting-over",
    MeetingState.CANCELLED: "meeting-cancelled",
    MeetingState.DROPPED: "meeting-cancelled",
    MeetingState.MISSED: "meeting-missed",
}


def sessions_screen(group: Group, sessions: list[Session], say: Speaker) -> Message:
    """Return a group's sessions, one to choose."""
    lines = [f"**{as_written(one.title)}**\n{described(one.rule, say)} · {say(STATES[one.state])}" for one in sessions]
    rows: list[Row] = [
        (Button(say("meet-button-new"), button_id("panel", "meet-new", group.id), style="primary"),),
    ]
    if sessions:
        choices = tuple(Choice(shorten(one.title, 100), str(one.id)) for one in sessions[:25])
        rows.append(Menu(button_id("panel", "meet", group.id), choices, say("plan-choose")))
    body = "\n\n".join(lines) or say("meets-none")
    title = say("meets-title", group=as_written(group.name))
    return Message(cards=(Card(title, shorten(body, 4000)),), rows=tuple(rows))


def session_screen(
    group: Group,
    session: Session,
    meeting: Meeting | None,
    leader: str | None,
    now: datetime,
    say: Speaker,
    *,
    notice: str,
    off: Meeting | None = None,
    ahead: Sequence[Ahead] = (),
) -> Message:
    """Return a session with its next times and everything that can be done with it."""
    agenda = "\n".join(
        f"{as_written(what)} · {say('meet-minutes', minutes=minutes)}" for what, minutes in session.agenda
    )
    places = say("meet-places", places=session.places) if session.places else say("meet-places-all")
    fields = [
        Field(say("plan-field-rhythm"), f"{described(session.rule, say)} ({session.rule.zone})"),
        Field(say("plan-field-next"), times(session.rule, now, say, [one.at for one in ahead if one.off])),
        Field(
            say("meet-field-length"),
            f"{say('meet-minutes', minutes=session.minutes)} · {place_of(group)} · {places}",
        ),
        Field(say("session-field-agenda"), agenda or say("meet-no-agenda")),
    ]
    if meeting is not None and session.state is PlanState.ACTIVE:
        line = f"{moment(meeting.starts_at, 'F')} · {say(MEETING_STATES[meeting.state])}"
        if leader is not None:
            line += " · " + say("meet-led-by", name=leader)
        fields.append(Field(say("meet-field-next"), line))
    card = Card(shorten(as_written(session.title), 250), say(STATES[session.state]), tuple(fields))
    rows = _rows(group, session, meeting, off, say)
    return Message(notice, cards=(card,), rows=(*rows, _further(group, session, ahead, say)) if ahead[1:] else rows)


def _further(group: Group, session: Session, ahead: Sequence[Ahead], say: Speaker) -> Menu:
    """Return the menu with which a meeting after the next is called off."""
    zone = ZoneInfo(session.rule.zone)
    choices = tuple(
        Choice(
            f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}" + (f" · {say('meeting-cancelled')}" if one.off else ""),
            one.local,
        )
        for one in ahead
    )
    return Menu(button_id("meet", "ahead", group.id, session.id), choices, say("meet-ahead-choose"))


def session_form(group: Group, say: Speaker, session: Session | None = None) -> Form:
    """Return the form in which a session is planned or changed."""
    chosen = "weekly" if session is None else "same"
    options = [Choice(say(RHYTHM_TEXTS[name]), name, chosen=name == chosen) for name in RHYTHMS]
    if session is None:
        target = button_id("panel", "meet-propose", group.id)
    else:
        options.insert(0, Choice(say("rhythm-choice-same"), "same", chosen=True))
        target = button_id("meet", "reword", group.id, session.id, session.version)
    return Form(
        target,
        say("meet-form-title"),
        (
            TextInput(
                "title", say("meet-form-name"), default=session.title if session else group.name[:80], max_length=80
            ),
            FormMenu("rhythm", say("plan-form-rhythm"), tuple(options)),
            TextInput(
                "when",
                say("plan-form-when"),
                say("plan-form-when-about"),
                default=f"{session.rule.starts:%H:%M}" if session else None,
                placeholder="2026-05-05 19:00",
                max_length=40,
            ),
            TextInput(
                "minutes", say("meet-form-minutes"), default=str(session.minutes) if session else "60", max_length=10
            ),
        ),
        notice=say("plan-form-notice"),
    )


def agenda_form(group: Group, session: Session, say: Speaker) -> Form:
    """Return the form for the run of show and the places."""
    lines = "\n".join(f"{what} {minutes}" for what, minutes in session.agenda)
    return Form(
        button_id("meet", "arranged", group.id, session.id, session.version),
        say("meet-agenda-title"),
        (
            TextInput(
                "agenda",
                say("session-field-agenda"),
                say("meet-agenda-about"),
                default=lines or say("meet-agenda-default"),
                long=True,
                required=False,
                max_length=900,
            ),
            TextInput(
                "places",
                say("meet-form-places"),
                say("meet-form-places-about"),
                default=str(session.places) if session.places else None,
                required=False,
                max_length=4,
            ),
            TextInput(
                "until",
                say("plan-form-until"),
                say("plan-form-until-about"),
                default=end_of(session.rule) or None,
                required=False,
                max_length=40,
            ),
        ),
        notice=say("plan-form-notice"),
    )


def move_form(group: Group, meeting: Meeting, say: Speaker) -> Form:
    """Return the form for another time."""
    when = TextInput("when", say("plan-form-when"), say("plan-form-when-about"), max_length=40)
    return Form(
        button_id("occ", "moved", group.id, meeting.id, int(meeting.starts_at.timestamp())),
        say("meet-move-title"),
        (when,),
        notice=say("meet-move-notice"),
    )


def early_screen(group: Group, session: Session, meeting: Meeting, say: Speaker) -> Message:
    """Ask once more before a meeting begins long before its time."""
    text = say("meet-early", title=as_written(session.title), at=moment(meeting.starts_at, "F"))
    sure = Button(say("meet-button-sure"), button_id("occ", "start", group.id, meeting.id, SURE), style="primary")
    return Message(text, rows=((sure,),))


def attendance_screen(
    group: Group,
    session: Session,
    meeting: Meeting,
    guests: list[tuple[str, Guest]],
    lately: Sequence[Meeting],
    say: Speaker,
) -> Message:
    """Return who said what and who came, to facilitators, who can add people."""
    came = [name for name, one in guests if one.came_by is not None]
    count = max(len(came), meeting.attended or 0)  # names go after 180 days, the figure stays
    lines = [f"**{say('attendance-came')}** ({count})\n{', '.join(came) or '–'}"]
    for coming, key in COMING.items():
        names = [name for name, one in guests if one.answer is coming]
        lines.append(f"**{say(key)}** ({len(names)})\n{', '.join(names) or '–'}")
    picker = Picker(
        button_id("occ", "came", group.id, meeting.id), "user", say("attendance-add"), at_least=1, at_most=25
    )
    title = say("attendance-title", title=as_written(session.title), at=moment(meeting.starts_at, "D"))
    card = Card(shorten(title, 250), shorten("\n\n".join(lines), 3900), footer=say("attendance-footer"))
    zone = ZoneInfo(session.rule.zone)
    choices = tuple(
        Choice(
            f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M} · {say(MEETING_STATES[one.state])}",
            str(one.id),
            chosen=one.id == meeting.id,
        )
        for one in lately
    )
    other = Menu(button_id("occ", "attendance", group.id, meeting.id), choices, say("attendance-other"))
    return Message(cards=(card,), rows=(picker, other) if len(choices) > 1 else (picker,))


def hand_over_screen(group: Group, meeting: Meeting, say: Speaker) -> Message:
    """Return the choice of who leads a meeting."""
    picker = Picker(button_id("occ", "handed", group.id, meeting.id), "user", say("meet-hand-pick"), at_least=1)
    return Message(say("meet-hand-about"), rows=(picker,))


def _rows(
    group: Group, session: Session, meeting: Meeting | None, off: Meeting | None, say: Speaker
) -> tuple[Row, ...]:
    def to(verb: str) -> str:
        return button_id("meet", verb, group.id, session.id, session.version)

    def at(verb: str, one: Meeting) -> str:
        return button_id("occ", verb, group.id, one.id)

    if session.state is PlanState.DELETED:
        return ((Button(say("button-undo"), to("restore")),),)
    rows: list[Row] = []
    chosen = days_of(session.rule)
    if chosen is not None:
        days = tuple(Choice(say(DAY_TEXTS[day]), day, chosen=day in chosen) for day in DAYS)
        rows.append(Menu(to("days"), days, say("plan-days"), at_least=1, at_most=7))
    first = {
        PlanState.PROPOSED: [Button(say("plan-button-save"), to("save"), style="success")],
        PlanState.ACTIVE: [Button(say("plan-button-pause"), to("pause"))],
    }.get(session.state, [Button(say("plan-button-resume"), to("resume"), style="success")])
    rows.append(
        (
            *first,
            Button(say("plan-button-change"), to("edit")),
            Button(say("meet-button-agenda"), to("arrange")),
            Button(say("plan-button-delete"), to("delete"), style="danger"),
            *(() if off is None else (Button(say("meet-button-hold"), at("hold", off)),)),
        )
    )
    if meeting is not None and session.state is PlanState.ACTIVE:
        going = meeting.state is MeetingState.OPEN
        rows.append(
            (
                Button(
                    say("session-button-end" if going else "meet-button-start"),
                    at("end" if going else "start", meeting),
                    style="primary",
                ),
                Button(say("session-button-attendance"), at("attendance", meeting)),
                Button(say("meet-button-hand"), at("hand", meeting)),
                Button(say("meet-button-move"), at("move", meeting), disabled=going),
                Button(say("meet-button-cancel"), at("cancel", meeting), style="danger", disabled=going),
            )
        )
    return tuple(rows)
