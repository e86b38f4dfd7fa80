"""The one tap: five words with a picture each, the three bands in which a group is counted, and answers as they are read."""

from typing import Final

from bot.groups.model import Question
from bot.texts import Speaker

MOODS: Final = {5: "mood-good", 4: "mood-okay", 3: "mood-between", 2: "mood-low", 1: "mood-rough"}
EMOJI: Final = {5: "☀️", 4: "🌤️", 3: "⛅", 2: "🌧️", 1: "⛈️"}
BANDS: Final = {"light": (4, 5), "between": (3,), "heavy": (1, 2)}
BAND_TEXTS: Final = {"light": "mood-band-light", "between": "mood-band-between", "heavy": "mood-band-heavy"}
LOW: Final = 2
ENERGY: Final = {
    "5": "energy-5",
    "4": "energy-4",
    "3": "energy-3",
    "2": "energy-2",
    "1": "energy-1",
}


def band(mood: int) -> str:
    """Return the band in which a mood is counted."""
    return next(name for name, moods in BANDS.items() if mood in moods)


def value_text(value: str, question: Question | None, say: Speaker) -> str:
    """Return an answer in words: what was chosen, and what was written as it was written."""
    if question is not None and question.kind == "energy":
        return say(ENERGY[value]) if value in ENERGY else "–"
    if question is not None and question.kind == "yesno":
        return say("answer-yes" if value == "yes" else "answer-no")
    return value
