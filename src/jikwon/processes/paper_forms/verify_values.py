"""자료 against the records and 근거: each finished form once, each cell the value that its basis says."""

from collections.abc import Iterator, Mapping

from jikwon.model import Check
from jikwon.processes.paper_forms.verify_words import OUTPUT, Located, fields, page_of, page_of_fate, same_value
from jikwon.proof import FateState, Proof, Row, in_order, no_repeat, plain, same_cells, same_keys


def values(proof: Proof) -> Iterator[Check]:
    """Hold the rows of 자료 against the finished forms, and its cells against 근거."""
    rows = proof.sheet(OUTPUT, "자료").rows
    done = {page_of_fate(fate): fate for fate in proof.fates_in(FateState.DONE) if not fate.delivered}
    yield same_keys(
        "forms", {key: Located(at=fate.at[0]) for key, fate in done.items()}, {page_of(row): row for row in rows}
    )
    yield no_repeat("forms-once", rows, page_of)
    yield in_order("order", rows, key=page_of)
    yield from _cells(proof, rows)


def _cells(proof: Proof, rows: list[Row]) -> Iterator[Check]:
    said = {(*page_of(row), plain(row["항목"])): row for row in proof.sheet(OUTPUT, "근거").rows}

    def expected(row: Row) -> Mapping[str, object]:
        found = {field.name: said.get((*page_of(row), field.name)) for field in proof.once(fields)}
        return {name: basis["값"] for name, basis in found.items() if basis is not None}

    columns = {field.name: same_value(field.type) for field in proof.once(fields)}
    yield same_cells("values", rows, expected=expected, columns=columns)
