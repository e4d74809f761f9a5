"""Work items as Robocorp does them: read from a JSON file, handled, acted on, released.

`one_task` handles and acts in one go and writes down nothing: the peer's fastest way.
`two_tasks` hands each item over as an output item, the only thing that the file adapter keeps on the disk.
`nothing` is for the cold start.
"""

import json
import os
import time

from robocorp.tasks import task


def handle(payload):
    return f"{payload['number']}\t{payload['to'].strip()}\t{payload['address'].strip()}"


@task
def one_task():
    from robocorp import workitems

    with open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8") as receiver:
        began = time.perf_counter()
        for item in workitems.inputs:
            receiver.write(handle(item.payload) + "\n")
            receiver.flush()
            item.done()
        _told(time.perf_counter() - began)


@task
def two_tasks():
    from robocorp import workitems

    with open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8") as receiver:
        began = time.perf_counter()
        for item in workitems.inputs:
            line = handle(item.payload)
            workitems.outputs.create({"line": line})
            receiver.write(line + "\n")
            receiver.flush()
            item.done()
        _told(time.perf_counter() - began)


@task
def nothing():
    pass


def _told(seconds):
    with open(os.environ["BENCH_TOLD"], "w", encoding="utf-8") as told:
        json.dump({"work_s": seconds}, told)
