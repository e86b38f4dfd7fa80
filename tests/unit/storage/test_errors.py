"""Every error of storage is a sentence in every language, with what to do next in it."""

import inspect
from pathlib import Path

import pytest

from bot.errors import AlongsideError
from bot.storage import errors
from bot.texts import Texts

VALUES: dict[str, str | int] = {
    "path": "var/alongside.db",
    "pid": "4711",
    "since": "2026-11-21T20:00:00+00:00",
    "keyring": "var/keyring.db",
    "revision": "0099",
    "what": "checksum",
}
KINDS = sorted(
    (
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, AlongsideError) and kind.__name__ in errors.__all__
    ),
    key=lambda kind: kind.__name__,
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(Path(__file__).parents[3] / "data" / "locales")


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_is_a_sentence_that_ends(kind: type[AlongsideError], locale: str, texts: Texts) -> None:
    said = texts.speaker(locale)(kind.text, **VALUES)
    assert len(said) > 20
    assert "{" not in said


def test_no_two_errors_say_the_same() -> None:
    assert len({kind.text for kind in KINDS}) == len(KINDS)
