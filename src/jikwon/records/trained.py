"""Trained models: which there are, which one is approved, who said so and when."""

from collections.abc import Iterator

from jikwon.model import fact
from jikwon.records.database import row, rows, run_sql

TRAINED, APPROVED, RETIRED = "trained", "approved", "retired"
_COLUMNS = (
    "sha256, process, kind, state, certificate, trained_by, trained_at, approved_by, approved_at, "
    "retired_by, retired_at, why"
)


@fact
class ModelRow:
    """A row of the table; moments are Unix seconds, `certificate` is its JSON."""

    sha256: str
    process: str
    kind: str
    state: str
    certificate: str
    trained_by: str
    trained_at: float
    approved_by: str = ""
    approved_at: float | None = None
    retired_by: str = ""
    retired_at: float | None = None
    why: str = ""


def add(model: ModelRow) -> None:
    """Write a model that was trained; one with the same content is there already and stays as it is."""
    run_sql(
        "INSERT INTO models (sha256, process, kind, state, certificate, trained_by, trained_at, approved_by, "
        "retired_by, why) VALUES (%s, %s, %s, %s, %s, %s, %s, '', '', '') ON CONFLICT DO NOTHING",
        (
            model.sha256, model.process, model.kind, model.state, model.certificate, model.trained_by,
            model.trained_at,
        ),
    )  # fmt: skip


def approve(sha256: str, *, by: str, at: float) -> None:
    """Mark a model approved. Inside a transaction, after the one before it was retired."""
    run_sql(
        "UPDATE models SET state = %s, approved_by = %s, approved_at = %s, retired_by = '', retired_at = NULL, "
        "why = '' WHERE sha256 = %s",
        (APPROVED, by, at, sha256),
    )


def retire(sha256: str, *, by: str, at: float, why: str) -> None:
    """Mark a model retired: no run begins with it any more, and its file stays."""
    run_sql(
        "UPDATE models SET state = %s, retired_by = %s, retired_at = %s, why = %s WHERE sha256 = %s",
        (RETIRED, by, at, why, sha256),
    )


def approved(process: str) -> list[ModelRow]:
    """List the approved models of a process, by kind."""
    return list(_found("process = %s AND state = %s ORDER BY kind", process, APPROVED))


def beginning(start: str) -> list[ModelRow]:
    """List the models whose hash begins so ("" for all), newest first."""
    return list(_found("sha256 >= %s AND sha256 < %s ORDER BY trained_at DESC, sha256", start, f"{start}g"))


def get(sha256: str) -> ModelRow | None:
    """Give one model."""
    found = row(f"SELECT {_COLUMNS} FROM models WHERE sha256 = %s", (sha256,))
    return ModelRow(**dict(zip(_COLUMNS.split(", "), found, strict=True))) if found else None


def _found(where: str, *values: str) -> Iterator[ModelRow]:
    for found in rows(f"SELECT {_COLUMNS} FROM models WHERE {where}", values):
        yield ModelRow(**dict(zip(_COLUMNS.split(", "), found, strict=True)))
