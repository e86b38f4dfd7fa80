"""Every promise that the rehearsal checks is found broken when it is, and only then."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from bot.moderation.incident import Incident, Source, State
from bot.rehearsal.promises import Evidence, check
from bot.rehearsal.seen import Asked

GUILD: Final = 1
LOUNGE: Final = 10
ALERTS: Final = 11
SUPPORT: Final = 12
ROOM: Final = 13
MAYA: Final = 100
ANA: Final = 101
SAM: Final = 102
ANAS_INBOX: Final = 201
MAYAS_INBOX: Final = 200
CASE: Final = 999
QUIET: Final[dict[str, list[str]]] = {"parse": []}
AT: Final = datetime(2026, 1, 6, 19, 6, tzinfo=UTC)

CARD: Final = {
    "content": "Case 1",
    "allowed_mentions": QUIET,
    "embeds": [{"title": "Case 1"}],
    "components": [{"custom_id": f"case:take:{CASE}"}],
}


def posted(channel: int, body: Any = None) -> Asked:
    return Asked(
        "POST", f"/channels/{channel}/messages", {"content": "x", "allowed_mentions": QUIET, **(body or {})}, ""
    )


def answered(pressed: str, content: str, flags: int = 64) -> Asked:
    return Asked(
        "POST", "/interactions/5/t/callback", {"type": 4, "data": {"content": content, "flags": flags}}, pressed
    )


@pytest.fixture
def evidence() -> Evidence:
    case = Incident(
        CASE, GUILD, 1, MAYA, Source.MESSAGE, "page", "means", "en.means", State.RESOLVED, "en", AT, AT, AT,
        channel_id=LOUNGE, acknowledged_at=AT, resolved_at=AT, space_id=ROOM,
    )  # fmt: skip
    return Evidence(
        asked=[
            posted(ALERTS, {"allowed_mentions": {"parse": [], "users": [ANA]}}),
            posted(ANAS_INBOX, CARD),
            posted(MAYAS_INBOX),
            Asked("POST", f"/channels/{SUPPORT}/threads", {"type": 12, "name": "Room 1"}, ""),
            posted(ROOM, {"allowed_mentions": {"parse": [], "users": [MAYA, ANA]}}),
            answered(f"case:why:{CASE}", "I have the pills"),
        ],
        begun=0,
        cases=[case],
        words_left={CASE: 0},
        secrets=["I have the pills", "pills"],
        written={"alongside.db": b"\x00codes\x00", "log": b"case.opened"},
        guild_id=GUILD,
        public=frozenset({LOUNGE, SUPPORT}),
        alerts=ALERTS,
        direct={ANAS_INBOX: ANA, MAYAS_INBOX: MAYA},
        responders=frozenset({ANA}),
        expected={CASE: frozenset({ANA})},
        alone={CASE: True},
    )


def broken(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    return {one.text: one.broken for one in check(evidence) if one.broken}


def with_request(evidence: Evidence, *more: Asked) -> Evidence:
    return replace(evidence, asked=[*evidence.asked, *more])


def test_a_quiet_evening_breaks_nothing(evidence: Evidence) -> None:
    assert broken(evidence) == {}


@pytest.mark.parametrize(
    "done",
    [
        posted(LOUNGE),
        Asked("PUT", f"/channels/{LOUNGE}/messages/1/reactions/x/@me", None, ""),
        Asked("DELETE", f"/channels/{LOUNGE}/messages/1", None, ""),
        Asked("POST", f"/channels/{LOUNGE}/typing", None, ""),
        Asked("POST", f"/channels/{SUPPORT}/threads", {"type": 11, "name": "Room 1"}, ""),
        Asked("PATCH", f"/guilds/{GUILD}/members/{MAYA}", {"communication_disabled_until": "…"}, ""),
        Asked("PUT", f"/guilds/{GUILD}/bans/{MAYA}", None, ""),
        answered("me:talk:1", "Good.", flags=0),
    ],
)
def test_doing_anything_where_others_see_it_is_found(evidence: Evidence, done: Asked) -> None:
    assert list(broken(with_request(evidence, done))) == ["promise-public"]


def test_set_up_may_post_where_everybody_reads_before_the_evening(evidence: Evidence) -> None:
    assert broken(replace(evidence, asked=[posted(LOUNGE), *evidence.asked], begun=1)) == {}


@pytest.mark.parametrize(
    "leak",
    [
        posted(ALERTS, {"content": "She wrote: PILLS"}),
        Asked("POST", f"/channels/{SUPPORT}/threads", {"type": 12, "name": "Room pills"}, ""),
        answered("case:log:999", "I have the pills"),
    ],
)
def test_words_anywhere_but_behind_why_are_found_and_not_repeated(evidence: Evidence, leak: Asked) -> None:
    found = broken(with_request(evidence, leak))

    assert list(found) == ["promise-words"]
    assert "pills" not in str(found)


@pytest.mark.parametrize("left", [b"x I have the Pills y", "pills".encode("utf-16-le")])
def test_words_on_the_disk_are_found(evidence: Evidence, left: bytes) -> None:
    found = broken(replace(evidence, written={"alongside.db-wal": left}))

    assert found == {"promise-stored": ("alongside.db-wal",)}


def test_being_woken_twice_not_at_all_or_by_mistake_is_found(evidence: Evidence) -> None:
    twice = with_request(evidence, posted(ANAS_INBOX, CARD))
    not_at_all = replace(evidence, asked=[one for one in evidence.asked if str(ANAS_INBOX) not in one.path])
    mistaken = with_request(evidence, posted(MAYAS_INBOX, CARD))

    assert broken(twice) == {"promise-pages": (f"{ANA}: 2",)}
    assert broken(not_at_all) == {"promise-pages": (f"{ANA}: 0",)}
    assert broken(mistaken) == {"promise-pages": (f"{MAYA}: 1",)}


def test_somebody_left_waiting_is_found(evidence: Evidence) -> None:
    assert list(broken(replace(evidence, alone={CASE: False}))) == ["promise-alone"]


def test_a_case_that_nobody_took_is_found_unless_it_ended_in_the_loud_fallback(evidence: Evidence) -> None:
    (case,) = evidence.cases
    nobody = replace(case, acknowledged_at=None)

    assert list(broken(replace(evidence, cases=[nobody]))) == ["promise-ended"]
    assert broken(replace(evidence, cases=[replace(nobody, unanswered=True)])) == {}
    assert list(broken(replace(evidence, cases=[replace(case, state=State.PAGING)]))) == ["promise-ended"]
    assert list(broken(replace(evidence, cases=[]))) == ["promise-ended", "promise-mentions"]


@pytest.mark.parametrize(
    "called",
    [
        posted(ALERTS, {"allowed_mentions": {"parse": [], "users": [SAM]}}),
        posted(ROOM, {"allowed_mentions": {"parse": [], "users": [SAM]}}),
        posted(MAYAS_INBOX, {"allowed_mentions": {"parse": [], "users": [ANA]}}),
        posted(ALERTS, {"allowed_mentions": {"parse": ["everyone"]}}),
        Asked("POST", f"/channels/{ALERTS}/messages", {"content": "@everyone"}, ""),
    ],
)
def test_calling_somebody_who_was_not_meant_is_found(evidence: Evidence, called: Asked) -> None:
    assert list(broken(with_request(evidence, called))) == ["promise-mentions"]


def test_what_is_left_lost_or_failed_is_found(evidence: Evidence) -> None:
    assert list(broken(replace(evidence, words_left={CASE: 1}))) == ["promise-removed"]
    assert list(broken(replace(evidence, lost="scene:12"))) == ["promise-told"]
    assert list(broken(replace(evidence, failures=1))) == ["promise-sound"]
