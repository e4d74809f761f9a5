"""The demo's fifth part: a month of petitions, deadlines as the law counts them, a report, and a mail sent once."""

from telling import OFFICE, answer_prepared, folder_of, inputs_of, jikwon, newest, say, show_files, tell

from jikwon_practice.office import Practice

AS_OF = "2021-11-15T09:00"
TO = "boss@songpa.example"


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
