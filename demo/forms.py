"""The demo's second part: a portal, a browser and a printer; every form on paper once."""

from datetime import date
from pathlib import Path

from telling import OFFICE, ROOT, folder_of, jikwon, newest, say, show_files, tell

from jikwon.tools.browser import doctor as browsers
from jikwon_practice import printer as printers
from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter

DAY = date(2021, 10, 6)
CASES = 8


def show() -> None:
    """Walk through it where there is a browser and a printer, else say what is missing."""
    say(
        "2. 역학조사서: 감염병 포털(연습용)에서 하루치 확진자를 찾아 조사서를 만들고 인쇄합니다.",
        "2. Investigation forms: the robot reads the day's cases in a (practice) portal, makes forms, prints them.",
    )
    if missing := _missing():
        tell(f"이 부분은 건너뜁니다. 설치하면 볼 수 있습니다: {missing}", f"Left out here. To see it: {missing}")
        return
    with Practice(seed=1, cases=CASES, date=DAY) as portal, PracticePrinter(OFFICE / "printer") as printer:
        _set_up(portal, printer)
        _print(portal, printer)


def _missing() -> str:
    """Give the command that installs what this part needs, "" if all is there."""
    commands = [each.mend for each in browsers.findings("") if not each.ok]
    return " ; ".join(dict.fromkeys([*commands, *filter(None, [printers.missing()])]))


def _set_up(portal: Practice, printer: PracticePrinter) -> None:
    """Write the office's settings, and put the portal's account into the vault."""
    (OFFICE / "settings.toml").write_text(
        f'[sites.epidemic]\naddress = "{portal.address}"\ncredential = "epidemic"\npages = 4\n\n'
        f'[processes.epi-forms]\nprinter = "{printer.address}"\n',
        "utf-8",
    )
    for name, secret in (("account", portal.account), ("password", portal.password), ("otp", portal.otp_secret)):
        jikwon("vault", "set", f"epidemic.{name}", expect=0, shown=False, typed=f"{secret}\n")


def _print(portal: Practice, printer: PracticePrinter) -> None:
    words = ("--set", f"date={DAY}", "--as-of", f"{DAY}T20:00")
    jikwon("run", "epi-forms", *words, expect=3)
    waiting = newest()
    tell(
        f"승인을 기다립니다. 종이 {len(printer.papers())}장, 포털의 출력 표시 {len(portal.record())}건.",
        f"It waits for approval. Papers: {len(printer.papers())}. Marks in the portal: {len(portal.record())}.",
    )
    say(
        "담당자가 파일과 증명을 보고 승인합니다. 한 사람씩 인쇄하고, 포털에 표시하고, 다시 읽어 확인합니다.",
        "An official looks at files and proof, and approves: each form is printed, marked, and the mark read again.",
    )
    jikwon("resume", str(waiting["run"]), "--approve", expect=0)
    tell(
        f"종이 {len(printer.papers())}부, 포털의 출력 표시 {len(portal.record())}건.",
        f"Papers: {len(printer.papers())}. Marks in the portal: {len(portal.record())}.",
    )
    say(
        "같은 날 다시 돌려도 이미 인쇄한 조사서는 다시 나오지 않습니다.",
        "Run again, nothing that lies on paper is printed a second time.",
    )
    jikwon("run", "epi-forms", *words, "--approve", expect=0)
    tell(f"종이 {len(printer.papers())}부 그대로입니다.", f"Papers: still {len(printer.papers())}.")
    folder = _first(waiting)
    jikwon("proof", "verify", str(folder), expect=0)
    show_files(folder, "forms.pdf", "print-ledger.xlsx", "proof.html")


def _first(run: dict[str, object]) -> Path:
    """Give the folder of the run that printed."""
    return folder_of({"outputs": [{"path": str(OFFICE / "outputs" / str(run["run"]) / "forms.pdf")}]}).relative_to(
        ROOT
    )  # fmt: skip
