"""What the records themselves decide: modes of channels, quiet hours, values that are refused."""

import datetime as dt

import pytest
from pydantic import ValidationError

from bot.store.records import QuietHours, Reply, ServerSettings


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "moment", "quiet"),
    [
        ("09:00", "17:00", "09:00", True),
        ("09:00", "17:00", "17:00", False),
        ("09:00", "17:00", "03:00", False),
        ("22:00", "07:00", "23:30", True),
        ("22:00", "07:00", "06:59", True),
        ("22:00", "07:00", "07:00", False),
        ("22:00", "07:00", "12:00", False),
    ],
)
def test_quiet_hours_go_over_midnight(start: str, end: str, moment: str, *, quiet: bool) -> None:
    assert QuietHours(start=_time(start), end=_time(end)).include(_time(moment)) is quiet


def test_quiet_hours_are_of_the_servers_time_zone() -> None:
    hours = QuietHours(start=_time("22:00"), end=_time("07:00"))
    evening = dt.datetime(2026, 7, 1, 20, 30, tzinfo=dt.UTC)
    assert ServerSettings(timezone="Europe/Berlin", quiet_hours=hours).is_quiet(evening)
    assert not ServerSettings(timezone="UTC", quiet_hours=hours).is_quiet(evening)
    assert not ServerSettings().is_quiet(evening)


def test_the_mode_of_a_thread_is_its_own_then_its_channels_then_the_servers() -> None:
    settings = ServerSettings(mode="request", channels={1: "off", 2: "auto"})
    assert settings.choose_mode(1) == "off"
    assert settings.choose_mode(9) == "request"
    assert settings.choose_mode(9, parent=1) == "off"
    assert settings.choose_mode(2, parent=1) == "auto"


@pytest.mark.parametrize(
    "values",
    [
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"timezone": "/etc/localtime"},
        {"timezone": "Europe"},
        {"timezone": ""},
        {"quiet_hours": {"start": "22:00+02:00", "end": "07:00+02:00"}},
        {"auto_confidence": 0.2},
        {"experts": tuple(range(21))},
        {"limits": {"user": 0}},
        {"mode": "loud"},
        {"surprise": 1},
    ],
)
def test_values_that_make_no_sense_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ServerSettings.model_validate(values)


def test_a_reply_of_an_earlier_version_is_read_without_the_buttons_that_are_gone() -> None:
    body = (
        '{"id": 1, "channel": 2, "asker": 3, "kind": "rebuttal", "created": "2026-06-30T12:00:00Z", '
        '"buttons": ["other-side", "evidence", "deeper", "useful", "remove"]}'
    )
    assert Reply.model_validate_json(body).buttons == ("other-side", "remove")


def test_the_first_reply_is_the_short_one_unless_a_server_chose() -> None:
    assert ServerSettings().depth == "short"
    assert ServerSettings.model_validate_json('{"depth": "standard"}').depth == "standard"
