"""Say of a text whether a human being should look at it, and how soon; offline and explainable."""

from bot.moderation.detection.assessment import Assessment, Category, Tier
from bot.moderation.detection.detector import SCORER_RULE, Detector
from bot.moderation.detection.own import OwnWords, Phrase
from bot.moderation.detection.pack import LexiconInvalid

__all__ = ["SCORER_RULE", "Assessment", "Category", "Detector", "LexiconInvalid", "OwnWords", "Phrase", "Tier"]
