"""Work items on Celery: one task an item, on Redis that flushes every write, with the promises that Celery offers.

A task is acknowledged after it ended and handed out again when its process dies; its result is a row in Redis. What
remains: a process that dies between act and acknowledgement has the act done twice.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from celery import Celery

LEAST_S, MOST_S = 0.02, 600
app = Celery("items", broker=os.environ["BENCH_SERVER"], backend=os.environ["BENCH_SERVER"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    broker_transport_options={"visibility_timeout": 60},
    result_backend_transport_options={"retry_policy": {"timeout": 5.0}},
    broker_connection_retry_on_startup=True,
)


@app.task(name="one_item")
def one_item(payload):
    line = f"{payload['number']}\t{payload['to'].strip()}\t{payload['address'].strip()}"
    with open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8") as receiver:
        receiver.write(line + "\n")
    return payload["number"]


def main(items, workers):
    payloads = [item["payload"] for item in json.loads(Path(items).read_text(encoding="utf-8"))]
    words = ("worker", "-c", workers, "-l", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat")
    pool = subprocess.Popen([sys.executable, "-m", "celery", "-A", "items", *words], cwd=Path(__file__).parent)
    while not app.control.ping(timeout=0.5):
        pass
    began = time.perf_counter()
    for payload in payloads:
        one_item.apply_async((payload,), ignore_result=False)
    _wait_for_results(len(payloads), pool)
    seconds = time.perf_counter() - began
    pool.send_signal(signal.SIGTERM)
    pool.wait(60)
    with open(os.environ["BENCH_TOLD"], "w", encoding="utf-8") as told:
        json.dump({"work_s": seconds}, told)


def _wait_for_results(size, pool):
    """Wait for as many rows of results as there are tasks; a few more keys are Celery's own."""
    client, until = app.backend.client, time.monotonic() + MOST_S
    while client.dbsize() < size or _results(client) < size:
        if pool.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"{_results(client)} results of {size}")
        time.sleep(LEAST_S)


def _results(client):
    return sum(1 for _ in client.scan_iter("celery-task-meta-*", count=5000))


if __name__ == "__main__":
    main(*sys.argv[1:])
