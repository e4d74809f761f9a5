"""Work items on Procrastinate, a process a worker.

Usage: items.py schema | items.py work ITEMS WORKERS | items.py worker
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from jobs import AT_ONCE, app, one_item, tell


def schema():
    with app.open():
        app.schema_manager.apply_schema()
    with psycopg.connect(os.environ["BENCH_SERVER"]) as line:
        line.execute("CREATE TABLE done (number text PRIMARY KEY)")


def work(items, workers):
    payloads = [item["payload"] for item in json.loads(Path(items).read_text(encoding="utf-8"))]
    began = time.perf_counter()
    with app.open():
        one_item.batch_defer(*payloads)
    tell(began=began, deferred=time.perf_counter())
    pool = [subprocess.Popen([sys.executable, __file__, "worker"]) for _ in range(int(workers))]
    ended = [each.wait() for each in pool]
    tell(ended=time.perf_counter())
    sys.exit(max(ended))


def worker():
    app.run_worker(wait=False, concurrency=AT_ONCE, listen_notify=False)


if __name__ == "__main__":
    {"schema": schema, "work": work, "worker": worker}[sys.argv[1]](*sys.argv[2:])
