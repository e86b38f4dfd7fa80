"""Settings: read once, validated, and explained in one line when they are wrong."""

from pathlib import Path

import pytest

from bot.settings import EnvFileUnreadable, Settings, SettingsWrong, TokenMissing, default_data_dir
from bot.texts import Speaker, Texts

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "MTIz.secret.token"


@pytest.fixture(scope="module")
def english() -> Speaker:
    return Texts.load(ROOT / "data" / "locales").speaker("en")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory and an environment without any of our names."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def test_without_any_setting_the_defaults_of_the_design_hold() -> None:
    settings = Settings.load({})

    assert settings.database_url == "sqlite:///var/alongside.db"
    assert settings.var_dir == Path("var")
    assert settings.master_key_file == Path("var/master.key")
    assert settings.data_dir == ROOT / "data" == default_data_dir()
    assert (settings.log_level, settings.log_format) == ("INFO", "console")
    unset = {name for name, value in settings if value is None}
    assert unset == {"discord_token", "discord_api_url", "discord_gateway_url", "heartbeat_url", "metrics_port"}


def test_moving_the_folder_for_state_moves_the_database_and_the_key_with_it() -> None:
    settings = Settings.load({"VAR_DIR": "/srv/alongside"})

    assert settings.database_url == "sqlite:////srv/alongside/alongside.db"
    assert settings.master_key_file == Path("/srv/alongside/master.key")


def test_the_environment_wins_over_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nLOG_LEVEL=debug\nMETRICS_PORT=9100\nUNRELATED=1\n")
    monkeypatch.setenv("LOG_LEVEL", "warning")

    settings = Settings.load()

    assert settings.require_token() == TOKEN
    assert settings.log_level == "WARNING"
    assert settings.metrics_port == 9100


def test_a_file_saved_with_a_byte_order_mark_is_read(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n", encoding="utf-8-sig")

    assert Settings.load().require_token() == TOKEN


def test_an_empty_value_counts_as_not_set(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_PORT", "")
    monkeypatch.setenv("DATABASE_URL", "")

    assert Settings.load() == Settings.load({"METRICS_PORT": "", "DATABASE_URL": ""})
    assert Settings.load().metrics_port is None


def test_a_given_mapping_is_the_whole_truth(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    (elsewhere / ".env").write_text("LOG_FORMAT=json\n")

    settings = Settings.load({})

    assert settings.discord_token is None
    assert settings.log_format == "console"


def test_a_file_that_is_not_text_is_named(elsewhere: Path, english: Speaker) -> None:
    (elsewhere / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\x00")

    with pytest.raises(EnvFileUnreadable) as stopped:
        Settings.load()

    assert ".env" in english(stopped.value.text, **stopped.value.values)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DISCORD_TOKEN", "Bot abc.def", "token"),
        ("DISCORD_TOKEN", '"abc.def"', "quotes"),
        ("DISCORD_TOKEN", "   ", "token"),
        ("DISCORD_API_URL", "ftp://secret-host/x", "https://"),
        ("DISCORD_API_URL", "https://", "https://"),
        ("DISCORD_API_URL", "https://secret-host:99999", "https://"),
        ("DISCORD_GATEWAY_URL", "https://secret-host", "wss://"),
        ("DATABASE_URL", "mysql://me:secret@host/db", "sqlite:///var/alongside.db"),
        ("DATABASE_URL", "sqlite:///", "sqlite:///var/alongside.db"),
        ("DATABASE_URL", "postgresql://me:secret@host", "postgresql://name:password@host/database"),
        ("VAR_DIR", str(ROOT / "pyproject.toml"), "folder"),
        ("DATA_DIR", "/nowhere/secret", "locales"),
        ("MASTER_KEY_FILE", str(ROOT), "file"),
        ("HEARTBEAT_URL", "heart secret", "https://"),
        ("METRICS_PORT", "0", "1 to 65535"),
        ("METRICS_PORT", "secret", "1 to 65535"),
        ("LOG_LEVEL", "loud", "DEBUG"),
        ("LOG_FORMAT", "xml", "console or json"),
    ],
)
def test_a_wrong_setting_stops_with_one_line_that_says_what_to_put(
    name: str, value: str, told: str, english: Speaker
) -> None:
    with pytest.raises(SettingsWrong) as stopped:
        Settings.load({name: value})

    line = english(stopped.value.text, **stopped.value.values)
    assert line.startswith(f"{name}: ")
    assert told in line
    assert "\n" not in line
    assert "secret" not in f"{line} {stopped.value!r} {stopped.value}"
    assert stopped.value.__cause__ is None


def test_all_problems_are_named_and_each_has_its_sentence(english: Speaker) -> None:
    with pytest.raises(SettingsWrong) as stopped:
        Settings.load({"LOG_LEVEL": "loud", "METRICS_PORT": "-1", "DISCORD_TOKEN": "a b"})

    line = english(stopped.value.text, **stopped.value.values)
    assert line.startswith("DISCORD_TOKEN: ")
    assert "METRICS_PORT, LOG_LEVEL" in line
    assert "\n" not in line
    assert [text.partition(":")[0] for text in stopped.value.sentences(english)] == [
        "DISCORD_TOKEN",
        "METRICS_PORT",
        "LOG_LEVEL",
    ]


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_setting_has_a_sentence_of_its_own(name: str, locale: str) -> None:
    speaker = Texts.load(ROOT / "data" / "locales").speaker(locale)

    assert speaker("settings-wrong", setting=name, others="", count=0).startswith(f"{name}: ")


def test_a_command_that_needs_discord_says_where_the_token_goes(english: Speaker) -> None:
    with pytest.raises(TokenMissing) as stopped:
        Settings.load({}).require_token()

    line = english(stopped.value.text, **stopped.value.values)
    assert line.startswith("DISCORD_TOKEN is not set")
    assert "\n" not in line


def test_nothing_secret_is_in_the_printed_settings() -> None:
    settings = Settings.load(
        {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": "postgresql://me:hunter2@host/db",
            "HEARTBEAT_URL": "https://beats.example/uuid-known-to-us",
        }
    )

    printed = f"{settings!r} {settings}"
    assert "secret" not in printed
    assert "hunter2" not in printed
    assert "uuid-known" not in printed


def test_the_example_file_has_every_setting_with_a_comment_and_nothing_else() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[0]: number for number, line in enumerate(lines) if line and not line.startswith("#")}

    assert list(named) == [name.upper() for name in Settings.model_fields]
    assert all(lines[number - 1].startswith("# ") for number in named.values())


def test_the_example_file_copied_as_it_is_gives_the_defaults(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")

    assert Settings.load().model_dump() == Settings.load({}).model_dump()
