"""Whatever the agenda refuses or leaves out, there is a sentence for it in every language."""

from pathlib import Path

import pytest

from bot.agenda import RuleNeverFires, RuleTooFrequent, RuleUnreadable, Trouble, UnknownZone, jobs
from bot.errors import Refusal
from bot.texts import Texts

LOCALES = Path(__file__).parents[3] / "data" / "locales"
PARTS = ("UNTIL", "DTSTART", "BYDAY", "RRULE", "FREQ", "BYMONTHDAY")
REFUSALS: list[Refusal] = [
    *(RuleUnreadable(part=part) for part in PARTS),
    RuleTooFrequent(),
    RuleNeverFires(),
    UnknownZone(example="Europe/Berlin"),
]
REASONS = [jobs.LATE, jobs.SUPERSEDED, jobs.WITHDRAWN, jobs.FAILED, jobs.TIMED_OUT, jobs.INTERRUPTED, jobs.EXHAUSTED]


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_refusal_and_reason_is_a_sentence(locale: str) -> None:
    speak = Texts.load(LOCALES).speaker(locale)
    said = [speak(refusal.text, **refusal.values) for refusal in REFUSALS]
    said += [speak(reason) for reason in (*REASONS, Trouble.text)]
    assert len(set(said)) == len(said)
    assert all(sentence.endswith((".", "FREQ=WEEKLY;BYDAY=MO,TH")) for sentence in said)
