"""The one way to make a sentence that a person reads."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.errors import ConfigurationError

FALLBACK: Final = "en"
# The bot says everything in these. In the other languages it says what a person in distress reads, and the rest in English.
WHOLE: Final = (FALLBACK, "es")

# Whatever begins a line without being inside of an entry: an indented line and a closing brace go on with one.
_STARTS: Final = re.compile(r"^(?=[^\s}])", re.MULTILINE)
_KEY: Final = re.compile(r"(-?[a-zA-Z][\w-]*)[ \t]*=")
_REFERENCE: Final = re.compile(r"\{\s*(-?[a-z][\w-]*)")

log = structlog.get_logger(__name__)

TimeStyle = Literal["t", "T", "d", "D", "f", "F", "R"]


class TextMissing(LookupError):
    """A key that no locale knows, or a value that its sentence needs and did not get: a mistake of ours."""


class TextsUnreadable(ConfigurationError):
    """A file of texts cannot be used; `file` says which, `entry` what in it."""

    text = "error-texts-unreadable"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence as it stands in a file."""

    file: str
    source: str


class Language:
    """The sentences of one language. Each is read when it is first said: reading all of them would take longer than starting."""

    def __init__(self, locale: str, entries: Mapping[str, Entry]) -> None:
        """Take each key with its entry."""
        self.locale = locale
        self.keys: Final = frozenset(entries)
        self._entries = entries
        self._unread = set(entries)

    @cached_property
    def digest(self) -> str:
        """A hash of every sentence as it stands in the files."""
        return hashlib.sha256("\n".join(self._entries[key].source for key in sorted(self.keys)).encode()).hexdigest()

    @cached_property
    def _bundle(self) -> FluentBundle:
        # Isolation marks would break Discord's own markup (<t:…>, <#…>) in some clients.
        return FluentBundle([self.locale], use_isolating=False)

    def say(self, key: str, values: Mapping[str, str | float]) -> str:
        """Return the sentence for a key of this language.

        Raises:
            TextsUnreadable: the entry cannot be read.
            TextMissing: a value is missing. A sentence is never shown half made.
        """
        self._read(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise TextMissing(f"{self.locale}: {key!r} has no value")
        text, problems = self._bundle.format_pattern(pattern, dict(values))
        if problems:
            raise TextMissing(f"{self.locale}: {key!r}: {problems[0]}")
        return str(text)

    def read_all(self) -> None:
        """Read every entry now.

        Raises:
            TextsUnreadable: an entry cannot be read.
        """
        for key in self.keys:
            self._read(key)

    def _read(self, key: str) -> None:
        """Read an entry and what it refers to."""
        if key not in self._unread:
            return
        entry = self._entries[key]
        resource = FluentResource(entry.source)
        if not all(isinstance(part, ast.Message | ast.Term) for part in resource.body):
            raise TextsUnreadable(file=entry.file, entry=key)
        self._bundle.add_resource(resource)
        self._unread.discard(key)
        for other in _REFERENCE.findall(entry.source):
            self._read(other)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language, and what that language lacks in English."""

    locale: str
    _language: Language
    _fallback: Language

    def __call__(self, key: str, /, **values: str | float) -> str:
        """Return the sentence for `key`.

        Raises:
            TextMissing: the key is unknown or a value is missing.
        """
        if key in self._language.keys:
            try:
                return self._language.say(key, values)
            except TextsUnreadable:
                log.exception("texts.unreadable", locale=self.locale)
        if key not in self._fallback.keys:
            raise TextMissing(f"{self.locale}: no text {key!r}")
        return self._fallback.say(key, values)


class Texts:
    """Every sentence in every language, found at the start and read when it is said."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        """Take the languages; `load` is the usual way in."""
        fallback = languages[FALLBACK]
        self._speakers = {locale: Speaker(locale, language, fallback) for locale, language in languages.items()}
        self._languages = languages

    @classmethod
    def load(cls, directory: Path) -> "Texts":
        """Find what `<directory>/<locale>/*.ftl` holds.

        Raises:
            TextsUnreadable: something in a file is no entry, a key is defined twice, or the fallback language is absent.
        """
        languages = {
            folder.name: Language(folder.name, _entries(folder))
            for folder in sorted(directory.iterdir())
            if folder.is_dir()
        }
        if FALLBACK not in languages:
            raise TextsUnreadable(file=f"{FALLBACK}/", entry="")
        return cls(languages)

    def read_all(self) -> None:
        """Read every sentence of every language now.

        Raises:
            TextsUnreadable: one cannot be read.
        """
        for language in self._languages.values():
            language.read_all()

    def speaker(self, locale: str | None) -> Speaker:
        """Return the speaker for a locale such as `es-419`, its language, or English."""
        if locale is None:
            return self._speakers[FALLBACK]
        return self._speakers.get(locale) or self._speakers.get(locale.split("-")[0]) or self._speakers[FALLBACK]

    def whole_speaker(self, locale: str | None) -> Speaker:
        """Return the speaker for a locale in whose language everything is said, or English: for who works with the bot."""
        language = FALLBACK if locale is None else locale.split("-")[0]
        return self.speaker(locale if language in WHOLE else None)

    def digest(self) -> str:
        """Return a hash of every sentence as it stands in the files."""
        found = hashlib.sha256()
        for locale, language in sorted(self._languages.items()):
            found.update(f"{locale}\n{language.digest}\n".encode())
        return found.hexdigest()

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that can be spoken, whole or in part."""
        return tuple(self._speakers)

    def keys(self, locale: str) -> frozenset[str]:
        """Return the keys that a locale defines."""
        return self._languages[locale].keys


@cache
def loaded(directory: Path) -> Texts:
    """Return `Texts.load` of a folder, found once: it is asked for by commands, by their names and by the bot.

    Raises:
        TextsUnreadable: as `Texts.load`.
    """
    return Texts.load(directory)


def _entries(folder: Path) -> dict[str, Entry]:
    """Cut the files of a language into their entries, by key; an entry ends where the next one or a comment begins."""
    found: dict[str, Entry] = {}
    for file in sorted(folder.glob("*.ftl")):
        name = f"{folder.name}/{file.name}"
        for part in _STARTS.split(file.read_text(encoding="utf-8")):
            if not part.strip() or part.startswith("#"):
                continue
            key = _KEY.match(part)
            if key is None or key[1] in found or part.count("{") != part.count("}"):
                raise TextsUnreadable(file=name, entry=part.splitlines()[0][:60])
            found[key[1]] = Entry(name, part)
    return found


def moment(at: datetime, style: TimeStyle = "f") -> str:
    """Return a Discord timestamp, shown to each reader in their own zone."""
    return f"<t:{int(at.timestamp())}:{style}>"
