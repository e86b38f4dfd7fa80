"""Personal details in something written: telephone numbers, addresses, invitations, a name beside a diagnosis.

Nothing is kept and nobody else is told: what is found leads to one private word to whoever wrote it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher, PhoneNumberType


class Detail(StrEnum):
    """What kind of detail was found."""

    PHONE = "phone"
    EMAIL = "email"
    STREET = "street"
    NAME = "name"
    INVITE = "invite"


LONGEST: Final = 4000  # characters that are looked at: as long as a message gets
FEWEST_DIGITS: Final = 7
# Lines that anybody may be given: a helpline's number is help, not a detail.
PUBLIC: Final = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN}
)

_DIGIT: Final = re.compile(r"\d")
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}\b", re.IGNORECASE)
# As people write it who know that addresses are looked for.
_SPELLED: Final = re.compile(
    r"(?<![\w-])[\w-]{2,64}\s?(?:\bat\b|\barroba\b|[(\[](?:at|arroba)[)\]])\s?[\w-]{2,63}"
    r"\s?(?:\bdot\b|\bpunto\b|[(\[](?:dot|punto)[)\]])\s?(?:com|org|net|es|mx|ar|co|uk|de|fr|io|me|edu)\b",
    re.IGNORECASE,
)
_INVITE: Final = re.compile(
    r"\b(?:discord(?:app)?\.(?:gg|com/invite)|chat\.whatsapp\.com|t\.me/joinchat)/[\w-]{2,64}|\bt\.me/\+[\w-]{6,64}",
    re.IGNORECASE,
)
_STREET_EN: Final = re.compile(
    r"\b\d{1,5}[a-zA-Z]?\s+(?:[A-Z][\w'’-]+\s+){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Court|Terrace|Crescent|Close|Square|Way)\b"
)
_STREET_ES: Final = re.compile(
    r"\b(?:[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Pp]aseo|[Cc]amino|[Cc]/)\s*"
    r"(?:de\s+(?:la\s+|los\s+|las\s+)?|del\s+)?[A-ZÁÉÍÓÚÑ][\wáéíóúñ'’-]+(?:\s+[\wáéíóúñ]+){0,3},?\s+"
    r"(?:n[.ºo°]*\s*|número\s+)?\d{1,4}\b"
)
_DIAGNOSES: Final = (
    r"bipolar|schizophreni[ac]|schizoaffective|depression|hiv|aids|cancer|borderline|bpd|ptsd|autis(?:m|tic)|adhd|"
    r"anor[eé]xi[ac]a?|bul[ií]mi[ac]a?|bipolaridad|ocd|psycho(?:sis|tic)|alcoholic|addict(?:ed)?|epilep(?:sy|tic)|dementia|dissociative|"
    r"esquizofr[eé]ni(?:a|co|ca)|depresi[oó]n|vih|sida|c[aá]ncer|l[ií]mite de la personalidad|tlp|tept|tdah|autista|"
    r"psicosis|alc[oó]hóli[ca]o?|alcoh[oó]lic[oa]|adict[oa]|epilepsia|demencia"
)
_CAPITAL: Final = "[A-ZÁÉÍÓÚÑ][a-záéíóúñü'’-]{1,20}"
_SOMEBODY: Final = (
    rf"\b({_CAPITAL}\s{_CAPITAL})\s(?:(?:from|at|de|del)\s\w+\s)?"
    r"(?:has|had|is|was|suffers|got|tiene|tuvo|padece|sufre|es|está|fue|le\s(?:han\s)?diagnostic(?:aron|ado))\b"
)
_NAMED: Final = re.compile(_SOMEBODY)  # quick, and rarely there
_ABOUT: Final = re.compile(rf"{_SOMEBODY}[^.?!\n]{{0,40}}?\b(?i:{_DIAGNOSES})\b")


def digits_of(numbers: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return every way in which these numbers, each with its country, may be written: the digits alone, here and from abroad."""
    found: set[str] = set()
    for number, country in numbers:
        found.add("".join(_DIGIT.findall(number)))
        for match in PhoneNumberMatcher(number, country, leniency=Leniency.POSSIBLE):
            found |= _ways(match)
    return frozenset(found)


def _ways(match: PhoneNumberMatch) -> set[str]:
    return {"".join(_DIGIT.findall(match.raw_string)), f"{match.number.country_code}{match.number.national_number}"}


def find(
    text: str, *, country: str | None, author: str = "", public: Callable[[], frozenset[str]] = frozenset
) -> frozenset[Detail]:
    """Return the kinds of details in a text.

    Args:
        text: what somebody wrote.
        country: where numbers without a country code are from; None finds those with one only.
        author: the writer's name, which is theirs to say.
        public: says which numbers anybody may be given, as `digits_of` returns them; asked only where there is a number.
    """
    return frozenset(_all(text[:LONGEST], country, author, public))


def _all(text: str, country: str | None, author: str, public: Callable[[], frozenset[str]]) -> Iterator[Detail]:
    plain = text.lower()
    spelled = ("dot" in plain or "punto" in plain) and _SPELLED.search(text)
    if spelled or ("@" in text and _EMAIL.search(text)):
        yield Detail.EMAIL
    if "/" in text and _INVITE.search(text):
        yield Detail.INVITE
    digits = len(_DIGIT.findall(text))
    if digits and (_STREET_EN.search(text) or _STREET_ES.search(text)):
        yield Detail.STREET
    if digits >= FEWEST_DIGITS and _phone(text, country, public):
        yield Detail.PHONE
    if _NAMED.search(text) and any(name.lower() != author.lower() for name in _ABOUT.findall(text)):
        yield Detail.NAME


def _phone(text: str, country: str | None, public: Callable[[], frozenset[str]]) -> bool:
    found = PhoneNumberMatcher(text, country, leniency=Leniency.VALID, max_tries=20)
    return any(
        phonenumbers.number_type(match.number) not in PUBLIC and public().isdisjoint(_ways(match)) for match in found
    )
