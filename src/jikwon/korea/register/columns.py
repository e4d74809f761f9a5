"""What offices call the columns of a register of quarantined people, beside the names that the central system gives."""

from collections.abc import Mapping, Sequence
from typing import Final

SYNONYMS: Final[Mapping[str, Sequence[str]]] = {
    "격리자관리번호": ("관리번호",),
    "성명": ("이름",),
    "생년월일": (),
    "주민등록번호": (),
    "휴대전화": ("연락처", "전화번호", "핸드폰"),
    "우편번호": (),
    "주소": ("도로명주소", "격리장소", "격리장소주소"),
    "상세주소": ("동호수",),
    "행정동": (),
    "담당공무원": ("전담공무원",),
    "담당공무원ID": ("담당공무원번호",),
    "담당부서": ("부서",),
    "세대키": (),
    "격리시작일": (),
    "해제예정일시": ("해제예정일",),
    "9일차검사결과": ("9일차 검사",),
    "검체채취일": ("검체일",),
    "상태": (),
    "지원구분": (),
    "비고": (),
}
"""By the system's name. A proof names them again for itself: a synonym of the wrong column must not deceive it too."""
