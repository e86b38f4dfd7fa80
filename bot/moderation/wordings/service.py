"""Servers' own words, applied to what the detector says."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from bot.audit import Act, Audit
from bot.clock import Clock
from bot.moderation.detection import Assessment, Category, Detector, OwnWords, Phrase, Tier
from bot.moderation.wordings import book
from bot.moderation.wordings.entry import (
    Does,
    Entry,
    ImportUnreadable,
    NoSuchWording,
    PhraseUnclear,
    RuleProtected,
    TooManyWordings,
    cleaned,
    quiet_rule,
)
from bot.storage import Storage

MOST: Final = 500
PROPOSED_FOR: Final = timedelta(days=1)
COLUMNS: Final = ("phrase", "rule", "does", "category", "channel")
_NOTHING: Final = Assessment(Tier.NONE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry would have changed among messages that were read for this and not kept: counts only."""

    read: int
    page: int
    review: int
    quiet: int


class Wordings:
    """Every server's entries, in memory, with the phrases compiled."""

    def __init__(self, storage: Storage, audit: Audit, clock: Clock, detector: Detector) -> None:
        """Start empty; `load` reads what is stored."""
        self._storage = storage
        self._audit = audit
        self._clock = clock
        self._detector = detector
        self._entries: dict[int, list[Entry]] = {}
        self._words: dict[int, OwnWords] = {}

    async def load(self) -> None:
        """Read every confirmed entry."""
        entries = await self._storage.read(book.everything)
        self._entries.clear()
        for entry in entries:
            self._entries.setdefault(entry.guild_id, []).append(entry)
        for guild_id in self._entries:
            self._compile(guild_id)

    def entries(self, guild_id: int) -> Sequence[Entry]:
        """Return a server's entries, the oldest first."""
        return tuple(self._entries.get(guild_id, ()))

    def assess(self, guild_id: int, channel_id: int, text: str) -> Assessment:
        """Return what a text written in a channel says there: exemptions taken off, the server's own words put in."""
        entries = self._entries.get(guild_id)
        if not entries:
            return self._detector.assess(text)
        return self._judge(entries, self._words.get(guild_id), channel_id, text)

    def assess_sent(self, guild_id: int, text: str) -> Assessment:
        """Return what a text says that was sent to the bot, in no channel: the server's own words put in, nothing taken off."""
        words = self._words.get(guild_id)
        found = self._detector.assess(text)
        if words is None:
            return found
        here = [entry for entry in self._entries.get(guild_id, ()) if entry.channel_id is None]
        return _raised(found, here, words.find(text))

    def would_wake(self, guild_id: int, texts: Sequence[str]) -> bool:
        """Say whether one of several texts of a form, or all of them read on, would wake a person. Nothing is written down."""
        together = (" ".join(texts),) if len(texts) > 1 else ()
        return any(self.assess_sent(guild_id, text).tier == Tier.PAGE for text in (*texts, *together))

    async def propose(
        self,
        guild_id: int,
        *,
        does: Does,
        phrase: str | None = None,
        rule: str | None = None,
        category: Category = Category.IDEATION,
        channel_id: int | None = None,
    ) -> Entry:
        """Keep an entry that counts once somebody confirms it, within a day.

        Raises:
            PhraseUnclear, RuleProtected, NoSuchWording, TooManyWordings: it cannot be.
        """
        entry = _checked(Entry(0, guild_id, channel_id, does, category, phrase, rule))
        now = self._clock.now()

        def work(connection: Connection) -> Entry:
            book.drop_proposals(connection, now - PROPOSED_FOR)
            if book.count(connection, guild_id) >= MOST:
                raise TooManyWordings(count=MOST)
            return book.add(connection, entry, now, confirmed=False)

        return await self._storage.write(work)

    async def confirm(self, guild_id: int, entry_id: int, *, by: int) -> Entry:
        """Let a proposed entry count from now on, `by` whom (by Discord's id) the record says.

        Raises:
            NoSuchWording: it was removed, or nobody confirmed it for a day.
        """
        noted = await self._audit.noting(guild_id, by, Act.WORDS_ADDED, about=entry_id)

        def work(connection: Connection) -> Entry | None:
            found = book.confirm(connection, guild_id, entry_id)
            if found is not None:
                noted(connection)
            return found

        entry = await self._storage.write(work)
        if entry is None:
            raise NoSuchWording
        kept = [one for one in self._entries.get(guild_id, []) if one.id != entry.id]
        self._entries[guild_id] = [*kept, entry]
        self._compile(guild_id)
        return entry

    async def remove(self, guild_id: int, entry_id: int, *, by: int) -> None:
        """Drop an entry.

        Raises:
            NoSuchWording: it is gone already.
        """
        noted = await self._audit.noting(guild_id, by, Act.WORDS_REMOVED, about=entry_id)

        def work(connection: Connection) -> bool:
            gone = book.remove(connection, guild_id, entry_id)
            if gone:
                noted(connection)
            return gone

        if not await self._storage.write(work):
            raise NoSuchWording
        self._entries[guild_id] = [one for one in self._entries.get(guild_id, []) if one.id != entry_id]
        self._compile(guild_id)

    def preview(self, entry: Entry, texts: Iterable[tuple[int, str]]) -> Preview:
        """Count what an entry changes among (channel, text) pairs; nothing of them is kept."""
        now = [one for one in self._entries.get(entry.guild_id, []) if one.id != entry.id]
        then = [*now, entry]
        before, after = _compiled(now), _compiled(then)
        counts: Counter[str] = Counter()
        for channel_id, text in texts:
            counts["read"] += 1
            old = self._judge(now, before, channel_id, text).tier
            new = self._judge(then, after, channel_id, text).tier
            if new > old:
                counts[new.value] += 1
            elif new < old:
                counts["quiet"] += 1
        return Preview(counts["read"], counts["page"], counts["review"], counts["quiet"])

    async def exported(self, guild_id: int, *, by: int) -> str:
        """Return a server's entries as a table that another server, or this one later, can take in."""
        await self._audit.add(guild_id, by, Act.WORDS_EXPORTED, about=len(self.entries(guild_id)))
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in self.entries(guild_id):
            writer.writerow((entry.phrase, entry.rule, entry.does.value, entry.category.value, entry.channel_id))
        return out.getvalue()

    async def take_in(self, guild_id: int, table: str, channels: frozenset[int], *, by: int) -> int:
        """Add the entries of an exported table, those of channels that are not here for the whole server left out.

        Returns:
            How many were new.

        Raises:
            ImportUnreadable: a line cannot be used, and nothing was taken.
            TooManyWordings: there would be more than a server may have.
        """
        entries = _read(guild_id, table, channels)
        now = self._clock.now()
        noted = await self._audit.noting(guild_id, by, Act.WORDS_IMPORTED, about=len(entries))

        def work(connection: Connection) -> list[Entry]:
            if book.count(connection, guild_id) + len(entries) > MOST:
                raise TooManyWordings(count=MOST)
            noted(connection)
            return book.add_all(connection, entries, now)

        added = await self._storage.write(work)
        self._entries.setdefault(guild_id, []).extend(added)
        self._compile(guild_id)
        return len(added)

    def _compile(self, guild_id: int) -> None:
        words = _compiled(self._entries.get(guild_id, []))
        if words is None:
            self._words.pop(guild_id, None)
        else:
            self._words[guild_id] = words

    def _judge(self, entries: Sequence[Entry], words: OwnWords | None, channel_id: int, text: str) -> Assessment:
        places = words.find(text) if words is not None else {}
        here = [entry for entry in entries if entry.holds_in(channel_id)]
        quiet = [entry for entry in here if entry.does is Does.QUIET and (entry.rule is not None or entry.id in places)]
        found = next(
            (one for one in self._detector.assessments(text) if not _exempt(one, quiet, places)),
            _NOTHING,
        )
        return _raised(found, here, places)


def _raised(found: Assessment, entries: Sequence[Entry], places: dict[int, list[tuple[int, int]]]) -> Assessment:
    """Return the gravest of an assessment and what a server's own words say of the same text."""
    for entry in entries:
        if entry.does is not Does.QUIET and entry.id in places and entry.does.tier > found.tier:
            found = Assessment(entry.does.tier, entry.category, f"server.{entry.id}", tuple(places[entry.id][:5]))
    return found


def _exempt(found: Assessment, quiet: Sequence[Entry], places: dict[int, list[tuple[int, int]]]) -> bool:
    """Tell whether an exemption makes an assessment quiet; never a plan, means, an attempt, a farewell, an overdose."""
    if found.category is None or found.category.protected:
        return False
    for entry in quiet:
        if entry.rule is not None and entry.rule == found.rule:
            return True
        covered = places.get(entry.id, ())
        if found.spans and all(any(a <= start and end <= b for a, b in covered) for start, end in found.spans):
            return True
    return False


def _compiled(entries: Iterable[Entry]) -> OwnWords | None:
    phrases = [Phrase(entry.id, entry.phrase) for entry in entries if entry.phrase is not None]
    return OwnWords(phrases) if phrases else None


def _checked(entry: Entry) -> Entry:
    if entry.rule is not None:
        return replace(entry, does=Does.QUIET, category=quiet_rule(entry.rule), phrase=None)
    return replace(entry, phrase=cleaned(entry.phrase or ""))


def _read(guild_id: int, table: str, channels: frozenset[int]) -> list[Entry]:
    entries: list[Entry] = []
    number = 1
    try:
        for row in csv.DictReader(io.StringIO(table), strict=True):
            number += 1
            channel = int(row["channel"]) if row.get("channel") else None
            if channel is not None and channel not in channels:
                continue
            made = Entry(
                0,
                guild_id,
                channel,
                Does(row["does"]),
                Category(row.get("category") or Category.IDEATION.value),
                row.get("phrase") or None,
                row.get("rule") or None,
            )
            entries.append(_checked(made))
    except (csv.Error, KeyError, ValueError, TypeError, PhraseUnclear, RuleProtected, NoSuchWording):
        raise ImportUnreadable(line=number) from None
    return entries
