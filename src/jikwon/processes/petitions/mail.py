"""The period's mail: a few lines of figures, the report attached; nothing in it names a petitioner."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from jikwon.korea import style
from jikwon.model import Run
from jikwon.model.mail import MAIL
from jikwon.processes.petitions.model import Figures, Summary
from jikwon.tools import mail
from jikwon.tools.mail import Attachment, Letter

KIND: Final = "mail"
"""The kind of the act, and the output that it sends."""
SETTING: Final = "mail_to"
__all__ = ["KIND", "MAIL", "SETTING", "recipients", "write_mail"]


def recipients(run: Run) -> tuple[str, ...]:
    """Read who gets the mail, () for nobody.

    Raises `MailUnset`, `MailAddressInvalid` or `MailDomainForbidden`: before any work, all of them exit 2.
    """
    typed = run.setting(SETTING).strip()
    return mail.addresses(typed, server=run.mail_settings(), setting=SETTING) if typed else ()


def write_mail(
    summary: Summary, path: Path, sender: str, to: Sequence[str], *, attachments: Sequence[Path] = ()
) -> None:
    """Write the mail of a period as a message (`mail.eml`), with files attached under their own names.

    Effects: the file at `path`. Repeatable: yes, with the same bytes.
    """
    files = tuple(Attachment(name=each.name, data=each.read_bytes()) for each in attachments)
    letter = Letter(
        sender=sender, to=tuple(to), subject=subject(summary), text=text(summary), at=summary.clock, attachments=files
    )  # fmt: skip
    path.write_bytes(mail.compose(letter))


def subject(summary: Summary) -> str:
    """Give the subject: what the mail is about and the period."""
    return f"단순 민원 처리 결과({_period(summary.first, summary.last)})"


def text(summary: Summary) -> str:
    """Give the body: the period's totals, a line each, and what is attached to it."""
    total = summary.total
    lines = [
        f"1. {_period(summary.first, summary.last)}에 접수된 단순 민원의 처리 결과를 다음과 같이 보고합니다.",
        *(f"  {sign}. {line}" for sign, line in zip(_SIGNS, _figures(summary, total), strict=True)),
        "",
        "2. 부서별·유형별·경로별 현황은 붙임 보고서에 있습니다.",
        "",
        "붙임  민원 처리 결과 보고서 1부.  끝.",
    ]
    return "\n".join(lines) + "\n"


_SIGNS: Final = "가나다라마바사아자차카"


def _figures(summary: Summary, total: Figures) -> Sequence[str]:
    """Name each figure as the sheets do, so that a reader of both finds it again."""
    mean = "해당 없음" if total.mean_days is None else f"{total.mean_days:.1f}일"
    return (
        f"접수: {total.received}건",
        f"완료: {total.done}건",
        f"처리중: {total.open}건",
        f"이송: {total.transferred}건",
        f"취하: {total.withdrawn}건",
        f"병합: {total.merged}건",
        f"지연: {total.late}건(기한 후 완료 {summary.late_done}건, 기한 경과 처리중 {summary.late_open}건)",
        f"평균처리일: {mean}",
        f"기한차이: {summary.differing}건",
        f"중복·재신청: 중복 {summary.twins}건, 재신청 {summary.refiled}건",
        f"확인필요: {summary.waiting}건",
    )


def _period(first: date, last: date) -> str:
    return f"{style.write_date(first)} ~ {style.write_date(last)}"
