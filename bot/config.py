"""Settings: from keywords, the environment, `.env` and `glassbox.yaml`, in that order. Read once, frozen."""

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)
from yaml import YAMLError

from bot.errors import ConfigurationError

_CODE = Path(__file__).resolve().parent.parent
_HOME = _CODE if (_CODE / "pyproject.toml").is_file() else Path(sys.prefix).parent
"""The checkout; for an installed package the folder that holds its virtual environment."""

_PREFIX = "GLASSBOX_"
_FILE_VARIABLE = "GLASSBOX_CONFIG"
_DEFAULT_FILE = "glassbox.yaml"


class Settings(BaseSettings):
    """Everything that a host can set. The token is never printed; keep it in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file=".env", extra="forbid", frozen=True, populate_by_name=True
    )

    discord_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("discord_token", "DISCORD_TOKEN")
    )
    """The bot's token. Without one, `glassbox chat` and `ask` work all the same."""

    knowledge: Path = _HOME / "knowledge"
    """The folder of the knowledge base."""

    data: Path = _HOME / ".glassbox"
    """Where the built index and the exported encoder are kept; it can be deleted and built again."""

    database: Path = _HOME / "glassbox.db"
    """The SQLite file with the servers' settings, replies, reports and gaps. Back it up; it cannot be built again."""

    message_content: bool = False
    """Whether the bot asks Discord for the privileged message content intent; the modes suggest and auto need it."""

    encoder: str = "all-MiniLM-L6-v2"
    """The sentence-transformers model: the shipped one, or any name or folder that it can load."""

    encoder_threads: int = Field(default=1, ge=1, le=64)
    """Processor threads for one question. One leaves a second processor to the answer before it, which serves a busy
    bot best; two read a single question a third faster."""

    stale_months: int = Field(default=18, ge=1, le=600)
    """Months after which `glassbox check --stale` lists a card or a fact."""

    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """How much the log says; it never holds message text or the token."""

    log_format: Literal["text", "json"] = "text"
    """Lines to read, or one JSON object a line."""

    health_host: str = "127.0.0.1"
    """The address on which a running bot tells its health and its metrics; only this machine can ask by default."""

    health_port: int = Field(default=9464, ge=0, le=65535)
    """The port for that; 0 switches it off."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del file_secret_settings
        named = os.environ.get(_FILE_VARIABLE)
        if named and not Path(named).is_file():
            raise ConfigurationError(f"{_FILE_VARIABLE} names {named}, which is not there: mend it or unset it.")
        file = Path(named or _DEFAULT_FILE)
        return init_settings, env_settings, dotenv_settings, YamlConfigSettingsSource(settings_cls, file)


def load_settings() -> Settings:
    """Return the settings of this process, or raise ConfigurationError with one sentence."""
    _refuse_unknown_variables()
    try:
        return Settings()
    except ValidationError as error:
        finding = error.errors()[0]
        name = ".".join(str(part) for part in finding["loc"])
        if finding["type"] == "extra_forbidden":
            raise ConfigurationError(f"The setting {name} is not known: remove it or mend its spelling.") from None
        raise ConfigurationError(f"The setting {name} is wrong ({finding['msg']}): mend it.") from None
    except (OSError, ValueError, YAMLError) as error:
        said = " ".join(str(error).split())
        raise ConfigurationError(f"The settings file cannot be read ({said}): mend it.") from error


def _refuse_unknown_variables() -> None:
    known = {f"{_PREFIX}{name}".upper() for name in Settings.model_fields} | {_FILE_VARIABLE}
    for name in os.environ:
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise ConfigurationError(f"The setting {name} is not known: remove it or mend its spelling.")
