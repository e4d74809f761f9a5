"""B13: training on an office's petitions, and classifying new ones, in one process each.

Ours alone: nobody else bounds the error of what is accepted. Aims: under five minutes and 2 GiB for 20,000
petitions; at least 1,000 classified a second.
"""

import argparse
import json
import resource
import time
from datetime import datetime, timedelta
from random import Random

from jikwon.learn import training
from jikwon.learn.history import Example
from jikwon.model.dates import SEOUL
from jikwon_practice.petitions import texts

PETITIONS = 20_000
CLASSIFIED = 5_000
BEGIN = datetime(2021, 1, 4, 9, tzinfo=SEOUL)


def history(count: int, *, seed: int) -> list[Example]:
    """Give settled petitions, ten minutes apart."""
    rng = Random(seed)
    found = (texts.write(rng) for _ in range(count))
    return [
        Example(text=f"{each.title}\n{each.body}", label=each.type, at=BEGIN + timedelta(minutes=10 * number))
        for number, each in enumerate(found)
    ]


def measure(petitions: int, classified: int) -> dict[str, float]:
    """Train, classify one by one as a run does, and give seconds, MiB and shares."""
    past, new = history(petitions, seed=1), history(classified, seed=2)
    begin = time.perf_counter()
    made = training.train(past, max_error=0.01)
    trained = time.perf_counter()
    proposals = [made.classifier.propose([each.text])[0] for each in new]
    ended = time.perf_counter()
    accepted = [each.label == case.label for each, case in zip(proposals, new, strict=True) if each.is_accepted]
    return {
        "petitions": petitions, "training_s": round(trained - begin, 1),
        "classified_a_second": round(classified / (ended - trained)),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "certified_share": round(made.classifier.certificate.share, 4),
        "accepted_share": round(len(accepted) / classified, 4), "accepted_wrong": accepted.count(False),
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--petitions", type=int, default=PETITIONS)
    parser.add_argument("--classified", type=int, default=CLASSIFIED)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.petitions, chosen.classified), indent=2))
