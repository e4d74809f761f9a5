"""Names as Korea has them: common surnames more often, given names of their generation, foreigners in Latin letters."""

from random import Random
from typing import Final

SURNAMES: Final = {
    "김": 215, "이": 147, "박": 84, "최": 47, "정": 43, "강": 24, "조": 21, "윤": 21, "장": 20, "임": 17, "한": 15,
    "오": 15, "서": 15, "신": 15, "권": 14, "황": 14, "안": 14, "송": 14, "전": 11, "홍": 11, "유": 9, "고": 9, "문": 9,
    "양": 9, "손": 9, "배": 8, "백": 7, "허": 6, "남": 5, "심": 5, "노": 5, "하": 5, "곽": 4, "성": 4, "차": 4,
    "주": 4, "우": 4, "구": 4, "민": 3, "남궁": 1, "황보": 1, "선우": 1, "제갈": 1,
}  # fmt: skip
"""Weights, roughly as many people bear them (census of 2015); a few of two syllables."""

_OLDER: Final = {
    "남": (
        "영수", "영호", "정수", "광수", "성호", "종철", "상철",
        "병철", "재호", "기영", "만수", "용식", "춘식",
    ),
    "여": (
        "영자", "정숙", "순자", "영숙", "미숙", "경숙", "명숙",
        "옥순", "말순", "현숙", "정희", "춘자", "복순",
    ),
}  # fmt: skip
_MIDDLE: Final = {
    "남": (
        "성민", "정훈", "상현", "동현", "지훈", "준호", "성훈",
        "현우", "재영", "진우", "승현", "태영", "민수", "철",
    ),
    "여": (
        "지영", "은정", "미영", "현정", "은주", "수진", "지현",
        "은영", "혜진", "유진", "보람", "소영", "선영", "란",
    ),
}  # fmt: skip
_YOUNGER: Final = {
    "남": (
        "민준", "서준", "도윤", "예준", "시우", "하준", "주원",
        "지호", "준서", "건우", "우진", "이든", "결", "빛나라",
    ),
    "여": (
        "서연", "서윤", "지우", "서현", "하은", "하윤", "민서",
        "지유", "윤서", "채원", "수아", "다은", "솔", "새봄이",
    ),
}  # fmt: skip

FOREIGN: Final = (
    ("NGUYEN THI MINH ANH", "여", "베트남"), ("NGUYEN VAN HUNG", "남", "베트남"), ("ZHANG WEI", "남", "중국"),
    ("LI XIAOMING", "남", "중국"), ("WANG FANG", "여", "중국"), ("PIAO CHENGHAO", "남", "중국"),
    ("O'CONNOR SINEAD", "여", "아일랜드"), ("SMITH-JONES EMILY ROSE", "여", "영국"), ("MILLER JAMES T.", "남", "미국"),
    ("TSERENDORJ BAT-ERDENE", "남", "몽골"), ("RAHMAN MD. ABDUR", "남", "방글라데시"),
    ("GARCIA MARIA L.", "여", "필리핀"),
    ("KARIMOV JASUR", "남", "우즈베키스탄"), ("THAPA SITA", "여", "네팔"), ("TANAKA YUKI", "여", "일본"),
    ("WIJESINGHE ARACHCHIGE DON NUWAN CHATHURANGA PRASAD", "남", "스리랑카"),
)  # fmt: skip
"""Latin names with the sex and nationality that go with them."""


def korean(rng: Random, *, sex: str, born: int, surname: str = "") -> str:
    """Make a name of two to five syllables for someone of `sex` (남, 여) born in the year `born`."""
    given = _OLDER if born < 1960 else _MIDDLE if born < 1995 else _YOUNGER
    return (surname or a_surname(rng)) + rng.choice(given[sex])


def a_surname(rng: Random) -> str:
    """Draw a surname by how common it is."""
    return rng.choices(tuple(SURNAMES), tuple(SURNAMES.values()))[0]
