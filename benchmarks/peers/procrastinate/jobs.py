"""The jobs: one an item, retried, and a table of the keys that are done.

What remains: a process that dies between the act and its row has the act done twice, since nobody asks the receiver.
"""

import json
import os
import time

from procrastinate import App, PsycopgConnector, RetryStrategy

AT_ONCE = 4
_BEGUN = set()
app = App(connector=PsycopgConnector(conninfo=os.environ["BENCH_SERVER"], min_size=AT_ONCE, max_size=AT_ONCE + 2))


@app.task(name="one_item", retry=RetryStrategy(max_attempts=5))
async def one_item(number, to, address):
    async with app.connector.pool.connection() as line:
        known = await line.execute("SELECT 1 FROM done WHERE number = %s", (number,))
        if await known.fetchone():
            return
    _act(f"{number}\t{to.strip()}\t{address.strip()}\n")
    async with app.connector.pool.connection() as line:
        await line.execute("INSERT INTO done (number) VALUES (%s)", (number,))


def _act(line):
    if not _BEGUN:
        _BEGUN.add(True)
        tell(first=time.perf_counter())
    with open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8") as receiver:
        receiver.write(line)


def tell(**marks):
    with open(os.environ["BENCH_TOLD"], "a", encoding="utf-8") as told:
        told.write(json.dumps({"marks": marks}) + "\n")
