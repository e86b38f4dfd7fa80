"""What must be true of every evening, whatever went wrong (DESIGN §3, by its numbers)."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.errors import StorageUnavailable
from tests.simulation.faults import Ill, Mute
from tests.simulation.people import MARK, Cry
from tests.simulation.town import (
    ALERTS,
    ASKED_AT,
    IN_NEED,
    LAST_RESORTS,
    LEA,
    NAMES,
    NEVER_ON_SHIFT,
    ROOM,
    STAFF,
    Post,
    buttons,
    words,
)

if TYPE_CHECKING:
    from tests.simulation.run import Evening

AT_ONCE: Final = 1.0  # seconds from a message to the first attempt to page (DESIGN §4), whatever the database does
AFTER_AN_ABSENCE: Final = (
    15.0  # DESIGN §12: paging resumed within ten seconds of a start; the connection is one of them
)
LADDER: Final = 10 * 60.0
SLACK: Final = 60.0
LEADS_FROM: Final = 3 * 60.0  # with a primary and no backup; the rung in between hands on at once
ANSWERED_WITHIN: Final = 3.0
CHECKIN: Final = "checkin-post"  # bot.groups.checkin_series
UNHELD: Final = ("raised", "paging")
HELD: Final = ("acknowledged", "with-person")


@dataclass(frozen=True, slots=True)
class Books:
    """What is in the database when the evening is over."""

    cases: dict[int, dict[str, Any]]
    messages: dict[int, int]  # of which case each message is
    pages: list[dict[str, Any]]
    jobs: list[dict[str, Any]]

    @classmethod
    def read(cls, evening: "Evening") -> "Books":
        with closing(sqlite3.connect(evening.folder / "alongside.db")) as connection:

            def rows(table: str) -> list[dict[str, Any]]:
                found = connection.execute(f"SELECT * FROM {table}")
                return [dict(zip((one[0] for one in found.description), row, strict=True)) for row in found]

            return cls(
                {row["key"]: row for row in rows("incidents")},
                {row["message_id"]: row["incident_key"] for row in rows("incident_messages")},
                rows("pages"),
                rows("agenda_jobs"),
            )


def broken(evening: "Evening") -> list[str]:
    """Return what was broken, in sentences."""
    books = Books.read(evening)
    checks = (
        every_cry_leads_to_a_page(evening, books),
        a_page_in_doubt_is_sent_again(evening, books),
        every_case_is_held_or_loudly_unanswered(evening, books),
        nobody_off_shift_is_rung(evening, books),
        the_person_hears_at_once(evening, books),
        moderators_are_told(evening),
        nothing_is_said_twice(evening),
        what_is_planned_happens_once(evening, books),
        no_word_is_seen(evening),
        every_press_is_answered(evening),
        cards_are_true(evening, books),
        the_person_knows(evening, books),
        nothing_went_wrong_unseen(evening),
    )
    return [sentence for check in checks for sentence in check]


def every_cry_leads_to_a_page(evening: "Evening", books: Books) -> Iterator[str]:
    """No page is lost, and none is late (promises 4 and 5)."""
    for cry in evening.people.cries:
        if not cry.written and not _stood(evening, cry):
            continue  # they were told that it failed
        case = books.messages.get(cry.key) if cry.written else _case_of_asking(evening, cry, books)
        if case is None:
            yield f"lost: {_cry(cry)} led to no case"
        elif case == cry.key:
            tries = [one.at for one in evening.town.attempts if one.key.startswith((f"page:{case}:", f"card:{case}:"))]
            if not tries:
                yield f"nobody was paged for {_cry(cry)}"
            elif min(tries) > (due := _due(evening, cry.at)):
                yield f"{_cry(cry)} was paged at {min(tries):.1f}, {min(tries) - due:.1f} s after {due:.1f}"


def a_page_in_doubt_is_sent_again(evening: "Evening", books: Books) -> Iterator[str]:
    """Promise 9; looked at in evenings in which nothing but Discord fails."""
    if evening.plan.kills or evening.plan.jumps or any(isinstance(one.what, Ill) for one in evening.plan.windows):
        return
    ladder = [one for one in evening.town.attempts if one.key.startswith("page:") and one.key.split(":")[3] in "012"]
    tries = Counter((one.target, one.key) for one in ladder)
    arrived = {(post.user_id, post.key) for post in evening.town.posts}
    for one in ladder:
        this, key = (one.target, one.key), int(one.key.split(":")[1])
        if tries[this] > 1 or this in arrived or key in evening.people.passed_on:
            continue
        met = {each.what for each in evening.plan.mute(one.target, one.at)}
        ended = books.cases[key]["acknowledged_at"] or books.cases[key]["resolved_at"]
        began = evening.town.timeline.begin
        in_time = ended is not None and (_instant(ended) - began).total_seconds() < one.at + 40
        if met & {Mute.LOST, Mute.TRANSIENT} and Mute.CLOSED not in met and not in_time:
            yield f"{one.key} was in doubt at {one.at:.1f}, and was not sent again"


def every_case_is_held_or_loudly_unanswered(evening: "Evening", books: Books) -> Iterator[str]:
    """Promise 4."""
    now = evening.town.timeline.now()
    for key, row in books.cases.items():
        waited = (now - _instant(row["round_at"])).total_seconds()
        if row["state"] != "paging" or waited < LADDER + SLACK:
            continue
        name = f"case {row['number']} ({key}), which waits since {waited:.0f} s"
        if not row["unanswered"] or row["rung"] != 3:
            yield f"{name} has not come to its loud end: rung {row['rung']}, unanswered {row['unanswered']}"
            continue
        loud = (f"unanswered:{key}:{row['round']}", f"page:{key}:{row['round']}:fallback:")
        if not any(post.key.startswith(loud) for post in evening.town.posts):
            yield f"{name} was called unanswered, and nobody heard it"
        said = (f"person:{key}:unanswered:{row['round']}", f"person:{key}:unanswered")
        if row["reached"] in ("direct", "thread") and not any(post.key in said for post in evening.town.posts):
            yield f"{name}: its person was not told that nobody could be reached"


def nobody_off_shift_is_rung(evening: "Evening", books: Books) -> Iterator[str]:
    """Promise 4: off shift, only leads and last resorts, and not before their time."""
    quiet = not evening.plan.jumps and not any(isinstance(one.what, Mute) for one in evening.plan.windows)
    for one in evening.town.attempts:
        parts = one.key.split(":")
        if parts[0] != "page" or one.target in evening.people.on_shift(one.clock):
            continue
        key, who = int(parts[1]), NAMES[one.target]
        if one.target in evening.people.on_shift(one.clock - 2) or parts[2] == "hand":
            continue
        if one.target == NEVER_ON_SHIFT or one.target not in (LEA, *LAST_RESORTS):
            yield f"{who} was rung off shift at {one.at:.1f}: {one.key}"
        elif quiet and parts[2:4] == ["0", "2"] and not _of_staff(evening, key, books):
            began = (_instant(books.cases[key]["opened_at"]) - evening.town.timeline.begin).total_seconds()
            on_shift = evening.people.on_shift(one.clock - 2) & evening.people.on_shift(began + 2)
            waited = one.clock - began
            if on_shift and waited < LEADS_FROM - 2 and key not in evening.people.passed_on:
                yield f"{who} was rung {waited:.0f} s into a case with {on_shift} on shift: {one.key}"


def the_person_hears_at_once(evening: "Evening", books: Books) -> Iterator[str]:
    """With nobody on shift the person hears so at once, and with somebody they hear who comes (promise 4)."""
    if any(isinstance(one.what, Mute) for one in evening.plan.windows):
        return
    for cry in evening.people.cries:
        if cry.key not in books.cases or not _there(evening, cry.at, cry.at + 3) or cry.user_id in STAFF:
            continue
        first = [one for one in evening.town.posts if one.key == f"person:{cry.key}:first"]
        if not first or first[0].at - cry.at > 2:
            yield f"{_cry(cry)}: they heard nothing within two seconds"
            continue
        on_shift = evening.people.on_shift(first[0].clock) | evening.people.on_shift(first[0].clock - 2)
        if not on_shift and "no peer is on call" not in words(first[0].message):
            yield f"{_cry(cry)}: nobody is on shift, and they were not told so"


def moderators_are_told(evening: "Evening") -> Iterator[str]:
    """Promise 5: a database or a keyring that is away, as soon as somebody needs it; and nobody on call."""
    if any(isinstance(one.what, Mute) for one in evening.plan.windows):
        return
    cries = evening.people.cries
    for window in evening.plan.windows:
        if (window.what, window.share) != (Ill.AWAY, 1.0):
            continue
        for cry in cries:
            # Only somebody of whom the register never heard has to be entered in it.
            new = cry.user_id in IN_NEED and cry is next(one for one in cries if one.user_id == cry.user_id)
            needed = window.covers(cry.at) and window.covers(cry.at + 6) and (window.where == "main" or new)
            if needed and _there(evening, window.start, cry.at + 8):
                said = _said(evening, "I cannot reach my own records", window.start, cry.at + 8)
                if not said:
                    yield f"{window.where} was away from {window.start:.0f}, and moderators did not hear it"
    for gap in _gaps(evening):
        troubled = any(one.start < gap + 40 and gap - 40 < one.end for one in evening.plan.windows)
        if troubled or evening.plan.jumps or not _there(evening, gap - 40, gap + 40):
            continue
        if not _said(evening, "Nobody is on call", gap - 1, gap + 20):
            yield f"nobody was on call from {gap:.0f}, and moderators did not hear it"


def nothing_is_said_twice(evening: "Evening") -> Iterator[str]:
    """Promise 9: only what nobody could know to have arrived is sent again, and only a page."""
    said: dict[tuple[int, str], list[Post]] = defaultdict(list)
    for post in evening.town.posts:
        kind, *rest = post.key.split(":")
        key = ":".join((kind, *rest[:2], "first")) if kind == "card" and rest[-1] == "first" else post.key
        said[post.user_id or post.channel_id, key].append(post)
    for (target, key), posts in said.items():
        doubted = any((target, post.key) in evening.town.doubts for post in posts)
        if (
            len(posts) > 1
            and not doubted
            and not all(_unwritten(evening, one, posts[n + 1]) for n, one in enumerate(posts[:-1]))
        ):
            yield f"{key} came {len(posts)} times, and no answer was lost"


def what_is_planned_happens_once(evening: "Evening", books: Books) -> Iterator[str]:
    """Promise 9, for check-ins: once each, or left out with a reason."""
    posted: Counter[tuple[str, int]] = Counter()
    for post in evening.town.posts:
        if post.channel_id == ROOM and post.key.startswith("checkin:"):
            question = next(line for line in words(post.message).splitlines() if "How are you, " in line)
            posted[question, int(post.clock // 86400)] += 1
    for (question, _), times in posted.items():
        if times > 1:
            yield f"{question!r} was asked {times} times on a day"
    now = evening.town.timeline.now()
    due = [one for one in books.jobs if one["kind"] == CHECKIN and _instant(one["due"]) < now]
    for job in due:
        if job["finished_at"] is None:
            yield f"{job['key']} was due and is neither done nor left out: {job['state']}"
    done = sum(one["state"] == "done" for one in due)
    if done > posted.total():
        yield f"{done} check-ins count as asked, and {posted.total()} were"
    if not evening.plan.jumps and len(due) != len(ASKED_AT):
        yield f"{len(due)} check-ins were planned, and {len(ASKED_AT)} agreed"


def no_word_is_seen(evening: "Evening") -> Iterator[str]:
    """Promise 2: what somebody wrote is in no message, log or file."""
    for post in evening.town.posts:
        if MARK in words(post.message) or (post.shown is not None and MARK in words(post.shown)):
            yield f"words stand in {post.key}"
    for entry in evening.logged:
        if MARK in repr(entry):
            yield f"words are in the log: {entry['event']}"
    for file in evening.folder.rglob("*"):
        if file.is_file() and MARK.encode() in file.read_bytes():
            yield f"words are in {file.name}"


def every_press_is_answered(evening: "Evening") -> Iterator[str]:
    """Promise 11, within the three seconds that Discord gives."""
    for life in evening.lives:
        for press in life.presses:
            if not _stays(evening, life.number, press.begun, press.begun + 30):
                continue
            if press.answered_after is None or press.answered_after > ANSWERED_WITHIN:
                yield f"{NAMES[press.user_id]} pressed {press.custom_id} at {press.begun:.1f} and was not answered in time"
            elif not press.said:
                yield f"{NAMES[press.user_id]} pressed {press.custom_id} at {press.begun:.1f} and never read what came of it"


def cards_are_true(evening: "Evening", books: Books) -> Iterator[str]:
    """No card looks open when its case is not, and none can be pressed in vain."""
    shut = any(one.what in (Mute.FORBIDDEN, Mute.GONE) for one in evening.plan.windows)
    copies = [(one["incident_key"], one["message_id"]) for one in books.pages if one["message_id"]]
    if not shut:  # what cannot be changed for want of a permission is put right when somebody presses it
        copies += [(key, row["card_message_id"]) for key, row in books.cases.items() if row["card_message_id"]]
        sent = [(post.key.split(":"), post.message_id) for post in evening.town.posts]
        copies += [(int(key[1]), number) for key, number in sent if key[0] == "card" and int(key[1]) in books.cases]
    for key, message_id in dict.fromkeys(copies):
        post, row = evening.town.post(message_id), books.cases[key]
        if post is None or post.shown is None or message_id in evening.town.owed or _just_changed(evening, row):
            continue
        verbs = {(one.custom_id or "::").split(":")[1] for one in buttons(post.shown)} - {"still"}
        wanted = "take" if row["state"] in UNHELD else "resolve" if row["state"] in HELD else "log"
        others = {"take", "resolve", "log"} - {wanted, "take" if row["handed_to_id"] is not None else wanted}
        if verbs and (wanted not in verbs or verbs & others):
            place = evening.town.place(post.channel_id, post.user_id)
            yield f"case {row['number']} ({key}) is {row['state']}, and its card with {place} says otherwise"


def the_person_knows(evening: "Evening", books: Books) -> Iterator[str]:
    """The person is spoken to, hears who has taken it, and hears the end."""
    said = {post.key for post in evening.town.posts}
    for key, row in books.cases.items():
        name = f"case {row['number']} ({key}), {row['state']}"
        if row["state"] != "resolved" and row["reached"] == "not-yet":
            yield f"{name}: its person was never written to"
        if row["reached"] != "direct" or row["choice"] == "not-now" or row["space_id"] is not None:
            continue
        if row["state"] == "resolved" and f"person:{key}:closing" not in said:
            yield f"{name}: its person did not hear that it is closed"
        told = any(one.startswith(f"person:{key}:taken:{row['round']}:") for one in said)
        if row["state"] in HELD and not told and not _asked_since(evening, row):
            yield f"{name}: its person did not hear who has taken it"


def nothing_went_wrong_unseen(evening: "Evening") -> Iterator[str]:
    """No part failed in a way that it does not know, and at the end nothing waits."""
    for entry in evening.logged:
        error = entry.get("error")
        if error is not None and not isinstance(error, StorageUnavailable | OSError):
            yield f"{entry['event']} at {entry['at']:.1f}: {error!r}"
    for life in evening.lives:
        yield from (f"life {life.number} failed: {error!r}" for error in life.broken)
        for context in life.loop.failed:
            yield f"life {life.number}, the loop: {context.get('message')} {context.get('exception')!r}"
    yield from (f"at the end: {finding}" for finding in evening.findings)


# -- what the promises ask --------------------------------------------------------------------------------------------


def _due(evening: "Evening", at: float) -> float:
    """By when a page must have been tried for something written at an instant."""
    if _there(evening, at, at + AT_ONCE):
        return at + AT_ONCE
    for start, end in _ups(evening):
        known = max(start, at, _read_from(evening, start))
        if end - known > AFTER_AN_ABSENCE and end > at:
            return known + AFTER_AN_ABSENCE
    return float("inf")


def _read_from(evening: "Evening", start: float) -> float:
    """Return when a life that connected at an instant knew from where to read what was missed: its database says so."""
    begun = [entry["at"] for entry in evening.logged if entry["event"] == "start.without_database"]
    back = [entry["at"] for entry in evening.logged if entry["event"] == "recovery.done"]
    before = max((at for at in begun if at <= start), default=None)
    return start if before is None else min((at for at in back if at >= before), default=float("inf"))


def _ups(evening: "Evening") -> list[tuple[float, float]]:
    now = evening.town.timeline.passed
    return [(start, now if end < 0 else end) for start, end in evening.up]


def _there(evening: "Evening", start: float, end: float) -> bool:
    """Say whether one life was connected all the time."""
    return any(one[0] <= start and end <= one[1] for one in _ups(evening))


def _stays(evening: "Evening", number: int, start: float, end: float) -> bool:
    return _there(evening, start, end) and not any(abs(kill.at - start) < 60 for kill in evening.plan.kills)


def _unwritten(evening: "Evening", post: Post, following: Post) -> bool:
    """Say whether the life that sent something ended before it could surely write that down."""
    if post.life == following.life:
        return False
    ended = evening.ended[post.life]
    ill = any(isinstance(one.what, Ill) and one.start < ended and post.at < one.end for one in evening.plan.windows)
    return ended - post.at < 2 or ill


def _stood(evening: "Evening", cry: Cry) -> bool:
    """Say whether somebody who asked was answered."""
    return any(
        press.number == cry.key and press.answered_after is not None for life in evening.lives for press in life.presses
    )


def _case_of_asking(evening: "Evening", cry: Cry, books: Books) -> int | None:
    if cry.key in books.cases:
        return cry.key
    person = evening.person(cry.user_id)
    theirs = [key for key, row in books.cases.items() if row["person_id"] == person and key < cry.key]
    return max(theirs, default=None)


def _of_staff(evening: "Evening", key: int, books: Books) -> bool:
    staff = {evening.person(user) for user in STAFF}
    return any(row["person_id"] in staff for row in books.cases.values()) or key not in books.cases


def _said(evening: "Evening", what: str, start: float, end: float) -> bool:
    return any(
        start <= post.at <= end and what in words(post.message)
        for post in evening.town.posts
        if post.channel_id == ALERTS or post.user_id == LEA
    )


def _gaps(evening: "Evening") -> list[float]:
    """When the last one on shift went off it, with nobody after them."""
    ends = {one.start + one.length for one in evening.people.shifts}
    last = evening.town.timeline.passed
    return [end for end in ends if 60 < end < last - 60 and not evening.people.on_shift(end)]


def _asked_since(evening: "Evening", row: dict[str, Any]) -> bool:
    """Say whether the person of a held case asked for somebody: the answer names who is there."""
    since = (_instant(row["acknowledged_at"]) - evening.town.timeline.begin).total_seconds()
    asked = [
        one for life in evening.lives for one in life.presses if one.custom_id.startswith("support:now") and one.said
    ]
    return any(one.begun > since and evening.person(one.user_id) == row["person_id"] for one in asked)


def _just_changed(evening: "Evening", row: dict[str, Any]) -> bool:
    """Say whether a case took a step as the evening ended, so that its cards are still being changed."""
    steps = [row[step] for step in ("round_at", "acknowledged_at", "resolved_at") if row[step] is not None]
    return bool((evening.town.timeline.now() - _instant(max(steps))).total_seconds() < SLACK)


def _instant(stored: int) -> Any:
    from bot.storage.schema import EPOCH, MICROSECOND

    return EPOCH + stored * MICROSECOND


def _cry(cry: Cry) -> str:
    return f"{NAMES[cry.user_id]}'s cry at {cry.at:.1f} ({cry.key})"
