"""The workbook of a monitoring run as another program reads it."""

from pathlib import Path

from ..outputs import Record, read_book

RESULT = (
    *("격리자관리번호", "성명", "행정동", "담당공무원", "점검일", "회차", "입력경로", "응답일시", "체온"),
    *("발열", "기침", "인후통", "호흡곤란", "비고", "결과구분", "원본파일", "원본행"),
)
COUNTS = ("구분", "회차", "대상", "응답", "정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
SHEETS = {
    "결과": RESULT,
    "유증상": RESULT,
    "미응답": RESULT,
    "이탈": RESULT,
    "행정동별집계": COUNTS,
    "부서별집계": COUNTS,
    "파일원장": ("파일", "입력경로", "행수", "채택", "탈락", "질문", "SHA-256"),
    "전화목록": ("담당부서", "담당공무원", "격리자관리번호", "성명", "휴대전화", "회차", "사유"),
    "탈락": (
        *("격리자관리번호", "회차", "입력경로", "응답일시", "체온", "결과구분", "사유", "원본파일", "원본행"),
        *("이긴파일", "이긴행"),
    ),
    "확인필요": ("격리자관리번호", "성명", "회차", "질문코드", "질문", "원본파일", "원본행"),
}
Sheets = dict[str, list[Record]]


def read_sheets(path: Path) -> tuple[Sheets, list[str]]:
    """Read every sheet as records of text, and what breaks the contract's form."""
    faults: list[str] = []
    return read_book(path, SHEETS, faults), faults
