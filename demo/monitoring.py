"""The demo's third part: files from everywhere to one picture of the day in which nobody is missing."""

from telling import answer_prepared, folder_of, inputs_of, jikwon, newest, say, show_files

AS_OF = "2021-10-06T21:00"


def show() -> None:
    """Walk through it."""
    say(
        "3. 모니터링: 앱, 전화, AI 안부전화 결과를 하루 한 장으로 모읍니다. 불분명한 것은 묻습니다.",
        "3. Monitoring: what apps, calls and calling services report becomes one picture; what is unclear is asked.",
    )
    jikwon("run", "monitoring", *inputs_of("monitoring"), "--as-of", AS_OF, "--partial", expect=3)
    waiting = newest()
    say(
        "확실한 것은 먼저 나갔습니다. 담당자가 답하면 나머지가 나갑니다.",
        "What is certain is out already. The answers release the rest.",
    )
    answer_prepared("monitoring", waiting, report_of_two="Q21-3025")
    show_files(folder_of(newest()), "monitoring-report.xlsx", "monitoring-report.pdf", "proof.html")
