"""A day's monitoring as an office would script it: pandas and openpyxl, no proof.

Usage: monitoring.py DAY FOLDER OUT. Reads FOLDER/register.csv and FOLDER/DAY/*, matches reports to people, keeps the
strongest and newest one of each person and slot, and writes the day's workbook with its ten sheets.
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BEGAN = time.perf_counter()
SLOTS = ["10:00", "15:00", "20:00"]
LEAD = pd.Timedelta(minutes=60)
RANK = {"VISIT": 0, "PHONE": 1, "APP": 2, "AI_CALL": 3}
CHANNELS = {"app": "APP", "phone": "PHONE", "aicall": "AI_CALL", "visit": "VISIT"}
NAMES = {
    "체온(℃)": "체온",
    "발열감": "발열",
    "목아픔": "인후통",
    "숨가쁨": "호흡곤란",
    "특이사항": "비고",
    "조사일": "점검일",
    "차수": "회차",
    "통화일시": "응답일시",
    "결과": "결과구분",
}
SIGNS = ["발열", "기침", "인후통", "호흡곤란"]
YES = {"예", "Y", "O", "유", "있음", "1"}
NO = {"아니오", "N", "X", "무", "없음", "0", "-"}
RESULT = [
    "격리자관리번호",
    "성명",
    "행정동",
    "담당공무원",
    "점검일",
    "회차",
    "입력경로",
    "응답일시",
    "체온",
    *SIGNS,
    "비고",
    "결과구분",
    "원본파일",
    "원본행",
]
COUNTS = ["대상", "응답", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요"]


def read(path):
    if path.suffix == ".xlsx":
        table = pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl", header=1)
        first = 3
    else:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="cp949")
        first = 2
    table = table.rename(columns=NAMES)
    table["입력경로"] = CHANNELS[path.name.partition("-")[0]]
    table["원본파일"] = path.name
    table["원본행"] = table.index + first
    return table


def phone(column):
    return column.str.replace(r"\D", "", regex=True)


def slots_of(table, day):
    said = table["회차"].str.strip()
    number = said.str.extract(r"^(\d)차?$")[0]
    by_number = number.map({str(n + 1): slot for n, slot in enumerate(SLOTS)})
    by_time = said.where(said.isin(SLOTS))
    reached = pd.Series(SLOTS[0], index=table.index)
    for slot in SLOTS[1:]:
        reached[table["응답일시"] + LEAD >= pd.Timestamp(f"{day} {slot}")] = slot
    return by_number.fillna(by_time).fillna(reached)


def match(table, register):
    by_id = table["격리자관리번호"] != ""
    named = table[~by_id].drop(columns="격리자관리번호")
    key = ["성명", "생년월일", "휴대전화"]
    found = named.merge(register[["격리자관리번호", *key]], on=key, how="left")
    found.index = named.index
    table["격리자관리번호"] = (
        table["격리자관리번호"].where(by_id, found["격리자관리번호"].reindex(table.index)).fillna("")
    )
    return table


def judge(table):
    took = pd.to_numeric(table["체온"].str.replace(",", "."), errors="coerce")
    unclear = (table["체온"] != "") & (took.isna() | (took < 34) | (took > 42))
    for sign in SIGNS:
        said = table[sign]
        table[sign] = said.map(
            lambda word: "예" if word in YES else "아니오" if word in NO else "" if word == "" else "?"
        )
        unclear |= table[sign] == "?"
    ill = (table[SIGNS] == "예").any(axis=1) | (took >= 37.5)
    silent = took.isna() & (table[SIGNS] == "").all(axis=1)
    outcome = pd.Series("정상", index=table.index)
    outcome[ill] = "유증상"
    outcome[silent] = "미응답"
    for word in ("이탈의심", "이탈", "이관", "확진전환"):
        outcome[table["결과구분"] == word] = word
    table["체온"], table["결과구분"] = took, outcome.where(~unclear, "?")
    return table


def totals(slots, column):
    parts = pd.crosstab([slots[column], slots["회차"]], slots["결과구분"])
    for word in ("정상", "유증상", "이탈의심", "이탈", "미응답", "해제", "확진전환", "이관", "?"):
        if word not in parts:
            parts[word] = 0
    parts["응답"] = parts[["정상", "유증상", "이탈의심", "이탈"]].sum(axis=1)
    parts["제외"] = parts[["해제", "확진전환", "이관"]].sum(axis=1)
    parts["확인필요"] = parts["?"]
    parts["대상"] = parts[["응답", "미응답", "제외", "확인필요"]].sum(axis=1)
    by = parts[COUNTS].reset_index().rename(columns={column: "구분"})
    whole = by.groupby("회차")[COUNTS].sum().reset_index().assign(구분="합계")
    all_day = pd.DataFrame([{"구분": "합계", "회차": "전체", **by[COUNTS].sum()}])
    return pd.concat([by, whole, all_day])[["구분", "회차", *COUNTS]]


def write(path, sheets):
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name, table in sheets.items():
            table.to_excel(writer, sheet_name=name, index=False)
            sheet = writer.sheets[name]
            sheet.freeze_panes = "A2"
            for number, column in enumerate(table.columns, start=1):
                longest = max([len(str(column)), *table[column].astype(str).str.len().head(1000)])
                sheet.column_dimensions[get_column_letter(number)].width = min(longest * 1.6 + 2, 60)
                sheet.cell(1, number).font = Font(bold=True)


def main(day, folder, out):
    out.mkdir(parents=True)
    register = pd.read_csv(folder / "register.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    register["휴대전화"] = phone(register["휴대전화"])
    files = sorted((folder / day).iterdir())
    table = pd.concat([read(path) for path in files], ignore_index=True)
    for column in (*RESULT, "생년월일", "휴대전화"):
        if column not in table:
            table[column] = ""
    table = table.fillna("")
    table["휴대전화"] = phone(table["휴대전화"])
    written = table["점검일"].str.replace(r"^(\d{4})\.(\d\d)\.(\d\d)\.$", r"\1-\2-\3", regex=True)
    only_time = table["응답일시"].str.len() <= 5
    moment = table["응답일시"].where(~only_time, written + " " + table["응답일시"])
    table["응답일시"] = pd.to_datetime(moment, errors="coerce", format="mixed")
    table["점검일"] = written.where(written != "", table["응답일시"].dt.strftime("%Y-%m-%d"))
    other_day = table[table["점검일"] != day].assign(사유="다른 날의 결과")
    table = table[table["점검일"] == day].copy()
    table["회차"] = slots_of(table, day)
    table = judge(match(table, register))
    nobody = table[~table["격리자관리번호"].isin(register["격리자관리번호"])]
    table = table[table["격리자관리번호"].isin(register["격리자관리번호"])]

    table["rank"] = table["입력경로"].map(RANK) + 10 * (table["결과구분"] == "미응답")
    table = table.sort_values(["격리자관리번호", "회차", "rank", "응답일시"], ascending=[True, True, True, False])
    losers = table[table.duplicated(["격리자관리번호", "회차"])].assign(사유="우선하는 결과가 있음")
    best = table.drop_duplicates(["격리자관리번호", "회차"])
    won = best[["격리자관리번호", "회차", "원본파일", "원본행"]]
    losers = losers.merge(
        won.rename(columns={"원본파일": "이긴파일", "원본행": "이긴행"}), on=["격리자관리번호", "회차"]
    )

    release = pd.to_datetime(register["해제예정일시"])
    active = register.assign(해제=release)[release > pd.Timestamp(day)]
    slots = active.merge(pd.DataFrame({"회차": SLOTS}), how="cross")
    said = ["격리자관리번호", "회차", "입력경로", "응답일시", "체온", *SIGNS, "비고", "결과구분", "원본파일", "원본행"]
    slots = slots.merge(best[said], on=["격리자관리번호", "회차"], how="left").assign(점검일=day)
    blank = slots["결과구분"].isna()
    out_of = slots["상태"].map({"확진": "확진전환", "확진전환": "확진전환", "이관": "이관", "타지역이관": "이관"})
    slots.loc[blank, "결과구분"] = out_of[blank].fillna("미응답")
    ended = pd.to_datetime(slots["점검일"] + " " + slots["회차"]) >= slots["해제"]
    slots.loc[ended, "결과구분"] = "해제"
    slots = slots.sort_values(["격리자관리번호", "회차"])
    results = slots[slots["결과구분"] != "?"][RESULT]

    to_call = slots[slots["결과구분"].isin(["미응답", "유증상", "이탈의심", "이탈"])].rename(
        columns={"결과구분": "사유"}
    )
    calls = to_call[["담당부서", "담당공무원", "격리자관리번호", "성명", "휴대전화", "회차", "사유"]]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    rows = table.groupby("원본파일").size()
    ledger = pd.DataFrame({"파일": [path.name for path in files]})
    ledger["행수"] = ledger["파일"].map(rows).fillna(0)
    ledger["채택"] = ledger["파일"].map(best.groupby("원본파일").size()).fillna(0)
    ledger["탈락"] = ledger["파일"].map(losers.groupby("원본파일").size()).fillna(0)
    ledger["SHA-256"] = ledger["파일"].map(hashes)
    lost = [
        "격리자관리번호",
        "회차",
        "입력경로",
        "응답일시",
        "체온",
        "결과구분",
        "사유",
        "원본파일",
        "원본행",
        "이긴파일",
        "이긴행",
    ]
    write(
        out / "monitoring-report.xlsx",
        {
            "결과": results,
            "유증상": results[results["결과구분"] == "유증상"],
            "미응답": results[results["결과구분"] == "미응답"],
            "이탈": results[results["결과구분"].isin(["이탈", "이탈의심"])],
            "행정동별집계": totals(slots, "행정동"),
            "부서별집계": totals(slots, "담당부서"),
            "파일원장": ledger,
            "전화목록": calls.sort_values(list(calls.columns)),
            "탈락": pd.concat([losers, other_day]).reindex(columns=lost),
            "확인필요": pd.concat([slots[slots["결과구분"] == "?"], nobody])[["격리자관리번호", "성명", "회차"]],
        },
    )
    told = {"work_s": time.perf_counter() - BEGAN, "slots": len(slots), "taken": len(best), "lost": len(losers)}
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
