"""Settings: from keywords, the environment, `.env` and `glassbox.yaml`, in that order. Read once, frozen."""

import os
import sys
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.addresses import DatabaseAddress, read_address
from bot.errors import ConfigurationError
from bot.settings_files import read_lines, read_mapping
from bot.shards import ShardRange, read_shards

_CODE = Path(__file__).resolve().parent.parent
_HOME = _CODE if (_CODE / "pyproject.toml").is_file() else Path(sys.prefix).parent
"""The checkout; for an installed package the folder that holds its virtual environment."""

_PREFIX = "GLASSBOX_"
_FILE_VARIABLE = "GLASSBOX_CONFIG"
_DEFAULT_FILE = "glassbox.yaml"
_DOTENV = ".env"
_AROUND = "\"'“”‘’`\ufeff\u200b\u200c\u200d\u2060"
"""Quotes of every kind and signs without a width: what a page or an editor puts around a token."""


class Settings(BaseSettings):
    """Everything that a host can set. Token and key are never printed; keep them in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, populate_by_name=True
    )

    discord_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("discord_token", "DISCORD_TOKEN")
    )
    """The bot's token. Without one, `glassbox chat` and `ask` work all the same."""

    knowledge: Path = _HOME / "knowledge"
    """The folder of the knowledge base."""

    data: Path = _HOME / ".glassbox"
    """Where the built index and the exported encoder are kept; it can be deleted and built again."""

    database: DatabaseAddress = _HOME / "glassbox.db"
    """The SQLite file with the servers' settings, replies, reports and gaps, or a PostgreSQL database that several
    processes share, as postgresql://user:password@host/name. Back it up; it cannot be built again."""

    shards: ShardRange | None = None
    """The shards of this process where a large bot runs in several, as in 0-7 of 32; else as many as Discord
    recommends, all in this process."""

    message_content: bool = False
    """Whether the bot asks Discord for the privileged message content intent; the modes suggest and auto need it."""

    encoder: str = "all-MiniLM-L6-v2"
    """The sentence-transformers model: the shipped one, or any name or folder that it can load."""

    encoder_threads: int = Field(default=1, ge=1, le=64)
    """Processor threads for one question. One leaves a second processor to the answer before it, which serves a busy
    bot best; two read a single question a third faster."""

    judge_url: str | None = None
    """An OpenAI-compatible address, like http://127.0.0.1:8080/v1: a language model there chooses among the bot's own
    readings where the local judge is unsure. Without one no message leaves this machine for judging."""

    judge_model: str | None = Field(default=None, validate_default=True)
    """The name of that model."""

    judge_key: SecretStr | None = None
    """The key for that address, if it wants one."""

    stale_months: int = Field(default=18, ge=1, le=600)
    """Months after which `glassbox check --stale` lists a card or a fact."""

    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """How much the log says; it never holds message text, the token or a key."""

    log_format: Literal["text", "json"] = "text"
    """Lines to read, or one JSON object a line."""

    health_host: str = "127.0.0.1"
    """The address on which a running bot tells its health and its metrics; only this machine can ask by default."""

    health_port: int = Field(default=9464, ge=0, le=65535)
    """The port for that; 0 switches it off."""

    @field_validator("database", mode="before")
    @classmethod
    def _read_address(cls, address: object) -> object:
        return read_address(address.strip()) if isinstance(address, str) else address

    @field_validator("shards", mode="before")
    @classmethod
    def _read_shards(cls, shards: object) -> object:
        """A number alone comes as one, from a variable or a file."""
        return read_shards(str(shards)) if isinstance(shards, str | int) else shards

    @field_validator("knowledge", "data", "database")
    @classmethod
    def _find_home(cls, path: DatabaseAddress) -> DatabaseAddress:
        """`~` is the home folder here as in a shell."""
        return _expand(path) if isinstance(path, Path) else path

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _take_any_case(cls, written: object, info: ValidationInfo) -> object:
        if not isinstance(written, str):
            return written
        return written.strip().upper() if info.field_name == "log_level" else written.strip().lower()

    @field_validator("discord_token", "judge_key")
    @classmethod
    def _clean_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        """Without what is copied along: spaces, quotes, what cannot be seen, the words Bot and Bearer."""
        if secret is None:
            return None
        words = [word.strip(_AROUND) for word in secret.get_secret_value().split()]
        kept = [word for word in words if word and word.casefold() not in {"bot", "bearer"}]
        if len(kept) > 1:
            raise ValueError("it has several lines or words; there must be one")
        if any(not ("!" <= sign <= "~") for sign in "".join(kept)):
            raise ValueError("it holds a sign that none has; copy it again")
        return SecretStr("".join(kept))

    @field_validator("judge_url")
    @classmethod
    def _clean_judge_url(cls, address: str | None) -> str | None:
        """An address is said to people and to the log, so nothing secret may be in it."""
        parts = urlsplit(address.strip()) if address else None
        if parts is None:
            return None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it is no address that begins with https:// or http://")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("it holds more than host and path; a key belongs into judge_key")
        return parts.geturl()

    @field_validator("judge_model")
    @classmethod
    def _need_model(cls, model: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("judge_url") and not model:
            raise ValueError("judge_url is set, and needs the name of a model to ask there")
        return model

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        own = InitSettingsSource(settings_cls, _read_own_lines())
        return init_settings, env_settings, own, InitSettingsSource(settings_cls, _read_file())


def _read_own_lines() -> dict[str, Any]:
    """The settings in `.env` by the names of their fields. Lines of other programs are left alone; a name with our
    prefix that is not known is kept, and refused with all others."""
    return {
        name.upper().removeprefix(_PREFIX).lower(): value
        for name, value in read_lines(Path(_DOTENV)).items()
        if value and (name.upper().startswith(_PREFIX) or name.upper() == "DISCORD_TOKEN")
    }


def _read_file() -> dict[str, Any]:
    """The settings in `glassbox.yaml`, or the file that is named in its place; a known name without a value is none."""
    named = os.environ.get(_FILE_VARIABLE)
    file = _find_named(named) if named else Path(_DEFAULT_FILE)
    return {
        name: value
        for name, value in read_mapping(file).items()
        if value is not None or name not in Settings.model_fields
    }


def _find_named(named: str) -> Path:
    try:
        file = _expand(Path(named))
    except ValueError as error:
        raise ConfigurationError(f"{_FILE_VARIABLE} names {named} ({error}): mend it or unset it.") from error
    if not file.exists():
        raise ConfigurationError(f"{_FILE_VARIABLE} names {named}, which is not there: mend it or unset it.")
    return file


def _expand(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError("there is no such home folder") from error


def load_settings() -> Settings:
    """Return the settings of this process, or raise ConfigurationError with one sentence."""
    _refuse_unknown_variables()
    try:
        return Settings()
    except ValidationError as error:
        finding = error.errors()[0]
        name = finding["loc"][0]
        if finding["type"] == "extra_forbidden":
            raise ConfigurationError(f"The setting {name} is not known: remove it or mend its spelling.") from None
        said = finding["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"The setting {name} is wrong ({said}): mend it.") from None


def _refuse_unknown_variables() -> None:
    known = {f"{_PREFIX}{name}".upper() for name in Settings.model_fields} | {_FILE_VARIABLE}
    for name in os.environ:
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise ConfigurationError(f"The setting {name} is not known: remove it or mend its spelling.")
