"""Train a model on a history, or classify new petitions with one, one by one as a run does.

Usage: learning_ours.py train HISTORY SCRATCH | classify HISTORY MODEL SCRATCH. Histories are lines of JSON. Writes the
seconds of the work alone, the model, and what was accepted and how much of it was wrong.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from measuring import TOLD

from jikwon.learn import storing, training
from jikwon.learn.history import Example
from jikwon.model.dates import SEOUL

MAX_ERROR = 0.01
MODEL = "made.model"


def train(history: Path, scratch: Path) -> None:
    """Train and store a model."""
    past = [Example(text=text, label=label, at=datetime.fromisoformat(at)) for text, label, at in _lines(history)]
    begin = time.perf_counter()
    made = training.train(past, max_error=MAX_ERROR)
    seconds = time.perf_counter() - begin
    at = datetime(2021, 10, 6, tzinfo=SEOUL)
    (scratch / MODEL).write_bytes(storing.pack(made, process="petitions", kind="type", at=at, by="bench", inputs={}))
    measured = made.classifier.certificate
    marks = {"accepted": measured.accepted, "of": measured.of, "wrong": measured.errors}
    _tell(scratch, seconds, marks)


def classify(new: Path, model: Path, scratch: Path) -> None:
    """Classify petitions that the model has not seen."""
    data = model.read_bytes()
    stored = storing.unpack(data, file=model.name, sha256=hashlib.sha256(data).hexdigest())
    cases = [(text, label) for text, label, _ in _lines(new)]
    begin = time.perf_counter()
    proposals = [stored.classifier.propose([text])[0] for text, _ in cases]
    seconds = time.perf_counter() - begin
    right = [each.label == label for each, (_, label) in zip(proposals, cases, strict=True) if each.is_accepted]
    _tell(scratch, seconds, {"accepted": len(right), "of": len(cases), "wrong": right.count(False)})


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _tell(scratch: Path, seconds: float, marks: dict[str, int]) -> None:
    (scratch / TOLD).write_text(json.dumps({"work_s": seconds, "marks": marks}), encoding="utf-8")


if __name__ == "__main__":
    what, *words = sys.argv[1:]
    paths = [Path(word) for word in words]
    if what == "train":
        train(*paths)
    else:
        classify(*paths)
