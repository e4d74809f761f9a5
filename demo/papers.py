"""The demo's sixth part: forms on paper, typed in only where nothing is in doubt."""

from telling import OFFICE, answer_prepared, folder_of, inputs_of, jikwon, newest, say, show_files, tell

from jikwon.tools.scans import doctor as scans


def show() -> None:
    """Walk through it where Korean can be read from pictures, else say what is missing."""
    say(
        "6. 종이 서식: 스캔한 칸을 세 번 읽어 규칙과 읽은 값이 모두 맞으면 적고, 나머지는 그림과 함께 묻습니다.",
        "6. Paper forms: each cell is read in three ways; what is in doubt is asked with its picture.",
    )
    if missing := " ; ".join(dict.fromkeys(each.mend for each in scans.findings() if not each.ok)):
        tell(f"이 부분은 건너뜁니다. 설치하면 볼 수 있습니다: {missing}", f"Left out here. To see it: {missing}")
        return
    jikwon("run", "paper-forms", *inputs_of("paper-forms"), "--as-of", "2021-10-06T09:00", expect=3)
    waiting = newest()
    jikwon("show", str(waiting["run"]), "--pictures", str(OFFICE / "pictures"), expect=0, shown=False)
    tell(f"물은 칸의 그림: {OFFICE / 'pictures'}", f"Pictures of the cells that are asked: {OFFICE / 'pictures'}")
    answer_prepared("paper-forms", waiting, page_blank="leave-out")
    show_files(folder_of(newest()), "paper-forms.xlsx", "proof.html")
