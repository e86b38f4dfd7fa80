"""Texts: whole sentences in the reader's language, or none."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.texts import TextMissing, Texts, TextsUnreadable, moment


def put(directory: Path, locale: str, source: str, file: str = "talk") -> None:
    (directory / locale).mkdir(exist_ok=True)
    (directory / locale / f"{file}.ftl").write_text(source, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "en",
        "hello = Hello, { $name }.\npeers = { $count ->\n    [one] One peer\n   *[other] { $count } peers\n}\n",
    )
    put(
        tmp_path,
        "es",
        "hello = Hola, { $name }.\npeers = { $count ->\n    [one] Un par\n   *[other] { $count } pares\n}\n",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("es", "Hola, Robin."),
        ("es-ES", "Hola, Robin."),
        ("es-419", "Hola, Robin."),
        ("en-GB", "Hello, Robin."),
        ("ja", "Hello, Robin."),
        (None, "Hello, Robin."),
        ("", "Hello, Robin."),
    ],
)
def test_a_reader_is_spoken_to_in_their_language_or_in_english(folder: Path, locale: str | None, spoken: str) -> None:
    assert Texts.load(folder).speaker(locale)("hello", name="Robin") == spoken


def test_numbers_choose_their_form(folder: Path) -> None:
    say = Texts.load(folder).speaker("es")

    assert say("peers", count=1) == "Un par"
    assert say("peers", count=3) == "3 pares"


def test_the_exact_locale_wins_over_its_language(folder: Path) -> None:
    put(folder, "es-419", "hello = Qué tal, { $name }.\n")

    assert Texts.load(folder).speaker("es-419")("hello", name="Robin") == "Qué tal, Robin."


def test_what_a_person_is_called_cannot_change_the_sentence(folder: Path) -> None:
    say = Texts.load(folder).speaker("en")

    assert say("hello", name="{ $count } \u202e{0} %s") == "Hello, { $count } \u202e{0} %s."


def test_no_invisible_marks_surround_a_value(folder: Path) -> None:
    said = Texts.load(folder).speaker("en")("hello", name="<t:1:R>")

    assert said == "Hello, <t:1:R>."


def test_what_a_language_lacks_is_said_in_english_sentence_by_sentence(folder: Path) -> None:
    put(folder, "fr", "hello = Bonjour { $name }.\n")
    say = Texts.load(folder).speaker("fr")

    assert say("hello", name="Robin") == "Bonjour Robin."
    assert say("peers", count=2) == "2 peers"


def test_who_works_with_the_bot_reads_one_language_and_no_mixture(folder: Path) -> None:
    put(folder, "fr", "hello = Bonjour { $name }.\n")
    texts = Texts.load(folder)

    assert texts.whole_speaker("fr")("hello", name="Robin") == "Hello, Robin."
    assert texts.whole_speaker("es-419")("hello", name="Robin") == "Hola, Robin."
    assert texts.whole_speaker(None).locale == "en"


@pytest.mark.parametrize(
    ("discord", "folder"),
    [("zh-CN", "zh"), ("zh-TW", "zh-TW"), ("pt-BR", "pt"), ("es-419", "es"), ("fr", "fr"), ("ar", "ar"), ("vi", "en")],
)
def test_discords_locales_lead_to_the_shipped_languages(discord: str, folder: str) -> None:
    texts = Texts.load(Path(__file__).resolve().parents[2] / "data" / "locales")

    assert texts.speaker(discord).locale == folder


def test_an_unknown_key_is_an_error_and_not_a_blank(folder: Path) -> None:
    with pytest.raises(TextMissing, match="no text 'nothing'"):
        Texts.load(folder).speaker("es")("nothing")


def test_a_sentence_is_never_shown_half_made(folder: Path) -> None:
    with pytest.raises(TextMissing, match="hello"):
        Texts.load(folder).speaker("en")("hello")


def test_a_key_with_only_attributes_has_nothing_to_say(folder: Path) -> None:
    put(folder, "en", "button =\n    .label = Press\n", file="more")

    with pytest.raises(TextMissing, match="has no value"):
        Texts.load(folder).speaker("en")("button")


def test_a_key_defined_twice_stops_the_load(folder: Path) -> None:
    put(folder, "en", "hello = Again\n", file="more")

    with pytest.raises(TextsUnreadable, match="hello = Hello"):
        Texts.load(folder)


@pytest.mark.parametrize("source", ["hello = { $name\n", "Hello\n", "hello : Hola\n", "[hello]\n"])
def test_a_file_that_does_not_parse_stops_the_load(folder: Path, source: str) -> None:
    put(folder, "es", source, file="talk")

    with pytest.raises(TextsUnreadable, match=r"es/talk\.ftl"):
        Texts.load(folder)


def test_what_turns_out_unreadable_when_it_is_said_is_said_in_english_and_logged(folder: Path) -> None:
    put(folder, "es", "hello = Hola, { $name $name }.\n")
    texts = Texts.load(folder)

    with capture_logs() as logged:
        assert texts.speaker("es")("hello", name="Robin") == "Hello, Robin."
    assert [line["event"] for line in logged] == ["texts.unreadable"]
    with pytest.raises(TextsUnreadable, match=r"es/talk\.ftl"):
        texts.read_all()


def test_a_sentence_may_hold_another_of_its_language(folder: Path) -> None:
    put(folder, "es", "greeting = { hello } { peers }\n", file="more")

    said = Texts.load(folder).speaker("es")("greeting", name="Robin", count=2)

    assert said == "Hola, Robin. 2 pares"


def test_without_english_nothing_is_loaded(tmp_path: Path) -> None:
    put(tmp_path, "es", "hello = Hola\n")

    with pytest.raises(TextsUnreadable, match="en/"):
        Texts.load(tmp_path)


def test_the_languages_and_their_keys_can_be_listed(folder: Path) -> None:
    texts = Texts.load(folder)

    assert texts.locales == ("en", "es")
    assert texts.keys("es") == texts.keys("en") == {"hello", "peers"}


def test_a_moment_is_told_in_discords_form_whatever_the_zone() -> None:
    noon = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    assert moment(noon) == "<t:1772366400:f>"
    assert moment(noon.astimezone(timezone(timedelta(hours=5, minutes=45))), "R") == "<t:1772366400:R>"


@pytest.mark.parametrize("locale", ["en", "es"])
def test_the_shipped_texts_load(locale: str) -> None:
    texts = Texts.load(Path(__file__).resolve().parents[2] / "data" / "locales")

    assert texts.keys(locale) == texts.keys("en") != frozenset()


SHIPPED = Texts.load(Path(__file__).resolve().parents[2] / "data" / "locales")


@pytest.mark.parametrize("locale", [one for one in SHIPPED.locales if one not in ("en", "es")])
def test_a_care_language_keeps_within_what_discord_takes(locale: str) -> None:
    say = SHIPPED.speaker(locale)

    for key in ("command-support-name", "command-help-name"):
        assert re.fullmatch(r"[-_\w\u0900-\u097f]{1,32}", say(key)), key
        assert say(key) == say(key).lower()
    assert all(len(say(key)) <= 100 for key in ("command-support", "command-help"))
    assert all(len(say(key)) <= 32 for key in ("menu-support-for-this", "menu-worried"))
    forms = ("support-form-title", "support-form-label", "worried-form-title", "worried-form-label")
    assert all(len(say(key)) <= 45 for key in forms)
    buttons = [key for key in SHIPPED.keys(locale) if re.match(r"(person-|fear-)?button-", key)]
    assert len(buttons) > 10
    assert all(len(say(key)) <= 80 for key in buttons)


@pytest.mark.parametrize("locale", [one for one in SHIPPED.locales if one not in ("en", "es")])
def test_a_command_that_a_care_language_names_is_one_that_its_reader_can_type(locale: str) -> None:
    say = SHIPPED.speaker(locale)
    known = {say("command-support-name"), say("command-help-name"), "setup"}

    for key in ("error-button-unknown", "error-not-yours", "error-server-not-set-up", "error-storage-unavailable"):
        named = re.findall(r"(?<!\w)/([-\w\u0900-\u097f]+)", say(key))
        assert named
        assert set(named) <= known, (key, named)
