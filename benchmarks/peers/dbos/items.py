"""Work items on raw DBOS: one workflow, one step an item, as `engine.md` configures the library on SQLite.

The step handles the item and acts; its result is the library's record of progress.
"""

import json
import os
import sys
import time
from pathlib import Path

import sqlalchemy
from dbos import DBOS
from dbos._serialization import DBOSPortableJSONSerializer

RECEIVER = open(os.environ["BENCH_RECEIVER"], "a", encoding="utf-8")


@DBOS.step()
def one_item(payload):
    line = f"{payload['number']}\t{payload['to'].strip()}\t{payload['address'].strip()}"
    RECEIVER.write(line + "\n")
    RECEIVER.flush()
    return payload["number"]


@DBOS.workflow()
def all_items(path):
    items = json.loads(Path(path).read_text(encoding="utf-8"))
    for item in items:
        one_item(item["payload"])
    return len(items)


def engine(path, *, synchronous):
    made = sqlalchemy.create_engine(f"sqlite:///{path}", pool_size=20)

    @sqlalchemy.event.listens_for(made, "connect")
    def configure(connection, _record):
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return made


def main(items, database, synchronous):
    DBOS(
        config={
            "name": "bench",
            "system_database_url": f"sqlite:///{database}",
            "system_database_engine": engine(database, synchronous=synchronous),
            "executor_id": "bench",
            "application_version": "1",
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
        }
    )
    DBOS.launch()
    began = time.perf_counter()
    all_items(items)
    seconds = time.perf_counter() - began
    with open(os.environ["BENCH_TOLD"], "w", encoding="utf-8") as told:
        json.dump({"work_s": seconds}, told)
    DBOS.destroy()


if __name__ == "__main__":
    main(*sys.argv[1:])
