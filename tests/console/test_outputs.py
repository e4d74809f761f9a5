"""Outputs are handed out to their owner, for a reason, as they were proved; evidence to whoever may see the run."""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import looking
from tests.console.letters import LettersHouse, letters_house

from jikwon.tools import hwpx


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LettersHouse]:
    with letters_house(tmp_path_factory.mktemp("office")) as house:
        yield house


@pytest.fixture(scope="module")
def run(house: LettersHouse) -> str:
    return house.released("가", "", "", "제외")


def why(house: LettersHouse, action: str) -> list[str]:
    """Read the reasons that the audit trail has for an action."""
    found = looking.look(house.home, "SELECT entry FROM audit WHERE entry LIKE %s", (f'%"action": "{action}"%',))
    return [str(re.search(r'"why": "([^"]*)"', entry)[1]) for (entry,) in found]  # type: ignore[index]


def test_a_download_needs_a_reason_and_stands_on_the_audit_trail(house: LettersHouse, run: str) -> None:
    official, page = house.visitor("official"), f"/runs/{run}/outputs"
    without = official.post(f"{page}/1", {"reason": "  "}, page=page)
    assert without.status == 422
    assert "사유가 비어 있습니다" in without.text

    got = official.post(f"{page}/1", {"reason": "우체국에 전달, 문의 010-0123-4567"}, page=page)

    assert hashlib.sha256(got.body).hexdigest() == house.told("show", run)["outputs"][0]["sha256"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Content-Disposition"].startswith('attachment; filename="letters.xlsx"')
    assert why(house, "output downloaded") == ["우체국에 전달, 문의 010-0123-****"]


def test_who_approves_or_audits_downloads_nothing(house: LettersHouse, run: str) -> None:
    page = f"/runs/{run}/outputs"
    for role in ("manager", "auditor"):
        seen = house.visitor(role).get(page)
        assert seen.status == 200
        assert "내려받는 사유" not in seen.text
        assert house.visitor(role).post(f"{page}/1", {"reason": "확인"}, page="/profile").status == 403
    assert house.visitor("reviewer").post(f"{page}/1", {"reason": "확인"}, page="/profile").status == 404


def test_a_number_that_no_file_has_is_not_found(house: LettersHouse, run: str) -> None:
    official = house.visitor("official")
    for number in ("0", "99", "../letters.xlsx", "1/../../home/records.sqlite"):
        assert official.post(f"/runs/{run}/outputs/{number}", {"reason": "확인"}, page="/profile").status == 404


@pytest.mark.parametrize("name", ["바뀜", "링크", "없음"])
def test_a_file_that_is_not_what_was_proved_is_refused(house: LettersHouse, name: str) -> None:
    run = house.released(name, "")
    path = Path(house.told("show", run)["outputs"][0]["path"])
    if name == "바뀜":
        path.write_bytes(path.read_bytes() + b" ")
    else:
        path.rename(path.with_suffix(".old"))
        if name == "링크":
            path.symlink_to(house.home / "records.sqlite")
    page = f"/runs/{run}/outputs"

    refused = house.visitor("official").post(f"{page}/1", {"reason": "확인"}, page=page)

    assert refused.status == 409
    assert ("바뀌었습니다" if name == "바뀜" else "내보낸 폴더에 없습니다") in refused.text
    assert ("바뀜: 내주지 않음" if name == "바뀜" else "없음") in house.visitor("official").get(page).text
    assert bool(why(house, "download refused")) or name != "바뀜"


def test_destroyed_files_say_when_and_by_which_rule(house: LettersHouse) -> None:
    run = house.released("파기", "")
    for output in house.told("show", run)["outputs"]:
        Path(output["path"]).unlink()
    record = '{"what": "outputs/%s", "files": 2, "bytes": 9, "at": "2026-01-02T03:04:00+09:00", "rule": "결과 365일"}\n'
    (house.home / "logs" / "destruction.log").write_text(record % run, "utf-8")
    assert "2026. 1. 2. 03:04에 보관 규칙 ‘결과 365일’" in house.visitor("official").get(f"/runs/{run}/outputs").text


def test_the_page_has_the_numbers_of_json(house: LettersHouse, run: str) -> None:
    told, page = house.told("show", run), house.visitor("auditor").get(f"/runs/{run}/outputs").text
    items, rows, hours = told["items"], told["rows"], told["hours"]
    assert f"들어온 {items['total']}건 = 처리 {items['done']} + 제외 {items['excluded']}" in page
    assert f"읽은 {rows['read']}행 = 쓴 {rows['used']} + 합친 {rows['merged']} + 건너뛴 {rows['skipped']}" in page
    assert all(output["sha256"] in page for output in told["outputs"])
    saved = hours["baseline"] * 60 - hours["people"] * 60
    assert f"2분 × {items['done'] + items['excluded']}건 = {hours['baseline'] * 60:.1f}분" in page
    assert f"{saved:.1f}분" in page
    assert "아직 재지 않은 추정값" in page


def test_every_who_sees_the_run_reads_its_proof_in_a_box_of_its_own(house: LettersHouse, run: str) -> None:
    for role in ("official", "manager", "auditor"):
        proof = house.visitor(role).get(f"/runs/{run}/proof")
        assert "증명서" in proof.text
        policy = proof.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox; default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_a_proof_that_was_changed_is_not_shown(house: LettersHouse) -> None:
    run = house.released("증명", "")
    page = house.home / "evidence" / run / "proof.html"
    page.write_bytes(page.read_bytes().replace("맞음".encode(), "틀림".encode()) + b"<p>")
    shown = house.visitor("auditor").get(f"/runs/{run}/proof")
    assert shown.status == 409
    assert "바뀌어 보여 드리지 않습니다" in shown.text


def test_the_evidence_sheet_says_the_same_in_both_forms_on_one_page(house: LettersHouse, run: str) -> None:
    import pypdfium2

    told, auditor = house.told("show", run), house.visitor("auditor")
    pdf, document = (auditor.get(f"/runs/{run}/evidence.{kind}").body for kind in ("pdf", "hwpx"))
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    drawn = pages[0].get_textpage().get_text_range().replace("\u200b", "")  # where a long word may break
    read = "".join(drawn.split())
    tables = "".join("".join("".join(cells) for cells in table.rows) for table in hwpx.read(document).tables)

    assert len(pages) == 1
    assert hwpx.check(document) == []
    for said in (read, "".join(tables.split())):
        for fact in (
            run, "김담당(kim.damdang)", "이검토(lee.geomto)", "편지발송", "원본과맞음",
            f"{told['proof']['fields_compared']}칸", "2분×3건", told["outputs"][0]["sha256"],
        ):  # fmt: skip
            assert fact in said, fact
    assert "받는이" not in read + tables
    assert auditor.get(f"/runs/{run}/evidence.exe").status == 404


def test_a_receipt_is_shown_for_each_act(house: LettersHouse, run: str) -> None:
    page = house.visitor("official").get(f"/runs/{run}/outputs").text
    assert "밖에서 한 일의 영수증 2건" in page
    assert "가1" in page
    assert "가1" not in house.visitor("auditor").get(f"/runs/{run}/outputs").text


def test_an_opinion_is_given_and_changed_by_its_author(house: LettersHouse, run: str) -> None:
    official = house.visitor("official")
    official.post(f"/runs/{run}/opinion", {"score": "3", "line": "조금 느림"}, page=f"/runs/{run}")
    changed = official.post(f"/runs/{run}/opinion", {"score": "5", "line": "<b>빨라짐</b>"}, page=f"/runs/{run}").text
    assert re.search(r'value="5"[^>]* checked', changed)
    assert "&lt;b&gt;빨라짐&lt;/b&gt;" in changed
    assert "의견 1건" in changed
    official.post(f"/runs/{run}/opinion", {"score": "9"}, page=f"/runs/{run}")
    assert re.search(r'value="5"[^>]* checked', official.get(f"/runs/{run}").text)


def test_wishes_are_read_by_managers_and_their_authors(house: LettersHouse) -> None:
    official = house.visitor("official")
    official.post("/wishes", {"wish": "매주 불법주정차 민원 200건 취합"})
    assert "불법주정차" in official.get("/wishes").text
    assert "불법주정차" in house.visitor("manager").get("/wishes").text
    assert "불법주정차" not in house.visitor("official-2").get("/wishes").text
    empty = official.post("/wishes", {"wish": " "})
    assert "비어 있습니다" in empty.text
