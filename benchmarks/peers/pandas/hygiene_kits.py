"""The hygiene-kit delivery list as an office would script it: pandas and openpyxl, no proof.

Usage: hygiene_kits.py AS_OF FOLDER FILE...  Reads every register, merges rows that come twice, brings phones and
addresses into one spelling, leaves out who is out, gathers households and writes the two workbooks.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BEGAN = time.perf_counter()
CITY = "서울특별시 송파구"
ADDRESS = re.compile(
    r"^(?:서울(?:특별시|시)?\s*)?(?:송파구\s*)?(?P<road>.+?(?:로|길))\s*(?P<main>\d+)(?:-(?P<sub>\d+))?\s*(?:\(.*\))?$"
)
DETAIL = re.compile(r"^(?:(?P<block>\d+)\s*(?:동|-)\s*)?(?P<door>\d+)\s*호?$")
ACTIVE = {"", "격리중", "자가격리중"}
KEEP = ["격리자관리번호", "성명", "사유코드", "사유", "원본파일", "원본행"]


def read(path):
    if path.suffix == ".xlsx":
        table = pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl")
    else:
        try:
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        except UnicodeDecodeError:
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="cp949")
    table["원본파일"] = path.name
    table["원본행"] = table.index + 2
    return table


def phone(column):
    digits = column.str.replace(r"\D", "", regex=True).str.replace(r"^82", "0", regex=True)
    return digits.str.replace(r"^(\d{3})(\d{4})(\d{4})$", r"\1-\2-\3", regex=True)


def birth(column):
    digits = column.str.replace(r"\D", "", regex=True)
    return digits.str.slice(0, 4) + "-" + digits.str.slice(4, 6) + "-" + digits.str.slice(6, 8)


def merge_twice(table):
    """Keep the fullest row of each id, its blanks filled from the others."""
    table = table.assign(filled=(table != "").sum(axis=1)).sort_values(
        ["격리자관리번호", "filled", "원본파일"], ascending=[True, False, True]
    )
    twice = table[table.duplicated("격리자관리번호")]
    origin = table.groupby("격리자관리번호")[["원본파일", "원본행"]].first()
    values = table.drop(columns=["filled", "원본파일", "원본행"]).replace("", None)
    people = values.groupby("격리자관리번호").first().fillna("").join(origin).reset_index()
    return people, twice


def excluded(people, now):
    release = pd.to_datetime(people["해제예정일시"], errors="coerce")
    code = pd.Series("", index=people.index)
    code[(release <= now) & people["상태"].isin(ACTIVE)] = "해제"
    for word, name in (
        ("격리해제", "해제"),
        ("해제", "해제"),
        ("타지역이관", "이관"),
        ("이관", "이관"),
        ("확진전환", "확진"),
        ("확진", "확진"),
    ):
        code[people["상태"] == word] = name
    return code


def addresses(people, buildings):
    found = people["주소"].str.strip().str.extract(ADDRESS)
    people["도로명"] = found["road"].fillna("").str.replace(" ", "")
    people["본번"] = pd.to_numeric(found["main"], errors="coerce").fillna(0).astype(int)
    people["부번"] = pd.to_numeric(found["sub"], errors="coerce").fillna(0).astype(int)
    detail = people["상세주소"].str.strip().str.extract(DETAIL).fillna("")
    block, door = detail["block"], detail["door"]
    people["상세"] = (block.where(block == "", block + "동 ") + door.where(door == "", door + "호")).str.strip()
    people = people.merge(buildings, how="left", on=["도로명", "본번", "부번"])
    number = people["본번"].astype(str) + people["부번"].map(lambda sub: f"-{sub}" if sub else "")
    people["배송주소"] = CITY + " " + people["도로명"] + " " + number
    return people


def households(people):
    people["세대키"] = (
        people["도로명"] + " " + people["본번"].astype(str) + "-" + people["부번"].astype(str) + "/" + people["상세"]
    )
    alone = people["상세"] == ""
    people.loc[alone, "세대키"] += people.loc[alone, "휴대전화"]
    people = people.sort_values(["행정동", "도로명", "본번", "부번", "상세", "격리자관리번호"])
    people["순번"] = people.groupby("세대키", sort=False).ngroup() + 1
    first = people.groupby("세대키", sort=False).first().reset_index()
    first["수량"] = people.groupby("세대키", sort=False).size().to_numpy()
    return people, first


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


def main(as_of, folder, files):
    folder.mkdir(parents=True)
    buildings = pd.read_csv(os.environ["BENCH_BUILDINGS"], dtype={"우편번호": str})
    buildings = buildings.rename(columns={"건물본번": "본번", "건물부번": "부번", "우편번호": "배송우편번호"})
    buildings = buildings[buildings["지하여부"] == 0].drop_duplicates(["도로명", "본번", "부번"])
    table = pd.concat([read(path) for path in files], ignore_index=True)
    table["휴대전화"] = phone(table["휴대전화"])
    table["생년월일"] = birth(table["생년월일"])
    people, twice = merge_twice(table)
    people["사유코드"] = excluded(people, pd.Timestamp(as_of))
    out = people[people["사유코드"] != ""].assign(사유=lambda rows: rows["사유코드"])
    twice = twice.assign(사유코드="중복", 사유="중복")
    people = addresses(people[people["사유코드"] == ""].copy(), buildings[["도로명", "본번", "부번", "배송우편번호"]])
    unclear = people[people["배송우편번호"].isna()]
    people, first = households(people[people["배송우편번호"].notna()].copy())

    first = first.assign(순번=range(1, len(first) + 1), 품목="위생키트", 배송메시지="")
    delivery = first[
        ["순번", "성명", "휴대전화", "배송우편번호", "배송주소", "상세", "행정동", "품목", "수량", "배송메시지"]
    ]
    delivery.columns = [
        "순번",
        "받는분",
        "전화번호",
        "우편번호",
        "주소",
        "상세주소",
        "행정동",
        "품목",
        "수량",
        "배송메시지",
    ]
    by_dong = (
        first.groupby("행정동")
        .agg(세대수=("순번", "size"), 인원수=("수량", "sum"), 키트수=("수량", "sum"))
        .reset_index()
    )
    write(folder / "delivery-list.xlsx", {"배송명단": delivery})
    write(
        folder / "delivery-register.xlsx",
        {
            "대상자": people[["격리자관리번호", "성명", "생년월일", "휴대전화", "세대키", "순번"]],
            "행정동별집계": by_dong,
            "제외": pd.concat([out[KEEP], twice[KEEP]]),
            "확인필요": unclear[["격리자관리번호", "성명", "원본파일", "원본행"]],
        },
    )
    told = {
        "work_s": time.perf_counter() - BEGAN,
        "people": len(people),
        "households": len(first),
        "unclear": len(unclear),
        "excluded": len(out),
        "twice": len(twice),
    }
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
