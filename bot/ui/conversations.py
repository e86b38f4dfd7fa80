"""What the bot answers to somebody who turned to it: the support screen, help, and every direct message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Choice, Form, Menu, Message, Row, TextInput
from bot.messenger.person import to_a_person
from bot.messenger.port import Lane
from bot.moderation.incident import Incident, Reached, State
from bot.moderation.telling import Told
from bot.texts import Speaker, moment
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services

FEARS: Final = {
    "police": ("fear-button-police", "fear-police"),
    "cost": ("fear-button-cost", "fear-cost"),
    "burden": ("fear-button-burden", "fear-burden"),
    "words": ("fear-button-words", "fear-words"),
}


@dataclass(frozen=True, slots=True)
class _Letter:
    """What somebody wrote to the bot, and where they read the answer: in a space that was theirs, or directly."""

    user_id: int
    message_id: int
    text: str
    at: datetime
    space: int | None


def support_screen(services: "Services", guild_id: int, user_id: int, say: Speaker) -> Message:
    """Return the screen before somebody asks for a person: who reads it, what is kept, and what to press."""
    rows: tuple[Row, ...] = (
        (
            Button(say("button-talk-now"), button_id("support", "now", guild_id), style="primary"),
            Button(say("button-talk-words"), button_id("support", "words", guild_id)),
        ),
        (
            Button(say("button-helplines"), button_id("help", "lines", guild_id)),
            Button(say("button-fears"), button_id("help", "fears", guild_id)),
        ),
    )
    server = services.servers.get(guild_id)
    on_shift = services.paging.on_hand(guild_id, user_id) if server is not None and server.live else ()
    now = (
        say("support-on-shift", name=services.desk.name(guild_id, on_shift[0]))
        if on_shift
        else say("support-nobody-now")
    )
    return Message(f"{now}\n\n{say('support-limits')}", rows=rows)


def words_form(guild_id: int, say: Speaker) -> Form:
    """Return the form for a few words to whoever is on call."""
    return Form(
        button_id("support", "send", guild_id),
        say("support-form-title"),
        (TextInput("words", say("support-form-label"), long=True, required=False, max_length=1500),),
        notice=say("support-form-notice"),
    )


def support_answer(services: "Services", incident: Incident | None, guild_id: int, say: Speaker) -> Message:
    """Return what somebody reads at once after they asked for a person."""
    rows: tuple[Row, ...] = ((Button(say("button-helplines"), button_id("help", "lines", guild_id)),),)
    if incident is not None and incident.holder is not None:
        return Message(say("support-held", name=services.desk.name(guild_id, incident.holder)), rows=rows)
    told = services.paging.told(incident) if incident is not None else ()
    about = 0 if incident is None else incident.user_id
    on_shift = [user for user in services.paging.on_hand(guild_id, about) if user in told]
    if on_shift:
        return Message(say("support-sent", name=services.desk.name(guild_id, on_shift[0])), rows=rows)
    back = services.oncall.back_at(guild_id)
    lines = [
        say("support-nobody"),
        say("person-lead-told") if told else "",
        say("person-back", at=moment(back, "f")) if back is not None else say("person-back-unknown"),
        services.contact.helplines(guild_id, say),
    ]
    return Message("\n\n".join(line for line in lines if line), rows=rows)


def home_screen(guild_ids: Sequence[int], say: Speaker) -> Message:
    """Return the bot's home: a person first, then what it is and is not."""
    rows: list[Row] = []
    if guild_ids:
        guild = guild_ids[0]
        rows = [
            (
                to_a_person(say, guild, style="primary"),
                Button(say("button-helplines"), button_id("help", "lines", guild)),
                Button(say("button-fears"), button_id("help", "fears", guild)),
                Button(say("button-kept"), button_id("privacy", "open")),
                Button(say("button-report"), button_id("report", "open", guild)),
            ),
            (
                Button(say("me-button-history"), button_id("checkin", "history", guild)),
                Button(say("group-button-sessions"), button_id("session", "mine", guild)),
                Button(say("group-button-goals"), button_id("goal", "list", guild)),
                Button(say("button-voice"), button_id("survey", "voice", guild)),
                Button(say("button-agreement"), button_id("pledge", "show", guild)),
            ),
        ]
    return Message(say("home"), rows=tuple(rows))


def fears_screen(guild_id: int, say: Speaker) -> Message:
    """Return the short answers to what keeps people from asking."""
    buttons = tuple(
        Button(say(label), button_id("help", f"fear-{name}", guild_id)) for name, (label, _) in FEARS.items()
    )
    return Message(say("fears"), rows=(buttons,))


def fear_answer(name: str, guild_id: int, say: Speaker) -> Message:
    """Return one such answer, with a person one press away."""
    rows: tuple[Row, ...] = (
        (
            to_a_person(say, guild_id, style="primary"),
            Button(say("button-helplines"), button_id("help", "lines", guild_id)),
        ),
    )
    return Message(say(FEARS[name][1]), rows=rows)


def which_server(services: "Services", guild_ids: Sequence[int], say: Speaker) -> Message:
    """Ask which of several servers somebody means."""
    choices = tuple(Choice(services.directory.server_name(guild_id), str(guild_id)) for guild_id in guild_ids[:25])
    return Message(say("support-which-server"), rows=(Menu(button_id("support", "in"), choices),))


def servers_of(services: "Services", user_id: int) -> tuple[int, ...]:
    """Return the set-up servers that somebody is in, those with on-call running first."""
    shared = [server for guild in services.directory.servers_of(user_id) if (server := services.servers.get(guild))]
    return tuple(server.guild_id for server in sorted(shared, key=lambda server: not server.live))


async def answer_direct_message(services: "Services", user_id: int, message_id: int, text: str, at: datetime) -> None:
    """Answer a direct message: bring it to who holds the person's case, page on it, or show the way to a person."""
    guild_ids = servers_of(services, user_id)
    server = services.servers.get(guild_ids[0]) if guild_ids else None
    letter = _Letter(user_id, message_id, text, at, space=None)
    await _answer(services, letter, guild_ids, None if server is None else server.locale)


async def answer_in_old_space(
    services: "Services", channel_id: int, user_id: int, message_id: int, text: str, at: datetime
) -> None:
    """Answer what somebody writes where their case was, after its end: it may be the only place that they can write in."""
    before = await services.desk.cases.last_in_space(channel_id)
    if before is not None and before.user_id == user_id:
        letter = _Letter(user_id, message_id, text, at, space=channel_id)
        await _answer(services, letter, (before.guild_id,), before.locale)


def own_speaker(services: "Services", turn: Turn) -> Speaker:
    """Return the language of a private answer: in direct messages that of the person's open case, else their Discord's."""
    case = None if turn.guild_id is not None else _own_case(services, turn.user_id)
    return turn.say if case is None else services.desk.speaker(case)


def _own_case(services: "Services", user_id: int) -> Incident | None:
    """Return the open case that a person knows of.

    One that goes past somebody comes first, for they may hold another; then one that is held, and last one for a later look.
    """
    cases = [case for case in services.desk.cases.everyones(user_id) if case.reached is not Reached.WITHHELD]
    return min(cases, key=lambda case: (not case.past, case.holder is None, case.state is State.RAISED), default=None)


async def _answer(services: "Services", letter: _Letter, guild_ids: Sequence[int], locale: str | None) -> None:
    known = _own_case(services, letter.user_id)
    if known is not None:
        await _relay(services, known, letter)
        return
    for guild_id in guild_ids[:1]:
        if await _page_on(services, letter, guild_id) is not None:
            return  # the first words to the person are the answer
    await _reply(services, letter, home_screen(guild_ids, services.texts.speaker(locale)))


async def _page_on(services: "Services", letter: _Letter, guild_id: int) -> Incident | None:
    return await services.intake.direct(
        key=letter.message_id, guild_id=guild_id, user_id=letter.user_id, at=letter.at, text=letter.text
    )


async def _relay(services: "Services", incident: Incident, letter: _Letter) -> None:
    if incident.state is State.RAISED and services.intake.worrying(letter.text):
        incident = await _page_on(services, letter, incident.guild_id) or incident
        told = Told.THEM if services.paging.told(incident) else Told.NOBODY
    else:
        told = await services.answers.relay(incident, letter.text, letter.at)
    say, talk = services.desk.speaker(incident), button_id("me", "talk", incident.key)
    for_them = "person-kept-for-them" if incident.holder is None else "person-passed-on"
    key = {Told.THEM: for_them, Told.LEADS: "person-told-leads", Told.NOBODY: "person-kept-untold"}[told]
    row: tuple[Button, ...] = (Button(say("button-helplines"), button_id("help", "lines", incident.guild_id)),)
    if incident.state is State.RAISED:
        key, row = "person-kept-for-later", (Button(say("person-button-talk-after-all"), talk, style="primary"), *row)
    name = services.desk.name(incident.guild_id, incident.holder)
    about = frozenset() if incident.holder is None else frozenset({incident.holder})
    message = Message(say(key, name=name), rows=(row,), about=about)
    await _reply(services, letter, message)


async def _reply(services: "Services", letter: _Letter, message: Message) -> None:
    key = f"reply:{letter.message_id}"
    if letter.space is None:
        await services.messenger.direct(user_id=letter.user_id, message=message, key=key, lane=Lane.URGENT)
    else:
        await services.messenger.post(channel_id=letter.space, message=message, key=key, lane=Lane.URGENT)
