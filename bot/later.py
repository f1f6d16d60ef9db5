"""A result that waits for somebody outside, so that whoever works it out can do something else meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, Generic, NamedTuple, TypeVar

Result = TypeVar("Result")
Other = TypeVar("Other")


class Later(NamedTuple, Generic[Result]):
    """Once `awaited` is done, in whatever way, `finish` gives the result. `finish` is called once and never waits."""

    awaited: "Future[Any]"
    finish: Callable[[], Result]

    def then(self, go_on: Callable[[Result], Other]) -> "Later[Other]":
        """The same wait, and what is made of its result."""
        return Later(self.awaited, lambda: go_on(self.finish()))

    def wait(self) -> Result:
        """Wait in the calling thread."""
        wait([self.awaited])
        return self.finish()
