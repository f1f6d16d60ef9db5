"""Reads YAML files strictly: plain values only, no anchors, no key twice."""

from pathlib import Path
from typing import Any

import yaml

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _KnowledgeLoader(_SafeLoader):  # type: ignore[misc]  # the base is chosen at run time
    """The safe loader (as `yaml.safe_load`, in C where available) that refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


# A date stays text, so that one which does not exist is found where it stands, and ends no run.
_KnowledgeLoader.add_constructor("tag:yaml.org,2002:timestamp", _SafeLoader.construct_yaml_str)


class UnreadableFile(Exception):
    """A YAML file that cannot be read; the message names the line and the remedy."""


def read_yaml(path: Path) -> object:
    """Return the plain value of a YAML file, or raise UnreadableFile with one sentence."""
    return parse_yaml(read_text(path))


def read_text(path: Path) -> str:
    """Return the text of a file, or raise UnreadableFile with one sentence."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile("is not UTF-8 text: save it as UTF-8") from error
    except OSError as error:
        raise UnreadableFile(f"cannot be opened ({error.strerror}): check its permissions") from error


def parse_yaml(text: str) -> object:
    """Return the plain value of a YAML text, or raise UnreadableFile with one sentence."""
    try:
        _refuse_anchors(text)
        value: object = yaml.load(text, Loader=_KnowledgeLoader)  # noqa: S506  (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableFile(f"line {line}: {error.problem}: mend the YAML there") from error
    except yaml.YAMLError as error:
        raise UnreadableFile(f"is not YAML ({error}): mend it") from error
    except (RecursionError, TypeError, ValueError) as error:
        raise UnreadableFile("is no plain YAML (a key that is no word, an endless number or nest): mend it") from error
    return value


def _refuse_anchors(text: str) -> None:
    """Anchors repeat text out of sight and can blow a small file up, so knowledge files do without."""
    if "&" not in text and "*" not in text:
        return
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise UnreadableFile(f"line {line}: anchors are not used here: write the value out")
