"""Every frame, sign and suppressor of every pack keeps the promises written beside it."""

from collections.abc import Iterator

import pytest

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.pack import Frame, PackFile, Sign, read_file
from tests.unit.detection.conftest import LEXICON


def _files() -> Iterator[tuple[str, PackFile]]:
    for path in sorted(LEXICON.glob("*/*.toml")):
        yield path.parent.name, read_file(path)


FRAMES: list[tuple[str, Frame | Sign]] = [
    (f"{language}.{frame.category or file.category}.{frame.name}", frame)
    for language, file in _files()
    for frame in file.frame
]
FRAMES += [(f"{language}.sign.{sign.name}", sign) for language, file in _files() for sign in file.sign]
SUPPRESSORS = [
    (f"{language}.{suppressor.kind}.{suppressor.name}", suppressor)
    for language, file in _files()
    for suppressor in file.suppressor
]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, frame in FRAMES for text in frame.matches])
def test_a_frame_finds_its_own_sentences(detector: Detector, name: str, text: str) -> None:
    assert name in detector.rules_in(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, frame in FRAMES for text in frame.misses])
def test_a_frame_leaves_its_neighbours_alone(detector: Detector, name: str, text: str) -> None:
    assert name not in detector.rules_in(text)


@pytest.mark.parametrize(("name", "text"), [(name, s) for name, item in SUPPRESSORS for s in item.matches])
def test_a_suppressor_lowers_its_own_sentences(detector: Detector, name: str, text: str) -> None:
    assessment = detector.assess(text)
    assert name in assessment.lowered_by
    assert assessment.tier < Tier.PAGE


@pytest.mark.parametrize(("name", "text"), [(name, s) for name, item in SUPPRESSORS for s in item.misses])
def test_a_suppressor_does_not_lower_its_neighbours(detector: Detector, name: str, text: str) -> None:
    assessment = detector.assess(text)
    assert name not in assessment.lowered_by
    assert assessment.tier > Tier.NONE
