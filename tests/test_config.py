"""Settings: from keywords, environment and file; secrets stay secret."""

from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError
from bot.shards import ShardRange


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
        "judge_url": "https://api.example.org/v1",
        "judge_model": "some-model",
        "judge_key": "another-secret",
        "stale_months": 6,
        "database": tmp_path / "glassbox.db",
        "shards": ShardRange(first=0, last=7, count=32),
        "message_content": True,
        "log_format": "json",
        "health_host": "127.0.0.2",
        "health_port": 0,
    }
    assert set(given) == set(Settings.model_fields)
    settings = Settings.model_validate(given)
    assert settings.data == tmp_path / "data"
    assert Settings(discord_token="secret").discord_token is not None


@pytest.mark.parametrize(
    ("name", "written"), [("DISCORD_TOKEN", "very-secret"), ("GLASSBOX_JUDGE_KEY", ' "Bearer very-secret"\n')]
)
def test_secrets_are_cleaned_and_never_shown(monkeypatch: pytest.MonkeyPatch, name: str, written: str) -> None:
    monkeypatch.setenv(name, written)
    settings = load_settings()
    secret = settings.discord_token or settings.judge_key
    assert secret is not None
    assert secret.get_secret_value() == "very-secret"
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
        ("- encoder\n", r"glassbox\.yaml holds no settings.*name: value"),
        ("just words\n", r"glassbox\.yaml holds no settings.*name: value"),
        ("health_port: 2026-02-30\n", r"glassbox\.yaml cannot be read \(day is out of range for month\): mend it"),
        ("database: [a]\n", "The setting database is wrong"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "glassbox.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem):
        load_settings()


def _write_dotenv(folder: Path, text: str, encoding: str = "utf-8") -> None:
    (folder / ".env").write_bytes(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_dotenv_is_read_however_an_editor_wrote_it(tmp_path: Path, encoding: str, ending: str) -> None:
    lines = ["# ours", "DISCORD_TOKEN=abc", "GLASSBOX_LOG_LEVEL=debug", "GLASSBOX_DATABASE="]
    _write_dotenv(tmp_path, ending.join(lines), encoding)
    settings = load_settings()
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "abc"
    assert settings.log_level == "DEBUG"
    assert settings.database == Settings.model_fields["database"].default


def test_lines_of_other_programs_are_left_alone_and_slips_in_ours_are_not(tmp_path: Path) -> None:
    _write_dotenv(tmp_path, "COMPOSE_PROJECT_NAME=x\nTZ=Europe/Berlin\nOTHER_TOKEN=y\n")
    assert load_settings().discord_token is None
    _write_dotenv(tmp_path, "GLASSBOX_DATABSE=x\n")
    with pytest.raises(ConfigurationError, match="databse is not known"):
        load_settings()


@pytest.mark.parametrize("name", [".env", "glassbox.yaml"])
@pytest.mark.parametrize("content", [b"\x80\x81GLASSBOX", "DISCORD_TOKEN: abc\n".encode("utf-16-le"), b"\xff\xfeG"])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    """UTF-16 without its mark looks like lines of other programs."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigurationError, match=f"{name} is not UTF-8: save it"):
        load_settings()


@pytest.mark.parametrize("name", [".env", "glassbox.yaml"])
def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    """Docker makes one where a file that is to be mounted is not there."""
    (tmp_path / name).mkdir()
    with pytest.raises(ConfigurationError, match=f"{name} is a folder"):
        load_settings()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_settings_file_is_read_however_an_editor_wrote_it(tmp_path: Path, encoding: str, ending: str) -> None:
    """A name without a value is as none."""
    lines = ["# café", "encoder: café", "log_level: debug", "log_format: JSON", "database:", "judge_url:"]
    (tmp_path / "glassbox.yaml").write_bytes(ending.join(lines).encode(encoding))
    settings = load_settings()
    assert (settings.encoder, settings.log_level, settings.log_format) == ("café", "DEBUG", "json")
    assert settings.database == Settings.model_fields["database"].default


def test_the_home_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GLASSBOX_DATABASE", "~/glassbox.db")
    monkeypatch.setenv("GLASSBOX_CONFIG", "~/other.yaml")
    (tmp_path / "other.yaml").write_text("log_level: ERROR\n", encoding="utf-8")
    settings = load_settings()
    assert (settings.database, settings.log_level) == (tmp_path / "glassbox.db", "ERROR")


@pytest.mark.parametrize("name", ["GLASSBOX_DATABASE", "GLASSBOX_CONFIG"])
def test_a_home_folder_that_nobody_has_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "~nobody-of-that-name/glassbox")
    with pytest.raises(ConfigurationError, match=r"home.*mend it"):
        load_settings()


@pytest.mark.parametrize("name", ["GLASSBOX_DATABASE", "GLASSBOX_HEALTH_PORT", "GLASSBOX_LOG_LEVEL"])
def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert load_settings() == Settings()


def test_what_the_log_is_may_be_written_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_LOG_LEVEL", " info")
    monkeypatch.setenv("GLASSBOX_LOG_FORMAT", "JSON")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == ("INFO", "json")


@pytest.mark.parametrize("written", ["abc", " abc\n", '"abc"', "“abc”", "'abc'", "Bot abc", "`abc`\r\n"])
def test_what_is_copied_along_with_a_token_is_taken_off(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", written)
    settings = load_settings()
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "abc"


@pytest.mark.parametrize("written", ["\ufeffabc", "abc\u200b", "\u00a0abc"])
def test_what_cannot_be_seen_around_a_token_is_taken_off(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    test_what_is_copied_along_with_a_token_is_taken_off(monkeypatch, written)


@pytest.mark.parametrize("written", ["ver\x01y-secret", "very-s\u0435cret", "very-secret\x7f"])
def test_a_sign_that_no_token_has_is_told_without_showing_it(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", written)
    with pytest.raises(ConfigurationError, match="a sign that none has") as told:
        load_settings()
    assert "secret" not in str(told.value)
    assert "very" not in str(told.value)


def test_a_token_of_two_lines_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very\nsecret")
    with pytest.raises(ConfigurationError, match="several lines") as told:
        load_settings()
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://api.example.org/v1", "judge_model is wrong .*needs the name of a model"),
        ("api.example.org/v1", "judge_url is wrong .*begins with https"),
        ("ftp://example.org", "judge_url is wrong .*begins with https"),
        ("https://", "judge_url is wrong .*begins with https"),
        ("https://me:hidden@example.org/v1", "judge_url is wrong .*belongs into judge_key"),
        ("https://example.org/v1?key=hidden", "judge_url is wrong .*belongs into judge_key"),
        ("http://[::1", "judge_url is wrong"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, problem: str
) -> None:
    monkeypatch.setenv("GLASSBOX_JUDGE_URL", address)
    with pytest.raises(ConfigurationError, match=problem) as told:
        load_settings()
    assert "hidden" not in str(told.value)


def test_a_model_without_an_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_JUDGE_MODEL", "some-model")
    assert load_settings().judge_url is None
