"""The files that settings are written in: however an editor saved them, or one sentence with the file's name."""

import codecs
import io
from pathlib import Path
from typing import Any

import yaml
from dotenv import dotenv_values

from bot.errors import ConfigurationError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(file: Path) -> dict[str, str | None]:
    """The names of a `.env` with what stands behind them; none where there is no such file.

    Raises ConfigurationError for what is no text.
    """
    text = _read_text(file)
    return {} if text is None else dict(dotenv_values(stream=io.StringIO(text)))


def read_mapping(file: Path) -> dict[str, Any]:
    """The settings in a YAML file; none where there is no such file. Raises ConfigurationError for anything else."""
    text = _read_text(file)
    try:
        read = yaml.safe_load(text or "")
    except (ValueError, yaml.YAMLError) as error:
        said = " ".join(str(error).split())
        raise ConfigurationError(f"The settings file {file.resolve()} cannot be read ({said}): mend it.") from error
    if read is not None and not isinstance(read, dict):
        raise ConfigurationError(f"The settings file {file.resolve()} holds no settings: write each as `name: value`.")
    return {str(name): value for name, value in (read or {}).items()}


def _read_text(file: Path) -> str | None:
    """Editors of Windows write UTF-16 and byte-order marks; UTF-16 without its mark is seen by its zeros."""
    if file.is_dir():
        raise ConfigurationError(f"The settings file {file.resolve()} is a folder: put a file there or remove it.")
    try:
        data = file.read_bytes()
        text = data.decode("utf-16" if data[:2] in _UTF_16 else "utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        said = f"{file.resolve()} cannot be read ({error.strerror})"
        raise ConfigurationError(f"The settings file {said}: check its rights.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(_say_no_text(file)) from error
    if "\0" in text:
        raise ConfigurationError(_say_no_text(file))
    return text


def _say_no_text(file: Path) -> str:
    return f"The settings file {file.resolve()} is not UTF-8: save it as UTF-8 text."
