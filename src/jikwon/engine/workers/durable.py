"""The durable library: pointers to pieces of work in hand. The only module that imports it.

What it carries is `(run, stage, start, attempt)` under the id `<run>/<stage>/<start>/<attempt>/<chance>`: no item, no
answer, no error text. Who takes which piece is decided in the records (`taking`), so that no pointer waits in a
queue for whoever comes; losing this database loses nothing. It is a file of the home, or a schema of its own (`dbos`)
beside the records on their server.
"""

import logging
from collections.abc import Callable, Collection
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy
from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._serialization import DBOSPortableJSONSerializer

from jikwon import __version__
from jikwon.records import database as records
from jikwon.records.database import RecordsUnreachable
from jikwon.records.postgres import Server

Perform = Callable[[str, str, int, int], None]


class Durable:
    """The library, launched for one worker; one at a time in a process. `executor` is no other process's, ever."""

    def __init__(self, database: Path, executor: str, *, perform: Perform) -> None:
        logging.getLogger("dbos").setLevel(logging.CRITICAL)  # its tracebacks could quote what an exception says
        server = records.server()
        engine = _postgresql(server, executor) if server else _sqlite(database)
        config: DBOSConfig = {
            "name": "jikwon",
            "system_database_engine": engine,
            "use_listen_notify": False,  # nobody waits for a message of the library's
            "executor_id": executor,
            "application_version": __version__.rpartition(".")[0],  # any edit would strand work under the default
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
        }
        if server is None:
            config["system_database_url"] = f"sqlite:///{database}"
        self._engine = engine
        self._executor = executor
        self._lost: set[str] = set()
        DBOS(config=config)

        @DBOS.step(name="perform")
        def step(run: str, stage: str, start: int, attempt: int) -> None:
            perform(run, stage, start, attempt)

        @DBOS.workflow(name="piece", max_recovery_attempts=None)
        def piece(run: str, stage: str, start: int, attempt: int) -> None:
            step(run, stage, start, attempt)

        self._piece = piece
        DBOS.listen_queues([])
        DBOS.launch()

    def begin(self, pointer: str, run: str, stage: str, start: int, attempt: int) -> Callable[[], bool]:
        """Perform a piece in a thread of the library's; what is given tells whether that thread has done with it.

        Its database cannot tell: where that was away or full before the piece was performed, the library lets go of
        the piece and cannot write that it did.
        """
        with SetWorkflowID(pointer):
            handle = DBOS.start_workflow(self._piece, run, stage, start, attempt)
        future: Future[None] | None = getattr(handle, "future", None)  # else no thread of ours was given it
        return future.done if future is not None else lambda: True

    def forget_dead(
        self, living: Callable[[], Collection[str]], *, in_hand: Callable[[], Collection[tuple[str, str, int]]]
    ) -> None:
        """Remove the pointers of executors that live no more: the records give their pieces to others.

        Who lives is asked last: whoever has begun a piece in this moment does. `in_hand` gives the pieces (run, stage,
        start) that we have: a pointer of ours to another one, twice in turn, lost the database at its end.
        """
        begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        alive, mine = (living(), in_hand()) if begun else ((), ())
        dead = [each.workflow_id for each in begun if each.executor_id not in alive]
        lost = {
            each.workflow_id for each in begun
            if each.executor_id == self._executor and _piece_of(each.workflow_id) not in mine
        }  # fmt: skip
        if dead or lost & self._lost:
            DBOS.delete_workflows([*dead, *(lost & self._lost)])
        self._lost = lost

    def forget_ended(self, run: str) -> bool:
        """Remove the ended pointers of a run that rests; tell whether that were all it had."""
        found = DBOS.list_workflows(workflow_id_prefix=f"{run}/", load_input=False, load_output=False)
        ended = [each.workflow_id for each in found if each.status != "PENDING"]
        DBOS.delete_workflows(ended)
        return len(ended) == len(found)

    def close(self) -> None:
        """Stop taking work; what is in hand has five seconds to end."""
        DBOS.destroy(workflow_completion_timeout_sec=5, destroy_registry=True)
        self._engine.dispose()


def _piece_of(pointer: str) -> tuple[str, str, int]:
    run, stage, start, *_ = pointer.split("/")
    return run, stage, int(start)


def _postgresql(server: Server, executor: str) -> sqlalchemy.Engine:
    """Give a pool of sessions on the records' server; the library never sees its address, which may hold a password."""

    def session() -> "psycopg.Connection[Any]":
        try:
            return server.connect(executor, synchronous_commit="off")  # pointers can be written again
        except psycopg.OperationalError:  # the library would try for ever, and nobody could tell a worker to end
            raise RecordsUnreachable from None

    return sqlalchemy.create_engine(
        "postgresql+psycopg://",
        creator=session,
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
