"""Writes plain values as YAML in the style of the knowledge files."""

from typing import Any

import yaml

_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 110


def write_yaml(value: object) -> str:
    """The YAML text of plain values; keys keep their order, lists of words stand on one line."""
    text: str = yaml.dump(
        value, Dumper=_SafeDumper, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=None
    )
    return text
