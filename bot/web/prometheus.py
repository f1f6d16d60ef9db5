"""Writes the metrics in the text format of Prometheus. The only file that knows its library."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot import __version__
from bot.metrics import BOUNDS, Metrics

_PREFIX = "glassbox_"


def build_registry(metrics: Metrics) -> CollectorRegistry:
    """A registry with the bot's metrics, and the memory, processor time and open files of its process."""
    registry = CollectorRegistry()
    registry.register(_BotCollector(metrics))
    ProcessCollector(registry=registry)
    return registry


def write_metrics(registry: CollectorRegistry) -> bytes:
    """Everything as it is now, for one scrape."""
    return generate_latest(registry)


class _BotCollector(Collector):
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        yield _write_version()
        yield from self._write_answers()
        yield from self._write_gauges()

    def _write_answers(self) -> Iterator[Metric]:
        answers = self._metrics.answers
        counts = CounterMetricFamily(
            f"{_PREFIX}answers", "Answers by kind; kind abstain is an abstention.", labels=["kind"]
        )
        for kind, count in answers.kinds.items():
            counts.add_metric([kind], count)
        yield counts
        times = HistogramMetricFamily(f"{_PREFIX}answer_seconds", "Seconds that somebody waited for an answer.")
        times.add_metric([], _accumulate(answers.buckets), answers.seconds)
        yield times

    def _write_gauges(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for gauge in self._metrics.gauges:
            family = families.setdefault(gauge.name, Metric(f"{_PREFIX}{gauge.name}", gauge.meaning, "gauge"))
            family.add_sample(f"{_PREFIX}{gauge.name}", gauge.labels, gauge.read())
        yield from families.values()
        for several in self._metrics.families:
            family = GaugeMetricFamily(f"{_PREFIX}{several.name}", several.meaning, labels=[several.label])
            for value, number in several.read().items():
                family.add_metric([value], number)
            yield family


def _accumulate(buckets: tuple[int, ...]) -> list[tuple[str, float]]:
    """Buckets as Prometheus has them: each counts all answers up to its bound."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return [(bound, sum(buckets[: number + 1])) for number, bound in enumerate(bounds)]


def _write_version() -> Metric:
    family = GaugeMetricFamily(f"{_PREFIX}build_info", "Always 1; the version is in the label.", labels=["version"])
    family.add_metric([__version__], 1)
    return family
