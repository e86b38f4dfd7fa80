"""Helplines as a person reads them: what to dial first, then when, for whom and in which languages."""

import unicodedata
from typing import Final

from babel import Locale
from babel.lists import format_list

from bot.moderation.helplines import Helpline, Helplines, country_name
from bot.texts import Speaker

_MOST_LINES: Final = 8  # a message holds 2,000 characters
_SEPARATOR: Final = " · "
_REACH: Final = {
    "call": "helpline-call",
    "text": "helpline-text",
    "chat": "helpline-chat",
    "whatsapp": "helpline-whatsapp",
    "web": "helpline-web",
}
_HOURS: Final = {"always": "helpline-always", "limited": "helpline-limited", "unknown": "helpline-hours-unknown"}
_AUDIENCE: Final = {
    "youth": "helpline-for-youth",
    "women": "helpline-for-women",
    "men": "helpline-for-men",
    "families": "helpline-for-families",
    "parents": "helpline-for-parents",
    "lgbtq": "helpline-for-lgbtq",
    "trans": "helpline-for-trans",
    "veterans": "helpline-for-veterans",
    "indigenous": "helpline-for-indigenous",
    "deaf": "helpline-for-deaf",
    "domestic-violence": "helpline-for-domestic-violence",
    "sexual-violence": "helpline-for-sexual-violence",
    "substance-use": "helpline-for-substance-use",
    "referral": "helpline-for-referral",
}
_EMERGENCY: Final = {
    "all": "helpline-emergency",
    "ambulance": "helpline-emergency-ambulance",
    "fire-and-ambulance": "helpline-emergency-fire-and-ambulance",
}


def line(helpline: Helpline, speaker: Speaker) -> str:
    """Return one helpline as one line: name, how to reach it exactly as written, hours, whom it is for, languages."""
    parts = [_reach(helpline, speaker), _hours(helpline, speaker)]
    if "everyone" not in helpline.audience:
        parts += [speaker(_AUDIENCE[tag]) for tag in helpline.audience if tag in _AUDIENCE]
    if helpline.languages:
        names = _languages(helpline.languages, speaker.locale)
        key = "helpline-languages-more" if helpline.more_languages else "helpline-languages"
        parts.append(speaker(key, languages=names))
    elif helpline.more_languages:
        parts.append(speaker("helpline-languages-many"))
    if helpline.region:
        parts.append(speaker("helpline-region", region=helpline.region))
    if helpline.confidence != "high":
        parts.append(speaker("helpline-less-sure"))
    return _SEPARATOR.join(parts)


def first_lines(helplines: Helplines, country: str | None, speaker: Speaker) -> str:
    """Return a country's two best lines for right now and the number for immediate danger, a line each."""
    if country is None:
        return speaker("helplines-no-country")
    # Where no line is for everybody, one for some is better than none.
    best = helplines.first_two(country) or helplines.for_country(country)[:2]
    return "\n".join([*(line(helpline, speaker) for helpline in best), emergency_line(helplines, country, speaker)])


def all_lines(helplines: Helplines, country: str | None, speaker: Speaker) -> str:
    """Return the number for immediate danger and a country's lines, the best for right now first."""
    if country is None:
        return speaker("helplines-no-country")
    shown = helplines.for_country(country)[:_MOST_LINES]
    return "\n".join([emergency_line(helplines, country, speaker), *(line(helpline, speaker) for helpline in shown)])


def emergency_line(helplines: Helplines, country: str, speaker: Speaker) -> str:
    """Return the sentence for immediate danger in a country; without a known number it names the emergency services."""
    known = helplines.emergency(country)
    if known is None:
        return speaker("helpline-emergency-unknown", country=country_name(country, speaker.locale))
    return speaker(_EMERGENCY[known.service], number=_literal(known.number))


def _reach(helpline: Helpline, speaker: Speaker) -> str:
    name, number = _literal(_name(helpline, speaker.locale)), _literal(helpline.number)
    if helpline.keyword:
        return speaker("helpline-text-keyword", name=name, keyword=helpline.keyword, number=number)
    return speaker(_REACH[helpline.reach], name=name, number=number)


def _name(helpline: Helpline, locale: str) -> str:
    # A reader may not be able to read, or say, a name in the letters of another language.
    spoken = locale.partition("-")[0] in helpline.languages
    latin = all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in helpline.name)
    return helpline.name if latin or spoken else helpline.name_en


def _hours(helpline: Helpline, speaker: Speaker) -> str:
    if helpline.opens is not None and helpline.closes is not None:
        return speaker("helpline-daily", opens=helpline.opens, closes=helpline.closes)
    return speaker(_HOURS[helpline.hours])


def _languages(codes: tuple[str, ...], locale: str) -> str:
    spoken = Locale.parse(locale, sep="-")
    return format_list([str(spoken.languages.get(code, code)) for code in codes], locale=spoken)


def _literal(number: str) -> str:
    # `*4141` is dialled with its star; Discord would take it for emphasis.
    return number.replace("*", "\\*")
