"""What somebody is given of what groups keep about them: in words of their language, each thing with its group."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Row, Select, select

from bot.groups.goals import DONE, LET_GO, OPEN
from bot.groups.goals import PURPOSE as GOAL
from bot.groups.library import THEMES
from bot.groups.meeting_cards import COMING
from bot.groups.meeting_model import Coming
from bot.groups.model import KEPT, Question, Reply, Role, SeenBy, questions_of
from bot.groups.moods import MOODS
from bot.groups.reading import worded
from bot.groups.replies import PURPOSE
from bot.groups.tables import (
    checkin_posts,
    checkin_replies,
    checkin_subscribers,
    checkins,
    goals,
    group_people,
    groups,
    meeting_people,
    meetings,
    own_prompts,
    sessions,
)
from bot.parts import Parts
from bot.storage.errors import KeyDestroyed
from bot.storage.keeping import Fact, Found, Record, Worded, word
from bot.texts import Speaker

ROLES: Final = {
    Role.FACILITATOR: "group-role-facilitator",
    Role.PARTICIPANT: "group-role-participant",
    Role.WAITING: "group-role-waiting",
}
REMINDERS: Final = {
    "both": "reminders-both",
    "day": "reminders-day",
    "soon": "reminders-soon",
    "none": "reminders-none",
}
SEEN_BY: Final = {
    SeenBy.GROUP: "seen-button-group",
    SeenBy.FACILITATORS: "seen-button-facilitators",
    SeenBy.ME: "seen-button-me",
}
GOAL_STATES: Final = {OPEN: "goal-state-open", DONE: "goal-state-done", LET_GO: "goal-state-let-go"}
CAME_BY: Final = {"voice": "came-by-voice", "button": "came-by-button", "facilitator": "came-by-facilitator"}

K = TypeVar("K")


def copy(parts: Parts, connection: Connection, person_id: int) -> Found:
    """Return everything that groups keep about somebody, by the names of their holdings."""

    def rows(query: Select[Any]) -> Sequence[Row[Any]]:
        return connection.execute(query).all()

    return {
        "groups": [
            *(_belonging(row) for row in rows(_in_groups(person_id))),
            *(_own_hour(row) for row in rows(_own_hours(person_id))),
            *(_added(row) for row in rows(select(own_prompts).where(own_prompts.c.added_by == person_id))),
            *(_agreed(row) for row in rows(select(groups).where(groups.c.agreed_by == person_id))),
        ],
        "sessions": [
            *(_visit(row) for row in rows(_meetings(person_id))),
            *(_led(row) for row in rows(_meetings_led(person_id))),
        ],
        "goals": [
            _goal(parts, row) for row in rows(select(goals).where(goals.c.person_id == person_id).order_by(goals.c.at))
        ],
        "check-ins": [
            *(_reply(parts, row) for row in rows(_replies(person_id))),
            *(_post(row, "kept-kind-asked") for row in rows(_posts(checkin_posts.c.recipient, person_id))),
            *(_post(row, "kept-kind-read") for row in rows(_posts(checkin_posts.c.read_by, person_id))),
        ],
    }


# -- groups -------------------------------------------------------------------------------------------------------


def _belonging(row: Row[Any]) -> Record:
    return Record(
        {
            "fact-kind": word(ROLES[Role(row.role)]),
            "fact-group": row.name,
            "fact-since": row.joined_at,
            "fact-reminders": _worded(REMINDERS, row.reminders),
            "fact-away": row.away_until,
            "fact-notes": row.notes,
            "fact-noted": row.noted_at,
        }
    )


def _own_hour(row: Row[Any]) -> Record:
    return Record(
        {
            "fact-kind": word("kept-kind-own-hour"),
            "fact-group": row.name,
            "fact-question": row.question,
            "fact-hour": f"{row.hour:02}:00 ({row.zone})",
        }
    )


def _added(row: Row[Any]) -> Record:
    return Record(
        {
            "fact-kind": word("kept-kind-prompt"),
            "fact-server": str(row.guild_id),
            "fact-since": row.added_at,
            "fact-theme": _worded(THEMES, row.theme),
            "fact-words": row.text,
            "fact-removed": row.gone_at,
        }
    )


def _agreed(row: Row[Any]) -> Record:
    return Record({"fact-kind": word("kept-kind-agreed"), "fact-group": row.name, "fact-since": row.agreed_at})


# -- sessions -----------------------------------------------------------------------------------------------------


def _visit(row: Row[Any]) -> Record:
    facts: dict[str, Fact] = {
        "fact-kind": word("kept-kind-visit"),
        "fact-group": row.name,
        "fact-session": row.title,
        "fact-at": row.starts_at,
        "fact-coming": None if row.answer is None else word(COMING[Coming(row.answer)]),
        "fact-answered": row.answered_at,
        "fact-imported": row.imported,
        "fact-came-by": _worded(CAME_BY, row.came_by),
        "fact-turn": row.turn_at,
    }
    return Record(facts, row.ends_at + KEPT)


def _led(row: Row[Any]) -> Record:
    facts: dict[str, Fact] = {
        "fact-kind": word("kept-kind-led"),
        "fact-group": row.name,
        "fact-session": row.title,
        "fact-at": row.starts_at,
    }
    return Record(facts, row.ends_at + KEPT)


def _goal(parts: Parts, row: Row[Any]) -> Record:
    facts: dict[str, Fact] = {
        "fact-server": str(row.guild_id),
        "fact-at": row.at,
        "fact-state": _worded(GOAL_STATES, row.state),
    }
    with suppress(KeyDestroyed):
        facts["fact-words"] = parts.people.unseal(row.person_id, row.sealed, purpose=GOAL)
    return Record(facts)


# -- check-ins ----------------------------------------------------------------------------------------------------


def _reply(parts: Parts, row: Row[Any]) -> Record:
    facts: dict[str, Fact] = {
        "fact-kind": word("kept-kind-draft" if row.draft else "kept-kind-answer"),
        "fact-group": row.name,
        "fact-question": row.question,
        "fact-at": row.at,
        "fact-seen-by": word(SEEN_BY[SeenBy(row.seen_by)]),
    }
    try:
        held = json.loads(parts.people.unseal(row.person_id, row.sealed, purpose=PURPOSE))
    except KeyDestroyed:
        return Record(facts, row.closes_at + KEPT)
    reply = Reply(row.post_id, row.person_id, SeenBy(row.seen_by), row.draft, row.at, held["mood"], held["answers"])
    facts["fact-mood"] = None if reply.mood is None else word(MOODS[reply.mood])
    facts["fact-words"] = _answers(reply, questions_of(row.questions))
    return Record(facts, row.closes_at + KEPT)


def _answers(reply: Reply, questions: Sequence[Question]) -> Worded:
    def said(say: Speaker) -> str:
        return " | ".join(worded(reply, questions, say))

    return said


def _post(row: Row[Any], kind: str) -> Record:
    facts: dict[str, Fact] = {
        "fact-kind": word(kind),
        "fact-group": row.name,
        "fact-question": row.question,
        "fact-at": row.due,
    }
    return Record(facts, row.closes_at + KEPT)


# -- where it stands ----------------------------------------------------------------------------------------------


def _in_groups(person_id: int) -> Select[Any]:
    return (
        select(group_people, groups.c.name)
        .join(groups, groups.c.id == group_people.c.group_id)
        .where(group_people.c.person_id == person_id)
        .order_by(groups.c.id)
    )


def _own_hours(person_id: int) -> Select[Any]:
    return (
        select(checkin_subscribers, checkins.c.question, groups.c.name)
        .join(checkins, checkins.c.id == checkin_subscribers.c.checkin_id)
        .join(groups, groups.c.id == checkins.c.group_id)
        .where(checkin_subscribers.c.person_id == person_id)
        .order_by(checkins.c.id)
    )


def _replies(person_id: int) -> Select[Any]:
    return (
        select(checkin_replies, checkin_posts.c.closes_at, checkins.c.question, checkins.c.questions, groups.c.name)
        .join(checkin_posts, checkin_posts.c.id == checkin_replies.c.post_id)
        .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
        .join(groups, groups.c.id == checkins.c.group_id)
        .where(checkin_replies.c.person_id == person_id)
        .order_by(checkin_replies.c.at)
    )


def _posts(column: Column[int], person_id: int) -> Select[Any]:
    return (
        select(checkin_posts.c.due, checkin_posts.c.closes_at, checkins.c.question, groups.c.name)
        .join(checkins, checkins.c.id == checkin_posts.c.checkin_id)
        .join(groups, groups.c.id == checkins.c.group_id)
        .where(column == person_id)
        .order_by(checkin_posts.c.due)
    )


def _meetings(person_id: int) -> Select[Any]:
    return (
        select(meeting_people, meetings.c.starts_at, meetings.c.ends_at, sessions.c.title, groups.c.name)
        .join(meetings, meetings.c.id == meeting_people.c.meeting_id)
        .join(sessions, sessions.c.id == meetings.c.session_id)
        .join(groups, groups.c.id == sessions.c.group_id)
        .where(meeting_people.c.person_id == person_id)
        .order_by(meetings.c.starts_at)
    )


def _meetings_led(person_id: int) -> Select[Any]:
    return (
        select(meetings.c.starts_at, meetings.c.ends_at, sessions.c.title, groups.c.name)
        .join(sessions, sessions.c.id == meetings.c.session_id)
        .join(groups, groups.c.id == sessions.c.group_id)
        .where(meetings.c.facilitator == person_id)
        .order_by(meetings.c.starts_at)
    )


def _worded(texts: Mapping[K, str], code: K | None) -> Fact:
    """Return a code in words; one that no text is for stays what it is."""
    if code is None:
        return None
    return word(texts[code]) if code in texts else str(code)
