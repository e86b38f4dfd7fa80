"""The promises of DESIGN §3 that an evening touches, each checked against what the bot really did."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.moderation.incident import Incident
from bot.rehearsal.seen import Asked

PRIVATE_THREAD: Final = 12
EPHEMERAL: Final = 64
ANSWER: Final = 4  # a new message, of the ways to answer an interaction
NEVER_TOUCHED: Final = ("members", "bans", "prune")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What remains of an evening when it is over.

    `secrets` are what people in need wrote and the words of method in it; `written` every other text that the process
    left behind, by where it stands; `expected` the people who were to be woken, by case.
    """

    asked: Sequence[Asked]
    begun: int  # how many requests came before the evening, while a server was being set up
    cases: Sequence[Incident]
    words_left: Mapping[int, int]
    secrets: Sequence[str]
    written: Mapping[str, bytes]
    guild_id: int
    public: frozenset[int]
    alerts: int
    direct: Mapping[int, int]  # whose direct messages a channel is
    responders: frozenset[int]
    expected: Mapping[int, frozenset[int]]
    alone: Mapping[int, bool]  # by case that came while nobody was on shift: was the person told before time passed
    failures: int = 0
    lost: str = ""  # where the story could not go on, because the bot did something else


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise, and where it was broken: places and codes, never words."""

    text: str
    broken: tuple[str, ...] = field(default=())


def check(evidence: Evidence) -> list[Kept]:
    """Return every promise with what broke it; an empty tuple is a promise kept."""
    checks: dict[str, Callable[[Evidence], Iterator[str]]] = {
        "promise-told": _told,
        "promise-public": _public,
        "promise-words": _words,
        "promise-stored": _stored,
        "promise-pages": _pages,
        "promise-alone": _alone,
        "promise-ended": _ended,
        "promise-mentions": _mentions,
        "promise-removed": _removed,
        "promise-sound": _sound,
    }
    return [Kept(text, tuple(dict.fromkeys(find(evidence)))) for text, find in checks.items()]


def files_under(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file under a folder, by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def _told(evidence: Evidence) -> Iterator[str]:
    if evidence.lost:
        yield evidence.lost


def _public(evidence: Evidence) -> Iterator[str]:
    for one in evidence.asked[evidence.begun :]:
        if one.method == "GET":
            continue
        parts = one.path.strip("/").split("/")
        if parts[0] == "channels" and int(parts[1]) in evidence.public and not _opens_private_thread(one, parts):
            yield f"{one.method} {one.path}"
        if parts[:2] == ["guilds", str(evidence.guild_id)] and len(parts) > 2 and parts[2] in NEVER_TOUCHED:
            yield f"{one.method} {one.path}"
        if parts[0] == "interactions" and _is_public_answer(one.body):
            yield one.answers


def _opens_private_thread(one: Asked, parts: Sequence[str]) -> bool:
    return parts[2:] == ["threads"] and isinstance(one.body, Mapping) and one.body.get("type") == PRIVATE_THREAD


def _is_public_answer(body: Any) -> bool:  # noqa: ANN401  whatever was sent
    if not isinstance(body, Mapping) or body.get("type") != ANSWER:
        return False
    return not int((body.get("data") or {}).get("flags") or 0) & EPHEMERAL


def _words(evidence: Evidence) -> Iterator[str]:
    for one in evidence.asked:
        if one.answers.startswith("case:why:"):
            continue
        said = f"{one.path} {json.dumps(one.body, ensure_ascii=False, default=str)}".casefold()
        if any(secret.casefold() in said for secret in evidence.secrets):
            yield one.answers or f"{one.method} {one.path}"


def _stored(evidence: Evidence) -> Iterator[str]:
    for place, content in evidence.written.items():
        lower = content.lower()
        if any(
            secret.lower().encode(coding) in lower for secret in evidence.secrets for coding in ("utf-8", "utf-16-le")
        ):
            yield place


def _pages(evidence: Evidence) -> Iterator[str]:
    woken: Counter[tuple[int, int]] = Counter()
    for one in evidence.asked:
        parts = one.path.strip("/").split("/")
        if one.method == "POST" and parts[0] == "channels" and parts[2:] == ["messages"]:
            person, case = evidence.direct.get(int(parts[1])), _case_to_take(one.body)
            if person is not None and case is not None:
                woken[case, person] += 1
    for case, people in evidence.expected.items():
        for person in sorted(people | {who for key, who in woken if key == case}):
            times = woken[case, person]
            if times != (person in people):
                yield f"{person}: {times}"


def _case_to_take(body: Any) -> int | None:  # noqa: ANN401  whatever was sent
    if not (isinstance(body, dict) and body.get("embeds")):
        return None  # a word beside the card, not a page
    text = json.dumps(body, default=str)
    _, found, rest = text.partition('"case:take:')
    return int(rest.split('"')[0].split(":")[0]) if found else None


def _alone(evidence: Evidence) -> Iterator[str]:
    for case, told in evidence.alone.items():
        if not told:
            yield str(case)


def _ended(evidence: Evidence) -> Iterator[str]:
    for case in evidence.cases:
        if case.open or (case.acknowledged_at is None and not case.unanswered):
            yield f"{case.number}: {case.state}"
    if {case.key for case in evidence.cases} != set(evidence.expected):
        yield f"{len(evidence.cases)} ≠ {len(evidence.expected)}"


def _mentions(evidence: Evidence) -> Iterator[str]:
    for one in evidence.asked:
        parts = one.path.strip("/").split("/")
        if one.notifies_everybody:
            yield f"{one.method} {one.path}"
        if not one.mentions or parts[0] != "channels":
            continue
        channel = int(parts[1])
        if channel == evidence.alerts:
            meant = evidence.responders
        elif channel in evidence.direct:
            meant = frozenset({evidence.direct[channel]})
        else:  # a private room: who is in the case
            meant = evidence.responders | {case.user_id for case in evidence.cases if case.space_id == channel}
        if not one.mentions <= meant:
            yield f"{one.method} {one.path}"


def _removed(evidence: Evidence) -> Iterator[str]:
    for case, left in evidence.words_left.items():
        if left:
            yield f"{case}: {left}"


def _sound(evidence: Evidence) -> Iterator[str]:
    if evidence.failures:
        yield str(evidence.failures)
