"""A rule said in words."""

from typing import Final

from bot.agenda import Rule
from bot.groups.rhythm import DAYS
from bot.texts import Speaker

DAY_TEXTS: Final = {
    "MO": "day-monday",
    "TU": "day-tuesday",
    "WE": "day-wednesday",
    "TH": "day-thursday",
    "FR": "day-friday",
    "SA": "day-saturday",
    "SU": "day-sunday",
}
RHYTHM_TEXTS: Final = {
    "default": "rhythm-choice-default",
    "daily": "rhythm-choice-daily",
    "workdays": "rhythm-choice-workdays",
    "weekly": "rhythm-choice-weekly",
    "fortnightly": "rhythm-choice-fortnightly",
    "monthly-date": "rhythm-choice-monthly-date",
    "monthly-day": "rhythm-choice-monthly-day",
    "last-day": "rhythm-choice-last-day",
}
_ORDINALS: Final = {
    1: "rhythm-first",
    2: "rhythm-second",
    3: "rhythm-third",
    4: "rhythm-fourth",
    -1: "rhythm-last",
}


def described(rule: Rule, say: Speaker) -> str:
    """Return a rhythm in words, with its local time."""
    parts = dict(part.split("=") for part in rule.rrule.split(";"))
    days = parts.get("BYDAY", DAYS[rule.starts.weekday()]).split(",")
    named = ", ".join(say(DAY_TEXTS[day[-2:]]) for day in days)
    time = f"{rule.starts:%H:%M}"
    match parts["FREQ"]:
        case "DAILY":
            text = say("rhythm-daily", time=time)
        case "MONTHLY" if "BYDAY" in parts:
            text = say("rhythm-monthly-day", ordinal=say(_ORDINALS[int(days[0][:-2])]), day=named, time=time)
        case "MONTHLY" if parts.get("BYMONTHDAY") == "-1":
            text = say("rhythm-last-day", time=time)
        case "MONTHLY":
            text = say("rhythm-monthly-date", date=parts["BYMONTHDAY"].split(",")[-1], time=time)
        case _ if parts.get("INTERVAL", "1") == "2":
            text = say("rhythm-fortnightly", days=named, time=time)
        case _:
            text = say("rhythm-weekly", days=named, time=time)
    if "COUNT" in parts:
        text += " " + say("rhythm-times", count=int(parts["COUNT"]))
    if until := parts.get("UNTIL"):
        text += " " + say("rhythm-until", date=f"{until[:4]}-{until[4:6]}-{until[6:8]}")
    return text
