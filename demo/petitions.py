"""The demo's fifth part: a month of petitions, deadlines by the law, a report, a mail sent once, and a model.

The model learns 유형 from a made-up year of the office's own petitions, and knows when to ask.
"""

import json
from datetime import datetime, timedelta

from telling import OFFICE, ROOT, answer_prepared, folder_of, inputs_of, jikwon, newest, say, show_files, tell

from jikwon.model.dates import SEOUL
from jikwon_practice.office import Practice
from jikwon_practice.petitions.exporting import export, written

AS_OF = "2021-11-15T09:00"
TO = "boss@songpa.example"
PAST, NEW = 5_000, 40
YEAR, MONTH = datetime(2020, 10, 5, 9, tzinfo=SEOUL), datetime(2021, 10, 5, 9, tzinfo=SEOUL)


def show() -> None:
    """Walk through it; the practice office's mail server takes the mail."""
    say(
        "5. 민원 처리결과: 서로 다른 양식의 내려받기를 합쳐 기한을 법대로 계산하고, 보고서(HWPX)와 메일을 만듭니다.",
        "5. Petitions: exports in three lists of columns, deadlines by the law, a report in HWPX, and a mail.",
    )
    with Practice(seed=1, cases=1) as office:
        (OFFICE / "settings.toml").write_text(
            f'[mail]\nserver = "127.0.0.1"\nport = {office.mail_port}\nsecurity = "none"\n'
            f'sender = "robot@songpa.example"\ndomains = ["songpa.example"]\n',
            "utf-8",
        )
        words = ("--set", "period=2021-10", "--set", f"mail_to={TO}", "--as-of", AS_OF)
        jikwon("run", "petitions", *inputs_of("petitions"), *words, expect=3)
        tell(f"아직 나간 메일은 {len(office.mails())}통입니다.", f"Mails that have left so far: {len(office.mails())}.")
        answer_prepared(
            "petitions", newest(), deadline_stands_still="2021-11-05", status_unknown="처리중",
            closed_before_received="2021-10-30 10:00",
        )  # fmt: skip
        tell(f"나간 메일 {len(office.mails())}통.", f"Mails that have left: {len(office.mails())}.")
    folder = folder_of(newest())
    jikwon("proof", "verify", str(folder), expect=0)
    show_files(folder, "petition-results.xlsx", "petition-report.hwpx", "petition-report.pdf", "mail.eml", "proof.html")
    _learn()


def _learn() -> None:
    """Train, look, approve, and let the model decide where its error is bounded."""
    say(
        f"유형이 적혀 있지 않다면? 지난 한 해의 민원 {PAST:,}건으로 배우고, 보지 않은 것으로 오류를 잽니다.",
        f"And where the export names no 유형? A model learns from {PAST:,} petitions, measured on newer ones.",
    )
    past = _export("past-year.csv", PAST, begin=YEAR, seed=2021, says=True)
    jikwon("learn", "train", "petitions", "type", "--input", f"petitions={past}", expect=0)
    (model,) = json.loads(jikwon("learn", "show", "--json", expect=0, shown=False))
    say(
        "사람이 카드를 보고 승인해야 쓰입니다. 승인한 사람과 때가 감사기록과 증명서에 남습니다.",
        "No run uses it before a person has approved it; who and when stands in the audit trail and in every proof.",
    )
    jikwon("learn", "approve", model["model"][:12], expect=0)
    say(
        "유형이 빈 새 민원입니다. 틀릴 확률이 1 % 이하라고 보증된 것만 정하고, 나머지는 추측을 보여 주며 묻습니다.",
        "New petitions without a 유형: it decides where at most 1 % are wrong, and asks the others with its guesses.",
    )
    new = _export("new.csv", NEW, begin=MONTH, seed=77, says=False)
    words = ("--input", f"petitions={new}", "--set", "period=2021-10", "--as-of", AS_OF)
    jikwon("run", "petitions", *words, "--partial", "--approve", expect=3)
    run = newest()
    decided, asked = run["items"]["done"], run["items"]["waiting"]  # type: ignore[index]
    tell(f"모델이 정한 것 {decided}건, 사람에게 묻는 것 {asked}건.", f"Decided: {decided}. Asked: {asked}.")
    say("무엇을 근거로 했는지 증명서가 말합니다.", "The proof says on what that rests.")
    folder = folder_of(run)
    told = jikwon("proof", "show", str(folder), expect=0, shown=False).splitlines()
    for line in told[:6]:
        tell(line, line)
    tell("petition-results.xlsx의 '분류' 시트: 민원마다 원본·모델·담당자", "Sheet 분류: on what each 유형 rests")
    show_files(folder, "petition-results.xlsx", "proof.html")


def _export(name: str, count: int, *, begin: datetime, seed: int, says: bool) -> str:
    """Write petitions of the practice office as an export; give its path as one would type it."""
    path = OFFICE / name
    first = 1 if says else PAST + 1
    path.write_bytes(
        export(written(count, seed=seed), begin=begin, first=first, apart=timedelta(minutes=100), says=says)
    )
    return str(path.relative_to(ROOT))
