"""Posts are recognised by keyed hashes that say nothing to anyone else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.identity import Identity

OURS = Identity(b"0123456789abcdef")
OTHERS = Identity(b"fedcba9876543210")


@given(st.text(), st.text(), st.integers(0, 2**63), st.integers(0, 2**63))
def test_a_nonce_is_stable_and_differs_by_key_and_place(key: str, other: str, place: int, elsewhere: int) -> None:
    nonce = OURS.nonce(key, place=place)
    assert len(nonce) == 24
    assert nonce == Identity(b"0123456789abcdef").nonce(key, place=place)
    assert (nonce == OURS.nonce(other, place=elsewhere)) == ((key, place) == (other, elsewhere))
    assert nonce != OTHERS.nonce(key, place=place)


@given(st.text())
def test_a_marker_is_a_component_id_above_those_that_discord_gives(key: str) -> None:
    assert 2**20 <= OURS.marker(key) < 2**31 - 1
    assert OURS.marker(key) == OURS.marker(key)


def test_a_look_does_not_mind_white_space_and_minds_words() -> None:
    assert OURS.look(["a  b\n", "c"]) == OURS.look(["a b", "c"])
    assert OURS.look(["ab", "c"]) != OURS.look(["a", "bc"])
