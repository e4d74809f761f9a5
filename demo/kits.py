"""The demo's first part: registers to a proved delivery list, with one question, and a broken copy refused."""

import csv
import shutil
from pathlib import Path

from telling import OFFICE, ROOT, folder_of, jikwon, newest, say, show_files

from jikwon.proof.breaks import breaks

SAMPLE = Path("src/jikwon/processes/hygiene_kits/sample")
INPUTS = (
    "--input", f"register={SAMPLE / 'register-1.xlsx'}",
    "--input", f"register={SAMPLE / 'register-2.csv'}",
    "--input", f"delivered={SAMPLE / 'delivered.xlsx'}",
)  # fmt: skip


def show() -> None:
    """Walk through it."""
    say(
        "1. 위생키트: 명부 두 개로 배송명단을 만듭니다. 불분명한 주소 하나를 묻습니다.",
        "1. Hygiene kits: two registers; one address is unclear, so the robot asks.",
    )
    jikwon("run", "hygiene-kits", *INPUTS, "--as-of", "2021-10-06T09:00", expect=3)
    waiting = newest()
    say(
        "담당자가 답합니다(미리 적어 둔 파일). 나머지를 만들고, 증명하고, 승인하여 내보냅니다.",
        "An official answers (from a prepared file); the run goes on, is proved, approved and released.",
    )
    answers = _prepared_answers(waiting)
    jikwon("answer", str(waiting["run"]), "--file", str(answers.relative_to(ROOT)), "--resume", "--approve", expect=0)
    folder = folder_of(newest())
    say("나간 파일을 증명서와 다시 대조합니다.", "The released files are held against their proof again.")
    jikwon("proof", "verify", str(folder), expect=0)
    say(
        "사본에서 시트의 한 부분을 한 줄 밀어 봅니다. 증명이 거부합니다.",
        "In a copy a block of the sheet slips down by a row. The proof refuses it.",
    )
    jikwon("proof", "verify", str(_slide_a_block(ROOT / folder).relative_to(ROOT)), expect=4)
    say(
        "내보내기 전이라면? 견본 결과를 온갖 방법으로 깨뜨려도 증명이 모두 잡아냅니다.",
        "And before a release? However the outputs are broken, the proof refutes it.",
    )
    jikwon("check", "hygiene-kits", "--prove", expect=0)
    show_files(folder, "delivery-list.xlsx", "delivery-register.xlsx", "proof.html")


def _prepared_answers(run: dict[str, object]) -> Path:
    """Write the prepared answer beside the id that its question has in this run."""
    with (ROOT / SAMPLE / "answers.csv").open(encoding="utf-8-sig") as file:
        known = {(row["관리번호"], row["질문코드"]): row["답"] for row in csv.DictReader(file)}
    path = OFFICE / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["질문ID", "답"])
        for question in run["questions"]:  # type: ignore[attr-defined]
            writer.writerow([question["id"], known[question["key"], question["code"]]])
    return path


def _slide_a_block(folder: Path) -> Path:
    """Copy the released folder and let the rows of the delivery list slip down beside their neighbours."""
    copy = OFFICE / "broken"
    shutil.copytree(folder, copy)
    file = copy / "delivery-list.xlsx"
    slid = next(each for each in breaks(file.name, file.read_bytes()) if "…" in each.description)
    file.write_bytes(slid.data)
    return copy
