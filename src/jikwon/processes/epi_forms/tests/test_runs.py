"""The whole of a run in memory: printed once, marked once, listed once."""

from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk


def test_every_case_is_printed_and_marked_once() -> None:
    desk = Desk()

    result = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert result.error is None, (result.error.fields, result.error.__cause__)
    assert result.state == "released", (result.mismatches, result.questions)
    assert len(desk.papers) == len(set(desk.papers)) == 3
    assert sorted(desk.marked) == sorted(key.replace("/print/", "/mark/") for key in desk.papers)
