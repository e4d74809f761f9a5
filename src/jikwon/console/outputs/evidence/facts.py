"""What the evidence sheet says: the numbers of `--json` and of the proof, and nobody whom the work was about."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from jikwon.console.accounts.models import Account
from jikwon.console.outputs import content
from jikwon.console.outputs.evidence.sheet import Pairs, Rows, Sheet
from jikwon.engine.office import Office
from jikwon.engine.reports import plans, proofs, report
from jikwon.korea.documents import write_number
from jikwon.korea.style import write_moment
from jikwon.model import strings
from jikwon.model.catalog import nearest
from jikwon.model.dates import moment
from jikwon.proof.verdict import percent
from jikwon.records import outputs
from jikwon.records.runs import RunRow

MOST_ANSWERS: Final = 5
MOST_ACTS: Final = 6
MOST_FILES: Final = 8
"""Rows that one page has room for; what is left is counted."""
_LONGEST: Final = 48
_ITEMS: Final = (
    ("들어온 건", "total"), ("처리", "done"), ("제외", "excluded"), ("확인 대기", "waiting"), ("실패", "failed"),
)  # fmt: skip
_ROWS: Final = (("읽은 행", "read"), ("쓴 행", "used"), ("합친 행", "merged"), ("건너뛴 행", "skipped"))
_NONE: Final = "해당 없음"


def of_run(office: Office, row: RunRow) -> Sheet | None:
    """Gather the sheet of a run; None before there is a proof. Raises `ProofChanged`."""
    with strings.speaking("ko"):
        certificate = proofs.load(office, row)
        return _sheet(office, row, report.of_run(office, row), certificate) if certificate else None


def _sheet(office: Office, row: RunRow, told: Mapping[str, Any], certificate: Mapping[str, Any]) -> Sheet:
    items, rows = told["items"], told["rows"]
    return Sheet(
        at=moment(row.ended_at or row.changed_at).replace(microsecond=0),
        institution=office.settings.console.institution,
        process=nearest(row.process, row.version).manifest.name.ko, run=_run(row, told, certificate),
        items=[
            (name, _count(items[code]))
            for name, code in _ITEMS
        ],
        rows=[
            (name, _count(rows[code], "행"))
            for name, code in _ROWS
        ],
        proof=_proof(told["proof"], certificate), answers=_answers(certificate), acts=_acts(office, row),
        hours=_hours(row, told), files=_files(row, certificate),
    )  # fmt: skip


def _run(row: RunRow, told: Mapping[str, Any], certificate: Mapping[str, Any]) -> Pairs:
    versions = certificate["versions"]
    approved = _who(row.approved_by) if row.approved_by else "업무 설정에 따라 승인 없이" if told["outputs"] else "–"
    return [
        ("업무", f"{nearest(row.process, row.version).manifest.name.ko} ({row.process} {row.version})"),
        ("실행번호", row.id),
        ("맡긴 사람", _who(row.account)),
        ("승인한 사람", approved),
        ("시작", write_moment(moment(row.created_at))),
        ("끝", write_moment(moment(row.ended_at)) if row.ended_at else "–"),
        ("기준 시각", write_moment(datetime.fromisoformat(row.clock))),
        ("상태", strings.word("states", row.state.value)),
        ("프로그램", f"직원 {versions['jikwon']}, Python {versions['python']}"),
        ("로봇 시간", f"{told['seconds']:,.1f}초"),
    ]


def _who(name: str) -> str:
    found = Account.objects.filter(name=name).first()
    return f"{found.shown} ({name})" if found else name


def _proof(proof: Mapping[str, Any], certificate: Mapping[str, Any]) -> Pairs:
    bound = certificate["error_bound_95"]
    return [
        ("판정", "원본과 맞음" if proof["verdict"] == "proved" else "원본과 다름"),
        ("확인한 것", f"{write_number(proof['checks'])}가지"),
        ("대조한 칸", f"{write_number(proof['fields_compared'])}칸"),
        ("다른 칸", f"{write_number(proof['mismatches'])}칸"),
        ("틀린 칸의 비율", f"{percent(bound)} % 이하 (신뢰수준 95 %)" if bound else "–"),
        ("사람이 정한 칸", f"{write_number(certificate['rests_on_people'])}칸"),
        ("증명서 해시", str(certificate["digest"])),
    ]


def _answers(certificate: Mapping[str, Any]) -> Rows:
    counted: dict[tuple[str, str], int] = {}
    for each in certificate["answers"]:
        code = each["code"].partition("/")[0]
        sentence = str(certificate["sentences"].get(each["code"], certificate["sentences"].get(code, code)))
        counted[sentence, each["by"]] = counted.get((sentence, each["by"]), 0) + 1
    found = [(_short(sentence), by or "–", _count(count)) for (sentence, by), count in counted.items()]
    return _cut(found, MOST_ANSWERS, lambda left: ("그 밖에", "–", f"{left}가지")) or [(_NONE, "", "")]


def _acts(office: Office, row: RunRow) -> Rows:
    words = nearest(row.process, row.version).strings
    lines = plans.lines(office, row)
    found = []
    for group in plans.groups(office, row):
        at = [each.at for each in lines if (each.kind, each.lane) == (group.kind, group.lane) and each.at]
        name = plans.word(words, group.kind)
        span = f"{write_moment(moment(min(at)))} ~ {moment(max(at)):%H:%M}" if at else "–"
        found.append((name, _count(group.count), _count(len(at)), span))
    return _cut(found, MOST_ACTS, lambda left: ("그 밖에", f"{left}갈래", "", "")) or [(_NONE, "", "", "")]


def _hours(row: RunRow, told: Mapping[str, Any]) -> Pairs:
    if not told["outputs"]:
        return [("아낀 시간", "결과가 나오지 않아 세지 않음")]
    found = content.hours_of(row, told)
    people, saved = f"{found.people_min:,.1f}분", f"{found.saved_min:,.1f}분"
    source = f"시간 측정 {found.n}번의 중앙값" if found.n else "추정값(아직 재지 않음)"
    return [
        ("아낀 시간", saved),
        ("출처", f"한 건 {found.minutes:g}분: {source}"),
        ("산식", f"{found.minutes:g}분 × {found.items:,.4g}건 - 사람이 쓴 {people} = {saved}"),
    ]


def _files(row: RunRow, certificate: Mapping[str, Any]) -> Rows:
    """List each output with its hash; of many files one hash over theirs, in the order of their names."""
    hashes: dict[str, list[str]] = {}
    for each in outputs.released(row.id) or [each for each in outputs.of_part(row.id, row.part) if certificate]:
        hashes.setdefault(each.name, []).append(each.sha256)
    names = nearest(row.process, row.version).manifest.outputs
    found = [
        (names[name].name.ko if name in names else name, f"{len(each)}개", each[0] if len(each) == 1 else _over(each))
        for name, each in hashes.items()
    ]
    return _cut(found, MOST_FILES, lambda left: ("그 밖에", f"{left}가지", "")) or [(_NONE, "", "")]


def _over(hashes: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(hashes)).encode("ascii")).hexdigest()


def _cut(rows: list[Any], most: int, rest: Any) -> list[Any]:  # noqa: ANN401 - a row of texts of the table's width
    return rows if len(rows) <= most else [*rows[: most - 1], rest(len(rows) - most + 1)]


def _count(number: int, unit: str = "건") -> str:
    return f"{write_number(number)}{unit}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
