"""What Prometheus reads. Imported only where LUATGANDAN_METRICS is on: the small profile has no prometheus-client."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from luatgandan import __version__
from luatgandan.foundation.modules.registry import offers

from ..rules import Gauge
from .health import health


class _House(Collector):
    """What is not counted but asked for at each reading: health and the gauges of the apps."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _family("luatgandan_info", "The version that runs.", "version", {__version__: 1})
        parts = {part.name: float(not part.problem) for part in health()}
        yield _family("luatgandan_healthy", "1 when this part is well.", "part", parts)
        for gauge in offers(Gauge):
            yield _family(f"luatgandan_{gauge.name}", gauge.text, gauge.label, gauge.measure())


def _family(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


def _counted() -> Collector:
    """What all processes of this node counted."""
    make: Callable[[Any], Collector] = MultiProcessCollector  # the library gives it no types
    return make(None)


def exposition() -> bytes:
    """All measurements of all processes of this node, in the text format of Prometheus."""
    registry = CollectorRegistry()
    registry.register(_counted())
    registry.register(_House())
    return generate_latest(registry)
