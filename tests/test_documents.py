"""The documents stay true: every verb, setting, command and file they name exists, and none is missing."""

import re
from pathlib import Path

import pytest
from discord import AppCommandType

from bot.app import build_client
from bot.chat.permissions import PERMISSIONS
from bot.cli import _VERBS
from bot.config import Settings
from bot.records.bank import Bank
from tests.conftest import ROOT, Asker

_README = (ROOT / "README.md").read_text(encoding="utf-8")
_CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def _variables() -> set[str]:
    names = {
        "DISCORD_TOKEN" if name == "discord_token" else f"GLASSBOX_{name.upper()}" for name in Settings.model_fields
    }
    return names | {"GLASSBOX_CONFIG"}


def test_every_verb_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"`glassbox ([a-z]+)", _README))
    assert named == {name for name, *_ in _VERBS}


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"\b(?:GLASSBOX_[A-Z_]+|DISCORD_TOKEN)\b", _README))
    assert named == _variables()


def test_the_example_environment_names_every_setting() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", _ENV_EXAMPLE, re.MULTILINE))
    assert named == _variables() - {"GLASSBOX_CONFIG"}


def test_the_example_environment_shows_defaults() -> None:
    """But for places, names and addresses, of which it shows one as a host would write it."""
    shown = dict(re.findall(r"^#?GLASSBOX_([A-Z_]+)=(.+)$", _ENV_EXAMPLE, re.MULTILINE))
    defaults = Settings().model_dump(mode="json")
    kept = {name.lower(): value for name, value in shown.items() if isinstance(defaults[name.lower()], int | str)}
    for name in ("knowledge", "data", "database"):
        del kept[name]
    assert len(kept) > 7
    assert {name: str(defaults[name]).lower() for name in kept} == {name: value.lower() for name, value in kept.items()}


async def test_every_slash_command_is_in_the_readme(settings: Settings, tmp_path: Path) -> None:
    async with build_client(settings.model_copy(update={"database": tmp_path / "glassbox.db"})) as client:
        commands = {f"/{command.name}" for command in client.tree.get_commands(type=AppCommandType.chat_input)}
        assert commands == set(re.findall(r"^\| `(/[a-z]+)`", _README, re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "deploy/README.md"])
def test_every_file_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|knowledge|tests|deploy)/[\w./-]+)`", text)
    folders = ("knowledge/claims", "knowledge/lines/train/claims")
    fictional = {f"{folder}/{name}.yaml" for folder in folders for name in ("your-claim", "nobody-releases-code")}
    assert [path for path in named if path not in fictional and not (ROOT / path).exists()] == []


def test_every_make_target_a_document_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", _README + _CONTRIBUTING))
    assert named <= targets


def test_every_room_of_the_code_is_in_the_readme() -> None:
    rooms = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    assert rooms - set(re.findall(r"`bot/([a-z]+)/`", _README)) == set()


def test_the_sample_answer_is_what_the_bot_says(ask: Asker) -> None:
    block = re.search(r"^> you can't see inside open models\n(.*?)^```", _README, re.MULTILINE | re.DOTALL)
    assert block is not None
    assert block.group(1).strip() in ask("you can't see inside open models").text


def test_the_invite_asks_for_what_the_bot_needs() -> None:
    found = re.search(r"permissions=(\d+)", _README)
    assert found is not None
    assert int(found.group(1)) == PERMISSIONS.value


def test_counts_in_the_readme_are_those_of_the_bank(bank: Bank) -> None:
    found = re.search(r"facts on (\d+) models and (\d+)\s+licences", _README)
    assert found is not None
    assert (int(found.group(1)), int(found.group(2))) == (len(bank.models), len(bank.licenses))
