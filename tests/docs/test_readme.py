"""What the two READMEs promise about the layout."""

import re
from pathlib import Path

import pytest

from jikwon.model import State
from jikwon.testing import Office

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.ko.md")
ROW = re.compile(r"^\| `(?:src/jikwon/)?(\w+)/` \| (\S.*) \| (\S.*) \|$", re.MULTILINE)  # folder, role, rule
PACKAGES = sorted(path.parent.name for path in (ROOT / "src/jikwon").glob("*/__init__.py"))


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_has_its_role_and_rule_in_the_layout_table(readme: str, package: str) -> None:
    rows = ROW.findall((ROOT / readme).read_text("utf-8"))

    assert package in {name for name, _, _ in rows}


@pytest.mark.parametrize("readme", READMES)
def test_the_layout_table_names_no_folder_that_is_gone(readme: str) -> None:
    rows = re.findall(r"^\| `src/jikwon/(\w+)/` \|", (ROOT / readme).read_text("utf-8"), re.MULTILINE)

    assert set(rows) <= set(PACKAGES)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_two_commands_are_named(readme: str, command: str) -> None:
    assert command in (ROOT / readme).read_text("utf-8")


HEADS = {
    "process.py": """
from collections.abc import Iterable, Sequence

from jikwon import Act, Ask, Done, Exclude, Item, Personal, Result, Run, fact
from jikwon.tools import tables

FIELDS = (tables.Field(name="번호"), tables.Field(name="성명"), tables.Field(name="상태"))
COLUMNS = (tables.Column(name="번호"), tables.Column(name="성명"))
""",
    "verify.py": """
from collections.abc import Iterable

from jikwon.model import Check
from jikwon.proof import FateState, Proof, columns_are, no_repeat, same_cells, same_keys, same_text
""",
    "manifest.toml": "",
}
SENTENCES = '[questions]\nstatus-unknown = "상태를 알 수 없습니다."\n[exclusions]\n"취소" = "취소"\n'
FORMS = "번호,성명,상태\nA-1,가나다,신청\nA-2,라마바,취소\nA-3,사아자,?\n"


def example(folder: Path) -> Path:
    """Lay the process of the README into a folder, with the imports that it leaves out."""
    text = (ROOT / "README.md").read_text("utf-8")
    made = folder / "sign_ups"
    (made / "strings").mkdir(parents=True)
    (made / "__init__.py").touch()
    for name, head in HEADS.items():
        block = re.search(rf"^`{re.escape(name)}`\n\n```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        assert block is not None, name
        (made / name).write_text(head + block[1], "utf-8")
    for language in ("ko", "en"):
        (made / "strings" / f"{language}.toml").write_text(SENTENCES, "utf-8")
    return made


def test_the_process_of_the_readme_runs_asks_and_is_proved(tmp_path: Path) -> None:
    office = Office(process=example(tmp_path), as_of="2021-10-06T09:00", folder=tmp_path / "office")

    waiting = office.run(inputs={"forms": [("forms.csv", FORMS)]}, approve=True)
    released = office.answer(waiting, {("A-3", "status-unknown"): "신청"}, approve=True)

    assert [(each.code, each.key) for each in waiting.questions] == [("status-unknown", "A-3")]
    assert released.state is State.RELEASED
    assert [row["성명"] for row in released.sheet("list", "명단")] == ["가나다", "사아자"]
