"""The files for several processes: together they serve every shard once, and name settings that exist."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from bot.config import Settings
from bot.shards import read_shards
from tests.conftest import ROOT

_DEPLOY = ROOT / "deploy"
_KUBERNETES = _DEPLOY / "kubernetes"
_COMPOSE = _DEPLOY / "compose.cluster.yaml"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _find_shards(text: str) -> list[str]:
    return re.findall(r"GLASSBOX_SHARDS\W+(?:value: )?(\d+-\d+ of \d+)", text)


def _expect_each_once(texts: list[str]) -> None:
    ranges = [read_shards(text) for text in texts]
    assert len({one.count for one in ranges}) == 1
    assert sorted(chain.from_iterable(one.numbers for one in ranges)) == list(range(ranges[0].count))


def test_every_shard_is_served_by_one_process_of_the_composition() -> None:
    _expect_each_once(_find_shards(_COMPOSE.read_text(encoding="utf-8")))


def test_every_shard_is_served_by_one_deployment() -> None:
    folders = [name for name in _read(_KUBERNETES / "kustomization.yaml")["resources"] if "." not in name]
    texts = [(_KUBERNETES / name / "kustomization.yaml").read_text(encoding="utf-8") for name in folders]
    _expect_each_once([shards for text in texts for shards in _find_shards(text)])
    assert len(folders) == 2


def test_the_files_name_settings_that_exist() -> None:
    known = {f"GLASSBOX_{name.upper()}" for name in Settings.model_fields}
    for path in (_COMPOSE, *_KUBERNETES.rglob("*.yaml")):
        assert set(re.findall(r"\bGLASSBOX_[A-Z]\w*", path.read_text(encoding="utf-8"))) <= known, path


def test_what_the_composition_needs_is_in_it() -> None:
    services = _read(_COMPOSE)["services"]
    assert {name for name, service in services.items() if "GLASSBOX_SHARDS" in service.get("environment", {})} == {
        "first", "second",
    }  # fmt: skip
    assert all(service["read_only"] for name, service in services.items() if name != "database")


def test_an_update_starts_the_new_process_before_the_old_one_goes() -> None:
    deployment = _read(_KUBERNETES / "bot" / "deployment.yaml")["spec"]
    assert deployment["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    (container,) = deployment["template"]["spec"]["containers"]
    assert [container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")] == [
        "/healthz", "/healthz", "/readyz",
    ]  # fmt: skip
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert _read(_KUBERNETES / "disruption.yaml")["spec"]["maxUnavailable"] == 1
