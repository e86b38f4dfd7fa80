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
        (FRAME + 'forms = ["a* b"]', "only at its end"),
        (FRAME + 'forms = ["a & b & c & d"]', "more than 3 parts"),
        (FRAME + 'forms = ["SELF?"]\n[classes]\nSELF = ["me"]', "nothing that must be there"),
        (FRAME + 'forms = ["LOOP"]\n[classes]\nLOOP = ["LOOP"]', "nested"),
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


def test_a_neighbour_may_be_a_phrase(pack: Pack) -> None:
    found = Detector.load(
        pack(FRAME + 'forms = ["sing"]\nnot_after = ["very/so ..1 loud ..1"]\nnot_with = ["bird"]')
    ).assess
    assert found("sing very loud").tier is Tier.NONE
    assert found("sing it so damn loud").tier is Tier.NONE
    assert found("the bird. sing").tier is Tier.NONE
    assert found("sing loud").tier is Tier.PAGE


def test_neighbours_spoil_a_match_only_where_they_stand(pack: Pack) -> None:
    found = Detector.load(
        pack(FRAME + 'forms = ["sing"]\nnot_before = ["do not", "you ..1"]\nnot_after = ["loud"]')
    ).assess
    for text in ("do not sing", "you always sing", "sing loud"):
        assert found(text).tier is Tier.NONE, text
    for text in ("i sing", "you and he sing", "sing very loud", "do not. sing", "loud sing"):
        assert found(text).tier is Tier.PAGE, text


def test_a_frame_may_reach_across_sentences_or_take_either_order(pack: Pack) -> None:
    later = Detector.load(pack(FRAME + 'forms = ["red >>2 blue"]')).assess
    assert later("red. one blue").tier is Tier.PAGE
    assert later("red one two three blue").tier is Tier.NONE
    assert later("blue. red").tier is Tier.NONE
    either = Detector.load(pack(FRAME + 'forms = ["red & blue &4 green"]')).assess
    for text in ("green. some blue or red", "red blue green", "blue green red"):
        assert either(text).tier is Tier.PAGE, text
    assert either("red green").tier is Tier.NONE


def test_a_class_may_hold_phrases_of_other_classes(pack: Pack) -> None:
    found = Detector.load(
        pack(
            FRAME + 'forms = ["HAVE ..2 THING"]\n[classes]\nTHING = ["COLOUR ..1 bird", "kite"]\n'
            'COLOUR = ["red", "sky blue"]\nHAVE = ["have", "has"]'
        )
    ).assess
    for text in ("i have a red bird", "he has one sky blue little bird", "have kite"):
        assert found(text).tier is Tier.PAGE, text
    for text in ("i have a bird", "have a red. bird", "red bird"):
        assert found(text).tier is Tier.NONE, text


WHO = """
[classes]
SELF = ["i", "me"]
OTHERS = ["you", "he", "friend"]
NEGATION = ["not", "never"]
BUT = ["but"]
TURN = ["so"]
"""


def test_somebody_else_acting_is_not_the_person_who_writes(pack: Pack) -> None:
    found = Detector.load(pack(FRAME + 'forms = ["fly ..3 home"]' + WHO)).assess
    for text in ("i fly home", "fly home", "he makes me fly home", "he left. fly home", "he left so fly home"):
        assert found(text).tier is Tier.PAGE, text
    for text in (
        "he may fly home",
        "my friend who can fly home",
        "i know you fly home",
        "fly with you home",
        "fly. home",
    ):
        assert found(text).tier is Tier.NONE, text
    anybody = Detector.load(pack(FRAME + 'who = "any"\nforms = ["fly ..3 home"]' + WHO)).assess
    assert anybody("he may fly home").tier is Tier.PAGE


def test_a_not_lowers_or_spoils_unless_a_but_takes_it_back(pack: Pack) -> None:
    found = Detector.load(pack(FRAME + 'forms = ["SELF ..3 fly"]' + WHO)).assess
    assert found("i fly").tier is Tier.PAGE
    assert (found("i will not fly").tier, found("i will not fly").lowered_by) == (Tier.REVIEW, ("xx.denial.negation",))
    assert found("i will not fly, but i might").tier is Tier.PAGE
    spoiled = Detector.load(pack(FRAME.replace("ideation", "plan") + 'forms = ["SELF ..3 fly"]' + WHO)).assess
    assert spoiled("i will never fly").tier is Tier.NONE
    assert spoiled("i will never fly but if i do").tier is Tier.PAGE


def test_enough_different_signs_make_a_review(pack: Pack) -> None:
    sign = '[[sign]]\nname = "{0}"\nforms = ["{0}"]\nmatches = ["{0}"]\nmisses = ["x"]\n'
    found = Detector.load(
        pack(FRAME + 'forms = ["zzz"]\n' + "".join(map(sign.format, ("tired", "alone", "empty"))))
    ).assess
    assert found("tired and alone. so empty").rule == "xx.ideation.signs"
    assert found("tired and alone. so empty").tier is Tier.REVIEW
    assert found("tired and alone, so tired").tier is Tier.NONE


def test_urgent_signs_make_a_page_unless_everyday_talk_takes_off(pack: Pack) -> None:
    """Where nothing doubts them two less than is needed are enough: eight are asked for here, and six are."""
    sign = '[[sign]]\nname = "{0}"\nweight = 0\nurgency = {1}\nforms = ["{0}"]\nmatches = ["{0}"]\nmisses = ["x"]\n'
    signs = {"note": 3, "rope": 2, "keys": 1, "dark": 1, "bye": 3, "party": -3}
    found = Detector.load(
        pack("urgency_needed = 8\n" + FRAME + 'forms = ["zzz"]\n' + "".join(sign.format(*one) for one in signs.items()))
    ).assess
    assert (found("note. rope keys").tier, found("note. rope keys").rule) == (Tier.PAGE, "xx.ideation.clues")
    assert found("note, note and rope").tier is Tier.NONE
    assert found("note and bye").tier is Tier.PAGE
    # Three that agree may be less urgent by one, two may not.
    assert found("note, keys in the dark").tier is Tier.PAGE
    assert found("note, rope and keys at the party").tier is Tier.NONE


def test_a_fragment_stands_alone(pack: Pack) -> None:
    found = Detector.load(pack(FRAME + 'alone = 1\nforms = ["fly home"]' + WHO)).assess
    assert found("now fly home.").tier is Tier.PAGE
    assert found("now we fly home").tier is Tier.NONE


def test_scripts_without_spaces_are_read_letter_by_letter(pack: Pack) -> None:
    found = Detector.load(pack(FRAME + 'forms = ["赤い ..2 鳥"]')).assess
    text = "あの赤い小鳥です"
    assert [text[a:b] for a, b in found(text).spans] == ["赤い", "鳥"]
    assert found("赤、青い小さな鳥").tier is Tier.NONE
