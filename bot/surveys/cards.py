"""What is posted about a survey where everybody reads it: the invitation, the reminder, the end."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_skeleton

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, shorten
from bot.surveys.declared import AnswerCut, DeclaredCut, GroupsCut, RoleCut
from bot.surveys.disclosure import COMMENTS_FLOOR
from bot.surveys.questions import in_language
from bot.surveys.records import LIVE, State, Survey
from bot.surveys.store import COPIED, Loss
from bot.texts import Speaker, moment

CALLED_TOGETHER: Final = 50  # in one message, which has room for 2,000 characters and may call a hundred
MOST_TITLE: Final = 256  # what Discord takes for a title

LOSSES: Final = {
    Loss.KEY_LOST: "survey-void-key-lost",
    Loss.KEY_DAMAGED: "survey-void-key-damaged",
    Loss.KEY_COPIED: "survey-void-key-copied",
    Loss.MOVED: "survey-void-moved",
    Loss.STORE_LOST: "survey-void-store-lost",
    Loss.STORE_DAMAGED: "survey-void-store-damaged",
    Loss.RESTORED: "survey-void-restored",
}


def title(survey: Survey, say: Speaker, most: int = MOST_TITLE) -> str:
    """Return a survey's title as Discord shows it, in at most so many characters; a round's with its day, so that no two are alike."""
    name = as_written(in_language(survey.questionnaire.title, say.locale))
    if survey.held is None:
        return shorten(name, most)
    held, locale = datetime.fromisoformat(survey.held), Locale.parse(say.locale, sep="-")
    day = format_skeleton("yMMMd", held, locale=locale) + (held.strftime(", %H:%M") if "T" in survey.held else "")
    return say("survey-of-day", title=shorten(name, most - len(day) - 3), day=day)


def promise(survey: Survey, say: Speaker) -> str:
    """Return what is promised, in two sentences, before the first question."""
    assert survey.closes_at is not None
    return say("survey-promise", people=survey.threshold, closes=moment(survey.closes_at, "f"))


def more(survey: Survey, say: Speaker) -> str:
    """Return what the promise means besides, and what it cannot hold against."""
    return say("survey-more", people=survey.threshold, words=max(COMMENTS_FLOOR, survey.threshold))


def more_button(survey: Survey, say: Speaker) -> Button:
    """Return the button behind which more is said of the promise."""
    return Button(say("button-survey-more"), button_id("survey", "more", survey.id))


def cuts(survey: Survey, say: Speaker) -> str:
    """Return which subgroups are reported, or an empty text."""
    if not survey.cuts:
        return ""
    return say("survey-cuts", cuts="; ".join(_cut(survey, cut, say) for cut in survey.cuts), people=survey.threshold)


def _cut(survey: Survey, cut: DeclaredCut, say: Speaker) -> str:
    match cut:
        case RoleCut(_, name):
            return say("survey-cut-of-role", role=as_written(name))
        case GroupsCut(groups):
            return say("survey-cut-of-groups", groups=", ".join(as_written(name) for _, name in groups))
        case AnswerCut(key):
            question = survey.questionnaire.question(key)
            asked = "" if question is None else in_language(question.ask, say.locale)
            return say("survey-cut-of-answer", question=as_written(asked))


def whom(survey: Survey, say: Speaker) -> str:
    """Return whom a survey is for."""
    if survey.attended:
        return say("survey-for-attended")
    return (
        say("survey-for-everyone") if survey.role_id is None else say("survey-for-role", role=f"<@&{survey.role_id}>")
    )


def terms(survey: Survey, say: Speaker) -> tuple[Field, ...]:
    """Return for whom a survey is, and until when."""
    assert survey.closes_at is not None
    return (
        Field(say("survey-whom"), whom(survey, say), inline=True),
        Field(say("survey-until"), moment(survey.closes_at, "R"), inline=True),
    )


def invitation(survey: Survey, say: Speaker) -> Message:
    """Return the card with the button to answer."""
    lines = [as_written(in_language(survey.questionnaire.about, say.locale)), promise(survey, say), cuts(survey, say)]
    card = Card(title(survey, say), "\n\n".join(line for line in lines if line), terms(survey, say))
    answer = Button(say("button-survey-answer"), button_id("survey", "answer", survey.id), style="primary")
    talk = to_a_person(say, survey.guild_id)
    return Message(cards=(card,), rows=((answer, more_button(survey, say), talk),))


def moved(survey: Survey, message_id: int, say: Speaker) -> Message:
    """Return what stands in the place of a card once a newer one was posted: what that one says is kept up to date."""
    link = f"https://discord.com/channels/{survey.guild_id}/{survey.channel_id}/{message_id}"
    talk = to_a_person(say, survey.guild_id)
    return Message(cards=(Card(title(survey, say), say("survey-card-moved", link=link)),), rows=((talk,),))


def reminders(survey: Survey, people: frozenset[int], say: Speaker) -> list[Message]:
    """Return the one reminder, the same for everybody who was invited, whoever has answered; as many messages as it takes."""
    assert survey.closes_at is not None
    roles = frozenset({survey.role_id} if survey.role_id is not None and not survey.attended else ())
    sentence = say("survey-reminder", title=title(survey, say), closes=moment(survey.closes_at, "R"))
    answer = Button(say("button-survey-answer"), button_id("survey", "answer", survey.id), style="primary")
    found = []
    everybody = sorted(people)
    for start in range(0, max(1, len(everybody)), CALLED_TOGETHER):
        called = everybody[start : start + CALLED_TOGETHER]
        words = [*(f"<@&{role}>" for role in roles), *(f"<@{user}>" for user in called), sentence]
        found.append(Message(" ".join(words), rows=((answer,),), mentions=frozenset(called), role_mentions=roles))
    return found


def ended(survey: Survey, say: Speaker) -> Message:
    """Return the card once nothing can be answered any more."""
    body = void(survey, say) if survey.state is State.VOID else say("survey-closed")
    return Message(cards=(Card(title(survey, say), body, tone="done"),))


def void(survey: Survey, say: Speaker) -> str:
    """Return what everybody is told of a survey that is void: whether what they answered may be read by somebody, too."""
    return say("survey-void-read", title=title(survey, say)) if perhaps_read(survey) else say("survey-void")


def perhaps_read(survey: Survey) -> bool:
    """Say whether somebody may hold the key of a survey that is void for it."""
    return survey.state is State.VOID and survey.void_reason in COPIED


def staff_note(survey: Survey, say: Speaker) -> Message:
    """Return what facilitators are told when a survey is over."""
    if survey.state is State.VOID:
        reason = say(LOSSES[Loss(survey.void_reason or Loss.STORE_DAMAGED)])
        return Message(say("survey-staff-void", title=title(survey, say), number=survey.id, reason=reason))
    show = Button(say("button-survey-results"), button_id("survey", "results", survey.guild_id, survey.id))
    return Message(say("survey-staff-closed", title=title(survey, say), number=survey.id), rows=((show,),))


def missed(survey: Survey, say: Speaker) -> Message:
    """Return what facilitators are told when the bot was away for all the time in which a survey should have been open."""
    return Message(say("survey-staff-missed", title=title(survey, say), number=survey.id))


def left_out(survey: Survey, say: Speaker) -> Message:
    """Return what facilitators are told when rounds of plans are left out, for this survey asks the same or was closed early."""
    assert survey.closes_at is not None
    early = survey.state not in LIVE
    key = "survey-staff-left-out-early" if early else "survey-staff-left-out"
    return Message(say(key, title=title(survey, say), number=survey.id, until=moment(survey.closes_at, "f")))


def key_returned(survey: Survey, say: Speaker, *, staff: bool) -> Message:
    """Return what facilitators, or everybody, are told when the key of a closed survey was put back on the machine."""
    if staff:
        return Message(say("survey-staff-key-returned", title=title(survey, say), number=survey.id))
    return Message(say("survey-key-returned", title=title(survey, say)))


def unknown(count: int, say: Speaker) -> Message:
    """Return what facilitators are told of surveys that were open on the machine and are not in the database."""
    return Message(say("survey-staff-unknown", count=count))


def wall_time(survey: Survey, zone: str) -> str:
    """Return when a survey closed, for menus and charts, which show no Discord timestamps."""
    at = survey.closed_at or survey.closes_at
    return "" if at is None else at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")
