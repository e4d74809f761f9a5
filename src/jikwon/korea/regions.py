"""The beginning of an address: zip code, city and district, ours or another one."""

import re
from typing import Final, NamedTuple

_PROVINCES: Final = (
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 "
    "충청북 충청남 전라북 전라남 경상북 경상남"
)
_DISTRICTS: Final = """
강남구 강동구 강북구 강서구 관악구 광진구 구로구 금천구 노원구 도봉구 동대문구 동작구 마포구 서대문구 서초구 성동구
성북구 송파구 양천구 영등포구 용산구 은평구 종로구 중구 중랑구 금정구 기장군 남구 동구 동래구 부산진구 북구 사상구
사하구 서구 수영구 연제구 영도구 해운대구 달서구 달성군 수성구 군위군 강화군 계양구 남동구 미추홀구 부평구 연수구
옹진군 광산구 대덕구 유성구 울주군 세종시 수원시 성남시 의정부시 안양시 부천시 광명시 평택시 동두천시 안산시 고양시
과천시 구리시 남양주시 오산시 시흥시 군포시 의왕시 하남시 용인시 파주시 이천시 안성시 김포시 화성시 광주시 양주시
포천시 여주시 연천군 가평군 양평군 장안구 권선구 팔달구 영통구 수정구 중원구 분당구 만안구 동안구 상록구 단원구
덕양구 일산동구 일산서구 처인구 기흥구 수지구 원미구 소사구 오정구 춘천시 원주시 강릉시 동해시 태백시 속초시 삼척시
홍천군 횡성군 영월군 평창군 정선군 철원군 화천군 양구군 인제군 고성군 양양군 청주시 충주시 제천시 보은군 옥천군
영동군 증평군 진천군 괴산군 음성군 단양군 상당구 서원구 흥덕구 청원구 천안시 공주시 보령시 아산시 서산시 논산시
계룡시 당진시 금산군 부여군 서천군 청양군 홍성군 예산군 태안군 동남구 서북구 전주시 군산시 익산시 정읍시 남원시
김제시 완주군 진안군 무주군 장수군 임실군 순창군 고창군 부안군 완산구 덕진구 목포시 여수시 순천시 나주시 광양시
담양군 곡성군 구례군 고흥군 보성군 화순군 장흥군 강진군 해남군 영암군 무안군 함평군 영광군 장성군 완도군 진도군
신안군 포항시 경주시 김천시 안동시 구미시 영주시 영천시 상주시 문경시 경산시 의성군 청송군 영양군 영덕군 청도군
고령군 성주군 칠곡군 예천군 봉화군 울진군 울릉군 창원시 진주시 통영시 사천시 김해시 밀양시 거제시 양산시 의령군
함안군 창녕군 남해군 하동군 산청군 함양군 거창군 합천군 의창구 성산구 마산합포구 마산회원구 진해구 제주시 서귀포시
"""
_ZIP: Final = re.compile(r"^\(?우?[ )]*(?:\d{5}|\d{3}-\d{3})\)?[ ,]+")
_CITY_SUFFIX: Final = re.compile(r"(?:특별자치도|특별자치시|특별시|광역시|시|도)$")

ZIP: Final = "zip-in-address"
FORM: Final = "region-form"
IMPLIED: Final = "district-implied"


class Region(NamedTuple):
    """How an address begins: what follows, another district that it names, and whether both are named."""

    rest: str
    other: str
    is_contradicting: bool
    notes: tuple[str, ...]


class Regions:
    """Takes city and district off an address; `city` and `district` are the office's own."""

    def __init__(self, city: str, district: str) -> None:
        self.district = district
        self.full = f"{city} {district} "
        stem = _CITY_SUFFIX.sub("", city)
        self._own = re.compile(
            rf"(?:대한민국[ ,]+)?({re.escape(stem)}(?:특별자치시|특별시|광역시|시)?(?=[ ,]|{district}|$))?[ ,]*"
            rf"({re.escape(district)})?[ ,]*"
        )
        self._other = re.compile(_other_pattern(stem, district))

    def take(self, text: str) -> Region:
        """Split a cleaned address into its region and the rest, which begins with the road."""
        if text.startswith(self.full):
            return Region(text[len(self.full) :], "", is_contradicting=False, notes=())
        bare = _ZIP.sub("", text)
        notes = (ZIP,) if bare != text else ()
        own = self._own.match(bare)
        end, named = (own.end(), own.group(2)) if own else (0, None)
        rest = bare[end:]
        if (other := self._other.match(rest)) is not None:
            is_contradicting = named is not None or self.district in rest
            return Region(rest, other.group().strip(" ,"), is_contradicting=is_contradicting, notes=notes)
        short = () if bare.startswith(self.full) else ((FORM,) if named else (IMPLIED,))
        return Region(rest, "", is_contradicting=False, notes=(*notes, *short))


def _other_pattern(stem: str, district: str) -> str:
    provinces = "|".join(name for name in _PROVINCES.split() if name != stem)
    names = [name for name in _DISTRICTS.split() if name != district]
    long = "|".join(sorted((name for name in names if len(name) > 2), key=len, reverse=True))
    short = "|".join(name for name in names if len(name) == 2)
    province = rf"(?:{provinces})(?:특별자치도|특별자치시|광역시|시|도)?(?=[ ,]|$)"
    return rf"{province}(?:[ ,]+(?:{long}|{short}))?|(?:{long})|(?:{short})(?=[ ,]|$)"
