"""The durable queue: pointers to pieces of work. The only module that imports the durable library.

What it carries is `(run, stage, start, attempt)` under the id `<run>/<stage>/<start>/<attempt>`: no item, no
answer, no error text. Losing this database loses nothing; the reconciler writes the pointers again.
It is a file of the home, or a schema of its own (`dbos`) beside the records on their server.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy
from dbos import DBOS, DBOSConfig, Queue, SetWorkflowID
from dbos._serialization import DBOSPortableJSONSerializer

from jikwon import __version__
from jikwon.engine.takeover import recover
from jikwon.records import database as records
from jikwon.records.postgres import Server

QUEUE = "pieces"
POLL_S = 0.05
_LOST = frozenset({"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
_ENDED = _LOST | {"SUCCESS"}

Perform = Callable[[str, str, int, int], None]


class Durable:
    """The library, launched for one worker slot; one at a time in a process."""

    def __init__(self, database: Path, slot: str, *, slots: int, perform: Perform) -> None:
        logging.getLogger("dbos").setLevel(logging.CRITICAL)  # its tracebacks could quote what an exception says
        server = records.server()
        engine = _postgresql(server, slot) if server else _sqlite(database)
        config: DBOSConfig = {
            "name": "jikwon",
            "system_database_engine": engine,
            "use_listen_notify": False,  # nobody waits for a message of the library's
            "executor_id": slot,
            "application_version": __version__.rpartition(".")[0],  # any edit would strand work under the default
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
        }
        if server is None:
            config["system_database_url"] = f"sqlite:///{database}"
        self._engine = engine
        DBOS(config=config)

        @DBOS.step(name="perform")
        def step(run: str, stage: str, start: int, attempt: int) -> None:
            perform(run, stage, start, attempt)

        @DBOS.workflow(name="piece", max_recovery_attempts=None)
        def piece(run: str, stage: str, start: int, attempt: int) -> None:
            step(run, stage, start, attempt)

        self._piece = piece
        DBOS.listen_queues([QUEUE])
        DBOS.launch()
        self._queue: Queue = DBOS.register_queue(
            QUEUE, worker_concurrency=slots, polling_interval_sec=POLL_S, on_conflict="always_update"
        )

    def enqueue(self, pointer: str, run: str, stage: str, start: int, attempt: int) -> None:
        """Put a pointer into the queue; one whose id is known changes nothing."""
        with SetWorkflowID(pointer):
            self._queue.enqueue(self._piece, run, stage, start, attempt)

    def ended(self, pointers: Iterable[str]) -> Mapping[str, bool]:
        """Tell of each known pointer whether its work has ended (well or not)."""
        listed = list(pointers)
        if not listed:
            return {}
        found: list[Any] = DBOS.list_workflows(workflow_ids=listed, load_input=False, load_output=False)
        return {each.workflow_id: each.status in _ENDED for each in found}

    def take_over(self, living: Collection[str]) -> None:
        """Queue again what slots had taken in which nobody lives, whenever they died."""
        taken = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        recover({each.executor_id for each in taken if each.executor_id} - set(living))

    def forget_ended(self, run: str) -> bool:
        """Remove the ended pointers of a run that rests; tell whether that were all it had."""
        found = DBOS.list_workflows(workflow_id_prefix=f"{run}/", load_input=False, load_output=False)
        ended = [each.workflow_id for each in found if each.status in _ENDED]
        DBOS.delete_workflows(ended)
        return len(ended) == len(found)

    def close(self) -> None:
        """Stop taking work; what is in hand has five seconds to end."""
        DBOS.destroy(workflow_completion_timeout_sec=5, destroy_registry=True)
        self._engine.dispose()


def _postgresql(server: Server, slot: str) -> sqlalchemy.Engine:
    """Give a pool of sessions on the records' server; the library never sees its address, which may hold a password."""
    return sqlalchemy.create_engine(
        "postgresql+psycopg://",
        creator=lambda: server.connect(slot, synchronous_commit="off"),  # pointers can be written again
        pool_size=5,
        max_overflow=20,
        pool_pre_ping=True,
    )


def _sqlite(path: Path) -> sqlalchemy.Engine:
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", pool_size=20)

    @sqlalchemy.event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        connection.isolation_level = "IMMEDIATE"
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")  # pointers can be written again
        connection.execute("PRAGMA foreign_keys=ON")

    return engine
