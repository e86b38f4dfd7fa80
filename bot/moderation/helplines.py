"""Helplines and emergency numbers: checked when loaded, chosen by country, told in the reader's language."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal, Self, TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.errors import ConfigurationError

# ITU-T E.164 country codes of the countries in the file; a short code never starts with its own country's.
_CALLING: Final = {
    "AR": "54", "AT": "43", "AU": "61", "BE": "32", "BR": "55", "CA": "1", "CH": "41", "CL": "56", "CN": "86", "CO": "57",
    "CZ": "420", "DE": "49", "DK": "45", "EE": "372", "EG": "20", "ES": "34", "FI": "358", "FR": "33", "GB": "44",
    "GR": "30", "HK": "852", "HU": "36", "ID": "62", "IE": "353", "IL": "972", "IN": "91", "IS": "354", "IT": "39",
    "JP": "81", "KE": "254", "KR": "82", "LK": "94", "LV": "371", "MX": "52", "MY": "60", "NL": "31", "NO": "47",
    "NP": "977", "NZ": "64", "PE": "51", "PH": "63", "PL": "48", "PT": "351", "SE": "46", "SG": "65", "SI": "386",
    "SK": "421", "TH": "66", "TR": "90", "TW": "886", "UA": "380", "US": "1", "UY": "598", "ZA": "27",
}  # fmt: skip
_LONGEST_SHORT_CODE: Final = 6
_ADULT: Final = 18

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Clock24 = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Reach = Literal["call", "text", "chat", "whatsapp", "web"]
Hours = Literal["always", "daily", "limited", "unknown"]
Audience = Literal[
    "everyone", "adults", "youth", "women", "men", "families", "parents", "lgbtq", "trans", "veterans", "indigenous",
    "deaf", "domestic-violence", "sexual-violence", "substance-use", "referral",
]  # fmt: skip


class HelplinesWrong(ConfigurationError):
    """The file of helplines cannot be trusted; `entry` is the place, `problem` a code."""

    text = "helplines-wrong"


class Source(BaseModel):
    """Where a fact was read, and of when that page is, as far as it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Words
    dated: Words


class _Checked(BaseModel):
    """A number with its country, its sources and the day somebody last looked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: Country
    number: Words
    confidence: Literal["high", "medium", "low"]
    sources: Annotated[tuple[Source, ...], Field(min_length=2)]
    last_checked: date
    more_sources: str = ""
    notes: str = ""

    @property
    def _is_short(self) -> bool:
        raise NotImplementedError

    @model_validator(mode="after")
    def _dialled_as_written(self) -> Self:
        digits = "".join(filter(str.isdigit, self.number))
        if self.number.startswith("+"):
            raise ValueError("prefix")
        if self._is_short and (
            len(digits) > _LONGEST_SHORT_CODE or digits.startswith(_CALLING.get(self.country, "none"))
        ):
            raise ValueError("prefix")
        if len({source.at for source in self.sources}) < len(self.sources):
            raise ValueError("sources")
        return self


class Emergency(_Checked):
    """The number for immediate danger in a country."""

    service: Literal["all", "ambulance", "fire-and-ambulance"] = "all"

    @property
    def _is_short(self) -> bool:
        return True


class Helpline(_Checked):
    """One way to reach one service."""

    name: Words
    name_en: Words
    reach: Reach
    keyword: str = ""
    short_code: bool = False
    hours: Hours
    opens: Clock24 | None = None
    closes: Clock24 | None = None
    hours_note: str = ""
    languages: tuple[str, ...] = ()
    more_languages: bool = False
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)]
    youngest: int = 0
    oldest: int | None = None
    region: str = ""
    website: str = ""

    @property
    def _is_short(self) -> bool:
        return self.short_code

    @model_validator(mode="after")
    def _hours_are_whole(self) -> Self:
        if (self.hours == "daily") != (self.opens is not None and self.closes is not None):
            raise ValueError("hours")
        return self

    @property
    def spoken(self) -> bool:
        """Whether one has to speak; the others are for people who cannot."""
        return self.reach == "call"

    def suits(self, *, minor: bool | None = None) -> bool:
        """Tell whether a person of that age may use it; None means that the age is not known."""
        if minor is None:
            return True
        if minor:
            return "adults" not in self.audience or "everyone" in self.audience
        return "youth" not in self.audience or "everyone" in self.audience or (self.oldest or 0) >= _ADULT


_Entry = TypeVar("_Entry", Helpline, Emergency)


class Helplines:
    """Every line we know, by country."""

    def __init__(self, helplines: Sequence[Helpline], emergencies: Sequence[Emergency]) -> None:
        """Take checked values; `load` is the usual way in."""
        self.all: Final = tuple(helplines)
        self.emergencies: Final = tuple(emergencies)
        self._emergency = {one.country: one for one in emergencies}

    @classmethod
    def load(cls, path: Path) -> "Helplines":
        """Read and check `helplines.toml`.

        Raises:
            HelplinesWrong: the file is not there or not TOML, a source or the day of the last check is missing, a short
                code has a country prefix, or a value is not one that we know.
        """
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError, tomllib.TOMLDecodeError):
            raise HelplinesWrong(entry=path.name, problem="file") from None
        helplines = [_checked(Helpline, one, number) for number, one in enumerate(given.get("helpline", []), 1)]
        emergencies = [_checked(Emergency, one, number) for number, one in enumerate(given.get("emergency", []), 1)]
        if not helplines or not emergencies or given.keys() - {"helpline", "emergency"}:
            raise HelplinesWrong(entry=path.name, problem="file")
        return cls(helplines, emergencies)

    def countries(self) -> tuple[str, ...]:
        """Return the ISO 3166 codes of countries with a helpline or an emergency number, sorted."""
        return tuple(sorted({one.country for one in (*self.all, *self.emergencies)}))

    def for_country(self, country: str, *, minor: bool | None = None) -> tuple[Helpline, ...]:
        """Return the lines of a country that suit the age, the best for a crisis right now first."""
        suited = [one for one in self.all if one.country == country and one.suits(minor=minor)]
        return tuple(sorted(suited, key=lambda one: _rank(one, minor=minor)))

    def emergency(self, country: str) -> Emergency | None:
        """Return the number for immediate danger, if we know one."""
        return self._emergency.get(country)

    def first_two(self, country: str, *, minor: bool | None = None) -> tuple[Helpline, ...]:
        """Return at most two lines for a crisis right now, open to anyone of that age.

        The second is one to write to where that is open around the clock, for people who cannot speak.
        """
        fit = [one for one in self.for_country(country, minor=minor) if _general(one, minor=minor)]
        if len(fit) < 2:
            return tuple(fit)
        first, *rest = fit
        other_way = [one for one in rest if one.spoken != first.spoken and one.hours == "always" and not one.region]
        return first, (other_way or rest)[0]

    def country_for(self, locale: str | None, server_country: str | None) -> str | None:
        """Guess a person's country from Discord's locale and the server's country; a choice of theirs goes before.

        Where the locale's language is spoken in the server's country, that country it is. `en-US` is what Discord sets for
        everyone at first, so it says nothing against the server's country.
        """
        try:
            spoken = Locale.parse(locale, sep="-") if locale else None
        except (ValueError, UnknownLocaleError):
            spoken = None
        known = set(self.countries())
        if spoken is None or (server_country and (locale == "en-US" or _speaks(server_country, spoken.language))):
            return server_country
        likely = spoken.territory or get_global("likely_subtags").get(spoken.language, "").rpartition("_")[2]
        # A language of many countries, such as es-419, points to none of them.
        return likely if likely in known else server_country

    def only_country(self, language: str) -> str | None:
        """Return the one country with lines in which a language is official; None where there are several, or none."""
        spoken = [country for country in self.countries() if _speaks(country, language)]
        return spoken[0] if len(spoken) == 1 else None

    def older_than(self, days: int, today: date) -> tuple[Helpline | Emergency, ...]:
        """Return what nobody has looked at for more than `days` days."""
        limit = today - timedelta(days=days)
        entries: tuple[Helpline | Emergency, ...] = (*self.all, *self.emergencies)
        return tuple(one for one in entries if one.last_checked < limit)


def country_name(country: str, locale: str) -> str:
    """Return a country's name in the language of a Discord locale, in English if that is unknown."""
    try:
        names = Locale.parse(locale, sep="-").territories
    except (ValueError, UnknownLocaleError):
        names = Locale("en").territories
    return str(names.get(country, country))


def _speaks(country: str, language: str) -> bool:
    official = get_official_languages(country, regional=True, de_facto=True)
    return language in {one.partition("_")[0] for one in official}


def _general(line: Helpline, *, minor: bool | None) -> bool:
    if minor:
        return "everyone" in line.audience or line.audience == ("youth",)
    return "everyone" in line.audience or "adults" in line.audience


def _rank(line: Helpline, *, minor: bool | None) -> tuple[bool | int, ...]:
    return (
        not _general(line, minor=minor),
        bool(line.region),
        ("always", "daily", "unknown", "limited").index(line.hours),
        bool(minor) and "youth" not in line.audience,
        ("high", "medium", "low").index(line.confidence),
        not line.spoken,
    )


def _checked(kind: type[_Entry], given: object, number: int) -> _Entry:
    try:
        return kind.model_validate(given)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
    place = str(first["loc"][0] if first["loc"] else first.get("ctx", {}).get("error", "?"))
    name = given.get("number", "?") if isinstance(given, dict) else "?"
    country = given.get("country", "?") if isinstance(given, dict) else "?"
    entry = f"{kind.__name__.lower()} {number} ({country} {name})"
    raise HelplinesWrong(entry=entry, problem=place)
