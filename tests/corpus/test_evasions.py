"""Disguised words come back to the plain ones, and disguise raises nothing that was calm."""

from bot.moderation.detection import Detector
from tests.corpus.blind import LEXICON
from tests.corpus.evasions import WAYS, calm_sentences, measure


def test_eight_kinds_of_disguise_hide_next_to_nothing() -> None:
    found = list(measure(Detector.load(LEXICON), calm_sentences()))
    assert len(found) == len(WAYS) + 1 == 8
    assert {one.way: one.hidden for one in found if (one.share.rate or 0) < 0.98} == {}
    assert {one.way: one.raised for one in found if one.raised} == {}
