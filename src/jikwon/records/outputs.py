"""Files that runs made: staged with their proof, released in one move."""

from collections.abc import Iterable

from jikwon.model import fact
from jikwon.records.database import row, rows, run_many, run_sql


@fact
class OutputRow:
    """One file as the records have it: `file`, its path within the folder of outputs, is sealed."""

    part: int
    after: bool
    position: int
    name: str
    file: bytes
    sha256: str


def stage(run: str, part: int, found: Iterable[OutputRow], *, after: bool) -> None:
    """Write what a part has made before (or `after`) its acts, in place of what it made before."""
    run_sql("DELETE FROM outputs WHERE run_id = %s AND part = %s AND after = %s", (run, part, after))
    run_many(
        "INSERT INTO outputs (run_id, part, after, position, name, file, sha256, released)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        ((run, part, after, each.position, each.name, each.file, each.sha256, False) for each in found),
    )


def of_part(run: str, part: int, *, after: bool = False) -> list[OutputRow]:
    """List what a part has made before (or `after`) its acts, in order."""
    return _read("run_id = %s AND part = %s AND after = %s", (run, part, after))


def released(run: str) -> list[OutputRow]:
    """List all released files of a run, part by part."""
    return _read("run_id = %s AND released = %s", (run, True))


def release(run: str, part: int, *, after: bool) -> None:
    """Note that a part's files lie where people find them."""
    run_sql("UPDATE outputs SET released = %s WHERE run_id = %s AND part = %s AND after = %s", (True, run, part, after))


def any_released(run: str) -> bool:
    """Tell whether a run has released a file."""
    return row("SELECT 1 FROM outputs WHERE run_id = %s AND released = %s LIMIT 1", (run, True)) is not None


def _read(where: str, values: tuple[object, ...]) -> list[OutputRow]:
    found = rows(
        f"SELECT part, after, position, name, file, sha256 FROM outputs WHERE {where} ORDER BY part, after, position",
        values,
    )
    return [
        OutputRow(
            part=int(part), after=bool(after), position=int(position), name=str(name), file=bytes(file),
            sha256=str(sha256),
        )
        for part, after, position, name, file, sha256 in found
    ]  # fmt: skip
