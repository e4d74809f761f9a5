"""Korean surnames, and the words before 씨 and 님 that are no names."""

from typing import Final

SURNAMES: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간시갈단견당화창나"
)
LONG_SURNAMES: Final = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절", "어금"})
_TITLES: Final = (
    "선생 고객 담당자 담당관 담당 공무원 직원 과장 팀장 국장 구청장 시장 동장 주임 주무관 계장 부장 사장 원장 "
    "회장 의원 기사 주민 입주민 어르신 부모 교수 박사 변호사 대표 반장 통장 소장 실장 관장 위원 위원장 임차인 "
    "임대인 민원인 신고자 신고인 신청인 신청자 관리자 관리인 운전자 작성자 조합장 장관 대통령 도지사 총리 "
    "경찰관 소방관 간호사 의사 약사 판사 검사 센터장 사무장 상담사 상담원 복지사 요원 작가 감독 코치 강사 "
    "교사 학생 학부모 보호자 환자 수급자 대상자 이용자 본부장 차장 청장 서장 지사장 점장 매니저 기관사 승무원 "
    "경비원 미화원 팀원 조사관 감사관 심사관 단속원 방문자 참가자 참여자 관계자 당사자 피해자 가해자 소유자 "
    "소유주 건물주 집주인 세입자 건축주 사업주 점주 업주 견주 이장 면장 읍장 군수"
)
TITLES: Final = tuple(_TITLES.split())
"""A word that ends with one of these before 님 is no name: 선생님, 담당공무원님."""
_NO_NAMES: Final = (
    "이웃 시민 구민 국민 어머 아버 형 누 오라버 이사 아주머 할머 할아버 선배 경찰 총무 부처 예수 하느 하나 "
    "임금 스 손 여러분 사모 도련 서방 따 며느 아드 공주 왕자 차주 영사 대사 날 글 솜 맘 말 불 꽃 볍 홀 마음 "
    "아가 아저 말솜 눈 맵 주무 서무"
)
NO_NAMES: Final = frozenset(_NO_NAMES.split())
"""Whole words: 날씨, 아저씨 and the like lack their last syllable here."""
