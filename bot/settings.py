"""Environment and .env, read and validated once."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigurationError
from bot.texts import Speaker

_BOT: Final = Path(__file__).parent
_DATABASES: Final = ("sqlite", "postgresql", "postgresql+psycopg")

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LogFormat = Literal["console", "json"]


class SettingsWrong(ConfigurationError):
    """One setting or more cannot be used; `setting` is the first, `others` the names of the rest."""

    text = "settings-wrong"

    def __init__(self, names: tuple[str, ...]) -> None:
        """Keep the names in the order of the model, never their values."""
        first, *rest = names
        super().__init__(setting=first, others=", ".join(rest), count=len(rest))
        self.names = names

    def sentences(self, speaker: Speaker) -> list[str]:
        """Return a sentence for each setting that says what to put there."""
        return [speaker(self.text, setting=name, others="", count=0) for name in self.names]


class EnvFileUnreadable(ConfigurationError):
    """There is a .env, but it is no text that can be read."""

    text = "settings-env-unreadable"


class TokenMissing(ConfigurationError):
    """The command needs Discord, and no token says who we are there."""

    text = "settings-token-missing"


def default_data_dir() -> Path:
    """Return the content that came with the bot: inside the package when installed, beside it in the repository."""
    packaged = _BOT / "_data"
    return packaged if packaged.is_dir() else _BOT.parent / "data"


def _address(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname or re.search(r"\s", value):
            raise ValueError("not an address")
        if parts.port == 0:
            raise ValueError("not a port")
        return value.rstrip("/")

    return AfterValidator(check)


def _token(value: SecretStr) -> SecretStr:
    plain = value.get_secret_value().strip()
    if not re.fullmatch(r"[!-~]+", plain) or plain[0] in "\"'":
        raise ValueError("not a token")
    return SecretStr(plain)


def _database(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if scheme not in _DATABASES or not separator or not rest:
        raise ValueError("not a database")
    if scheme == "sqlite" and (len(rest) < 2 or not rest.startswith("/")):
        raise ValueError("no file named")
    if scheme != "sqlite" and not urlsplit(value).path.strip("/"):
        raise ValueError("no database named")
    return value


def _folder(value: Path) -> Path:
    if value.exists() and not value.is_dir():
        raise ValueError("not a folder")
    return value


def _file(value: Path) -> Path:
    if value.is_dir():
        raise ValueError("not a file")
    return value


def _content(value: Path) -> Path:
    if not (value / "locales").is_dir():
        raise ValueError("not our content")
    return value


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an operator decides; names in capitals are the environment's."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    discord_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    discord_api_url: Annotated[str, _address("http", "https")] | None = None
    discord_gateway_url: Annotated[str, _address("ws", "wss")] | None = None
    database_url: Annotated[str, AfterValidator(_database)] = Field(default="", repr=False)
    var_dir: Annotated[Path, AfterValidator(_folder)] = Path("var")
    data_dir: Annotated[Path, AfterValidator(_content)] = Field(default_factory=default_data_dir)
    master_key_file: Annotated[Path, AfterValidator(_file)] = Path()
    heartbeat_url: Annotated[str, _address("http", "https")] | None = Field(default=None, repr=False)
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = "INFO"
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = "console"

    @model_validator(mode="before")
    @classmethod
    def _keep_state_together(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        var_dir = Path(given.get("var_dir", "var"))
        beside = {"database_url": f"sqlite:///{var_dir / 'alongside.db'}", "master_key_file": var_dir / "master.key"}
        return {**beside, **given}

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment and `.env` in the working directory, or only `env` when it is given.

        The environment wins over `.env`; an empty value counts as not set.

        Raises:
            SettingsWrong: a value cannot be used; all of them are named, no value is repeated.
            EnvFileUnreadable: `.env` is not UTF-8 text that we may read.
        """
        try:
            if env is None:
                return Settings()
            given = _Given.model_validate({n: env[n.upper()] for n in cls.model_fields if env.get(n.upper())})
            return Settings.model_construct(**dict(given))
        except ValidationError as wrong:
            places = {str(problem["loc"][0]) for problem in wrong.errors() if problem["loc"]}
        except (OSError, UnicodeError):
            raise EnvFileUnreadable from None
        raise SettingsWrong(tuple(name.upper() for name in cls.model_fields if name in places))

    def require_token(self) -> str:
        """Return the bot's token in clear.

        Raises:
            TokenMissing: there is none.
        """
        if self.discord_token is None:
            raise TokenMissing
        return self.discord_token.get_secret_value()


class _Given(Settings):
    """Settings from a mapping alone: the machine's own environment plays no part."""

    @classmethod
    def settings_customise_sources(
        cls,
        *_settings_cls: Any,  # noqa: ANN401  # the one signature that fits the longer one it replaces
        **sources: Any,  # noqa: ANN401
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Listen to what was handed in, and to nothing else."""
        return (sources["init_settings"],)
