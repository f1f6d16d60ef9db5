"""What a running bot counts and measures. Knows no format: bot/web writes it for Prometheus."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock
from typing import NamedTuple, get_args

from bot.records.answers import AnswerKind

BOUNDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Upper bounds of the buckets of answering times, in seconds; what takes longer goes into one more."""


class Gauge(NamedTuple):
    """A value that is read when somebody looks. `labels` tell gauges of one name apart."""

    name: str
    meaning: str
    read: Callable[[], float]
    labels: dict[str, str]


class Family(NamedTuple):
    """Values of one name that are told apart by one label; which there are is read when somebody looks."""

    name: str
    meaning: str
    label: str
    read: Callable[[], Mapping[str, float]]


class Answers(NamedTuple):
    """Answers so far: how many of each kind, how many in each bucket of time, and their seconds together."""

    kinds: dict[str, int]
    buckets: tuple[int, ...]
    seconds: float


class Metrics:
    """Counts answers and knows where the gauges are read. Any thread may call it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kinds: Counter[str] = Counter(dict.fromkeys(get_args(AnswerKind), 0))
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0
        self._gauges: list[Gauge] = []
        self._families: list[Family] = []

    def observe_answer(self, kind: AnswerKind, seconds: float) -> None:
        """Count one answer and the time somebody waited for it, queueing included."""
        with self._lock:
            self._kinds[kind] += 1
            self._buckets[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def watch(self, name: str, meaning: str, read: Callable[[], float], **labels: str) -> None:
        """Read a value whenever the metrics are asked for; `name` is in lower case with its unit behind."""
        self._gauges.append(Gauge(name, meaning, read, labels))

    def watch_each(self, name: str, meaning: str, label: str, read: Callable[[], Mapping[str, float]]) -> None:
        """The same for several values by what the label says of each."""
        self._families.append(Family(name, meaning, label, read))

    @property
    def answers(self) -> Answers:
        """The counts as they are now."""
        with self._lock:
            return Answers(dict(self._kinds), tuple(self._buckets), self._seconds)

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        return tuple(self._gauges)

    @property
    def families(self) -> tuple[Family, ...]:
        return tuple(self._families)
