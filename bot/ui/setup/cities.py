"""A time zone by the name of a city or country, as people type it."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.texts import WHOLE

MOST: Final = 25  # choices in one menu
SHORTEST_PREFIX: Final = 3
NEAR: Final = 0.8
UNIVERSAL: Final = "UTC"

# Where most servers of a Discord locale are; `en-US` is what every server has at first, so it says nothing.
_USUAL: Final = {
    "bg": "Europe/Sofia", "cs": "Europe/Prague", "da": "Europe/Copenhagen", "de": "Europe/Berlin", "el": "Europe/Athens",
    "en-GB": "Europe/London", "es-ES": "Europe/Madrid", "fi": "Europe/Helsinki", "fr": "Europe/Paris",
    "hi": "Asia/Kolkata", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "it": "Europe/Rome", "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul", "lt": "Europe/Vilnius", "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest", "sv-SE": "Europe/Stockholm", "th": "Asia/Bangkok", "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv", "vi": "Asia/Ho_Chi_Minh", "zh-TW": "Asia/Taipei",
}  # fmt: skip


# The other beginnings of zones' names, such as Canada/Atlantic or Etc/GMT+5, name no cities.
_CONTINENTS: Final = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)

# What countries are called beside their names in CLDR.
_ALSO: Final = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "inglaterra": "GB", "gran bretana": "GB", "usa": "US", "america": "US", "eeuu": "US", "ee uu": "US", "holland": "NL",
    "holanda": "NL", "korea": "KR", "corea": "KR", "czech republic": "CZ", "turkey": "TR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Atlas:
    cities: Mapping[str, frozenset[str]]  # folded name → zones
    countries: Mapping[str, frozenset[str]]


def usual_zone(locale: str) -> str | None:
    """Guess a zone from a server's Discord locale, where it says something."""
    return _USUAL.get(locale)


def territory(zone: str) -> str | None:
    """Return the ISO 3166 code of a zone's country."""
    code = get_global("zone_territories").get(_canonical(zone))
    return None if code in (None, "001", "ZZ") else str(code)


def city(zone: str, language: str) -> str:
    """Return what a zone's city is called in a language."""
    named = Locale(language).time_zones.get(_canonical(zone), {}).get("city")
    return str(named) if named else zone.rpartition("/")[2].replace("_", " ")


def described(zone: str, language: str) -> str:
    """Return a zone's city with its country, to tell cities of one name apart."""
    code = territory(zone)
    name = city(zone, language)
    return f"{name}, {Locale(language).territories.get(code, code)}" if code else name


def zones_for(typed: str) -> tuple[str, ...]:
    """Return the zones that a typed name may mean: exactly, else by its beginning, else by what sounds like it.

    City names come from IANA's zone names and CLDR's example cities; the name of a country gives its zones, also
    behind a comma after a city that is none of them.
    """
    place, _, behind = typed.partition(",")
    return _zones_for(_fold(place)) or _zones_for(_fold(behind))


def country_for(typed: str, known: Iterable[str]) -> str | None:
    """Return the code of the country that a typed name means, of those that are `known`; None if none or several."""
    name, codes = _fold(typed), frozenset(known)
    if typed.strip().upper() in codes:
        return typed.strip().upper()
    if _ALSO.get(name) in codes:
        return _ALSO[name]
    names: dict[str, str] = {}
    for language in WHOLE:
        names |= {_fold(str(Locale(language).territories[code])): code for code in codes}
    begun = {code for known_name, code in names.items() if len(name) >= SHORTEST_PREFIX and known_name.startswith(name)}
    near = {names[one] for one in difflib.get_close_matches(name, names, n=1, cutoff=NEAR)}
    found = {names[name]} if name in names else begun or near
    return next(iter(found)) if len(found) == 1 else None


def _zones_for(name: str) -> tuple[str, ...]:
    if not name:
        return ()
    if name in ("utc", "gmt", "etc utc"):
        return (UNIVERSAL,)
    atlas = _atlas()
    if exact := atlas.cities.get(name):
        return _sorted(exact)
    if country := atlas.countries.get(name):
        # The United States have more zones than a menu has lines; Windows names one for each way of keeping time.
        few = country if len(country) <= MOST else country & set(get_global("windows_zone_mapping").values())
        return _sorted(few)
    if len(name) >= SHORTEST_PREFIX:
        begun = [zones for known, zones in atlas.cities.items() if known.startswith(name)]
        if begun:
            return _sorted(frozenset().union(*begun))
    near = difflib.get_close_matches(name, atlas.cities, n=5, cutoff=NEAR)
    return _sorted(frozenset().union(*(atlas.cities[known] for known in near)))


def _sorted(zones: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(zones))[:MOST]


def _canonical(zone: str) -> str:
    return str(get_global("zone_aliases").get(zone, zone))


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(" " if one in "_-/.'’" else one for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split())


@cache
def _atlas() -> _Atlas:
    territories = get_global("zone_territories")
    earlier: dict[str, set[str]] = {}
    for alias, canonical in get_global("zone_aliases").items():
        if alias.partition("/")[0] in _CONTINENTS:
            earlier.setdefault(canonical, set()).add(alias.rpartition("/")[2])
    current = _current_names()
    cities: dict[str, set[str]] = {}
    countries: dict[str, set[str]] = {}
    for canonical, zone in current.items():
        names = {canonical, zone, canonical.rpartition("/")[2], zone.rpartition("/")[2]}
        names |= earlier.get(canonical, set())
        names |= {city(zone, language) for language in WHOLE}
        for name in names:
            cities.setdefault(_fold(name), set()).add(zone)
        code = territories.get(canonical)
        for language in WHOLE:
            country = Locale(language).territories.get(code) if code else None
            if country:
                countries.setdefault(_fold(country), set()).add(zone)
    return _Atlas(
        {name: frozenset(zones) for name, zones in cities.items()},
        {name: frozenset(zones) for name, zones in countries.items()},
    )


def _current_names() -> dict[str, str]:
    """Return CLDR's zones with the names that IANA gives them today (Asia/Calcutta is Asia/Kolkata now)."""
    known = available_timezones()
    aliases: dict[str, list[str]] = {}
    for alias, canonical in get_global("zone_aliases").items():
        if alias in known and "/" in alias:
            aliases.setdefault(canonical, []).append(alias)
    names = {}
    for canonical in get_global("zone_territories"):
        if canonical not in known or canonical.startswith("Etc/"):
            continue
        wanted = city(canonical, "en").replace(" ", "_")
        same = (alias for alias in aliases.get(canonical, ()) if alias.rpartition("/")[2] == wanted)
        # CLDR keeps a zone's first name for ever; IANA's present one is the alias with today's city in it.
        names[canonical] = canonical if canonical.rpartition("/")[2] == wanted else next(same, canonical)
    return names
