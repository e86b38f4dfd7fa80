"""What groups show in channels: the pinned card, a check-in, its summary, the facilitators' panel."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.groups.model import CheckIn, Group, Post
from bot.groups.moods import BAND_TEXTS, EMOJI, MOODS
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written
from bot.moderation.watch import Level
from bot.surveys.disclosure import Exact, countable, table
from bot.texts import Speaker, moment

LEVELS: Final = {Level.FULL: "group-watch-full", Level.URGENT: "group-watch-urgent", Level.PEOPLE: "group-watch-people"}
BAR: Final = 10


def group_card(
    group: Group, say: Speaker, *, level: Level, facilitators: Sequence[str], agreed_by: str | None, taken: int
) -> Message:
    """Return the card that stays pinned in a group's channel."""
    read = say(LEVELS[level])
    if agreed_by is not None and group.agreed_at is not None:
        read += "\n" + say("group-watch-agreed", name=agreed_by, at=moment(group.agreed_at, "D"))
    fields = [
        Field(say("group-field-facilitators"), ", ".join(facilitators) or say("group-nobody"), inline=True),
        Field(say("group-field-places"), say("group-places", taken=taken, capacity=group.capacity), inline=True),
        Field(say("group-field-read"), read),
    ]
    if group.voice_channel_id is not None:
        fields.insert(1, Field(say("group-field-voice"), f"<#{group.voice_channel_id}>", inline=True))
    rows = (
        (
            Button(say("group-button-checkin"), button_id("checkin", "now", group.id), style="primary"),
            Button(say("group-button-sessions"), button_id("session", "list", group.id)),
            Button(say("group-button-me"), button_id("group", "me", group.id)),
        ),
        (
            Button(say("group-button-join"), button_id("group", "join", group.id)),
            Button(say("group-button-goals"), button_id("goal", "list", group.guild_id)),
            to_a_person(say, group.guild_id, style="success"),
        ),
    )
    card = Card(as_written(group.name), say("group-card-body"), tuple(fields), footer=say("group-card-footer"))
    return Message(cards=(card,), rows=rows)


def checkin_card(group: Group, checkin: CheckIn, post: Post, say: Speaker) -> Message:
    """Return a check-in as it is posted: one tap is a whole answer."""
    body = say("checkin-body", close=moment(post.closes_at, "R"))
    taps = tuple(
        Button(say(MOODS[mood]), button_id("checkin", "tap", post.id, mood), emoji=EMOJI[mood]) for mood in MOODS
    )
    more = (
        Button(say("checkin-button-words"), button_id("checkin", "words", post.id, 0)),
        Button(say("checkin-button-off"), button_id("group", "off", group.id)),
        to_a_person(say, group.guild_id, style="success"),
    )
    title = as_written(checkin.question)
    return Message(cards=(Card(title, body, footer=say("checkin-footer")),), rows=(taps, more))


def closed_card(checkin: CheckIn, post: Post, say: Speaker, *, read_by: str | None) -> Message:
    """Return a check-in whose time is over."""
    body = say("checkin-closed-body", close=moment(post.closes_at, "R"))
    if read_by is not None:
        body += "\n" + say("checkin-read-by", name=read_by)
    return Message(cards=(Card(as_written(checkin.question), body, tone="done"),))


def summary_card(
    group: Group,
    checkin: CheckIn,
    post: Post,
    say: Speaker,
    *,
    bands: Mapping[str, int],
    named: Mapping[str, int],
    shared: str,
) -> Message:
    """Return what the group sees at the close: counts of five or more, a small chart, and what was meant for everybody.

    Whoever kept an answer for themselves is in no count: beside the names that facilitators read, it would tell of them.
    """
    count = sum(bands.values())
    if not count:
        counted = say("summary-nobody")
    elif countable(count, sum(named.values())):
        counted = say("summary-answered", count=count)
    else:
        counted = say("summary-few")
    lines = [counted]
    if chart := band_chart(bands, named, say):
        lines.append(chart)
    title = say("summary-title", question=as_written(checkin.question), at=moment(post.due, "D"))
    row = (to_a_person(say, group.guild_id, style="success"),)
    cards = (Card(title, "\n".join(lines), tone="done"), *(shared_card(shared, say).cards if shared else ()))
    return Message(cards=cards, rows=(row,))


def shared_card(shared: str, say: Speaker) -> Message:
    """Return a page of what was meant for everybody."""
    return Message(cards=(Card(say("summary-shared"), shared, tone="done"),))


def band_chart(bands: Mapping[str, int], named: Mapping[str, int], say: Speaker) -> str:
    """Return bars in characters, read out as words and numbers; empty where too few answered.

    `named` are those among them who answered for everybody to see: what the others said must not be left over.
    """
    found = shown_bands(bands, named)
    if found is None:
        return ""
    most = max(count for _, count in found.counts)
    return "\n".join(
        say("summary-band", band=say(BAND_TEXTS[name]), bar="▇" * max(1, round(BAR * count / most)), count=count)
        for name, count in found.counts
        if count
    )


def shown_bands(bands: Mapping[str, int], named: Mapping[str, int]) -> Exact | None:
    """Return the moods as they may be shown beside those that stand there with a name."""
    hidden = {name: count - named.get(name, 0) for name, count in bands.items()}
    if any(hidden.values()) and not isinstance(table(hidden), Exact):
        return None
    found = table(bands)
    return found if isinstance(found, Exact) else None


def answered_notice(group: Group, checkin: CheckIn, post: Post, say: Speaker, *, visible: int, named: int) -> Message:
    """Return what the facilitators' channel is told at a close: no number, for facilitators of other groups read it too.

    `named` are those among the `visible` whose names all in the group can read.
    """
    who = "nobody" if not visible else "many" if countable(visible, named) else "some"
    text = say("facilitators-closed", group=as_written(group.name), question=as_written(checkin.question), who=who)
    row = (
        Button(say("facilitators-button-answers"), button_id("panel", "answers", group.id, post.id), style="primary"),
    )
    return Message(text, rows=(row,))
