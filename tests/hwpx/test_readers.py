"""A hundred random documents say the same to four readers: ours, the proof's, python-hwpx and rhwp."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from tests.hwpx.making import AT, template

from jikwon.proof.readers.hwpx import read_hwpx
from jikwon.tools.hwpx import Rows, drawing, fill, read

ALPHABET = "가나다힣 0123456789,.-<>&'\"·①「」()%~ABCxyz\u00a0㎡漢"


def texts(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        return ""
    longest = 2_000 if kind > 0.95 else 20
    return "".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, longest))).strip() or "글"


def documents() -> Iterator[tuple[dict[str, str], Rows, bytes]]:
    chance, form = random.Random(5), template()
    for _ in range(100):
        fields = {"제목": texts(chance) or "제목", "수신": texts(chance), "담당": texts(chance)}
        names = ("구분", "접수", "완료")
        rows = [{name: texts(chance) for name in names} for _ in range(chance.randint(1, 12))]
        grown = Rows(rows=rows, total={name: texts(chance) for name in names})
        yield fields, grown, fill(form, fields=fields, tables={"부서별": grown}, at=AT)


def wanted(grown: Rows) -> list[list[str]]:
    assert grown.total is not None
    return [["구분", "접수", "완료"], *(list(row.values()) for row in (*grown.rows, grown.total))]


@pytest.mark.slow
def test_a_hundred_random_documents_say_the_same_to_every_reader() -> None:
    drawing.load()
    from rhwp.document import Document

    from hwpx import HwpxDocument

    for number, (fields, grown, data) in enumerate(documents()):
        labels, expected = [["수신", fields["수신"]], ["담당", fields["담당"]]], wanted(grown)

        ours, proof = read(data), read_hwpx(data)
        other = HwpxDocument.open(data)
        body: list[Any] = list(Document.from_bytes(data).to_ir().body)
        drawn = [block for block in body if block.kind == "table"]

        assert [table.rows for table in ours.tables] == [labels, expected], number
        assert [table.texts() for table in proof.tables] == [labels, expected], number
        assert ours.fields == {"제목": (fields["제목"],)}, number
        assert proof.fields == {"제목": [fields["제목"]]}, number
        assert [[[cell.text for cell in row.cells] for row in table.rows] for table in other.tables] == [
            labels, expected,
        ], number  # fmt: skip
        assert [each.value for each in other.fields.all] == [fields["제목"]], number
        assert [[_said(cell) for cell in table.cells] for table in drawn] == [
            [text for row in rows for text in row] for rows in (labels, expected)
        ], number


def _said(cell: Any) -> str:
    return "\n".join(block.text for block in cell.blocks)
