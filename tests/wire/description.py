"""Judges bodies by Discord's own description of its requests (OpenAPI 3.1), where that file is at hand."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.wire.payloads import Payload

DESCRIPTION = Path(__file__).resolve().parents[3] / "shared" / "reference" / "discord-openapi.json"
_NAME = "urn:discord"


class Description:
    """Discord's description of every request and its answer."""

    def __init__(self, document: Payload) -> None:
        self._paths: Payload = document["paths"]
        # Described as text alone; Discord takes numbers for ids as well, and discord.py sends them in references.
        described = document["components"]["schemas"]["SnowflakeType"]
        document["components"]["schemas"]["SnowflakeType"] = {"anyOf": [described, {"type": "integer", "minimum": 0}]}
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_NAME, resource)
        self._find_validator = cache(self._build_validator)

    def judge(self, route: str, body: Any) -> list[str]:
        """What Discord would refuse in a body, as one sentence; nothing where it describes no body."""
        method, path = route.split(" ", 1)
        request = self._paths[path][method.lower()].get("requestBody")
        if request is None:
            return [] if body is None else ["a body where there is none to send"]
        if body is None:
            return ["no body where there has to be one"] if request.get("required") else []
        return self._find_faults((path, method.lower(), "requestBody"), body)

    def judge_answer(self, route: str, status: int, body: Any) -> list[str]:
        """What in an answer differs from the description."""
        method, path = route.split(" ", 1)
        return self._find_faults((path, method.lower(), "responses", str(status)), body)

    def _find_faults(self, place: tuple[str, ...], body: Any) -> list[str]:
        error = best_match(self._find_validator(place).iter_errors(body))
        return [] if error is None else [f"{error.json_path}: {error.message[:300]}"]

    def _build_validator(self, place: tuple[str, ...]) -> Draft202012Validator:
        steps = ("paths", *place, "content", "application/json", "schema")
        pointer = "/".join(quote(step.replace("~", "~0").replace("/", "~1")) for step in steps)
        return Draft202012Validator({"$ref": f"{_NAME}#/{pointer}"}, registry=self._registry)


@cache
def load_description() -> Description | None:
    """The description, or None where the file is not at hand."""
    return Description(json.loads(DESCRIPTION.read_bytes())) if DESCRIPTION.is_file() else None
