"""What Prometheus would read: every sample of an office by name and labels."""

from typing import TypeAlias

from prometheus_client.parser import text_string_to_metric_families

from jikwon.engine.health.checks import Readiness
from jikwon.engine.metrics.collecting import Metrics
from jikwon.engine.metrics.names import METRICS
from jikwon.engine.office import Office

_LABELS = {each.name: each.labels for each in METRICS}
Samples: TypeAlias = dict[tuple[str, ...], float]
"""(name, label values in the labels' order) to value."""


def read(office: Office, metrics: Metrics | None = None) -> Samples:
    """Read the metrics, of a process that has just started unless one is given."""
    text = (metrics or Metrics(office, Readiness(office))).told().decode("utf-8")
    return {
        (sample.name, *(sample.labels[label] for label in _LABELS[sample.name])): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of(samples: Samples, name: str) -> dict[tuple[str, ...], float]:
    """Give the samples of one metric by their label values."""
    return {labels: value for (each, *labels_), value in samples.items() if each == name for labels in [tuple(labels_)]}


def some(samples: Samples, name: str) -> dict[tuple[str, ...], float]:
    """Give those samples of one metric that are not zero."""
    return {labels: value for labels, value in of(samples, name).items() if value}
