"""Templates: what they may say, and that anything else is told before any work."""

from datetime import date

import pytest

from jikwon.processes.paper_forms import template
from jikwon.processes.paper_forms.errors import TemplateInvalid
from jikwon.processes.paper_forms.model import Kind, Template
from jikwon.processes.paper_forms.tests.forms import TEMPLATE
from jikwon.testing import MemorySource

TODAY = date(2021, 10, 6)
FIELD = '[[fields]]\nname = "성명"\ntype = "text"\n'


def load(text: str | bytes) -> Template:
    """Read a template."""
    return template.load(
        MemorySource("template", "t.toml", text if isinstance(text, bytes) else text.encode()), today=TODAY
    )


def test_fields_come_in_the_order_of_the_file_with_their_bounds() -> None:
    found = load(TEMPLATE)

    assert [field.name for field in found.fields] == ["성명", "생년월일", "연락처", "인원", "물품"]
    assert [field.label for field in found.fields][:2] == ["성 명", "생년월일"]
    assert found.fields[1].latest == TODAY
    assert (found.fields[3].kind, found.fields[3].most) == (Kind.NUMBER, 50)


@pytest.mark.parametrize(
    "text",
    [
        "", "name = 1 2", b"\xff\xfe", 'name = "x"', "fields = []", FIELD + FIELD, FIELD.replace("text", "words"),
        FIELD + "requird = true", FIELD + 'required = "yes"', FIELD + 'values = ["가"]', FIELD + 'pattern = "("',
        FIELD.replace("성명", "파일"), FIELD.replace("성명", "가/나"), FIELD.replace("성명", " "),
        FIELD + 'label = "·"', FIELD.replace("text", "choice"),
        FIELD.replace("text", "choice") + 'values = ["쌀", "쌀 "]',
        FIELD.replace("text", "number") + 'most = "많이"', FIELD.replace("text", "date") + 'latest = "어제"',
        FIELD + 'check = "name"', FIELD + "check = 1", FIELD.replace("text", "number") + 'check = "address"',
        FIELD + '[[fields]]\nname = "이름"\nlabel = "성 명"\ntype = "text"',
    ],
)  # fmt: skip
def test_a_template_that_means_nothing_is_refused_by_its_file(text: str | bytes) -> None:
    with pytest.raises(TemplateInvalid, match=r"t\.toml"):
        load(text)
