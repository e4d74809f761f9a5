"""A certificate says the same for the same data, and any byte changed afterwards is seen."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jikwon.model import Act, Check, Note, Place, Receipt
from jikwon.model.learned import Certificate, InUse
from jikwon.proof.certificate import FileFact, GivenAnswer, RunFacts, certify, error_bound_95, write
from jikwon.proof.errors import NoProof
from jikwon.proof.page import render
from jikwon.proof.ranges import compress
from jikwon.proof.verdict import Standing, percent, summary, verify_folder

CLOCK = datetime(2021, 10, 6, 9, tzinfo=timezone(timedelta(hours=9)))
HELD = Check(name="모든 <칸>이 같다", compared=1404, rests_on_people=1)
AT = Place(source="list", file="list.xlsx", sheet="명단", row=7, column="전화")
WRONG = Check(name="모든 칸이 같다", compared=10, mismatches=2, at=(AT,))


@pytest.fixture(autouse=True)
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIKWON_LANG", "ko")


def keyed(*parts: str) -> str:
    return f"{hash(parts) & 0xFFFF:016x}"


def facts(folder: Path, **more: Any) -> RunFacts:
    (folder / "list.xlsx").write_bytes(b"data")
    places = [Place(source="r", file="대장.xlsx", row=row, column="전화") for row in (2, 3, 4, 9)]
    given: dict[str, Any] = {
        "process": "hygiene-kits",
        "version": "1.0.0",
        "name": {"ko": "위생키트 배송명단 작성", "en": "Hygiene kits"},
        "clock": CLOCK,
        "settings": {"item": "<위생키트>"},
        "inputs": [FileFact(name="register", file="대장.xlsx", sha256="a" * 64, size=10)],
        "outputs": [FileFact.of("list", folder / "list.xlsx")],
        "items": {"total": 3, "done": 2, "excluded": 1, "waiting": 0, "failed": 0},
        "rows": {"read": 3, "used": 3, "merged": 0, "skipped": 0},
        "exclusions": {"해제": 1},
        "sentences": {
            "phone-hyphens": "붙임표를 넣었습니다",
            "address-unclear": "주소가 분명하지 않습니다",
            "x": "쓰지 않음",
        },
        "notes": [Note(code="phone-hyphens", at=place) for place in places],
        "answers": [GivenAnswer(code="address-unclear", key="Q-000123", by="kim", at=CLOCK)],
        "acts": [Act(key="k/print/1/1", kind="print", item="Q-000123", lane="a")],
        "receipts": [Receipt(key="k/print/1/1")],
    }
    return RunFacts(**(given | more))


@pytest.fixture
def released(tmp_path: Path) -> Path:
    write(certify([HELD], facts(tmp_path), hash=keyed), tmp_path)
    return tmp_path


def test_a_released_folder_is_proved(released: Path) -> None:
    verdict = verify_folder(released)

    assert (verdict.standing, verdict.reasons, verdict.unlisted) == (Standing.PROVED, (), ())
    assert verify_folder(released / "proof.json").standing is Standing.PROVED
    assert "1,404" in summary(released)


@pytest.mark.parametrize(
    ("thresholds", "says"),
    [
        ((("소음", 0.9),), "검증한 400건 중 310건을 받아들여 0건이 틀림 → 오류율 상한 0.962 %, 기준 1.00 %"),
        ((), "아무것도 스스로 정하지 않음"),
    ],
)
def test_a_model_is_told_by_its_name_with_who_approved_it_and_what_was_measured(
    tmp_path: Path, thresholds: tuple[tuple[str, float], ...], says: str
) -> None:
    measured = Certificate(max_error=0.01, accepted=310, errors=0, of=400, bound=0.0096171, thresholds=thresholds)
    used = InUse(kind="type", sha256="c" * 64, approved_by="kim", approved_at=CLOCK, certificate=measured)

    write(certify([HELD], facts(tmp_path, models=[used], model_names={"type": "민원 유형"}), hash=keyed), tmp_path)

    assert f"모델 '민원 유형'({'c' * 12}, 승인 kim): " in summary(tmp_path)
    assert says in summary(tmp_path)
    assert "민원 유형" in (tmp_path / "proof.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["list.xlsx", "proof.html"])
def test_a_changed_byte_is_not_proved(released: Path, name: str) -> None:
    data = bytearray((released / name).read_bytes())
    data[-1] ^= 1
    (released / name).write_bytes(data)

    verdict = verify_folder(released)

    assert verdict.standing is Standing.NOT
    assert name in verdict.reasons[0]


def test_every_byte_of_the_certificate_counts(released: Path) -> None:
    path = released / "proof.json"
    whole = path.read_bytes()
    for position in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[position] ^= 1
        path.write_bytes(changed)
        assert verify_folder(released).standing is not Standing.PROVED
    path.write_bytes(whole + b"\n")
    assert verify_folder(released).standing is Standing.NOT


def test_a_missing_output_is_not_proved_and_a_foreign_file_is_named(released: Path) -> None:
    (released / "list.xlsx").unlink()
    (released / "다른.txt").write_text("x")

    verdict = verify_folder(released)

    assert verdict.standing is Standing.NOT
    assert verdict.unlisted == ("다른.txt",)


def test_a_refuted_certificate_is_not_proved(tmp_path: Path) -> None:
    certificate = certify([HELD, WRONG], facts(tmp_path), hash=keyed)
    write(certificate, tmp_path)

    assert (certificate["verdict"], certificate["error_bound_95"]) == ("refuted", None)
    assert verify_folder(tmp_path).standing is Standing.NOT
    page = (tmp_path / "proof.html").read_text("utf-8")
    assert "증명되지 않음" in page
    assert "list.xlsx [명단]" in page


def test_the_page_tells_checks_of_one_kind_in_one_line_and_hides_no_mismatch_in_it(tmp_path: Path) -> None:
    other = Check(name=WRONG.name, compared=5)
    write(certify([HELD, WRONG, other], facts(tmp_path), hash=keyed), tmp_path)

    lines = [each for each in (tmp_path / "proof.html").read_text("utf-8").split("<tr") if "검사 2번" in each]

    assert len(lines) == 1
    assert ">15<" in lines[0]
    assert ">2<" in lines[0]
    assert "틀림" in lines[0]


def test_comparing_nothing_proves_nothing(tmp_path: Path) -> None:
    assert certify([], facts(tmp_path), hash=keyed)["verdict"] == "refuted"


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"format": 2}'])
def test_without_a_certificate_there_is_no_proof(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "proof.json").write_bytes(content)

    assert verify_folder(tmp_path).standing is Standing.NO_PROOF
    with pytest.raises(NoProof):
        summary(tmp_path)


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (certify([HELD], facts(tmp_path), hash=keyed) for _ in range(2))

    assert json.dumps(one) == json.dumps(other)
    assert render(one) == render(other)


def test_a_certificate_holds_no_key_of_a_person_and_only_sentences_it_uses(released: Path) -> None:
    text = (released / "proof.json").read_text("utf-8") + (released / "proof.html").read_text("utf-8")

    assert "Q-000123" not in text
    assert "쓰지 않음" not in text
    assert keyed("answer", "Q-000123") in text


def test_the_page_opens_offline_and_shows_no_markup_of_others(released: Path) -> None:
    page = (released / "proof.html").read_text("utf-8")

    assert "비교한 칸 1,404개 중 틀린 칸 0개" in page
    assert "모든 &lt;칸&gt;이 같다" in page
    assert "&lt;위생키트&gt;" in page
    assert "2–4, 9행" in page
    for outside in ("http:", "https:", "<script", "@import", "url("):
        assert outside not in page


def test_an_output_outside_of_the_folder_is_never_opened(tmp_path: Path) -> None:
    stranger = FileFact(name="list", file="../list.xlsx", sha256="a" * 64, size=1)
    write(certify([HELD], facts(tmp_path, outputs=[stranger]), hash=keyed), tmp_path)

    assert verify_folder(tmp_path).standing is Standing.NOT


def test_the_bound_is_three_over_n() -> None:
    assert error_bound_95(1500, 0) == 0.002
    assert error_bound_95(1500, 1) is error_bound_95(0, 0) is None
    assert error_bound_95(2, 0) == 1.0
    assert [percent(3 / 1404), percent(0.002), percent(1.0)] == ["0.214", "0.200", "100"]


def test_rows_are_written_as_ranges() -> None:
    assert compress([9, 3, 2, 4, 2, 0]) == "2–4, 9"
    assert compress([0]) == ""
