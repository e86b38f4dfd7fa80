"""The one way to make a sentence that a person reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

FALLBACK: Final = "en"
# The bot says everything in these. In the other languages it says what a person in distress reads, and the rest in English.
WHOLE: Final = (FALLBACK, "es")

TimeStyle = Literal["t", "T", "d", "D", "f", "F", "R"]


class TextMissing(LookupError):
    """A key that no locale knows, or a value that its sentence needs and did not get."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language, and what that language lacks in English."""

    locale: str
    _bundle: FluentBundle
    _fallback: FluentBundle

    def __call__(self, key: str, /, **values: str | float) -> str:
        """Return the sentence for `key`.

        Raises:
            TextMissing: the key is unknown or a value is missing. A sentence is never shown half made.
        """
        bundle = self._bundle if self._bundle.has_message(key) else self._fallback
        if not bundle.has_message(key):
            raise TextMissing(f"{self.locale}: no text {key!r}")
        message = bundle.get_message(key)
        if message.value is None:
            raise TextMissing(f"{self.locale}: {key!r} has no value")
        text, problems = bundle.format_pattern(message.value, values)
        if problems:
            raise TextMissing(f"{self.locale}: {key!r}: {problems[0]}")
        return str(text)


class Texts:
    """Every sentence in every language, loaded and checked once."""

    def __init__(self, bundles: Mapping[str, FluentBundle], keys: Mapping[str, frozenset[str]]) -> None:
        """Take the parsed bundles; `load` is the usual way in."""
        self._speakers = {locale: Speaker(locale, bundle, bundles[FALLBACK]) for locale, bundle in bundles.items()}
        self._keys = keys

    @classmethod
    def load(cls, directory: Path) -> "Texts":
        """Read `<directory>/<locale>/*.ftl`.

        Raises:
            TextMissing: a file does not parse, a key is defined twice, or the fallback language is absent.
        """
        bundles: dict[str, FluentBundle] = {}
        keys: dict[str, frozenset[str]] = {}
        for folder in sorted(path for path in directory.iterdir() if path.is_dir()):
            # Isolation marks would break Discord's own markup (<t:…>, <#…>) in some clients.
            bundle = FluentBundle([folder.name], use_isolating=False)
            found: set[str] = set()
            for file in sorted(folder.glob("*.ftl")):
                resource = FluentResource(file.read_text(encoding="utf-8"))
                for key in _keys_of(resource, file):
                    if key in found:
                        raise TextMissing(f"{file}: {key!r} is defined twice")
                    found.add(key)
                bundle.add_resource(resource)
            bundles[folder.name], keys[folder.name] = bundle, frozenset(found)
        if FALLBACK not in bundles:
            raise TextMissing(f"{directory} has no folder {FALLBACK!r}")
        return cls(bundles, keys)

    def speaker(self, locale: str | None) -> Speaker:
        """Return the speaker for a locale such as `es-419`, its language, or English."""
        if locale is None:
            return self._speakers[FALLBACK]
        return self._speakers.get(locale) or self._speakers.get(locale.split("-")[0]) or self._speakers[FALLBACK]

    def whole_speaker(self, locale: str | None) -> Speaker:
        """Return the speaker for a locale in whose language everything is said, or English: for who works with the bot."""
        language = FALLBACK if locale is None else locale.split("-")[0]
        return self.speaker(locale if language in WHOLE else None)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that can be spoken, whole or in part."""
        return tuple(self._speakers)

    def keys(self, locale: str) -> frozenset[str]:
        """Return the keys that a locale defines."""
        return self._keys[locale]


def _keys_of(resource: ast.Resource, file: Path) -> Iterator[str]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise TextMissing(f"{file}: cannot read {(entry.content or '')[:60]!r}")
        if isinstance(entry, ast.Message):
            yield entry.id.name


def moment(at: datetime, style: TimeStyle = "f") -> str:
    """Return a Discord timestamp, shown to each reader in their own zone."""
    return f"<t:{int(at.timestamp())}:{style}>"
