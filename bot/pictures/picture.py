"""A finished picture. Nothing that draws is loaded with it."""

from typing import NamedTuple


class Picture(NamedTuple):
    """The bytes of a PNG, and the same in words for those who do not see it."""

    png: bytes
    description: str
