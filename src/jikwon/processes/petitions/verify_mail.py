"""The mail: to whom it goes, every line of it against the workbook, and the report that it carries."""

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.petitions.verify_figures import Figures, figures_of, mean
from jikwon.processes.petitions.verify_words import AWAY, whole
from jikwon.proof import Proof
from jikwon.proof.mail import Mail, NotAMail, read_mail

MAIL: Final = "mail"
FILES: Final = ("petition-report", "petition-report-pdf")
_HEADERS: Final = frozenset({"from", "to", "subject", "date", "mime-version", "content-type"})


def mailed(proof: Proof) -> Iterator[Check]:
    """Hold the mail against the settings, the workbook and the report."""
    path = proof.path(MAIL)
    try:
        mail = read_mail(path.read_bytes())
    except NotAMail:
        yield _check("mail", [False], path)
        return
    figures = proof.once(figures_of)
    yield _check("mail-headers", _headers(proof, mail, figures), path)
    wanted = [*lines_of(figures)]
    found = mail.text.rstrip("\n").split("\n")
    yield _check(
        "mail-text",
        [one == other for one, other in zip(wanted, found, strict=False)] + [len(wanted) == len(found)],
        path,
    )
    files = [proof.path(name) for name in FILES]
    carried = [(each.name, each.data) for each in mail.files]
    yield _check("mail-files", [carried == [(file.name, file.read_bytes()) for file in files]], path)


def _check(name: str, holds: list[bool], path: Path) -> Check:
    missed = holds.count(False)
    return Check(
        name=name, compared=len(holds), mismatches=missed, at=(Place(source=MAIL, file=path.name),) if missed else ()
    )


def _headers(proof: Proof, mail: Mail, figures: Figures) -> list[bool]:
    """Check sender and recipients, subject and date; no header stands there that a reader does not see."""
    to = [each for each in re.split(r"[\s,;]+", proof.setting("mail_to")) if each]
    domains = {address.rpartition("@")[2] for address in to}
    sent = parsedate_to_datetime(mail.headers.get("date", "")) if mail.headers.get("date") else None
    return [
        _listed(mail.headers.get("to", "")) == sorted({each.casefold() for each in to}),
        mail.subject == f"단순 민원 처리 결과({_period(figures)})",
        sent is not None and sent == proof.clock.replace(microsecond=0),
        bool(re.fullmatch(r"[^\s<>,;]+@[^\s<>,;]+" if domains else r"", mail.headers.get("from", ""))),
        set(mail.headers) <= _HEADERS,
    ]


def _listed(written: str) -> list[str]:
    """Give everything that stands among the recipients, addresses without brackets."""
    return sorted(each.strip().strip("<>").casefold() for each in written.split(",") if each.strip())


def lines_of(figures: Figures) -> Iterator[str]:
    """Give every line that the mail must have, with the workbook's own numbers."""
    row = figures.total
    points = [f"{name}: {whole(row[name])}건" for name in ("접수", "완료", "처리중", *AWAY)]
    points += [
        f"지연: {whole(row['지연'])}건(기한 후 완료 {figures.late_done}건, 기한 경과 처리중 {figures.late_open}건)",
        f"평균처리일: {mean(row)}일" if mean(row) else "평균처리일: 해당 없음",
        f"기한차이: {figures.differing}건",
        f"중복·재신청: 중복 {figures.twins}건, 재신청 {figures.refiled}건",
        f"확인필요: {figures.waiting}건",
    ]
    yield f"1. {_period(figures)}에 접수된 단순 민원의 처리 결과를 다음과 같이 보고합니다."
    yield from (f"  {sign}. {point}" for sign, point in zip("가나다라마바사아자차카", points, strict=True))
    yield ""
    yield "2. 부서별·유형별·경로별 현황은 붙임 보고서에 있습니다."
    yield ""
    yield "붙임  민원 처리 결과 보고서 1부.  끝."


def _period(figures: Figures) -> str:
    return f"{_day(figures.first)} ~ {_day(figures.last)}"


def _day(on: date) -> str:
    return f"{on.year}. {on.month}. {on.day}."


def texts_of(proof: Proof) -> Iterator[str]:
    """Give what the mail says: its subject and its lines."""
    mail = read_mail(proof.path(MAIL).read_bytes())
    yield mail.subject
    yield from mail.text.split("\n")
