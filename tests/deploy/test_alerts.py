"""Alerts and the dashboard ask for metrics that there are, by labels that they have."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from tests.deploy.units import DEPLOY

from jikwon.engine.health.checks import NAMES
from jikwon.engine.metrics.names import METRICS
from jikwon.model.states import State

LABELS = {each.name: set(each.labels) for each in METRICS}
RULES: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text("utf-8"))["groups"][0][
    "rules"
]
WANTED = {
    "JikwonQuestionOld", "JikwonNoWorker", "JikwonQueueOld", "JikwonActInDoubt", "JikwonBackupOld", "JikwonDiskLow",
}  # fmt: skip


def asked() -> Iterator[str]:
    yield from (each["expr"] for each in RULES)
    board = json.loads((DEPLOY / "grafana" / "jikwon.json").read_text("utf-8"))
    yield from (target["expr"] for panel in board["panels"] for target in panel["targets"])


@pytest.mark.parametrize("expression", sorted(set(asked())))
def test_what_is_asked_for_is_told(expression: str) -> None:
    for name, chosen in re.findall(r"(jikwon_\w+)(?:\{([^}]*)\})?", expression):
        assert name in LABELS, name
        for label, value in re.findall(r'(\w+)!?="([^"]*)"', chosen):
            assert label in LABELS[name]
            assert label != "check" or value in NAMES
            assert label != "state" or value in {each.value for each in State}
    for labels in re.findall(r"by \(([^)]*)\)", expression):
        (name,) = set(re.findall(r"jikwon_\w+", expression))
        assert {each.strip() for each in labels.split(",")} <= LABELS[name]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_what_is_wrong_and_what_to_do_with_labels_that_it_has(rule: dict[str, Any]) -> None:
    said = rule["annotations"]
    assert said["summary"]
    assert said["description"].endswith(("요.", "다."))
    assert rule["labels"]["severity"] in {"critical", "warning"}
    names = set(re.findall(r"jikwon_\w+", rule["expr"])) or {"up"}
    known = set().union(*(LABELS.get(name, {"instance"}) for name in names)) | {"instance"}
    assert set(re.findall(r"\$labels\.(\w+)", " ".join(said.values()))) <= known


def test_what_an_office_wants_to_hear_of_is_there() -> None:
    assert {each["alert"] for each in RULES} >= WANTED
