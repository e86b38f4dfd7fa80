"""What a person wrote opens for them and its purpose alone."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.errors import SealBroken
from bot.storage.master_key import MasterKey
from bot.storage.sealing import seal, unseal

KEY = bytes(range(32))
ANY_TEXT = st.text(alphabet=st.characters(), max_size=4000)


def sealed(text: str, *, person_id: int = 7, purpose: str = "note") -> bytes:
    return seal(KEY, text, person_id=person_id, purpose=purpose, token_bytes=secrets.token_bytes)


@given(text=ANY_TEXT)
def test_any_text_comes_back_lone_surrogates_and_all(text: str) -> None:
    assert unseal(KEY, sealed(text), person_id=7, purpose="note") == text


@given(text=st.text(min_size=4), where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_bit_changed_anywhere_and_it_does_not_open(text: str, where: int, bit: int) -> None:
    damaged = bytearray(sealed(text))
    damaged[where % len(damaged)] ^= 1 << bit
    with pytest.raises(SealBroken):
        unseal(KEY, bytes(damaged), person_id=7, purpose="note")


@given(length=st.integers(0, 40))
def test_a_part_of_it_does_not_open(length: int) -> None:
    whole = sealed("hello there, I am fine")
    with pytest.raises(SealBroken):
        unseal(KEY, whole[: min(length, len(whole) - 1)], person_id=7, purpose="note")


@given(person_id=st.integers(1, 2**63 - 1), purpose=st.text(st.characters(codec="utf-8"), max_size=20))
def test_it_opens_for_no_other_person_or_purpose(person_id: int, purpose: str) -> None:
    if (person_id, purpose) == (7, "note"):
        return
    with pytest.raises(SealBroken):
        unseal(KEY, sealed("hello"), person_id=person_id, purpose=purpose)


@pytest.mark.parametrize(("person_id", "purpose"), [(8, "note"), (7, "notes"), (7, "")])
def test_one_difference_is_enough(person_id: int, purpose: str) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, sealed("hello"), person_id=person_id, purpose=purpose)


def test_the_same_words_sealed_twice_look_different() -> None:
    assert sealed("hello") != sealed("hello")


def test_a_wrapped_key_opens_with_the_same_master_key_and_names_alone() -> None:
    master = MasterKey(bytes(32), token_bytes=secrets.token_bytes)
    other = MasterKey(bytes([1]) * 32, token_bytes=secrets.token_bytes)
    wrapped = master.wrap(KEY, person_id=1, discord_id=2)
    assert master.unwrap(wrapped, person_id=1, discord_id=2) == KEY
    for key, person_id, discord_id in [(other, 1, 2), (master, 2, 2), (master, 1, 1)]:
        with pytest.raises(SealBroken):
            key.unwrap(wrapped, person_id=person_id, discord_id=discord_id)
    assert master.id != other.id
