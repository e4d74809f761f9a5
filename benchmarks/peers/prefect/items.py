"""Work items on Prefect: one flow, one task an item, with the server that it starts by itself in this process."""

import json
import os
import sys
import time
from pathlib import Path

from prefect import flow, task

RECEIVER = open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8")


@task(persist_result=True)
def one_item(payload):
    line = f"{payload['number']}\t{payload['to'].strip()}\t{payload['address'].strip()}"
    RECEIVER.write(line + "\n")
    RECEIVER.flush()
    return payload["number"]


@flow
def all_items(path):
    began = time.perf_counter()
    for item in json.loads(Path(path).read_text(encoding="utf-8")):
        one_item(item["payload"])
    with open(os.environ["BENCH_TOLD"], "w", encoding="utf-8") as told:
        json.dump({"work_s": time.perf_counter() - began}, told)


if __name__ == "__main__":
    all_items(sys.argv[1])
