"""Every template that the console offers is one that its process reads."""

import pytest

from jikwon import testing
from jikwon.console.start import templates
from jikwon.model import InputError
from jikwon.model.catalog import Process, every

OFFERED = [(process, name) for process in every() for name in process.manifest.inputs if templates.has(process, name)]


def test_every_table_of_ours_that_has_a_sample_has_a_template() -> None:
    assert {(process.slug, name) for process, name in OFFERED} >= {
        ("hygiene-kits", "register"), ("assignment", "officials"), ("monitoring", "phone"), ("petitions", "petitions"),
    }  # fmt: skip


@pytest.mark.parametrize(("process", "name"), OFFERED, ids=lambda each: getattr(each, "slug", each))
def test_a_process_finds_its_columns_in_its_template(process: Process, name: str) -> None:
    given = {
        each: [(f"{each}.xlsx", templates.made(process, each, each))]
        for each, declared in process.manifest.inputs.items()
        if each == name or (declared.required and templates.has(process, each))
    }
    try:
        testing.Office(process=process.slug, as_of="2021-10-06T09:00").run(inputs=given, plan=True)
        refused = ""
    except InputError as error:  # an empty table is refused by some, but never for its columns
        refused = error.code
    assert refused not in {"column-missing", "column-twice", "table-missing"}
