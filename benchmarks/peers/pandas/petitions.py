"""A month's petitions as an office would script it: pandas and openpyxl, no proof.

Usage: petitions.py FOLDER OUT. Reads FOLDER/petitions-* and FOLDER/departments.csv, keeps one row a number, counts due
dates in working days, takes personal data out of the texts, links twins, and writes the workbook and a text to mail.
"""

import html
import json
import os
import re
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BEGAN = time.perf_counter()
CLOCK = pd.Timestamp("2021-11-15 09:00")
FIRST, LAST = pd.Timestamp("2021-10-01"), pd.Timestamp("2021-11-01")
HOLIDAYS = ["2021-10-04", "2021-10-11", "2021-12-25", "2022-01-01"]
STATUS = {
    "처리완료": "완료",
    "답변완료": "완료",
    "완료": "완료",
    "종결처리": "종결",
    "처리중": "처리중",
    "접수완료": "접수",
    "타기관이송": "이송",
    "민원취하": "취하",
    "병합처리": "병합",
}
DONE, OPEN = ["완료", "종결"], ["접수", "처리중", "연장", "보완요청"]
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d{6}-\d{7}|0\d{1,2}[- ]?\d{3,4}[- ]?\d{4}|\d{2,3} ?[가-힣] ?\d{4}"
    r"|\d{2,6}-\d{2,6}-\d{2,8}|[가-힣]{2,4}(?= ?(?:씨|님))|(?<=로 )\d+(?:-\d+)?(?:, ?\d+동 ?\d+호)?"
    r"|(?<=길 )\d+(?:-\d+)?"
)
RESULT = [
    "민원접수번호",
    "민원등록일자",
    "민원등록일시",
    "민원제목",
    "민원내용",
    "처리기한일시",
    "담당자지정일시",
    "답변일자",
    "부서코드",
    "처리부서",
    "처리담당자",
    "처리상태",
    "진행상태",
    "답변내용",
    "답변일시",
    "만족도평가",
    "만족도내용",
    "민원인주소",
    "연장처리일수",
    "연장처리횟수",
    "연장처리기한",
    "실처리일수",
]


def read(path):
    if path.suffix == ".xlsx":
        return pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl", header=1)
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="cp949")


def due(row_received, days, at_once):
    """Add working days, the first counted; 즉시 is three hours, carried over the evening."""
    base = row_received.values.astype("datetime64[D]")
    ends = np.busday_offset(base, days.values - 1, roll="forward", holidays=HOLIDAYS)
    found = pd.Series(ends.astype("datetime64[ns]"), index=row_received.index)
    soon = [three_hours(each) for each in row_received[at_once]]
    found[at_once] = pd.Series(soon, index=row_received.index[at_once], dtype="datetime64[ns]")
    return found


def three_hours(moment):
    left, day = pd.Timedelta(hours=3), moment.normalize()
    while True:
        if np.is_busday(day.date(), holidays=HOLIDAYS):
            for begin, end in ((9, 12), (13, 18)):
                opens, closes = day + pd.Timedelta(hours=begin), day + pd.Timedelta(hours=end)
                start = max(moment, opens)
                if start < closes:
                    if start + left <= closes:
                        return start + left
                    left -= closes - start
        day += pd.Timedelta(days=1)


def clean(text, name):
    text = PERSONAL.sub("[개인정보]", html.unescape(text))
    return text.replace(name, "[개인정보]") if len(name) > 2 else text


def working_days(begin, end):
    return np.busday_count(begin, end + np.timedelta64(1, "D"), holidays=HOLIDAYS)


def table(rows, column):
    def count(group):
        status, taken = group["상태"], group.loc[group["상태"].isin(DONE), "실처리일수"]
        return pd.Series(
            {
                "접수": len(group),
                "완료": status.isin(DONE).sum(),
                "처리중": status.isin(OPEN).sum(),
                "이송": (status == "이송").sum(),
                "취하": (status == "취하").sum(),
                "병합": (status == "병합").sum(),
                "지연": group["늦음"].sum(),
                "평균처리일": round(taken.mean(), 1) if len(taken) else None,
            }
        )

    by = rows.groupby(column).apply(count, include_groups=False).reset_index().rename(columns={column: "구분"})
    whole = count(rows)
    whole["구분"] = "합계"
    return pd.concat([by, whole.to_frame().T])


def twins(rows):
    same = rows.sort_values("신청일시")
    found = []
    for key in ("민원인", "전화번호"):
        keys = ["민원제목", "민원내용", key]
        before = same.groupby(keys)[["신청번호", "신청일시"]].shift()
        near = (same["신청일시"] - before["신청일시"]) <= pd.Timedelta(days=1)
        found.append(pd.DataFrame({"민원접수번호": same["신청번호"][near], "관련접수번호": before["신청번호"][near]}))
    links = pd.concat(found).drop_duplicates().assign(구분="중복")
    again = rows[rows["이전신청번호추가"] != ""][["신청번호", "이전신청번호추가"]].assign(구분="재신청")
    again.columns = links.columns
    return pd.concat([links, again])


def write(path, sheets):
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        for name, rows in sheets.items():
            rows.to_excel(book, sheet_name=name, index=False)
            sheet = book.sheets[name]
            sheet.freeze_panes = "A2"
            for number, column in enumerate(rows.columns, start=1):
                sheet.cell(1, number).font = Font(bold=True)
                width = 40 if column in ("민원제목", "민원내용", "답변내용") else 16
                sheet.column_dimensions[get_column_letter(number)].width = width
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if cell.data_type == "f":
                        cell.data_type = "s"


def main(folder, out):
    out.mkdir(parents=True)
    rows = pd.concat([read(each) for each in sorted(folder.glob("petitions-*"))], ignore_index=True).fillna("")
    rows = rows.drop_duplicates("신청번호", keep="last")
    rows["접수일시"] = pd.to_datetime(rows["접수일자"])
    rows = rows[(rows["접수일시"] >= FIRST) & (rows["접수일시"] < LAST)].copy()
    rows["신청일시"] = pd.to_datetime(rows["신청일자"])
    rows["처리일시"] = pd.to_datetime(rows["처리일"].replace("", None))
    rows["진행"] = rows["처리유형"].str.strip()
    rows["상태"] = rows["진행"].map(STATUS)
    at_once = rows["처리기간"] == "즉시"
    days = pd.to_numeric(rows["처리기간"].str.extract(r"(\d+)")[0], errors="coerce").fillna(1).astype(int)
    rows["기한"] = due(rows["접수일시"], days, at_once)
    ends = rows["기한"].where(at_once, rows["기한"] + pd.Timedelta(days=1) - pd.Timedelta(seconds=1))
    closed = rows["처리일시"].where(rows["상태"].isin(DONE), CLOCK)
    rows["늦음"] = (closed > ends) & ~rows["상태"].isin(["이송", "취하", "병합"])
    taken = rows["처리일시"].notna()
    rows["실처리일수"] = None
    begin = rows.loc[taken, "접수일시"].values.astype("datetime64[D]")
    rows.loc[taken, "실처리일수"] = working_days(begin, rows.loc[taken, "처리일시"].values.astype("datetime64[D]"))
    codes = pd.read_csv(folder / "departments.csv", dtype=str)
    rows["부서"] = rows["담당부서2"].where(rows["담당부서2"] != "", rows["담당부서1"])
    rows = rows.merge(codes[["부서코드", "부서명"]], left_on="부서", right_on="부서명", how="left")
    at_once = rows["처리기간"] == "즉시"
    names = rows["민원인"]
    result = pd.DataFrame(
        {
            "민원접수번호": rows["신청번호"],
            "민원등록일자": rows["신청일자"].str[:10],
            "민원등록일시": rows["신청일자"],
            "민원제목": [clean(text, name) for text, name in zip(rows["민원제목"], names, strict=True)],
            "민원내용": [clean(text, name) for text, name in zip(rows["민원내용"], names, strict=True)],
            "처리기한일시": rows["기한"]
            .dt.strftime("%Y-%m-%d %H:%M")
            .where(at_once, rows["기한"].dt.strftime("%Y-%m-%d")),
            "담당자지정일시": "",
            "답변일자": rows["처리일"].str[:10],
            "부서코드": rows["부서코드"],
            "처리부서": rows["부서"],
            "처리담당자": rows["담당자"],
            "처리상태": rows["상태"],
            "진행상태": rows["진행"],
            "답변내용": [clean(text, name) for text, name in zip(rows["처리결과"], names, strict=True)],
            "답변일시": rows["처리일"],
            "만족도평가": rows["1차만족도"],
            "만족도내용": rows["1차만족불만족사유"],
            "민원인주소": rows["주소"].str.extract(r"(송파구 [^ ,]+)")[0],
            "연장처리일수": "",
            "연장처리횟수": rows["처리연장횟수"],
            "연장처리기한": "",
            "실처리일수": rows["실처리일수"],
        }
    )[RESULT].sort_values("민원접수번호")
    late = rows[rows["늦음"]]
    ended = late["처리일시"].where(late["상태"].isin(DONE), CLOCK)
    over = working_days(late["기한"].values.astype("datetime64[D]"), ended.values.astype("datetime64[D]")) - 1
    system = pd.to_datetime(rows["법정/내부처리기한"].replace("", None)).dt.normalize()
    differs = rows[system.notna() & (system != rows["기한"].dt.normalize())]
    write(
        out / "petition-results.xlsx",
        {
            "처리결과": result,
            "지연": pd.DataFrame(
                {
                    "민원접수번호": late["신청번호"],
                    "처리부서": late["부서"],
                    "처리기한일시": late["기한"].astype(str),
                    "답변일시": late["처리일"],
                    "초과일수": over,
                }
            ),
            "기한차이": pd.DataFrame(
                {
                    "민원접수번호": differs["신청번호"],
                    "시스템기한": differs["법정/내부처리기한"],
                    "법정기한": differs["기한"].astype(str),
                }
            ),
            "부서별": table(rows, "부서"),
            "유형별": table(rows, "민원종류"),
            "경로별": table(rows, "민원신청경로"),
            "중복·재신청": twins(rows),
        },
    )
    total = table(rows, "부서").iloc[-1]
    (out / "mail.txt").write_text("\n".join(f"{name}: {value}" for name, value in total.items()), encoding="utf-8")
    told = {"work_s": time.perf_counter() - BEGAN, "petitions": len(result), "late": len(late)}
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
