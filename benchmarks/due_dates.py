"""What one due date costs, by the number of petitions and by the length of the period.

Run by hand: `python benchmarks/due_dates.py`. Times are of the processor, the best of three.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from jikwon.korea import deadlines, lengths, workdays
from jikwon.korea.dates import SEOUL
from jikwon.korea.readings import Reading

PETITIONS = (1_000, 10_000, 100_000)
LENGTHS = ("즉시", "3일", "7일", "60일", "300일", "1개월", "1년")
START = datetime(2017, 1, 2, tzinfo=SEOUL)
MINUTES = 9 * 365 * 24 * 60


def main() -> None:
    """Print µs a petition."""
    print(f"{'first table of eight years':28}{_best(lambda: workdays.covering(START.date()), 1):10.0f} µs, once")
    chance = random.Random(1)
    receipts = [START + timedelta(minutes=chance.randrange(MINUTES)) for _ in range(PETITIONS[-1])]
    print("µs a petition" + "".join(f"{count:>12,}" for count in PETITIONS))
    for written in LENGTHS:
        length = lengths.read(written)
        assert isinstance(length, Reading)
        costs = (_cost(receipts[:count], length.value) for count in PETITIONS)
        print(f"{written:13}" + "".join(f"{cost:12.1f}" for cost in costs), flush=True)


def _cost(receipts: list[datetime], length: lengths.Length) -> float:
    def count() -> None:
        for received in receipts:
            deadlines.due(received, length)

    return _best(count, 3) / len(receipts)


def _best(act: Callable[[], object], rounds: int) -> float:
    """Give the least processor time of a round, in µs."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        act()
        times.append(time.process_time() - begin)
    return min(times) * 1e6


if __name__ == "__main__":
    main()
