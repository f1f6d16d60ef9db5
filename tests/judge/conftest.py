"""Fixtures: a language model's server on loopback."""

from collections.abc import Iterator

import pytest

from tests.judge.stub import StubModel, stand_in


@pytest.fixture
def stub() -> Iterator[StubModel]:
    with stand_in() as stub:
        yield stub
