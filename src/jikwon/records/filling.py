"""Rows of a snapshot as tables again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models

from jikwon.model import InputError
from jikwon.records.snapshot import AT_ONCE, Row, Table, columns, meta, models_by_table


class RowUnfit(InputError):
    """A row holds a value that the other database cannot keep."""

    code = "row-unfit"


class TablesDiffer(InputError):
    """The rows are of another version of the tables than this program's."""

    code = "tables-differ"


def fill(table: Table, found: Iterable[Row], alias: str = DEFAULT_DB_ALIAS, *, after: int = 0) -> None:
    """Write rows into a table that had none but those it was filled with, inside the caller's transaction.

    `after` so many rows that came before these. Raises `TablesDiffer` where the columns are others, and `RowUnfit`
    for a value that this database cannot keep.
    """
    model = models_by_table().get(table.name)
    if model is None or columns(model) != table.columns:
        raise TablesDiffer(table=table.name)
    connection = connections[alias]
    quoted = ", ".join(connection.ops.quote_name(each) for each in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    sql = f"INSERT INTO {connection.ops.quote_name(table.name)} ({quoted}) VALUES ({marks})"
    fitted = _fitted(table, meta(model).concrete_fields, enumerate(found, after + 1), connection)
    with connection.cursor() as cursor:
        while batch := list(islice(fitted, AT_ONCE)):
            cursor.executemany(sql, batch)
        for each in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(each)


def _fitted(
    table: Table, fields: Sequence[Any], found: Iterable[tuple[int, Row]], connection: Any
) -> Iterator[list[Any]]:
    checks = [_unfit_in(connection, field) for field in fields]
    kept = [_kept_in(connection, field) for field in fields]
    for number, each in found:
        for column, value, is_unfit in zip(table.columns, each, checks, strict=True):
            if is_unfit(value):
                raise RowUnfit(table=table.name, column=column, row=number)
        yield [keep(value) for keep, value in zip(kept, each, strict=True)]


def _unfit_in(connection: Any, field: Any) -> Callable[[Any], bool]:
    """Say how to tell a value that a column cannot keep as it is: it would be changed, or end the copy half-way."""
    if connection.vendor == "sqlite":
        return lambda value: value != value  # not a number, which SQLite keeps as nothing
    least, most = connection.ops.integer_field_range(field.get_internal_type()) if _is_int(field) else (None, None)

    def is_unfit(value: Any) -> bool:
        if isinstance(value, str):
            return "\0" in value
        return isinstance(value, int) and ((least is not None and value < least) or (most is not None and value > most))

    return is_unfit


def _is_int(field: Any) -> bool:
    return isinstance(field, models.IntegerField)


def _kept_in(connection: Any, field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.DateTimeField):
        return lambda value: field.get_db_prep_save(field.to_python(value), connection)
    return lambda value: value
