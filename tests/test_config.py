"""Settings: from keywords, environment and file; secrets stay secret."""

from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_field_can_be_given_by_keyword(tmp_path: Path) -> None:
    given = {
        "discord_token": "secret",
        "knowledge": tmp_path,
        "data": tmp_path / "data",
        "encoder": "other",
        "encoder_threads": 2,
        "log_level": "DEBUG",
        "stale_months": 6,
        "database": tmp_path / "glassbox.db",
        "message_content": True,
        "log_format": "json",
        "health_host": "127.0.0.2",
        "health_port": 0,
    }
    assert set(given) == set(Settings.model_fields)
    settings = Settings.model_validate(given)
    assert settings.data == tmp_path / "data"
    assert Settings(discord_token="secret").discord_token is not None


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    settings = load_settings()
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "very-secret"
    assert "very-secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "glassbox.yaml").write_text("encoder: from-file\nencoder_threads: 3\n", encoding="utf-8")
    monkeypatch.setenv("GLASSBOX_ENCODER", "from-environment")
    settings = load_settings()
    assert (settings.encoder, settings.encoder_threads) == ("from-environment", 3)


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.yaml").write_text("log_level: ERROR\n", encoding="utf-8")
    monkeypatch.setenv("GLASSBOX_CONFIG", str(tmp_path / "other.yaml"))
    assert load_settings().log_level == "ERROR"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("encodre: x\n", "encodre is not known"),
        ("encoder_threads: 0\n", "encoder_threads is wrong"),
        ("encoder: [\n", "cannot be read"),
        ("health_port: 70000\n", "health_port is wrong"),
        ("log_format: xml\n", "log_format is wrong"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "glassbox.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem):
        load_settings()
