"""What `make demo` shows: a robot makes a delivery list, asks one question, proves, releases; a broken copy is refused.

Every step is a `jikwon` command that a person could type. It asks for nothing and ends with 0 only
if everything went as told.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from jikwon.model import strings
from jikwon.proof.breaks import breaks

HERE = Path(__file__).parent
OFFICE = HERE / "office"
ROOT = HERE.parent
SAMPLE = Path("src/jikwon/processes/hygiene_kits/sample")
PREPARED = SAMPLE / "answers.csv"
INPUTS = (
    "--input", f"register={SAMPLE / 'register-1.xlsx'}",
    "--input", f"register={SAMPLE / 'register-2.csv'}",
    "--input", f"delivered={SAMPLE / 'delivered.xlsx'}",
)  # fmt: skip
KO = strings.language() == "ko"


def say(ko: str, en: str) -> None:
    """Say something in the language of whoever watches."""
    print(f"\n\033[1m{ko if KO else en}\033[0m" if sys.stdout.isatty() else f"\n## {ko if KO else en}", flush=True)


def jikwon(*words: str, expect: int, shown: bool = True) -> str:
    """Type one command and let its output through; end the demo if it does not end as expected."""
    if shown:
        print("$ jikwon " + " ".join(word if " " not in word else f'"{word}"' for word in words), flush=True)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "jikwon", *words],
        env={**os.environ, "JIKWON_HOME": str(OFFICE), "JIKWON_PROCESSES": ""}, cwd=ROOT,
        stdout=None if shown else subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode != expect:
        sys.exit(f"jikwon {words[0]}: {done.returncode} != {expect}")
    return done.stdout or ""


def newest() -> dict[str, object]:
    """Give the newest run as `--json` tells it."""
    runs: list[dict[str, object]] = json.loads(jikwon("runs", "--json", expect=0, shown=False))
    return runs[0]


def prepared_answers(run: dict[str, object]) -> Path:
    """Write the prepared answer beside the id that its question has in this run."""
    with (ROOT / PREPARED).open(encoding="utf-8-sig") as file:
        known = {(row["관리번호"], row["질문코드"]): row["답"] for row in csv.DictReader(file)}
    path = OFFICE / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["질문ID", "답"])
        for question in run["questions"]:  # type: ignore[attr-defined]
            writer.writerow([question["id"], known[question["key"], question["code"]]])
    return path


def slide_a_block(folder: Path) -> Path:
    """Copy the released folder and let the rows of the delivery list slip down beside their neighbours."""
    copy = OFFICE / "broken"
    shutil.copytree(folder, copy)
    file = copy / "delivery-list.xlsx"
    slid = next(each for each in breaks(file.name, file.read_bytes()) if "…" in each.description)
    file.write_bytes(slid.data)
    return copy


def main() -> None:
    """Walk through the demo."""
    shutil.rmtree(OFFICE, ignore_errors=True)
    say(
        "1. 명부 두 개로 배송명단을 만듭니다. 불분명한 주소 하나를 묻습니다.",
        "1. Two registers; one address is unclear, so the robot asks.",
    )
    jikwon("run", "hygiene-kits", *INPUTS, "--as-of", "2021-10-06T09:00", expect=3)
    waiting = newest()
    say(
        "2. 담당자가 답합니다(미리 적어 둔 파일). 나머지를 만들고, 증명하고, 승인하여 내보냅니다.",
        "2. An official answers (from a prepared file); the run goes on, is proved, approved and released.",
    )
    answers = prepared_answers(waiting)
    jikwon("answer", str(waiting["run"]), "--file", str(answers.relative_to(ROOT)), "--resume", "--approve", expect=0)
    released = newest()
    folder = Path(str(released["outputs"][0]["path"])).parent  # type: ignore[index]
    say("3. 나간 파일을 증명서와 다시 대조합니다.", "3. The released files are held against their proof again.")
    jikwon("proof", "verify", str(folder.relative_to(ROOT)), expect=0)
    say(
        "4. 사본에서 시트의 한 부분을 한 줄 밀어 봅니다. 증명이 거부합니다.",
        "4. In a copy a block of the sheet slips down by a row. The proof refuses it.",
    )
    jikwon("proof", "verify", str(slide_a_block(folder).relative_to(ROOT)), expect=4)
    say(
        "5. 내보내기 전이라면? 견본 결과를 온갖 방법으로 깨뜨려도 증명이 모두 잡아냅니다.",
        "5. And before a release? However the outputs are broken, the proof refutes it.",
    )
    jikwon("check", "hygiene-kits", "--prove", expect=0)
    say("결과 파일과 증명서(브라우저로 여세요):", "The outputs and their proof (open it in a browser):")
    for name in ("delivery-list.xlsx", "delivery-register.xlsx", "proof.html"):
        print(f"  {folder.relative_to(ROOT) / name}")
    say("다음: README.ko.md의 '직접 해 보기'", "Next: 'By hand' in README.md")


if __name__ == "__main__":
    main()
