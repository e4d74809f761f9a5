"""What the proof's parts share: sheets, columns, and the reading of a cell."""

from collections.abc import Mapping, Sequence
from typing import Final

from jikwon.proof import Row
from jikwon.proof.register import text_of

LIST, REGISTER = "delivery-list", "delivery-register"
SHEETS: Final[Mapping[str, Mapping[str, str]]] = {
    LIST: {"배송명단": "순번 받는분 전화번호 우편번호 주소 상세주소 행정동 품목 수량 배송메시지"},
    REGISTER: {
        "대상자": "격리자관리번호 성명 생년월일 휴대전화 세대키 순번",
        "행정동별집계": "행정동 세대수 인원수 키트수",
        "제외": "격리자관리번호 성명 사유코드 사유 원본파일 원본행",
        "확인필요": "격리자관리번호 성명 질문코드 질문 원본파일 원본행",
    },
}
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "격리자관리번호": ("관리번호",),
    "성명": ("이름",),
    "생년월일": (),
    "주민등록번호": (),
    "휴대전화": ("연락처", "전화번호", "핸드폰"),
    "우편번호": (),
    "주소": ("도로명주소", "격리장소", "격리장소주소"),
    "상세주소": ("동호수",),
    "행정동": (),
    "격리시작일": (),
    "해제예정일시": ("해제예정일",),
    "상태": (),
    "지원구분": (),
    "비고": (),
}
UNDECIDED: Final = "미확정"


def member_order(row: Row) -> tuple[object, ...]:
    """Give where somebody stands in a household: by id, name, birth date, phone."""
    number, name = text_of(row["격리자관리번호"]), str(row["성명"] or "")
    rank = (2, "") if not name else (0, name) if "가" <= name[0] <= "힣" else (1, name.casefold())
    return (not number, number, rank, str(row["생년월일"] or ""), str(row["휴대전화"]))
