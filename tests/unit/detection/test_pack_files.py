"""A pack that is wrong is refused with its file and the reason; what a pack may say does what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.moderation.detection import Detector, LexiconInvalid, Tier

Pack = Callable[[str], Path]
FRAME = """
[[frame]]
name = "sample"
category = "ideation"
tier = "page"
matches = ["x"]
misses = ["y"]
"""


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("not toml at all [", "Expected"),
        ('[[frame]]\nname = "a"', "tier"),
        (FRAME.replace('"page"', '"loud"') + 'forms = ["a"]', "tier"),
        (FRAME + 'forms = ["a"]\ncolour = "red"', "colour"),
        (FRAME + 'forms = ["NOWHERE a"]', "NOWHERE"),
        (FRAME + 'forms = ["a ..2"]', "ends with a gap"),
        (FRAME + 'forms = ["..2 a"]', "starts with a gap"),
        (FRAME + 'forms = ["Abc d"]', "neither a class"),
        (FRAME + 'forms = ["?!"]', "holds no word"),
        (FRAME + 'forms = ["SELF?"]\n[classes]\nSELF = ["me"]', "nothing that must be there"),
        (FRAME + 'forms = ["LOOP"]\n[classes]\nLOOP = ["LOOP"]', "nested"),
        (FRAME + 'forms = ["a"]\nnot_after = ["b ..1 c"]', "one class or one literal"),
        (FRAME + 'forms = ["a"]' + FRAME + 'forms = ["b"]', "exists already"),
        (FRAME + 'forms = ["STAR"]\n[classes]\nSTAR = ["ki*ll"]', "only at its end"),
        (FRAME.replace('category = "ideation"\n', "") + 'forms = ["a"]', "no category"),
        (FRAME.replace('matches = ["x"]', "matches = []") + 'forms = ["a"]', "matches"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_the_reason(pack: Pack, toml: str, reason: str) -> None:
    with pytest.raises(LexiconInvalid) as refused:
        Detector.load(pack(toml))
    assert "rules.toml" in str(refused.value)
    assert reason in str(refused.value)


def test_a_class_that_exists_twice_is_refused(pack: Pack, tmp_path: Path) -> None:
    directory = pack(FRAME + 'forms = ["WORD"]\n[classes]\nWORD = ["a"]')
    (directory / "xx" / "words.toml").write_text('[classes]\nWORD = ["b"]', encoding="utf-8")
    with pytest.raises(LexiconInvalid, match="WORD exists already"):
        Detector.load(directory)


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_a_directory_without_packs_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(LexiconInvalid, match="no frames"):
        Detector.load(tmp_path / missing)


def test_gaps_options_alternatives_and_endings(pack: Pack) -> None:
    found = Detector.load(
        pack(FRAME + 'forms = ["red/blue ..2 BIRD? sing*"]\n[classes]\nBIRD = ["wren", "barn owl"]')
    ).assess
    for text in ("red sing", "blue little barn owl singing", "red one two sings", "RED wren, sing!"):
        assert found(text).tier is Tier.PAGE, text
    for text in ("green sing", "red one two three four sing", "red. sing", "redsing", "sing red"):
        assert found(text).tier is Tier.NONE, text


def test_neighbours_spoil_a_match_only_where_they_stand(pack: Pack) -> None:
    found = Detector.load(
        pack(FRAME + 'forms = ["sing"]\nnot_before = ["do not", "you ..1"]\nnot_after = ["loud"]')
    ).assess
    for text in ("do not sing", "you always sing", "sing loud"):
        assert found(text).tier is Tier.NONE, text
    for text in ("i sing", "you and he sing", "sing very loud", "do not. sing", "loud sing"):
        assert found(text).tier is Tier.PAGE, text


def test_a_frame_may_reach_across_sentences_if_it_says_so(pack: Pack) -> None:
    assert Detector.load(pack(FRAME + 'across = true\nforms = ["red ..2 blue"]')).assess("red. blue").tier is Tier.PAGE


def test_scripts_without_spaces_are_read_letter_by_letter(pack: Pack) -> None:
    found = Detector.load(pack(FRAME + 'forms = ["赤い ..2 鳥"]')).assess
    text = "あの赤い小鳥です"
    assert [text[a:b] for a, b in found(text).spans] == ["赤い", "鳥"]
    assert found("赤、青い小さな鳥").tier is Tier.NONE
